"""How the windows before this one ended."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.io.last_end import LastEnd


def begin_window(folder: Path) -> tuple[Path, list[LastEnd]]:
    """As :func:`app.io.last_end.begin`: the file that this process has to remove, and ends that were no closing."""
    from app.io.last_end import begin

    return begin(folder)
