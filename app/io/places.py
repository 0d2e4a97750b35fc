"""Where bundled resources and weights lie: at the top of a checkout, or inside an installed package."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

from app.io.door import is_file
from app.io.errors import expanded
from app.io.folder_names import folder_of

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


def desktop_folder() -> Path:
    """The folder of what a desktop's menu shows of the program, laid out as below ``share``."""
    return _place("resources") / "desktop"


def checkpoints_folder() -> Path:
    """The folder of bundled weights."""
    return _place("checkpoints")


def bundled_checkpoints() -> dict[str, Path]:
    """Bundled checkpoints by the name that opens them, e.g. ``mnist``."""
    return {path.stem: path for path in sorted(checkpoints_folder().glob("*.safetensors"))}


def loaded_libraries(name: str) -> list[ctypes.CDLL]:
    """The shared libraries of this process whose file names begin with ``name``, where the system tells."""
    maps = Path("/proc/self/maps")
    try:
        lines = maps.read_text(errors="replace").splitlines()
        paths = {line.split(maxsplit=5)[5] for line in lines if f"/{name}" in line}
        return [ctypes.CDLL(path) for path in sorted(paths)]
    except OSError:
        return []


def resolve_checkpoint(name_or_path: str | Path) -> Path:
    """The file or folder meant by a path or by a bundled checkpoint's name; what exists wins over a name.

    A file that belongs to a folder of diffusers stands for that folder.
    """
    return folder_of(name_or_path) or _resolved(name_or_path, bundled_checkpoints())


def is_checkpoint(path: Path) -> bool:
    """Whether there is a file, or a folder of diffusers; never raises."""
    return is_file(path) or folder_of(path) is not None


def bundled_features() -> dict[str, Path]:
    """Bundled feature networks by the name that opens them, e.g. ``digits``."""
    return {path.stem: path for path in sorted((_place("resources") / "features").glob("*.safetensors"))}


def resolve_features(name_or_path: str | Path) -> Path:
    """The file meant by a path or by a bundled feature network's name; an existing file wins over a name."""
    return _resolved(name_or_path, bundled_features())


def _resolved(name_or_path: str | Path, bundled: dict[str, Path]) -> Path:
    path = expanded(name_or_path)
    return path if is_file(path) else bundled.get(str(name_or_path), path)


def help_folder() -> Path:
    """The folder of the pages about panels, one folder in it a language."""
    return _place("resources") / "help"


def lessons_folder() -> Path:
    """The folder of the program's chapters, one folder in it a language."""
    return _place("resources") / "lessons"


def own_lessons_folder() -> Path:
    """Where a user's own chapters are looked for; it need not exist."""
    return data_folder() / "lessons"


def data_folder() -> Path:
    """Where this program keeps what it has for its user; it need not exist."""
    return data_home() / "score-explorer"


def data_home() -> Path:
    """Where the system keeps what programs have for their user; relative paths do not count, as XDG has it."""
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA") or expanded("~"))
    if sys.platform == "darwin":
        return expanded("~") / "Library" / "Application Support"
    home = Path(os.environ.get("XDG_DATA_HOME", ""))
    return home if home.is_absolute() else expanded("~") / ".local" / "share"
