"""The command palette finds settings, samples count from 1, and what is recommended keeps the seed."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from app.params.samplers import ROWS, Sampler
from app.params.status import RunPhase
from app.ui.palette import CommandPalette
from tests.models import gaussian
from tests.ui.conftest import install


@pytest.fixture
def made(make_window):
    window = make_window()
    install(window, gaussian(0.5, 0.1, (1, 8, 8)))
    return window


def find(window, qtbot, text):
    window.show_palette()
    palette = next(p for p in window.findChildren(CommandPalette) if p.isVisible())
    qtbot.keyClicks(palette.line, text)
    return palette


@pytest.mark.parametrize("hidden", [False, True])
def test_the_palette_leads_to_a_setting(made, qtbot, hidden):
    panel = made.workspace.sampler_panel
    if hidden:
        made.table["panels"].trigger()
    palette = find(made, qtbot, "epsilon")
    assert "Step size" in palette.list.item(0).text()
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panel.rows["epsilon"].slider.hasFocus(), timeout=10_000)
    assert panel.isVisible()


def test_it_stays_open_while_a_file_opens_another_workspace(made, qtbot):
    palette = find(made, qtbot, "pan")
    made.show_workspace("inpaint")  # as a picture does that has been read meanwhile
    qtbot.keyClicks(palette.line, "el")
    assert palette.list.count() > 0


def test_a_setting_of_a_panel_behind_another_comes_to_the_front(made, qtbot):
    made.show_workspace("inpaint")  # where the sampler is behind the brush
    panel = made.workspace.sampler_panel
    assert panel.visibleRegion().isEmpty()
    palette = find(made, qtbot, "epsilon")
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not panel.rows["epsilon"].visibleRegion().isEmpty(), timeout=10_000)


def test_a_setting_without_effect_is_found_and_says_why(made, qtbot):
    """Whoever looks for epsilon while Heun is chosen is told where it is, and why it is grey."""
    made.workspace.settings.set("sampler", Sampler.HEUN)
    row = made.workspace.sampler_panel.rows["epsilon"]
    palette = find(made, qtbot, "epsilon")
    text = palette.list.item(0).text()
    assert "Step size" in text
    assert text.endswith(ROWS[Sampler.HEUN].ignores["epsilon"])
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not row.visibleRegion().isEmpty() and QToolTip.isVisible(), timeout=60_000)
    assert ROWS[Sampler.HEUN].ignores["epsilon"] in QToolTip.text()
    QToolTip.hideText()


def test_a_name_that_nothing_has_is_answered(made, qtbot):
    palette = find(made, qtbot, "qqqq")
    assert [palette.list.item(k).text() for k in range(palette.list.count())] == [
        "No command or setting has such a name"
    ]
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert palette.isVisible()
    qtbot.keyClick(palette.line, Qt.Key.Key_Escape)


def test_what_is_recommended_keeps_the_seed(made):
    settings = made.workspace.settings
    for name, value in (("seed", 77), ("levels", 3), ("epsilon", 1e-3)):
        settings.set(name, value)
    made.table["recommended"].trigger()
    assert settings.value("seed") == 77
    for name in ("levels", "epsilon", "count"):
        assert settings.value(name) == getattr(settings.recommended, name)


def test_samples_count_from_one(made, qtbot):
    workspace = made.workspace
    for name, value in {"levels": 2, "steps_per_level": 1, "count": 3}.items():
        workspace.settings.set(name, value)
    workspace.session.play_pause()
    qtbot.waitUntil(lambda: workspace.run.phase is RunPhase.IDLE and workspace.run.frame is not None, timeout=30_000)
    grid = workspace.center.grid
    point = grid.sample_center(0)
    qtbot.mouseMove(grid, QPoint(0, 0))
    qtbot.mouseMove(grid, point)
    QApplication.sendEvent(grid, QHelpEvent(QHelpEvent.Type.ToolTip, point, grid.mapToGlobal(point)))
    assert QToolTip.text() == "Sample 1 (number 0 in file names and for the command)"
    QToolTip.hideText()
    workspace.run.enlarged = True
    assert workspace.center.caption.text.text().startswith("sample 1")
