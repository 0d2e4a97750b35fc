"""Which files belong to the 2-D laboratory: a look at their names and first bytes."""

from __future__ import annotations

from pathlib import Path

from app.params.endings import POINTS, RECORDED
from app.params.lab.fields import PICTURE_KEY
from app.params.lab.training import NETWORK_FORMAT

HEAD = 4096


def is_points(path: str) -> bool:
    """Whether a file is to be opened as points."""
    return Path(path).suffix.lower() in POINTS


def is_lab_network(path: str) -> bool:
    """Whether a file's first bytes are those of a network saved by the laboratory: a look at its header."""
    if Path(path).suffix.lower() != ".safetensors":
        return False
    from app.io.door import read_head

    return NETWORK_FORMAT.encode() in read_head(path, HEAD)


def is_lab_picture(path: str) -> bool:
    """Whether a file is a picture that the laboratory exported: what it says about itself stands near its beginning."""
    if Path(path).suffix.lower() not in RECORDED:
        return False
    from app.io.door import read_head

    return PICTURE_KEY.encode() in read_head(path, HEAD)


def is_lab_file(path: str) -> bool:
    """Whether a file that others could open by its name belongs to the laboratory."""
    return is_lab_network(path) or is_lab_picture(path)
