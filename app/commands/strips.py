"""The options of the commands that make a strip of a run's noise levels, and how it is kept and written."""

from __future__ import annotations

import argparse
import math
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from app.cli import UsageError
from app.commands.filming import MOST_BYTES
from app.params.colours import level_position, plasma
from app.params.export import EXPORTS, ExportOptions, GridLook, Origin, PictureExport, Showing
from app.params.path import axis_of

if TYPE_CHECKING:
    from app.core.inpainting import Known
    from app.core.types import ScoreModel
    from app.io.records import RunRecord
    from app.params.inpainting import InpaintSettings
    from app.params.repaint import Repainted

ROW, MOST_LEVELS = EXPORTS["levels"], 1000


def add_strip(parser: argparse.ArgumentParser) -> None:
    """Declare them."""
    group = parser.add_argument_group("a strip of noise levels of the run")
    group.add_argument("--strip", metavar="PNG", help="a row a sample, a column a level, evenly in log sigma")
    usual = ExportOptions()
    group.add_argument("--strip-levels", type=int, metavar="K", help=f"columns (default: {usual.levels})")
    group.add_argument(
        "--strip-shows", choices=[showing.value for showing in Showing],
        help=f"what the strip shows of each level (default: {usual.showing.value})",
    )  # fmt: skip


def check_strip(args: argparse.Namespace) -> bool:
    """Whether a strip is asked for. Raises UsageError, or WriteError if it cannot be written."""
    from app.io.atomic import check_writable
    from app.jobs.together import ranks_here

    if args.strip is None:
        if args.strip_levels is not None or args.strip_shows is not None:
            raise UsageError(f"give the strip's name: --strip FILE{ROW.ending}")
        return False
    if Path(args.strip).suffix.lower() != ROW.ending:
        raise UsageError(f"--strip: the name must end in {ROW.ending}")
    if args.strip_levels is not None and not 1 <= args.strip_levels <= MOST_LEVELS:
        raise UsageError(f"--strip-levels must be from 1 to {MOST_LEVELS}, not {args.strip_levels}")
    if ranks_here().size > 1:
        raise UsageError("--strip: a strip is made by one process, not by several together")
    check_writable(args.strip)
    return True


class Strip:
    """Keeps the strip that ``args`` ask for while the run is made; ``filled`` is what it fills.

    Raises UsageError if that would take too much memory.
    """

    def __init__(
        self, args: argparse.Namespace, model: ScoreModel, record: RunRecord,
        filled: tuple[InpaintSettings, Repainted] | None = None,
    ) -> None:  # fmt: skip
        from app.commands.branching import leg_of
        from app.jobs.films import Reel, sides_of, strip_shots
        from app.jobs.sampling import KnownTensors

        self._path, self._info, self._filled = args.strip, model.describe(), filled
        self._showing = showing = Showing(args.strip_shows or ExportOptions().showing.value)
        settings = record.settings
        legs = (*record.before, leg_of(record, None if filled is None else filled[0]))
        axis = axis_of(legs, record.beginning)
        shots = strip_shots(legs, record.beginning, axis, args.strip_levels or ExportOptions().levels)
        known: Known | None = None if filled is None else KnownTensors(model.device).of(filled[1].last)
        self.reel = Reel(shots, lambda step: sides_of(model, step, showing, known))
        size = self.reel.steps * settings.count * math.prod(model.shape)
        if size * (2 if showing is Showing.BOTH else 1) > MOST_BYTES:
            raise UsageError(f"--strip: {settings.count} samples at {self.reel.steps} levels take too much memory")

    def write(self, record: RunRecord, look: GridLook) -> None:
        """Write what has come of it; ``record`` is the run's. Raises WriteError, or UsageError if that is nothing."""
        from app.jobs.export import Target, write

        steps, sigmas = self.reel.shots()
        if not steps:
            raise UsageError("--strip: the run was stopped before its first level was over")
        extra = {key: value for key, value in record.extra.items() if key != "inpainting"}
        extra |= {"shows": self._showing.value, "layout": "one row a sample, one column a noise level"}
        origin = Origin(
            self._info, record.settings, record.changes, extra, self._filled, record.before, record.beginning
        )
        samples = tuple(range(len(steps[0][0])))
        span = max(self._info.sigmas), min(self._info.sigmas)
        colours = plasma(np.array([level_position(sigma, *span) for sigma in sigmas]))
        write(Target(ROW, self._path), PictureExport(steps, samples, samples, origin, look, colours=colours))
