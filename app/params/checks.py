"""Range checks that the parameter classes share."""

from __future__ import annotations

import math


class SettingError(ValueError):
    """A setting has a value that cannot be used; the message names the setting and the allowed values."""


def check_number(name: str, value: object, low: float, high: float, *, open_low: bool = False) -> None:
    """Raise SettingError unless ``value`` is a finite number from ``low`` (excluded if ``open_low``) to ``high``."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise SettingError(f"{name} must be a finite number, not {value!r}")
    if value > high or value < low or (open_low and value <= low):
        bound = f"above {low:g}" if open_low else f"at least {low:g}"
        raise SettingError(f"{name} must be {bound} and at most {high:g}, not {value:g}")


def check_whole(name: str, value: object, low: int, high: int) -> None:
    """Raise SettingError unless ``value`` is a whole number from ``low`` to ``high``."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise SettingError(f"{name} must be a whole number, not {value!r}")
    if not low <= value <= high:
        raise SettingError(f"{name} must be from {low} to {high}, not {value}")
