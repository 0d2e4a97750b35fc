"""Choices that follow from the data: the range of noise levels to train, and sampler settings for the result."""

from __future__ import annotations

import math
from typing import Any

import torch
from torch import Tensor

from app.networks.compact import CompactConfig
from app.params import TrainParams


def pixel_moments(images: Tensor) -> tuple[float, float]:
    """Mean and standard deviation of all pixels in [0, 1] of uint8 [N, C, H, W]."""
    counts = torch.bincount(images.flatten().int(), minlength=256).double()
    values = torch.arange(256, dtype=torch.float64) / 255
    mean = float((counts * values).sum() / counts.sum())
    variance = float((counts * (values - mean) ** 2).sum() / counts.sum())
    return mean, math.sqrt(variance)


def typical_distance(config: CompactConfig) -> float:
    """Root mean square distance of two pictures with independent pixels: std sqrt(2 C H W)."""
    return config.data_std * math.sqrt(2 * config.channels * config.height * config.width)


def largest_sigma(config: CompactConfig) -> float:
    """The largest noise level to train: 1.5 typical distances, rounded up to one digit.

    Song & Ermon 2020 (arXiv 2006.09011), technique 1: sigma_1 as large as the largest distance between data points.
    """
    wanted = 1.5 * typical_distance(config)
    digit = 10.0 ** math.floor(math.log10(wanted))
    return math.ceil(wanted / digit) * digit


def recommended_settings(params: TrainParams, config: CompactConfig) -> dict[str, Any]:
    """Sampler settings for a network trained so, as fields of :class:`app.params.SampleSettings`.

    Many close levels with one step each and eta = 0.8 gave the best digits an evaluation (``tests/bench/quality.py
    --tune``): a ratio of 1.0115 between levels.
    """
    sigma_max = min(params.sigma_max, round(typical_distance(config) / 2.4, 1))
    # Below 3 sigma_min nothing is left to decide; the denoising step takes that noise away.
    sigma_min = min(3 * params.sigma_min, sigma_max / 2)
    ratio = math.log(sigma_max / sigma_min)
    return {
        "sampler": "annealed",
        "epsilon": round(0.8 * sigma_min**2, 12),
        "steps_per_level": 1,
        "levels": max(2, round(87.6 * ratio)),
        "sigma_max": sigma_max,
        "sigma_min": sigma_min,
        "schedule": "geometric",
        "temperature": 1.0,
        "denoise": True,
        "start": "normal",
    }
