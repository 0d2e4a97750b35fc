"""Numbers from outside, taken only if they are what they should be: of their type, finite, within their limits.

Headers, records and options may hold anything: integers of ten thousand digits, 1e-320, NaN. Whatever is computed with
passes :func:`real` or :func:`whole`; coordinates, which may come as near to zero as they like, pass :func:`finite`.
"""

from __future__ import annotations

import math

from app.params.plain import shown

TINY = 1e-30
"""Numbers nearer to zero, but not zero, are refused: squares and quotients of them leave the range of floating point.
"""


class SettingError(ValueError):
    """A setting has a value that cannot be used; the message names the setting and the allowed values."""


def real(name: str, value: object, low: float = -math.inf, high: float = math.inf, *, open_low: bool = False) -> float:
    """``value`` as a finite float from ``low`` (excluded if ``open_low``) to ``high``.

    Raises SettingError, which calls it ``name``, for anything else: a bool, a text, NaN, an integer too large for a
    float, and what is nearer to zero than :data:`TINY` without being zero.
    """
    number = finite(name, value)
    if 0 < abs(number) < TINY:
        raise SettingError(f"{name} is nearer to zero than can be computed with: {shown(value)}")
    return finite(name, value, low, high, open_low=open_low)


def finite(
    name: str, value: object, low: float = -math.inf, high: float = math.inf, *, open_low: bool = False
) -> float:
    """As :func:`real`, but however near to zero."""
    number = math.nan
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        try:
            number = float(value)
        except OverflowError:
            number = math.inf
    if not math.isfinite(number):
        raise SettingError(f"{name} must be a finite number, not {shown(value)}")
    if number > high or number < low or (open_low and number <= low):
        raise SettingError(_out_of_bounds(name, shown(value), low, high, open_low=open_low))
    return number


def _out_of_bounds(name: str, value: str, low: float, high: float, *, open_low: bool) -> str:
    """What is wrong with a value: each a sentence of its own, because languages put these words in other places."""
    if high == math.inf:
        return (
            f"{name} must be above {low:g}, not {value}"
            if open_low
            else f"{name} must be at least {low:g}, not {value}"
        )
    if low == -math.inf:
        return f"{name} must be at most {high:g}, not {value}"
    if open_low:
        return f"{name} must be above {low:g} and at most {high:g}, not {value}"
    return f"{name} must be at least {low:g} and at most {high:g}, not {value}"


def whole(name: str, value: object, low: int, high: int) -> int:
    """``value`` as an int from ``low`` to ``high``. Raises SettingError, which calls it ``name``, for anything else."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise SettingError(f"{name} must be a whole number, not {shown(value)}")
    if not low <= value <= high:
        raise SettingError(f"{name} must be from {low} to {high}, not {shown(value)}")
    return value
