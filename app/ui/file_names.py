"""Short names of files, told apart where several have the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path


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
