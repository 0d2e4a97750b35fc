"""What the messages of the window offer to do."""

import pytest
from PySide6.QtCore import QObject, QPoint, QRect, QSize, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QDockWidget

from app.core.diagnostics import SamplingDivergedError
from app.params import Convention, SettingError
from app.params.run import FinishReason, Problem
from app.params.status import RunPhase
from app.ui.notices import Notices
from app.ui.runs.controls import RunButtons
from app.ui.runs.timeline_view import TimelineView
from app.workers.problems import explain_run, explain_task
from tests.models import gaussian
from tests.ui.conftest import install
from tests.ui.inpaint import export
from tests.ui.test_pictures import complete
from tests.ui.test_sweep import ask, fill, open_sweep

SIGMA = 0.1


def diverge(window, qtbot):
    install(window, gaussian(0.5, 1e-6, (1, 8, 8)))
    settings, run = window.workspace.settings, window.workspace.run
    values = {"levels": 2, "steps_per_level": 400, "sigma_max": 1.0, "sigma_min": SIGMA, "epsilon": 1e3, "count": 2}
    for name, value in values.items():
        settings.set(name, value)
    window.workspace.session.play_pause()
    qtbot.waitUntil(lambda: run.phase is RunPhase.IDLE and run.reason is not None, timeout=60_000)
    assert run.reason is FinishReason.DIVERGED


@pytest.mark.parametrize("convention", list(Convention))
def test_samples_that_diverged_are_mended_by_a_button(make_window, qtbot, convention):
    window = make_window()
    settings = window.workspace.settings
    settings.set_convention(convention)
    diverge(window, qtbot)
    notice = window.notices.shown()[0]
    paper = convention is Convention.PAPER
    assert notice.deed_button.text() == ("Set ε to 0.039" if paper else "Set step_lr to 0.0195")
    qtbot.mouseClick(notice.deed_button, Qt.MouseButton.LeftButton)
    assert settings.value("epsilon") == 0.039  # eta = 4 is the limit
    assert window.notices.shown() == []
    window.workspace.session.play_pause()
    qtbot.waitUntil(lambda: window.workspace.run.reason is FinishReason.COMPLETE, timeout=60_000)


@pytest.mark.parametrize(("limit", "value"), [(0.04, 0.039), (0.0405, 0.04), (1.0, 0.9), (3.16e-7, 3.1e-7)])
def test_the_remedy_is_just_below_the_limit(limit, value):
    where = {"level": 0, "step": 3, "sigma": 0.1, "epsilon": 1.0}
    _, problem = explain_run(SamplingDivergedError(**where, eta=5.0, stable_epsilon=limit))
    assert problem.mended_by == ("epsilon", value)
    for eta in (None, 3.0):  # the step size is not what was wrong
        _, problem = explain_run(SamplingDivergedError(**where, eta=eta, stable_epsilon=limit))
        assert problem.mended_by is None


ASCII = SettingError("sigma_min (2) must be below sigma_max (1), and epsilon >= 1e-6")


@pytest.mark.parametrize("explain", [lambda e: explain_run(e)[1], lambda e: explain_task(e, "The sweep failed")])
def test_quantities_in_a_notice_have_their_symbols(qtbot, explain):
    notices = Notices()
    qtbot.addWidget(notices)
    problem = explain(ASCII)
    notices.show_problem(problem)
    assert notices.shown()[0].problem.text.rstrip(".") == "σ_L (2) must be below σ₁ (1), and ε ≥ 1e-6"
    notices.withdraw(problem)  # it is known by what was told, not by how it was said
    assert notices.shown() == []


def test_settings_that_do_not_fit_are_told_with_symbols(make_window):
    window = make_window()
    install(window, gaussian(0.5, 0.1, (1, 8, 8)))
    window.workspace.settings.set("sigma_max", 1.0)
    window.workspace.settings.set("sigma_min", 2.0)
    assert "sigma" in window.workspace.settings.error
    window.workspace.session.play_pause()
    assert "σ_L" in window.notices.shown()[0].problem.text
    assert "sigma" not in window.notices.shown()[0].problem.text


def test_names_of_files_in_a_notice_stay(qtbot):
    notices = Notices()
    qtbot.addWidget(notices)
    notices.show_problem(Problem("Not opened", "sigma and eta, a folder."))
    assert notices.shown()[0].problem.text == "sigma and eta, a folder."


class Desktop(QObject):
    """Takes the place of the system's file manager."""

    def __init__(self):
        super().__init__()
        self.asked = []

    @Slot(QUrl)
    def open(self, url):
        self.asked.append(url.toLocalFile())


def test_the_folder_of_what_was_saved_is_opened(make_window, qtbot, tmp_path):
    window, desktop = make_window(), Desktop()
    install(window, gaussian(0.5, 0.1, (1, 8, 8)))
    workspace = window.workspace
    for name, value in {"levels": 2, "steps_per_level": 1, "count": 2}.items():
        workspace.settings.set(name, value)
    workspace.session.play_pause()
    qtbot.waitUntil(lambda: workspace.run.phase is RunPhase.IDLE and workspace.run.frame is not None, timeout=30_000)
    export(workspace, qtbot, tmp_path / "grid.png")
    notice = window.notices.shown()[0]
    assert notice.problem.title == "Saved grid.png"
    QDesktopServices.setUrlHandler("file", desktop, "open")
    try:
        qtbot.mouseClick(notice.deed_button, Qt.MouseButton.LeftButton)
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert desktop.asked == [str(tmp_path)]
    assert window.notices.shown() == []


# Where messages lie

LONG = "What happened, where, and what can be done about it, in many words. " * 8


def tell_much(notices, words=LONG):
    for number in range(3):
        notices.show_problem(Problem(f"{number}. {words}", words, "details"))
    QApplication.processEvents()


def rect_of(widget, inside):
    return QRect(widget.mapTo(inside, QPoint(0, 0)), widget.size())


def lies(notices, view, *free):
    """Whether the messages, whole, lie within the view and over none of these."""
    window = view.window()
    mine = rect_of(notices, window)
    seen = [notice for notice in notices.shown() if notice.isVisible()]
    assert seen[0] is notices.shown()[0]  # the newest is
    assert rect_of(view, window).contains(mine)
    for notice in seen:
        assert mine.contains(rect_of(notice, window))
        assert notice.height() >= notice.heightForWidth(notice.width())
    assert not any(mine.intersects(rect_of(widget, window)) for widget in free if widget.isVisible())
    return len(seen)


def steering(window):
    return [button for row in window.findChildren(RunButtons) for button in row.buttons.values()]


@pytest.mark.usefixtures("dressed")
@pytest.mark.parametrize("size", [(1000, 700), (1280, 800), (1920, 1080)], ids=str)
@pytest.mark.parametrize("key", ["sample", "inpaint", "lab"])
def test_messages_lie_over_the_pictures_and_not_over_what_steers_the_run(make_window, key, size):
    window = make_window(size=size, workspace=key)
    install(window, gaussian(0.5, 0.1, (1, 8, 8)))
    tell_much(window.notices)
    middle = window.notices.parentWidget()
    timelines = middle.findChildren(TimelineView)
    assert len(timelines) == (key != "lab")
    buttons = steering(window)
    assert len(buttons) >= 5
    assert lies(window.notices, middle, *buttons, *timelines) >= 1 + (size[1] > 700)
    window.notices.clear()


@pytest.mark.usefixtures("dressed", "letters")
def test_messages_stay_over_the_pictures_while_a_panel_floats_and_in_a_window_made_small(make_window):
    window = make_window(size=(1280, 800))
    (dock,) = [dock for dock in window.findChildren(QDockWidget) if dock.objectName() == "sample-run"]
    dock.setFloating(True)
    tell_much(window.notices, LONG[:200])
    assert window.notices.window() is window
    middle, timeline = window.notices.parentWidget(), window.workspace.center.timeline
    many = lies(window.notices, middle, timeline)
    assert any(dock.isAncestorOf(button) for button in steering(window))
    window.resize(760, 480)
    QApplication.processEvents()
    few = lies(window.notices, middle, timeline)
    assert 1 <= few < many
    window.resize(1280, 800)
    QApplication.processEvents()
    assert lies(window.notices, middle, timeline) == many  # they had only waited for room
    window.notices.clear()


@pytest.mark.usefixtures("dressed")
@pytest.mark.parametrize("tiny", [True, False])
def test_messages_in_a_window_of_its_own_leave_its_controls_free(window, qtbot, tiny):
    words = "In few words" if tiny else LONG
    complete(window, qtbot)
    sweep = open_sweep(window, qtbot)
    tell_much(sweep.notices)  # while nothing is there but a hint
    lies(sweep.notices, sweep.stage, sweep.start, sweep.stop, sweep.form, sweep.shut)
    sweep.notices.clear()
    ask(qtbot, sweep, ("Steps per level", "1, 2"))
    fill(qtbot, sweep)
    sweep.resize(sweep.minimumSizeHint() if tiny else QSize(980, 720))
    tell_much(sweep.notices, words)
    lies(sweep.notices, sweep.area, sweep.start, sweep.stop, sweep.form, sweep.shut)
    sweep.close()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    large = window.workspace.levels_panel.large
    qtbot.waitUntil(lambda: large.isVisible())
    large.resize(large.minimumSizeHint() if tiny else QSize(1000, 680))
    tell_much(large.notices, words)
    lies(large.notices, large.plots, large.save, large.shut, large.log, large.fit)
    large.close()
