"""Films of runs of pictures: their frames, and what is kept of a run for one while it is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from app.core.inpainting import Known, completed
from app.core.pixels import to_frames, unit_frames
from app.core.types import ScoreModel, Step
from app.jobs.layout import barred, compose
from app.jobs.sampling import BatchStep, counted
from app.params.export import RunFilm, Showing, Sides
from app.params.film import evenly
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
            made = sides, compose(tuple(side[list(film.positions)] for side in sides), film.look, known)
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


class Reel:
    """Keeps of a run, batch after batch, what a film of at most ``frames`` frames shows, while the run is made.

    Which steps those are is known before it: they are counted without the network. ``look`` makes what is seen of one.
    """

    def __init__(
        self, legs: tuple[Leg, ...], beginning: OwnPicture | None, axis: TimeAxis, frames: int,
        look: Callable[[Step], Sides],
    ) -> None:  # fmt: skip
        size = min(legs[-1].settings.batch_size, len(legs[-1].indices))
        steps = [step for step in counted(legs, beginning, size) if len(step.x) == size]
        self._shots = [(shot.place, steps[shot.step].index) for shot in evenly(axis.places(steps), frames)]
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
        """What the frames show, and their places: as far as all batches that have begun have come."""
        joined: dict[int, Sides] = {}
        for index, parts in self._kept.items():
            if parts.keys() == self._sizes.keys():
                batches = [parts[first] for first in sorted(parts)]
                joined[index] = tuple(np.concatenate(side) for side in zip(*batches, strict=True))
        seen = [(joined[index], place) for place, index in self._shots if index in joined]
        return tuple(sides for sides, _ in seen), tuple(place for _, place in seen)
