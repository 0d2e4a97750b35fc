"""The inside of the network in the window: with real clicks and keys, in a thread, and only while it is seen."""

import threading

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QSlider, QTreeWidget, QWidget

from app.jobs import inside as work
from app.params.lessons.setup import InsideLook, read_setup
from app.params.status import RunPhase
from app.ui.learn.pointing import bring_into_view
from app.ui.sample.inside_view import InsideView
from app.ui.sample.reach_view import ReachView
from tests.models import gaussian, write_small
from tests.ui.conftest import click, install, open_network

CONTROL = Qt.KeyboardModifier.ControlModifier


def view_of(window):
    return window.workspace.center.findChild(InsideView)


def settled(qtbot, window):
    session = window.workspace.inside
    qtbot.waitUntil(lambda: session.idle and session.state.found is not None)


@pytest.fixture
def desk(desk):
    """The network can be looked into."""
    assert not desk.inside.state.shown
    return desk


def look_inside(window, qtbot):
    qtbot.keyClick(window.workspace.center, Qt.Key.Key_I, CONTROL)
    settled(qtbot, window)
    return view_of(window)


def run_to_the_end(window, qtbot):
    window.workspace.settings.set("count", 3)
    run = window.workspace.run
    with qtbot.waitSignal(run.ended):
        qtbot.keyClick(window.workspace.center, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: run.phase is RunPhase.IDLE and window.tasks.running == 0)


def choose(qtbot, view, name):
    """Click on the line of a module, whose holders are opened before."""
    for item in view.tree.findItems("", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive, 0):
        if item.data(0, Qt.ItemDataRole.UserRole) == name:
            parent = item.parent()
            while parent is not None:
                parent.setExpanded(True)
                parent = parent.parent()
            view.tree.scrollToItem(item)
            place = view.tree.visualItemRect(item).center()
            qtbot.mouseClick(view.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
            return
    pytest.fail(f"there is no {name}")


def test_one_key_shows_it_and_goes_back(window, qtbot):
    workspace = window.workspace
    before = workspace.center._stack.currentWidget()
    assert not window.table["inside"].isChecked()
    view = look_inside(window, qtbot)
    assert workspace.center._stack.currentWidget() is view
    assert window.table["inside"].isChecked()
    assert view.tree.hasFocus()
    assert view.tree.topLevelItem(0).text(0) == "score"
    assert view.layer.text().startswith("The score")
    click(qtbot, view.shut)
    assert workspace.center._stack.currentWidget() is before
    assert before.hasFocus()


def test_the_panel_of_the_network_has_a_button_where_there_is_such_a_view(window, qtbot):
    panel = window.workspace.model_panel
    bring_into_view(panel.inside)
    click(qtbot, panel.inside)
    settled(qtbot, window)
    assert view_of(window).isVisible()
    click(qtbot, panel.inside)
    assert not view_of(window).isVisible()
    window.show_workspace("inpaint")
    bring_into_view(window.workspace.model_panel)
    assert window.workspace.model_panel.isVisible()
    assert not window.workspace.model_panel.inside.isVisible()
    window.show_workspace("sample")
    bring_into_view(panel.inside)
    assert panel.inside.isVisible()


def test_a_module_that_is_clicked_is_looked_at(desk, qtbot):
    view = look_inside(desk, qtbot)
    choose(qtbot, view, "down.0.conv1")
    settled(qtbot, desk)
    found = desk.inside.state.found
    assert found.name == "down.0.conv1"
    assert view.layer.text() == "down.0.conv1 (Conv2d), 584 parameters"
    assert view.about_maps.text() == "8 maps of 4 × 4, each from black, its lowest, to white"
    assert view.maps.pictures.shape == (8, 4, 4, 1)
    choose(qtbot, view, "embed.hidden")
    settled(qtbot, desk)
    assert view.maps.pictures is None
    assert "no maps" in view.maps.hint
    assert view.about_reach.text() == ""


def test_another_pixel_by_mouse_and_by_keys(desk, qtbot):
    view = look_inside(desk, qtbot)
    choose(qtbot, view, "stem")
    settled(qtbot, desk)
    state = desk.inside.state
    assert state.found.reach.pixel == (4, 4)
    qtbot.mouseClick(view.reach, Qt.MouseButton.LeftButton, pos=view.reach.center_of(1, 6))
    settled(qtbot, desk)
    assert state.found.reach.pixel == (1, 6)
    assert view.reach.accessibleDescription().startswith("Its place under pixel (2, 7) sees ")
    view.reach.setFocus()
    qtbot.keyClick(view.reach, Qt.Key.Key_Left)
    settled(qtbot, desk)
    assert state.found.reach.pixel == (1, 5)
    for _ in range(3):
        qtbot.keyClick(view.reach, Qt.Key.Key_Up)
        settled(qtbot, desk)
    assert state.found.reach.pixel == (0, 5)  # not beyond the edge


def test_it_follows_the_step_that_is_seen_unless_another_level_is_chosen(desk, qtbot):
    run_to_the_end(desk, qtbot)
    view, workspace = look_inside(desk, qtbot), desk.workspace
    state, run = workspace.inside.state, workspace.run
    assert state.found.sigma == run.frame.progress.sigma
    for _ in range(3):  # denoising has the level of the last step
        qtbot.keyClick(desk.center, Qt.Key.Key_PageUp)
    settled(qtbot, desk)
    seen = run.shown.sigma
    assert state.found.sigma == seen > run.frame.progress.sigma
    view.sigma.setFocus()
    qtbot.keyClick(view.sigma, Qt.Key.Key_Left)
    settled(qtbot, desk)
    assert state.found.sigma > seen
    assert not view.follow.isChecked()
    own = state.found.sigma
    run.viewed = None
    settled(qtbot, desk)
    assert state.found.sigma == own
    click(qtbot, view.follow)
    settled(qtbot, desk)
    assert state.found.sigma == run.frame.progress.sigma


def test_it_looks_at_the_sample_in_focus(desk, qtbot, monkeypatch):
    asked = []
    looked = work.noisy
    monkeypatch.setattr(
        work, "noisy", lambda model, picture, sigma: asked.append(picture) or looked(model, picture, sigma)
    )
    run_to_the_end(desk, qtbot)
    look_inside(desk, qtbot)
    run = desk.run
    run.focus = 2
    settled(qtbot, desk)
    assert np.array_equal(asked[0], run.frame.estimate[0])
    assert np.array_equal(asked[-1], run.frame.estimate[2])


def test_nothing_is_looked_up_while_it_is_not_shown(window, qtbot, monkeypatch):
    asked = []
    monkeypatch.setattr(work.InsideWork, "__call__", lambda _self, request: asked.append(request))
    run_to_the_end(window, qtbot)
    assert asked == []
    assert view_of(window) is None
    assert window.workspace.inside.state.found is None


def test_no_thread_is_left_when_nobody_looks_any_more(desk, qtbot):
    view = look_inside(desk, qtbot)
    assert desk.tasks.running >= 1
    click(qtbot, view.shut)
    qtbot.waitUntil(lambda: desk.tasks.running == 0)
    look_inside(desk, qtbot)
    choose(qtbot, view, "stem")
    settled(qtbot, desk)
    assert desk.inside.state.found.name == "stem"


def test_the_window_does_not_wait_for_it(desk, qtbot, monkeypatch):
    gate, answer = threading.Event(), work.InsideWork.__call__
    threads = []

    def slow(self, request):
        threads.append(threading.current_thread())
        gate.wait(60)
        return answer(self, request)

    monkeypatch.setattr(work.InsideWork, "__call__", slow)
    qtbot.keyClick(desk.center, Qt.Key.Key_I, CONTROL)
    qtbot.waitUntil(lambda: bool(threads))
    assert threading.main_thread() not in threads
    assert view_of(desk).isVisible()
    gate.set()
    settled(qtbot, desk)


def test_closing_ends_a_look_in_the_middle_of_the_network(desk, qtbot, monkeypatch):
    gate, begun = threading.Event(), []

    class Slow(work.Inside):
        def __init__(self, network, check):
            def gated():
                begun.append(network)
                gate.wait(60)
                check()

            super().__init__(network, gated)

    monkeypatch.setattr(work, "Inside", Slow)
    qtbot.keyClick(desk.center, Qt.Key.Key_I, CONTROL)
    qtbot.waitUntil(lambda: len(begun) == 1)
    click(qtbot, view_of(desk).shut)
    gate.set()
    qtbot.waitUntil(lambda: desk.tasks.running == 0)
    assert len(begun) == 1


def test_a_run_that_is_followed_is_left_the_processor(desk, qtbot, gates):
    look_inside(desk, qtbot)
    workspace = desk.workspace
    model = desk.models.model
    model.function = model.score
    gate = gates(model)
    model.score = lambda x, sigma: model.function(x, sigma)
    workspace.settings.set("count", 2)
    qtbot.keyClick(desk.center, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: gate.entered == 1)
    gate.let()
    qtbot.waitUntil(lambda: workspace.run.frame is not None)
    session = workspace.inside
    assert session.waiting
    assert session.wanted() is None
    assert view_of(desk).waiting.isVisible()
    qtbot.keyClick(desk.center, Qt.Key.Key_Space)
    gate.let()
    qtbot.waitUntil(lambda: workspace.run.phase is RunPhase.PAUSED)
    settled(qtbot, desk)
    assert session.state.found.sigma == workspace.run.frame.progress.sigma
    assert not view_of(desk).waiting.isVisible()
    gate.open.set()
    qtbot.keyClick(desk.center, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: workspace.run.phase is RunPhase.IDLE)


def test_another_network_is_looked_into_when_it_is_opened(desk, qtbot, tmp_path):
    view = look_inside(desk, qtbot)
    choose(qtbot, view, "down.0.conv1")
    settled(qtbot, desk)
    open_network(desk, qtbot, str(write_small(tmp_path / "other.safetensors", features=16)))
    settled(qtbot, desk)
    assert desk.inside.state.found.row.shape == (16, 4, 4)
    assert view.about_maps.text().startswith("16 maps")


def test_what_is_no_network_says_so(desk, qtbot):
    install(desk, gaussian(0.5, 0.1, (1, 8, 8)))
    qtbot.keyClick(desk.center, Qt.Key.Key_I, CONTROL)
    qtbot.waitUntil(lambda: desk.inside.state.problem is not None)
    assert "no network" in view_of(desk).error.text()
    assert view_of(desk).error.isVisible()


def test_dilations_are_offered_where_there_are_some(desk, qtbot, ncsn):
    view = look_inside(desk, qtbot)
    assert not view.dilated.isVisible()
    open_network(desk, qtbot, ncsn)
    settled(qtbot, desk)
    choose(qtbot, view, "res3.0.conv1")
    settled(qtbot, desk)
    wide = desk.inside.state.found.reach
    assert view.dilated.isVisible()
    click(qtbot, view.dilated)
    settled(qtbot, desk)
    assert desk.inside.state.found.reach.half < wide.half


def test_the_charts_are_of_the_module_that_is_looked_at(desk, qtbot, ncsn):
    view = look_inside(desk, qtbot)
    open_network(desk, qtbot, ncsn)
    settled(qtbot, desk)
    qtbot.waitUntil(lambda: len(view.effect.charts) == 3 and view.effect.effect.output.tolist() == [1, 1, 1, 1])
    assert [chart.title for chart in view.effect.charts] == ["gain", "shift", "output ×"]
    gain = view.effect.charts[0]
    assert np.array_equal(gain.curves[2].y, desk.inside.state.found.effect.gain[1])
    assert gain.cursor == 1  # without pictures: the largest level
    click(qtbot, view.follow)
    view.sigma.setFocus()
    qtbot.keyClick(view.sigma, Qt.Key.Key_End)
    settled(qtbot, desk)
    qtbot.waitUntil(lambda: view.effect.charts[0].cursor == len(gain.curves[2].x))


def test_shift_f1_explains_it(window, qtbot):
    look_inside(window, qtbot)
    qtbot.keyClick(window.workspace.center, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: window.guide.page is not None and window.guide.page.isVisible())
    assert window.guide.page.windowTitle() == "Help: Inside the network"
    window.guide.page.close()


def test_a_lesson_shows_it_and_gives_back_what_was_there(window, qtbot, monkeypatch):
    workspace = window.workspace
    state = workspace.inside.state
    state.layer = "stem"
    back = workspace.lend()
    monkeypatch.setattr(workspace.lessons, "set_up", lambda setup: None)
    workspace.set_up(read_setup({"workspace": "sample", "inside": {"layer": "down.0", "sigma": 0.5, "dilated": False}}))
    settled(qtbot, window)
    assert (state.shown, state.layer, state.sigma, state.dilated) == (True, "down.0", 0.5, False)
    assert state.found.name == "down.0"
    assert workspace.center.findChild(InsideView).isVisible()
    workspace.set_up(read_setup({"workspace": "sample"}))
    assert not state.shown
    back()
    assert (state.shown, state.layer, state.sigma, state.dilated) == (False, "stem", None, True)


def test_a_setup_says_what_is_wrong_with_it():
    assert read_setup({"workspace": "sample", "inside": {}}).inside == InsideLook()
    for wrong in ({"layer": 3}, {"sigma": 0}, {"sigma": "x"}, {"dilated": 1}, {"pixel": 3}, []):
        with pytest.raises(ValueError, match=r"inside|layer|sigma|dilated"):
            read_setup({"workspace": "sample", "inside": wrong})
    with pytest.raises(ValueError, match="knows no"):
        read_setup({"workspace": "inpaint", "picture": "eight", "inside": {}})


@pytest.mark.parametrize("size", [(1000, 700), (1280, 800)])
def test_everything_has_a_name_and_room(dressed, usual_font, window, qtbot, ncsn, size):
    window.resize(*size)
    view = look_inside(window, qtbot)
    open_network(window, qtbot, ncsn)
    settled(qtbot, window)
    qtbot.waitUntil(lambda: view.dilated.isVisible())
    kinds = (QAbstractButton, QSlider, QTreeWidget, ReachView)
    taking = [w for w in view.findChildren(QWidget) if isinstance(w, kinds) and w.isVisible()]
    assert len(taking) == 7
    assert [w for w in taking if not (w.accessibleName() or getattr(w, "text", str)())] == []
    assert [w for w in taking if not w.toolTip()] == []
    for widget in (view.layer, view.dilated, view.held, view.sigma, view.value, view.follow, view.shut, view.effect):
        place = QRect(widget.mapTo(view, QPoint(0, 0)), widget.size())
        assert view.rect().contains(place), widget
    for box in (view.dilated, view.held, view.follow, view.shut, view.value):
        assert box.width() >= box.sizeHint().width(), box.text()
    assert view.tree.columnWidth(0) >= 90
    assert view.width() >= size[0] * 0.6
