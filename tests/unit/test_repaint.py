"""What was painted during a run: noted as patches, kept within bounds, repeated, and read back from a record."""

import base64
import copy
import json
import zlib

import numpy as np
import pytest

from app.io.errors import ImageError
from app.io.inpainting import inpainting_extra, read_inpainting
from app.io.records import RunRecord
from app.params import SampleSettings
from app.params.inpainting import InpaintSettings, Paste
from app.params.repaint import Known, Player, Recorder

SHAPE = (3, 9, 13)


@pytest.fixture
def painted():
    """(evaluation, Known) as a run was given them: a small change of the one, of the other, of both, of none."""
    generator = np.random.default_rng(0)
    source = generator.integers(0, 256, SHAPE, dtype=np.uint8) / np.float32(255)
    mask = generator.random(SHAPE[1:]) < 0.5
    states = [(0, Known(source, mask))]
    for evaluation, (top, left), draws, masks in (
        (1, (0, 0), False, True), (4, (6, 10), True, False), (5, (3, 3), True, True), (9, (8, 12), False, True),
    ):  # fmt: skip
        source, mask = states[-1][1].source, states[-1][1].mask
        if draws:
            source = source.copy()
            box = source[:, top : top + 2, left : left + 2]
            box[:] = np.rint(255 * (1 - box)) / np.float32(255)
        if masks:
            mask = mask.copy()
            mask[top : top + 2, left : left + 3] ^= True
        states.append((evaluation, Known(source, mask)))
    return states


def recorded(states, **budget):
    recorder = Recorder(**budget)
    return recorder, [recorder.note(evaluation, known) for evaluation, known in states]


def test_only_what_changed_is_noted(painted):
    recorder, told = recorded(painted)
    assert told == [(False, False), (False, True), (True, False), (True, True), (False, True)]
    repainted = recorder.repainted()
    assert repainted.changes == 4
    assert [(p.evaluation, p.top, p.left, p.pixels.shape) for p in repainted.mask.patches] == [
        (1, 0, 0, (2, 3)), (5, 3, 3, (2, 3)), (9, 8, 12, (1, 1)),
    ]  # fmt: skip
    assert [(p.evaluation, p.pixels.shape) for p in repainted.source.patches] == [(4, (3, 2, 2)), (5, (3, 2, 2))]
    same = Known(painted[-1][1].source.copy(), painted[-1][1].mask.copy())
    assert recorder.note(12, same) == (False, False)
    assert recorder.repainted().changes == 4


def through_json(repainted, settings=InpaintSettings()):  # noqa: B008 - frozen
    record = RunRecord(SampleSettings(), "net", "0" * 64, extra=inpainting_extra(settings, repainted))
    return RunRecord.from_json(record.to_json(), "grid.png")


def test_a_record_repeats_what_was_painted_to_the_last_bit(painted):
    how = InpaintSettings(Paste.LEVEL, 3)
    settings, repainted = read_inpainting(
        through_json(recorded(painted)[0].repainted(), how), SHAPE, "grid.png"
    )  # fmt: skip
    assert settings == how
    player = Player(repainted)
    for evaluation in range(12):
        known = player.known_at(evaluation)
        expected = next(k for n, k in reversed(painted) if n <= evaluation)
        np.testing.assert_array_equal(known.source, expected.source)
        np.testing.assert_array_equal(known.mask, expected.mask)
        assert player.known_at(evaluation) is known
    np.testing.assert_array_equal(repainted.last.source, painted[-1][1].source)
    np.testing.assert_array_equal(repainted.last.mask, painted[-1][1].mask)


def test_beyond_the_bound_the_last_state_is_kept_and_the_changes_counted(painted):
    recorder, _ = recorded(painted, budget=100)
    assert not recorder.complete
    _, repainted = read_inpainting(through_json(recorder.repainted()), SHAPE, "grid.png")
    assert (repainted.dropped, repainted.changes) == (4, 0)
    np.testing.assert_array_equal(repainted.last.source, painted[-1][1].source)
    np.testing.assert_array_equal(repainted.last.mask, painted[-1][1].mask)
    assert recorded(painted)[0].complete


def test_a_thousand_dabs_make_a_small_record():
    mask = np.zeros((28, 28), bool)
    source = np.zeros((1, 28, 28), np.float32)
    recorder = Recorder()
    recorder.note(0, Known(source, mask))
    generator = np.random.default_rng(0)
    for evaluation in range(1, 1001):
        mask = mask.copy()
        top, left = generator.integers(0, 24, 2)
        mask[top : top + 4, left : left + 4] = evaluation % 3 > 0
        recorder.note(evaluation, Known(source, mask))
    assert recorder.complete
    assert len(json.dumps(inpainting_extra(InpaintSettings(), recorder.repainted()))) < 40_000


def bomb(count):
    pixels = base64.b64encode(zlib.compress(bytes(count * 9 * 13 * 3))).decode()
    return {"patches": [[n, 0, 0, 9, 13] for n in range(1, count + 1)], "pixels": pixels}


@pytest.mark.parametrize(
    "damage",
    [
        lambda d: d["mask"]["patches"].__setitem__(0, [1, 0, 12, 2, 3]),  # sticks out
        lambda d: d["mask"]["patches"].__setitem__(0, [1, -1, 0, 2, 3]),
        lambda d: d["mask"]["patches"].__setitem__(1, [1, 3, 3, 2, 3]),  # no later than the one before
        lambda d: d["mask"]["patches"].__setitem__(0, [0, 0, 0, 2, 3]),
        lambda d: d["mask"]["patches"].pop(),  # fewer places than pixels
        lambda d: d["source"].__setitem__("pixels", d["mask"]["pixels"]),
        lambda d: d["source"].pop("first"),
        lambda d: d["source"].__setitem__("patches", 7),
        lambda d: d["source"].update(bomb(30_000)),
        lambda d: d.__setitem__("source", "text"),
    ],
)
def test_a_damaged_record_is_refused_by_name(painted, damage):
    record = through_json(recorded(painted)[0].repainted())
    damage(record.extra["inpainting"]["repainted"])
    with pytest.raises(ImageError, match=r"grid\.png"):
        read_inpainting(record, SHAPE, "grid.png")


def test_a_record_for_another_network_is_refused(painted):
    record = through_json(recorded(painted)[0].repainted())
    before = copy.deepcopy(record.extra)
    with pytest.raises(ImageError, match="does not fit this network"):
        read_inpainting(record, (1, 9, 13), "grid.png")
    assert record.extra == before
