"""No file, however broken, ends the program, runs code, takes absurd memory, or stays unnamed in its error."""

import io
import os
import pickle
import random
import struct
import time
import zipfile
from collections import OrderedDict

import pytest
import torch
from safetensors.torch import save, save_file

from app.io.checkpoint import convert_checkpoint, load_checkpoint
from app.io.errors import CheckpointError
from app.io.native import KEY
from app.networks import registry
from tests.unit.test_checkpoint_formats import ncsn_state, ncsnv2_state, sde_config, sde_file, weights

LIMIT_S = 2.0


def packed(data, **kwargs):
    buffer = io.BytesIO()
    torch.save(data, buffer, **kwargs)
    return buffer.getvalue()


def tiny(cut=0):
    """A file of ncsn's as small as they get, so that hundreds of its kind take no time."""
    state = ncsn_state(features=1, sigmas=[1.0, 0.1])
    return [dict(list(state.items())[cut:]), {}]


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """One sound file of each layout, as bytes."""
    folder = tmp_path_factory.mktemp("whole")
    (folder / "c.pth").write_bytes(packed(tiny()))
    convert_checkpoint(folder / "c.pth", folder / "c.safetensors")
    return {
        "zip": packed(tiny()),
        "legacy": packed(tiny(), _use_new_zipfile_serialization=False),
        "native": (folder / "c.safetensors").read_bytes(),
    }


@pytest.fixture
def marker(tmp_path, monkeypatch):
    """What hostile files would make if anything in them ran."""
    monkeypatch.chdir(tmp_path)
    return tmp_path / "hacked"


def refused(path, contents, **options):
    """Open ``contents`` as a file; it must be refused in time, by name, and be left as it was."""
    path.write_bytes(contents)
    began = time.thread_time()
    with pytest.raises(CheckpointError) as caught:
        load_checkpoint(path, **options)
    assert time.thread_time() - began < LIMIT_S  # of work: a busy machine must not fail this
    message = str(caught.value)
    assert str(path) in message
    assert len(message) < 1000
    assert "\n" not in message
    assert path.read_bytes() == contents
    return message


NAMES = {"zip": "checkpoint.pth", "legacy": "checkpoint.pth", "native": "c.safetensors"}


def test_the_sound_files_open(whole, tmp_path):
    for kind, contents in whole.items():
        path = tmp_path / NAMES[kind]
        path.write_bytes(contents)
        assert load_checkpoint(path).describe().architecture == "ncsn"


@pytest.mark.parametrize("kind", ["zip", "legacy", "native"])
def test_files_cut_short_anywhere(whole, tmp_path, kind):
    contents = whole[kind]
    size = len(contents)
    cuts = {0, 1, 2, 3, 7, 8, 9, 20, size - 1, size - 2, size - 22, size - 100}
    cuts |= {random.Random(1).randrange(size) for _ in range(48)}  # 60 a layout
    for cut in sorted(cuts):
        refused(tmp_path / NAMES[kind], contents[:cut])


def outcome(path):
    """The message of the error with which a file is refused, or None if it opens."""
    try:
        load_checkpoint(path)
    except CheckpointError as error:
        return str(error)
    return None


def test_flipped_bits(whole, tmp_path):
    """Where a checksum covers them every flip is found; elsewhere a file opens or is refused, and nothing worse."""
    for kind, contents in whole.items():
        found = 0
        for place in random.Random(2).sample(range(len(contents)), 40):
            flipped = bytearray(contents)
            flipped[place] ^= 1 << random.Random(place).randrange(8)
            path = tmp_path / NAMES[kind]
            path.write_bytes(flipped)
            began = time.thread_time()
            message = outcome(path)
            assert time.thread_time() - began < LIMIT_S
            assert message is None or str(path) in message
            found += message is not None
        assert found or kind == "legacy"


@pytest.mark.parametrize("kind", ["zip", "native"])
def test_a_flipped_bit_in_the_weights_is_found(whole, tmp_path, kind):
    contents = whole[kind]
    data = torch.tensor([1.0, 0.1]).log().numpy().tobytes()  # anything but this: a buffer that is not stored
    assert data not in contents
    needle = load_of(contents, tmp_path, NAMES[kind])
    at = contents.index(needle)
    for bit in range(0, 8 * len(needle), 57):
        flipped = bytearray(contents)
        flipped[at + bit // 8] ^= 1 << bit % 8
        refused(tmp_path / NAMES[kind], bytes(flipped))


def load_of(contents, tmp_path, name):
    """The stored bytes of one tensor of weights."""
    (tmp_path / name).write_bytes(contents)
    return load_checkpoint(tmp_path / name).network.state_dict()["refine1.crp.convs.0.weight"].numpy().tobytes()


def test_missing_and_extra_tensors_are_named(tmp_path):
    state = ncsn_state(features=1, sigmas=[1.0, 0.1])
    names = list(state)
    for name in names[:: max(1, len(names) // 40)]:
        message = refused(tmp_path / "c.pth", packed([{k: v for k, v in state.items() if k != name}, {}]))
        assert "missing" in message or "known" in message
    for extra in ("module.stray", "module.res1.2.conv1.weight", "module.begin_conv.weight2"):
        assert extra.removeprefix("module.") in refused(
            tmp_path / "c.pth", packed([state | {extra: torch.ones(2)}, {}])
        )


def test_tensors_of_another_shape_are_named(tmp_path):
    state = ncsn_state(features=2, sigmas=[1.0, 0.1])
    names = list(state)
    for name in names[:: max(1, len(names) // 30)]:
        wrong = state[name][:, :1] if state[name].ndim > 1 and state[name].shape[1] > 1 else torch.ones(3, 3, 3)
        message = refused(tmp_path / "c.pth", packed([state | {name: wrong.clone()}, {}]))
        assert "shape" in message or "missing" in message


def test_weights_that_are_no_numbers_are_named(tmp_path):
    state = ncsn_state(features=1, sigmas=[1.0, 0.1])
    for name in list(state)[::12]:
        for value in (float("nan"), float("inf"), -float("inf")):
            bad = state[name].clone()
            bad.view(-1)[-1] = value
            message = refused(tmp_path / "c.pth", packed([state | {name: bad}, {}]))
            assert name.removeprefix("module.") in message
            assert "not finite" in message
    whole_numbers = {k: v.to(torch.int64) for k, v in state.items()}
    assert "int64" in refused(tmp_path / "c.pth", packed([whole_numbers, {}]))


class Runs:
    """Pickles as a call of anything with anything."""

    def __init__(self, function, *args):
        self.call = function, args

    def __reduce__(self):
        return self.call


HOSTILE = [
    (os.system, "touch hacked"),
    (eval, "open('hacked', 'w')"),
    (exec, "open('hacked', 'w')"),
    (open, "hacked", "w"),
    (__import__, "antigravity"),
    (bytearray, 10**12),
    (torch.FloatTensor, 10**12),
    (torch.nn.Linear, 10**6, 10**6),
    (getattr, "x", "y"),
    (torch.load, "x"),
    (os.remove, "x"),
]


@pytest.mark.parametrize("call", HOSTILE, ids=lambda c: c[0].__name__)
@pytest.mark.parametrize("layout", ["zip", "legacy", "plain 0", "plain 2", "plain 4", "plain 5"])
def test_a_pickle_that_asks_for_anything_is_refused_by_its_name(tmp_path, marker, call, layout):
    function, *args = call
    if layout.startswith("plain"):
        contents = pickle.dumps({"model": Runs(function, *args)}, protocol=int(layout[-1]))
    else:
        hidden = [tiny()[0], {"state": Runs(function, *args)}]
        contents = packed(hidden, _use_new_zipfile_serialization=layout == "zip")
    message = refused(tmp_path / "c.pth", contents)
    if layout != "plain 0":  # text without a mark of a pickle: not a checkpoint at all
        assert function.__name__ in message
    assert not marker.exists()


def test_whole_modules_and_programs_are_refused_with_the_reason(tmp_path):
    message = refused(tmp_path / "c.pth", packed(torch.nn.Linear(1, 1)))
    assert "a whole module" in message
    assert "state_dict" in message
    edm = b"\x80\x04ctorch_utils.persistence\n_reconstruct_persistent_obj\n}\x85R."
    message = refused(tmp_path / "edm.pkl", edm)
    assert "run code from the file" in message
    script = io.BytesIO()
    with zipfile.ZipFile(script, "w") as archive:
        for name in ("s/data.pkl", "s/code/__torch__.py", "s/constants.pkl"):
            archive.writestr(name, b"\x80\x02}.")
    assert "TorchScript" in refused(tmp_path / "s.pt", script.getvalue())


def test_files_of_something_else(tmp_path):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("a/readme.txt", "hello " * 1000)
    contents = archive.getvalue()
    others = [
        b"", b"\0" * 5000, b"text\n" * 50, b"\x89PNG\r\n\x1a\n" + b"x" * 90, b"PK\x03\x04",
        b"PK\x05\x06" + b"\0" * 18, b"\x80", b"\x80\x02.", b"\x80\x02}q\0.", contents, b"{}",
        b"\x93NUMPY\x01\0v\0{}", b"GIF89a", b"\x1f\x8b\x08\0", b"\xff" * 300, pickle.dumps([1, 2]),
        pickle.dumps({"model": {"a": 1}}, 2),
    ]  # fmt: skip
    for other in others:
        for name in ("c.pth", "c.safetensors", "c"):
            refused(tmp_path / name, other)


def test_contents_that_are_no_weights(tmp_path):
    empty = OrderedDict()
    one = torch.ones(1)
    for data in (
        None, 3, [], {}, (), [empty], [[]], [{}, {}], {"model": {}}, {"model": 1, "ema": 2}, {1: one}, [{"a": 1}],
        [{"module.a": one}], one, {"embed.0.W": one}, "text", {"normalizer.alpha": one},
        [{"normalizer.embed.weight": torch.ones(2, 3)}, {}], {"all_modules.0.W": one},
        {"model": {"all_modules.0.W": one}, "ema": {}}, {"a": one, "module.a": one},
    ):  # fmt: skip
        refused(tmp_path / "c.pth", packed(data))
        refused(tmp_path / "c.pth", packed(data, _use_new_zipfile_serialization=False))


def test_folders_missing_files_and_locked_ones(tmp_path):
    for path in (tmp_path, tmp_path / "none.pth", tmp_path / "c.pth" / "below"):
        with pytest.raises(CheckpointError, match=str(path)):
            load_checkpoint(path)


def huge_view(*shape):
    """A tensor that claims any size out of one number."""
    return torch.ones(1).expand(*shape)


def test_absurd_sizes_take_no_memory(tmp_path):
    for levels, features in ((10, 4000), (10_000, 64), (9_999, 4096)):
        with torch.device("meta"):
            meta = registry.build("ncsn", {"channels": 1, "features": 8, "sigmas": [1.0, 0.1]}).state_dict()
        state = {k: huge_view(*(s * features // 8 if s > 3 else s for s in v.shape)) for k, v in meta.items()}
        state["normalizer.embed.weight"] = huge_view(levels, 3 * features)
        state["begin_conv.weight"] = huge_view(features, 1, 3, 3)
        assert "claim" in refused(tmp_path / "c.pth", packed([state, {}]))
    state = ncsnv2_state() | {"module.sigmas": huge_view(10**12)}
    refused(tmp_path / "c.pth", packed([state, {}]))
    # A storage in the old layout says how long it is before it comes.
    contents = packed(tiny(), _use_new_zipfile_serialization=False)
    claim = contents.replace(b"K\x09", b"\x8a\x06" + (10**13).to_bytes(6, "little"), 1)
    assert claim != contents
    assert "more than the file holds" in refused(tmp_path / "c.pth", claim)


def test_archives_that_swell_are_refused_before_they_do(tmp_path):
    sound = io.BytesIO(packed(tiny()))
    swollen = io.BytesIO()
    with zipfile.ZipFile(sound) as old, zipfile.ZipFile(swollen, "w", zipfile.ZIP_DEFLATED) as new:
        for record in old.infolist():
            new.writestr(record.filename, old.read(record))
        new.writestr("archive/data/zeros", b"\0" * 50_000_000)
    assert "larger than the file" in refused(tmp_path / "c.pth", swollen.getvalue())


def test_damaged_averages_of_score_sde(tmp_path):
    good = sde_file()
    (tmp_path / "config.json").write_text(__import__("json").dumps(sde_config()))
    shadow = good["ema"]["shadow_params"]
    nan = [shadow[0] * float("nan"), *shadow[1:]]
    for bad in (shadow[:-1], [*shadow, shadow[0]], shadow[::-1], [*shadow[:-1], 3], {"a": 1}, 7, nan):
        refused(tmp_path / "c.pth", packed(good | {"ema": {"shadow_params": bad}}))
    tutorial = weights("tutorial", widths=[32, 32, 32, 32], embed=8)
    for name in ("module.embed.0.W", "module.conv4.weight", "module.tconv1.bias"):
        refused(tmp_path / "t.pth", packed({k: v for k, v in tutorial.items() if k != name}))


def test_headers_of_our_own_format_that_lie(whole, tmp_path):
    import json

    contents = whole["native"]
    (length,) = struct.unpack("<Q", contents[:8])
    header = json.loads(contents[8 : 8 + length])
    document = json.loads(header["__metadata__"][KEY])
    tensors = {"a": torch.ones(1)}
    changes = [
        ("version", 99), ("version", "1"), ("format", "x"), ("shape", [1, 28]), ("shape", [1, 10**9, 10**9]),
        ("shape", "abc"), ("sigmas", []), ("sigmas", [1, -1]), ("sigmas", [float("nan")]), ("sigmas", 3),
        ("architecture", "resnet"), ("arguments", {}), ("arguments", {"channels": 1}), ("arguments", 3),
        ("arguments", document["arguments"] | {"features": 10**9}), ("digest", "0" * 64),
        ("arguments", document["arguments"] | {"sigmas": [1.0]}), ("data_space", "colour"),
        ("recommended", {"epsilon": -1}), ("facts", 3),
        ("arguments", {"channels": 1, "features": 4096, "sigmas": [1.0] * 10_000}),
    ]  # fmt: skip
    for name, value in changes:
        header["__metadata__"][KEY] = json.dumps(document | {name: value})
        text = json.dumps(header).encode()
        refused(tmp_path / "c.safetensors", struct.pack("<Q", len(text)) + text + contents[8 + length :])
    for metadata in (None, {}, {KEY: ""}, {KEY: "[" * 100_000}, {KEY: "{}"}, {KEY: "null"}):
        refused(tmp_path / "c.safetensors", save(tensors, metadata))
    for length in (0, 5, 2**40, 2**63):
        refused(tmp_path / "c.safetensors", struct.pack("<Q", length) + contents[8:])
    save_file(tensors, tmp_path / "other.safetensors")
    refused(tmp_path / "other.safetensors", (tmp_path / "other.safetensors").read_bytes())
