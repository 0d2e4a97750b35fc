"""Ways to damage a file, each from a seeded generator: blind ones, and ones that know how the file is built."""

from __future__ import annotations

import io
import json
import random
import struct
import warnings
import zipfile
import zlib

import numpy as np
import torch

from app.io.formats.builders import BUILDERS, STORAGES
from tests.attack.seeds import packed

INTERESTING = (0, 1, 7, 127, 128, 255, 2**15, 2**16 - 1, 2**31 - 1, 2**31, 2**32 - 1, 2**40, 2**63 - 1, 2**63)
HOSTILE = (
    None, True, -1, 0, 1e-320, 1e308, float("nan"), float("inf"), 10**400, -(10**400), 2**63, "", "x" * 5000,
    "\x00\n\x1b[2J", "\ud800", [], {}, [[[[[[[[]]]]]]]], {"a": {"b": {"c": {}}}}, [0] * 5000, "1e400",
    "../../etc/passwd", 3.5, 1e-12,
)  # fmt: skip


def blind(rng: random.Random, data: bytes, other: bytes) -> tuple[str, bytes]:
    """Bytes damaged anywhere."""
    data, size = bytearray(data), max(1, len(data))
    at, length = rng.randrange(size), min(rng.choice((1, 2, 4, 8, 64, 1000)), size)
    how = rng.choice(
        ("cut", "bits", "noise", "zeros", "ones", "insert", "delete", "repeat", "splice", "number", "tail")
    )
    if how == "cut":
        del data[at:]
    elif how == "bits":
        for _ in range(rng.choice((1, 1, 2, 16))):
            if data:
                data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    elif how in ("noise", "zeros", "ones"):
        data[at : at + length] = {"noise": rng.randbytes(length), "zeros": b"\0" * length, "ones": b"\xff" * length}[
            how
        ]
    elif how == "insert":
        data[at:at] = rng.randbytes(length)
    elif how == "delete":
        del data[at : at + length]
    elif how == "repeat":
        data[at:at] = data[at : at + length] * rng.choice((1, 10, 1000))
    elif how == "splice":
        data[at:] = other[rng.randrange(max(1, len(other))) :]
    elif how == "number":
        code = rng.choice(("<H", ">H", "<I", ">I", "<Q", ">Q"))
        value = rng.choice(INTERESTING) % 256 ** struct.calcsize(code)
        data[at : at + struct.calcsize(code)] = struct.pack(code, value)
    else:
        data += rng.randbytes(rng.choice((1, 100, 70_000)))
    return how, bytes(data)


def member(rng: random.Random, data: bytes, other: bytes) -> tuple[str, bytes]:
    """A zip archive rewritten with one member damaged, so that its checksum is right; or its directory damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {entry: archive.read(entry) for entry in archive.infolist()}
    except (zipfile.BadZipFile, OSError):
        return blind(rng, data, other)
    chosen = rng.choice(list(parts))
    how, damaged = blind(rng, parts[chosen], other)
    trick = rng.choice(("damage", "damage", "damage", "remove", "double", "rename", "compress"))
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w") as archive:
        warnings.simplefilter("ignore")  # a name twice is meant
        for entry, contents in parts.items():
            method = zipfile.ZIP_DEFLATED if trick == "compress" and entry is chosen else entry.compress_type
            name = entry.filename + ("x" if trick == "rename" and entry is chosen else "")
            if trick == "remove" and entry is chosen:
                continue
            for _ in range(2 if trick == "double" and entry is chosen else 1):
                archive.writestr(name, damaged if entry is chosen and trick == "damage" else contents, method)
    return f"member {chosen.filename[-20:]}: {trick} {how if trick == 'damage' else ''}", buffer.getvalue()


def document(rng: random.Random, value, depth=0):
    """A JSON document with one value anywhere replaced, removed or added."""
    if isinstance(value, dict) and value and depth < 8 and rng.random() < 0.85:
        key = rng.choice(list(value))
        what = rng.random()
        if what < 0.1:
            return {k: v for k, v in value.items() if k != key}
        if what < 0.15:
            return value | {"surplus": rng.choice(HOSTILE)}
        return value | {key: document(rng, value[key], depth + 1)}
    if isinstance(value, list) and value and depth < 8 and rng.random() < 0.7:
        at = rng.randrange(len(value))
        return [*value[:at], document(rng, value[at], depth + 1), *value[at + 1 :]]
    return rng.choice(HOSTILE)


def as_json(value) -> str:
    return json.dumps(value)


def header(rng: random.Random, data: bytes, other: bytes) -> tuple[str, bytes]:
    """A safetensors file whose header says something else."""
    length = struct.unpack("<Q", data[:8])[0]
    document_now = json.loads(data[8 : 8 + length])
    inner = document_now.get("__metadata__", {})
    if inner and rng.random() < 0.7:
        key = next(iter(inner))
        document_now["__metadata__"][key] = as_json(document(rng, json.loads(inner[key])))
    else:
        document_now = document(rng, document_now)
    text = as_json(document_now).encode("utf-8", "surrogatepass")
    return "header", struct.pack("<Q", len(text)) + text + data[8 + length :]


def record(rng: random.Random, data: bytes, other: bytes) -> tuple[str, bytes]:
    """A PNG whose record says something else; its checksum is right."""
    out, at = [data[:8]], 8
    while at < len(data):
        size, kind = struct.unpack(">L4s", data[at : at + 8])
        body = data[at + 8 : at + 8 + size]
        if kind in (b"iTXt", b"tEXt") and body.startswith(b"score-explorer\0"):
            text = body.partition(b"{")
            changed = as_json(document(rng, json.loads(text[1] + text[2]))).encode("utf-8", "surrogatepass")
            body = text[0] + (changed if rng.random() < 0.9 else blind(rng, changed, other)[1])
        out.append(struct.pack(">L", len(body)) + kind + body + struct.pack(">L", zlib.crc32(kind + body)))
        at += size + 12
    return "record", b"".join(out)


def tensors(rng: random.Random, data: bytes, other: bytes) -> tuple[str, bytes]:
    """A checkpoint of torch's with tensors swapped, resized, renamed, retyped, or of values that are no numbers."""
    found = torch.load(io.BytesIO(data), weights_only=False)
    states = [part for part in _dicts(found) if any(isinstance(v, torch.Tensor) for v in part.values())]
    if not states:
        return blind(rng, data, other)
    how = ""
    for _ in range(rng.choice((1, 1, 3))):
        state = rng.choice(states)
        names = [k for k, v in state.items() if isinstance(v, torch.Tensor)]
        name, another = rng.choice(names), rng.choice(names)
        how = rng.choice(tuple(TENSORS))
        TENSORS[how](rng, state, name, another)
    return f"tensors: {how}", packed(found, _use_new_zipfile_serialization=rng.random() < 0.7)


def _swap(rng, state, name, another):
    state[name], state[another] = state[another], state[name]


SHAPES = ((0,), (1,), (3, 3), (2, 0, 5), (100, 100))
VIEWS = ((10**12,), (10**6, 10**6), (2**40, 4, 3, 3))
TYPES = (torch.int64, torch.bool, torch.float16, torch.float64)

TENSORS = {
    "swap": _swap,
    "drop": lambda r, s, n, o: s.pop(n) if len(s) > 1 else None,
    "rename": lambda r, s, n, o: s.update({n + r.choice((".x", "2", "\n", "\ud800")): s.pop(n)}),
    "double": lambda r, s, n, o: s.update({f"module.module.{n}": s[n]}),
    "nan": lambda r, s, n, o: s.update({n: torch.full(s[n].shape, r.choice((float("nan"), float("inf"))))}),
    "shape": lambda r, s, n, o: s.update({n: s[n].reshape(-1)}),
    "grow": lambda r, s, n, o: s.update({n: torch.zeros(r.choice(SHAPES))}),
    "view": lambda r, s, n, o: s.update({n: torch.zeros(1).expand(r.choice(VIEWS))}),
    "type": lambda r, s, n, o: s.update({n: s[n].to(r.choice(TYPES))}),
    "turned": lambda r, s, n, o: s.update({n: s[n].flip(0) if s[n].ndim else s[n]}),
    "value": lambda r, s, n, o: s.update({n: r.choice(HOSTILE)}),
    "key": lambda r, s, n, o: s.update({r.choice((3, 2.5, None, True)): s[n]}),
}
"""How a tensor called n (beside another, o) of the state s is changed by chance r."""


def _dicts(value, depth=0):
    if isinstance(value, dict):
        yield value
    if depth < 6 and isinstance(value, (dict, list, tuple)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _dicts(inner, depth + 1)


def contents(rng: random.Random, data: bytes, other: bytes) -> tuple[str, bytes]:
    """A checkpoint or state of torch's with any value anywhere replaced."""
    found = torch.load(io.BytesIO(data), weights_only=False)
    places = [part for part in _dicts(found) if part]
    if not places:
        return blind(rng, data, other)
    for _ in range(rng.choice((1, 1, 2))):
        part = rng.choice(places)
        if part:
            key = rng.choice(list(part))
            part[key] = rng.choice((*HOSTILE, torch.zeros(3), torch.zeros(5056, dtype=torch.uint8)))
            if rng.random() < 0.2:
                del part[key]
    try:
        return "contents", packed(found)
    except UnicodeEncodeError:
        return blind(rng, data, other)


# Pickles, made of the operations themselves

_NAMES = (
    *BUILDERS, *STORAGES, "os.system", "builtins.eval", "torch.load", "torch.nn.Linear", "builtins.getattr",
    "subprocess.Popen", "numpy.core.multiarray._reconstruct", "copyreg._reconstructor", "builtins.bytearray",
)  # fmt: skip


def _text(value: str) -> bytes:
    raw = value.encode("utf-8", "surrogatepass")
    return b"X" + struct.pack("<I", len(raw)) + raw


_WORDS = (
    "storage", "cpu", "0", "f8", "f8,O", "V2147483647", "O", "<", "latin1", "touch hacked", "x" * 300, "module.a",
)  # fmt: skip
_PLAIN = b"()]}NtldaesubRRR\x81\x85\x86\x87\x88\x89\x94Q02."
"""Operations without an argument."""


def _operation(rng: random.Random) -> bytes:
    module, _, name = rng.choice(_NAMES).rpartition(".")
    if rng.random() < 0.6:
        return bytes([rng.choice(_PLAIN)])
    return rng.choice((
        lambda: b"c" + f"{module}\n{name}\n".encode(),
        lambda: b"i" + f"{module}\n{name}\n".encode(),
        lambda: _text(module) + _text(name) + b"\x93",
        lambda: _text(rng.choice(_WORDS)),
        lambda: b"K" + bytes([rng.randrange(256)]),
        lambda: b"J" + struct.pack("<i", rng.choice((-1, 0, 2**31 - 1))),
        lambda: b"\x8a" + bytes([rng.randrange(9)]) + rng.randbytes(8),
        lambda: b"G" + rng.randbytes(8),
        lambda: b"C" + bytes([4]) + rng.randbytes(4),
        lambda: rng.choice((b"q", b"h")) + bytes([rng.randrange(4)]),
        lambda: b"\x82\x01",
        lambda: bytes([rng.randrange(256)]),
    ))()  # fmt: skip


def _call(rng: random.Random) -> bytes:
    """A call of an allowed name with arguments that may suit it."""
    module, _, name = rng.choice(tuple(BUILDERS)).rpartition(".")
    storage = (
        b"(" + _text("storage") + b"c" + rng.choice(tuple(STORAGES)).rpartition(".")[0].encode() + b"\n"
        + rng.choice(tuple(STORAGES)).rpartition(".")[2].encode() + b"\n" + _text("0") + _text("cpu")
        + b"J" + struct.pack("<i", rng.choice((0, 1, 9, 2**31 - 1, -1))) + b"tQ"
    )  # fmt: skip
    arguments = b"".join(
        rng.choice((storage, _operation(rng), b"K\x02\x85", b"K\x00", b"(K\x01K\x02t")) for _ in range(rng.randrange(6))
    )
    return b"c" + f"{module}\n{name}\n".encode() + b"(" + arguments + b"tR"


_NESTED = (
    b")" + b"\x85" * 2_000_000, b"]" * 1_000_000, b"(" * 1_000_000, b"})" + b"\x85" * 500_000 + b"Ns",
)  # fmt: skip


def pickled(rng: random.Random, data: bytes, other: bytes) -> tuple[str, bytes]:
    """A checkpoint whose pickle is made of operations by chance, or has some among its own."""
    made = b"".join(_call(rng) if rng.random() < 0.3 else _operation(rng) for _ in range(rng.choice((1, 5, 30, 300))))
    style = rng.choice(("whole", "among", "legacy", "plain", "nested"))
    if style == "nested":
        made = rng.choice(_NESTED)
    if style == "legacy":
        old = packed([{}, {}], _use_new_zipfile_serialization=False)
        return "pickle: legacy", old[:-10] + made + b"." + old[-10:]
    if style == "plain":
        return "pickle: plain", b"\x80\x04" + made + b"."
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    name = next(n for n in parts if n.endswith("data.pkl"))
    at = rng.randrange(2, len(parts[name]))
    parts[name] = b"\x80\x02" + made + b"." if style != "among" else parts[name][:at] + made + parts[name][at:]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for entry, part in parts.items():
            archive.writestr(entry, part)
    return f"pickle: {style}", buffer.getvalue()


BASE = {
    "data": {"image_size": 28, "channels": 1, "rescaled": False}, "training": {"sde": "vesde"},
    "model": {"sigma_begin": 1, "sigma_end": 0.01, "ngf": 1, "num_classes": 2, "nonlinearity": "elu"},
    "sampling": {"n_steps_each": 3, "step_lr": 2e-5, "denoise": True},
}  # fmt: skip
BOMBS = {
    "deep": lambda n: "{a: " * n,
    "deep list": lambda n: "[" * n,
    "blocks": lambda n: "\n".join(" " * k + "a:" for k in range(min(n, 2000))),
    "aliases": lambda n: "a: &b0 [x, x]\n" + "".join(f"b{k}: &b{k + 1} [*b{k}, *b{k}]\n" for k in range(min(n, 30))),
    "many": lambda n: "data: [" + "1, " * n + "]",
    "keys": lambda n: "".join(f"k{k}: {k}\n" for k in range(n)),
    "anchors": lambda n: "".join(f"k{k}: &x{k} 1\n" for k in range(n)),
    "long": lambda n: "data: " + "x" * n,
    "sixty": lambda n: "data: {image_size: " + "1:" * n + "1}",
    "digits": lambda n: "data: {image_size: " + "9" * n + "}",
    "quotes": lambda n: 'data: "' + "\\u0041" * n,
}
ODD_TEXTS = (
    "data: !!python/object/apply:os.system ['touch hacked']", "data: {<<: {image_size: 3}}", "data: \0",
    "data: {image_size: 2020-99-99}", "data: {image_size: !!binary zzz}", "data: !!set {a: 1}", "data: !!omap [1]",
    "model: {sigma_begin: 1e400, sigma_end: .nan}", "model: {sigma_begin: 1, sigma_end: 1e-320}",
    "data: {image_size: -28}", "data: {image_size: 4096}\nmodel: {ngf: 99999999999}",
    "sampling: {n_steps_each: 0, step_lr: 0}", "model: !!python/object:argparse.Namespace {sigma_begin: [1]}",
)  # fmt: skip


def text(rng: random.Random, data: bytes, other: bytes) -> tuple[str, bytes]:
    """A configuration that is a bomb, or says something that it must not."""
    how = rng.choice(("bomb", "odd", "document", "document"))
    if how == "bomb":
        how = rng.choice(tuple(BOMBS))
        return how, BOMBS[how](rng.choice((100, 5000, 60_000))).encode()
    found = rng.choice(ODD_TEXTS) if how == "odd" else as_json(document(rng, BASE))
    return how, found.encode("utf-8", "surrogatepass")


NPY_SHAPES = (
    "(2,)", "()", "(0, 8, 8)", "(10**9, 8, 8)", "(99999999999, 8, 8)", "(-1, 8, 8)", "(3, 8, 8, 3)", "(8, 8, 1)",
    "(1" + ", 1" * 40 + ")", "(2, " * 500, "'x'", "(2L, 8L, 8L)", "(4, 0, 8)",
)  # fmt: skip
NPY_KINDS = (
    "|u1", "<f8", "<f4", ">i2", "|O", "V9999999999", "<U900", "f8,O", "<c16", "|b1", "<f2", "<m8[s]", "x",
)  # fmt: skip


def npy(rng: random.Random, data: bytes, other: bytes) -> tuple[str, bytes]:
    """An array whose header claims something else."""
    shape, kind = rng.choice(NPY_SHAPES), rng.choice(NPY_KINDS)
    order = rng.choice(("True", "False", "None", "__import__('os')"))
    made = f"{{'descr': '{kind}', 'fortran_order': {order}, 'shape': {shape}, }}"
    made = rng.choice((made, made, made + " " * 20_000, "-" * 5000 + "1", "{" * 900, ""))
    version = rng.choice((1, 1, 2, 3, 9))
    length = struct.pack("<H" if version == 1 else "<I", len(made) % 65536 if rng.random() < 0.9 else 65535)
    body = np.zeros(rng.choice((0, 128, 1536)), np.uint8).tobytes()
    whole = b"\x93NUMPY" + bytes([version, 0]) + length + made.encode() + body
    if rng.random() < 0.5:
        return "npy", whole
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", rng.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as archive:
        archive.writestr("images.npy", whole)
    return "npz", buffer.getvalue()
