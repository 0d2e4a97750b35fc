"""The options of the commands that make a film of a run of pictures, and how it is kept and written."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli import UsageError
from app.commands.options import add_settings, given
from app.params.export import EXPORTS, Content, ExportOptions, ExportRow, GridLook, Origin, RunFilm, Showing
from app.params.film import axis_colours, frames_of
from app.params.path import axis_of

if TYPE_CHECKING:
    from app.core.types import ScoreModel
    from app.io.records import RunRecord
    from app.params.inpainting import InpaintSettings
    from app.params.repaint import Repainted

    Filled = tuple[InpaintSettings, Repainted]

MOST_BYTES = 2**30
"""The pictures that a film shows are kept until it is written."""

ROWS = {row.ending: row for row in EXPORTS.values() if row.content is Content.FILM and "sample" in row.workspaces}
"""What writes a film, by the ending of its name."""

PREFIX = "film_"
"""Before the names of a film's options: those of the grid are called alike."""


def add_film(parser: argparse.ArgumentParser) -> None:
    """Declare them."""
    group = parser.add_argument_group("a film of the run")
    kinds = " or ".join(ending[1:].upper() for ending in ROWS)
    group.add_argument("--film", metavar=kinds, help="the way from noise to the pictures, evenly in log sigma")
    add_settings(group, ExportOptions, prefix=PREFIX)


def film_row(args: argparse.Namespace) -> ExportRow | None:
    """What writes the film; None if none is asked for. Raises UsageError, or WriteError if it cannot be written."""
    from app.io.atomic import check_writable
    from app.jobs.together import ranks_here

    said = given(args, ExportOptions, PREFIX)
    if args.film is None:
        if said:
            raise UsageError("give the film's name: --film FILE.webp")
        return None
    row = ROWS.get(Path(args.film).suffix.lower())
    if row is None:
        raise UsageError(f"--film: the name must end in {' or '.join(ROWS)}")
    if row.missing:
        raise UsageError(f"--film: {row.ending[1:].upper()} needs a library: pip install '{row.missing}'")
    if ranks_here().size > 1:
        raise UsageError("--film: a film is made by one process, not by several together")
    check_writable(args.film)
    return row


def filming(
    args: argparse.Namespace, model: ScoreModel, record: RunRecord, filled: Filled | None = None
) -> Filming | None:
    """What keeps the film that is asked for, if one is. Raises UsageError if that would take too much memory."""
    row = film_row(args)
    if row is None:
        return None
    options = ExportOptions.from_dict(given(args, ExportOptions, PREFIX))
    made = Filming(args.film, row, options, model, record, filled)
    _, height, width = model.shape
    size = made.reel.steps * record.settings.count * height * width * model.shape[0]
    if size * (2 if options.showing is Showing.BOTH else 1) > MOST_BYTES:
        raise UsageError(f"--film: {record.settings.count} samples in {made.reel.steps} steps take too much memory")
    return made


class Filming:
    """A run of pictures that is filmed while it is made: ``reel`` takes its steps. ``filled`` is what it fills."""

    def __init__(
        self, path: str, row: ExportRow, options: ExportOptions, model: ScoreModel, record: RunRecord,
        filled: Filled | None,
    ) -> None:  # fmt: skip
        from app.commands.branching import leg_of
        from app.core.inpainting import Known
        from app.jobs.films import Reel, film_shots, sides_of
        from app.jobs.sampling import KnownTensors

        self.path, self._row, self._options = path, row, options
        self._info, self._filled = model.describe(), filled
        known: Known | None = None if filled is None else KnownTensors(model.device).of(filled[1].last)
        legs = (*record.before, leg_of(record, None if filled is None else filled[0]))
        self._axis = axis_of(legs, record.beginning)
        shots = film_shots(legs, record.beginning, self._axis, frames_of(options.frames, options.seconds))
        self.reel = Reel(shots, lambda step: sides_of(model, step, options.showing, known))

    def write(self, record: RunRecord, look: GridLook) -> None:
        """Write what has come of it; ``record`` is the run's. Raises WriteError, also if that is nothing."""
        from app.jobs.export import Target, write

        shots, places = self.reel.shots()
        extra = {key: value for key, value in record.extra.items() if key != "inpainting"}
        origin = Origin(
            self._info, record.settings, record.changes, extra | {"shows": self._options.showing.value}, self._filled,
            record.before, record.beginning,
        )  # fmt: skip
        colours = axis_colours(self._axis, (max(self._info.sigmas), min(self._info.sigmas)))
        samples = tuple(range(len(shots[0][0]) if shots else 0))
        film = RunFilm(shots, places, colours, samples, origin, look, self._options.seconds, inputs=True)
        write(Target(self._row, self.path), film)
