"""What takes long to make is made in pieces, and whoever asks for it meanwhile gets it when it is there."""

from itertools import chain

import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from app.params.lab.particles import ParticleSettings
from app.params.status import RunPhase
from app.ui import making
from app.ui.help.tour import STATIONS
from app.ui.lab.center import LabCenter
from app.ui.lab.density_panel import DensityPanel
from app.ui.lab.learning_panel import LearningPanel
from app.ui.lab.numbers_panel import NumbersPanel
from app.ui.lab.particle_panel import ParticlePanel, SamplerForm
from app.ui.making import Making, dressed
from app.ui.workspace import WORKSPACES, row_of
from tests.ui.test_learn import open_lessons

pytestmark = pytest.mark.usefixtures("in_pieces")


@pytest.fixture(autouse=True)
def _small_turns(monkeypatch):
    """One piece a turn."""
    monkeypatch.setattr(making, "TURN_S", -1.0)


def pieces(said, *, fails=False):
    for name in "abc":
        said.append(name)
        QTimer.singleShot(0, lambda: said.append("others"))
        yield
        if fails:
            raise ValueError("no")


def test_each_piece_has_a_turn_of_its_own(qapp, qtbot):
    said, parent = [], QObject()
    thing = Making(pieces(said), parent)
    assert said == []
    with qtbot.waitSignal(thing.done):
        thing.begin()
    assert said == ["a", "others", "b", "others", "c", "others"]
    assert thing.over


def test_the_rest_is_made_at_once_where_somebody_cannot_wait(qapp, qtbot):
    said, told, parent = [], [], QObject()
    thing = Making(pieces(said), parent)
    thing.done.connect(lambda: told.append("done"))
    thing.begin()
    qtbot.waitUntil(lambda: "others" in said)
    thing.finish()
    assert "".join(name for name in said if name != "others") == "abc"
    thing.finish()
    thing.begin()
    QApplication.processEvents()
    assert told == ["done"]


def test_a_piece_that_fails_is_the_last_one(qapp):
    said, told, parent = [], [], QObject()
    thing = Making(pieces(said, fails=True), parent)
    thing.done.connect(lambda: told.append("done"))
    thing.turn()
    with pytest.raises(ValueError, match="no"):
        thing.turn()
    thing.finish()
    assert thing.over
    assert (said, told) == (["a"], [])


def test_each_widget_gets_its_style_in_a_piece_of_its_own(qtbot):
    outer = QWidget()
    qtbot.addWidget(outer)
    inner = QWidget(outer)
    button = QPushButton(inner)
    inside, polished = (button, inner, outer), Qt.WidgetAttribute.WA_WState_Polished
    seen = [[widget.testAttribute(polished) for widget in inside] for _ in dressed(outer)]
    assert seen == [[True, False, False], [True, True, False], [True, True, True]]


@pytest.fixture
def turns(monkeypatch):
    """What of the laboratory is made in each turn."""
    made, turn = [[]], Making.turn

    def remembered(self):
        made.append([])
        turn(self)

    monkeypatch.setattr(Making, "turn", remembered)
    for cls in (LabCenter, DensityPanel, SamplerForm, ParticlePanel, LearningPanel, NumbersPanel):

        def init(self, *args, _init=cls.__init__, _name=cls.__name__, **more):
            made[-1].append(_name)
            _init(self, *args, **more)

        monkeypatch.setattr(cls, "__init__", init)
    return made


def lab_action(window):
    return next(action for action in window.findChildren(type(window.table["play"])) if action.text() == "2-D lab")


def test_the_window_stays_where_it_is_until_the_laboratory_is_made(window, qtbot, turns):
    before = window.workspace
    lab_action(window).trigger()
    assert window.workspace is before
    assert window.workshop.wanted == "lab"
    assert lab_action(window).isChecked()
    qtbot.waitUntil(lambda: window.workspace is not before)
    assert window.workshop.wanted == ""
    assert window.workspace is window.workshop.ready["lab"]
    assert window.docks.current == "lab"
    assert sorted(chain(*turns)) == [
        "DensityPanel", "LabCenter", "LearningPanel", "NumbersPanel", "ParticlePanel", "SamplerForm", "SamplerForm",
    ]  # fmt: skip
    assert max(map(len, turns)) == 1


def test_what_is_asked_meanwhile_is_asked_of_the_laboratory(window, qtbot, tmp_path):
    sample = window.workspace
    (tmp_path / "points.csv").write_text("x,y\n" + "0.5,1.25\n1,2\n" * 20)
    seed = sample.settings.value("seed")
    window.visit("lab")
    window.table["new_seed"].trigger()
    window.open_path(str(tmp_path / "points.csv"))
    assert window.workspace is sample
    qtbot.waitUntil(lambda: window.workspace is not sample)
    lab = window.workspace
    assert sample.settings.value("seed") == seed
    assert lab.particles.value("seed") != ParticleSettings().seed
    qtbot.waitUntil(lambda: lab.state.density.points is not None)


def test_who_goes_elsewhere_meanwhile_does_not_come_back(window, qtbot):
    arrived = []
    window.visit("lab", lambda: arrived.append("lab"))
    window.visit("sample", lambda: arrived.append("sample"))
    qtbot.waitUntil(lambda: "lab" in window.workshop.ready)
    QApplication.processEvents()
    assert arrived == ["sample"]
    assert window.docks.current == "sample"


def test_who_cannot_wait_gets_it_at_once(window, qtbot):
    window.visit("lab")
    window.show_workspace("lab")
    assert window.docks.current == "lab"
    assert window.workspace.run.phase is RunPhase.IDLE


def test_a_workspace_that_could_not_be_made_is_waited_for_no_longer(window, qtbot, monkeypatch):
    right = DensityPanel.__init__

    def fails(*_):
        raise OSError("no memory")

    monkeypatch.setattr(DensityPanel, "__init__", fails)
    seed = window.workspace.settings.value("seed")
    with qtbot.capture_exceptions() as caught:
        window.visit("lab")
        qtbot.waitUntil(lambda: bool(caught))
    assert window.workshop.wanted == ""
    window.table["new_seed"].trigger()
    assert window.workspace.settings.value("seed") != seed
    monkeypatch.setattr(DensityPanel, "__init__", right)
    window.visit("lab")
    qtbot.waitUntil(lambda: window.docks.current == "lab")


def test_a_file_brings_its_workspace(window, qtbot, tmp_path):
    (tmp_path / "points.csv").write_text("x,y\n" + "0.5,1.25\n1,2\n" * 20)
    window.open_path(str(tmp_path / "points.csv"))
    assert window.docks.current == "sample"
    qtbot.waitUntil(lambda: window.docks.current == "lab")
    lab = window.workspace
    qtbot.waitUntil(lambda: lab.state.density.points is not None)


def test_a_window_that_is_closed_meanwhile_leaves_nothing(window, qtbot):
    window.visit("inpaint")
    window.trainings.show()
    window.close()
    assert window.finished


def test_what_was_not_begun_is_not_made_to_be_closed(window, qtbot):
    for row in WORKSPACES:
        window.workshop.making(row)
    window.visit("lab")
    window.workshop.making(row_of("lab")).turn()
    window.close()
    assert set(window.workshop.ready) == {"sample", "lab"}
    assert window.finished


def test_what_was_only_asked_for_is_not_made_in_a_window_that_is_closed(window):
    making = window.workshop.making(row_of("lab"))
    window.visit("lab")
    window.close()
    QApplication.processEvents()
    assert not making.begun
    assert window.finished


def test_a_window_that_is_closed_opens_nothing_and_goes_nowhere(window, small):
    window.show_workspace("lab")
    window.close()
    window.visit("inpaint")
    window.visit("sample")
    window.open_path(small)
    window.table["step"].trigger()
    QApplication.processEvents()
    assert set(window.workshop.ready) == {"sample", "lab"}
    assert window.docks.current == "lab"
    assert window.tasks.running == 0


def test_a_part_that_cannot_be_closed_keeps_no_other_from_its_end(window, qtbot, monkeypatch):
    """A sampler that waits, the threads of the laboratory that wait for questions, and the layout."""

    def fail():
        raise ValueError("no")

    window.show_workspace("lab")
    qtbot.waitUntil(lambda: window.tasks.running > 0)
    monkeypatch.setattr(window.workshop.ready["lab"].sessions, "keep_settings", fail)
    monkeypatch.setattr(window.learn, "close", fail)
    with pytest.raises(ValueError, match="no"):
        window.close()
    assert window.finished
    assert window.tasks.running == 0
    assert not window.isVisible()
    assert window.preferences.blob("docks-lab")


def test_the_window_of_trainings_comes_when_it_is_made(window, qtbot):
    window.table["train"].trigger()
    assert window.trainings.window is None
    window.table["train"].trigger()
    qtbot.waitUntil(lambda: window.trainings.window is not None and window.trainings.window.isVisible())
    window.trainings.window.close()
    window.table["train"].trigger()
    assert window.trainings.window.isVisible()


@pytest.fixture
def learn(window, qtbot):
    """The lessons at the first step that is about the laboratory."""
    learn = open_lessons(window, qtbot)
    place = next(
        (chapter.key, number)
        for chapter in learn.lessons.shelf.chapters
        for number, step in enumerate(chapter.steps)
        if step.setup is not None and step.setup.workspace == "lab"
    )
    learn.lessons.go(*place)
    return learn


def test_a_step_is_set_up_when_its_workspace_is_there(window, learn, qtbot):
    learn.session.set_up()
    assert learn.session.lent == {}
    qtbot.waitUntil(lambda: "lab" in learn.session.lent)
    assert window.docks.current == "lab"
    learn.session.bring_back()
    assert window.docks.current == "sample"


def test_who_wants_his_own_settings_back_meanwhile_has_them(window, learn, qtbot):
    learn.session.set_up()
    learn.session.bring_back()
    qtbot.waitUntil(lambda: "lab" in window.workshop.ready)
    QApplication.processEvents()
    assert learn.session.lent == {}


def test_the_tour_waits_for_its_stations_and_can_be_left_meanwhile(window, qtbot):
    tour = window.guide.tour
    window.table["tour"].trigger()
    for station in STATIONS[1:]:
        qtbot.keyClick(tour.bubble, Qt.Key.Key_Right)
        qtbot.waitUntil(lambda station=station: window.docks.current == station.workspace)
    assert tour.place == len(STATIONS) - 1
    qtbot.keyClick(tour.bubble, Qt.Key.Key_Escape)
    assert window.docks.current == "sample"


def test_a_tour_that_is_left_on_its_way_ends_where_it_began(window, qtbot):
    window.table["tour"].trigger()
    tour = window.guide.tour
    lab = next(k for k, station in enumerate(STATIONS) if station.workspace == "lab")
    tour._go(lab)
    assert window.docks.current == "sample"
    tour.end()
    qtbot.waitUntil(lambda: "lab" in window.workshop.ready or not window.workshop.wanted)
    QApplication.processEvents()
    assert window.docks.current == "sample"
    assert tour.bubble is None
