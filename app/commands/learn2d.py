"""``score-explorer learn2d``: the 2-D laboratory's score network, trained without a window."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.cli import UsageError
from app.commands.lab import add_density, add_picture, read_density, read_picture, report_errors
from app.commands.language import tell
from app.commands.options import add_quiet, add_settings, given
from app.params.lab.density import DensitySettings
from app.params.lab.run import LearnedScore
from app.params.lab.training import LabTrainSettings
from app.params.plain import plain
from app.params.words import told

if TYPE_CHECKING:
    from app.lab.training import LabTrainer

EXAMPLES = """\
examples:
  score-explorer learn2d --density two-gaussians --out learned.safetensors
  score-explorer learn2d --density swiss-roll --objective sliced --steps 5000 --out roll.safetensors
  score-explorer field --density two-gaussians --sigma 1 --network learned.safetensors --out compared.png
  score-explorer particles --sampler annealed --network learned.safetensors --out run.gif

The window's Learning makes the same network from the same settings.
"""


def add(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "learn2d",
        help="train a score network on a 2-D density",
        description="Train the 2-D laboratory's score network on samples of a density, and say how wrong it is.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--out", required=True, metavar="FILE", help="the network to write, .safetensors")
    add_density(parser, network=False)
    add_picture(parser)
    add_settings(parser.add_argument_group("the training"), LabTrainSettings)
    add_quiet(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Train; 0 when complete, 1 when interrupted (the network as it is then is written)."""
    if Path(args.out).suffix != ".safetensors":
        raise UsageError(f"--out: the name must end in .safetensors, not {plain(Path(args.out).name)!r}")
    density, first = (read_density(args), {}) if args.picture is None else read_picture(args, _settings)
    settings = LabTrainSettings(**first | given(args, LabTrainSettings))

    from app.commands.bars import make_bar
    from app.io.atomic import check_writable
    from app.io.lab import save_plane_network
    from app.lab.densities import build
    from app.lab.training import LabTrainer

    check_writable(args.out)
    trainer, loss = LabTrainer(build(density), settings), float("nan")
    interrupted = False
    with make_bar(settings.steps, "step", quiet=args.quiet) as bar:
        try:
            for step in trainer.run():
                loss = step.loss
                bar.set_postfix_str(told(f"loss {loss:.4f}"), refresh=False)
                bar.update()
        except KeyboardInterrupt:
            interrupted = True
    save_plane_network(args.out, trainer.average, density.name.value, settings, trainer.step, density)
    if interrupted:
        tell(f"Interrupted after {trainer.step} of {settings.steps} steps: the network as it was is kept.")
    _report(args, density, trainer, loss)
    return int(interrupted)


def _settings(document: Any, _density: DensitySettings) -> dict[str, Any]:
    """The settings of the training in an experiment of the laboratory."""
    from app.params.lab.experiment import read_settings

    return read_settings(LabTrainSettings, document["learning"]).values()


def _report(args: argparse.Namespace, density: DensitySettings, trainer: LabTrainer, loss: float) -> None:
    best = trainer.optimum()
    least = "" if best is None else f" (of the exact score: {best:.4f})"
    tell(f"{density.title}, {trainer.settings.objective.value}: {trainer.step} steps, loss {loss:.4f}{least}")
    report_errors(density, LearnedScore(trainer.average, density.name.value, trainer.settings, trainer.step))
    tell(f"written: {args.out}")
