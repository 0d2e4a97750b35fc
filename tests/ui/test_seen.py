"""What lies behind another tab is not drawn while a run goes on, and is up to date once it comes to the front."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget

from app.params.run import FinishReason
from app.params.status import RunPhase
from app.ui.widgets.seen import WhenSeen, covered
from tests.ui.conftest import click
from tests.ui.test_pictures import complete


def to_front(window, qtbot, name):
    (dock,) = [dock for dock in window.findChildren(QDockWidget) if dock.objectName() == f"sample-{name}"]
    dock.raise_()
    qtbot.waitUntil(lambda: not covered(dock.widget()))


@pytest.fixture
def front(window, qtbot):
    """Run and Sampler are in front: plots, history and quality are not seen."""
    for name in ("run", "sampler"):
        to_front(window, qtbot, name)
    return window.workspace


def test_plots_behind_another_tab_are_drawn_when_they_come_to_the_front(window, front, qtbot):
    plots = front.levels_panel.plots
    assert plots.isVisible()  # as Qt has it
    assert covered(plots)
    drawn = plots.charts
    complete(window, qtbot)
    assert plots.charts is drawn
    to_front(window, qtbot, "levels")
    qtbot.waitUntil(lambda: bool(plots.charts) and not plots.charts[0].blank)
    assert len(plots.charts[0].curves[0].x) == len(plots.steps) > 1


def test_the_history_behind_another_tab_is_listed_when_it_comes_to_the_front(window, front, qtbot):
    panel = front.history_panel
    complete(window, qtbot)
    qtbot.waitUntil(lambda: len(front.history.state.entries) == 1)
    assert panel.list.count() == 0
    to_front(window, qtbot, "history")
    qtbot.waitUntil(lambda: panel.list.count() == 1)


def test_what_is_asked_for_unseen_is_done_once_and_what_is_not_shown_at_once(window, front, qtbot):
    done = []
    later = WhenSeen(front.history_panel, lambda: done.append("history"))
    for _ in range(3):
        later.do()
    assert done == []
    to_front(window, qtbot, "history")
    qtbot.waitUntil(lambda: done == ["history"])
    later.do()
    assert done == ["history"] * 2
    to_front(window, qtbot, "run")
    to_front(window, qtbot, "history")
    assert done == ["history"] * 2


@pytest.mark.parametrize("panel", ["history", "quality"])
def test_the_run_is_steered_whatever_stands_in_front_of_its_panel(window, front, qtbot, panel):
    to_front(window, qtbot, panel)
    assert covered(front.run_panel)
    buttons = getattr(front, f"{panel}_panel").controls.buttons
    click(qtbot, buttons["step"])
    qtbot.waitUntil(lambda: front.run.phase is RunPhase.PAUSED, timeout=30_000)
    qtbot.mouseClick(buttons["stop"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: front.run.phase is RunPhase.IDLE, timeout=30_000)
    assert front.run.reason is FinishReason.STOPPED


def test_fill_and_stop_are_seen_with_the_history_in_front(gated, qtbot):
    workspace, gate = gated
    workspace.context.actions["history"].trigger()
    buttons = workspace.history_panel.controls.buttons
    qtbot.waitUntil(lambda: covered(workspace.run_panel) and not covered(buttons["play"]))
    assert buttons["play"].text() == workspace.run_panel.buttons["play"].text()
    qtbot.mouseClick(buttons["play"], Qt.MouseButton.LeftButton)
    gate.let(1)
    qtbot.waitUntil(lambda: workspace.run.frame is not None, timeout=30_000)
    qtbot.mouseClick(buttons["stop"], Qt.MouseButton.LeftButton)
    gate.open.set()
    qtbot.waitUntil(lambda: workspace.run.phase is RunPhase.IDLE, timeout=30_000)
    assert workspace.run.reason is FinishReason.STOPPED
