"""A whole run of one batch of pictures: starting point, sampler, final denoising; and a recorded run's parameters."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from app.core.inpainting import Filling, KnownPixels
from app.core.noise import NoiseSource
from app.core.samplers import KERNELS
from app.core.types import ScoreModel
from app.core.walk import Walk
from app.params import LiveParams, SampleSettings, Start
from app.params.samplers import ROWS


@torch.inference_mode()
def starting_point(model: ScoreModel, settings: SampleSettings, noise: NoiseSource) -> Tensor:
    """The first x [B, C, H, W] of a run: pixels from U[0, 1], in the network's data space, or sigma_1 N(0, I)."""
    if settings.start is Start.UNIFORM and not ROWS[settings.sampler].leads_on:
        return model.from_pixels(noise.uniform())
    return noise.normal() * settings.noise_levels[0]


def picture_walk(
    model: ScoreModel, settings: SampleSettings, noise: NoiseSource, filling: Filling | None = None
) -> Walk:
    """The run of one batch: plain, or one that fills a picture, which always ends with the denoising step."""
    return walk_from(starting_point(model, settings, noise), model, settings, noise, filling)


def walk_from(
    x: Tensor, model: ScoreModel, settings: SampleSettings, noise: NoiseSource, filling: Filling | None = None
) -> Walk:
    """The same from another start."""
    return Walk(
        model.score, x, settings.noise_levels, KERNELS[settings.sampler], noise,
        passes=1 if filling is None else filling.settings.resample,
        denoise=settings.denoise or filling is not None,
        held=None if filling is None else KnownPixels(model, filling),
    )  # fmt: skip


class Replay:
    """Parameters of a recorded run: the settings' own, then each change from the evaluation on where it acted.

    ``evaluation`` is how many evaluations were made before the first one asked for.
    """

    def __init__(
        self, settings: SampleSettings, changes: Sequence[tuple[int, LiveParams]], evaluation: int = 0
    ) -> None:
        self._params = settings.live
        self._changes = sorted(changes, key=lambda change: change[0])
        self._evaluation = evaluation

    def __call__(self) -> LiveParams:
        """The parameters for the next evaluation."""
        while self._changes and self._changes[0][0] <= self._evaluation:
            self._params = self._changes.pop(0)[1]
        self._evaluation += 1
        return self._params
