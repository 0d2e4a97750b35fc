"""JSON, YAML and arrays from outside, bounded before they are understood."""

import json
import time

import numpy as np
import pytest
import yaml

from app.io.arrays import open_arrays
from app.io.errors import DataError
from app.io.texts import NODES, SCALAR, parse_yaml
from app.params.documents import DEPTH, TextError, parse_json

PLAIN = {"a": [1, 2.5, True, None, "text"], "b": {"c": {"d": []}}, "e": {}}


def test_what_is_plain_is_read():
    assert parse_json(json.dumps(PLAIN)) == PLAIN
    assert parse_yaml(yaml.safe_dump(PLAIN)) == PLAIN
    assert parse_yaml("") is None


def test_the_limits_are_where_they_are_said_to_be():
    for parse in (parse_json, parse_yaml):
        assert parse("[" * (DEPTH - 1) + "]" * (DEPTH - 1))
        with pytest.raises(TextError, match="nested"):
            parse("[" * (DEPTH + 1) + "]" * (DEPTH + 1))
    assert len(parse_yaml("a: " + "x" * SCALAR)["a"]) == SCALAR
    with pytest.raises(TextError, match="characters"):
        parse_yaml("a: " + "x" * (SCALAR + 1))
    with pytest.raises(TextError, match="values"):
        parse_yaml("[" + "1," * NODES + "1]")
    with pytest.raises(TextError, match="values"):
        parse_json("[" + "1," * 100 + "1]", nodes=100)


BOMBS = {
    "aliases": "a: &a [x, x]\n" + "".join(f"b{k}: &b{k} [*{'a' if k == 0 else f'b{k - 1}'}, *a]\n" for k in range(40)),
    "deep": "{a: " * 60_000, "blocks": "\n".join(" " * k + "a:" for k in range(700)),
    "many": "[" + "1, " * 80_000 + "]",
    "sixty": "a: " + "1:" * 120_000 + "1", "digits": "a: " + "9" * 250_000, "keys": "x" * 250_000 + ": 1",
    "null": "a: \0", "date": "a: 2020-13-45", "binary": "a: !!binary zzz", "merge": "a: {<<: 1}", "set": "? [1]\n: 2",
    "half a character": "a: \ud800", "tag": "!!python/object/apply:os.system [x]", "two": "a: 1\n---\nb: 2",
    "bool": "a: !!bool maybe", "timestamp": "a: !!timestamp q",
}  # fmt: skip


@pytest.mark.parametrize("kind", BOMBS)
def test_texts_that_stand_for_more_than_they_are_do_not_take_long(kind):
    began = time.thread_time()
    with pytest.raises(TextError) as caught:
        parse_yaml(BOMBS[kind])
    assert time.thread_time() - began < 2
    assert len(str(caught.value)) < 2000


@pytest.mark.parametrize("text", ["", "[" * 10**6, "[" * 900 + "]" * 900, "9" * 5000, "{", "nul", '{"a": 1,}', b"\xff"])
def test_what_is_no_json_is_refused(text):
    with pytest.raises(TextError):
        parse_json(text)


# Arrays

VALUES = [
    np.arange(24).reshape(2, 3, 4), np.asfortranarray(np.arange(24.0).reshape(4, 3, 2)), np.zeros((0, 3)),
    np.array(3.5), np.array([True, False]), np.arange(10, dtype=">i2"), np.arange(6, dtype=np.float16),
    np.zeros((3, 0, 2), np.uint8), np.arange(5) + 1j,
]  # fmt: skip


@pytest.mark.parametrize("values", VALUES, ids=lambda v: f"{v.dtype}{v.shape}")
def test_arrays_are_read_as_numpy_reads_them(tmp_path, values, monkeypatch):
    monkeypatch.setattr("app.io.arrays.PIECE", 16)  # in many pieces
    np.save(tmp_path / "a.npy", values)
    np.savez(tmp_path / "a.npz", x=values, text=np.array("hello"))
    np.savez_compressed(tmp_path / "b.npz", x=values, objects=np.array([None], dtype=object))
    for name, key in (("a.npy", ""), ("a.npz", "x"), ("b.npz", "x")):
        with open_arrays(tmp_path / name, DataError) as file:
            found = file.read(key)
            assert (found.dtype.newbyteorder("="), found.shape) == (values.dtype.newbyteorder("="), values.shape)
            np.testing.assert_array_equal(found, values)
            if values.ndim and len(values) > 1:
                first = np.concatenate(list(file.pieces(key, 1)))
                np.testing.assert_array_equal(first, values[:1])


@pytest.mark.parametrize(
    "header",
    [
        "{'descr': '<f8', 'fortran_order': False, 'shape': (-1,), }", "{'descr': '<f8', 'shape': (1,), }",
        "{'descr': '|O', 'fortran_order': False, 'shape': (1,), }", "{'descr': [('a', '<f8')], ",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (1" + ", 1" * 30 + "), }", "-" * 9000 + "1", "{" * 500, "",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999999999999,), }", "__import__('os').system('x')",
        "{'descr': '<V9', 'fortran_order': False, 'shape': (1,), }",
    ],
)  # fmt: skip
def test_odd_headers_of_arrays_are_refused(tmp_path, header):
    path = tmp_path / "a.npy"
    path.write_bytes(b"\x93NUMPY\1\0" + len(header).to_bytes(2, "little") + header.encode() + bytes(64))
    with pytest.raises(DataError, match="cannot be read"), open_arrays(path, DataError):
        pass
