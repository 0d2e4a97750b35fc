"""Choices that follow from the data: the range of noise levels to train, and sampler settings for the result."""

from __future__ import annotations

import math
from typing import Any

import torch
from torch import Tensor

from app.networks.compact import CompactConfig
from app.params import TrainParams

LOW_STD = 0.03
"""Pictures whose pixels differ less from their mean (in the range [0, 1]) have hardly any contrast."""
USUAL_STD = 0.3
_PART = 4096


def pixel_moments(images: Tensor) -> tuple[float, float]:
    """Mean and standard deviation of all pixels in [0, 1] of uint8 [N, C, H, W]; exactly 0 if all are equal."""
    counts = torch.zeros(256, dtype=torch.float64)
    for start in range(0, len(images), _PART):  # a copy with four bytes a pixel: not of all at once
        counts += torch.bincount(images[start : start + _PART].flatten().int(), minlength=256)
    values = torch.arange(256, dtype=torch.float64) / 255
    mean = float((counts * values).sum() / counts.sum())
    variance = float((counts * (values - mean) ** 2).sum() / counts.sum())
    return mean, math.sqrt(variance) if int((counts > 0).sum()) > 1 else 0.0


def low_contrast(images: Tensor, std: float) -> str:
    """What is remarkable about pictures uint8 [N, C, H, W] that have hardly any contrast; empty for usual ones."""
    low, high = int(images.min()), int(images.max())
    if high <= 255 * LOW_STD:
        return f"the largest pixel is {high} of 255"
    if std < LOW_STD:
        return f"the pixels, from {low} to {high} of 255, have a standard deviation of {255 * std:.2g} only"
    return ""


def typical_distance(config: CompactConfig) -> float:
    """Root mean square distance of two pictures with independent pixels: std sqrt(2 C H W)."""
    return config.data_std * math.sqrt(2 * config.channels * config.height * config.width)


def largest_sigma(config: CompactConfig) -> float:
    """The largest noise level to train: 1.5 typical distances, rounded up to one digit.

    Song & Ermon 2020 (arXiv 2006.09011), technique 1: sigma_1 as large as the largest distance between data points.
    """
    return largest_of(config.data_std, config.channels * config.height * config.width)


def largest_of(std: float, dimensions: int) -> float:
    """The same for pictures of so many numbers with this standard deviation."""
    wanted = 1.5 * std * math.sqrt(2 * dimensions)
    digit = 10.0 ** math.floor(math.log10(wanted))
    return math.ceil(wanted / digit) * digit


def noise_range(config: CompactConfig) -> dict[str, float]:
    """Settings of :class:`app.params.TrainParams` about the noise that follow from the data.

    Those of the class suit data of usual contrast; for less, noise shrinks with the data.
    """
    largest = largest_sigma(config)
    if config.data_std >= LOW_STD:
        return {"sigma_max": largest}
    usual = TrainParams()
    shrink = config.data_std / USUAL_STD
    return {
        "sigma_max": largest,
        "sigma_min": float(f"{min(usual.sigma_min * shrink, largest / 20):.2g}"),
        "log_mean": usual.log_mean + math.log(shrink),
    }


def _rounded(sigma: float) -> float:
    """One decimal, as far as that leaves two digits."""
    return round(sigma, 1) if sigma >= 1 else float(f"{sigma:.2g}")


def recommended_settings(params: TrainParams, config: CompactConfig) -> dict[str, Any]:
    """Sampler settings for a network trained so, as fields of :class:`app.params.SampleSettings`.

    Many close levels with one step each and eta = 0.8 gave the best digits an evaluation (``tests/bench/tuning.py``): a
    ratio of 1.0115 between levels.
    """
    sigma_max = min(params.sigma_max, _rounded(typical_distance(config) / 2.4))
    # Below 3 sigma_min nothing is left to decide; the denoising step takes that noise away.
    sigma_min = min(3 * params.sigma_min, sigma_max / 2)
    ratio = math.log(sigma_max / sigma_min)
    return {
        "sampler": "annealed",
        "epsilon": round(epsilon, 12) if (epsilon := 0.8 * sigma_min**2) > 1e-9 else epsilon,
        "steps_per_level": 1,
        "levels": max(2, round(87.6 * ratio)),
        "sigma_max": sigma_max,
        "sigma_min": sigma_min,
        "schedule": "geometric",
        "temperature": 1.0,
        "denoise": True,
        "start": "normal",
    }
