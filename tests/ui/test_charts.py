"""The one chart: drawn when there is something to draw, seldom, only while seen, in the colours of its surroundings."""

import subprocess
import sys
import threading
from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QTextCharFormat, QTextDocument
from PySide6.QtWidgets import QApplication, QToolTip

import app.ui.charts.row as row
from app.render.axes import Spacing
from app.render.curves import Curve
from app.render.images import to_array
from app.ui.charts.chart import Across, Chart
from app.ui.charts.row import Charts
from app.ui.tasks import TaskRunner
from app.ui.theme import DARK, LIGHT, apply_theme

STEPS = Across("step", 0, 10, "0", "10")
RED, GREEN = "#ff0000", "#00ff00"


def chart(**changes):
    values = {"title": "loss", "curves": (Curve(np.arange(11.0), np.linspace(1.0, 2.0, 11), RED, "A"),)}
    return Chart(**(values | {"across": STEPS, "limits": (0.0, 2.0), "value": "2.00"} | changes))


@pytest.fixture
def tasks(qapp):
    runner = TaskRunner()
    yield runner
    assert runner.wait_all(30)


@pytest.fixture
def make(qtbot, tasks):
    """Makes shown charts of a list that the test may change."""

    def make(shown, zoom=False, size=(600, 160)):
        apply_theme(QApplication.instance(), "light")
        context = SimpleNamespace(tasks=tasks, notices=SimpleNamespace(show_problem=pytest.fail))
        charts = Charts("Numbers", context, lambda: tuple(shown), lambda x: f"step {x:g}", zoom=zoom)
        qtbot.addWidget(charts)
        charts.resize(*size)
        with qtbot.waitExposed(charts):
            charts.show()
        return charts

    return make


def drawn(charts):
    return not charts._due and all(view.chart.blank or laid_out(view) for view in charts.views)


def laid_out(view):
    """Whether the plot has its place: it is drawn before it gets that."""
    return view.plot is not None and view.plot.width() == view.width() and (
        view.plot.box.sceneBoundingRect().right() > 0.9 * view.width()
    )  # fmt: skip


@pytest.fixture
def one(make, qtbot):
    """A single chart, drawn."""
    charts = make([chart()])
    qtbot.waitUntil(lambda: drawn(charts), timeout=30_000)
    return charts


def on_screen(charts, x, y, index=0):
    """A place in the plane of a plot as pixels of the charts' widget, and of the plot's."""
    plot = charts.views[index].plot
    place = plot.mapFromScene(plot.box.mapViewToScene(QPointF(x, y)))
    return plot.mapTo(charts, place), place


def test_the_library_is_asked_for_when_there_is_something_to_draw(make, qtbot, monkeypatch):
    asked, gate = [], threading.Event()

    class Import:
        @staticmethod
        def import_module(name):
            main = threading.current_thread() is threading.main_thread()
            if name.startswith("PySide6."):
                if name == "PySide6.Absent":
                    raise ImportError(name)
                assert main
                return Module()
            asked.append((name, main))
            gate.wait(30)
            return importlib_import(name)

    class Module:
        def __dir__(self):
            return ["A", "B"]

        def __getattr__(self, name):
            looked.append((name, len(asked)))

    looked = []
    importlib_import = row.importlib.import_module
    monkeypatch.setattr(Charts, "LOOKED_AT", ("One", "Absent", "Two"))
    monkeypatch.setattr(row, "importlib", Import)
    shown = [chart(curves=(), empty="what will be here")]
    charts = make(shown)
    hint = charts.views[0]._hint
    assert (asked, hint.text(), hint.isVisible()) == ([], "what will be here", True)
    shown[0] = chart(empty="what will be here")
    charts.refresh()
    charts.refresh()
    qtbot.waitUntil(lambda: bool(asked))
    assert hint.isVisible()  # still there: the window does not wait for the library
    gate.set()
    qtbot.waitUntil(lambda: drawn(charts), timeout=30_000)
    assert asked == [("pyqtgraph", False), ("app.ui.charts.plot", True)]  # our own classes are made here
    assert looked == [("A", 0), ("B", 0)] * 2  # the classes of Qt were made before
    assert not hint.isVisible()
    shown[0] = chart(curves=(), empty="nothing again")
    charts.refresh()
    assert hint.isVisible()
    assert not charts.views[0].plot.isVisible()


def test_a_power_in_a_hint_is_set_as_such_and_other_signs_are_text(make):
    view = make([chart(curves=(), empty="x<y, of p^(1/τ).")]).views[0]
    document = QTextDocument()
    document.setHtml(view._hint.text())
    assert document.toPlainText() == "x<y, of p1/τ."
    cursor = document.find("1/τ")
    assert cursor.charFormat().verticalAlignment() is QTextCharFormat.VerticalAlignment.AlignSuperScript
    assert "<sup>1/τ</sup>" in view._heading.toolTip()


def test_no_part_of_qt_is_imported_in_the_thread():
    """Whatever of PySide6 the library imports has been imported before, in the main thread."""
    code = "import sys, pyqtgraph; print(*sorted(m for m in sys.modules if m.startswith('PySide6.Qt')))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert {name.removeprefix("PySide6.") for name in found} <= set(Charts.LOOKED_AT)


def test_a_value_is_where_its_axes_say_in_its_colour(one, qtbot):
    charts = one
    pixels = to_array(charts.grab().toImage())
    for x in (2, 5, 8):
        place, _ = on_screen(charts, x, 1 + x / 10)
        near = pixels[place.y() - 1 : place.y() + 2, place.x() - 1 : place.x() + 2].astype(int)
        assert (near[..., 0] - near[..., 1]).max() > 150
    plot = charts.views[0].plot
    assert [text for _, text in plot.left._tickLevels[0]][::2] == ["0.0", "1.0", "2.0"]
    assert [text for _, text in plot.bottom._tickLevels[0]] == ["0", "step", "10"]


def test_marks_cursor_and_the_colours_of_levels(make, qtbot):
    dots = [QColor.fromHsv(30 * i, 255, 255) for i in range(11)]
    curve = Curve(np.arange(11.0), np.geomspace(0.01, 1, 11), dots=dots)
    charts = make([chart(curves=(curve,), spacing=Spacing.LOG, limits=None, marks=(2.5,), cursor=7.5)])
    qtbot.waitUntil(lambda: drawn(charts), timeout=30_000)
    qtbot.waitUntil(lambda: on_screen(charts, 1, -2)[0].x() > 0, timeout=30_000)  # laid out, not only drawn
    image = charts.grab().toImage()
    for x, colour in zip(range(11), dots, strict=True):
        place, _ = on_screen(charts, x, -2 + x / 5)
        assert image.pixelColor(place).rgb() == colour.rgb()
    accent, quiet = QColor(LIGHT.accent), QColor(LIGHT.quiet)
    for x, colour in ((2.5, accent), (7.5, quiet)):
        place, _ = on_screen(charts, x, -1)
        column = [image.pixelColor(place.x() + dx, y) for dx in (-1, 0, 1) for y in range(40, 120)]
        assert column.count(colour) > 20


def test_both_themes_at_run_time(one, qtbot):
    def corner():
        return one.grab().toImage().pixelColor(on_screen(one, 0, 2)[0] + QPointF(3, 3).toPoint())

    assert corner() == QColor(LIGHT.window)
    apply_theme(QApplication.instance(), "dark")
    qtbot.waitUntil(lambda: corner() == QColor(DARK.window))
    plot = one.views[0].plot
    assert plot.left.textPen().color() == QColor(DARK.quiet)
    apply_theme(QApplication.instance(), "light")
    qtbot.waitUntil(lambda: corner() == QColor(LIGHT.window))


def test_it_changes_seldom_and_only_while_it_is_seen(one, qtbot, monkeypatch):
    counted = []
    monkeypatch.setattr(one, "_collect", lambda: counted.append(1) or (chart(),))
    for _ in range(50):
        one.later()
    assert (len(counted), one._rest.isActive(), one._rest.interval()) == (0, True, 500)
    with qtbot.waitSignal(one._rest.timeout):
        pass
    assert len(counted) == 1
    one.hide()
    one.later()
    assert not one._rest.isActive()
    one.refresh()
    assert len(counted) == 1
    one.show()
    assert len(counted) == 2
    qtbot.waitUntil(lambda: drawn(one))


def test_it_is_told_to_those_who_do_not_see_it(one):
    assert one.accessibleName() == "Numbers"
    assert one.accessibleDescription() == "loss 2.00"
    assert one.views[0].plot.accessibleName() == "loss"
    assert one.views[0].plot.focusPolicy() is Qt.FocusPolicy.NoFocus


def send(view, kind, place, buttons=Qt.MouseButton.NoButton):
    event = QMouseEvent(
        kind, QPointF(place), QPointF(view.mapToGlobal(place)), Qt.MouseButton.NoButton, buttons,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(view, event)


def test_the_pointer_reads_all_charts_of_the_row(make, qtbot):
    other = Curve(np.arange(0.0, 11, 5), np.array([3.0, np.nan, -0.004]), GREEN, "B")
    charts = make([chart(), chart(title="error", curves=(other,))])
    qtbot.waitUntil(lambda: drawn(charts), timeout=30_000)
    view, place = charts.views[0].plot.viewport(), on_screen(charts, 9.9, 1)[1]
    send(view, QEvent.Type.MouseMove, place)
    assert QToolTip.text() == "step 10\nloss (A) = 2.00\nerror (B) = −0.00400"
    rest = QHelpEvent(QEvent.Type.ToolTip, place, view.mapToGlobal(place))
    QApplication.sendEvent(view, rest)
    assert rest.isAccepted()  # nobody else answers, and takes away what is read
    QToolTip.hideText()
    assert charts.reading(5.1)[1:] == ["loss (A) = 1.50", "error (B) = –"]
    assert charts.reading(2.0) == ["step 2", "loss (A) = 1.20"]  # the other has no value near
    assert charts.reading(30) == []


def test_a_click_tells_its_place_and_the_wheel_belongs_to_others(make, qtbot):
    charts = make([chart()])
    qtbot.waitUntil(lambda: drawn(charts), timeout=30_000)
    picked = []
    charts.picked.connect(picked.append)
    plot = charts.views[0].plot
    qtbot.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=on_screen(charts, 4, 1)[1])
    assert picked == [pytest.approx(4, abs=0.05)]
    qtbot.mouseClick(plot.viewport(), Qt.MouseButton.RightButton, pos=on_screen(charts, 4, 1)[1])
    assert len(picked) == 1
    before = plot.box.viewRange()
    qtbot.mousePress(plot.viewport(), Qt.MouseButton.LeftButton, pos=on_screen(charts, 4, 1)[1])
    send(plot.viewport(), QEvent.Type.MouseMove, on_screen(charts, 8, 1)[1], Qt.MouseButton.LeftButton)
    qtbot.mouseRelease(plot.viewport(), Qt.MouseButton.LeftButton, pos=on_screen(charts, 8, 1)[1])
    assert plot.box.viewRange() == before


def test_more_and_fewer_charts(make, qtbot):
    shown = [chart()]
    charts = make(shown)
    qtbot.waitUntil(lambda: drawn(charts), timeout=30_000)
    shown[:] = [chart(title=t) for t in "abc"]
    charts.refresh()
    qtbot.waitUntil(lambda: drawn(charts))
    assert [view.isVisible() for view in charts.views] == [True] * 3
    assert max(view.width() for view in charts.views) - min(view.width() for view in charts.views) <= 2
    shown[:] = [chart(title="alone")]
    charts.refresh()
    qtbot.waitUntil(lambda: charts.views[0].width() > 500)
    assert [view.isVisible() for view in charts.views] == [True, False, False]


@pytest.mark.parametrize("width", [240, 400, 900])
def test_a_heading_gives_way_and_nothing_runs_into_anything(make, qtbot, width):
    charts = make([chart(title="share of the heaviest mode " * 4, unit="of all")], size=(width, 120))
    heading = charts.views[0]._heading
    pixels = to_array(heading.grab().toImage()).astype(int)
    right = heading.fontMetrics().horizontalAdvance("2.00") + 4
    heading.show_chart(chart(title="", curves=()))
    alone = to_array(heading.grab().toImage()).astype(int)
    np.testing.assert_array_equal(pixels[:, -right:], alone[:, -right:])  # nothing but the value
    assert (alone[:, -right:].sum(axis=2) < 500).any()


def test_the_reading_of_nothing_is_nothing():
    blank = chart(curves=(Curve(np.empty(0), np.empty(0)),))
    assert blank.blank
    assert blank.nearest(3.0) is None
    assert blank.reading(3.0) == []
    assert chart(curves=(Curve(np.arange(3.0), np.full(3, np.nan)),)).blank  # a sampler that has no such number
    assert not chart().blank


def test_whole_numbers_stand_below_a_zoomed_plot():
    levels = Across("level i", 1, 451, "1", "450")
    assert [text for _, text in levels.ticks(1, 451, 6)] == ["100", "200", "300", "400"]
    assert [text for _, text in levels.ticks(-50, 12.5, 8)] == ["2", "4", "6", "8", "10", "12"]
    assert [text for _, text in levels.ticks(3.2, 4.1, 6)] == ["4"]
    assert levels.ticks(600, 700, 6) == []
    assert [text for _, text in Across("step", 0, 20_000, "", "").ticks(0, 20_000, 3)] == [
        "0",
        "10\u202f000",
        "20\u202f000",
    ]
