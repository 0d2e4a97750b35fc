"""``score-explorer --install-desktop``: the program in the desktop's menu, and out of it again."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from app.cli import LONGEST, UsageError
from app.commands.language import tell
from app.params.plain import plain


def add_options(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    group = parser.add_mutually_exclusive_group()
    group.add_argument(
        "--install-desktop", dest="run", action="store_const", const=install,
        help="put the program, with its icon, into your desktop's menu, and do nothing else",
    )  # fmt: skip
    group.add_argument(
        "--uninstall-desktop", dest="run", action="store_const", const=uninstall,
        help="take it out of there again",
    )  # fmt: skip


def install(args: argparse.Namespace) -> int:
    """Write entry, description and icons, and say so."""
    _check(args)
    from app.io import desktop
    from app.io.places import data_home

    home, command = data_home(), desktop.own_command()
    tell(_listed("Written to", home, desktop.install(home, command)))
    tell(f"The menu entry starts {plain(' '.join(command), LONGEST)}")
    return 0


def uninstall(args: argparse.Namespace) -> int:
    """Remove them, and say so."""
    _check(args)
    from app.io import desktop
    from app.io.places import data_home

    home = data_home()
    removed = desktop.uninstall(home)
    tell(_listed("Removed from" if removed else "Nothing to remove from", home, removed))
    return 0


def _check(args: argparse.Namespace) -> None:
    if args.file is not None:
        raise UsageError("--install-desktop and --uninstall-desktop open no file")
    if sys.platform in ("win32", "darwin"):
        raise UsageError("menu entries of this kind are for Linux and other systems that follow freedesktop.org")


def _listed(what: str, home: Path, paths: Sequence[Path]) -> str:
    files = [f"  {path.relative_to(home)}" for path in paths]
    return "\n".join([f"{what} {plain(str(home), LONGEST)}{':' if files else '.'}", *files])
