"""``score-explorer [FILE]``: the window."""

from __future__ import annotations

import argparse

from app.commands.desktop import add_options
from app.commands.display import display_problem
from app.commands.language import speak, tell
from app.params.lessons.chapter import Language


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the window's arguments."""
    parser.add_argument("file", nargs="?", help="a checkpoint, or a picture made by this program, to open")
    parser.add_argument(
        "--language", choices=[language.value for language in Language], metavar="CODE",
        help="of the window: en or ko (default: as chosen in View > Language, else the system's)",
    )  # fmt: skip
    add_options(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Open the window; where that is not possible, say why and what works instead."""
    problem = display_problem()
    if problem is not None:
        tell(f"score-explorer: {problem}", error=True)
        return 1
    from app.io.places import bundled_checkpoints, icons_folder, translations_folder
    from app.ui.application import run_window

    bundled = {name: str(path) for name, path in bundled_checkpoints().items()}
    return run_window(args.file, bundled, str(translations_folder()), str(icons_folder()), speak, args.language)
