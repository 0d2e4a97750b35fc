"""Runs that cannot begin yet, that end in an error, and those under way when the window is closed."""

import pytest
from PySide6.QtCore import Qt

from app.params.run import FinishReason
from app.params.status import RunPhase
from app.ui import main_window
from tests.models import ExactModel
from tests.ui.conftest import click, install
from tests.ui.test_run import gated, parts, wait_for


def test_divergence_stops_with_advice_and_the_next_run_works(digits_desk, qtbot):
    run, buttons = parts(digits_desk)
    settings = digits_desk.settings
    good = settings.value("epsilon")
    settings.set("epsilon", 1e4)
    click(qtbot, buttons["play"])
    wait_for(qtbot, run, RunPhase.IDLE)
    assert run.reason is FinishReason.DIVERGED
    problem = digits_desk.notices.problems[-1]
    assert "ε is 1e+04 (step_lr 5e+03)" in problem.text
    assert f"{4 * settings.value('sigma_min') ** 2:.3g}" in problem.text
    assert "Traceback" in problem.details
    settings.set("epsilon", good)
    click(qtbot, buttons["play"])
    wait_for(qtbot, run, RunPhase.IDLE)
    assert run.reason is FinishReason.COMPLETE


@pytest.mark.parametrize("error", [MemoryError(), RuntimeError("DefaultCPUAllocator: can't allocate memory")])
def test_out_of_memory_stops_with_advice_and_the_next_run_works(desk, qtbot, error):
    run, buttons = parts(desk)
    broken = [error]

    def score(x, sigma):
        if broken:
            raise broken[0]
        return -x / (1 + sigma**2)

    install(desk, ExactModel(score, (1, 8, 8)))
    click(qtbot, buttons["play"])
    wait_for(qtbot, run, RunPhase.IDLE)
    assert run.reason is FinishReason.OUT_OF_MEMORY
    assert "fewer samples" in desk.notices.problems[-1].text
    broken.clear()
    click(qtbot, buttons["play"])
    wait_for(qtbot, run, RunPhase.IDLE)
    assert run.reason is FinishReason.COMPLETE


def test_memory_that_runs_out_once_lowers_the_batch_and_the_record_says_so(desk, qtbot):
    run, buttons = parts(desk)

    def score(x, sigma):
        if len(x) > 1:
            raise MemoryError
        return -x / (1 + sigma**2)

    install(desk, ExactModel(score, (1, 8, 8)))
    click(qtbot, buttons["play"])
    wait_for(qtbot, run, RunPhase.IDLE)
    assert run.reason is FinishReason.COMPLETE
    assert run.settings.count > run.settings.batch_size == 1
    assert "only 1 samples at once" in "\n".join(run.log_lines)


def test_an_error_in_the_thread_is_reported_with_details(desk, qtbot):
    run, buttons = parts(desk)

    def score(x, sigma):
        raise ZeroDivisionError("made up")

    install(desk, ExactModel(score, (1, 8, 8)))
    click(qtbot, buttons["play"])
    wait_for(qtbot, run, RunPhase.IDLE)
    assert run.reason is FinishReason.FAILED
    assert "made up" in desk.notices.problems[-1].text


def test_closing_during_a_run_hides_at_once_and_ends_the_thread(window, qtbot, gates):
    gate = gated(window, gates)
    _, buttons = parts(window)
    click(qtbot, buttons["play"])
    qtbot.waitUntil(lambda: gate.entered == 1)
    seen = []
    stop = window.workspace.session.stop

    def stopping():
        seen.append(window.isVisible())
        stop()
        gate.let()

    window.workspace.session.stop = stopping
    window.close()
    assert seen == [False]
    assert window.finished
    assert window.tasks.running == 0
    assert gate.entered == 1


def test_closing_gives_up_on_an_evaluation_that_does_not_end(window, qtbot, gates, monkeypatch):
    gate = gated(window, gates)
    _, buttons = parts(window)
    click(qtbot, buttons["play"])
    qtbot.waitUntil(lambda: gate.entered == 1)
    monkeypatch.setattr(main_window, "CLOSE_SECONDS", 0.05)
    window.close()
    assert not window.finished  # the program then ends its process
    assert not window.isVisible()
    gate.let()
    assert window.tasks.wait_all(30)


def test_space_before_the_network_is_open_starts_when_it_is(bare_desk, qtbot, small):
    desk = bare_desk
    run, _ = parts(desk)
    desk.open_path(small)
    assert desk.models.state.loading == "small.safetensors"
    qtbot.keyClick(desk.center.empty, Qt.Key.Key_Space)
    assert "Starting as soon as" in desk.center.empty.title.text()
    qtbot.waitUntil(lambda: run.reason is FinishReason.COMPLETE, timeout=60_000)
    assert run.settings.levels == 4  # the recommended settings of that network


def test_without_a_network_play_says_what_to_do(bare_desk, qtbot):
    desk = bare_desk
    qtbot.keyClick(desk.center.empty, Qt.Key.Key_Space)
    assert "Ctrl+O" in desk.notices.problems[-1].text
