"""The plots in a window of their own, opened, zoomed, read and saved with real keys and clicks."""

import csv
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from app.io.pictures import read_record
from app.io.records import RunRecord
from app.params.export import EXPORTS, ExportChoice
from app.params.samplers import Sampler
from app.params.status import RunPhase
from app.render.figures import TALL, WIDE
from app.ui.runs.export_dialog import ExportDialog
from tests.ui.conftest import click


@pytest.fixture
def large(desk, qtbot):
    """The plots of a finished run of 4 levels with 3 steps each, epsilon changed after it began."""
    settings = desk.settings
    for name, value in (("levels", 4), ("steps_per_level", 3), ("sigma_max", 8.0), ("sigma_min", 1.0)):
        settings.set(name, value)
    desk.session.step()
    run = desk.run
    qtbot.waitUntil(lambda: run.phase is RunPhase.PAUSED)
    settings.set("epsilon", 2 * settings.value("epsilon"))
    desk.session.play_pause()
    qtbot.waitUntil(lambda: run.phase is RunPhase.IDLE, timeout=30_000)
    panel, center = desk.levels_panel, desk.center
    qtbot.keyClick(center, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: panel.large is not None and drawn(panel.large), timeout=30_000)
    yield panel.large
    panel.large.close()


def drawn(large):
    """Whether all four plots are there, and nothing waits to be drawn."""
    views = large.plots.views
    return len(views) == 4 and all(view.plot is not None for view in views) and not large.plots._due


def box(large, index=0):
    return large.plots.views[index].plot.box


def points(large, index):
    """What a plot's only curve shows: x, y."""
    (curve,) = large.plots.charts[index].curves
    return curve.x, curve.y


def sigma_and_alpha_are_those_of_the_paper(large, desk):
    settings = desk.run.settings
    sigmas = np.repeat([8.0, 4.0, 2.0, 1.0], 3)  # geometric
    x, sigma = points(large, 0)
    assert np.allclose(sigma, sigmas)
    assert np.allclose(x, np.repeat([1.0, 2, 3, 4], 3) + np.tile([1 / 3, 2 / 3, 1], 4))
    _, alpha = points(large, 1)
    epsilon = settings.epsilon * np.where(np.arange(12) < 1, 1, 2)  # changed after the first step
    assert np.allclose(alpha, epsilon * sigmas**2 / 1.0**2)  # Algorithm 1, line 4
    assert [chart.marks for chart in large.plots.charts] == [(pytest.approx(1 + 1 / 3),)] * 4


def turn_wheel(large, notches, index=0):
    plot = large.plots.views[index].plot
    place = plot.mapFromScene(plot.box.sceneBoundingRect().center())
    event = QWheelEvent(
        QPointF(place), QPointF(plot.viewport().mapToGlobal(place)), QPoint(), QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(plot.viewport(), event)


def at(large, index, position):
    """Half up a plot, at a place on the axis of levels."""
    plot = large.plots.views[index].plot
    bottom, top = plot.box.viewRange()[1]
    return plot.mapFromScene(plot.box.mapViewToScene(QPointF(position, (bottom + top) / 2)))


def move(large, index, position):
    """The pointer moves there; Qt's offscreen platform has none."""
    view, place = large.plots.views[index].plot.viewport(), QPointF(at(large, index, position))
    event = QMouseEvent(
        QEvent.Type.MouseMove, place, QPointF(view.mapToGlobal(place)), Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(view, event)


def the_wheel_zooms_all_plots_and_show_all_undoes_it(large, qtbot):
    whole = box(large).viewRange()
    turn_wheel(large, 4)
    near = box(large).viewRange()
    assert near[0][1] - near[0][0] < 0.8 * (whole[0][1] - whole[0][0])
    assert box(large, 3).viewRange()[0] == pytest.approx(near[0])  # linked
    large.plots.refresh()
    qtbot.waitUntil(lambda: drawn(large))
    assert box(large).viewRange() == near  # new numbers leave the zoom alone
    click(qtbot, large.fit)
    for index in range(4):
        assert box(large, index).viewRange()[0] == pytest.approx(whole[0])
    assert box(large).viewRange()[1] == pytest.approx(whole[1])


def zooming_ends_somewhere_and_no_axis_breaks(large):
    for notches in (20, -45):
        for _ in range(40):
            turn_wheel(large, notches)
        (low, high), (bottom, top) = box(large).viewRange()
        assert 1e-4 < high - low < 13
        assert 1e-5 < top - bottom < 4


def dragging_moves_all_plots_and_is_no_click(large, qtbot, desk):
    plot = large.plots.views[1].plot
    before = plot.box.viewRange()
    start = plot.mapFromScene(plot.box.sceneBoundingRect().center())
    view = plot.viewport()
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    for k in range(1, 6):
        qtbot.mouseMove(view, start + QPoint(-20 * k, 0))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=start + QPoint(-100, 0))
    after = plot.box.viewRange()
    moved = after[0][0] - before[0][0]
    assert moved == pytest.approx(100 * (before[0][1] - before[0][0]) / plot.box.width(), rel=0.5)
    assert box(large, 2).viewRange()[0] == pytest.approx(after[0])
    assert desk.run.viewed_level is None


def the_pointer_reads_the_step_under_it(large):
    move(large, 0, 3.66)
    assert large.reading.text().startswith("level 3, step 2   σᵢ = 2.00   αᵢ = ")


def a_click_looks_at_the_level_under_it(large, qtbot, desk):
    qtbot.mouseClick(large.plots.views[2].plot.viewport(), Qt.MouseButton.LeftButton, pos=at(large, 2, 3.66))
    assert desk.run.viewed_level == 2
    assert {chart.cursor for chart in large.plots.charts} == {3 + 2 / 3}  # its second step of three


def linear_axes_show_the_same_numbers(large, qtbot):
    def span():
        return tuple(box(large).viewRange()[1])

    assert span() == pytest.approx((0, 1), abs=0.05)  # powers of ten
    click(qtbot, large.log)
    assert not large.log.isChecked()
    qtbot.waitUntil(lambda: span() == pytest.approx((0, 8), abs=0.5))
    click(qtbot, large.log)
    qtbot.waitUntil(lambda: span() == pytest.approx((0, 1), abs=0.05))


def save(large, qtbot, key, path):
    """By the dialog that belongs to the plots' window."""
    click(qtbot, large.save)
    (dialog,) = [found for found in large.findChildren(ExportDialog) if found.isVisible()]
    assert dialog.what.currentData() == "plots_svg"
    dialog.what.setCurrentIndex(dialog.what.findData(key))
    dialog.path.selectAll()
    qtbot.keyClicks(dialog.path, str(path))
    click(qtbot, dialog.buttons.button(QDialogButtonBox.StandardButton.Save))


def numbers_are_saved_as_csv(large, qtbot, tmp_path, desk):
    path = tmp_path / "steps.csv"
    save(large, qtbot, "steps", path)
    qtbot.waitUntil(lambda: desk.tasks.running == 0)
    with path.open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 13  # 4 levels of 3 steps, and the denoising step
    assert [float(row["sigma"]) for row in rows[:12:3]] == pytest.approx([8, 4, 2, 1])
    assert (rows[4]["level"], rows[4]["step"], rows[12]["level"]) == ("2", "2", "")
    assert float(rows[5]["epsilon"]) == pytest.approx(2 * float(rows[0]["epsilon"]))


def test_a_table_that_cannot_be_written_is_a_problem_and_nothing_is_lost(large, qtbot, tmp_path, desk):
    save(large, qtbot, "steps", tmp_path / "none" / "steps.csv")
    qtbot.waitUntil(lambda: bool(large.notices.problems), timeout=60_000)  # in the window that is looked at
    assert "steps.csv" in large.notices.problems[-1].title
    large.close()
    desk.exporter.export(ExportChoice(EXPORTS["steps"], str(tmp_path / "none" / "main.csv")))
    qtbot.waitUntil(lambda: bool(desk.notices.problems), timeout=60_000)
    assert "main.csv" in desk.notices.problems[-1].title
    assert len(points(large, 0)[0]) == 12


def the_plots_are_saved_sharp_and_as_a_picture(large, qtbot, tmp_path, desk):
    for key, name in (("plots_svg", "a.svg"), ("plots_png", "a.png")):
        save(large, qtbot, key, tmp_path / name)
        qtbot.waitUntil(lambda: desk.tasks.running == 0)
    svg = ElementTree.parse(tmp_path / "a.svg").getroot()
    record = RunRecord.from_json(svg.find("{*}desc").text, "a.svg")
    assert record.settings == read_record(tmp_path / "a.png").settings == desk.run.settings
    dots = [c for c in svg.iter() if c.tag.endswith(("circle", "ellipse"))]
    assert len(dots) == 4 * 12
    with Image.open(tmp_path / "a.png") as image:
        assert image.size == (2 * 2 * WIDE, 2 * 2 * TALL)


LEAVING_THE_RUN_ALONE = {
    "sigma and alpha": lambda large, qtbot, desk, _: sigma_and_alpha_are_those_of_the_paper(large, desk),
    "the wheel": lambda large, qtbot, *_: the_wheel_zooms_all_plots_and_show_all_undoes_it(large, qtbot),
    "the ends of zooming": lambda large, *_: zooming_ends_somewhere_and_no_axis_breaks(large),
    "dragging": lambda large, qtbot, desk, _: dragging_moves_all_plots_and_is_no_click(large, qtbot, desk),
    "the pointer": lambda large, *_: the_pointer_reads_the_step_under_it(large),
    "linear axes": lambda large, qtbot, *_: linear_axes_show_the_same_numbers(large, qtbot),
    "numbers": lambda large, qtbot, desk, path: numbers_are_saved_as_csv(large, qtbot, path, desk),
    "pictures": lambda large, qtbot, desk, path: the_plots_are_saved_sharp_and_as_a_picture(large, qtbot, path, desk),
    "a click": lambda large, qtbot, desk, _: a_click_looks_at_the_level_under_it(large, qtbot, desk),
}


def test_the_plots_of_a_run_are_read_zoomed_and_saved(large, qtbot, desk, tmp_path, subtests):
    """In one window, which shows all of the plots again before each."""
    for what, check in LEAVING_THE_RUN_ALONE.items():
        with subtests.test(what):
            click(qtbot, large.fit)
            check(large, qtbot, desk, tmp_path)


def test_it_follows_a_run_and_rests_while_closed(large, qtbot, desk):
    run = desk.run
    desk.settings.set("levels", 6)
    with qtbot.waitSignal(run.ended, timeout=30_000):
        desk.session.play_pause()
    assert len(points(large, 0)[0]) == 18
    click(qtbot, large.shut)
    assert not large.isVisible()
    run.numbers_changed.emit()
    assert not large.plots._rest.isActive()


def test_a_sampler_without_step_sizes_says_so(large, qtbot, desk):
    desk.settings.set("sampler", Sampler.ANCESTRAL)
    with qtbot.waitSignal(desk.run.ended, timeout=30_000):
        desk.session.play_pause()
    sigma, alpha, norm, _ = large.plots.charts
    assert [chart.blank for chart in (sigma, alpha, norm)] == [False, True, False]
    assert (alpha.value, alpha.empty) == ("", "This sampler has none.")
    assert large.plots.views[1]._hint.isVisible()
    assert not large.plots.views[1].plot.isVisible()
