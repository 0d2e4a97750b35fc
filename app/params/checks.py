"""Range checks that the parameter classes share. A number from outside may be anything: of any type, NaN, or huge."""

from __future__ import annotations

import math
from enum import Enum


class SettingError(ValueError):
    """A setting has a value that cannot be used; the message names the setting and the allowed values."""


def check_number(name: str, value: object, low: float, high: float, *, open_low: bool = False) -> None:
    """Raise SettingError unless ``value`` is a finite number from ``low`` (excluded if ``open_low``) to ``high``."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not _finite(value):
        raise SettingError(f"{name} must be a finite number, not {shown(value)}")
    if value > high or value < low or (open_low and value <= low):
        bound = f"above {low:g}" if open_low else f"at least {low:g}"
        raise SettingError(f"{name} must be {bound} and at most {high:g}, not {value:g}")


def check_whole(name: str, value: object, low: int, high: int) -> None:
    """Raise SettingError unless ``value`` is a whole number from ``low`` to ``high``."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise SettingError(f"{name} must be a whole number, not {shown(value)}")
    if not low <= value <= high:
        raise SettingError(f"{name} must be from {low} to {high}, not {shown(value)}")


def shown(value: object, longest: int = 60) -> str:
    """A value from outside for a message: never longer than that, whatever it is."""
    if isinstance(value, int) and abs(value) >= 10**longest:  # Python refuses to write numbers of thousands of digits
        return f"a number of more than {longest} digits"
    text = repr(value.value if isinstance(value, Enum) else value)
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _finite(value: float) -> bool:
    try:
        return math.isfinite(value)
    except OverflowError:  # a whole number beyond what a float can hold
        return False
