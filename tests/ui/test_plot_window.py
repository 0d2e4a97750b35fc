"""The plots in a window of their own, opened, zoomed, read and saved with real keys and clicks."""

import csv

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from app.params.status import RunPhase
from tests.ui.conftest import click


@pytest.fixture
def plots(window, qtbot):
    """The plots of a finished run of 4 levels with 3 steps each, epsilon changed after it began."""
    settings = window.workspace.settings
    for name, value in (("levels", 4), ("steps_per_level", 3), ("sigma_max", 8.0), ("sigma_min", 1.0)):
        settings.set(name, value)
    window.workspace.session.step()
    run = window.workspace.run
    qtbot.waitUntil(lambda: run.phase is RunPhase.PAUSED)
    settings.set("epsilon", 2 * settings.value("epsilon"))
    window.workspace.session.play_pause()
    qtbot.waitUntil(lambda: run.phase is RunPhase.IDLE, timeout=30_000)
    qtbot.keyClick(window, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    panel = window.workspace.levels_panel
    qtbot.waitUntil(lambda: panel.large is not None and panel.large.isVisible(), timeout=30_000)
    yield panel.large
    panel.large.close()


def test_sigma_and_alpha_are_those_of_the_paper(plots, window):
    settings = window.workspace.run.settings
    sigmas = np.repeat([8.0, 4.0, 2.0, 1.0], 3)  # geometric
    x, sigma = plots.curves[0].getOriginalDataset()
    assert np.allclose(sigma, sigmas)
    assert np.allclose(x, np.repeat([1.0, 2, 3, 4], 3) + np.tile([1 / 3, 2 / 3, 1], 4))
    _, alpha = plots.curves[1].getOriginalDataset()
    epsilon = settings.epsilon * np.where(np.arange(12) < 1, 1, 2)  # changed after the first step
    assert np.allclose(alpha, epsilon * sigmas**2 / 1.0**2)  # Algorithm 1, line 4
    assert [mark.value() for mark in plots._marks] == pytest.approx([1 + 1 / 3] * 4)


def test_the_wheel_zooms_all_plots_and_show_all_undoes_it(plots, qtbot):
    whole = plots.plots[0].viewRange()[0]
    view = plots.view.viewport()
    middle = plots.plots[0].getViewBox().mapToScene(plots.plots[0].getViewBox().boundingRect().center())
    place = plots.view.mapFromScene(middle)
    event = QWheelEvent(
        QPointF(place), QPointF(view.mapToGlobal(place)), QPoint(), QPoint(0, 480), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view, event)
    near = plots.plots[0].viewRange()[0]
    assert near[1] - near[0] < 0.8 * (whole[1] - whole[0])
    assert plots.plots[3].viewRange()[0] == pytest.approx(near, abs=0.05)  # linked
    plots.refresh()
    assert plots.plots[0].viewRange()[0] == near  # new numbers leave the zoom alone
    click(qtbot, plots.fit)
    qtbot.waitUntil(lambda: plots.plots[0].viewRange()[0] == pytest.approx(whole, abs=0.05))


def test_the_pointer_reads_the_step_under_it(plots, qtbot):
    box = plots.plots[0].getViewBox()
    place = plots.view.mapFromScene(box.mapViewToScene(QPointF(3.66, 0.2)))
    qtbot.mouseMove(plots.view.viewport(), place)
    plots.view.scene().sigMouseMoved.emit(box.mapViewToScene(QPointF(3.66, 0.2)))
    assert plots.reading.text().startswith("level 3, step 2   σᵢ = 2.00")


def test_linear_axes_show_the_same_numbers(plots, qtbot):
    click(qtbot, plots.log)
    assert not plots.log.isChecked()
    qtbot.waitUntil(lambda: _span(plots) == pytest.approx((1, 8), abs=1))
    click(qtbot, plots.log)
    qtbot.waitUntil(lambda: _span(plots) == pytest.approx((0, np.log10(8)), abs=0.2))


def _span(plots):
    return tuple(plots.plots[0].viewRange()[1])


def test_numbers_are_saved_as_csv(plots, qtbot, monkeypatch, tmp_path, window):
    path = tmp_path / "steps.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a: (str(path), ""))
    click(qtbot, plots.save)
    qtbot.waitUntil(lambda: window.tasks.running == 0)
    with path.open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 13  # 4 levels of 3 steps, and the denoising step
    assert [float(row["sigma"]) for row in rows[:12:3]] == pytest.approx([8, 4, 2, 1])
    assert (rows[4]["level"], rows[4]["step"], rows[12]["level"]) == ("2", "2", "")
    assert float(rows[5]["epsilon"]) == pytest.approx(2 * float(rows[0]["epsilon"]))


def test_a_table_that_cannot_be_written_is_a_problem_and_nothing_is_lost(plots, qtbot, monkeypatch, tmp_path, window):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a: (str(tmp_path / "none" / "steps.csv"), ""))
    click(qtbot, plots.save)
    qtbot.waitUntil(lambda: bool(window.notices.problems))
    assert "steps.csv" in window.notices.problems[-1].title
    assert len(plots.curves[0].getOriginalDataset()[0]) == 12


def test_it_follows_a_run_and_rests_while_closed(plots, qtbot, window):
    run = window.workspace.run
    window.workspace.settings.set("levels", 6)
    with qtbot.waitSignal(run.ended, timeout=30_000):
        window.workspace.session.play_pause()
    assert len(plots.curves[0].getOriginalDataset()[0]) == 18
    click(qtbot, plots.shut)
    assert not plots.isVisible()
    run.numbers_changed.emit()
    assert not plots._rest.isActive()
