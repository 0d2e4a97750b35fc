"""Texts and numbers from outside: shown without doing harm, and taken only if they are what they should be.

File names, headers, records and options may hold anything: control characters, half a character, text of megabytes,
integers of ten thousand digits, 1e-320. Whatever is shown passes :func:`plain`; whatever is computed with passes
:func:`real` or :func:`whole`.
"""

from __future__ import annotations

import math

from app.params.checks import SettingError

TINY = 1e-30
"""Positive numbers below it are refused: squares and quotients of them leave the range of floating point."""

_DIGITS = 40


def plain(text: str, limit: int = 200) -> str:
    """``text`` in one line of at most ``limit`` printable characters; what is left out is marked by an ellipsis.

    Control characters, direction marks and bytes that are no UTF-8 appear as Python would escape them.
    """
    text = text if len(text) <= limit else text[: limit - 1] + "…"
    if not text.isprintable():
        text = "".join(c if c.isprintable() else c.encode("unicode_escape", "backslashreplace").decode() for c in text)
    return text if len(text) <= limit else text[: limit - 1] + "…"


def shown(value: object, limit: int = 60) -> str:
    """A value from outside as an error message may quote it; never long, never slow."""
    if isinstance(value, int) and value.bit_length() > 3 * _DIGITS:
        return f"an integer of about {round(value.bit_length() * math.log10(2))} digits"
    if isinstance(value, (str, bytes)):
        return plain(repr(value[:limit]), limit)
    if isinstance(value, (bool, int, float, type(None))):
        return repr(value)
    return f"a {type(value).__name__}"


def real(name: str, value: object, low: float = -math.inf, high: float = math.inf, *, open_low: bool = False) -> float:
    """``value`` as a finite float from ``low`` (excluded if ``open_low``) to ``high``.

    Raises SettingError, which calls it ``name``, for anything else: a bool, a text, NaN, an integer too large for a
    float, and what is nearer to zero than :data:`TINY` without being zero.
    """
    number = math.nan
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        try:
            number = float(value)
        except OverflowError:
            number = math.inf
    if not math.isfinite(number):
        raise SettingError(f"{name} must be a finite number, not {shown(value)}")
    if 0 < abs(number) < TINY:
        raise SettingError(f"{name} is nearer to zero than can be computed with: {shown(value)}")
    if number > high or number < low or (open_low and number <= low):
        bounds = [f"above {low:g}" if open_low else f"at least {low:g}"] if low > -math.inf else []
        bounds += [f"at most {high:g}"] if high < math.inf else []
        raise SettingError(f"{name} must be {' and '.join(bounds)}, not {shown(value)}")
    return number


def whole(name: str, value: object, low: int, high: int) -> int:
    """``value`` as an int from ``low`` to ``high``. Raises SettingError, which calls it ``name``, for anything else."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise SettingError(f"{name} must be a whole number, not {shown(value)}")
    if not low <= value <= high:
        raise SettingError(f"{name} must be from {low} to {high}, not {shown(value)}")
    return value
