"""Options of the command line, made from the settings' own descriptions."""

from __future__ import annotations

import argparse
import dataclasses
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

from app.cli import UsageError
from app.params import Convention, ModelInfo, SampleSettings, epsilon_from
from app.params.export import Content, endings
from app.params.inpainting import InpaintSettings
from app.params.plain import plain, shown
from app.params.recipes import Recipe, recipe, settled
from app.params.settings import Field, Settings, fields_of

Group = Any
"""A parser, or one of its groups: argparse has no public name for what they have in common."""


def add_settings(group: Group, cls: type[Settings], *, leave_out: Collection[str] = (), prefix: str = "") -> None:
    """Declare an option for every setting of ``cls`` that has one. What is not given is None, and says nothing."""
    for key, field in fields_of(cls).items():
        if field.about.flags and key not in leave_out:
            add_setting(group, field, prefix)


def add_setting(group: Group, field: Field, prefix: str = "") -> None:
    """Declare one setting's option."""
    about, dest = field.about, prefix + field.key
    if field.kind is bool and about.off:
        either = group.add_mutually_exclusive_group()
        either.add_argument(*about.flags, dest=dest, action="store_true", default=None, help=about.help)
        either.add_argument(about.off, dest=dest, action="store_false", default=None, help=about.off_help)
    elif field.kind is bool:
        group.add_argument(*about.flags, dest=dest, action=argparse.BooleanOptionalAction, help=about.help)
    elif field.choices:
        values = [str(value) for value, *_ in field.choices]
        group.add_argument(*about.flags, dest=dest, choices=values, help=about.help)
    else:
        kind = _number(field.kind) if field.number else str
        group.add_argument(*about.flags, dest=dest, type=kind, metavar=about.metavar, help=about.help)


def _number(kind: type) -> Callable[[str], float]:
    """What reads an option's number; text that is none is refused by argparse, which names the option."""

    def read(text: str) -> float:
        try:
            value: float = kind(text)
        except ValueError:
            what = "a whole number" if kind is int else "a number"
            raise argparse.ArgumentTypeError(f"must be {what}, not {shown(text)}") from None
        return value

    return read


def given(args: argparse.Namespace, cls: type[Settings], prefix: str = "") -> dict[str, Any]:
    """The settings of ``cls`` that the command line gives, as their own types. Raises SettingError, naming the option.

    Whether they fit together is not known yet.
    """
    found = {}
    for key, field in fields_of(cls).items():
        value = getattr(args, prefix + key, None)
        if value is not None:
            option = next((flag for flag in field.about.flags if flag.startswith("--")), key)
            called = f"{option}: {field.called}"
            found[key] = field.typed(value, called)
            field.check(found[key], called)
    return found


RUN = ("count", "seed", "batch_size")
"""The settings that say how many samples, from which seed."""


def add_sampling(parser: argparse.ArgumentParser) -> None:
    """Declare the sampler's options. Their defaults come from the checkpoint, so here they are all None."""
    group = parser.add_argument_group("sampler (default: what the checkpoint recommends)")
    group.add_argument(
        "--recipe", choices=[str(name) for name in Recipe],
        help="settings with a name: as published, Algorithm 1 as it suits the network (default), fast, best",
    )  # fmt: skip
    fields = fields_of(SampleSettings)
    step = group.add_mutually_exclusive_group()
    add_setting(step, fields["epsilon"])
    step.add_argument(
        "--step-lr", type=float, metavar="E", help="the same in the official code's convention (epsilon = 2 step_lr)"
    )
    add_settings(group, SampleSettings, leave_out=("epsilon", *RUN))
    group.add_argument(
        "--sigmas", dest="sigmas_file", metavar="FILE", help="visit the noise levels in this text file, one a line"
    )
    group.add_argument(
        "--native-levels", action=argparse.BooleanOptionalAction,
        help="visit only the levels that a network of discrete labels knows (ncsn, discrete NCSN++), the nearest in "
        "log sigma; without it the network maps each sigma to the nearest",
    )  # fmt: skip


def add_run(parser: argparse.ArgumentParser) -> None:
    """Declare the options about how many samples, from which seed and on which device."""
    for key in RUN:
        add_setting(parser, fields_of(SampleSettings)[key])
    parser.add_argument("--device", default="auto", help="auto, cuda, cuda:1, mps or cpu (default: auto)")


def add_checkpoint(parser: argparse.ArgumentParser) -> None:
    """Declare the option that names the network."""
    parser.add_argument("--checkpoint", metavar="FILE", help="a file, or the name of a bundled one (default: mnist)")


def add_filling(group: Group) -> None:
    """Declare what is filled, and how."""
    group.add_argument("--image", metavar="FILE", help="the picture; cropped to the network's proportions and scaled")
    group.add_argument("--mask", metavar="PNG", help="the mask: white is regenerated, black is kept")
    group.add_argument(
        "--scale-mask", action="store_true",
        help="take a mask of another size: one of the picture's own is cropped as that is, one of the network's "
        "proportions scaled; any white in a pixel's area marks it",
    )  # fmt: skip
    add_settings(group, InpaintSettings)


def add_quiet(group: Group) -> None:
    """Declare that no progress is shown."""
    group.add_argument("--quiet", action="store_true", help="no progress bar")


def add_report(parser: argparse.ArgumentParser) -> None:
    """Declare what is printed."""
    parser.add_argument("--json", action="store_true", help="print a summary as JSON on standard output")
    add_quiet(parser)


def add_out(parser: argparse.ArgumentParser, content: Content, what: str) -> None:
    """Declare the file to write, of any format that there is for such content."""
    kinds = " or ".join(ending[1:].upper() for ending in endings(content))
    parser.add_argument("--out", metavar=kinds, help=what)


def check_outputs(args: argparse.Namespace, content: Content, other: str = "npz", *, filmed: bool = False) -> None:
    """Raise UsageError unless --out or the other one is given, the names end as they must and can be written.

    A run that is ``filmed``, or of which there is to be a strip, may go without.
    """
    from app.io.atomic import check_writable

    wanted = {"out": endings(content), other: (f".{other}",)}
    given = {option: getattr(args, option) for option in wanted if getattr(args, option) is not None}
    if not given and not filmed:
        raise UsageError(f"nothing to write: give --out FILE{wanted['out'][0]}, --{other} FILE.{other} or both")
    for option, path in given.items():
        if Path(path).suffix.lower() not in wanted[option]:
            allowed = " or ".join(wanted[option])
            raise UsageError(f"--{option}: the name must end in {allowed}, not {plain(Path(path).name)!r}")
    for path in given.values():
        check_writable(path)


def add_output(parser: argparse.ArgumentParser, what: str) -> None:
    """Declare how the grid of ``what`` (a plural) looks, and what is printed."""
    look = parser.add_argument_group("the grid")
    look.add_argument("--columns", type=int, metavar="N", help=f"{what} in a row (default: as square as possible)")
    look.add_argument("--padding", type=int, default=1, metavar="PX", help="pixels between pictures (default: 1)")
    look.add_argument("--scale", type=int, metavar="K", help="enlarge K times, unsmoothed (default: to about 800 px)")
    add_report(parser)


def settings_from(args: argparse.Namespace, base: SampleSettings, info: ModelInfo) -> SampleSettings:
    """``base`` with what the command line says, for the network described by ``info``. Raises SettingError."""
    if args.recipe is not None:
        base = dataclasses.replace(recipe(info, Recipe(args.recipe)), count=base.count, batch_size=base.batch_size)
    said = given(args, SampleSettings)
    if args.step_lr is not None:
        said["epsilon"] = epsilon_from(args.step_lr, Convention.CODE)
    if args.native_levels is not None:
        said["native"] = info.sigmas if args.native_levels and not info.continuous else ()
    if args.sigmas_file is not None:
        from app.io.tables import read_levels

        said["sigmas"] = read_levels(args.sigmas_file)
    return settled(base, said, info)
