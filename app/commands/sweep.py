"""``score-explorer sweep``: one setting against another, as a table of pictures."""

from __future__ import annotations

import argparse
import copy
import dataclasses
import functools
import json
import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from app.cli import UsageError
from app.commands.language import listed, tell
from app.commands.opening import add_opening, add_speed, open_model
from app.commands.options import (
    add_checkpoint,
    add_filling,
    add_out,
    add_report,
    add_run,
    add_sampling,
    check_outputs,
    given,
    settings_from,
)
from app.commands.threads import add_threads, set_threads, threads_extra
from app.params import SampleSettings, SettingError
from app.params.axes import SWEPT, Axis, parse_axis
from app.params.export import EXPORTS, Content, NumbersExport, Origin, SweepExport
from app.params.inpainting import InpaintSettings
from app.params.recipes import Recipe
from app.params.sweep import Cell, Sweep, Works
from app.params.sweep_words import DASHED, place_text, saving_text
from app.params.sweeping import CellDone, table
from app.params.words import say, told

if TYPE_CHECKING:
    from app.core.types import ScoreModel
    from app.io.records import RunRecord
    from app.params import ModelInfo
    from app.params.repaint import Repainted
    from app.render.sweeps import SweepLook

EXAMPLES = """\
examples:
  score-explorer sweep --x epsilon=1e-5:1e-3:5 --y steps-per-level=1,5,20 -n 4 --seed 0 --out sweep.png --csv sweep.csv
  score-explorer sweep --x sampler=all --y seed=0:3 -n 1 --out samplers.png
  score-explorer sweep --x temperature=0:1:5:lin --from-level 6 -n 4 --out late.png
  score-explorer sweep --image digit.png --mask mask.png --x resample=1,2,4,8 --y method=all -n 4 --out passes.png
  score-explorer sweep --from-image sweep.png --seed 1 --out other.png

values: single ones and ranges LOW:HIGH:COUNT, spaced as the setting's slider in the window or as :log or :lin says
"""


def add(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "sweep",
        help="one setting against another, as a table of pictures",
        description="Sample with every combination of the values of one or two settings, and write a table with "
        "labelled axes. Each cell is what 'sample' (or 'inpaint') makes with these settings; equal cells, and what "
        "several of them begin with, are computed once.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_checkpoint(parser)
    parser.add_argument("--from-image", metavar="PNG", help="take sweep, checkpoint and settings from an earlier table")
    known = ", ".join(key.replace("_", "-") for key in SWEPT)
    parser.add_argument("--x", metavar="SETTING=VALUES", help=f"the setting that goes across: one of {known}")
    parser.add_argument("--y", metavar="SETTING=VALUES", help="the setting that goes down")
    parser.add_argument(
        "--from-level", type=int, metavar="K",
        help="what is on the axes acts from level K on (but for number, start, network and passes); up to there all "
        "cells are one run",
    )  # fmt: skip
    add_out(parser, Content.SWEEP, "the table of pictures")
    parser.add_argument("--csv", metavar="CSV", help="a line a cell: settings, evaluations, seconds, classes")
    filling = parser.add_argument_group("filling a picture in every cell")
    add_filling(filling)
    add_run(parser)
    add_threads(parser)
    add_sampling(parser)
    add_opening(parser)
    add_speed(parser)
    parser.add_argument("--scale", type=int, metavar="K", help="enlarge K times, unsmoothed (default: by the table)")
    add_report(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Sweep and write; 0 when complete, 1 when interrupted (what is there is kept)."""
    from app.commands.lab import Painter
    from app.commands.sample import check_look
    from app.io.pictures import MAX_PIXELS, read_record
    from app.render.sweeps import lay_out, sweep_look

    check_outputs(args, Content.SWEEP, "csv")
    check_look(args)
    record = read_record(args.from_image) if args.from_image else None
    threads = set_threads(args.threads, record)
    networks = _Networks(args, record)
    sweep, repainted = _sweep(args, record, networks)
    infos = {name: networks.info(name) for name in sweep.networks}
    cells = sweep.cells(infos)
    if all(cell.route is None for cell in cells):
        raise SettingError(cells[0].error)
    look = partial(sweep_look, sweep, cells, infos=infos, footing=told(_footing(cells)), words=say)
    painter = Painter()
    size = lay_out(look({}), scale=args.scale or 0).size
    if size.width() * size.height() > MAX_PIXELS:
        raise UsageError(f"the table would be {size.width()}x{size.height()} pixels; use a smaller --scale or fewer")
    done, seconds = _run(args, cells, networks, repainted)
    complete = len(done) == len(cells)
    extra: dict[str, Any] = {"sweep": sweep.to_dict()} | threads_extra(threads)
    extra |= {} if complete else {"interrupted": True}
    first = infos[sweep.networks[0]]
    filled = None if sweep.filling is None or repainted is None else (sweep.filling, repainted)
    origin = Origin(first, sweep.base, (), extra, filled)
    _write(args, partial(_draw, painter, look, done, args.scale or 0), origin, sweep, cells, done)
    _report(args, sweep, cells, done, seconds)
    return 0 if complete else 1


class _Networks:
    """The networks by their names, opened as the command line says; the last ones stay open."""

    def __init__(self, args: argparse.Namespace, record: RunRecord | None) -> None:
        self._args, self._record = args, record
        self.usual = args.checkpoint or (record.checkpoint if record is not None else "mnist")
        self.open = functools.lru_cache(maxsize=4)(self._open)
        self._infos: dict[str, ModelInfo] = {}

    def _open(self, name: str) -> ScoreModel:
        args = copy.copy(self._args)
        if name != self.usual:
            args.checkpoint = name
        return open_model(args, self._record)

    def info(self, name: str) -> ModelInfo:
        """What is known about a network."""
        if name not in self._infos:
            self._infos[name] = self.open(name).describe()
        return self._infos[name]


def _sweep(args: argparse.Namespace, record: RunRecord | None, networks: _Networks) -> tuple[Sweep, Repainted | None]:
    """What the command line asks for, over an earlier table's sweep; and what is filled, if anything is."""
    x, y = (None if text is None else _axis(option, text) for option, text in (("--x", args.x), ("--y", args.y)))
    earlier = None if record is None else _earlier(args, record, networks.usual)
    if x is None and earlier is None:
        raise UsageError("give the setting that goes across and its values, such as --x epsilon=1e-4,3e-4")
    named = next((axis.values[0] for axis in (x, y) if axis is not None and axis.key == "checkpoint"), networks.usual)
    model = networks.open(str(named))
    info = model.describe()
    said = _said(args)
    settings = settings_from(args, info.settings if earlier is None else earlier.base, info)
    filling, repainted = _filled(args, model, record)
    chosen = earlier or Sweep(x or Axis("seed", (0,)))
    sweep = dataclasses.replace(
        chosen,
        x=x or chosen.x,
        y=y or chosen.y,
        base=settings,
        fixed=tuple(dict.fromkeys((*chosen.fixed, *said))),
        recipe=chosen.recipe if args.recipe is None else Recipe(args.recipe),
        checkpoint=networks.usual,
        filling=filling,
        begins=chosen.begins if args.from_level is None else args.from_level,
    )
    twice = {axis.key for axis in sweep.axes} & {*said, *given(args, InpaintSettings)}
    if twice:
        raise UsageError(f"{SWEPT[min(twice)].called} is on an axis; leave its own option out")
    return sweep, repainted


def _axis(option: str, text: str) -> Axis:
    try:
        return parse_axis(text)
    except SettingError as error:
        raise UsageError(f"{option}: {error}") from None


def _said(args: argparse.Namespace) -> tuple[str, ...]:
    """The keys of the settings that the command line gives."""
    others = {"epsilon": args.step_lr, "native": args.native_levels, "sigmas": args.sigmas_file}
    return (*given(args, SampleSettings), *(key for key, value in others.items() if value is not None))


def _earlier(args: argparse.Namespace, record: RunRecord, checkpoint: str) -> Sweep:
    from app.io.errors import ImageError
    from app.io.sweeps import sweep_of

    sweep = sweep_of(record, args.from_image)
    if sweep is None:
        raise ImageError(args.from_image, "it holds no sweep", "Use 'score-explorer sample --from-image'")
    return dataclasses.replace(sweep, checkpoint=checkpoint)


def _filled(
    args: argparse.Namespace, model: ScoreModel, record: RunRecord | None
) -> tuple[InpaintSettings | None, Repainted | None]:
    from app.commands.inpaint import inpaint_inputs
    from app.params.repaint import Repainted

    before = record is not None and "inpainting" in record.extra
    if not before and args.image is None and args.mask is None:
        if given(args, InpaintSettings):
            raise UsageError("nothing is filled: give --image FILE --mask PNG, or leave out how known pixels are held")
        return None, None
    filling, repainted = inpaint_inputs(args, model, record if before else None)
    return filling, Repainted.still(repainted.last)


def _run(
    args: argparse.Namespace, cells: tuple[Cell, ...], networks: _Networks, repainted: Repainted | None
) -> tuple[dict[int, CellDone], float]:
    """The cells that were filled, all of them unless Ctrl-C came, and the seconds that it took."""
    from app.commands.bars import make_bar
    from app.jobs.sweep import judge_for, run_sweep

    done: dict[int, CellDone] = {}
    begun = time.perf_counter()
    judge = judge_for if args.csv is not None else None
    bar = make_bar(Works(cells).evaluations, "it", quiet=args.quiet)
    try:
        for what in run_sweep(cells, networks.open, known=repainted, judge=judge):
            if isinstance(what, CellDone):
                done[what.index] = what
            else:
                bar.total = what.total
                bar.set_postfix_str(told(f"cell {what.index + 1}/{len(cells)}"), refresh=False)
                bar.update()
    except KeyboardInterrupt:
        tell("score-explorer: interrupted; the cells that are there are kept", error=True)
    finally:
        bar.close()
    if not done:
        raise KeyboardInterrupt
    return done, time.perf_counter() - begun


def _footing(cells: tuple[Cell, ...]) -> str:
    mark = f"{DASHED} " if any(cell.idle for cell in cells) else ""
    return f"{mark}{saving_text(Works(cells))}."


def _draw(painter: Any, look: Callable[..., SweepLook], done: dict[int, CellDone], scale: int) -> Any:
    from app.render.sweeps import render_sweep

    return painter.array(render_sweep(look(done), scale=scale))


def _write(
    args: argparse.Namespace, draw: Callable[[], Any], origin: Origin, sweep: Sweep, cells: tuple[Cell, ...],
    done: dict[int, CellDone],
) -> None:  # fmt: skip
    from app.jobs.export import Target, write

    if args.out is not None:
        write(Target(EXPORTS["sweep"], args.out), SweepExport(draw, origin))
    if args.csv is not None:
        write(Target(EXPORTS["sweep_numbers"], args.csv), NumbersExport(tuple(table(sweep, cells, done))))


def _report(
    args: argparse.Namespace, sweep: Sweep, cells: tuple[Cell, ...], done: dict[int, CellDone], seconds: float
) -> None:
    works, written = Works(cells), [path for path in (args.out, args.csv) if path is not None]
    for cell in cells:
        error = done[cell.index].error if cell.index in done else cell.error
        if error and cell.same_as is None:
            tell(f"note: {place_text(sweep, cell.index)}: {error}", error=True)
    if args.json:
        summary = {
            "complete": len(done) == len(cells),
            "cells": len(done),
            "runs": len(works.runs),
            "evaluations": works.evaluations,
            "without_sharing": works.all_evaluations,
            "seconds": round(seconds, 3),
            "written": written,
        }
        print(json.dumps(summary, indent=2))
        return
    tell(f"{saving_text(works)}.")
    tell(f"{len(done)} of {len(cells)} cells in {seconds:.1f} s: {listed(*written)}")
