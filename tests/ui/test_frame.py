"""The frame: actions, palette, sheet, layout, settings that never block a start, errors, and the first second."""

import itertools
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPalette, QStatusTipEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDockWidget,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSlider,
    QTabBar,
    QWidget,
)

from app.params.run import Problem
from app.params.samplers import ROWS, Sampler
from app.params.status import RunPhase
from app.ui.actions import ACTIONS
from app.ui.main_window import MainWindow
from app.ui.palette import CommandPalette, score
from app.ui.runs.panel import UpdateRule
from app.ui.shortcuts import PLANE, ShortcutSheet
from app.ui.theme import apply_theme
from app.ui.widgets.labels import ElidedLabel
from app.ui.workspace import WORKSPACES, row_of
from tests.processes import python
from tests.ui.conftest import open_network
from tests.ui.test_pictures import complete

ROOT = Path(__file__).resolve().parents[2]


# Actions


def test_no_shortcut_means_two_things():
    keys = [key for spec in ACTIONS for key in spec.keys] + [f"Ctrl+{n}" for n in range(1, len(WORKSPACES) + 1)]
    assert len(keys) == len(set(keys))


def test_what_the_workspace_does_is_in_the_table_and_what_it_does_not_is_disabled(window):
    shared = {spec.id for spec in ACTIONS if spec.workspace}
    known = set(window.workspace.handlers)
    assert known < shared
    assert not any(window.table[action_id].isEnabled() for action_id in shared - known)


def test_f1_shows_every_shortcut(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_F1)
    sheet = window.findChild(ShortcutSheet)
    assert sheet.isVisible()
    text = "".join(label.text() for label in sheet.findChildren(QLabel))
    for spec in ACTIONS:
        if spec.keys:
            name = spec.text.replace("&", "").rstrip("…")
            assert name in text
            assert window.table[spec.id].shortcut().toString() in text.replace("&gt;", ">")
    assert "Ctrl+1" in text
    assert "In the plane of the 2-D lab" in text
    for what, does in PLANE:
        assert what in text
        assert does in text
    assert {what for what, _ in PLANE} >= {"Drag", "Wheel", "Ctrl+wheel", "Probe: drag", "Brush: left, right button"}
    sheet.close()


def test_the_command_palette_finds_and_carries_out(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    palette = window.findChild(CommandPalette)
    assert palette.isVisible()
    before = window.workspace.settings.value("seed")
    qtbot.keyClicks(palette.line, "new seed")
    assert palette.list.item(0).text().startswith("Run: New seed")
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert window.workspace.settings.value("seed") != before
    assert not palette.isVisible()


def test_the_palette_s_order():
    assert score("seed", "Run: New seed") < score("nsd", "Run: New seed")
    assert score("xyz", "Run: New seed") is None


def test_space_in_a_number_field_plays_and_on_a_focused_button_presses_it(window, qtbot):
    run = window.workspace.run
    edit = window.workspace.sampler_panel.epsilon.edit
    edit.setFocus()
    qtbot.keyClick(edit, Qt.Key.Key_Space)
    assert run.run_id == 1
    qtbot.waitUntil(lambda: not run.phase.active, timeout=30_000)
    dice = window.workspace.sampler_panel.dice
    dice.setFocus()
    seed = window.workspace.settings.value("seed")
    qtbot.keyClick(dice, Qt.Key.Key_Space)
    assert run.run_id == 1
    assert window.workspace.settings.value("seed") != seed


# Panels


def test_everything_that_takes_the_keyboard_has_a_name_and_a_tooltip(window, qtbot):
    complete(window, qtbot)
    kinds = (QAbstractButton, QComboBox, QLineEdit, QSlider, QAbstractSpinBox)
    nameless, silent, seen = [], [], 0
    for widget in window.findChildren(QWidget):
        inner = widget.objectName().startswith("qt_") or isinstance(widget.parentWidget(), (QDockWidget, QTabBar))
        if not isinstance(widget, kinds) or inner or widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        seen += 1
        if not (widget.accessibleName() or getattr(widget, "text", str)()):
            nameless.append(widget)
        chain = [widget, widget.parentWidget()]
        if not any(w.toolTip() for w in chain) and not isinstance(widget, QPushButton):
            silent.append(widget)
    assert seen > 40
    assert nameless == []
    assert silent == []


def too_small(label):
    hint = label.sizeHint()
    return label.width() < hint.width() or label.height() < hint.height() - 2


@pytest.mark.usefixtures("dressed")
def test_no_text_is_cut_off(usual_font, window, qtbot, subtests):
    complete(window, qtbot)
    for theme, size in itertools.product(("light", "dark"), ((1280, 800), (1920, 1080))):
        with subtests.test(f"{theme} {size[0]}"):
            apply_theme(QApplication.instance(), theme)
            window.resize(*size)
            QApplication.processEvents()
            assert cut_off(window) == []


def cut_off(window):
    """Labels and panels that have less room than they need."""
    labels = [
        label
        for label in window.findChildren(QLabel)
        if not isinstance(label, ElidedLabel) and label.isVisible() and label.text() and not label.wordWrap()
    ]
    areas = window.findChildren(QScrollArea)
    assert len(labels) > 20
    assert len(areas) > 2
    cut = [(label.text(), label.size(), label.sizeHint()) for label in labels if too_small(label)]
    areas = [area for area in areas if area.isVisible() and area.widget() is not None]
    return cut + [(a.widget(), a.viewport().width()) for a in areas if a.widget().width() > a.viewport().width()]


def test_panels_hide_and_come_back(window, qtbot):
    docks = [dock for dock in window.findChildren(QDockWidget) if dock.isVisible()]
    assert len(docks) == 7
    rail = window.docks.currentWidget().rail
    assert not rail.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_F8)
    assert not any(dock.isVisible() for dock in docks)
    assert rail.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_F8)
    assert all(dock.isVisible() for dock in docks)
    assert not rail.isVisible()
    front = {dock.objectName() for dock in docks if not dock.visibleRegion().isEmpty()}
    assert front == {"sample-run", "sample-sampler"}


@pytest.mark.usefixtures("dressed")
def test_the_rail_brings_the_panels_back_with_the_chosen_one_in_front(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_F8)
    rail = window.docks.currentWidget().rail
    button = next(rail.widgetForAction(action) for action in rail.actions() if action.text() == "Log")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not rail.isVisible()
    assert not window.table["panels"].isChecked()
    docks = [d for d in window.docks.currentWidget().findChildren(QDockWidget) if not d.visibleRegion().isEmpty()]
    assert {dock.objectName() for dock in docks} == {"sample-run", "sample-log"}


@pytest.mark.usefixtures("dressed")
@pytest.mark.parametrize("key", ["sample", "inpaint", "lab"])
def test_panels_that_come_back_are_as_large_as_they_were(make_window, qtbot, key):
    window = make_window(size=(1280, 800))
    window.show_workspace(key)
    QApplication.processEvents()
    docks = [d for d in window.docks.currentWidget().findChildren(QDockWidget) if not d.visibleRegion().isEmpty()]
    before = [dock.geometry() for dock in docks]
    for _ in range(6):
        qtbot.keyClick(window, Qt.Key.Key_F8)
        QApplication.processEvents()
    assert len(docks) > 1
    assert [dock.geometry() for dock in docks] == before


@pytest.mark.usefixtures("dressed")
@pytest.mark.usefixtures("usual_font")
def test_no_text_of_the_first_button_widens_the_column(window, qtbot):
    """To branch has the longest; the pictures would move under the mouse."""
    window.resize(1280, 800)
    complete(window, qtbot)
    workspace = window.workspace
    width = workspace.center.width()
    workspace.run.viewed_level = 0
    assert workspace.run_panel.buttons["play"].text() == "Branch here"
    for name in ("history", "quality", "run"):
        window.findChild(QDockWidget, f"sample-{name}").raise_()
        QApplication.processEvents()
        assert workspace.center.width() == width


SIZES = ((1280, 800), (1000, 700))


@pytest.mark.usefixtures("dressed", "usual_font")
def test_no_update_rule_widens_the_column(window, qtbot):
    """A run by Heun's method moved the pictures by 15 px."""
    window.workspace.settings.set("sampler", Sampler.HEUN)
    width = window.workspace.center.width()
    complete(window, qtbot)
    QApplication.processEvents()
    assert window.workspace.center.width() == width
    (rule,) = window.workspace.run_panel.findChildren(UpdateRule)
    least = set()
    for row in ROWS.values():
        rule.rule.setText(row.rule)
        least.add(max(rule.minimumSizeHint().width(), 228))
        QApplication.processEvents()
        panel = window.workspace.run_panel
        assert panel.height() >= panel.layout().totalHeightForWidth(panel.width()), row.rule  # two lines have room, too
    assert least == {228}


@pytest.mark.usefixtures("dressed")
@pytest.mark.parametrize("key", ["sample", "inpaint"])
def test_what_the_window_grows_by_goes_to_the_panel_that_takes_the_rest(make_window, key):
    window = make_window(size=(1280, 800))
    window.show_workspace(key)
    QApplication.processEvents()
    docks = {dock.objectName(): dock for dock in window.findChildren(QDockWidget)}
    run, rest = docks[f"{key}-run"], docks[f"{key}-{'sampler' if key == 'sample' else 'brush'}"]
    before = run.height(), rest.height()
    for height in (1000, 800, 900):
        window.resize(1280, height)
        QApplication.processEvents()
        assert (run.height(), rest.height()) == (before[0], before[1] + height - 800)


@pytest.mark.usefixtures("dressed", "usual_font")
@pytest.mark.parametrize("key", ["sample", "inpaint", "lab"])
def test_panels_are_as_high_where_the_program_starts_as_where_one_goes(make_window, key):
    """A start in the laboratory gave its first panel half of the column, empty, above a panel to be scrolled."""
    heights = []
    for first in (key, "inpaint" if key != "inpaint" else "lab"):
        window = make_window(workspace=first)
        window.show_workspace(key)
        QApplication.processEvents()
        docks = [dock for dock in window.findChildren(QDockWidget) if not dock.visibleRegion().isEmpty()]
        heights.append({dock.objectName(): dock.height() for dock in docks})
    assert heights[0] == heights[1]


@pytest.mark.usefixtures("dressed")
@pytest.mark.usefixtures("usual_font")
@pytest.mark.parametrize("size", SIZES)
def test_the_pictures_have_half_of_the_window(make_window, qtbot, size):
    """With the panels, and more without; the lab's view is its planes with what is done in them."""
    window = make_window(size=size)
    for workspace, view in {"sample": "empty", "inpaint": "splitter", "lab": ""}.items():
        window.show_workspace(workspace)
        center = window.workspace.center
        seen = getattr(center, view) if view else center
        for share in (0.5, 0.6):
            QApplication.processEvents()
            assert window.size().toTuple() == size
            assert seen.width() * seen.height() >= share * size[0] * size[1], workspace
            qtbot.keyClick(window, Qt.Key.Key_F8)


@pytest.mark.usefixtures("dressed")
@pytest.mark.usefixtures("usual_font")
@pytest.mark.parametrize("size", SIZES)
def test_each_tab_shows_its_whole_name(make_window, size):
    """However long the names are, none is shortened; with the usual font all are seen at once."""
    window = make_window(size=size)
    for workspace in ("sample", "inpaint"):
        window.show_workspace(workspace)
        QApplication.processEvents()
        assert tabs_not_seen(window) == [], workspace


def tabs_not_seen(window):
    """The names of the panels' tabs of which a part is hidden."""
    bars = [bar for bar in window.docks.currentWidget().tab_bars() if bar.count()]
    names = [bar.tabText(k) for bar in bars for k in range(bar.count())]
    assert {"Run", "Sampler", "Network", "Plots", "Log", "History"} <= set(names)
    hidden = []
    for bar in bars:
        assert bar.elideMode() is Qt.TextElideMode.ElideNone
        assert bar.usesScrollButtons()
        for k in range(bar.count()):
            word = bar.fontMetrics().horizontalAdvance(bar.tabText(k))
            if bar.tabRect(k).width() < word or bar.tabRect(k).right() >= bar.width():
                hidden.append(bar.tabText(k))
    return hidden


@pytest.mark.usefixtures("dressed")
def test_a_message_moves_no_picture(window, qtbot):
    complete(window, qtbot)
    grid = window.workspace.center.grid
    before = grid.geometry(), grid.layout_shown, grid.sample_center(0)
    window.notices.show_problem(Problem("Something", "that is said in a few words"))
    QApplication.processEvents()
    assert window.notices.isVisible()
    assert window.notices.width() > 100
    assert (grid.geometry(), grid.layout_shown, grid.sample_center(0)) == before
    window.notices.clear()


@pytest.mark.usefixtures("dressed")
def test_plots_and_log_stand_in_a_column_of_their_own_in_a_wide_window(preferences, qtbot, monkeypatch):
    monkeypatch.setattr("app.ui.main_window.first_size", lambda room: (1700, 900))
    window = MainWindow(preferences, {})
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    inner = window.docks.currentWidget()
    right = {d.objectName() for d in inner.findChildren(QDockWidget)
             if inner.dockWidgetArea(d) is Qt.DockWidgetArea.RightDockWidgetArea}  # fmt: skip
    assert right == {"sample-levels", "sample-log", "sample-quality"}
    window.close()


def test_layout_and_settings_come_back(window, qtbot, make_window, preferences, small):
    window.workspace.settings.set("epsilon", 7e-5)
    dock = next(d for d in window.findChildren(QDockWidget) if d.objectName() == "sample-model")
    dock.hide()
    window.close()
    again = make_window()
    dock = next(d for d in again.findChildren(QDockWidget) if d.objectName() == "sample-model")
    assert not dock.isVisible()
    open_network(again, qtbot, small)
    assert again.workspace.settings.value("epsilon") == 7e-5
    assert again.preferences.recent[0] == small


@pytest.mark.usefixtures("dressed")
def test_the_theme_changes_at_once(window):
    from app.ui.application import Themer

    themer = Themer(QApplication.instance(), window.preferences)
    window.table["theme_dark"].trigger()
    assert window.palette().color(QPalette.ColorRole.Window).lightness() < 60
    window.table["theme_light"].trigger()
    assert window.palette().color(QPalette.ColorRole.Window).lightness() > 200
    assert window.table["theme_light"].isChecked()
    window.preferences.theme_changed.disconnect(themer.apply)
    themer.deleteLater()


class Told(QObject):
    """Counts how often a widget is told of another style."""

    def __init__(self, widget):
        super().__init__(widget)
        self.times = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched, event):
        self.times += event.type() is QEvent.Type.StyleChange
        return False


@pytest.mark.usefixtures("dressed")
def test_a_theme_is_no_other_style(window):
    """Of another style each widget is told once for each of those around it, and all are laid out anew."""
    window.show_workspace("lab")
    counts = [Told(widget) for widget in (window, *window.findChildren(QWidget))]
    assert len(counts) > 200
    apply_theme(QApplication.instance(), "dark")
    assert sum(told.times for told in counts) == 0
    apply_theme(QApplication.instance(), "light")


@pytest.mark.usefixtures("dressed")
def test_panels_keep_their_sizes_in_another_theme_shown_or_not(window, qtbot):
    def sizes():
        found = []
        for key in ("sample", "lab"):
            window.show_workspace(key)
            qtbot.waitUntil(lambda: not window.docks.panels()[0].visibleRegion().isEmpty())
            QApplication.processEvents()
            found.append([dock.size() for dock in window.docks.panels()])
        window.show_workspace("sample")
        return found

    window.learn.show()
    before = sizes()
    for theme in ("dark", "light"):
        apply_theme(QApplication.instance(), theme)
        assert sizes() == before


FIRST_SECOND = """
import sys
from app.commands import gui
gui.display_problem = lambda: None
from app.ui.application import Starter
begin = Starter.begin
def begin_and_look(self):
    print("painted, torch imported:", "torch" in sys.modules, flush=True)
    if sys.argv[1:]:  # a file is opened in the same way whenever that begins
        self._window.close()
        return
    begin(self)
    self._window.models.opened.connect(self._window.close)
    self._window.models.problem.connect(self._window.close)
Starter.begin = begin_and_look
from app.cli import main
code = main(sys.argv[1:])
modules = ("torch", "pyqtgraph", "torch._dynamo")
print("ended", code, *(name in sys.modules for name in modules), flush=True)
"""


@pytest.mark.parametrize("arguments", [[], ["FILE"]])
def test_the_window_is_painted_before_torch_is_imported(tmp_path, small, arguments, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    arguments = [small if a == "FILE" else a for a in arguments]
    done = python("-c", FIRST_SECOND, *arguments)
    assert "painted, torch imported: False" in done.stdout, done.stderr
    assert f"ended 0 {not arguments} False False" in done.stdout, done.stderr


def test_messages_about_the_run_before_go_when_the_next_begins(window, qtbot):
    window.notices.show_message("said before")
    assert window.notices.isVisible()
    complete(window, qtbot)
    assert window.notices.shown() == []
    assert not window.notices.isVisible()


def test_the_status_bar_speaks_of_the_workspace_shown(window, qtbot):
    complete(window, qtbot)
    ready = window.status.text.text()
    assert "Space starts" in ready
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.status.text.text() != ready
    qtbot.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert window.status.text.text() == ready


def test_a_tip_in_the_status_bar_moves_nothing(window):
    status, play = window.status, window.table["play"]
    said, device, text = status.text.text(), status.device.geometry(), status.text.geometry()
    assert play.showStatusText(window)  # what Qt does for the button or menu entry that the mouse comes over
    QApplication.processEvents()
    assert status.text.text() == play.statusTip() != said
    assert status.text.isVisible()
    assert (status.device.geometry(), status.text.geometry()) == (device, text)
    status.show_text("gone on")  # what is said meanwhile waits
    assert status.text.text() == play.statusTip()
    QApplication.sendEvent(window, QStatusTipEvent(""))
    assert status.text.text() == "gone on"


def test_a_run_that_is_left_says_nothing_in_another_workspace(window, qtbot):
    """The laboratory pauses when it is left: that comes when the pictures are there already."""
    qtbot.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: row_of("lab").key in window.workshop.ready, timeout=60_000)
    lab = window.workspace
    lab.run.session.play_pause()
    qtbot.waitUntil(lambda: lab.run.phase is RunPhase.RUNNING, timeout=60_000)
    qtbot.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    said = window.status.text.text()
    qtbot.waitUntil(lambda: lab.run.phase is RunPhase.PAUSED, timeout=60_000)
    assert window.status.text.text() == said
    assert "Space starts" in said
