"""Going back and forth in what is kept of a run of particles, with slider, buttons and keys."""

import dataclasses

import numpy as np
import pytest
from PySide6.QtCore import Qt

from app.params.lab.particles import ParticleParams
from app.params.lab.run import PanelFrame, ParticleFrame
from app.state.lab.laboratory import Activity
from app.ui.lab.frames import FrameMemory
from app.ui.lab.run_panel import PastRow
from tests.ui.conftest import click
from tests.ui.lab import ended, enter, step, wait_until

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def lab(lab_desk, qtbot):
    lab = enter(qtbot, lab_desk, Activity.PARTICLES)
    for draft in lab.particles.panels:
        draft.set("count", 50)
    return lab


def test_steps_are_gone_back_and_forth_and_the_picture_follows(lab, qtbot):
    lab.lay("numbers_panel", "run_panel")
    table, past = lab.context.actions, lab.run_panel.findChild(PastRow)
    assert not past.isVisibleTo(lab.run_panel)
    for _ in range(3):
        step(qtbot, lab)
    assert [f.panels[0].index for f in lab.run.memory.frames][-3:] == [1, 2, 3]
    kept = list(lab.run.memory.frames)
    wait_until(qtbot, lambda: past.isVisible() and past.slider.maximum() == len(kept) - 1)
    qtbot.keyClick(lab.center.canvas, Qt.Key.Key_Left, ALT)
    assert lab.run.frame is kept[-2]
    np.testing.assert_array_equal(lab.center.canvas.planes[0].crowd.places, kept[-2].panels[0].places)
    assert past.slider.value() == len(kept) - 2
    assert table["live"].isEnabled()
    click(qtbot, past.back)
    assert lab.run.frame is kept[-3]
    qtbot.keyClick(past.slider, Qt.Key.Key_Home)
    assert lab.run.frame is kept[0]
    assert not past.back.isEnabled()
    wait_until(qtbot, lambda: lab.numbers_panel.charts.charts[0].cursor == kept[0].panels[0].index)
    click(qtbot, past.forth)
    assert lab.run.frame is kept[1]
    qtbot.keyClick(lab.center.canvas, Qt.Key.Key_L)
    assert (lab.run.frame, lab.run.viewed) == (kept[-1], None)
    assert not table["live"].isEnabled()


def test_who_steps_while_looking_back_follows_the_run_again(lab, qtbot):
    lab.lay("run_panel")
    for _ in range(2):
        step(qtbot, lab)
    click(qtbot, lab.run_panel.findChild(PastRow).back)
    assert lab.run.viewed is not None
    step(qtbot, lab)
    assert lab.run.viewed is None
    lab.run.look(0)
    qtbot.keyClick(lab.center.canvas, Qt.Key.Key_R)
    wait_until(qtbot, lambda: lab.run.frame is None)
    assert (len(lab.run.memory.frames), lab.run.viewed) == (0, None)
    ended(qtbot, lab.run)


def frame(index, run_id=1, count=100):
    panel = PanelFrame(
        index, 10, 0, 1, index, 10, 1.0, 0.1, 0.1, ParticleParams(), np.zeros((count, 2)), None, (), (), over=False
    )  # fmt: skip
    return ParticleFrame(run_id, (panel,), 0.0, 0.0)


def test_the_memory_is_bounded_and_of_one_run():
    memory = FrameMemory(budget=5 * 1600)
    frames = [frame(i) for i in range(8)]
    for made in frames:
        memory.add(made)
    assert list(memory.frames) == frames[-5:]
    assert (memory.place(None), memory.place(frames[4]), memory.place(frames[0])) == (4, 1, 0)
    again = dataclasses.replace(frames[-1])
    memory.add(again)  # the same step once more, with its shares
    assert memory.frames[-1] is again
    assert len(memory.frames) == 5
    memory.add(frame(0, run_id=2))
    assert len(memory.frames) == 1
    memory.add(frame(1, run_id=2, count=10_000))
    assert len(memory.frames) == 1  # one is always kept
