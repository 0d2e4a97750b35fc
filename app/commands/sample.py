"""``score-explorer sample``: pictures from noise, without a window."""

from __future__ import annotations

import argparse
import dataclasses
import json
import time
from functools import partial
from typing import TYPE_CHECKING, Any

from app.cli import UsageError
from app.commands.branching import add_branching, branched, check_branching, own_picture
from app.commands.filming import Filming, add_film, film_row, filming
from app.commands.language import listed, tell
from app.commands.opening import add_opening, add_speed, open_model
from app.commands.options import (
    add_checkpoint,
    add_out,
    add_output,
    add_run,
    add_sampling,
    check_outputs,
    given,
    settings_from,
)
from app.commands.strips import Strip, add_strip, check_strip
from app.commands.threads import add_threads, set_threads, threads_extra
from app.params import SampleSettings
from app.params.export import Content, GridLook
from app.params.recipes import ode_warning, unused
from app.params.samplers import ROWS
from app.params.settings import fields_of
from app.params.stepsize import spread_warning

if TYPE_CHECKING:
    import numpy as np

    from app.core.types import ScoreModel
    from app.io.records import RunRecord
    from app.jobs.sampling import BatchStep
    from app.networks.spaces import SpaceModel
    from app.params import ModelInfo
    from app.params.inpainting import InpaintSettings
    from app.params.repaint import Repainted
    from app.training.ranks import Ranks


EXAMPLES = """\
examples:
  score-explorer sample --checkpoint mnist -n 64 --seed 0 --out grid.png
  score-explorer sample --checkpoint mnist --sampler consistent --levels 100 --epsilon 2e-5 --out c.png
  score-explorer sample --from-image grid.png --out again.png
  score-explorer sample --branch-from grid.png --at-level 200 --temperature 0.5 --out branch.png
  score-explorer sample --branch-from grid.png --at-level 200 --from-sample 3 -n 16 --seed 1 --out fan.png
  score-explorer sample --film run.webp --film-shows both --film-seconds 8
  score-explorer sample --strip levels.png --strip-levels 8 --strip-shows both
  score-explorer sample --start-image digit.png --at-level 150 --out near.png
  torchrun --nproc-per-node 4 -m app sample -n 50000 --npz samples.npz
"""


def add(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "sample",
        help="make pictures from noise",
        description="Sample from a score network and write a grid of pictures, with every setting stored inside it.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_checkpoint(parser)
    parser.add_argument("--from-image", metavar="PNG", help="take checkpoint and settings from a picture made before")
    add_out(parser, Content.GRID, "the grid of pictures")
    parser.add_argument("--npz", metavar="NPZ", help="the samples as an array: samples, float32 [N, C, H, W] in [0, 1]")
    add_run(parser)
    add_threads(parser)
    add_sampling(parser)
    add_branching(parser)
    add_film(parser)
    add_strip(parser)
    add_opening(parser)
    add_speed(parser)
    add_output(parser, "pictures")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Sample and write; 0 when complete, 1 when interrupted (what is there is kept)."""
    from app.commands.progress import run_with_bar
    from app.core.pixels import to_unit
    from app.io.errors import ImageError
    from app.io.pictures import read_record
    from app.io.records import RunRecord
    from app.jobs.together import ranks_here

    check_outputs(args, Content.GRID, filmed=any([film_row(args) is not None, check_strip(args)]))
    check_look(args)
    check_branching(args)
    earlier = args.from_image or args.branch_from
    source = read_record(earlier) if earlier else None
    if source is not None and "inpainting" in source.extra:
        option = "--branch-from" if args.branch_from else "--from-image"
        advice = f"Use 'score-explorer inpaint {option}', or choose another picture"
        raise ImageError(earlier, "it was made by inpainting", advice)
    threads = set_threads(args.threads, source)
    model = open_model(args, source)
    info = model.describe()
    base = info.settings if source is None else source.settings
    settings = settings_from(args, base, info)
    # The recorded changes belong to the recorded settings: asking for other ones starts a plain run.
    same = source is not None and dataclasses.replace(settings, count=base.count, batch_size=base.batch_size) == base
    extra = threads_extra(threads)
    if source is not None and (same or args.branch_from):
        record = RunRecord.of(
            info, settings, changes=source.changes if same else (), before=source.before, beginning=source.beginning,
            extra=extra,
        )  # fmt: skip
    else:
        record = RunRecord.of(info, settings, beginning=own_picture(args, model, settings), extra=extra)
    if source is not None and args.branch_from:
        record = branched(args, source, record)
    check_grid(args, settings.count, info.shape)
    warn(settings, info, given(args, SampleSettings))
    if (ranks := ranks_here()).size > 1:
        return run_shared(args, model, record, ranks)
    along = kept_along(args, model, record)
    x, seconds, complete, record = run_with_bar(
        model, record, settings.plan, quiet=args.quiet, watch=partial(watched, along)
    )
    samples = to_unit(model, x)
    _write(args, samples, record, complete, along)
    report(args, record, samples, seconds, complete)
    return 0 if complete else 1


def warn(settings: SampleSettings, info: ModelInfo, said: dict[str, Any]) -> None:
    """Say before a run if its samples will be mostly noise, or worse than need be, and what was ``said`` in vain."""
    for note in filter(None, (spread_warning(settings), ode_warning(settings, info))):
        tell(f"note: {note}", error=True)
    row = ROWS[settings.sampler]
    reasons = row.ignores | unused(settings, info)
    for key in said:
        if key in reasons or row.lacks(key):
            called = fields_of(SampleSettings)[key].called
            why = reasons.get(key, "It is another sampler's own")
            tell(f"note: {called} is not used by {settings.sampler.value}: {why}", error=True)


def run_shared(args: argparse.Namespace, model: SpaceModel, record: RunRecord, ranks: Ranks) -> int:
    """The batches of one process of a sampling that several share; whoever comes last puts the result together."""
    from pathlib import Path

    from app.commands.progress import run_with_bar
    from app.core.pixels import to_unit
    from app.jobs.parts import Parts

    parts = Parts(Path(args.npz or args.out), record, model.shape)
    begun, settings = time.perf_counter(), record.settings
    for index in parts.missing(ranks):
        x, _, complete, _ = run_with_bar(
            model, record, settings.plan, quiet=args.quiet or not ranks.first, only=parts.samples(index)
        )
        if not complete:
            tell(f"Interrupted: what is done lies in {parts.folder}; the same command goes on.", error=True)
            return 1
        parts.write(index, to_unit(model, x))
    samples = parts.together()
    if samples is not None:
        _write(args, samples, record, complete=True)
        parts.remove()
        report(args, record, samples, time.perf_counter() - begun, complete=True)
    return 0


def check_look(args: argparse.Namespace) -> None:
    """Raise UsageError unless the grid's numbers make sense."""
    for name, low in (("columns", 1), ("padding", 0), ("scale", 1)):
        value = getattr(args, name, None)
        if value is not None and not low <= value <= 10_000:
            raise UsageError(f"--{name} must be from {low} to 10000, not {value}")


def check_grid(args: argparse.Namespace, count: int, shape: tuple[int, int, int]) -> None:
    """Raise UsageError before the run if its grid would be too large to write."""
    from app.io.pictures import MAX_PIXELS, grid_columns

    columns = min(args.columns or grid_columns(count), count)
    scale = args.scale or 1
    wide = columns * (shape[2] * scale + args.padding)
    tall = -(-count // columns) * (shape[1] * scale + args.padding)
    if args.out is not None and wide * tall > MAX_PIXELS:
        raise UsageError(f"the grid would be {wide}x{tall} pixels; use a smaller --scale, or --npz alone")


def kept_along(
    args: argparse.Namespace, model: ScoreModel, record: RunRecord,
    filled: tuple[InpaintSettings, Repainted] | None = None,
) -> tuple[Filming | Strip, ...]:  # fmt: skip
    """What keeps the film and the strip that are asked for. Raises UsageError if that would take too much memory."""
    film = filming(args, model, record, filled)
    strip = Strip(args, model, record, filled) if check_strip(args) else None
    return tuple(one for one in (film, strip) if one is not None)


def watched(along: tuple[Filming | Strip, ...], step: BatchStep) -> None:
    """A step of the run, for those who keep some of them."""
    for one in along:
        one.reel.take(step)


def _write(
    args: argparse.Namespace,
    samples: np.ndarray,
    record: RunRecord,
    complete: bool,
    along: tuple[Filming | Strip, ...] = (),
) -> None:
    import numpy as np

    from app.io.pictures import save_npz, save_picture
    from app.jobs.layout import compose

    if not complete:
        record = dataclasses.replace(record, extra=record.extra | {"interrupted": True})
    if args.npz is not None:
        save_npz(args.npz, record, samples=samples)
    if args.out is not None:
        frames = np.ascontiguousarray(np.rint(samples * 255).astype(np.uint8).transpose(0, 2, 3, 1))
        save_picture(args.out, compose((frames,), grid_look(args)), record.texts())
    for one in along:
        one.write(record, grid_look(args))


def grid_look(args: argparse.Namespace) -> GridLook:
    """How the grid is to look."""
    return GridLook(args.columns or 0, args.padding, args.scale or 0)


def report(args: argparse.Namespace, record: RunRecord, samples: np.ndarray, seconds: float, complete: bool) -> None:
    """Print what was made: words, or JSON if asked."""
    written = [str(path) for path in (args.out, args.npz, args.film, args.strip) if path is not None]
    if args.json:
        summary = {
            "complete": complete,
            "samples": len(samples),
            "seconds": round(seconds, 3),
            "written": written,
            "checkpoint": {"name": record.checkpoint, "sha256": record.sha256},
            "settings": record.settings.to_dict(),
        }
        print(json.dumps(summary, indent=2))
        return
    if not complete:
        tell(f"Interrupted: {len(samples)} of {record.settings.count} samples, as they were, are kept.")
    tell(f"{len(samples)} samples in {seconds:.1f} s: {listed(*written)}")
