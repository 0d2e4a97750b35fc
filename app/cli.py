"""The command line: one parser, its sub-commands, and how errors end the program.

Exit codes: 0 done, 1 failed, 2 wrong use. Errors are one or two sentences; ``--debug`` adds the traceback.
"""

from __future__ import annotations

import argparse
import importlib
import signal
import sys
import threading
import traceback
from collections.abc import Collection, Sequence
from pathlib import Path

from app import __version__
from app.commands.language import OPTION, language_for, speak
from app.commands.parser import Parser
from app.commands.streams import discard_output
from app.params.lessons.chapter import Language
from app.params.plain import plain
from app.params.words import told

COMMANDS = (
    "sample", "inpaint", "sweep", "evaluate", "train", "info", "convert", "field", "particles", "learn2d", "lessons",
)  # fmt: skip
"""The modules of :mod:`app.commands` that are sub-commands, in the order of the help text."""

DONE, FAILED, WRONG_USE = 0, 1, 2

EXAMPLES = """\
examples:
  score-explorer                                     open the window
  score-explorer my-network.pth                      open the window with this checkpoint
  score-explorer --install-desktop                   put it into the desktop's menu (--uninstall-desktop: out of it)
  score-explorer sample --checkpoint mnist -n 64 --seed 0 --out grid.png
  score-explorer inpaint --checkpoint mnist --image digit.png --mask mask.png --out grid.png
  score-explorer sweep --x epsilon=1e-4,3e-4 --y sampler=annealed,heun -n 4 --out sweep.png
  score-explorer evaluate samples.npz --against t10k-images-idx3-ubyte.gz
  score-explorer particles --density two-gaussians --sampler annealed --out run.gif
  score-explorer field --density two-gaussians --sigma 1 --out field.png
  score-explorer info mnist
  score-explorer train --data train-images-idx3-ubyte.gz --out digits.safetensors

'score-explorer COMMAND --help' describes each command.
"""


LONGEST = 500
"""Characters of a message, whatever was given on the command line."""

LEAST_MEMORY = 700 * 2**20


class UsageError(Exception):
    """The command line asks for something that cannot be; the message says what and what to do."""


class MemoryLimitError(Exception):
    """A limit of this process leaves too little memory to begin."""


def build_parser(commands: Collection[str] = COMMANDS) -> argparse.ArgumentParser:
    """The parser with these sub-commands."""
    parser = Parser(
        prog="score-explorer",
        description="See and touch score-based generative models. Without a command it opens the window.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"score-explorer {__version__}")
    parser.add_argument("--debug", action="store_true", help="show the traceback of an error")
    parser.add_argument(
        OPTION, choices=[language.value for language in Language], metavar="CODE",
        help="of window, help and messages: en or ko (default: the system's)",
    )  # fmt: skip
    parser.set_defaults(command=None)
    subparsers = parser.add_subparsers(title="commands", metavar="COMMAND")
    for name in commands:
        importlib.import_module(f"app.commands.{name}").add(subparsers)
    for name, subparser in subparsers.choices.items():
        subparser.set_defaults(command=name)
        # SUPPRESS: without it the sub-command's default would overwrite a --debug given before it.
        subparser.add_argument(
            "--debug", action="store_true", default=argparse.SUPPRESS, help="show the traceback of an error"
        )
    return parser


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """The parsed command line; without a command it is the window's."""
    at = next((place for place, word in enumerate(argv) if word in COMMANDS), None)
    if at is None and not {"-h", "--help", "--version"} & set(argv):
        return window_arguments(argv)
    # The options of the others are declared only where they are to be told: that takes as long as a short command.
    before = [] if at is None else [word for word in argv[:at] if word != "--debug"]
    alone = at is not None and (not before or (before[0].startswith(OPTION) and len(before) <= 2))
    return build_parser([argv[at]] if at is not None and alone else COMMANDS).parse_args(argv)


def window_arguments(argv: Sequence[str]) -> argparse.Namespace:
    """The arguments of the window: a checkpoint to open, or nothing."""
    window = importlib.import_module("app.commands.gui")
    parser = Parser(
        prog="score-explorer", usage="score-explorer [COMMAND ...] [FILE]", epilog="see score-explorer --help"
    )
    parser.add_argument("--debug", action="store_true")
    parser.set_defaults(command=None)
    window.add_arguments(parser)
    args = parser.parse_args(argv)
    if args.file is not None and "." not in args.file and not _exists(args.file):
        known = ", ".join(COMMANDS)
        parser.error(f"{plain(args.file)!r} is neither a command ({known}) nor an existing file")
    return args


def _exists(name: str) -> bool:
    try:
        return Path(name).exists()
    except (OSError, ValueError):
        return False


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code; errors are printed, not raised."""
    argv = sys.argv[1:] if argv is None else argv
    speak(language_for(argv, COMMANDS))
    args = parse(argv)
    if args.command is not None and threading.current_thread() is threading.main_thread():
        # A job scheduler ends a run with SIGTERM: keep what is there, as for Ctrl-C.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        if args.command is not None:
            check_memory()
        return int(args.run(args))
    except KeyboardInterrupt:
        print(f"\n{told('Interrupted.')}", file=sys.stderr)
        return FAILED
    except BrokenPipeError:  # the reader of our output (head, less) has gone; say nothing more to it
        discard_output()
        return FAILED
    except Exception as error:
        if args.debug:
            traceback.print_exc()
        code, message = explain(error)
        print(f"score-explorer: {told(message)}", file=sys.stderr)
        return code


def check_memory() -> None:
    """Raise MemoryLimitError where this process may not take the memory that loading torch alone needs.

    The library does not fail there in a way that could be caught: it ends the process.
    """
    try:
        import resource
    except ImportError:  # Windows knows no such limit
        return
    soft = resource.getrlimit(resource.RLIMIT_AS)[0]
    if soft != resource.RLIM_INFINITY and soft < LEAST_MEMORY:
        raise MemoryLimitError(
            f"this process may take {soft // 2**20} MiB of memory (ulimit -v), and loading torch takes about "
            f"{LEAST_MEMORY // 2**20}"
        )


def explain(error: Exception) -> tuple[int, str]:
    """(exit code, message) for an error that ends a command."""
    from app.io.errors import FileError, why
    from app.params import SettingError

    kinds = {cls.__name__ for cls in type(error).__mro__}
    if isinstance(error, (UsageError, SettingError)):
        return WRONG_USE, plain(str(error), LONGEST)
    if isinstance(error, FileError):
        return FAILED, str(error)
    if isinstance(error, MemoryLimitError):
        return FAILED, f"{error}."
    refused = str(error) if isinstance(error, RuntimeError) else ""
    if "OutOfMemoryError" in kinds or "out of memory" in refused:
        return FAILED, "the graphics card's memory is used up. Use a smaller --batch-size, or another --device."
    if isinstance(error, MemoryError) or "can't allocate memory" in refused:
        return FAILED, "this computer's memory is used up. Use a smaller --batch-size, or close other programs."
    if isinstance(error, ImportError) and ("map segment" in str(error) or "allocate memory" in str(error)):
        return FAILED, "there is too little memory to load torch. Close other programs, or allow this one more."
    if isinstance(error, ImportError):
        return FAILED, f"a part of the installation cannot be loaded: {plain(str(error), 300)}. Install it again."
    if "SamplingDivergedError" in kinds or {"TrainingDivergedError", "LabTrainingDivergedError"} & kinds:
        return FAILED, f"{error}."
    if isinstance(error, OSError) and error.filename is None and error.errno is not None:
        return FAILED, f"standard output cannot be written to: {why(error)[0]}."
    problem = plain(" ".join(str(error).split()), 300)
    return FAILED, f"unexpected {type(error).__name__}: {problem}. Run again with --debug for the traceback."
