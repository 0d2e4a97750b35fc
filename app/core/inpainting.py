"""Inpainting: the samplers' iteration with the known pixels held (Song & Ermon 2019, appendix, Figure 6).

The sampler runs on whole pictures; where a pixel is known, x is replaced by the source plus noise of the state's own
sigma, so that the network always sees one picture of one noise level. A mask is True where pixels are regenerated.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, Protocol

import torch
from torch import Tensor

from app.core.consistent import consistent_evaluation
from app.core.langevin import final_denoise, langevin_evaluation
from app.core.noise import NoiseSource
from app.core.sampling import starting_point
from app.core.schedule import noise_levels
from app.core.types import ReadParams, ScoreModel, Step
from app.params import LangevinParams, Sampler, SampleSettings
from app.params.inpainting import InpaintSettings, Paste


class Known(NamedTuple):
    """What is to be filled: ``source`` [C, H, W], pixels in [0, 1], and ``mask`` bool [H, W], True = regenerated."""

    source: Tensor
    mask: Tensor


ReadKnown = Callable[[], Known]
"""Called before every step: what is painted while it runs acts at the next step."""


class Evaluate(Protocol):
    """One step of a sampler: the network is evaluated once."""

    def __call__(
        self,
        model: ScoreModel,
        x: Tensor,
        level: int,
        sigmas: Sequence[float],
        t: int,
        params: LangevinParams,
        noise: NoiseSource,
    ) -> Step:
        """The ``t``-th step at ``sigmas[level]`` from x [B, C, H, W]."""
        ...


@dataclass(frozen=True)
class Stepping:
    """How a sampler walks: its step, whether it takes only one a level, and whether that leads to the next sigma."""

    evaluate: Evaluate
    one_step: bool

    def sigma_after(self, sigmas: Sequence[float], level: int) -> float:
        """Standard deviation of the noise in x after a step at ``level``."""
        return sigmas[min(level + 1, len(sigmas) - 1)] if self.one_step else sigmas[level]

    def sigma_before(self, sigmas: Sequence[float], level: int) -> float:
        """Standard deviation of the noise in x before the first step at ``level`` (but for the first level's start)."""
        return sigmas[level] if self.one_step else sigmas[max(0, level - 1)]


STEPPING = {
    Sampler.ANNEALED: Stepping(langevin_evaluation, one_step=False),
    Sampler.LANGEVIN: Stepping(langevin_evaluation, one_step=False),
    Sampler.CONSISTENT: Stepping(consistent_evaluation, one_step=True),
}


class KnownPixels:
    """The source in the network's data space, put into x [B, C, H, W] with noise where the mask is False."""

    def __init__(self, model: ScoreModel, read_known: ReadKnown, noise: NoiseSource, paste: Paste) -> None:
        self._model, self._read_known, self._noise, self._paste = model, read_known, noise, paste
        self._pixels: Tensor | None = None
        self._data: Tensor | None = None
        self._level_noise: Tensor | None = None
        self._level_sigma = math.nan

    def before(self, x: Tensor, sigma: float) -> Tensor:
        """What the network is to see at ``sigma``."""
        # Noise for the whole picture: what a sample sees must not depend on the mask.
        return x if self._paste is Paste.LEVEL else self._put(x, sigma, self._noise.normal())

    def after(self, x: Tensor, sigma: float) -> Tensor:
        """What a step led to, x with noise of ``sigma``."""
        if self._paste is Paste.STEP:
            return x
        if self._level_noise is None or sigma != self._level_sigma:
            self._level_noise, self._level_sigma = self._noise.normal(), sigma
        return self._put(x, sigma, self._level_noise)

    def clean(self, x: Tensor) -> Tensor:
        """The source itself where it is known."""
        return self._put(x, 0.0, None)

    @torch.inference_mode()
    def _put(self, x: Tensor, sigma: float, z: Tensor | None) -> Tensor:
        pixels, mask = self._read_known()
        if self._data is None or pixels is not self._pixels:
            self._pixels, self._data = pixels, self._model.from_pixels(pixels[None].to(self._model.device))
        known = self._data if z is None else torch.add(self._data, z, alpha=sigma)
        return torch.where(mask.to(x.device), x, known.to(x.dtype))


def inpaint(
    model: ScoreModel,
    settings: SampleSettings,
    read_params: ReadParams,
    noise: NoiseSource,
    *,
    read_known: ReadKnown,
    inpainting: InpaintSettings,
) -> Iterator[Step]:
    """Fill the masked pixels of a source, one completion a sample of the noise.

    Yields a step an evaluation like :func:`app.core.sampling.run_batch`; the last is the denoising step with the known
    pixels clean. :func:`completed` gives the final pictures. The result does not depend on the source where the mask is
    True throughout. Raises SamplingDivergedError.
    """
    sigmas = noise_levels(settings)
    stepping = STEPPING[settings.sampler]
    known = KnownPixels(model, read_known, noise, inpainting.paste)
    x = starting_point(model, settings, noise)
    for level in range(len(sigmas)):
        before, after = stepping.sigma_before(sigmas, level), stepping.sigma_after(sigmas, level)
        # The first level of Langevin dynamics has none above it, the last consistent step leads to none below.
        passes = inpainting.resample if before > after else 1
        for repeat in range(passes):
            if repeat > 0:
                x = jump_back(x, noise.normal(), before, after)
            t = 0
            while t < (1 if stepping.one_step else (params := read_params()).steps_per_level):
                params = read_params()
                seen = known.before(x, sigmas[level])
                step = stepping.evaluate(model, seen, level, sigmas, t, params, noise)
                x = known.after(step.x, after)
                yield replace(step, x=x)
                t += 1
    seen = known.before(x, sigmas[-1])
    step = final_denoise(model, seen, sigmas, read_params())
    yield replace(step, x=known.clean(step.x))


@torch.inference_mode()
def jump_back(x: Tensor, z: Tensor, sigma_before: float, sigma_after: float) -> Tensor:
    """From noise of ``sigma_after`` back to ``sigma_before``: x + sqrt(sigma_before^2 - sigma_after^2) z."""
    return torch.add(x, z, alpha=math.sqrt(sigma_before**2 - sigma_after**2))


@torch.inference_mode()
def completed(model: ScoreModel, x: Tensor, source: Tensor, mask: Tensor) -> Tensor:
    """The pictures in [0, 1], [B, C, H, W], with the known pixels exactly the source's [C, H, W].

    Pasted in pixel space: the way to a network's data space and back is not exact.
    """
    pixels = model.to_pixels(x).float().cpu()
    return torch.where(mask.cpu(), pixels, source.to(pixels.dtype).cpu())
