"""``python -m app``: the same as the command ``score-explorer``."""

from __future__ import annotations

import sys

from app.commands.streams import settled, steady


def main() -> int:
    """The command line, with standard streams that cannot end it. The exit code."""
    steady()
    from app.cli import main as run

    try:
        code = run()
    except SystemExit as end:  # argparse: help, version, wrong use
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    return settled(code)


if __name__ == "__main__":
    sys.exit(main())
