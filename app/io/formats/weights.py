"""A checkpoint's weights on their way from the file's tensors to a network."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from torch import Tensor

from app.io.description import model_info
from app.io.errors import CheckpointError
from app.io.native import compare_shapes, load_checked
from app.networks import registry
from app.networks.spaces import SpaceModel

ANOTHER = "The file was written for another network, or is damaged"
PREFIXES = ("module.", "_orig_mod.")


@dataclass
class Found:
    """What a loader made out of a file: enough to build the network and to say all that is known of it."""

    format: str
    architecture: str
    arguments: dict[str, Any]
    tensors: dict[str, Tensor]
    shape: tuple[int, int, int]
    sigmas: tuple[float, ...]
    continuous: bool
    weights: str
    recommended: dict[str, Any]
    data_space: str
    has_ema: bool
    has_live: bool = True
    facts: dict[str, str] = field(default_factory=dict)
    assumed: dict[str, Any] = field(default_factory=dict)
    answers: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()
    """What may be said beside ``answers``: not asked about, but used or compared with the file."""


def state_of(path: Path, state: Any) -> dict[str, Tensor]:
    """A ``state_dict`` without the prefixes of DataParallel and torch.compile; CheckpointError if it is none."""
    if not isinstance(state, Mapping) or not state:
        raise CheckpointError(path, "it holds no network weights where they are expected", ANOTHER)
    tensors: dict[str, Tensor] = {}
    for key, value in state.items():
        if not isinstance(key, str) or not isinstance(value, Tensor):
            raise CheckpointError(path, f"the entry {str(key)[:80]!r} of its weights is not a tensor", ANOTHER)
        name = key
        for prefix in PREFIXES:
            name = name.removeprefix(prefix)
        if name in tensors:
            raise CheckpointError(path, f"it holds the tensor {name!r} twice", ANOTHER)
        tensors[name] = value
    return tensors


def shape_of(path: Path, tensors: Mapping[str, Tensor], name: str, dims: int) -> tuple[int, ...]:
    """The shape of a tensor that the network's sizes are read from; CheckpointError unless it has ``dims`` sides."""
    if name not in tensors:
        raise CheckpointError(path, f"the tensor {name!r} is missing", ANOTHER)
    shape = tuple(tensors[name].shape)
    if len(shape) != dims or 0 in shape:
        raise CheckpointError(path, f"the tensor {name!r} has shape {shape} instead of {dims} sides", ANOTHER)
    return shape


def check_sizes(path: Path, tensors: Mapping[str, Tensor]) -> None:
    """Raise CheckpointError if the tensors claim more than the file holds (a view can claim any shape for free)."""
    claimed, size = sum(t.numel() * t.element_size() for t in tensors.values()), path.stat().st_size
    if claimed > size:
        raise CheckpointError(
            path, f"its tensors claim {claimed:,} bytes, but the file has {size:,}", "The file is damaged or forged"
        )
    for name, tensor in tensors.items():
        if not tensor.is_floating_point():
            raise CheckpointError(path, f"the tensor {name!r} holds {tensor.dtype} instead of real numbers", ANOTHER)


def with_ema(path: Path, live: dict[str, Tensor], ema: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The live weights with the averaged ones in their places; CheckpointError for a name that is not there."""
    for name, tensor in ema.items():
        if name not in live:
            raise CheckpointError(path, f"its EMA holds {name!r}, which its network does not", ANOTHER)
        if live[name].shape != tensor.shape:
            raise CheckpointError(
                path, f"the EMA of {name!r} has shape {list(tensor.shape)} instead of {list(live[name].shape)}", ANOTHER
            )
    return live | dict(ema)


def expected_shapes(path: Path, architecture: str, arguments: dict[str, Any]) -> dict[str, tuple[int, ...]]:
    """The names and shapes of the tensors of the named network, without taking memory for them."""
    try:
        network = registry.build_on_meta(architecture, arguments)
    except (ValueError, TypeError, KeyError, RuntimeError, OverflowError) as error:
        raise CheckpointError(path, f"its settings do not describe a network: {error}", ANOTHER) from error
    return {name: tuple(tensor.shape) for name, tensor in network.state_dict().items()}


def open_found(path: Path, found: Found, sha256: str, device: Any) -> SpaceModel:
    """The model that ``found`` describes. The tensors must be exactly the network's own, and finite."""
    check_sizes(path, found.tensors)
    shapes = {name: tuple(tensor.shape) for name, tensor in found.tensors.items()}
    compare_shapes(path, expected_shapes(path, found.architecture, found.arguments), shapes)
    network = registry.build_blank(found.architecture, found.arguments)
    load_checked(path, network, found.tensors)
    return SpaceModel(network, model_info(path, sha256, network, found), device)
