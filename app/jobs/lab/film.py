"""A run of particles done again, step by step, and drawn: the frames of an animation."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from app.core.types import Step
from app.io.animation import sampled
from app.jobs.lab.fields import FieldWork
from app.jobs.lab.learned import score_of
from app.lab.densities import build
from app.lab.particles import ParticleRun
from app.lab.statistics import shares
from app.params.lab.density import DensitySettings
from app.params.lab.particles import TRAILS
from app.params.lab.run import Array, FieldArrays, Film, FilmFrame, ParticleChange
from app.params.run import FilmProgress, Tell

Pixels = NDArray[np.uint8]


def film_frames(film: Film, check: Callable[[], None], tell: Tell) -> Iterator[Pixels]:
    """Do the run again with its changes, and draw it. ``check`` may raise to cancel, ``tell`` is told FilmProgress."""
    behind: tuple[FieldArrays, ...] = FieldWork()(film.behind)
    panels = [
        Replay(
            film.density, ParticleRun(build(film.density), job.settings, score_of(job.network)), film.trail,
            changes=[change for change in film.changes if change.panel == k], upto=film.upto[k],
        )
        for k, job in enumerate(film.jobs)
    ]  # fmt: skip
    shown = shown_steps(max(film.upto), film.frames)
    for done, index in enumerate(shown):
        yield film.draw(behind, tuple(panel.advance(index, lambda _: check()) for panel in panels))
        tell(FilmProgress(done + 1, len(shown)))
        check()


def shown_steps(total: int, frames: int) -> list[int]:
    """The steps that a film of so many frames shows: the start, then evenly spread ones to the last."""
    return [0, *sampled(total, frames - 1)] if total else [0]


class Replay:
    """One panel's run on its way through a film, with ``changes`` taking effect where they did, up to a step."""

    def __init__(
        self, density: DensitySettings, run: ParticleRun, trail: int = 0, *,
        changes: Sequence[ParticleChange] = (), upto: int | None = None,
    ) -> None:  # fmt: skip
        self.run = run
        self._density = build(density)
        self._network = run.network
        self._params = run.settings.live
        self._changes = list(changes)
        self._upto = run.steps if upto is None else upto
        self._trail = trail
        self._places: deque[Array] = deque(maxlen=trail + 1)
        self._note_trail()
        self._sigma = run.sigmas[0]

    def advance(self, index: int, taken: Callable[[Step | None], None]) -> FilmFrame:
        """On to the step ``index``, or to where the run ended; ``taken`` is called after each step."""
        run = self.run
        while run.index < min(index, self._upto):
            self._take_changes()
            step = run.step(self._params)
            taken(step)
            if step is None:
                break
            self._sigma = step.sigma
            self._note_trail()
        trails = np.stack(list(self._places), axis=1) if len(self._places) > 1 else None
        return FilmFrame(
            run.index, self._sigma, run.x.double().numpy(), shares(self._density, run.x),
            run.weights(self._params), trails,
        )  # fmt: skip

    def _take_changes(self) -> None:
        """What was changed after so many steps, in the order of the changes."""
        while self._changes and self._changes[0].index <= self.run.index:
            what = self._changes.pop(0).what
            if isinstance(what, DensitySettings):
                self._density = build(what)
                self.run.follow(self._density, self._network)
            else:
                self._params = what

    def _note_trail(self) -> None:
        if self._trail:
            self._places.append(self.run.x[:TRAILS].double().numpy())
