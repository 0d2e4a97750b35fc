"""YAML from outside, bounded before it is understood: size, depth, number of values, no aliases.

A megabyte of it may stand for billions of values (aliases), or take the slow loader twelve seconds.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import yaml

from app.params.documents import DEPTH, TextError

NODES = 20_000
SCALAR = 1000
"""Characters of one plain value in YAML: some (60:60:60...) take time with the square of their length."""


Pairs = Callable[["Loader", yaml.Node], Any]


class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """PyYAML's safe loader, libyaml's where it is there."""


def parse_yaml(text: str) -> Any:
    """The value that a YAML text stands for: at most DEPTH deep, NODES values, no aliases. Raises TextError."""
    try:
        _check_events(text)
        return yaml.load(text, Loader=Loader)  # noqa: S506 - a safe loader
    except TextError:
        raise
    except (yaml.YAMLError, ValueError, TypeError, RecursionError, OverflowError, AttributeError, KeyError) as error:
        raise TextError(" ".join(str(error).split())) from error


def add_tag(tag: str, construct: Pairs) -> None:
    """Let a tag of YAML mean what ``construct`` makes of its node."""
    Loader.add_constructor(tag, construct)


def _check_events(text: str) -> None:
    depth = 0
    for nodes, event in enumerate(yaml.parse(text, Loader=Loader)):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            # No published configuration uses aliases, and nested ones can stand for billions of values.
            raise TextError("it uses aliases")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.ScalarEvent) and len(event.value) > SCALAR:
            raise TextError(f"a value has more than {SCALAR} characters")
        if depth > DEPTH:
            raise TextError(f"it is nested more than {DEPTH} deep")
        if nodes > NODES:
            raise TextError(f"it holds more than {NODES:,} values")
