"""JSON from outside, bounded before it is understood: a megabyte of brackets overflows whatever walks through it.

All that the program reads as JSON passes here: headers, records, configurations, stored settings.
"""

from __future__ import annotations

import json
from typing import Any

DEPTH = 40
NODES = 1_000_000


class TextError(ValueError):
    """The text is not what it should be, or more than is read; the message says what, not where."""


def parse_json(text: str | bytes, *, nodes: int = NODES) -> Any:
    """The value that a JSON text stands for, at most DEPTH deep and of at most ``nodes`` values. Raises TextError."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise TextError(str(error)) from error
    level, seen = [data], 0
    for _ in range(DEPTH):
        level = [inner for value in level if isinstance(value, (dict, list)) for inner in _inside(value)]
        seen += len(level)
        if not level:
            return data
        if seen > nodes:
            raise TextError(f"it holds more than {nodes:,} values")
    raise TextError(f"it is nested more than {DEPTH} deep")


def _inside(value: dict[str, Any] | list[Any]) -> Any:
    return value.values() if isinstance(value, dict) else value
