"""The few names that a pickle of tensors may ask for, and what they make here: data, whatever the pickle says."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.io.formats.stored import sides

if TYPE_CHECKING:
    from app.io.formats.machine import Machine

LONGEST_ENCODED = 64

_STORAGES = {
    "Float": "float32", "Double": "float64", "Half": "float16", "BFloat16": "bfloat16", "Long": "int64",
    "Int": "int32", "Short": "int16", "Char": "int8", "Byte": "uint8", "Bool": "bool",
}  # fmt: skip
STORAGES = {f"torch.{cuda}{name}Storage": dtype for name, dtype in _STORAGES.items() for cuda in ("", "cuda.")}
"""What torch's typed storages are called in a pickle -> the name of their values' type."""

_DTYPE = re.compile(r"[<>=|]?(b1|[iu][1248]|f[248])")
_CODES = {"b1": "?", "i1": "b", "i2": "h", "i4": "i", "i8": "q", "u1": "B", "u2": "H", "u4": "I", "u8": "Q",
          "f2": "e", "f4": "f", "f8": "d"}  # fmt: skip


class PickleError(ValueError):
    """The pickle is damaged, or does what no file of tensors does."""


class RefusedNameError(PickleError):
    """The pickle asks for ``name``, which is none of those that tensors in containers need."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(frozen=True)
class Name:
    """An allowed name that the pickle has asked for."""

    text: str


@dataclass(frozen=True)
class Storage:
    """A stretch of numbers kept outside the pickle under ``key``: ``count`` values of the type named ``dtype``."""

    dtype: str
    key: str
    count: int
    first: int = 0


@dataclass(frozen=True)
class View:
    """A tensor: values of ``storage`` from ``offset`` on, with shape and strides in values."""

    storage: Storage
    offset: int
    shape: tuple[int, ...]
    strides: tuple[int, ...]


@dataclass
class NumberType:
    """numpy's name of a plain type of numbers, such as "f8", and its byte order."""

    code: str
    order: str = "<"


class Mapping(dict[Any, Any]):
    """An OrderedDict; what a pickle sets on it beside its entries is dropped."""


def plain_key(key: Any) -> Any:
    """A key of a dictionary, if it is a text, a number or None. Raises PickleError."""
    if key is not None and not isinstance(key, (str, int, float, bytes)):
        raise PickleError(f"a key that is a {type(key).__name__}")
    return key


def order_in(state: Any) -> str:
    """The byte order in the state of a numpy dtype: (version, order, then what only structured types have)."""
    if (
        not isinstance(state, tuple)
        or len(state) < 5
        or state[1] not in ("<", ">", "=", "|")
        or any(part is not None for part in state[2:5])
    ):
        raise PickleError("a numpy type of no plain numbers")
    return ">" if state[1] == ">" else "<"


def _mapping(machine: Machine, *arguments: Any) -> Mapping:
    made = Mapping()
    if len(arguments) > 1 or not isinstance(arguments[0] if arguments else [], (list, tuple)):
        raise PickleError("an OrderedDict of no entries")
    for pair in arguments[0] if arguments else ():
        machine.spend(1)
        key, value = pair
        made[plain_key(key)] = value
    return made


def _view(machine: Machine, storage: Any, offset: Any, shape: Any, strides: Any, *more: Any) -> Any:
    if not isinstance(storage, Storage) or len(more) > 3:
        raise PickleError("a tensor without numbers")
    place, shape, strides = sides([offset])[0], sides(shape), sides(strides)
    if len(shape) != len(strides):
        raise PickleError("a tensor of an impossible shape")
    last = place + sum((side - 1) * stride for side, stride in zip(shape, strides, strict=True))
    if 0 not in shape and last >= storage.count:
        raise PickleError("a tensor that reaches beyond its numbers")
    return machine.tensor(View(storage, place, shape, strides))


def _parameter(_: Machine, tensor: Any, *more: Any) -> Any:
    if len(more) > 2:
        raise PickleError("a parameter that is no tensor")
    return tensor


def _size(_: Machine, shape: Any = ()) -> Any:
    if not isinstance(shape, (tuple, list)):
        raise PickleError("a shape that is none")
    return shape


def _device(_: Machine, kind: Any, index: Any = None) -> str:
    if not isinstance(kind, str) or not isinstance(index, (int, type(None))):
        raise PickleError("a device that is none")
    return kind[:20]


def _number_type(_: Machine, code: Any = "f8", *more: Any) -> NumberType:
    if not isinstance(code, str) or len(more) > 2 or (found := _DTYPE.fullmatch(code)) is None:
        raise PickleError("a numpy type of no plain numbers")
    return NumberType(found[1], ">" if code[0] == ">" else "<")


def _scalar(_: Machine, kind: Any, data: Any = b"") -> Any:
    if not isinstance(kind, NumberType) or not isinstance(data, bytes) or len(data) != int(kind.code[1:]):
        raise PickleError("a numpy number that is none")
    return struct.unpack(kind.order + _CODES[kind.code], data)[0]


def _encoded(_: Machine, text: Any, encoding: Any = "latin1") -> bytes:
    """How protocol 2 spells bytes."""
    if not isinstance(text, str) or len(text) > LONGEST_ENCODED or encoding not in ("latin1", "latin-1"):
        raise PickleError("bytes that no number has")
    return text.encode("latin1")


BUILDERS: dict[str, Callable[..., Any]] = {
    "collections.OrderedDict": _mapping,
    "torch._utils._rebuild_tensor_v2": _view,
    "torch._utils._rebuild_tensor": _view,
    "torch._utils._rebuild_parameter": _parameter,
    "torch.Size": _size,
    "torch.device": _device,
    # score_sde's optimizer keeps its learning rate as a numpy number.
    "numpy.core.multiarray.scalar": _scalar,
    "numpy._core.multiarray.scalar": _scalar,
    "numpy.dtype": _number_type,
    "numpy.dtypes.Float64DType": _number_type,
    "_codecs.encode": _encoded,
}
"""The names that a pickle may ask for, beside torch's storages, and what they make here."""
