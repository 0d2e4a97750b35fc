"""Opening checkpoints in a thread."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.params.opening import Unconfigured, Wish

if TYPE_CHECKING:
    from app.core.types import ScoreModel as ScoreModel
    from app.jobs.opening import Loaded as Loaded


def load_model(wish: Wish) -> Loaded | Unconfigured:
    """Open a checkpoint on a device ("auto" or a name). Raises CheckpointError or SettingError."""
    from app.jobs.opening import load

    return load(wish)


def licences(paths: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """See :func:`app.jobs.opening.licences`."""
    from app.jobs.opening import licences

    return licences(paths)


def stop_compiling() -> None:
    """Stop the compiler that an opening given up has started, so that nothing waits for it."""
    module = sys.modules.get("app.io.kernels")  # not imported: nothing has been compiled
    if module is not None:
        module.stop_building()
