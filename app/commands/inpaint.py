"""``score-explorer inpaint``: fill the masked part of a picture, without a window."""

from __future__ import annotations

import argparse
import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.cli import UsageError
from app.commands.branching import add_branching, branched, check_branching
from app.commands.filming import add_film, film_row, filming
from app.commands.language import tell
from app.commands.opening import add_opening, add_speed, open_model
from app.commands.options import (
    add_checkpoint,
    add_filling,
    add_out,
    add_output,
    add_run,
    add_sampling,
    check_outputs,
    given,
    settings_from,
)
from app.commands.threads import add_threads, set_threads, threads_extra
from app.params import SampleSettings
from app.params.export import Content
from app.params.inpainting import InpaintSettings
from app.params.repaint import Known, Repainted, Track, changed_at

if TYPE_CHECKING:
    import numpy as np

    from app.core.types import ScoreModel
    from app.io.records import RunRecord

EXAMPLES = """\
examples:
  score-explorer inpaint --checkpoint mnist --image digit.png --mask mask.png -n 16 --seed 0 --out grid.png
  score-explorer inpaint --image digit.png --mask mask.png --method level --resample 4 --out grid.png
  score-explorer inpaint --from-image grid.png --seed 1 --out other.png
"""


def add(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "inpaint",
        help="fill the masked part of a picture",
        description="Regenerate the white part of the mask so that it fits the rest of the picture, which stays exact.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_checkpoint(parser)
    add_filling(parser)
    parser.add_argument("--from-image", metavar="PNG", help="take picture, mask and settings from an earlier grid")
    add_out(parser, Content.GRID, "the grid: picture, masked picture, completions")
    parser.add_argument(
        "--npz", metavar="NPZ", help="arrays: samples [N, C, H, W], source [C, H, W], mask [H, W] (True: regenerated)"
    )
    add_run(parser)
    add_threads(parser)
    add_sampling(parser)
    add_branching(parser, own=False)
    add_film(parser)
    add_opening(parser)
    add_speed(parser)
    add_output(parser, "completions")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Inpaint and write; 0 when complete, 1 when interrupted (what is there is kept)."""
    import torch

    from app.commands.progress import run_with_bar
    from app.commands.sample import check_grid, check_look, grid_look, report, unwatched, warn
    from app.core.inpainting import completed
    from app.io.inpainting import inpainting_extra, read_inpainting
    from app.io.pictures import read_record
    from app.io.records import RunRecord
    from app.jobs.sampling import replayed

    check_outputs(args, Content.GRID, filmed=film_row(args) is not None)
    check_look(args)
    check_branching(args)
    if args.from_image is None and args.branch_from is None and (args.image is None or args.mask is None):
        raise UsageError("give the picture and the mask: --image FILE --mask PNG")
    if args.denoise is False:
        raise UsageError("inpainting always ends with the denoising step; leave out --no-denoise")
    file = args.from_image or args.branch_from
    earlier = read_record(file) if file else None
    threads = set_threads(args.threads, earlier)
    model = open_model(args, earlier)
    info = model.describe()
    base = info.settings if earlier is None else earlier.settings
    settings = dataclasses.replace(settings_from(args, base, info), denoise=True)
    inpainting, repainted = inpaint_inputs(args, model, earlier)
    if args.paste is None:
        inpainting = inpainting.suited(settings.sampler)
    record = RunRecord.of(info, settings)
    if earlier is not None and (args.branch_from or settings == base):
        record = dataclasses.replace(record, before=earlier.before, changes=earlier.changes if settings == base else ())
    if earlier is not None and args.branch_from:
        was, given_then = read_inpainting(earlier, model.shape, args.branch_from)
        record = branched(args, earlier, record, was)
        repainted = changed_at(given_then, repainted, record.before[-1].until)
    settings = record.settings
    last = repainted.last
    check_grid(args, settings.count, info.shape)
    if repainted.dropped:
        tell(
            f"score-explorer: {file}: picture or mask were repainted {repainted.dropped} times during that "
            "run, more than the file keeps: the completions will differ",
            error=True,
        )
        repainted = Repainted.still(last)  # this run's own record is whole
    record = dataclasses.replace(record, extra=inpainting_extra(inpainting, repainted) | threads_extra(threads))
    warn(settings, info, given(args, SampleSettings))
    film = filming(args, model, record, (inpainting, repainted))
    x, seconds, complete, record = run_with_bar(
        model, record, inpainting.plan(settings), quiet=args.quiet,
        make_filling=lambda: replayed(model, inpainting, repainted), filled=(inpainting, repainted),
        watch=unwatched if film is None else film.reel.take,
    )  # fmt: skip
    if not complete:
        record = dataclasses.replace(record, extra=record.extra | {"interrupted": True})
    samples = completed(model, x, torch.from_numpy(last.source), torch.from_numpy(last.mask)).numpy()
    _write(args, record, samples, last)
    if film is not None:
        film.write(record, grid_look(args))
    report(args, record, samples, seconds, complete)
    return 0 if complete else 1


def inpaint_inputs(
    args: argparse.Namespace, model: ScoreModel, earlier: RunRecord | None
) -> tuple[InpaintSettings, Repainted]:
    """How to fill what: from files, or from an earlier grid."""
    from app.io.errors import ImageError
    from app.io.images import fit_picture, read_mask, read_picture
    from app.io.inpainting import read_inpainting

    base, found = InpaintSettings(), None
    if earlier is not None:
        base, found = read_inpainting(earlier, model.shape, args.from_image or args.branch_from)
    settings = InpaintSettings.from_dict(given(args, InpaintSettings), base)
    source, mask = (found.source, found.mask) if found is not None else (None, None)
    photo = None
    if args.image:
        picture = read_picture(args.image)
        photo = picture.shape[0], picture.shape[1]
        source = Track(fit_picture(picture, model.shape))
    if args.mask:
        mask = Track(read_mask(args.mask, *model.shape[1:], scale=args.scale_mask, photo=photo))
    if source is None or mask is None:
        raise UsageError("give the picture and the mask: --image FILE --mask PNG")
    if not any(pixels.any() for pixels in (mask.first, *(patch.pixels for patch in mask.patches))):
        raise ImageError(
            args.mask or args.from_image or args.branch_from,
            "the mask has no white pixel, so there is nothing to fill",
            "Paint what is to be regenerated white",
        )  # fmt: skip
    return settings, Repainted(source, mask, found.dropped if found is not None else 0)


def _write(args: argparse.Namespace, record: RunRecord, samples: np.ndarray, known: Known) -> None:
    import numpy as np

    from app.commands.sample import grid_look
    from app.io.inpainting import as_frame
    from app.io.pictures import save_npz, save_picture
    from app.jobs.layout import compose

    if args.npz is not None:
        save_npz(Path(args.npz), record, samples=samples, source=known.source, mask=known.mask)
    if args.out is not None:
        frames = np.stack([as_frame(sample) for sample in samples])
        save_picture(args.out, compose((frames,), grid_look(args), known), record.texts())
