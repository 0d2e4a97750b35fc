"""A machine that has just been started: its clock stands at 0, where code that begins at 0 sees no time pass."""

import time

import pytest

from app.state.lab.laboratory import Activity
from app.state.run import RunPhase
from tests.models import gaussian
from tests.ui.conftest import click, install
from tests.ui.lab import ended, open_lab, wait_until


@pytest.fixture(autouse=True)
def _clock(monkeypatch):
    monkeypatch.setattr(time, "perf_counter", lambda: 0.0)


def test_the_first_evaluation_is_shown(window, qtbot, gates):
    gate = gates(gaussian(0.5, 0.1, (1, 8, 8)))
    install(window, gate.model)
    run, buttons = window.workspace.run, window.workspace.run_panel.buttons
    click(qtbot, buttons["play"])
    gate.let(1)
    wait_until(qtbot, lambda: run.frame is not None)
    assert (run.phase, run.progress.done) == (RunPhase.RUNNING, 1)
    click(qtbot, buttons["stop"])
    gate.open.set()
    wait_until(qtbot, lambda: run.phase is RunPhase.IDLE)


def test_the_first_step_of_the_particles_is_shown_and_counted(make_window, qtbot):
    _, lab = open_lab(make_window, qtbot, Activity.PARTICLES)
    for draft in lab.particles.panels:
        draft.set("steps_per_level", 100_000)
    click(qtbot, lab.run_panel.buttons["play"])
    wait_until(qtbot, lambda: lab.run.frame is not None and len(lab.run.numbers) > 0)
    assert lab.run.phase is RunPhase.RUNNING
    assert len(lab.run.frame.panels[0].shares) == 2
    click(qtbot, lab.run_panel.buttons["stop"])
    ended(qtbot, lab.run)


def test_the_first_step_of_the_training_is_shown(make_window, qtbot):
    _, lab = open_lab(make_window, qtbot, Activity.LEARNING)
    lab.training_draft.set("steps", 100_000)
    click(qtbot, lab.run_panel.buttons["play"])
    wait_until(qtbot, lambda: lab.training.frame is not None)
    assert lab.training.phase is RunPhase.RUNNING
    click(qtbot, lab.run_panel.buttons["stop"])
    ended(qtbot, lab.training)
