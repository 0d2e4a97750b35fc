"""Names of files: short ones, told apart where several have the same; those that a user types; those we suggest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from app.params.endings import PICTURES, POINTS, patterns
from app.ui.text import tr

CHECKPOINTS = "*.safetensors *.pth *.pt *.ckpt *.bin model_index.json"


def distinct_names(paths: Iterable[str]) -> dict[str, str]:
    """Each path -> the file's name, with as many of the folders above it as it takes to tell it from the others."""
    parts = {path: Path(path).absolute().parts for path in paths}
    files = set(parts.values())
    named: dict[tuple[str, ...], str] = {}
    for depth in range(1, max(map(len, files), default=0) + 1):
        seen = Counter(file[-depth:] for file in files)
        for file in files:
            if file not in named and seen[file[-depth:]] == 1:
                named[file] = str(Path(*file[-depth:]))
    return {path: named[file] for path, file in parts.items()}


def is_there(path: Path) -> bool:
    """Whether anything is at a path that may be no path at all."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def is_folder(path: Path) -> bool:
    """Whether a folder is at a path that may be no path at all."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def holds(folder: Path, pattern: str) -> bool:
    """Whether a folder, which need not be there, holds something of this pattern."""
    try:
        return next(folder.glob(pattern), None) is not None
    except (OSError, ValueError):
        return False


def typed_path(text: str) -> Path:
    """The path that a user means, with ``~`` for a home that exists."""
    try:
        return Path(text).expanduser()
    except RuntimeError:
        return Path(text)


def file_stem(name: str) -> str:
    """A name from outside as a file's name may begin: short, in one piece, of characters that all systems allow."""
    return "".join(c if c.isprintable() and c not in '/\\:*?"<>|' else "_" for c in name[:80])


def openable() -> str:
    """The kinds of files that the window opens, as a dialog for files offers them."""
    kinds = (
        (tr("Checkpoints, pictures, points"), f"{CHECKPOINTS} {patterns(PICTURES)} {patterns(POINTS)}"),
        (tr("Checkpoints"), CHECKPOINTS),
        (tr("Pictures"), patterns(PICTURES)),
        (tr("Points of the plane"), patterns(POINTS)),
        (tr("All files"), "*"),
    )
    return ";;".join(f"{name} ({endings})" for name, endings in kinds)
