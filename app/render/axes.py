"""Axes: where values lie along one, and the round numbers beside it. Every tick in the program is made here."""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]
Tick = tuple[float, str]

WIDE = 50.0
"""Values of both signs that span more than this times the smaller ones are given a :attr:`Spacing.SIGNED` axis."""

LARGEST = 1e300
"""What is beyond it is no more a value than infinity is."""

_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")

_MULTIPLES = ((1, 2, 3, 4, 5, 6, 7, 8, 9), (1, 2, 5), (1,))
"""The numbers beside a logarithmic axis in every decade, from many to few."""


class Spacing(Enum):
    """How an axis is divided."""

    LINEAR = "linear"
    LOG = "logarithmic"
    SIGNED = "logarithmic in both directions from zero"


@dataclass(frozen=True)
class Axis:
    """From ``low`` to ``high``, both included.

    Its *lengths* are the coordinates in which it is evenly divided: the values themselves, their decimal logarithms, or
    asinh(value / unit), which is linear around zero and logarithmic beyond ``unit``.
    """

    low: float
    high: float
    spacing: Spacing = Spacing.LINEAR
    unit: float = 1.0

    def lengths(self, values: ArrayLike) -> Array:
        """Where values lie, in the axis's own coordinate; nan for those that have no place on it."""
        values = np.asarray(values, float)
        if self.spacing is Spacing.LOG:
            return np.asarray(np.log10(np.where(values > 0, values, np.nan)))
        return np.arcsinh(values / self.unit) if self.spacing is Spacing.SIGNED else values

    @property
    def ends(self) -> tuple[float, float]:
        """The lengths of ``low`` and ``high``."""
        low, high = self.lengths([self.low, self.high]).tolist()
        return low, high

    def between(self, low: float, high: float) -> Axis:
        """The part of this axis, or its continuation, between two lengths."""
        return dataclasses.replace(self, low=self._value(low), high=self._value(high))

    def _value(self, length: float) -> float:
        if self.spacing is Spacing.LOG:
            return float(10.0 ** min(max(length, -300.0), 300.0))
        return self.unit * math.sinh(min(max(length, -600.0), 600.0)) if self.spacing is Spacing.SIGNED else length

    def ticks(self, most: int) -> list[Tick]:
        """Round values inside with their texts, from low to high: two or more, and if possible at most ``most``."""
        found: list[float] = []
        if not self.low < self.high:
            return []
        if self.spacing is Spacing.LOG:
            found = _log_values(self.low, self.high, most)
        elif self.spacing is Spacing.SIGNED:
            found = self._signed_values(most)
        if len(found) >= 2:
            return [(value, _power_text(value)) for value in found]
        for about in range(max(1, most - 1), 3 * most):  # a coarse step may leave a single one
            found = round_values(self.low, self.high, about)
            if len(found) >= 2:
                break
        return list(zip(found, tick_texts(found, typeset=True), strict=True))

    def _signed_values(self, most: int) -> list[float]:
        """Zero and powers of ten from ``unit`` on, those next to zero first, none nearer than a share of the axis."""
        top = max(abs(self.low), abs(self.high))
        powers = [10.0**k for k in range(math.ceil(_log(self.unit) - 1e-9), math.floor(_log(top) + 1e-9) + 1)]
        low, high = self.ends
        room = (high - low) / most
        found: list[float] = []
        for value in (0.0, *(sign * power for power in powers for sign in (1, -1))):
            place = float(self.lengths(value))
            if low <= place <= high and all(abs(place - float(self.lengths(v))) >= room for v in found):
                found.append(value)
        return sorted(found)


def fit_axis(values: Array, spacing: Spacing = Spacing.LINEAR) -> Axis:
    """An axis with round ends around the finite values (the positive ones, if logarithmic).

    Round ends move seldom while values come in. SIGNED is for values of any size and sign: the axis is linear unless
    their sizes differ by more than WIDE.
    """
    good = (np.abs(values) < LARGEST) & (values > 0 if spacing is Spacing.LOG else True)
    if not good.any():
        return Axis(0.1, 10.0, spacing) if spacing is Spacing.LOG else Axis(0.0, 1.0)
    low, high = float(values[good].min()), float(values[good].max())
    if spacing is Spacing.LOG and high > 2 * low:
        return Axis(round_number(low, up=False), round_number(high, up=True), spacing)
    if spacing is Spacing.SIGNED:
        sizes = np.abs(values[good])
        unit = max(float(np.quantile(sizes, 0.2)), float(sizes.max()) * 1e-5, 1e-9)
        if float(sizes.max()) > WIDE * unit:
            unit = 10.0 ** math.floor(_log(unit))
            return Axis(_signed_end(low, unit), -_signed_end(-high, unit), spacing, unit)
        spacing = Spacing.LINEAR
    room = (high - low) or 0.2 * abs(high) or 1.0
    step = nice_step(room / 4)
    if high == low:
        low, high = low - room / 2, high + room / 2
    return Axis(step * math.floor(low / step + 1e-9), step * math.ceil(high / step - 1e-9), spacing)


def nice_step(step: float) -> float:
    """The next number of the form 1, 2 or 5 times a power of ten that is not smaller."""
    power = 10.0 ** math.floor(math.log10(step))
    return next(power * k for k in (1, 2, 5, 10) if power * k >= step * 0.999)


def round_values(low: float, high: float, about: int = 8) -> list[float]:
    """Round numbers from ``low`` to ``high``, at most ``about`` + 1, in steps of 1, 2 or 5 times a power of ten."""
    step = nice_step((high - low) / max(1, about))
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    return [0.0 if k == 0 else k * step for k in range(first, last + 1)]


def tick_texts(values: list[float], *, typeset: bool = False) -> list[str]:
    """The texts of evenly spaced ticks: all with as many decimals as their step, a proper minus, short exponents.

    Exponents are written e−7, or ``typeset`` as ×10⁻⁷, which takes more room.
    """
    step = values[1] - values[0] if len(values) > 1 else 1.0
    largest = max((abs(v) for v in values), default=0.0)
    order = math.floor(math.log10(step) + 1e-9)
    if largest == 0 or 1e-3 <= largest < 1e5:
        return [_short(f"{v:.{max(0, -order)}f}", typeset=typeset) for v in values]
    digits = math.floor(math.log10(largest) + 1e-9) - order + 1
    return [_short(f"{v:.{max(digits, 1)}g}", typeset=typeset) for v in values]


def _short(text: str, *, typeset: bool) -> str:
    mantissa, e, exponent = text.partition("e")
    if e:
        mantissa += f"×10{_raised(int(exponent))}" if typeset else f"e{int(exponent)}"
    return mantissa.replace("-", "−")


def _power_text(value: float) -> str:
    """A round number beside a logarithmic axis: 0.02, 500, 10⁻⁵, 2×10⁴."""
    size = abs(value)
    if value == 0 or 1e-3 < size * (1 + 1e-9) < 1e4:
        return _short(f"{value:g}", typeset=True)
    mantissa, _, exponent = f"{size:.0e}".partition("e")
    sign = "−" if value < 0 else ""
    return f"{sign}{'' if mantissa == '1' else mantissa + '×'}10{_raised(int(exponent))}"


def _raised(exponent: int) -> str:
    return str(exponent).translate(_SUPERSCRIPTS)


def _log_values(low: float, high: float, most: int) -> list[float]:
    """Multiples of powers of ten: as many in a decade as there is room for, or every so many decades."""
    decades = range(math.floor(_log(low)) - 1, math.ceil(_log(high)) + 1)
    families = []
    for multiples in _MULTIPLES:
        all_values = (m * 10.0**k for k in decades for m in multiples)
        families.append([v for v in all_values if low * (1 - 1e-9) <= v <= high * (1 + 1e-9)])
    room = 10.0 ** (math.log10(high / low) / most)
    for values in families:
        if len(values) >= 2 and all(b / a >= room for a, b in pairwise(values)):
            return values
    few = next((values for values in reversed(families) if len(values) >= 2), [])
    return few[:: max(1, math.ceil(len(few) / most))]


def round_number(value: float, *, up: bool) -> float:
    """The next number of the form 1, 2 or 5 times a power of ten that is not smaller, or not larger."""
    power = 10.0 ** math.floor(_log(value) + 1e-12)
    if up:
        return next(power * k for k in (1, 2, 5, 10) if power * k >= value * (1 - 1e-9))
    return next(power * k for k in (5, 2, 1) if power * k <= value * (1 + 1e-9))


def _signed_end(low: float, unit: float) -> float:
    """A round lower end of an axis that is linear up to ``unit``."""
    if low > unit:
        return round_number(low, up=False)
    return 0.0 if low >= 0 else -round_number(max(-low, unit), up=True)


def _log(value: float) -> float:
    return math.log10(max(value, 1e-300))
