"""Where the pictures of a run stand on its axis while it goes on: worked out only for what is new."""

import math
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import QApplication

from app.params.path import Kept
from app.params.status import RunPhase
from app.params.timeaxis import TimeAxis
from app.state.model import ModelState
from app.state.run import RunState
from app.ui.runs.colours import LevelColours
from app.ui.runs.timeline_places import TimelinePlaces
from app.ui.runs.timeline_view import LABELS, TimelineView
from app.workers.exchange import POINTS_SHARE, PathStore
from tests.ui.test_timeline import QUICK, parts
from tests.ui.test_workers import path_of


@dataclass
class Going:
    """As much of a run as its places need."""

    sigmas: tuple[float, ...]
    kept: Kept

    @property
    def axis(self):
        return TimeAxis(self.sigmas, denoise=True)


@pytest.mark.parametrize("frames", [1000, 16, 8], ids=["all kept", "steps thinned", "levels thinned"])
def test_places_never_fall_and_are_those_of_the_frames_kept(frames):
    levels = 12
    run = Going(tuple(10.0 ** (-k / levels) for k in range(levels)), Kept())
    store = PathStore(budget=math.ceil(100 * frames / (1 - POINTS_SHARE)))
    growing = TimelinePlaces(run)
    growing.begin()
    for n, run.kept in enumerate(path_of([4] * levels, store)):
        if n % 3 == 2:
            continue  # not every step is looked at
        anew = TimelinePlaces(run)
        anew.begin()
        own = [anew.axis.place(frame.progress) for frame in run.kept.frames]
        assert growing.kept() == [max(own[: k + 1]) for k in range(len(own))]


def test_the_places_of_another_run_are_its_own():
    run = Going((1.0, 0.1), Kept())
    *_, run.kept = path_of([3, 3], PathStore())
    places = TimelinePlaces(run)
    places.begin()
    before = list(places.kept())
    *_, run.kept = path_of([1, 5], PathStore())
    run.sigmas = (1.0, 0.5)
    places.begin()
    assert len(places.kept()) == 6
    assert places.kept() != before


def test_a_level_that_many_pictures_stand_at_is_written_once(qtbot):
    run = RunState()
    view = TimelineView(run, LevelColours(ModelState(), run))
    qtbot.addWidget(view)
    view.resize(1000, view.sizeHint().height())
    run.sigmas = (10.0, 0.1, 0.01)  # far apart: more pictures than levels
    texts = [text.removeprefix("σ ") for _, text in view.labels(view.fontMetrics(), 1000)]
    assert len(view.places.slots()) > 6
    assert texts == ["10.0", "0.100", "0.0100"]


class Painted(QObject):
    """What of a widget has been painted."""

    def __init__(self, widget):
        super().__init__(widget)
        self.region = QRegion()
        widget.installEventFilter(self)

    def eventFilter(self, _watched, event):
        if event.type() is QEvent.Type.Paint:
            self.region += event.region()
        return False


def test_the_axis_is_painted_without_gaps_from_where_the_run_was(window, qtbot):
    for name, value in QUICK.items():
        window.workspace.settings.set(name, value)
    run, timeline = parts(window)
    view = timeline.view
    window.resize(1280, 800)

    def level():
        window.workspace.runner.level()
        qtbot.waitUntil(lambda: run.phase is RunPhase.PAUSED, timeout=60_000)
        QApplication.processEvents()
        return view.places.x_of(view.places.kept()[-1])

    before = level()
    painted = Painted(view)
    after = level()
    assert after > before + 60  # farther than the pictures beside the playhead reach
    axis = view.height() - LABELS - 8
    missing = QRegion(before, axis, after - before, 1) - painted.region
    assert missing.isEmpty(), missing.boundingRect()
    window.workspace.session.stop()
    qtbot.waitUntil(lambda: run.phase is RunPhase.IDLE, timeout=60_000)
