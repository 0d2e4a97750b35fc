"""How the names of the files end that the program reads."""

from __future__ import annotations

RECORDED = (".png", ".gif", ".webp")
"""Of pictures and films that may hold the run that made them."""

PICTURES = (".png", ".jpg", ".jpeg", ".bmp", ".gif", ".webp", ".tif", ".tiff")

DATA_SETS = (".npz", ".npy", ".zip", ".idx", "-ubyte", "-ubyte.gz", ".idx.gz")
"""Files of many pictures."""

POINTS = (".csv", ".txt", ".tsv", ".npy", ".npz")


def patterns(endings: tuple[str, ...]) -> str:
    """The endings as a file dialog's filter has them: *.png *.jpg."""
    return " ".join(f"*{ending}" for ending in endings)
