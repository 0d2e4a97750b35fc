"""What the numbers are called that say what pictures are worth, and how they are written."""

from __future__ import annotations

from app.params.quality import Compared
from app.ui.text import number

FRECHET = (
    "frechet", "Fréchet distance",
    "From the real pictures, by mean and covariance of a classifier's features; the fewer samples, the larger",
)  # fmt: skip
KERNEL = ("kernel", "Kernel distance", "Squared maximum mean discrepancy ± its standard error; 0 for one law")
TOP = ("top", "Top probability", "The mean probability of each picture's most probable class")
"""(key, title, tip), to be translated."""


def distance_texts(compared: Compared) -> dict[str, str]:
    """Both distances by their keys; none where the pictures are too few."""
    if compared.frechet is None:
        return {}
    kernel = f"{number(compared.kernel)} ± {number(compared.kernel_error)}"
    return {FRECHET[0]: number(compared.frechet), KERNEL[0]: kernel}
