"""The architectures by name, for files that say what they hold."""

from __future__ import annotations

import dataclasses
import functools
import json
from collections.abc import Callable
from typing import Any

import torch
from torch import nn
from torch.overrides import TorchFunctionMode
from typing_extensions import override

from app.networks.compact import CompactConfig, CompactScoreNet
from app.networks.ncsn import NCSN, NcsnConfig, NCSNv2
from app.networks.ncsnpp import NCSNpp, NcsnppConfig
from app.networks.tutorial import TutorialConfig, TutorialScoreNet
from app.networks.unet2d import Unet2d, Unet2dConfig
from app.params.documents import parse_json

_KINDS: dict[str, type | tuple[type, ...]] = {"int": int, "float": (int, float), "str": str, "bool": bool}


def config_from(kind: type[Any], arguments: dict[str, Any], what: str) -> Any:
    """The configuration dataclass ``kind`` from plain values, such as JSON's; lists become tuples.

    Raises ValueError for a setting that ``kind`` does not have, TypeError for a value of another type.
    """
    known = {f.name: str(f.type) for f in dataclasses.fields(kind)}
    values = {}
    for name, value in arguments.items():
        if name not in known:
            raise ValueError(f"{what} has no setting {name!r}")
        inner = known[name].removeprefix("tuple[").partition(",")[0]
        several = known[name].startswith("tuple[")
        if several and not isinstance(value, (list, tuple)):
            raise TypeError(f"{name} = {value!r} is not a list")
        for item in value if several else [value]:
            if not isinstance(item, _KINDS[inner]) or (isinstance(item, bool) and inner != "bool"):
                raise TypeError(f"{name} = {item!r} is not of the right kind ({inner})")
        values[name] = tuple(value) if several else value
    return kind(**values)


Factory = Callable[[dict[str, Any]], nn.Module]


def _factory(network: Callable[[Any], nn.Module], config: type[Any], what: str) -> Factory:
    def make(arguments: dict[str, Any]) -> nn.Module:
        return network(config_from(config, arguments, what))

    return make


FACTORIES: dict[str, Factory] = {
    "compact": _factory(CompactScoreNet, CompactConfig, "the compact network"),
    "ncsn": _factory(NCSN, NcsnConfig, "NCSN"),
    "ncsnv2": _factory(NCSNv2, NcsnConfig, "NCSNv2"),
    "ncsnpp": _factory(NCSNpp, NcsnppConfig, "NCSN++"),
    "tutorial": _factory(TutorialScoreNet, TutorialConfig, "the tutorial's network"),
    "unet2d": _factory(Unet2d, Unet2dConfig, "UNet2DModel"),
}
"""Architecture name -> what makes it of the arguments stored beside the weights: the fields of its configuration."""


def build(name: str, arguments: dict[str, Any]) -> nn.Module:
    """The named architecture. Raises KeyError for an unknown name, ValueError or TypeError for unfit arguments."""
    return FACTORIES[name](arguments)


class _Blank(TorchFunctionMode):
    """While it is on, modules leave their weights as the memory was instead of drawing them at random."""

    @override
    def __torch_function__(
        self, func: Callable[..., Any], types: Any, args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        del types
        if getattr(func, "__module__", "") == "torch.nn.init":
            return (kwargs or {}).get("tensor", args[0] if args else None)
        return func(*args, **(kwargs or {}))


def build_blank(name: str, arguments: dict[str, Any]) -> nn.Module:
    """The same with weights of no meaning, for those that load them at once: a large network is made at once."""
    with _Blank():
        return build(name, arguments)


def build_on_meta(name: str, arguments: dict[str, Any]) -> nn.Module:
    """The same without memory for its weights, to learn their names and shapes."""
    with torch.device("meta"):
        return build_blank(name, arguments)


def shapes_of(name: str, arguments: dict[str, Any]) -> dict[str, tuple[int, ...]]:
    """The names and shapes of the named architecture's tensors. Raises as :func:`build` does."""
    return dict(_shapes(name, json.dumps(arguments)))


@functools.lru_cache(maxsize=8)  # one file is opened several times: with other weights, on another device
def _shapes(name: str, arguments: str) -> dict[str, tuple[int, ...]]:
    network = build_on_meta(name, parse_json(arguments))
    return {name: tuple(tensor.shape) for name, tensor in network.state_dict().items()}
