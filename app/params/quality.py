"""What is to be found out about samples that are seen, and what was found, as plain values."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

FEWEST = 100
"""Samples below which distances of whole sets say nothing."""

MOST_REAL = 10_000
"""Real pictures that a feature network looks at: more would take minutes and change no digit."""

NEIGHBOURS = 6

FEATURES = {(1, 28, 28): "digits"}
"""Shape of a network's pictures -> the bundled feature network that judges such."""

REAL_PICTURES = "real_pictures"
"""The document that keeps which file of real pictures belongs to a network, by its SHA-256."""


@dataclass(frozen=True, eq=False)
class Wish:
    """Pictures uint8 [N, H, W, C] to be judged.

    ``features`` names the feature network; empty: there is none for them. ``data`` is the path of real pictures, or
    empty: distances to them are found for FEWEST samples and more, and the neighbours of the picture at ``focus``.
    """

    pictures: np.ndarray
    features: str
    data: str = ""
    focus: int = 0


@dataclass(frozen=True, eq=False)
class Judged:
    """The most probable class of each picture and its probability, both [N]; ``labels`` are the classes' names."""

    pictures: np.ndarray
    classes: np.ndarray
    confidence: np.ndarray
    labels: tuple[str, ...]

    @property
    def shares(self) -> tuple[float, ...]:
        """The share of each class."""
        counts = np.bincount(self.classes, minlength=len(self.labels))
        return tuple((counts / max(1, len(self.classes))).tolist())

    @property
    def top_probability(self) -> float:
        """The mean of the largest probabilities."""
        return float(self.confidence.mean())

    def text(self, position: int) -> str:
        """The class of a picture and how sure it is, in per cent."""
        return f"{self.labels[int(self.classes[position])]} · {100 * float(self.confidence[position]):.0f} %"


@dataclass(frozen=True, eq=False)
class Compared:
    """Distances of the pictures to ``real`` real ones, those of as many real pictures, and what those look like.

    ``floor`` is (mean, standard deviation or None, draws), or None where there are too few real pictures.
    ``frechet`` is None below FEWEST samples.
    """

    pictures: np.ndarray
    real: int
    shares: tuple[float, ...]
    top_probability: float
    frechet: float | None = None
    floor: tuple[float, float | None, int] | None = None
    kernel: float | None = None
    kernel_error: float | None = None


@dataclass(frozen=True, eq=False)
class Neighbours:
    """The real pictures ``nearest`` uint8 [K, H, W, C] to the picture at ``focus`` of ``pictures``, out of ``total``.

    ``distances`` are L2 norms, pixels from 0 to 1; ``indices`` say which pictures of the file they are, from 0.
    """

    pictures: np.ndarray
    focus: int
    nearest: np.ndarray
    distances: tuple[float, ...]
    indices: tuple[int, ...]
    total: int


@dataclass(frozen=True)
class Looking:
    """``done`` of ``total`` real pictures have been looked at."""

    done: int
    total: int
