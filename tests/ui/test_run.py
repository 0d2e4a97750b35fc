"""Running: the real buttons and keys, with the bundled network or one that waits at a gate."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from PySide6.QtCore import Qt

from app.core.pixels import to_frames
from app.jobs.sampling import run_all
from app.params.run import FinishReason, Frame
from app.params.status import RunPhase, RunStatus
from app.state.run import RunState
from app.ui.runs.controls import ProgressLine
from app.ui.runs.panel import PictureNumbers
from app.workers import pictures
from tests.models import gaussian
from tests.ui.conftest import click, install
from tests.ui.test_workers import progress


def parts(window):
    workspace = window.workspace
    return workspace.run, workspace.run_panel.buttons


def wait_for(qtbot, run, phase):
    qtbot.waitUntil(lambda: run.phase is phase, timeout=30_000)


def reference(window, settings, changes=()):
    """The last step's pictures of the same run without a window."""
    model = window.models.model
    x = torch.cat([s.step.x for s in run_all(model, settings, changes) if s.step.phase == "denoise"])
    return to_frames(model, x)


def gated(window, gates, **settings):
    gate = gates(gaussian(0.5, 0.1, (1, 8, 8)))
    install(window, gate.model)
    defaults = {"levels": 3, "steps_per_level": 2, "sigma_max": 1.0, "sigma_min": 0.1, "epsilon": 1e-3, "count": 2}
    for name, value in {**defaults, **settings}.items():
        window.workspace.settings.set(name, value)
    return gate


@pytest.mark.usefixtures("two_threads")
def test_space_makes_the_pictures_of_the_command_line(digits_desk, qtbot):
    run, _ = parts(digits_desk)
    settings = digits_desk.settings.valid
    qtbot.keyClick(digits_desk.center.empty, Qt.Key.Key_Space)
    assert run.phase is RunPhase.RUNNING
    wait_for(qtbot, run, RunPhase.IDLE)
    assert run.reason is FinishReason.COMPLETE
    assert np.array_equal(run.frame.x, reference(digits_desk, settings))
    assert [frame.progress.level for frame in run.kept.ends] == [*range(10), 9]
    assert digits_desk.center.grid.isVisible()


@pytest.mark.usefixtures("two_threads")
def test_play_pause_and_go_on_give_the_same_bits(digits_desk, qtbot):
    run, buttons = parts(digits_desk)
    settings = digits_desk.settings.valid
    click(qtbot, buttons["play"])
    qtbot.waitUntil(lambda: run.progress is not None and run.progress.done >= 3, timeout=30_000)
    click(qtbot, buttons["play"])
    assert run.phase is RunPhase.PAUSING
    wait_for(qtbot, run, RunPhase.PAUSED)
    done = run.progress.done
    assert done < run.progress.total
    assert run.progress == run.kept.steps[-1]  # the newest step is what is shown
    click(qtbot, buttons["play"])
    wait_for(qtbot, run, RunPhase.IDLE)
    assert run.reason is FinishReason.COMPLETE
    assert np.array_equal(run.frame.x, reference(digits_desk, settings))


def test_a_changed_epsilon_acts_at_the_next_step_and_can_be_replayed(digits_desk, qtbot):
    run, buttons = parts(digits_desk)
    digits_desk.settings.set("epsilon", 4e-5)
    before, plots = digits_desk.settings.valid, digits_desk.levels_panel.plots
    click(qtbot, buttons["level"])
    wait_for(qtbot, run, RunPhase.PAUSED)
    done = run.progress.done
    edit = digits_desk.sampler_panel.epsilon.edit
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, "8e-5")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    click(qtbot, buttons["step"])
    qtbot.waitUntil(lambda: run.progress.done == done + 1 and run.phase is RunPhase.PAUSED, timeout=30_000)
    assert run.progress.params.epsilon == 8e-5
    assert run.progress.alpha == pytest.approx(8e-5 * (run.progress.sigma / before.sigma_min) ** 2)
    changes = digits_desk.runner.changes()
    assert changes == ((done, replace(before.live, epsilon=8e-5)),)
    assert any("ε" in line and "8e-5" in line for line in run.log_lines)
    qtbot.waitUntil(lambda: bool(plots.charts) and plots.charts[0].marks == (2.0,))  # where level 2 begins
    click(qtbot, buttons["play"])
    wait_for(qtbot, run, RunPhase.IDLE)
    assert np.array_equal(run.frame.x, reference(digits_desk, before, changes))


def test_dragging_the_slider_changes_a_running_sampler(desk, qtbot, gates):
    gate = gated(desk, gates, levels=2, steps_per_level=50)
    run, buttons = parts(desk)
    click(qtbot, buttons["play"])
    qtbot.waitUntil(lambda: gate.entered == 1)
    slider = desk.sampler_panel.epsilon.slider
    middle = slider.rect().center()
    qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=middle)
    qtbot.mouseMove(slider, pos=middle)
    qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=middle)
    chosen = desk.settings.value("epsilon")
    assert chosen != 1e-3
    gate.let(2)  # the evaluation under way, and the next
    qtbot.waitUntil(lambda: len(run.kept.steps) == 2)
    assert [p.params.epsilon for p in run.kept.steps] == [1e-3, chosen]


def test_step_and_level_from_the_start(desk, qtbot):
    run, _ = parts(desk)
    settings = desk.settings
    settings.set("steps_per_level", 3)
    view = desk.center.empty
    qtbot.keyClick(view, Qt.Key.Key_Period)
    wait_for(qtbot, run, RunPhase.PAUSED)
    assert run.progress.done == 1
    grid = desk.center.grid
    for done in (2, 3):
        qtbot.keyClick(grid, Qt.Key.Key_Period)
        qtbot.waitUntil(lambda done=done: run.progress.done == done and run.phase is RunPhase.PAUSED, timeout=30_000)
    qtbot.keyClick(grid, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: run.progress.done == 6 and run.phase is RunPhase.PAUSED, timeout=30_000)
    assert (run.progress.level, run.progress.step) == (1, 2)
    qtbot.keyClick(grid, Qt.Key.Key_Escape)
    wait_for(qtbot, run, RunPhase.IDLE)


def test_lowering_t_in_a_level_still_keeps_its_picture(desk, qtbot, gates):
    gate = gated(desk, gates, levels=2, steps_per_level=5)
    run, buttons = parts(desk)
    click(qtbot, buttons["play"])
    gate.let(2)
    qtbot.waitUntil(lambda: gate.entered == 3)
    desk.settings.set("steps_per_level", 3)  # step 3 is under way and does not know to be the last
    gate.let(1)
    qtbot.waitUntil(lambda: gate.entered == 4)
    gate.let(1)
    qtbot.waitUntil(lambda: len(run.kept.steps) == 4)
    assert run.kept.level(0).progress.step == 2
    assert run.kept.steps[-1].level == 1


def test_stop_keeps_the_pictures(digits_desk, qtbot):
    run, buttons = parts(digits_desk)
    click(qtbot, buttons["play"])
    qtbot.waitUntil(lambda: run.progress is not None, timeout=30_000)
    qtbot.keyClick(digits_desk.center.grid, Qt.Key.Key_Escape)
    assert run.phase in (RunPhase.STOPPING, RunPhase.IDLE)
    wait_for(qtbot, run, RunPhase.IDLE)
    assert run.reason is FinishReason.STOPPED
    assert run.frame.x.shape == (4, 28, 28, 1)
    assert run.progress.done == run.kept.steps[-1].done


def test_pause_and_stop_are_acknowledged_while_an_evaluation_is_under_way(desk, qtbot, gates):
    gate = gated(desk, gates)
    run, buttons = parts(desk)
    click(qtbot, buttons["play"])
    qtbot.waitUntil(lambda: gate.entered == 1)
    click(qtbot, buttons["play"])
    assert run.phase is RunPhase.PAUSING
    assert desk.run_panel.findChild(ProgressLine).state.text().startswith("Pausing")
    gate.let()
    wait_for(qtbot, run, RunPhase.PAUSED)
    assert (run.progress.done, gate.entered) == (1, 1)  # over after the evaluation under way, and no further one
    click(qtbot, buttons["step"])
    qtbot.waitUntil(lambda: gate.entered == 2)
    click(qtbot, buttons["stop"])
    assert run.phase is RunPhase.STOPPING
    assert "Stopping" in desk.run_panel.findChild(ProgressLine).state.text()
    gate.let()
    wait_for(qtbot, run, RunPhase.IDLE)
    assert run.progress.done == 2


def test_going_on_before_the_pause_is_reached(desk, qtbot, gates):
    gate = gated(desk, gates)
    run, buttons = parts(desk)
    click(qtbot, buttons["play"])
    qtbot.waitUntil(lambda: gate.entered == 1)
    click(qtbot, buttons["play"])
    click(qtbot, buttons["play"])
    assert run.phase is RunPhase.RUNNING
    gate.let(7)
    wait_for(qtbot, run, RunPhase.IDLE)
    assert run.reason is FinishReason.COMPLETE


def test_two_runs_in_a_row_are_equal(digits_desk, qtbot):
    run, buttons = parts(digits_desk)
    pictures = []
    for _ in range(2):
        click(qtbot, buttons["play"])
        wait_for(qtbot, run, RunPhase.IDLE)
        pictures.append(run.frame.x)
    assert run.run_id == 2
    assert np.array_equal(*pictures)
    assert pictures[0].std() > 10


def test_start_anew_during_a_run(desk, qtbot, gates):
    gate = gated(desk, gates)
    run, buttons = parts(desk)
    click(qtbot, buttons["play"])
    qtbot.waitUntil(lambda: gate.entered == 1)
    qtbot.keyClick(desk.center.empty, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert run.phase is RunPhase.STOPPING
    gate.let()
    qtbot.waitUntil(lambda: run.run_id == 2 and run.phase is RunPhase.RUNNING)
    gate.let(7)
    wait_for(qtbot, run, RunPhase.IDLE)
    assert run.reason is FinishReason.COMPLETE


def test_reset_during_a_run_forgets_its_pictures(desk, qtbot, gates):
    gate = gated(desk, gates)
    run, buttons = parts(desk)
    empty = desk.center.empty
    click(qtbot, buttons["play"])
    gate.let()
    qtbot.waitUntil(lambda: gate.entered == 2)
    qtbot.waitUntil(lambda: not empty.isVisible())
    click(qtbot, buttons["reset"])
    gate.let()
    wait_for(qtbot, run, RunPhase.IDLE)
    assert run.frame is None
    assert empty.isVisible()
    assert run.kept.frames == ()


def test_a_slow_painter_does_not_queue_frames(desk, qtbot):
    """While the main thread does nothing the whole run goes by; what it then sees first is the last frame."""
    run, _ = parts(desk)
    frames = []
    run.frame_changed.connect(lambda: frames.append(run.progress.done))
    desk.session.play_pause()
    link = desk.session.link
    next(thread for thread in desk.tasks._threads if thread.link is link).wait(30_000)
    wait_for(qtbot, run, RunPhase.IDLE)
    assert frames == [run.progress.total]
    assert len(run.kept.ends) == run.progress.levels + 1


def test_short_levels_are_all_kept_though_few_frames_are_painted(desk, qtbot, gates, monkeypatch):
    monkeypatch.setattr(pictures, "FRAME_SECONDS", 3600.0)
    gate = gated(desk, gates, levels=12, steps_per_level=1)
    run, _ = parts(desk)
    frames = []
    run.frame_changed.connect(lambda: frames.append(run.progress.done))
    desk.session.play_pause()
    gate.let(1)
    qtbot.waitUntil(lambda: frames == [1], timeout=30_000)
    gate.open.set()
    wait_for(qtbot, run, RunPhase.IDLE)
    assert frames == [1, 13]
    assert [run.kept.level(level).progress.done for level in range(13)] == list(range(1, 14))


def test_numbers_are_written_anew_rarely_while_running_and_at_once_otherwise(qtbot):
    run, told = RunState(), []
    run.numbers_changed.connect(lambda: told.append(run.progress.done if run.progress else 0))
    run.status = RunStatus(phase=RunPhase.RUNNING)
    for done in (1, 2, 3):
        run.set_frame(newest(done))
    assert told == [1]
    with qtbot.waitSignal(run.numbers_changed):
        pass
    assert told == [1, 3]
    run.set_frame(newest(4))
    run.status = RunStatus(phase=RunPhase.PAUSED)
    assert told == [1, 3, 4]
    run.set_frame(newest(5))
    run.status = RunStatus(reason=FinishReason.STOPPED)
    run.finish()
    run.clear()
    assert told == [1, 3, 4, 5, 0]


def newest(done):
    picture = np.zeros((1, 2, 2, 1), np.uint8)
    return Frame(0, progress(done=done), picture, picture, 0.0)


def test_a_run_says_its_network_and_goes_on_with_it_when_another_one_is_opened(window, qtbot, gates, small):
    gate = gated(window, gates)
    run = window.workspace.run
    qtbot.keyClick(window, Qt.Key.Key_Space)
    wait_for(qtbot, run, RunPhase.RUNNING)
    name = gate.model.describe().name
    qtbot.waitUntil(lambda: window.status.text.text().endswith(f"network: {name}"))
    with qtbot.waitSignal(window.models.opened, timeout=60_000):
        window.open_path(small)
    assert run.info.name == name != window.models.state.info.name
    (notice,) = window.notices.shown()
    assert notice.problem.title == f"The run goes on with {name}"
    assert window.status.text.text().endswith(f"network: {name}")
    workspace, panel = window.workspace, window.workspace.sampler_panel
    before = workspace.session.link.control.params
    assert panel.whose.isVisibleTo(panel)
    assert panel.whose.text().startswith(f"Of {window.models.state.info.name}, for the next run")
    assert panel.live.text() == "With the next run"
    for key, value in (("epsilon", 1.5e-5), ("steps_per_level", 7), ("temperature", 0.5)):
        workspace.settings.set(key, value)
    assert workspace.session.link.control.params == before  # they are the other network's
    gate.open.set()
    wait_for(qtbot, run, RunPhase.IDLE)
    assert "network" not in window.status.text.text()
    assert not run.kept.changes
    assert not panel.whose.isVisibleTo(panel)
    assert panel.live.text() == "At the next step"


def test_with_its_network_open_again_the_settings_act_on_a_run(desk, qtbot, gates, small):
    gate = gated(desk, gates)
    workspace, own = desk.workspace, desk.models.state.info
    qtbot.keyClick(desk.center, Qt.Key.Key_Space)
    wait_for(qtbot, workspace.run, RunPhase.RUNNING)
    with qtbot.waitSignal(desk.models.opened, timeout=60_000):
        desk.open_path(small)
    assert workspace.runner.other_network == own
    with desk.models.state.together():
        desk.models.state.info = own
    desk.models.opened.emit()
    assert workspace.runner.other_network is None
    workspace.settings.set("epsilon", 1.5e-5)
    assert workspace.session.link.control.params.epsilon == 1.5e-5
    gate.open.set()
    wait_for(qtbot, workspace.run, RunPhase.IDLE)


@pytest.mark.parametrize(("eta", "role"), [(3.5, ""), (4.5, "error")])
def test_a_step_past_the_stable_one_looks_like_it(desk, qtbot, eta, role):
    install(desk, gaussian(0.5, 0.1, (1, 8, 8)))
    workspace = desk
    settings = {"levels": 2, "steps_per_level": 1, "sigma_max": 1.0, "sigma_min": 0.1, "epsilon": eta / 100, "count": 2}
    for name, value in (settings | {"denoise": False}).items():
        workspace.settings.set(name, value)
    numbers = workspace.run_panel.findChild(PictureNumbers)
    workspace.session.restart()
    wait_for(qtbot, workspace.run, RunPhase.IDLE)
    value = numbers.facts.values["eta"]
    assert value.text() == f"{eta:.2f}"
    assert (value.property("role") or "") == role
