"""``score-explorer convert``: any checkpoint that can be opened, in this program's own format."""

from __future__ import annotations

import argparse
from typing import Any

from app.cli import UsageError
from app.commands.language import tell
from app.commands.opening import add_opening, opening
from app.params.plain import plain
from app.params.recipes import Recipe

EXAMPLES = """\
examples:
  score-explorer convert logs/mnist/checkpoint.pth mnist-ncsn.safetensors
  score-explorer convert checkpoint_26.pth cifar10.safetensors --preset cifar10_ncsnpp_continuous
  score-explorer convert mine.safetensors tuned.safetensors --recommend-from good-run.png
  score-explorer convert mine.safetensors tuned.safetensors --recommend-from quick.png --recipe fast
  score-explorer convert checkpoint.pth out.safetensors --native-sigma-max 50 --image-size 64
"""


def add(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "convert",
        help="rewrite a checkpoint as .safetensors",
        description="Write a checkpoint of ncsn, ncsnv2, score_sde_pytorch, the score-SDE tutorial or diffusers in "
        "this program's own format: the weights as pure data, and in the header all that is known about them. The "
        "original is not changed.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("source", metavar="IN", help="a checkpoint, or the name of a bundled one")
    parser.add_argument("target", metavar="OUT.safetensors", help="the file to write")
    parser.add_argument(
        "--recommend-from", metavar="PNG", help="store the sampler settings of this picture as the recommended ones"
    )
    parser.add_argument(
        "--recipe", choices=[name.value for name in Recipe], default=Recipe.ALGORITHM1.value,
        help="which recipe these settings are to be (default: algorithm1, the recommended ones)",
    )  # fmt: skip
    parser.add_argument("--force", action="store_true", help="replace OUT if it exists")
    add_opening(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Convert and say what was written."""
    from app.io.atomic import check_writable
    from app.io.checkpoint import convert_checkpoint
    from app.io.door import is_file
    from app.io.errors import expanded, name_of
    from app.io.pictures import read_record
    from app.io.places import resolve_checkpoint

    target, source = expanded(args.target), resolve_checkpoint(args.source)
    if target.suffix.lower() != ".safetensors":
        raise UsageError(f"the file to write must end in .safetensors, not {plain(target.name)!r}")
    if is_file(target) and is_file(source) and target.samefile(source):
        raise UsageError("the file to write is the one to read; give another name")
    if is_file(target) and not args.force:
        raise UsageError(f"{name_of(target)} exists; give another name, or --force to replace it")
    check_writable(target)
    name = Recipe(args.recipe)
    if name is not Recipe.ALGORITHM1 and not args.recommend_from:
        raise UsageError("--recipe says what the settings of --recommend-from are to be; give that picture, too")
    keep = {name: read_record(args.recommend_from).settings} if args.recommend_from else {}
    info = convert_checkpoint(args.source, target, keep=keep, **opening(args).arguments)
    what = f"{info.architecture}, {info.parameters:,} parameters, {info.weights} weights of {name_of(info.path)}"
    tell(f"{name_of(target)}: {what}")
    if info.assumed:
        tell(f"assumed, for neither the file nor a configuration says: {assumptions(info.assumed)}")
    return 0


def assumptions(assumed: dict[str, Any]) -> str:
    """What was assumed, as text."""
    return ", ".join(f"{name} = {value}" for name, value in assumed.items())
