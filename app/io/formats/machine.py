"""A machine for pickles that can make nothing but data.

A pickle is a program for a stack machine: it names functions and calls them with what it has put on the stack. Here is
that machine without the functions: the few names that a file of tensors needs stand for code that makes tensors'
descriptions, numbers and containers (:data:`app.io.formats.builders.BUILDERS`); any other name is refused before
anything is made of it. Nothing takes more memory than the pickle has bytes, times a constant: copies are counted, keys
are plain values (the hash of a tuple nested a million times would overflow the C stack), and after OPERATIONS steps it
is enough.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import Any

from app.io.formats.builders import (
    BUILDERS,
    STORAGES,
    Mapping,
    Name,
    NumberType,
    PickleError,
    RefusedNameError,
    Storage,
    View,
    order_in,
    plain_key,
)

OPERATIONS = 600_000
LONGEST_NUMBER = 64
LONGEST_LINE = 1000

_NUMBERS = {code: struct.Struct(code) for code in ("<B", "<H", "<i", "<I", "<Q", ">d")}


class Machine:
    """Runs one pickle after another from ``data``. ``position`` is where the last one ended.

    ``tensor`` makes of a tensor's description what stands for it in the result; it may raise PickleError. ``storages``
    are those that were referred to.
    """

    def __init__(self, data: bytes, tensor: Callable[[View], Any]) -> None:
        self.position = 0
        self.tensor = tensor
        self.storages: set[Storage] = set()
        self._data = data
        self._left = OPERATIONS
        self._stack: list[Any] = []
        self._marks: list[list[Any]] = []
        self._memo: dict[int, Any] = {}

    def run(self) -> Any:
        """What the next pickle stands for. Raises PickleError, RefusedNameError for a name that is not allowed."""
        self._stack, self._marks, self._memo = [], [], {}
        operations, data = self._operations(), self._data
        try:
            while self._left > 0:
                self._left -= 1
                code = data[self.position]
                self.position += 1
                if code == 0x2E:  # STOP
                    return self._stack.pop()
                operations[code]()
            raise _too_much()
        except PickleError:
            raise
        except KeyError as error:
            raise PickleError(f"an operation that no file of tensors has ({error})") from error
        except (IndexError, struct.error) as error:
            raise PickleError("it breaks off") from error
        except (TypeError, ValueError, AttributeError, OverflowError) as error:
            raise PickleError(str(error)) from error

    def spend(self, work: int) -> None:
        """Count work, and give up when it is more than any file of tensors needs."""
        self._left -= work
        if self._left < 0:
            raise _too_much()

    # What the operations are made of

    def _bytes(self, size: int) -> bytes:
        end = self.position + size
        if size < 0 or end > len(self._data):
            raise PickleError("it breaks off")
        part = self._data[self.position : end]
        self.position = end
        return part

    def _number(self, code: str) -> Any:
        kind = _NUMBERS[code]
        found = kind.unpack_from(self._data, self.position)[0]
        self.position += kind.size
        return found

    def _byte(self) -> int:
        found = self._data[self.position]
        self.position += 1
        return found

    def _text(self, length: str) -> str:
        return str(self._bytes(self._number(length)), "utf-8", "surrogatepass")

    def _line(self) -> str:
        end = self._data.find(b"\n", self.position, self.position + LONGEST_LINE)
        text = str(self._bytes(end - self.position), "utf-8", "replace")
        self._bytes(1)
        return text

    def _pop_mark(self) -> list[Any]:
        items = self._stack
        self._stack = self._marks.pop()
        return items

    def _pop(self) -> object:
        return self._stack.pop() if self._stack else self._pop_mark()

    def _push(self, value: Any) -> None:
        self._stack.append(value)

    def _name(self, module: str, name: str) -> None:
        text = f"{module}.{name}"
        if text not in BUILDERS and text not in STORAGES:
            raise RefusedNameError(text[:200])
        self._push(Name(text))

    def _call(self) -> None:
        arguments, function = self._stack.pop(), self._stack.pop()
        if not isinstance(function, Name) or function.text not in BUILDERS or not isinstance(arguments, tuple):
            raise PickleError("it calls something that is no function")
        self._push(BUILDERS[function.text](self, *arguments))

    def _set(self, items: list[Any]) -> None:
        target = self._stack[-1]
        if not isinstance(target, dict) or len(items) % 2:
            raise PickleError("it puts entries into something that has none")
        for key, value in zip(items[::2], items[1::2], strict=True):
            target[plain_key(key)] = value

    def _append(self, items: list[Any]) -> None:
        target = self._stack[-1]
        if not isinstance(target, list):
            raise PickleError("it appends to something that is no list")
        target.extend(items)

    def _build(self) -> None:
        state, target = self._stack.pop(), self._stack[-1]
        if isinstance(target, NumberType):
            target.order = order_in(state)
        elif not isinstance(target, Mapping):
            raise PickleError("it sets the inside of something that has none")

    def _persistent(self) -> None:
        """A storage: ('storage', type, key, device, how many values(, a view into it: (key, first, count)))."""
        described = self._stack.pop()
        if not isinstance(described, tuple) or len(described) not in (5, 6) or described[0] != "storage":
            raise PickleError("it refers to something that is no storage")
        kind, key, count = described[1], described[2], described[4]
        if not isinstance(kind, Name) or kind.text not in STORAGES or not isinstance(key, str):
            raise PickleError("it refers to something that is no storage")
        first = 0
        if len(described) == 6 and described[5] is not None:
            _, first, count = described[5]
        for number in (first, count):
            if isinstance(number, bool) or not isinstance(number, int) or number < 0:
                raise PickleError("a storage of an impossible size")
        storage = Storage(STORAGES[kind.text], key, count, first)
        self.storages.add(storage)
        self._push(storage)

    def _get(self, index: int) -> None:
        if index not in self._memo:
            raise PickleError("it refers to something that it has not made")
        self._stack.append(self._memo[index])

    def _put(self, index: int) -> None:
        self._memo[index] = self._stack[-1]

    def _pop_pair(self) -> list[Any]:
        pair = self._stack[-2:]
        del self._stack[-2:]
        return pair

    def _tuple(self, size: int) -> None:
        if size > len(self._stack):
            raise PickleError("it breaks off")
        items = tuple(self._stack[-size:])
        del self._stack[-size:]
        self._stack.append(items)

    def _mark(self) -> None:
        self._marks.append(self._stack)
        self._stack = []

    def _long(self, length: int) -> None:
        if length > LONGEST_NUMBER:
            raise PickleError("a number of absurd length")
        self._push(int.from_bytes(self._bytes(length), "little", signed=True))

    def _stacked_name(self) -> None:
        module, name = self._pop_pair()
        if not isinstance(module, str) or not isinstance(name, str):
            raise PickleError("a name that is no text")
        self._name(module, name)

    def _skip(self, size: int) -> None:
        self._bytes(size)

    def _refuse(self, what: str) -> None:
        raise RefusedNameError(what)

    def _dict(self) -> None:
        items = self._pop_mark()
        self._push({})
        self._set(items)

    def _operations(self) -> dict[int, Callable[[], object]]:
        """The operations of protocols 2 to 5 that make data, by their codes."""
        push, number, byte, take = self._push, self._number, self._byte, self._bytes
        return {
            0x80: lambda: self._skip(1),  # PROTO
            0x95: lambda: self._skip(8),  # FRAME
            0x28: self._mark,
            0x30: self._pop,
            0x31: self._pop_mark,
            0x32: lambda: push(self._stack[-1]),  # DUP
            0x4E: lambda: push(None),
            0x88: lambda: push(True),
            0x89: lambda: push(False),
            0x4A: lambda: push(number("<i")),  # BININT
            0x4B: lambda: push(byte()),
            0x4D: lambda: push(number("<H")),
            0x8A: lambda: self._long(byte()),
            0x8B: lambda: self._long(number("<i")),
            0x47: lambda: push(number(">d")),  # BINFLOAT
            0x58: lambda: push(self._text("<I")),  # BINUNICODE
            0x8C: lambda: push(self._text("<B")),
            0x8D: lambda: push(self._text("<Q")),
            0x54: lambda: push(str(take(number("<i")), "latin1")),  # BINSTRING
            0x55: lambda: push(str(take(byte()), "latin1")),
            0x42: lambda: push(take(number("<I"))),  # BINBYTES
            0x43: lambda: push(take(byte())),
            0x8E: lambda: push(take(number("<Q"))),
            0x29: lambda: push(()),
            0x85: lambda: self._tuple(1),
            0x86: lambda: self._tuple(2),
            0x87: lambda: self._tuple(3),
            0x74: lambda: push(tuple(self._pop_mark())),
            0x5D: lambda: push([]),
            0x6C: lambda: push(self._pop_mark()),  # LIST
            0x61: lambda: self._append([self._stack.pop()]),
            0x65: lambda: self._append(self._pop_mark()),
            0x7D: lambda: push({}),
            0x64: self._dict,
            0x73: lambda: self._set(self._pop_pair()),
            0x75: lambda: self._set(self._pop_mark()),
            0x71: lambda: self._put(byte()),
            0x72: lambda: self._put(number("<I")),
            0x94: lambda: self._put(len(self._memo)),  # MEMOIZE
            0x68: lambda: self._get(byte()),
            0x6A: lambda: self._get(number("<I")),
            0x63: lambda: self._name(self._line(), self._line()),  # GLOBAL
            0x93: self._stacked_name,
            0x52: self._call,  # REDUCE
            0x81: self._call,  # NEWOBJ
            0x62: self._build,
            0x51: self._persistent,  # BINPERSID
            0x69: lambda: self._refuse(f"{self._line()}.{self._line()}"),  # INST
            0x6F: lambda: self._refuse("an unknown object"),  # OBJ
            0x82: lambda: self._refuse(f"copyreg extension {byte()}"),
            0x83: lambda: self._refuse(f"copyreg extension {number('<H')}"),
            0x84: lambda: self._refuse(f"copyreg extension {number('<i')}"),
        }


def _too_much() -> PickleError:
    return PickleError(f"it takes more than {OPERATIONS:,} steps")
