"""Which steps of the path of a run its film and its strip show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.params.colours import level_position, plasma
from app.params.export import ExportOptions, GridLook, Origin, PictureExport, RunFilm, Showing, Sides
from app.params.film import axis_colours, columns, evenly, frames_of
from app.params.path import RunPath
from app.params.run import Frame
from app.params.timeaxis import TimeAxis


@dataclass(frozen=True)
class Steps:
    """The steps kept of a run through the descending ``sigmas``, and what is to be seen of them."""

    path: RunPath
    sigmas: tuple[float, ...]
    showing: Showing

    @property
    def axis(self) -> TimeAxis:
        """The axis of the run, as its timeline has it."""
        return self.path.axis(self.sigmas)

    @property
    def span(self) -> tuple[float, float]:
        """The sigmas that the whole map of colours spans: the network's own."""
        return max(self.path.info.sigmas), min(self.path.info.sigmas)

    def sides(self, frame: Frame) -> Sides:
        """What is seen of a step."""
        if self.showing is Showing.BOTH:
            return frame.x, frame.estimate
        return (frame.pictures(estimate=self.showing is Showing.ESTIMATE),)

    def film(self, options: ExportOptions, positions: Sequence[int], origin: Origin, look: GridLook) -> RunFilm:
        """Frames even in log sigma from the start to where the run has come, with the inputs of a filling."""
        frames = self._like(self.path.kept.frames)
        shots = evenly(self.axis.places(f.progress for f in frames), frames_of(options.frames, options.seconds))
        seen = {shot.step: self.sides(frames[shot.step]) for shot in shots}
        return RunFilm(
            tuple(seen[shot.step] for shot in shots), tuple(shot.place for shot in shots),
            axis_colours(self.axis, self.span), tuple(positions), origin, look, options.seconds, inputs=True,
        )  # fmt: skip

    def strip(
        self, levels: int, positions: Sequence[int], indices: Sequence[int], origin: Origin, look: GridLook
    ) -> PictureExport:
        """The ends of so many levels, even in log sigma, as columns; of each one no more than once."""
        frames = self._like(self.path.kept.ends)
        shown = [frames[k] for k in columns(self.axis.places(f.progress for f in frames), levels)]
        places = np.array([level_position(frame.progress.sigma, *self.span) for frame in shown])
        return PictureExport(
            tuple(self.sides(frame) for frame in shown), tuple(positions), tuple(indices), origin, look,
            colours=plasma(places),
        )  # fmt: skip

    def _like(self, frames: Sequence[Frame]) -> list[Frame]:
        """Those with as many samples as the run has now: one that many go on from had others."""
        count = len(self.path.leg.indices)
        return [frame for frame in frames if len(frame.x) == count]
