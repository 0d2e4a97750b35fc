"""The architectures by name, for files that say what they hold."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

from torch import nn

from app.networks.compact import CompactConfig, CompactScoreNet


def build_compact(arguments: dict[str, Any]) -> nn.Module:
    """A :class:`CompactScoreNet` from :class:`CompactConfig`'s fields; ValueError or TypeError if they do not fit."""
    known = {f.name: f.type for f in dataclasses.fields(CompactConfig)}
    for name, value in arguments.items():
        if name not in known:
            raise ValueError(f"the compact network has no setting {name!r}")
        if isinstance(value, bool) or not isinstance(value, int if known[name] == "int" else (int, float)):
            raise TypeError(f"{name} = {value!r} is not a number of the right kind")
    return CompactScoreNet(CompactConfig(**arguments))


FACTORIES: dict[str, Callable[[dict[str, Any]], nn.Module]] = {"compact": build_compact}
"""Architecture name -> factory taking the arguments stored beside the weights."""


def build(name: str, arguments: dict[str, Any]) -> nn.Module:
    """The named architecture. Raises KeyError for an unknown name, ValueError or TypeError for unfit arguments."""
    return FACTORIES[name](arguments)
