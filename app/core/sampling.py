"""A whole run: starting points, the chosen sampler, final denoising, and the samples in batches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import torch
from torch import Tensor

from app.core.consistent import consistent_anneal
from app.core.device import is_out_of_memory
from app.core.langevin import anneal, final_denoise
from app.core.noise import NoiseSource, SampleNoise
from app.core.schedule import noise_levels
from app.core.types import ReadParams, ScoreModel, Step
from app.params import LangevinParams, Sampler, SampleSettings, Start


class Anneal(Protocol):
    """What every sampler of the engine is: a generator of steps with parameters and noise injected."""

    def __call__(
        self, model: ScoreModel, x: Tensor, sigmas: Sequence[float], read_params: ReadParams, noise: NoiseSource
    ) -> Iterator[Step]:
        """Run from x through all levels, yielding one step an evaluation."""
        ...


SAMPLERS: dict[Sampler, Anneal] = {
    Sampler.ANNEALED: anneal,
    Sampler.CONSISTENT: consistent_anneal,
    Sampler.LANGEVIN: anneal,
}
"""Name -> generator; plain Langevin dynamics is the annealed one with a single level."""


@torch.inference_mode()
def starting_point(model: ScoreModel, settings: SampleSettings, noise: NoiseSource) -> Tensor:
    """The first x [B, C, H, W] of a run: pixels from U[0, 1], in the network's data space, or sigma_1 N(0, I)."""
    if settings.start is Start.UNIFORM:
        return model.from_pixels(noise.uniform())
    return noise.normal() * noise_levels(settings)[0]


def run_batch(
    model: ScoreModel, settings: SampleSettings, read_params: ReadParams, noise: NoiseSource
) -> Iterator[Step]:
    """Every step of one batch: the sampler, then the denoising step if the settings ask for it."""
    sigmas = noise_levels(settings)
    x = starting_point(model, settings, noise)
    for step in SAMPLERS[settings.sampler](model, x, sigmas, read_params, noise):
        x = step.x
        yield step
    if settings.denoise:
        yield final_denoise(model, x, sigmas, read_params())


@dataclass(frozen=True)
class BatchStep:
    """A step of the samples ``first`` to ``first + size - 1``; ``shrunk`` after the batch was halved for memory."""

    first: int
    size: int
    shrunk: bool
    step: Step


class Replay:
    """Parameters of a recorded run: the settings' own, then each change from the evaluation on where it acted."""

    def __init__(self, settings: SampleSettings, changes: Sequence[tuple[int, LangevinParams]]) -> None:
        self._params = settings.live
        self._changes = sorted(changes, key=lambda change: change[0])
        self.evaluation = 0

    def __call__(self) -> LangevinParams:
        """The parameters in force after ``evaluation`` evaluations of the network."""
        while self._changes and self._changes[0][0] <= self.evaluation:
            self._params = self._changes.pop(0)[1]
        return self._params


class RunBatch(Protocol):
    """What makes one batch of a run: :func:`run_batch`, or inpainting in its place."""

    def __call__(
        self, model: ScoreModel, settings: SampleSettings, read_params: ReadParams, noise: NoiseSource
    ) -> Iterator[Step]:
        """Every step of one batch."""
        ...


def run_all(
    model: ScoreModel,
    settings: SampleSettings,
    changes: Sequence[tuple[int, LangevinParams]] = (),
    run: RunBatch = run_batch,
) -> Iterator[BatchStep]:
    """All samples of a run, batch after batch; each sample has its own noise, so the split does not matter.

    ``changes`` are the parameters that were set while a recorded run went on, with the number of evaluations done by
    then; they act again in every batch. When the device's memory is used up the batch is halved and begun anew; with
    one sample left the error goes on.
    """
    first, batch, shrunk = 0, settings.batch_size, False
    while first < settings.count:
        size = min(batch, settings.count - first)
        noise = SampleNoise(settings.seed, model.shape, size, first=first, device=model.device)
        replay = Replay(settings, changes)
        try:
            for step in run(model, settings, replay, noise):
                replay.evaluation += 1
                yield BatchStep(first, size, shrunk, step)
        except (MemoryError, RuntimeError) as error:
            if size == 1 or not is_out_of_memory(error):
                raise
            batch, shrunk = max(1, size // 2), True
            if model.device.type == "cuda":
                torch.cuda.empty_cache()
            continue
        first += size
