"""Where a run begins that goes on from an earlier one, from a picture of one's own, or that is made once more."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

import numpy as np

from app.params import SampleSettings
from app.params.history import Past
from app.params.path import Kept, OwnPicture, RunPath, fresh_seed
from app.params.run import Frame
from app.params.sampling import batch_for
from app.ui.text import tr
from app.workers.pictures import Departure


@dataclass(frozen=True)
class Branch:
    """Go on from a run after ``done`` evaluations; with ``sample`` ``count`` times from that one, with fresh noise."""

    path: RunPath
    done: int
    sample: int | None = None
    count: int = 0

    def line(self) -> str:
        """The same for the log."""
        frame = self.path.kept.at(self.done)
        level = frame.progress.level + 1 if frame is not None else 0
        if self.path.run_id < 0:
            return tr("goes on from a race's run after step {0}, level {1}").format(self.done, level)
        if self.sample is None:
            return tr("goes on from run {0} after step {1}, level {2}").format(self.path.run_id, self.done, level)
        return tr("{0} times on from sample {1} of run {2} after step {3}, level {4}").format(
            self.count, self.sample + 1, self.path.run_id, self.done, level
        )

    def prepared(self, settings: SampleSettings) -> tuple[SampleSettings, tuple[int, ...], Departure]:
        """The settings of the run, its samples, and where it begins."""
        legs, kept = self.path.branch(self.done, self.sample)
        leg, point = legs[-1], kept.point(self.done)
        if self.sample is None:
            settings = dataclasses.replace(settings, count=leg.settings.count, batch_size=leg.settings.batch_size)
            return settings, leg.indices, Departure(legs, kept, self.path.beginning, point)
        batch = batch_for(self.count, self.path.info.shape)
        seed = fresh_seed(settings.seed, leg.settings.seed)
        settings = dataclasses.replace(settings, count=self.count, batch_size=batch, seed=seed)
        kept = repeated(kept, leg.indices.index(self.sample), self.count)
        return settings, tuple(range(self.count)), Departure(legs, kept, self.path.beginning, point)


@dataclass(frozen=True)
class FromPicture:
    """Begin at a level with a picture that noise is added to."""

    picture: OwnPicture

    def line(self) -> str:
        """The same for the log."""
        return tr("begins with a picture of one's own, with the noise of level {0}").format(self.picture.level + 1)

    def prepared(self, settings: SampleSettings) -> tuple[SampleSettings, tuple[int, ...], Departure]:
        """The settings of the run, its samples, and where it begins."""
        level = min(self.picture.level, len(settings.noise_levels) - 1)
        beginning = dataclasses.replace(self.picture, level=level)
        return settings, tuple(range(settings.count)), Departure(beginning=beginning)


@dataclass(frozen=True)
class Repeat:
    """Make a run of the history once more, with the changes that were made during it."""

    past: Past

    def line(self) -> str:
        """The same for the log."""
        return tr("a run of the history, made again from its record")

    def prepared(self, _settings: SampleSettings) -> tuple[SampleSettings, tuple[int, ...], Departure]:
        """The settings of the run, its samples, and where it begins."""
        past = self.past
        return past.settings, past.indices, Departure(past.before, beginning=past.beginning)


Start = Branch | FromPicture | Repeat


def repeated(kept: Kept, row: int, count: int) -> Kept:
    """The path of ``count`` samples that came the same way: that of one of them. It takes no more memory; no points."""

    def many(batch: np.ndarray) -> np.ndarray:
        return np.broadcast_to(batch[row : row + 1], (count, *batch.shape[1:]))

    def frame(one: Frame) -> Frame:
        return dataclasses.replace(one, x=many(one.x), estimate=many(one.estimate))

    return dataclasses.replace(kept, frames=tuple(map(frame, kept.frames)), points=())
