"""A checkpoint's weights on their way from the file's tensors to a network."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from torch import nn

from app.io.errors import CheckpointError
from app.io.formats.stored import Stored
from app.io.formats.wrappings import ANOTHER, Unwrapped, Weights
from app.io.native import compare_shapes, fill
from app.io.source import Readable
from app.networks import registry


@dataclass
class Found:
    """What a loader made out of a file: enough to build the network and to say all that is known of it."""

    format: str
    architecture: str
    arguments: dict[str, Any]
    tensors: Weights
    shape: tuple[int, int, int]
    sigmas: tuple[float, ...]
    continuous: bool
    recommended: dict[str, Any]
    data_space: str
    weights: str = "live"
    has_ema: bool = False
    has_live: bool = True
    facts: dict[str, str] = field(default_factory=dict)
    assumed: dict[str, Any] = field(default_factory=dict)
    answers: tuple[str, ...] = ()
    recipes: dict[str, dict[str, Any]] = field(default_factory=dict)
    accepted: tuple[str, ...] = ()
    """What may be said beside ``answers``: not asked about, but used or compared with the file."""


def shape_of(path: Path, tensors: Mapping[str, Stored], name: str, dims: int) -> tuple[int, ...]:
    """The shape of a tensor that the network's sizes are read from; CheckpointError unless it has ``dims`` sides."""
    if name not in tensors:
        raise CheckpointError(path, f"the tensor {name!r} is missing", ANOTHER)
    shape = tensors[name].shape
    if len(shape) != dims or 0 in shape:
        raise CheckpointError(path, f"the tensor {name!r} has shape {shape} instead of {dims} sides", ANOTHER)
    return shape


def values_of(path: Path, tensors: Mapping[str, Stored], name: str, most: int) -> list[float]:
    """The values of a short list of numbers among the tensors, within a session of the file."""
    (count,) = shape_of(path, tensors, name, 1)
    if count > most:
        raise CheckpointError(path, f"the tensor {name!r} claims {count:,} values", ANOTHER)
    return [float(value) for value in tensors[name].load().tolist()]


def check_sizes(source: Readable, tensors: Mapping[str, Stored]) -> None:
    """Raise CheckpointError if the tensors claim more than the file holds (a view can claim any shape for free)."""
    claimed = sum(t.nbytes for t in tensors.values())
    if claimed > source.size:
        raise CheckpointError(
            source.path, f"its tensors claim {claimed:,} bytes, but the file has {source.size:,}",
            "The file is damaged or forged",
        )  # fmt: skip
    for name, tensor in tensors.items():
        if not tensor.dtype.is_floating_point:
            raise CheckpointError(
                source.path, f"the tensor {name!r} holds {tensor.dtype} instead of real numbers", ANOTHER
            )


def choose(path: Path, found: Found, parts: Unwrapped, *, use_ema: bool) -> None:
    """Let ``found`` have the averaged weights where the file has them and they are wanted, and say which it has."""
    averaged = _named(path, parts.averaged, found) if parts.averaged is not None else None
    found.has_ema, found.has_live = averaged is not None, parts.live is not None
    if averaged is not None and (use_ema or parts.live is None):
        found.weights = "EMA"
        found.tensors = with_ema(path, found.tensors, averaged)


def _named(path: Path, averaged: Weights | list[Stored], found: Found) -> Weights:
    """The averaged parameters by name: a bare list has the order in which the state names the trainable ones."""
    if isinstance(averaged, dict):
        return averaged
    with _described(path):
        network = registry.build_on_meta(found.architecture, found.arguments)
    trainable = {name for name, parameter in network.named_parameters() if parameter.requires_grad}
    names = [name for name in found.tensors if name in trainable]
    if len(averaged) != len(names):
        raise CheckpointError(path, f"its EMA holds {len(averaged)} tensors, but the network has {len(names)}", ANOTHER)
    return dict(zip(names, averaged, strict=True))


def with_ema(path: Path, live: Weights, ema: Weights) -> Weights:
    """The live weights with the averaged ones in their places; CheckpointError for a name that is not there."""
    for name, tensor in ema.items():
        if name not in live:
            raise CheckpointError(path, f"its EMA holds {name!r}, which its network does not", ANOTHER)
        if live[name].shape != tensor.shape:
            raise CheckpointError(
                path, f"the EMA of {name!r} has shape {list(tensor.shape)} instead of {list(live[name].shape)}", ANOTHER
            )
    return live | ema


@contextmanager
def _described(path: Path) -> Iterator[None]:
    try:
        yield
    except (ValueError, TypeError, KeyError, RuntimeError, ArithmeticError) as error:
        raise CheckpointError(path, f"its settings do not describe a network: {error}", ANOTHER) from error


def expected_shapes(path: Path, architecture: str, arguments: dict[str, Any]) -> dict[str, tuple[int, ...]]:
    """The names and shapes of the tensors of the named network, without taking memory for them."""
    with _described(path):
        return registry.shapes_of(architecture, arguments)


def build_found(source: Readable, found: Found) -> nn.Module:
    """The network that ``found`` describes, within a session. Its tensors must be exactly the network's, and finite."""
    check_sizes(source, found.tensors)
    shapes = {name: tensor.shape for name, tensor in found.tensors.items()}
    compare_shapes(source.path, expected_shapes(source.path, found.architecture, found.arguments), shapes)
    network = registry.build_blank(found.architecture, found.arguments)
    fill(source.path, network, found.tensors)
    return network
