"""All samples of a run, in batches: plain, filling a picture, or repeating a recorded run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import torch
from torch import Tensor

from app.core.course import Course, Journey
from app.core.device import is_out_of_memory
from app.core.inpainting import Filling, Known
from app.core.noise import SampleNoise
from app.core.sampling import Replay, picture_walk
from app.core.types import ScoreModel, Step
from app.core.walk import BranchPoint, Walk
from app.jobs.batches import fitting
from app.params import LiveParams, ModelInfo, SampleSettings, SettingError
from app.params.inpainting import InpaintSettings
from app.params.path import Leg, OwnPicture
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


@dataclass(frozen=True)
class Before:
    """What a run goes on from: the legs of other runs, or a picture; ``filled`` is what it and they fill."""

    legs: tuple[Leg, ...] = ()
    beginning: OwnPicture | None = None
    filled: tuple[InpaintSettings, Repainted] | None = None

    @property
    def any(self) -> bool:
        """Whether there is anything."""
        return bool(self.legs) or self.beginning is not None

    def indices(self, settings: SampleSettings) -> tuple[int, ...]:
        """The samples of a run with these settings."""
        same = self.legs and self.legs[-1].sample is None
        return self.legs[-1].indices if same else tuple(range(settings.count))

    def leg(self, settings: SampleSettings, changes: Sequence[tuple[int, LiveParams]]) -> Leg:
        """The run's own."""
        how = None if self.filled is None else self.filled[0]
        return Leg(settings, self.indices(settings), changes=tuple(changes), inpainting=how)


class Keeper(Protocol):
    """Keeps places of runs, for others that begin alike; batches are told apart by their first sample and size."""

    def point(self, first: int, size: int) -> BranchPoint | None:
        """Where a batch is taken up; None: at its start."""
        ...

    def passed(self, walk: Walk, first: int, size: int) -> None:
        """The walk of a batch is at the start, was taken up, or has made an evaluation."""
        ...

    def ended(self, walk: Walk) -> None:
        """The walk of a batch is at its end."""
        ...


def run_all(
    model: ScoreModel,
    settings: SampleSettings,
    changes: Sequence[tuple[int, LiveParams]] = (),
    make_filling: MakeFilling = lambda: None,
    before: Before = Before(),
    keeper: Keeper | None = None,
    only: range | None = None,
) -> Iterator[BatchStep]:
    """All samples of a run, batch after batch; each sample has its own noise, so the split does not matter.

    ``changes`` are the parameters that were set while a recorded run went on, with the number of evaluations done by
    then; they act again in every batch. A batch is no larger than the device has memory for; when that is used up all
    the same it is halved and begun anew; with one sample left the error goes on. ``before`` says what it goes on from:
    the steps on the way there are among those yielded, and what is filled is said there. With a ``keeper`` steps
    may be left out that another run has made. ``only``: these samples.
    """
    only = range(len(before.indices(settings))) if only is None else only
    first, batch = only.start, fitting(model, settings.batch_size)
    shrunk = batch < settings.batch_size
    while first < only.stop:
        size = min(batch, only.stop - first)
        try:
            if before.any:
                steps = _gone_on(model, before, before.leg(settings, changes), first, size, keeper)
            else:
                noise = SampleNoise(settings.seed, model.shape, size, first=first, device=model.device)
                walk = picture_walk(model, settings, noise, make_filling())
                steps = _from_start(walk, settings, changes, first, size, keeper)
            for step in steps:
                yield BatchStep(first, size, shrunk, step)
        except (MemoryError, RuntimeError) as error:
            if size == 1 or not is_out_of_memory(error):
                raise
            batch, shrunk = max(1, size // 2), True
            if model.device.type == "cuda":
                torch.cuda.empty_cache()
            continue
        first += size


def _from_start(
    walk: Walk, settings: SampleSettings, changes: Sequence[tuple[int, LiveParams]], first: int, size: int,
    keeper: Keeper | None,
) -> Iterator[Step]:  # fmt: skip
    """The steps of a batch, from where the keeper takes it up."""
    if keeper is None:
        yield from walk.steps(Replay(settings, changes))
        return
    point = keeper.point(first, size)
    if point is not None:
        walk.restore(point)
    read = Replay(settings, changes, walk.position.index)
    keeper.passed(walk, first, size)
    while (step := walk.step(read())) is not None:
        keeper.passed(walk, first, size)
        yield step
    keeper.ended(walk)


def _gone_on(
    model: ScoreModel, before: Before, leg: Leg, first: int, size: int, keeper: Keeper | None
) -> Iterator[Step]:
    """The steps of a batch, those on the way included where they are steps of its samples."""
    played = None if before.filled is None else Played(model.device, before.filled[1])
    journey = Journey(
        Course((*before.legs, leg), before.beginning), lambda _: model, first, size,
        read_known=None if played is None else played.read, on_way=(lambda _: None) if played is None else played.go_to,
    )  # fmt: skip
    point = None if keeper is None else keeper.point(first, size)
    walk = journey.begin() if point is None else journey.take_up(point)
    for now, step in journey.rejoin(walk):
        if keeper is not None:
            keeper.passed(walk if step is None else now, first, size)
        walk = now
        if step is not None and len(step.x) == size:
            yield step
    read = Replay(leg.settings, leg.changes, walk.position.index)
    while True:
        if played is not None:
            played.go_to(walk.position.index)
        step = walk.step(read())
        if step is None:
            break
        if keeper is not None:
            keeper.passed(walk, first, size)
        yield step
    if keeper is not None:
        keeper.ended(walk)


class Played:
    """What a recorded run was given, at the evaluation that it was told of last."""

    def __init__(self, device: torch.device, repainted: Repainted) -> None:
        self._player, self._tensors = Player(repainted), KnownTensors(device)
        self._done = 0

    def go_to(self, done: int) -> None:
        """So many evaluations are done."""
        self._done = done

    def read(self) -> Known:
        """What the next one is given."""
        return self._tensors.of(self._player.known_at(self._done))


def counted(legs: tuple[Leg, ...], beginning: OwnPicture | None, size: int) -> Iterator[Step]:
    """The steps of ``size`` samples of a run, by all its legs, made without a network: their pixels mean nothing."""
    nothing = Known(torch.zeros(1, 1, 1), torch.ones(1, 1, dtype=torch.bool))
    start = None if beginning is None else OwnPicture(np.zeros((1, 1, 1), np.float32), beginning.level)
    journey = Journey(Course(legs, start), lambda _: _Counted(), 0, size, read_known=lambda: nothing)
    walk = journey.begin()
    for now, step in journey.rejoin(walk):
        walk = now
        if step is not None:
            yield step
    read = Replay(legs[-1].settings, legs[-1].changes, walk.position.index)
    while (step := walk.step(read())) is not None:
        yield step


def last_of_level(legs: tuple[Leg, ...], beginning: OwnPicture | None, level: int) -> int:
    """After how many evaluations a run, by all its legs, was done with a noise level, counted from 0.

    Its steps are counted without a network. Raises SettingError if it never was there.
    """
    found = 0
    for step in counted(legs, beginning, len(legs[-1].indices)):
        if step.level == level and not step.denoising:
            found = step.index
    if not found:
        raise SettingError(f"the run has no steps at level {level + 1}")
    return found


class _Counted:
    """A network of one pixel without any score."""

    shape, device = (1, 1, 1), torch.device("cpu")
    sigmas = torch.ones(1)

    def score(self, x: Tensor, _sigma: float | Tensor) -> Tensor:
        return torch.zeros_like(x)

    def to_pixels(self, x: Tensor) -> Tensor:
        return x

    def from_pixels(self, pixels: Tensor) -> Tensor:
        return pixels

    def describe(self) -> ModelInfo:
        raise NotImplementedError


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
    played, evaluations = Played(model.device, repainted), iter(range(2**63))

    def read() -> Known:
        played.go_to(next(evaluations))
        return played.read()

    return Filling(settings, read)
