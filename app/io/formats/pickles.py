"""Reading what ``torch.save`` wrote, as data.

A pickle is a program: it names functions and calls them. Before torch sees a file, its pickle is *parsed* (nothing in
it is run) and every name it asks for is compared with the few that tensors in containers need; then torch reads it
with ``weights_only=True``. What was claimed about sizes is compared with the file before memory is taken.
"""

from __future__ import annotations

import io
import pickletools
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, NoReturn

import numpy as np
import torch

from app.io.errors import CheckpointError, why

LEGACY_MAGIC = 0x1950A86A20F9469CFC6C
"""The number that begins a file of torch before 1.6: pickles and raw storages one after another."""

_STORAGES = ("Float", "Double", "Half", "BFloat16", "Long", "Int", "Short", "Char", "Byte", "Bool")
ALLOWED = {
    "collections.OrderedDict",
    "torch._utils._rebuild_tensor_v2",
    "torch._utils._rebuild_tensor",
    "torch._utils._rebuild_parameter",
    "torch.Size",
    "torch.device",
    # score_sde's optimizer keeps its learning rate as a numpy number.
    "numpy.core.multiarray.scalar",
    "numpy._core.multiarray.scalar",
    "numpy.dtype",
    "numpy.dtypes.Float64DType",
    "_codecs.encode",  # how protocol 2 spells a numpy number's bytes
    *(f"torch.{kind}Storage" for kind in _STORAGES),
    *(f"torch.cuda.{kind}Storage" for kind in _STORAGES),
}
"""The names that a checkpoint's pickle may ask for."""

_SCALAR = np.float64(0).__reduce__()[0]
_NUMPY: list[Any] = [
    (_SCALAR, "numpy.core.multiarray.scalar"),
    (_SCALAR, "numpy._core.multiarray.scalar"),
    np.dtype,
    np.dtypes.Float64DType,
]
DAMAGED = "Fetch the file again, or write it again with torch.save"
FOREIGN = (
    "Give a checkpoint of ncsn, ncsnv2, score_sde_pytorch or the score-SDE tutorial, or a score-explorer .safetensors "
    "file"
)


def read_pickle(path: Path) -> Any:
    """The containers and CPU tensors in a file of ``torch.save``, of any torch version.

    Raises CheckpointError if the file is something else, damaged, asks for anything but tensors in containers, or
    claims more than it holds.
    """
    try:
        with path.open("rb") as file:
            start = file.read(4)
        if start == b"PK\x03\x04":
            _check_archive(path)
        else:
            _check_legacy(path, start)
    except OSError as error:
        raise CheckpointError(path, f"cannot be read: {why(error)[0]}", why(error)[1]) from error
    try:
        with torch.serialization.safe_globals(_NUMPY):
            # Mapped, an archive's tensors take no memory until they are used: the optimizer's never do.
            return torch.load(path, map_location="cpu", weights_only=True, mmap=start == b"PK\x03\x04")
    except Exception as error:  # damage shows in any form: struct.error, KeyError, RuntimeError, ...
        reason = str(error).strip().partition("\n")[0][:160] or type(error).__name__
        raise CheckpointError(path, f"it is damaged: torch cannot read it ({reason})", DAMAGED) from error


def _check_archive(path: Path) -> None:
    """Raise CheckpointError unless the zip archive is whole and its pickle asks for nothing but tensors."""
    size = path.stat().st_size
    try:
        with zipfile.ZipFile(path) as archive:
            records = archive.infolist()
            pickles = [r for r in records if r.filename.endswith("/data.pkl") and r.filename.count("/") == 1]
            if any(r.filename.endswith("/constants.pkl") for r in records):
                raise CheckpointError(
                    path, "it is a TorchScript program, which holds code", "Save its state_dict() with torch.save"
                )
            if len(pickles) != 1:
                raise CheckpointError(path, "it is a zip archive, but not one that torch.save wrote", FOREIGN)
            if any(r.compress_type != zipfile.ZIP_STORED for r in records) or sum(r.file_size for r in records) > size:
                raise CheckpointError(path, f"its parts claim to be larger than the file ({size:,} bytes)", DAMAGED)
            names = check_names(path, archive.read(pickles[0]))
            broken = archive.testzip()
    except CheckpointError:
        raise
    except (zipfile.BadZipFile, EOFError, ValueError, KeyError, NotImplementedError, RuntimeError, zlib.error) as error:
        raise CheckpointError(path, f"it is damaged or incomplete ({str(error)[:160]})", DAMAGED) from error
    if broken is not None:
        raise CheckpointError(path, f"it is damaged: the checksum of {broken!r} is wrong", DAMAGED)
    if not names:
        raise CheckpointError(path, "it holds no tensors", FOREIGN)


def _check_legacy(path: Path, start: bytes) -> None:
    """Raise CheckpointError unless the file is of torch's old layout and its pickles ask for nothing but tensors."""
    if not start:
        raise CheckpointError(path, "the file is empty", DAMAGED)
    if start[:1] != b"\x80":
        raise CheckpointError(path, "it is not a checkpoint", FOREIGN)
    data = path.read_bytes()
    stream = io.BytesIO(data)
    try:
        first = [arg for op, arg, _ in pickletools.genops(stream) if op.name in ("LONG1", "LONG4")]
    except Exception as error:
        check_names(path, data)
        raise CheckpointError(path, f"it is damaged or no checkpoint ({error})", FOREIGN) from error
    if first != [LEGACY_MAGIC]:
        check_names(path, data)
        raise CheckpointError(path, "it is a pickle, but not one that torch.save wrote", FOREIGN)
    for part in ("protocol", "system", "object", "keys"):
        rest = stream.tell()
        try:
            largest = max((arg for _, arg, _ in pickletools.genops(stream) if isinstance(arg, int)), default=0)
        except Exception as error:
            check_names(path, data[rest:])
            raise CheckpointError(path, f"it is damaged or incomplete ({str(error)[:160]})", DAMAGED) from error
        if part == "object":
            check_names(path, data[rest : stream.tell()])
            if largest > len(data):
                raise CheckpointError(
                    path, f"it claims {largest:,} numbers, more than the file holds ({len(data):,} bytes)", DAMAGED
                )


def check_names(path: Path, data: bytes) -> set[str]:
    """The names that the pickle ``data`` asks for; CheckpointError for the first that is not in ALLOWED.

    A pickle that is cut short is read as far as it goes, so the reason given is the dangerous name if there is one.
    """
    found: set[str] = set()
    try:
        for name in names_in(io.BytesIO(data)):
            if name not in ALLOWED:
                _refuse(path, name)
            found.add(name)
    except CheckpointError:
        raise
    except Exception as error:
        raise CheckpointError(path, f"it is damaged: its pickle breaks off ({str(error)[:160]})", DAMAGED) from error
    return found


def names_in(stream: IO[bytes]) -> Iterator[str]:
    """Every "module.name" that a pickle asks for, in order; the pickle is parsed, not run."""
    texts: list[str] = []
    memo: dict[int, str] = {}
    for op, arg, _ in pickletools.genops(stream):
        if op.name in ("GLOBAL", "INST"):
            yield ".".join(str(arg).split(" ", 1))
        elif op.name == "STACK_GLOBAL":
            yield ".".join(texts[-2:]) if len(texts) > 1 else "an unknown object"
        elif op.name in ("EXT1", "EXT2", "EXT4"):
            yield f"copyreg extension {arg}"
        elif isinstance(arg, str):
            texts.append(arg)
        elif op.name in ("BINPUT", "LONG_BINPUT") and texts and isinstance(arg, int):
            memo[arg] = texts[-1]
        elif op.name == "MEMOIZE" and texts:
            memo[len(memo)] = texts[-1]
        elif op.name in ("BINGET", "LONG_BINGET") and isinstance(arg, int) and arg in memo:
            texts.append(memo[arg])


def _refuse(path: Path, name: str) -> NoReturn:
    module = name.partition(".")[0]
    if module in ("dnnlib", "torch_utils", "training"):
        raise CheckpointError(
            path, f"it is a pickled program of NVIDIA's (it asks for {name}): opening it would run code from the file",
            "Load it in its own code base and save its state_dict() with torch.save",
        )  # fmt: skip
    what = "a whole module" if name.startswith("torch.nn.") else "something other than weights"
    raise CheckpointError(
        path, f"it holds {what}: it asks to use {name!r}, and score-explorer runs no code from a file",
        "Save the network's state_dict() with torch.save, and open that",
    )  # fmt: skip
