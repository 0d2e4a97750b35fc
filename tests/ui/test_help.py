"""The start page, the tour, and the pages about panels, with real clicks and keys."""

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QDockWidget, QLabel, QWidget

from app.io.lessons import load_page
from app.io.places import bundled_checkpoints, help_folder
from app.params.lessons.chapter import Language
from app.params.status import RunPhase
from app.ui.about import AboutBox
from app.ui.help.mark import HelpButton
from app.ui.help.start_page import WAYS
from app.ui.help.tour import STATIONS, beside
from app.ui.learn.pointing import Frame, find_target
from tests.ui.conftest import click

SHIFT = Qt.KeyboardModifier.ShiftModifier


def shown(window):
    return window.docks.current


# Start page


def test_the_start_page_comes_at_the_first_start_only(window, preferences):
    preferences.clear_recent()  # as if the network had come with the program
    window.guide.welcome()
    page = window.guide.start_page
    assert page.isVisible()
    assert page.geometry() == window.docks.middle.rect()
    page.finish()
    window.guide.welcome()
    assert window.guide.start_page is None


def test_who_has_used_the_program_is_not_stopped_by_it(window, preferences):
    preferences.add_recent("/somewhere/network.pth")
    window.guide.welcome()
    assert window.guide.start_page is None


def test_it_comes_at_every_start_if_that_is_wished(window, qtbot, preferences):
    preferences.clear_recent()
    window.guide.welcome()
    qtbot.mouseClick(window.guide.start_page.always, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    qtbot.keyClick(window.guide.start_page, Qt.Key.Key_Escape)
    assert window.guide.start_page is None
    assert window.workspace.center.hasFocus()
    window.guide.welcome()
    assert window.guide.start_page.always.isChecked()
    click(qtbot, window.guide.start_page.shut)
    assert window.guide.start_page is None


def test_space_is_the_window_s_and_a_run_takes_the_page_away(window, qtbot):
    window.table["start_page"].trigger()
    assert window.guide.start_page.hasFocus()
    qtbot.keyClick(window.guide.start_page, Qt.Key.Key_Space)
    run = window.workspace.run
    qtbot.waitUntil(lambda: run.phase is RunPhase.IDLE and run.frame is not None, timeout=30_000)
    assert window.guide.start_page is None
    assert window.workspace.center.grid.isVisible()
    window.table["start_page"].trigger()
    window.workspace.run.show(window.workspace.runner.path)  # as the history does it
    assert window.guide.start_page is None


def test_particles_take_the_page_away_too(window, qtbot):
    window.show_workspace("lab")
    window.table["start_page"].trigger()
    qtbot.keyClick(window.guide.start_page, Qt.Key.Key_Space)
    assert window.guide.start_page is None
    qtbot.waitUntil(lambda: window.workspace.run.frame is not None, timeout=30_000)
    window.workspace.run.session.stop()


@pytest.mark.usefixtures("dressed", "letters")
def test_it_covers_the_pictures_in_a_window_of_any_size(window, qtbot):
    window.table["start_page"].trigger()
    page = window.guide.start_page
    window.resize(1000, 700)
    qtbot.waitUntil(lambda: page.geometry() == window.docks.middle.rect())
    body = page.widget()
    for button in page.buttons.values():
        assert page.viewport().rect().contains(QRect(button.mapTo(page.viewport(), QPoint(0, 0)), button.size()))
    assert body.height() <= page.viewport().height()  # nothing is scrolled
    window.show_workspace("lab")
    assert window.guide.start_page is None


def test_each_way_in_leads_there(window, qtbot, monkeypatch, subtests):
    for way, *_ in WAYS:
        with subtests.test(way):
            window.show_workspace("sample")
            follow(window, qtbot, monkeypatch, way)


def follow(window, qtbot, monkeypatch, way):
    """From the start page."""
    asked = []
    monkeypatch.setattr("app.ui.main_window.QFileDialog.getOpenFileName", lambda *a: (asked.append(a[1:]), ("", ""))[1])
    window.table["start_page"].trigger()
    click(qtbot, window.guide.start_page.buttons[way])
    if way == "digits":
        run = window.workspace.run
        qtbot.waitUntil(lambda: run.phase is RunPhase.IDLE and run.frame is not None, timeout=30_000)
    elif way in ("inpaint", "lab"):
        assert shown(window) == way
    elif way == "open":
        assert len(asked) == 1
    elif way == "learn":
        assert window.learn.opened
        qtbot.waitUntil(lambda: window.learn.lessons.shelf is not None)
    else:
        qtbot.waitUntil(lambda: window.guide.tour.frame is not None)
        qtbot.keyClick(window.guide.tour.bubble, Qt.Key.Key_Escape)
        assert window.guide.start_page.isVisible()  # as before
        window.guide.start_page.finish()
    assert window.guide.start_page is None


# Tour


def arrived(window, qtbot, place):
    """The bubble stands beside the real control of a station, which is framed."""
    tour, station = window.guide.tour, STATIONS[place]
    qtbot.waitUntil(lambda: tour.frame is not None and tour.frame.isVisible() and tour.bubble.isVisible())
    assert shown(window) == station.workspace
    target = find_target(window, station.target)
    seen = target.visibleRegion().boundingRect().translated(target.mapTo(window, QPoint(0, 0)))
    assert not seen.isEmpty()
    assert tour.frame.geometry().contains(seen.intersected(window.rect()))
    assert not tour.bubble.geometry().intersects(tour.frame.geometry())
    assert window.rect().contains(tour.bubble.geometry())
    assert tour.bubble.count.text() == f"{place + 1} of {len(STATIONS)}"
    assert tour.bubble.hasFocus()


@pytest.mark.usefixtures("dressed")
@pytest.mark.parametrize("size", [(1280, 800), (1000, 700)])
def test_the_tour_goes_to_five_real_controls_by_keys(window, qtbot, size):
    assert len(STATIONS) == 5
    window.resize(*size)
    window.table["tour"].trigger()
    tour = window.guide.tour
    for place, key in enumerate((Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Right, Qt.Key.Key_Enter)):
        arrived(window, qtbot, place)
        qtbot.keyClick(tour.bubble, key)
    arrived(window, qtbot, 4)
    qtbot.keyClick(tour.bubble, Qt.Key.Key_Left)
    arrived(window, qtbot, 3)
    for _ in range(2):
        click(qtbot, tour.bubble.next)
    assert tour.bubble is None
    assert tour.frame is None
    assert shown(window) == "sample"


def test_after_the_tour_all_panels_stand_as_before(window, qtbot):
    window.show_workspace("inpaint")
    panels = {dock.objectName(): dock for dock in window.docks.panels()}
    panels["inpaint-sampler"].raise_()
    qtbot.waitUntil(lambda: not panels["inpaint-sampler"].visibleRegion().isEmpty())
    window.show_workspace("sample")
    panels |= {dock.objectName(): dock for dock in window.docks.panels()}
    panels["sample-log"].raise_()
    panels["sample-quality"].close()
    qtbot.waitUntil(lambda: not panels["sample-log"].visibleRegion().isEmpty())
    window.table["tour"].trigger()
    for place in range(3):
        arrived(window, qtbot, place)
        qtbot.keyClick(window.guide.tour.bubble, Qt.Key.Key_Right)
    arrived(window, qtbot, 3)
    assert not panels["sample-sampler"].isHidden()
    qtbot.keyClick(window.guide.tour.bubble, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not panels["sample-log"].visibleRegion().isEmpty())
    assert shown(window) == "sample"
    assert panels["sample-quality"].isHidden()
    assert panels["sample-sampler"].visibleRegion().isEmpty()
    window.show_workspace("inpaint")
    qtbot.waitUntil(lambda: not panels["inpaint-sampler"].visibleRegion().isEmpty())
    assert panels["inpaint-brush"].visibleRegion().isEmpty()


def test_folded_panels_are_folded_again(window, qtbot):
    window.table["panels"].trigger()
    assert window.docks.hidden
    window.table["tour"].trigger()
    arrived(window, qtbot, 0)
    assert not window.docks.hidden
    qtbot.keyClick(window.guide.tour.bubble, Qt.Key.Key_Escape)
    assert window.docks.hidden
    window.table["panels"].trigger()
    assert not any(dock.isHidden() for dock in window.docks.panels())


def test_the_tour_begins_again_after_the_panels_got_another_window(window, qtbot):
    window.table["tour"].trigger()
    arrived(window, qtbot, 0)
    with qtbot.waitSignal(window.docks.currentWidget().destroyed, timeout=60_000):
        window.table["reset_layout"].trigger()
    window.table["tour"].trigger()
    arrived(window, qtbot, 0)


def test_a_frame_whose_control_ends_is_not_there(qtbot):
    ground = QWidget()
    qtbot.addWidget(ground)
    target = QLabel("a", ground)
    ground.show()
    frame = Frame(target)
    assert not frame.isHidden()
    with qtbot.waitSignal(target.destroyed):
        target.deleteLater()
    assert frame.isHidden()
    frame.follow()
    assert frame.isHidden()
    frame.forget()


@pytest.mark.usefixtures("dressed")
def test_the_bubble_stays_beside_the_control_in_a_window_of_another_size(window, qtbot):
    window.table["tour"].trigger()
    arrived(window, qtbot, 0)
    for _ in range(2):
        qtbot.keyClick(window.guide.tour.bubble, Qt.Key.Key_Right)
    arrived(window, qtbot, 2)
    before = window.guide.tour.bubble.geometry()
    window.resize(1000, 700)
    qtbot.waitUntil(lambda: window.guide.tour.bubble.geometry() != before)
    arrived(window, qtbot, 2)
    qtbot.keyClick(window.guide.tour.bubble, Qt.Key.Key_Escape)


@pytest.mark.parametrize(
    ("place", "side"),
    [
        ((0, 300, 100, 30), "right"),
        ((900, 300, 100, 30), "left"),
        ((0, 0, 1000, 100), "below"),
        ((0, 600, 1000, 100), "above"),
    ],
)
def test_a_bubble_stands_where_there_is_room(place, side):
    place, ground = QRect(*place), QRect(0, 0, 1000, 700)
    found = beside(place, QSize(320, 140), ground)
    assert ground.contains(found)
    assert not found.intersects(place)
    assert {
        "right": found.left() > place.right(), "left": found.right() < place.left(),
        "below": found.top() > place.bottom(), "above": found.bottom() < place.top(),
    }[side]  # fmt: skip


def test_without_room_or_control_it_stands_in_the_middle():
    ground, size = QRect(0, 0, 1000, 700), QSize(320, 140)
    for place in (QRect(), ground):
        assert (beside(place, size, ground).center() - ground.center()).manhattanLength() <= 2


@pytest.mark.usefixtures("dressed")
def test_a_control_in_a_floating_panel_is_framed_there_and_the_bubble_stays_in_the_window(window, qtbot):
    (dock,) = [dock for dock in window.docks.panels() if dock.objectName() == "sample-run"]
    dock.setFloating(True)
    window.table["tour"].trigger()
    tour = window.guide.tour
    qtbot.waitUntil(lambda: tour.frame is not None and tour.bubble.isVisible())
    assert tour.frame.window() is dock
    assert (tour.bubble.geometry().center() - window.rect().center()).manhattanLength() <= 2
    qtbot.keyClick(tour.bubble, Qt.Key.Key_Escape)
    assert dock.isFloating()


# Pages


def opened(window, qtbot, title):
    qtbot.waitUntil(lambda: window.guide.page is not None and window.guide.page.windowTitle() == f"Help: {title}")
    page = window.guide.page
    assert page.isVisible()
    assert page.view.title.text() == f"<b>{title}</b>"
    return page


def test_each_question_mark_opens_its_panel_s_page(window, qtbot):
    for key in ("sample", "inpaint", "lab"):
        window.show_workspace(key)
        for dock in window.docks.panels():
            dock.raise_()
            mark = dock.findChild(HelpButton)
            qtbot.waitUntil(lambda mark=mark: not mark.visibleRegion().isEmpty())
            closing = dock.findChild(QDockWidget) or dock
            assert closing.rect().contains(mark.geometry())
            click(qtbot, mark)
            page = opened(window, qtbot, dock.windowTitle())
            qtbot.keyClick(page, Qt.Key.Key_Escape)
            assert not page.isVisible()


def test_the_key_opens_the_page_of_the_panel_that_has_the_keyboard(window, qtbot):
    window.activateWindow()
    panel = window.workspace.sampler_panel.rows["epsilon"].edit
    panel.setFocus()
    qtbot.keyClick(panel, Qt.Key.Key_F1, SHIFT)
    opened(window, qtbot, "Sampler").close()
    with qtbot.waitActive(window):
        window.activateWindow()
    window.workspace.center.give_focus()
    qtbot.keyClick(window.workspace.center.empty, Qt.Key.Key_F1, SHIFT)
    opened(window, qtbot, "Sample").close()


def test_every_page_is_there_in_every_language_and_short():
    names = {path.stem for path in (help_folder() / "en").glob("*.md")}
    assert {"sample", "inpaint", "lab"} <= names
    for language in Language:
        assert {path.stem for path in (help_folder() / language.value).glob("*.md")} == names
        for name in names:
            page = load_page([name], language)
            assert len(page.steps) == 1
            assert page.title == page.steps[0].title
            assert 30 <= page.steps[0].words <= 200


def test_a_panel_without_a_page_has_that_of_its_workspace():
    assert load_page(["lab-new", "new", "lab"], Language.ENGLISH).title == "The 2-D lab"
    assert load_page(["lab-run", "run", "lab"], Language.ENGLISH).key == "lab-run"


# About


def test_about_says_whose_pictures_the_networks_learnt_from(make_window, qtbot):
    window = make_window({name: str(path) for name, path in bundled_checkpoints().items()})
    window.table["about"].trigger()
    box = window.findChild(AboutBox)
    qtbot.waitUntil(lambda: bool(box.informativeText()))
    lines = box.informativeText().splitlines()
    assert [line.split()[0] for line in lines] == ["heroes", "mnist", "ncsn"]
    assert all("CC BY-SA 3.0" in line for line in lines)
    assert "LPC contributors" in lines[0]
    assert "LeCun, Cortes and Burges" in lines[2]
    box.reject()


def test_about_closed_at_once_is_not_written_to(make_window, qtbot, monkeypatch):
    monkeypatch.setattr(AboutBox, "_show", lambda *_: pytest.fail("an answer to a box that is closed"))
    window = make_window({"mnist": str(bundled_checkpoints()["mnist"])})
    window.table["about"].trigger()
    window.findChild(AboutBox).reject()
    qtbot.waitUntil(lambda: window.tasks.running == 0)
