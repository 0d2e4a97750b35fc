"""What the messages of the window offer to do."""

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from app.core.diagnostics import SamplingDivergedError
from app.params import Convention, SettingError
from app.params.run import FinishReason, Problem
from app.params.status import RunPhase
from app.ui.notices import Notices
from app.workers.problems import explain_run, explain_task
from tests.models import gaussian
from tests.ui.conftest import install
from tests.ui.inpaint import export

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
