"""All samples of a run, in batches: plain, filling a picture, or repeating a recorded run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import torch

from app.core.device import is_out_of_memory
from app.core.inpainting import Filling, Known, ReadKnown
from app.core.noise import SampleNoise
from app.core.sampling import Replay, picture_walk
from app.core.types import ScoreModel, Step
from app.jobs.batches import fitting
from app.params import LiveParams, SampleSettings
from app.params.inpainting import InpaintSettings
from app.params.repaint import Known as KnownArrays
from app.params.repaint import Player, Repainted


@dataclass(frozen=True)
class BatchStep:
    """A step of the samples ``first`` to ``first + size - 1``; ``shrunk`` after the batch was halved for memory."""

    first: int
    size: int
    shrunk: bool
    step: Step


MakeFilling = Callable[[], Filling | None]
"""What each batch fills, from the start: a recorded run's repaintings act again in every batch."""


def run_all(
    model: ScoreModel,
    settings: SampleSettings,
    changes: Sequence[tuple[int, LiveParams]] = (),
    make_filling: MakeFilling = lambda: None,
    only: range | None = None,
) -> Iterator[BatchStep]:
    """All samples of a run, batch after batch; each sample has its own noise, so the split does not matter.

    ``changes`` are the parameters that were set while a recorded run went on, with the number of evaluations done by
    then; they act again in every batch. A batch is no larger than the device has memory for; when that is used up all
    the same it is halved and begun anew; with one sample left the error goes on. ``only``: these samples.
    """
    only = range(settings.count) if only is None else only
    first, batch = only.start, fitting(model, settings.batch_size)
    shrunk = batch < settings.batch_size
    while first < only.stop:
        size = min(batch, only.stop - first)
        noise = SampleNoise(settings.seed, model.shape, size, first=first, device=model.device)
        try:
            walk = picture_walk(model, settings, noise, make_filling())
            for step in walk.steps(Replay(settings, changes)):
                yield BatchStep(first, size, shrunk, step)
        except (MemoryError, RuntimeError) as error:
            if size == 1 or not is_out_of_memory(error):
                raise
            batch, shrunk = max(1, size // 2), True
            if model.device.type == "cuda":
                torch.cuda.empty_cache()
            continue
        first += size


class KnownTensors:
    """Known pixels as tensors on a device, converted only where they are new."""

    def __init__(self, device: torch.device) -> None:
        self._device = device
        self._arrays: KnownArrays | None = None
        self._tensors = Known(torch.empty(0), torch.empty(0))

    def of(self, known: KnownArrays) -> Known:
        """The tensors; the same objects while nothing has changed."""
        before, (source, mask) = self._arrays, self._tensors
        if before is None or known.source is not before.source:
            source = torch.from_numpy(known.source)
        if before is None or known.mask is not before.mask:
            mask = torch.from_numpy(known.mask).to(self._device)
        if before is not known:
            self._arrays, self._tensors = known, Known(source, mask)
        return self._tensors


def replayed(model: ScoreModel, settings: InpaintSettings, repainted: Repainted) -> Filling:
    """The filling of a recorded run: what was painted during it acts again, each change after as many evaluations."""
    return Filling(settings, _replay(model.device, repainted))


def _replay(device: torch.device, repainted: Repainted) -> ReadKnown:
    player, tensors, evaluations = Player(repainted), KnownTensors(device), iter(range(2**63))
    return lambda: tensors.of(player.known_at(next(evaluations)))
