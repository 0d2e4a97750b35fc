"""The machine for pickles: what torch writes is read as torch reads it, and nothing else comes of any pickle."""

import io
import pickle
import struct
import time
import zipfile
from collections import OrderedDict

import numpy as np
import pytest
import torch

from app.io.errors import CheckpointError
from app.io.formats.builders import BUILDERS, PickleError, RefusedNameError
from app.io.formats.machine import OPERATIONS, Machine
from app.io.formats.pickles import read_pickle
from app.io.formats.stored import Stored
from app.io.source import Source

START = b"\x80\x02"


def machine(data):
    return Machine(data, lambda view: view).run()


def opened(path):
    """What a file holds, with each tensor read."""

    def filled(value):
        if isinstance(value, Stored):
            return value.load()
        if isinstance(value, dict):
            return {k: filled(v) for k, v in value.items()}
        return type(value)(map(filled, value)) if isinstance(value, (list, tuple)) else value

    source = Source(path, CheckpointError, 2**30)
    with source.session():
        return filled(read_pickle(source))


def same(one, other):
    if isinstance(one, torch.Tensor):
        return torch.equal(one, other) and one.dtype == other.dtype
    if isinstance(one, dict):
        return list(one) == list(other) and all(same(one[k], other[k]) for k in one)
    if isinstance(one, (list, tuple)):
        return len(one) == len(other) and all(map(same, one, other))
    return one == other


big = torch.arange(24.0)
CONTENTS = {
    "numbers": [1, -1, 255, 256, 70_000, 2**40, -(2**70), 1.5, True, False, None, "text", "é漢"],
    "containers": {"a": (1,), "b": (1, 2), "c": (1, 2, 3), "d": (1, 2, 3, 4), "e": [], "f": {}, "g": [[[1]]]},
    "ordered": OrderedDict([("x", torch.ones(2, 3)), ("y", torch.zeros(0, 4))]),
    "types": [torch.arange(6).reshape(2, 3).to(t) for t in (
        torch.float64, torch.float32, torch.float16, torch.bfloat16, torch.int64, torch.int32, torch.int16, torch.int8,
        torch.uint8, torch.bool,
    )],
    "views": [big, big[3:9], big.reshape(4, 6).t(), big.reshape(2, 3, 4)[:, 1], big[::5], torch.ones(1).expand(3)],
    "parameter": [torch.nn.Parameter(torch.ones(2)), torch.tensor(3.0), torch.Size([1, 2])],
    "numpy": {"lr": np.float64(2e-4), "n": np.int64(-7), "h": np.float32(0.5), "b": np.bool_(True)},
    "optimizer": torch.optim.AdamW([torch.nn.Parameter(torch.ones(2))], lr=1e-3).state_dict(),
}  # fmt: skip


@pytest.mark.parametrize("kind", CONTENTS)
@pytest.mark.parametrize("layout", ["zip", "zip 4", "zip 5", "legacy"])
def test_what_torch_writes_is_read_as_it_was(tmp_path, kind, layout):
    path = tmp_path / "c.pth"
    options = {"pickle_protocol": int(layout[-1])} if layout[-1].isdigit() else {}
    torch.save(CONTENTS[kind], path, _use_new_zipfile_serialization=layout != "legacy", **options)
    assert same(CONTENTS[kind], opened(path))


def test_numbers_in_the_byte_order_of_another_processor_are_read(tmp_path):
    path = tmp_path / "c.pth"
    torch.save([big], path)
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w") as new:
        for name, part in parts.items():
            if name.endswith("byteorder"):
                part = b"big"
            elif "/data/" in name and not name.endswith("serialization_id"):
                part = np.frombuffer(part, np.float32).byteswap().tobytes()
            new.writestr(name, part)
    assert torch.equal(opened(path)[0], big)


def test_plain_data_is_read_as_python_reads_it():
    data = {"a": [1, 2.5, "é", None, True, (1, 2, 3, 4), {"x": {}}], 3: -(2**60), "z": "\ud800"}
    for protocol in (2, 3, 4, 5):
        assert machine(pickle.dumps(data, protocol)) == data
    assert machine(pickle.dumps({"a": b"abc"}, 4)) == {"a": b"abc"}


def text(value):
    return b"X" + struct.pack("<I", len(value)) + value


def called(name, arguments):
    module, _, function = name.rpartition(".")
    return b"c" + f"{module}\n{function}\n".encode() + b"(" + arguments + b"tR"


NUMPY = "numpy._core.multiarray.scalar"
FLOAT = called("numpy.dtype", text(b"f8") + b"\x89\x88")
HOSTILE = {
    "a type of objects": called(NUMPY, called("numpy.dtype", text(b"f8,O") + b"\x89\x88")),
    "a type of 2 GiB": called(NUMPY, called("numpy.dtype", text(b"V2147483647") + b"\x89\x88")),
    "objects": called(NUMPY, called("numpy.dtype", text(b"O8") + b"\x89\x88") + text(b"x" * 8)),
    "too few bytes": called(NUMPY, FLOAT + called("_codecs.encode", text(b"abc") + text(b"latin1"))),
    "a structured type's state": called(NUMPY, FLOAT + b"(K\x03" + text(b"|") + b"NN}K\x08K\x01K\x00tb"),
    "other bytes": called("_codecs.encode", text(b"abc") + text(b"rot13")),
    "many bytes": called("_codecs.encode", text(b"a" * 100) + text(b"latin1")),
    "a call of a number": b"K\x01)R",
    "a call of a text": text(b"x") + b")R",
    "a storage called": b"ctorch\nFloatStorage\nK\x05\x85R",
    "no arguments": b"ctorch._utils\n_rebuild_tensor_v2\n)R",
    "a tensor of a text": called("torch._utils._rebuild_tensor_v2", text(b"x") + b"K\x00)))N"),
    "a size of a number": called("torch.Size", b"K\x05"),
    "a dictionary's inside": b"}}b",
    "entries of a list": b"]K\x01K\x02s",
    "an item of a dictionary": b"}K\x01a",
    "a list as a key": b"}]K\x01s",
    "nothing to end with": b"",
    "nothing to append": b"]a",
    "a mark too many": b"te",
    "something not made": b"h\x07",
    "an unknown operation": b"\xff",
    "a text of terabytes": b"\x8d" + struct.pack("<Q", 2**50),
    "a text of negative length": b"T" + struct.pack("<i", -5),
    "a long number": b"\x8b" + struct.pack("<i", 2**30),
    "a reference to a file": text(b"x") + b"Q",
    "another storage": b"(" + text(b"storage") + text(b"x") + text(b"0") + text(b"cpu") + b"K\x01tQ",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_no_file_of_tensors_does_is_refused(kind):
    with pytest.raises(PickleError):
        machine(START + HOSTILE[kind] + b".")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"cos\nsystem\n)R.", "os.system"), (b"ios\nsystem\n.", "os.system"),
        (b"\x8c\x02os\x8c\x06system\x93.", "os.system"),
        (b"cbuiltins\neval\n.", "builtins.eval"), (b"\x82\x05.", "extension 5"), (b"(o.", "unknown object"),
        (b"ctorch\n" + b"x" * 500 + b"\n.", "torch.xxx"), (b"c\xff\xfe\nb\n.", "\ufffd"),
    ],
)  # fmt: skip
def test_names_that_are_not_needed_are_refused_by_name(data, name):
    with pytest.raises(RefusedNameError) as caught:
        machine(START + data)
    assert name in caught.value.name
    assert len(caught.value.name) <= 200


def storage(count, key=b"0"):
    return (
        b"("
        + text(b"storage")
        + b"ctorch\nFloatStorage\n"
        + text(key)
        + text(b"cpu")
        + b"J"
        + struct.pack("<i", count)
        + b"tQ"
    )


@pytest.mark.parametrize(
    ("shape", "strides", "offset"),
    [
        (b"K\x05\x85", b"K\x01\x85", b"K\x00"),  # one more than there are
        (b"K\x04\x85", b"K\x01\x85", b"K\x01"),
        (b"K\x02K\x02\x86", b"K\x03K\x01\x86", b"K\x00"),
        (b"K\x02K\x02\x86", b"K\x01\x85", b"K\x00"),
        (b"J\xff\xff\xff\xff\x85", b"K\x01\x85", b"K\x00"),  # -1
        (b"K\x02\x85", b"J\xff\xff\xff\xff\x85", b"K\x00"),
        (b"K\x02\x85", b"K\x01\x85", b"J\xff\xff\xff\xff"),
        (b"\x88\x85", b"K\x01\x85", b"K\x00"),  # True
        (b"(" + b"K\x01" * 17 + b"t", b"(" + b"K\x01" * 17 + b"t", b"K\x00"),
        (b"\x8a\x08" + b"\xff" * 7 + b"\x7f\x85", b"K\x00\x85", b"K\x00"),
        (b"N", b"N", b"K\x00"),
    ],
)  # fmt: skip
def test_tensors_that_reach_beyond_their_numbers_are_refused(shape, strides, offset):
    with pytest.raises(PickleError):
        machine(
            START + called("torch._utils._rebuild_tensor_v2", storage(4) + offset + shape + strides + b"\x89N") + b"."
        )


LONG = {
    "nested tuples": b")" + b"\x85" * 5_000_000,
    "nested tuples as a key": b"})" + b"\x85" * 400_000 + b"Ns",
    "nested lists": b"]" * 3_000_000,
    "marks": b"(" * 3_000_000,
    "a dictionary copied again and again": (
        b"ccollections\nOrderedDict\nq\0(" + b"K\1K\2\x86" * 10_000 + b"lq\1" + b"h\0h\1\x85R" * 100_000
    ),
}


@pytest.mark.parametrize("kind", LONG)
def test_no_pickle_takes_long(kind):
    began = time.thread_time()
    with pytest.raises(PickleError):
        machine(START + LONG[kind] + b".")
    assert time.thread_time() - began < 2


def test_a_file_of_the_largest_published_network_is_far_from_the_limit():
    # 964 tensors: live, averaged, and two of the optimizer's for each.
    parts = {f"name.{k}": torch.zeros(1) for k in range(4 * 964)}
    buffer = io.BytesIO()
    torch.save(parts, buffer)
    with zipfile.ZipFile(buffer) as archive:
        data = archive.read(next(n for n in archive.namelist() if n.endswith("data.pkl")))
    reader = Machine(data, lambda view: view)
    assert len(reader.run()) == len(parts)
    reader.spend(OPERATIONS * 2 // 3)


def test_a_container_in_itself_does_no_harm():
    found = machine(START + b"]q\0h\0a.")
    assert found[0] is found


def test_every_allowed_name_is_one_that_torch_writes():
    assert set(BUILDERS) == {
        "collections.OrderedDict", "torch._utils._rebuild_tensor_v2", "torch._utils._rebuild_tensor",
        "torch._utils._rebuild_parameter", "torch.Size", "torch.device", "numpy.core.multiarray.scalar",
        "numpy._core.multiarray.scalar", "numpy.dtype", "numpy.dtypes.Float64DType", "_codecs.encode",
    }  # fmt: skip
