"""Records of runs hold anything: whatever stands where a number or a text should, it is read or refused, in time."""

import copy
import json
import time

import numpy as np
import pytest

from app.io.errors import ImageError
from app.io.inpainting import inpainting_extra, read_inpainting
from app.io.records import RunRecord
from app.params import LiveParams, SampleSettings
from app.params.inpainting import InpaintSettings
from app.params.repaint import Known, Patch, Repainted, Track

SHAPE = (1, 8, 8)
HOSTILE = (
    None, True, -1, 0, 1e-320, 1e308, float("nan"), float("inf"), 10**400, 2**63, "", "x" * 5000, "\n\x1b\ud800", "1",
    [], {}, [[[]]], {"a": {"b": {}}}, [0] * 5000, 3.5, 0.5, [True], [1e400],
)  # fmt: skip


def record():
    """One of a filling that was repainted and whose settings were changed."""
    patch, pixels = Patch(3, 2, 2, np.ones((2, 3), bool)), Patch(4, 1, 1, np.zeros((1, 2, 2), np.float32))
    repainted = Repainted(Track(np.zeros(SHAPE, np.float32), (pixels,)), Track(np.eye(8, dtype=bool), (patch,)))
    filled = inpainting_extra(InpaintSettings(), repainted)
    changes = ((4, LiveParams(1e-4, 3, 0.5)),)
    made = RunRecord(SampleSettings(), "net", "0" * 64, changes, extra=filled | {"samples": [0, 1]}, opening={})
    return json.loads(made.to_json())


def places(value, at=()):
    """The way to each value inside of a document."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in inside:
        yield (*at, key)
        yield from places(inner, (*at, key))


def with_value(document, place, value):
    made = copy.deepcopy(document)
    inner = made
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = value
    return made


def read(text):
    found = RunRecord.from_json(text, "a.png")
    read_inpainting(found, SHAPE, "a.png")
    return found


def read_or_error(text):
    try:
        return read(text)
    except ImageError as error:
        return error


def test_the_sound_record_is_read():
    assert read(json.dumps(record())).changes == ((4, LiveParams(1e-4, 3, 0.5)),)


@pytest.mark.parametrize("place", list(places(record())), ids=lambda place: ".".join(map(str, place)))
def test_a_value_of_any_kind_is_read_or_refused(place):
    sound, refused = record(), 0
    for value in HOSTILE:
        text = json.dumps(with_value(sound, place, value))
        found = read_or_error(text)
        if isinstance(found, ImageError):
            refused += 1
            assert str(found).isprintable()
            assert len(str(found)) <= 500
        else:
            assert isinstance(found.checkpoint, str)
            assert all(type(n) is int and n >= 0 for n, _ in found.changes)
    if place[0] in ("settings", "changes", "checkpoint", "program"):
        assert refused > 0


@pytest.mark.parametrize("value", [1.0, True, "4", -1, 2**53 + 1, 10**400, float("nan")])
def test_the_time_of_a_change_is_a_whole_number(value):
    with pytest.raises(ImageError, match="evaluation"):
        read(json.dumps(with_value(record(), ("changes", 0, "evaluation"), value)))


def test_depth_is_bounded():
    with pytest.raises(ImageError, match="nested"):
        read(json.dumps(record() | {"extra": json.loads("[" * 60 + "]" * 60)}))


def test_many_changes_are_read_in_time():
    sound = record()
    many = sound | {"changes": [{"evaluation": k} for k in range(50_000)]}
    patches = [[k + 1, 0, 0, 1, 1] for k in range(50_000)]
    assert len(json.dumps(many)) > 2**20  # more than a picture may hold
    began = time.thread_time()
    found = read(json.dumps(many))
    assert len(found.changes) == 50_000
    track = Track(np.zeros((3, 256, 256), np.float32), tuple(Patch(*p[:3], np.ones((3, 1, 1))) for p in patches))
    known = Repainted(track, Track(np.zeros((256, 256), bool))).last
    assert known.source[:, 0, 0].tolist() == [1, 1, 1]
    assert not track.first.any()
    assert isinstance(known, Known)
    assert time.thread_time() - began < 10
