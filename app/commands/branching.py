"""Options of the commands that go on from a run, or from a picture of one's own, at a noise level."""

from __future__ import annotations

import argparse
import dataclasses
from typing import TYPE_CHECKING, Any

from app.cli import UsageError
from app.params import SampleSettings
from app.params.inpainting import InpaintSettings
from app.params.path import Leg, OwnPicture, fresh_seed, legs_up_to

if TYPE_CHECKING:
    from app.core.types import ScoreModel
    from app.io.records import RunRecord


def add_branching(parser: argparse.ArgumentParser, *, own: bool = True) -> None:
    """Declare them; ``own``: also those about a picture of one's own."""
    group: Any = parser.add_argument_group("go on from a level")
    group.add_argument(
        "--branch-from", metavar="PNG",
        help="go on from the run that made this picture, after the level --at-level, with the settings given here; "
        "with none the same pictures come out",
    )  # fmt: skip
    group.add_argument("--at-level", type=int, metavar="I", help="the noise level, counted from 1")
    group.add_argument(
        "--from-sample", type=int, metavar="K",
        help="all samples go on from this one (counted from 0), each with noise of its own",
    )  # fmt: skip
    if own:
        group.add_argument(
            "--start-image", metavar="FILE", help="start with this picture, with the noise of the level --at-level"
        )


def check_branching(args: argparse.Namespace) -> None:
    """Raise UsageError unless the options fit together."""
    starts = [getattr(args, name, None) for name in ("from_image", "branch_from", "start_image")]
    if sum(start is not None for start in starts) > 1 and args.branch_from is not None:
        raise UsageError("--branch-from goes with neither --from-image nor --start-image")
    if (starts[1] or starts[2]) and args.at_level is None:
        raise UsageError("at which level? Give --at-level I, counted from 1")
    if args.at_level is not None and not (starts[1] or starts[2]):
        raise UsageError("--at-level goes with --branch-from or --start-image")
    if args.at_level is not None and args.at_level < 1:
        raise UsageError(f"--at-level counts from 1, not {args.at_level}")
    if args.from_sample is not None and not starts[1]:
        raise UsageError("--from-sample goes with --branch-from")
    if starts[1] and args.from_sample is None and args.count is not None:
        raise UsageError("a branch has the samples of its run; -n goes with --from-sample")


def leg_of(record: RunRecord, inpainting: InpaintSettings | None = None) -> Leg:
    """A recorded run's own leg."""
    from app.jobs.sampling import Before

    leg = Before(record.before, record.beginning).leg(record.settings, record.changes)
    return dataclasses.replace(leg, inpainting=inpainting)


def branch_of(
    args: argparse.Namespace, record: RunRecord, inpainting: InpaintSettings | None = None
) -> tuple[Leg, ...]:
    """The legs that the run goes on from. Raises SettingError for a level or a sample that there is not."""
    from app.jobs.sampling import last_of_level

    legs = (*record.before, leg_of(record, inpainting))
    sample = args.from_sample
    if sample is not None and sample not in legs[-1].indices:
        raise UsageError(f"--from-sample: there is no sample {sample}, only 0 to {max(legs[-1].indices)}")
    return legs_up_to(legs, last_of_level(legs, record.beginning, args.at_level - 1), sample)


def branched(
    args: argparse.Namespace, source: RunRecord, record: RunRecord, inpainting: InpaintSettings | None = None
) -> RunRecord:
    """The record of a run that goes on from ``source`` with the settings of ``record``."""
    legs = branch_of(args, source, inpainting)
    changes = tuple(change for change in record.changes if change[0] >= legs[-1].until)
    settings = record.settings
    if args.from_sample is None:
        batch = legs[-1].settings.batch_size
        settings = dataclasses.replace(settings, count=legs[-1].settings.count, batch_size=batch)
    else:
        settings = dataclasses.replace(settings, seed=fresh_seed(settings.seed, legs[-1].settings.seed))
    return dataclasses.replace(record, before=legs, changes=changes, settings=settings)


def own_picture(args: argparse.Namespace, model: ScoreModel, settings: SampleSettings) -> OwnPicture | None:
    """The picture that the run begins with, as its record holds it; None if it begins with noise."""
    import numpy as np

    from app.io.images import fit_picture, read_picture
    from app.io.packing import as_bytes

    if args.start_image is None:
        return None
    levels = len(settings.noise_levels)
    if args.at_level > levels:
        raise UsageError(f"--at-level must be from 1 to {levels}, not {args.at_level}")
    picture = fit_picture(read_picture(args.start_image), model.shape)
    return OwnPicture(as_bytes(picture) / np.float32(255), args.at_level - 1)
