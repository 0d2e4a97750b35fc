"""Films and strips of runs of pictures: their frames, and what is kept of a run for one while it is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from app.core.inpainting import Known, completed
from app.core.pixels import to_frames, unit_frames
from app.core.types import ScoreModel, Step
from app.jobs.layout import barred, compose, in_colour
from app.jobs.sampling import BatchStep, counted
from app.params.export import RunFilm, Showing, Sides
from app.params.film import columns, evenly
from app.params.path import Leg, OwnPicture
from app.params.repaint import Known as KnownArrays
from app.params.run import FilmProgress, Tell
from app.params.timeaxis import TimeAxis


def run_frames(film: RunFilm, known: KnownArrays | None, check: Callable[[], None], tell: Tell) -> Iterator[np.ndarray]:
    """The frames uint8 [H, W, 3]: the pictures, and below them a bar as far as sigma has come, in its colours.

    ``known`` is what was filled, if that is to be seen. ``check`` may raise to cancel, ``tell`` is told FilmProgress.
    """
    made: tuple[Sides, np.ndarray] | None = None
    for done, (sides, place) in enumerate(zip(film.shots, film.places, strict=True)):
        if made is None or made[0] is not sides:  # one step may be seen in many frames
            made = sides, in_colour(compose(tuple(side[list(film.positions)] for side in sides), film.look, known))
        yield barred(made[1], film.colours, place)
        tell(FilmProgress(done + 1, len(film.places)))
        check()


def sides_of(model: ScoreModel, step: Step, showing: Showing, known: Known | None = None) -> Sides:
    """What is seen of a step; a filling's last one has its ``known`` pixels exactly."""
    if known is not None and step.denoising:
        x = unit_frames(completed(model, step.x, *known))
        return (x, x) if showing is Showing.BOTH else (x,)
    noisy = () if showing is Showing.ESTIMATE else (to_frames(model, step.x),)
    estimate = () if showing is Showing.NOISY else (to_frames(model, step.estimate()),)
    return (*noisy, *estimate)


Shots = list[tuple[float, int]]
"""What is shown of a run, in its order: a number, and the step seen there by the evaluations done."""


def film_shots(legs: tuple[Leg, ...], beginning: OwnPicture | None, axis: TimeAxis, frames: int) -> Shots:
    """The steps of a film of at most ``frames`` frames, with their places on the axis."""
    steps = _steps(legs, beginning)
    return [(shot.place, steps[shot.step].index) for shot in evenly(axis.places(steps), frames)]


def strip_shots(legs: tuple[Leg, ...], beginning: OwnPicture | None, axis: TimeAxis, levels: int) -> Shots:
    """The ends of at most so many levels, with their sigmas."""
    ends = list({(s.levels, s.levels if s.denoising else s.level): s for s in _steps(legs, beginning)}.values())
    return [(ends[k].sigma, ends[k].index) for k in columns(axis.places(ends), levels)]


def _steps(legs: tuple[Leg, ...], beginning: OwnPicture | None) -> list[Step]:
    """Those with as many samples as the run has at its end; they are counted without the network."""
    size = min(legs[-1].settings.batch_size, len(legs[-1].indices))
    return [step for step in counted(legs, beginning, size) if len(step.x) == size]


class Reel:
    """Keeps of a run, batch after batch, what its ``shots`` show, while it is made; ``look`` makes that of a step."""

    def __init__(self, shots: Shots, look: Callable[[Step], Sides]) -> None:
        self._shots = shots
        self._wanted = {index for _, index in self._shots}
        self._look = look
        self._kept: dict[int, dict[int, Sides]] = {}
        """By step and first sample of a batch."""
        self._sizes: dict[int, int] = {}

    @property
    def steps(self) -> int:
        """How many steps are kept."""
        return len(self._wanted)

    def take(self, now: BatchStep) -> None:
        """A step of a batch; one that was halved for want of memory begins anew."""
        if self._sizes.setdefault(now.first, now.size) != now.size:
            self._sizes[now.first] = now.size
            for parts in self._kept.values():
                parts.pop(now.first, None)
        if now.step.index in self._wanted:
            self._kept.setdefault(now.step.index, {})[now.first] = self._look(now.step)

    def shots(self) -> tuple[tuple[Sides, ...], tuple[float, ...]]:
        """What is seen, and the numbers of the shots: as far as all batches that have begun have come."""
        joined: dict[int, Sides] = {}
        for index, parts in self._kept.items():
            if parts.keys() == self._sizes.keys():
                batches = [parts[first] for first in sorted(parts)]
                joined[index] = tuple(np.concatenate(side) for side in zip(*batches, strict=True))
        seen = [(joined[index], place) for place, index in self._shots if index in joined]
        return tuple(sides for sides, _ in seen), tuple(place for _, place in seen)
