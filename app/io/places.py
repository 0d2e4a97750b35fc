"""Where bundled resources and weights lie: at the top of a checkout, or inside an installed package."""

from __future__ import annotations

from pathlib import Path

from app.io.door import is_file
from app.io.errors import expanded

_PACKAGE = Path(__file__).resolve().parents[1]


def _place(name: str) -> Path:
    installed = _PACKAGE / "_data" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


def translations_folder() -> Path:
    """The folder of the window's translations, which need not exist."""
    return _place("resources") / "translations"


def icons_folder() -> Path:
    """The folder of the window's icons."""
    return _place("resources") / "icons"


def checkpoints_folder() -> Path:
    """The folder of bundled weights."""
    return _place("checkpoints")


def bundled_checkpoints() -> dict[str, Path]:
    """Bundled checkpoints by the name that opens them, e.g. ``mnist``."""
    return {path.stem: path for path in sorted(checkpoints_folder().glob("*.safetensors"))}


def resolve_checkpoint(name_or_path: str | Path) -> Path:
    """The file meant by a path or by a bundled checkpoint's name; an existing file wins over a name."""
    path = expanded(name_or_path)
    if not is_file(path) and str(name_or_path) in (bundled := bundled_checkpoints()):
        return bundled[str(name_or_path)]
    return path
