"""The panel of the samples' quality: what is shown when, in the background, cancellable, and nothing that is stale."""

import dataclasses
import threading

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from app.jobs import judging
from app.params import LiveParams
from app.params.path import Kept, Leg, RunPath
from app.params.quality import Judged, Neighbours
from app.params.run import Frame, Progress
from app.params.status import RunPhase, RunStatus
from app.state.run import Closed
from app.ui.learn.pointing import bring_into_view
from app.ui.runs.class_views import LABEL_PIXELS, paint_labels
from app.ui.theme import tabular
from tests.models import gaussian
from tests.ui.conftest import click, install
from tests.ui.test_recipes import Described

DONE = Progress(35, 35, 17, 18, 0, 1, True, 0.02, None, None, LiveParams(), 1.0, None, 784)


class Digitlike(Described):
    """A model whose pictures have the size of digits."""

    def __init__(self, **changes):
        self._model = gaussian(0.5, 0.1, (1, 28, 28))
        self._info = dataclasses.replace(self._model.describe(), sha256=repr(changes), **changes)


@pytest.fixture
def workspace(bare_desk):
    """The part of one that the panel stands on."""
    install(bare_desk, Digitlike())
    assert bare_desk.quality  # it looks at every run
    return bare_desk


@pytest.fixture
def whole(make_window):
    """The workspace in its window."""
    window = make_window()
    install(window, Digitlike())
    return window.workspace


def pictures(count, seed=0, side=28):
    return np.random.default_rng(seed).integers(0, 256, (count, side, side, 1), np.uint8)


def see(workspace, x, phase=RunPhase.IDLE, info=None):
    """These are the pictures of a run."""
    run = workspace.run
    info = info or workspace.context.models.state.info
    run.status = RunStatus(run_id=run.run_id + 1, phase=RunPhase.RUNNING)
    settings = dataclasses.replace(workspace.settings.valid, count=len(x), batch_size=len(x))
    run.begin(RunPath(run.run_id, info, Leg(settings, tuple(range(len(x))))), Closed(Kept()))
    run.set_frame(Frame(run.run_id, DONE, x, x, 0.0))
    run.status = dataclasses.replace(run.status, phase=phase)
    if phase is RunPhase.IDLE:
        run.finish()


def open_panel(workspace):
    return workspace.quality_panel


def settled(qtbot, workspace):
    session = workspace.quality
    qtbot.waitUntil(lambda: workspace.context.tasks.running == 0 and not session.busy, timeout=60_000)


@pytest.fixture
def real(tmp_path):
    path = tmp_path / "real.npz"
    np.savez(path, images=pictures(230, seed=8))
    return str(path)


@pytest.fixture
def gate(monkeypatch):
    """Holds each reading of real pictures until it is let through, but looks often whether it is to stop."""
    holder = threading.Semaphore(0)
    entered, read = threading.Event(), judging.real_pictures

    def slow(path, shape, watch):
        entered.set()
        while not holder.acquire(timeout=0.02):
            watch(1, 10)
        return read(path, shape, watch)

    monkeypatch.setattr(judging, "real_pictures", slow)
    holder.entered = entered
    yield holder
    holder.release(1000)


def test_nothing_is_judged_while_nobody_looks(whole, qtbot, real):
    """The panel is there, behind another tab."""
    workspace = whole
    workspace.quality.choose(real)
    see(workspace, pictures(3))
    assert workspace.context.tasks.running == 0
    assert workspace.quality.state.judged is None
    panel = open_panel(workspace)
    bring_into_view(panel)
    qtbot.waitUntil(lambda: workspace.quality.state.neighbours is not None, timeout=60_000)
    settled(qtbot, workspace)
    assert panel.bars.accessibleDescription().startswith("0: ")
    workspace.quality.choose("")
    assert workspace.quality.state.neighbours is None


def test_the_classes_stand_on_the_pictures_on_request_and_shrink_none(whole, qtbot):
    workspace = whole
    see(workspace, pictures(6))
    grid = workspace.center.grid
    before = [grid.layout_shown.rect(k) for k in range(6)]
    plain = grid.grab().toImage()
    panel = open_panel(workspace)
    bring_into_view(panel)
    settled(qtbot, workspace)
    assert grid.grab().toImage() == plain  # not before they are asked for
    click(qtbot, panel.labels)
    settled(qtbot, workspace)
    judged = workspace.quality.state.judged
    assert [grid.layout_shown.rect(k) for k in range(6)] == before
    labelled = grid.grab().toImage()
    assert labelled != plain
    ratio, origin = grid.devicePixelRatioF(), grid._origin()
    for rect in before:  # only lower edges differ
        upper = rect.translated(origin).adjusted(0, 0, 0, -rect.height() // 2)
        assert labelled.copy(upper) == plain.copy(upper)
    assert ratio >= 1
    assert judged.text(0) in grid._labels
    click(qtbot, panel.labels)
    assert grid.grab().toImage() == plain


def test_labels_are_kept_and_need_no_panel(workspace, qtbot, preferences):
    workspace.quality.state.labels = True
    assert preferences.stored("texts/quality_labels") == "True"
    see(workspace, pictures(3))
    settled(qtbot, workspace)
    assert len(workspace.quality.state.judged.classes) == 3
    assert workspace.quality.state.neighbours is None


def test_the_histogram_counts_the_classes(workspace, qtbot):
    panel = open_panel(workspace)
    see(workspace, pictures(40))
    settled(qtbot, workspace)
    judged = workspace.quality.state.judged
    bars = panel.bars.bars()
    assert [bar.height() > 0 for bar in bars] == [share > 0 for share in judged.shares]
    tallest = max(range(10), key=lambda k: judged.shares[k])
    assert bars[tallest].height() == max(bar.height() for bar in bars)
    for k in range(10):
        share = judged.shares[k] / judged.shares[tallest]
        assert bars[k].height() == pytest.approx(share * bars[tallest].height())
    assert panel.values.values["top"].text() == f"{judged.top_probability:.3f}"


def test_it_says_how_many_samples_are_missing_and_compares_from_a_hundred_on(workspace, qtbot, real):
    panel = open_panel(workspace)
    workspace.quality.choose(real)
    see(workspace, pictures(40))
    settled(qtbot, workspace)
    assert "60 are missing" in panel.hint.text()
    assert panel.values.values["frechet"].text() == "–"
    see(workspace, pictures(100, seed=2))
    settled(qtbot, workspace)
    found = workspace.quality.state.compared
    assert found.frechet > 0
    assert panel.hint.text() == ""
    texts = {key: label.text() for key, label in panel.values.values.items()}
    assert texts["frechet"] != "–"
    assert "±" in texts["floor"]
    assert "±" in texts["kernel"]
    assert texts["real_top"] == f"{found.top_probability:.3f}"


def test_the_file_is_chosen_by_hand_and_kept_for_the_network(workspace, qtbot, real, monkeypatch):
    panel = open_panel(workspace)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (real, ""))
    click(qtbot, panel.choose)
    assert panel.file.text() == "real.npz"
    install(workspace, Digitlike(name="another"))
    assert panel.file.text() == "no file named"
    install(workspace, Digitlike())
    assert panel.file.text() == "real.npz"
    click(qtbot, panel.clear)
    install(workspace, Digitlike(name="another"))
    install(workspace, Digitlike())
    assert workspace.quality.state.data == ""


def test_neighbours_follow_the_focus(workspace, qtbot, real):
    panel = open_panel(workspace)
    workspace.quality.choose(real)
    x = pictures(4, seed=4)
    x[3] = pictures(230, seed=8)[17]
    see(workspace, x)
    settled(qtbot, workspace)
    assert workspace.quality.state.neighbours.focus == 0
    qtbot.keyClick(workspace.center.grid, Qt.Key.Key_End)
    assert workspace.quality.state.neighbours is None  # at once: those were another sample's
    settled(qtbot, workspace)
    found = workspace.quality.state.neighbours
    assert (found.focus, found.indices[0], found.distances[0]) == (3, 17, 0)
    assert "0, " in panel.neighbours.accessibleDescription()
    places = panel.neighbours.places()
    assert len(places) == 7
    assert places[0].width() > places[1].width()
    assert max(rect.right() for rect in places) <= panel.neighbours.width() + 1
    assert not any(a.intersects(b) for k, a in enumerate(places) for b in places[:k])


def test_it_can_be_cancelled_and_is_not_begun_again_for_the_same(workspace, qtbot, real, gate):
    panel = open_panel(workspace)
    see(workspace, pictures(3))
    workspace.quality.choose(real)
    qtbot.waitUntil(lambda: gate.entered.is_set() and panel.bar.maximum() == 10, timeout=60_000)
    assert panel.cancel.isVisible()
    click(qtbot, panel.cancel)
    settled(qtbot, workspace)
    assert not panel.cancel.isVisible()
    assert workspace.quality.state.judged is not None
    assert workspace.quality.state.neighbours is None
    gate.entered.clear()
    workspace.quality.look()
    assert not workspace.quality.busy
    gate.release(10)
    workspace.run.focus = 1
    settled(qtbot, workspace)
    assert workspace.quality.state.neighbours.focus == 1


def test_what_is_not_seen_any_more_is_stopped_and_its_results_are_dropped(workspace, qtbot, real, gate):
    open_panel(workspace)
    first, second = pictures(3, seed=1), pictures(3, seed=2)
    see(workspace, first)
    workspace.quality.choose(real)
    qtbot.waitUntil(gate.entered.is_set, timeout=60_000)
    see(workspace, second)
    assert workspace.quality.state.judged is None
    gate.release(10)
    settled(qtbot, workspace)
    assert workspace.quality.state.judged.pictures is second
    assert workspace.quality.state.neighbours.pictures is second
    session = workspace.quality  # a late word of an older thread
    session._told(session._number - 1, Judged(first, np.zeros(3, np.int64), np.ones(3), ("0",)))
    assert session.state.judged.pictures is second
    session._stopped = True
    session._told(session._number, Judged(second, np.zeros(3, np.int64), np.ones(3), ("late",)))
    assert session.state.judged.labels != ("late",)
    session._stopped = False
    session._told(session._number, Neighbours(first, 0, first, (0.0,) * 3, (0, 1, 2), 3))
    assert session.state.neighbours is None


def test_while_a_run_goes_on_there_are_classes_only(workspace, qtbot, real):
    open_panel(workspace)
    workspace.quality.choose(real)
    see(workspace, pictures(3), phase=RunPhase.RUNNING)
    settled(qtbot, workspace)
    assert workspace.quality.state.judged is not None
    assert workspace.quality.state.neighbours is None
    workspace.run.status = dataclasses.replace(workspace.run.status, phase=RunPhase.PAUSED)
    settled(qtbot, workspace)
    assert workspace.quality.state.neighbours is not None


def test_a_file_that_cannot_be_read_is_said_and_not_tried_again(workspace, qtbot, tmp_path):
    panel = open_panel(workspace)
    see(workspace, pictures(3))
    workspace.quality.choose(str(tmp_path / "none.npz"))
    settled(qtbot, workspace)
    assert panel.error.text().startswith("The real pictures cannot be used: ")
    assert "no such file" in panel.error.text()
    assert panel.error.isVisible()
    workspace.quality.look()
    assert not workspace.quality.busy
    workspace.quality.choose("")
    settled(qtbot, workspace)
    assert not panel.error.isVisible()


def test_a_network_without_a_feature_network_has_neighbours_only(desk, qtbot, tmp_path):
    workspace = desk
    np.savez(tmp_path / "small.npz", images=pictures(30, side=8))
    panel = open_panel(workspace)
    assert panel.none.isVisible()
    for widget in (panel.labels, panel.bars, panel.values.values["frechet"]):
        assert not widget.isVisible()
    workspace.quality.choose(str(tmp_path / "small.npz"))
    see(workspace, pictures(3, side=8))
    settled(qtbot, workspace)
    assert workspace.quality.state.neighbours.total == 30
    assert workspace.quality.state.judged is None


def test_pictures_of_a_network_that_is_gone_are_not_judged(workspace, qtbot):
    open_panel(workspace)
    see(workspace, pictures(3, side=8), info=dataclasses.replace(gaussian(shape=(1, 8, 8)).describe()))
    settled(qtbot, workspace)
    assert workspace.quality.state.judged is None


def test_closing_the_window_ends_it(whole, qtbot, real, gate):
    workspace, window = whole, whole.quality_panel.window()
    bring_into_view(workspace.quality_panel)
    see(workspace, pictures(3))
    workspace.quality.choose(real)
    qtbot.waitUntil(gate.entered.is_set, timeout=60_000)
    window.close()
    assert window.finished
    assert workspace.context.tasks.running == 0


def test_a_label_is_left_out_where_there_is_no_room():
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QFont, QImage, QPainter

    def painted(side):
        image = QImage(side, side, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.red)
        painter = QPainter(image)
        paint_labels(painter, [(QRect(0, 0, side, side), "7 · 98 %")], QFont(), 1.0)
        painter.end()
        return [y for y in range(side) for x in range(side) if image.pixelColor(x, y) != Qt.GlobalColor.red]

    assert painted(10) == []
    assert painted(120)
    assert min(painted(120)) > 80


def test_all_labels_of_a_grid_have_one_size():
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPainter

    def height(*texts):
        """Of the ground of the first text, in pixels."""
        image = QImage(120 * len(texts), side, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.red)
        painter = QPainter(image)
        paint_labels(painter, [(QRect(120 * k, 0, side, side), text) for k, text in enumerate(texts)], QFont(), 1.0)
        painter.end()
        return len({y for y in range(side) for x in range(side) if image.pixelColor(x, y) != Qt.GlobalColor.red})

    font = tabular(QFont())
    font.setPixelSize(LABEL_PIXELS)
    side = int(QFontMetricsF(font).horizontalAdvance("7 · 98 %")) + 7  # for this, and not for the other
    assert height("7 · 98 %") > height("7 · 98 %", "7 · 100 %") == height("7 · 100 %", "7 · 98 %") > 0
