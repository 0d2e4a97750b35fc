"""``python -m app``: the same as the command ``score-explorer``."""

from __future__ import annotations

import os
import sys

from app.commands.streams import settled, steady


def main() -> int:
    """The command line, with standard streams that cannot end it. The exit code."""
    steady()
    # What Apple's graphics processors lack is computed by the CPU. Torch asks for it when it is first imported.
    os.environ.setdefault("PYTORCH_ENABLE_MPS_FALLBACK", "1")
    from app.cli import main as run

    try:
        code = run()
    except SystemExit as end:  # argparse: help, version, wrong use
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    return settled(code)


if __name__ == "__main__":
    sys.exit(main())
