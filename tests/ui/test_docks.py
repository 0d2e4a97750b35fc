"""Panels: each workspace has its own window of them, tabs are dragged without harm, layouts come back, old ones too."""

import zlib
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QDockWidget, QLabel, QMainWindow, QStyle, QWidget

from app.ui.dock_host import DockHost
from app.ui.notices import Notices
from app.ui.workspace import WORKSPACES, DockSpec
from tests.processes import python

Area = Qt.DockWidgetArea
DRAGS = Path(__file__).with_name("tab_drags.py")


def test_dragging_tabs_and_panels_does_not_end_the_program():
    done = python(str(DRAGS), "60", "1", "2", "3", "4")
    assert (done.returncode, done.stdout.strip()) == (0, "survived"), done.stderr[-2000:]


SPECS = (("one", "left"), ("two", "left"), ("three", "left"), ("four", "right"), ("five", "bottom"))
AREAS = {"left": Area.LeftDockWidgetArea, "right": Area.RightDockWidgetArea, "bottom": Area.BottomDockWidgetArea}


class Bench:
    """Three workspaces of labels in a window."""

    def __init__(self, qtbot, preferences):
        self.banner = Notices()
        self.banner.show_message("banner")
        self.host = DockHost(preferences, self.banner)
        self.window = QMainWindow()
        self.window.setCentralWidget(self.host)
        self.window.resize(1200, 800)
        qtbot.addWidget(self.window)
        self.centrals = {key: QLabel(key) for key in "abc"}
        self.specs = {
            key: tuple(DockSpec(name, f"{name} of {key}", QLabel(name), AREAS[area], 200, 150) for name, area in SPECS)
            for key in "abc"
        }
        self.prepared = set()

    def go(self, key):
        if key not in self.prepared:
            self.prepared.add(key)
            list(self.host.prepare(key, self.centrals[key], self.specs[key]))
        self.host.show_place(key)
        QApplication.processEvents()
        return self.host.currentWidget()

    def dock(self, name):
        return self.host.currentWidget().findChild(QDockWidget, name)

    def close(self):
        self.host.save()
        self.window.close()


@pytest.fixture
def bench(qtbot, preferences):
    made = Bench(qtbot, preferences)
    made.go("a")
    made.window.show()
    QApplication.processEvents()
    return made


def groups(window):
    """What the bars of tabs show, and what Qt says of those panels."""
    shown = [[bar.tabText(i) for i in range(bar.count())] for bar in window.tab_bars() if bar.count()]
    docks = {dock.windowTitle(): dock for dock in window.findChildren(QDockWidget)}
    said = [sorted({name, *(d.windowTitle() for d in window.tabifiedDockWidgets(docks[name]))}) for (name, *_) in shown]
    return [sorted(names) for names in shown], said


def assert_sound(window):
    """No tab is shown twice, and each bar is the one that Qt's layout knows of its panels."""
    shown, said = groups(window)
    names = [name for group in shown for name in group]
    assert len(names) == len(set(names))
    assert shown == said


def test_a_workspace_s_window_holds_its_own_panels_only(bench):
    for key in "abcab":
        window = bench.go(key)
        assert {dock.objectName() for dock in window.findChildren(QDockWidget)} == {f"{key}-{n}" for n, _ in SPECS}
        assert all(dock.isVisible() for dock in window.findChildren(QDockWidget))
        assert bench.centrals[key].isVisible()
        assert bench.banner.parentWidget() is bench.centrals[key].parentWidget()
        assert bench.banner.isVisible()
        assert bench.centrals[key].y() == 0  # the messages lie over the pictures, and move them nowhere


@pytest.mark.usefixtures("dressed")
def test_each_way_to_a_layout_leaves_one_bar_a_group(bench, qtbot, preferences):
    for key in "ab":
        window = bench.go(key)
        names = [bench.dock(f"{key}-{n}") for n in ("one", "two", "three", "four")]
        window.tabifyDockWidget(names[0], names[1])
        window.tabifyDockWidget(names[1], names[3])
        QApplication.processEvents()
        assert_sound(window)
    assert_sound(bench.go("a"))
    assert_sound(bench.go("b"))
    shown = groups(bench.host.currentWidget())[0]
    bench.close()
    again = Bench(qtbot, preferences)
    again.go("b")
    again.window.show()
    QApplication.processEvents()
    assert_sound(again.host.currentWidget())
    assert groups(again.host.currentWidget())[0] == shown == [["four of b", "one of b", "two of b"]]
    again.host.reset()
    again.host.complete()
    QApplication.processEvents()
    assert groups(again.host.currentWidget())[0] == []
    assert groups(again.go("a"))[0] == [["four of a", "one of a", "two of a"]]


def two_tabs(bench):
    window = bench.host.currentWidget()
    window.tabifyDockWidget(bench.dock("a-one"), bench.dock("a-two"))
    QApplication.processEvents()
    (bar,) = [bar for bar in window.tab_bars() if bar.count()]
    return bar


@pytest.mark.usefixtures("dressed", "usual_font")
def test_a_bar_whose_panels_have_gone_does_not_hear_the_mouse(bench):
    window, bar = bench.host.currentWidget(), two_tabs(bench)
    tab, left, heard = QPointF(bar.tabRect(1).center()), Qt.MouseButton.LeftButton, []
    bar.tabBarClicked.connect(heard.append)

    def press():
        place = QPointF(bar.mapToGlobal(tab))
        event = (QEvent.Type.MouseButtonPress, tab, place, left, left, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(bar, QMouseEvent(*event))

    press()
    assert heard == [1]
    bench.dock("a-one").close()
    bench.dock("a-two").setFloating(True)
    assert bar.count() == 2  # until Qt lays out anew
    assert not window.is_live(bar)
    press()
    assert heard == [1]


@pytest.mark.usefixtures("dressed")
def test_no_line_between_panels_is_a_widget_of_qt_s(make_window):
    """Qt 6.11 hides such a widget after it has deleted it: once a panel floats, the process ends."""
    window = make_window().docks.currentWidget()
    for panel in window.findChildren(QDockWidget):
        for floating in (True, False):
            panel.setFloating(floating)
            QApplication.processEvents()
    assert window.style().pixelMetric(QStyle.PixelMetric.PM_DockWidgetSeparatorExtent, None, window) == 3
    assert not window.findChildren(QWidget, "qt_qmainwindow_extended_splitter")


def test_nothing_is_animated_that_could_go_meanwhile(bench):
    window, bar = bench.host.currentWidget(), two_tabs(bench)
    assert not window.isAnimated()
    assert bar.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, bar) == 0


def test_floating_panels_come_and_go_with_their_workspace(bench):
    bench.dock("a-four").setFloating(True)
    bench.dock("a-five").close()
    floating, closed = bench.dock("a-four"), bench.dock("a-five")
    bench.go("b")
    assert not floating.isVisible()
    bench.go("a")
    assert floating.isVisible()
    assert floating.isFloating()
    assert not closed.isVisible()


def test_a_floating_panel_of_another_workspace_is_kept_as_floating(bench, qtbot, preferences):
    bench.dock("a-four").setFloating(True)
    bench.go("b")
    bench.close()
    again = Bench(qtbot, preferences)
    again.go("a")
    again.window.show()
    QApplication.processEvents()
    assert again.dock("a-four").isFloating()
    assert again.dock("a-four").isVisible()


def test_reset_puts_everything_back_and_keeps_the_keyboard_and_what_the_panels_hold(bench, qtbot):
    window = bench.host.currentWidget()
    places = {d.objectName(): (window.dockWidgetArea(d), d.width()) for d in window.findChildren(QDockWidget)}
    held = {d.objectName(): d.widget() for d in window.findChildren(QDockWidget)}
    two_tabs(bench)
    bench.dock("a-one").close()
    bench.dock("a-four").setFloating(True)
    held["a-three"].widget().setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    with qtbot.waitActive(bench.window):
        bench.window.activateWindow()
    held["a-three"].widget().setFocus()
    assert held["a-three"].widget().hasFocus()
    bench.host.reset()
    bench.host.complete()
    QApplication.processEvents()
    window = bench.host.currentWidget()
    assert {d.objectName(): (window.dockWidgetArea(d), d.width()) for d in window.findChildren(QDockWidget)} == places
    assert {d.objectName(): d.widget() for d in window.findChildren(QDockWidget)} == held
    assert all(d.isVisible() and not d.isFloating() for d in window.findChildren(QDockWidget))
    assert bench.host.count() == 1
    assert held["a-three"].widget().hasFocus()


@pytest.mark.usefixtures("in_pieces")
@pytest.mark.parametrize("turns", [0, 1, 3, 6])
@pytest.mark.parametrize("meanwhile", ["another workspace", "all hidden", "again", "closed"])
def test_a_reset_under_way_is_brought_to_its_end_before_anything_else(
    bench, monkeypatch, preferences, meanwhile, turns
):
    monkeypatch.setattr("app.ui.making.TURN_S", 0.0)  # one piece a turn
    first = groups(bench.host.currentWidget())[0]
    two_tabs(bench)
    bench.dock("a-three").close()
    bench.host.reset()
    for _ in range(turns):
        bench.host._resetting.turn()
    if meanwhile == "another workspace":
        assert_sound(bench.go("b"))
        bench.go("a")
    elif meanwhile == "all hidden":
        bench.host.toggle_all()
        assert not any(dock.isVisible() for dock in bench.host.panels())
        bench.host.toggle_all()
    elif meanwhile == "again":
        bench.host.reset()
        bench.host.complete()
    else:
        bench.close()
        bench.window.show()
    QApplication.processEvents()
    window = bench.host.currentWidget()
    assert groups(window)[0] == first
    assert window.findChildren(QDockWidget)
    assert all(dock.isVisible() for dock in bench.host.panels())
    assert bench.host.updatesEnabled()
    assert window.centralWidget().central is bench.centrals["a"]


@pytest.mark.usefixtures("dressed", "in_pieces")
def test_what_is_seen_stays_until_a_reset_is_over(bench, monkeypatch):
    monkeypatch.setattr("app.ui.making.TURN_S", 0.0)
    two_tabs(bench)
    screen = bench.window.screen()
    before = screen.grabWindow(bench.window.winId()).toImage()
    bench.host.reset()
    for _ in range(4):
        bench.host._resetting.turn()
    assert not bench.host.updatesEnabled()
    assert screen.grabWindow(bench.window.winId()).toImage() == before
    bench.host.complete()
    QApplication.processEvents()
    assert screen.grabWindow(bench.window.winId()).toImage() != before


@pytest.mark.usefixtures("dressed")
def test_the_window_needs_room_for_the_workspace_shown_only(bench, qtbot):
    least = bench.window.minimumSizeHint().width()
    bench.go("b")
    bench.dock("b-four").widget().setMinimumWidth(700)
    qtbot.waitUntil(lambda: bench.window.minimumSizeHint().width() >= 1000)
    bench.go("a")
    qtbot.waitUntil(lambda: bench.window.minimumSizeHint().width() == least)


# Layouts that were saved


def former_window(shown):
    """The one window of former versions, with the panels of all workspaces; those of the others hidden."""
    window = QMainWindow()
    window.resize(1200, 800)
    window.setDockNestingEnabled(True)
    window.setCentralWidget(QLabel("middle"))
    docks = {}
    for key in ("inpaint", "sample"):
        names = (
            ("model", "sampler", "run", "levels", "picture", "brush")
            if key == "inpaint"
            else ("model", "sampler", "run")
        )
        for name in names:
            dock = docks[f"{key}-{name}"] = QDockWidget(name, window)
            dock.setObjectName(f"{key}-{name}")
            dock.setWidget(QLabel(name))
            window.addDockWidget(Area.LeftDockWidgetArea, dock)
    for key in ("inpaint", "sample"):
        window.tabifyDockWidget(docks[f"{key}-model"], docks[f"{key}-sampler"])
        window.addDockWidget(Area.TopDockWidgetArea, docks[f"{key}-run"])
    window.show()
    QApplication.processEvents()
    for name, dock in docks.items():
        dock.setVisible(name.startswith(shown))
    return window


@pytest.mark.parametrize(("version", "summed"), [(1, False), (2, True)])
def test_a_layout_of_an_earlier_version_does_not_hide_this_one_s(qtbot, make_window, preferences, version, summed):
    former = former_window("sample")
    qtbot.addWidget(former)
    state = bytes(former.saveState(version).data())
    former.close()
    preferences.set_blob("docks-sample", QByteArray((zlib.crc32(state).to_bytes(4, "big") if summed else b"") + state))
    for _ in range(2):  # the first layout, then as this version wrote it
        window = make_window()
        inner = window.docks.currentWidget()
        docks = {dock.objectName(): dock for dock in inner.findChildren(QDockWidget)}
        assert {inner.dockWidgetArea(dock) for dock in docks.values()} == {Area.LeftDockWidgetArea}
        assert docks["sample-model"] in inner.tabifiedDockWidgets(docks["sample-sampler"])
        assert all(not dock.isHidden() for dock in docks.values())
        assert_sound(inner)
        window.close()


@pytest.mark.parametrize("damage", ["flip", "cut", "none of ours", "of a later version"])
def test_a_layout_that_cannot_be_read_is_replaced_by_the_first_one(bench, qtbot, preferences, damage):
    bench.dock("a-four").setFloating(True)
    bench.close()
    data = bytes(preferences.blob("docks-a").data())
    changed = {
        "flip": data[: len(data) // 2] + bytes([data[len(data) // 2] ^ 64]) + data[len(data) // 2 + 1 :],
        "cut": data[: len(data) // 2],
        "none of ours": b"layout",
        "of a later version": bytes(QMainWindow().saveState(4).data()),
    }[damage]
    preferences.set_blob("docks-a", QByteArray(changed))
    again = Bench(qtbot, preferences)
    window = again.go("a")
    again.window.show()
    QApplication.processEvents()
    assert all(d.isVisible() and not d.isFloating() for d in window.findChildren(QDockWidget))
    assert {window.dockWidgetArea(d) for d in window.findChildren(QDockWidget)} == set(AREAS.values())


@pytest.mark.usefixtures("dressed")
def test_a_tab_dragged_by_the_mouse_stays_where_it_is(bench, qtbot):
    """Qt ends the process where it moves a tab of a bar that the layout has lost, so none is moved."""
    window = bench.host.currentWidget()
    window.tabifyDockWidget(bench.dock("a-one"), bench.dock("a-two"))
    QApplication.processEvents()
    (bar,) = [bar for bar in window.tab_bars() if bar.count()]
    before = [bar.tabText(i) for i in range(2)]
    start, end = bar.tabRect(0).center(), bar.tabRect(1).center() + QPoint(10, 0)
    qtbot.mousePress(bar, Qt.MouseButton.LeftButton, pos=start)
    for part in range(1, 11):
        qtbot.mouseMove(bar, start + (end - start) * part / 10)
    qtbot.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=end)
    assert [bar.tabText(i) for i in range(2)] == before


def test_every_workspace_is_reached_with_its_panels(make_window, qtbot):
    window = make_window()
    for number, spec in enumerate(WORKSPACES, 1):
        qtbot.keyClick(window, getattr(Qt.Key, f"Key_{number}"), Qt.KeyboardModifier.ControlModifier)
        QApplication.processEvents()  # Qt takes bars away that it used while two groups were made
        inner = window.docks.currentWidget()
        assert window.workspace.central.isVisible()
        assert {d.objectName().partition("-")[0] for d in inner.findChildren(QDockWidget)} == {spec.key}
        assert_sound(inner)
