"""Settings of the 2-D laboratory's densities.

Lengths are in the units of the plane that the densities live in; the named ones fit into the square from -8 to 8.
"""

from __future__ import annotations

import dataclasses
import math
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from typing_extensions import override

from app.params.checks import SettingError, finite, real, whole
from app.params.settings import Option

MAX_POINTS = 100_000
MAX_MODES = 256
MAX_COORDINATE = 1e6
SIGMA_FLOOR = 0.01
"""The smallest sigma at which data without a width of their own (points, segment, circle) have a density here."""


class DensityName(Option):
    """The densities of the laboratory."""

    TWO_GAUSSIANS = (
        "two-gaussians", "Two Gaussians (Figures 2 and 3)", "Weights 0.8 and 0.2 at (5, 5) and (−5, −5)",
    )  # fmt: skip
    """Weights 0.8 and 0.2 at (5, 5) and (-5, -5), unit variance (Song & Ermon 2019, Figures 2 and 3)."""
    RING = "ring", "Gaussians on a ring", "Equal Gaussians, evenly on a circle"
    GRID = "grid", "5 × 5 Gaussians", "Twenty-five narrow Gaussians"
    TWO_MOONS = "two-moons", "Two moons", "Two half circles with a width"
    SWISS_ROLL = "swiss-roll", "Swiss roll", "A spiral with a width"
    TWO_SPIRALS = "two-spirals", "Two spirals", "Two arms with a width"
    CHECKERBOARD = "checkerboard", "Checkerboard", "Uniform on every second square"
    RINGS = "rings", "Rings", "Three circles with a width"
    SEGMENT = "segment", "Line segment (Figure 1)", "A 1-D manifold: no density before noise is added"
    CIRCLE = "circle", "Circle", "A 1-D manifold: no density before noise is added"
    POINTS = "points", "Points", "Drawn by hand, or from a file"


class SigmaMeaning(Option):
    """What sigma stands for on a mixture of Gaussians."""

    ADDED = "added", "noise added to the data", "Mode k has variance s² + σ²: wider than the data"
    """The standard deviation of noise added to the data: mode k has variance s_k^2 + sigma^2."""
    TOTAL = (
        "total", "the narrowest mode's width",
        "As in the paper's toy code: for its unit modes σ = 1 is the data, which particles then follow",
    )  # fmt: skip
    """The narrowest mode's whole standard deviation: mode k has variance s_k^2 - s_min^2 + sigma^2.

    The paper's toy code has it this way: for its unit modes sigma = 1 is the data."""

    def added(self, sigma: float, width: float) -> float:
        """The noise added to data of that width which a sigma stands for; 0 where it is narrower than they."""
        return sigma if self is SigmaMeaning.ADDED else math.sqrt(max(0.0, sigma**2 - width**2))


@dataclass(frozen=True)
class Mode:
    """One Gaussian of a mixture: its centre, standard deviation and weight (relative to the others')."""

    x: float
    y: float
    std: float = 1.0
    weight: float = 1.0

    def __post_init__(self) -> None:
        finite("a mode's x", self.x, -MAX_COORDINATE, MAX_COORDINATE)
        finite("a mode's y", self.y, -MAX_COORDINATE, MAX_COORDINATE)
        finite("a mode's standard deviation", self.std, SIGMA_FLOOR, MAX_COORDINATE)
        real("a mode's weight", self.weight, 0, 1e9, open_low=True)


@dataclass(frozen=True, eq=False)
class PointSet:
    """Points of the plane, [N, 2] float64, read-only; compared and hashed by value.

    Raises SettingError for another shape, fewer than 2 or more than MAX_POINTS points, and values that are not finite.
    """

    points: NDArray[np.float64]

    def __post_init__(self) -> None:
        try:
            array = np.array(self.points, dtype=np.float64, order="C")  # a copy: nobody else can change it
        except (TypeError, ValueError):
            raise SettingError("points must be pairs of numbers") from None
        if array.ndim != 2 or array.shape[1] != 2:
            raise SettingError(f"points must be pairs (x, y), an array [N, 2], not one of shape {list(array.shape)}")
        if not 2 <= len(array) <= MAX_POINTS:
            raise SettingError(f"there must be from 2 to {MAX_POINTS:,} points, not {len(array):,}")
        there = np.isfinite(array)
        if not there.all():
            bad = int(there.all(axis=1).argmin())
            raise SettingError(f"point {bad + 1} of {len(array):,} is not a pair of finite numbers")
        if np.abs(array).max() > MAX_COORDINATE:
            raise SettingError(f"points must lie within {MAX_COORDINATE:g} of the origin: scale them")
        array.setflags(write=False)
        object.__setattr__(self, "points", array)

    def __len__(self) -> int:
        return len(self.points)

    @override
    def __eq__(self, other: object) -> bool:
        return isinstance(other, PointSet) and np.array_equal(self.points, other.points)

    @cached_property
    def _hash(self) -> int:
        return zlib.crc32(self.points.tobytes())  # the same in every process, unlike that of bytes

    @override
    def __hash__(self) -> int:
        return self._hash


def two_gaussians() -> tuple[Mode, ...]:
    """The modes of the paper's Figures 2 and 3."""
    return (Mode(5, 5, 1, 0.8), Mode(-5, -5, 1, 0.2))


def ring_modes(count: int = 8, radius: float = 5.0, std: float = 0.5) -> tuple[Mode, ...]:
    """``count`` equal Gaussians, evenly on a circle."""
    whole("the number of Gaussians on the ring", count, 1, MAX_MODES)
    angles = [2 * math.pi * k / count for k in range(count)]
    return tuple(Mode(radius * math.cos(a), radius * math.sin(a), std) for a in angles)


def grid_modes(side: int = 5, spacing: float = 2.5, std: float = 0.25) -> tuple[Mode, ...]:
    """``side`` x ``side`` equal Gaussians on a square grid around the origin."""
    places = [spacing * (k - (side - 1) / 2) for k in range(side)]
    return tuple(Mode(x, y, std) for y in places for x in places)


@dataclass(frozen=True)
class DensityRow:
    """What is to be known about a density beside its label.

    ``modes``: what it begins with where it is made of modes that can be moved, reweighted and resized. ``width``: the
    standard deviation of the Gaussian that blurs it otherwise. ``title`` heads a picture of it; {0} stands for the
    number of its modes or points.
    """

    name: DensityName
    modes: Callable[[], tuple[Mode, ...]] | None = None
    width: float = 0.0
    title: str = ""


DENSITIES = {
    row.name: row
    for row in (
        DensityRow(DensityName.TWO_GAUSSIANS, two_gaussians, title="Two Gaussians"),
        DensityRow(DensityName.RING, ring_modes, title="{0} Gaussians on a ring"),
        DensityRow(DensityName.GRID, grid_modes, title="5 × 5 Gaussians"),
        DensityRow(DensityName.TWO_MOONS, width=0.3),
        DensityRow(DensityName.SWISS_ROLL, width=0.2),
        DensityRow(DensityName.TWO_SPIRALS, width=0.2),
        DensityRow(DensityName.CHECKERBOARD),
        DensityRow(DensityName.RINGS, width=0.2),
        DensityRow(DensityName.SEGMENT),
        DensityRow(DensityName.CIRCLE),
        DensityRow(DensityName.POINTS, title="{0:,} points"),
    )
}
"""Every density's row."""


@dataclass(frozen=True)
class DensitySettings:
    """Which density; its modes where it is a mixture, its points where it is a set of points.

    Edits return new settings and raise SettingError for a mode that is not there or a value that cannot be.
    """

    name: DensityName = DensityName.TWO_GAUSSIANS
    modes: tuple[Mode, ...] = ()
    points: PointSet | None = None

    def __post_init__(self) -> None:
        usual = DENSITIES[self.name].modes
        if usual is not None:
            if not self.modes:
                object.__setattr__(self, "modes", usual())
            if len(self.modes) > MAX_MODES:
                raise SettingError(f"a mixture has at most {MAX_MODES} modes, not {len(self.modes)}")
        elif self.modes:
            raise SettingError(f"the density {self.name.value} has no modes to set")
        if (self.points is None) is (self.name is DensityName.POINTS):
            raise SettingError("the density 'points' needs points, and no other density takes them")

    @classmethod
    def ring(cls, count: int) -> DensitySettings:
        """``count`` Gaussians on a ring."""
        return cls(DensityName.RING, ring_modes(count))

    @classmethod
    def of_points(cls, points: NDArray[np.float64] | Sequence[Sequence[float]]) -> DensitySettings:
        """The empirical distribution of ``points`` [N, 2]."""
        return cls(DensityName.POINTS, points=PointSet(np.asarray(points, dtype=np.float64)))

    def move(self, k: int, x: float, y: float) -> DensitySettings:
        """Mode k's centre at (x, y)."""
        return self._edit(k, x=float(x), y=float(y))

    def reweight(self, k: int, weight: float) -> DensitySettings:
        """Mode k with another relative weight."""
        return self._edit(k, weight=float(weight))

    def resize(self, k: int, std: float) -> DensitySettings:
        """Mode k with another standard deviation."""
        return self._edit(k, std=float(std))

    def add(self, mode: Mode) -> DensitySettings:
        """One more mode, the last."""
        self._check_mixture()
        return dataclasses.replace(self, modes=(*self.modes, mode))

    def remove(self, k: int) -> DensitySettings:
        """Without mode k; the last one stays."""
        self._check_mode(k)
        if len(self.modes) == 1:
            raise SettingError("a mixture needs at least one mode")
        return dataclasses.replace(self, modes=self.modes[:k] + self.modes[k + 1 :])

    @property
    def weights(self) -> tuple[float, ...]:
        """The modes' weights, scaled to sum to 1."""
        total = sum(m.weight for m in self.modes)
        return tuple(m.weight / total for m in self.modes)

    @property
    def smallest_std(self) -> float:
        """The narrowest mode's standard deviation; 0 where there are no modes."""
        return min((m.std for m in self.modes), default=0.0)

    @property
    def width(self) -> float:
        """The data's own smallest standard deviation; 0 for points, thin curves and sharp edges."""
        return self.smallest_std if self.modes else DENSITIES[self.name].width

    @property
    def title(self) -> str:
        """Its name for a heading."""
        if self.name is DensityName.TWO_GAUSSIANS and len(self.modes) != 2:
            return "One Gaussian" if len(self.modes) == 1 else f"{len(self.modes)} Gaussians"
        title = DENSITIES[self.name].title or self.name.value.replace("-", " ").capitalize()
        return title.format(len(self.modes or self.points or ()))

    def check_meaning(self, meaning: SigmaMeaning, sigma: float) -> None:
        """Raise SettingError where sigma cannot be the modes' whole width: without modes, or narrower than they are."""
        if meaning is SigmaMeaning.TOTAL:
            if not self.modes:
                raise SettingError("sigma can be the modes' own standard deviation only on a mixture of Gaussians")
            check_whole_width(sigma, self.smallest_std)

    def usual_meaning(self, sigma: float) -> SigmaMeaning:
        """What a run's last sigma means unless it is said: the modes' whole width as in the paper, if it can be."""
        return SigmaMeaning.TOTAL if self.modes and sigma >= self.smallest_std else SigmaMeaning.ADDED

    @cached_property  # asked for again with every setting of particles, and points may be many
    def view(self) -> Extent:
        """A square that shows the density with some room around it."""
        if self.points is not None:
            low, high = (np.array([extreme(c) for c in self.points.points.T]) for extreme in (np.min, np.max))
        elif self.modes:
            c, s = np.array([(m.x, m.y) for m in self.modes]), np.array([[m.std] for m in self.modes])
            low, high = (c - 3 * s).min(axis=0), (c + 3 * s).max(axis=0)
        else:
            low, high = np.full(2, -5.0), np.full(2, 5.0)
        if self.points is None and max(np.abs(low).max(), np.abs(high).max()) <= 8:
            return Extent(-8.0, 8.0, -8.0, 8.0)
        half = max(float((high - low).max()) / 2 * 1.25, 1e-3)
        cx, cy = (float(v) for v in (low + high) / 2)
        return Extent(cx - half, cx + half, cy - half, cy + half)

    def to_dict(self) -> dict[str, Any]:
        """Plain numbers and strings, for JSON; points as their number."""
        document: dict[str, Any] = {"name": self.name.value}
        if self.modes:
            document["modes"] = [dataclasses.asdict(mode) for mode in self.modes]
        if self.points is not None:
            document["points"] = len(self.points)
        return document

    def _check_mixture(self) -> None:
        if not self.modes:
            raise SettingError(f"the density {self.name.value} has no modes to edit")

    def _check_mode(self, k: int) -> None:
        self._check_mixture()
        if not 0 <= k < len(self.modes):
            raise SettingError(f"there is no mode {k + 1}; there are {len(self.modes)}")

    def _edit(self, k: int, **changes: float) -> DensitySettings:
        self._check_mode(k)
        mode = dataclasses.replace(self.modes[k], **changes)
        return dataclasses.replace(self, modes=(*self.modes[:k], mode, *self.modes[k + 1 :]))


def check_whole_width(sigma: float, width: float) -> None:
    """Raise SettingError for a sigma that is to be the modes' whole width and is below what they have of their own."""
    if sigma < width * (1 - 1e-12):
        raise SettingError(
            f"the narrowest mode is {width:.4g} wide without any noise, so sigma as its whole width must be at least "
            f"that, not {sigma:.4g}: let sigma be the noise added to the data"
        )


@dataclass(frozen=True)
class Extent:
    """A rectangle of the plane."""

    x_min: float
    x_max: float
    y_min: float
    y_max: float

    def __post_init__(self) -> None:
        for name in ("x_min", "x_max", "y_min", "y_max"):
            finite(name, getattr(self, name), -10 * MAX_COORDINATE, 10 * MAX_COORDINATE)
        if self.x_min >= self.x_max or self.y_min >= self.y_max:
            raise SettingError(f"the view is empty: {self.x_min:g} to {self.x_max:g}, {self.y_min:g} to {self.y_max:g}")
