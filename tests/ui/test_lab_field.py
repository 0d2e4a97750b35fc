"""The field: what is computed, the mouse in the plane, points by hand and from files."""

import threading

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from app.params.lab.density import DensityName, DensitySettings, SigmaMeaning
from app.state.lab.laboratory import Activity, PlaneTool
from app.workers.latest import LatestThread
from tests.ui.conftest import click
from tests.ui.lab import CONTROL, LEFT, RIGHT, at, choose, drag, enter, open_lab, settled, type_in, wait_until, wheel


def exact_two_gaussians(x, y, sigma):
    """The paper's mixture with modes of standard deviation sigma, in closed form (log)."""
    v = sigma**2
    a = 0.8 * np.exp(-((x - 5) ** 2 + (y - 5) ** 2) / 2 / v)
    b = 0.2 * np.exp(-((x + 5) ** 2 + (y + 5) ** 2) / 2 / v)
    return np.log((a + b) / (2 * np.pi * v))


def shown(lab):
    return lab.fields.arrays[0]


def test_the_field_follows_the_slider_to_the_closed_form(lab_desk, qtbot):
    lab = enter(qtbot, lab_desk.lay("density_panel"))
    for sigma in (1.0, 3.0):
        type_in(qtbot, lab.density_panel.sigma.edit, str(sigma))
        settled(qtbot, lab)
        field = shown(lab)
        assert field.settings.sigma == sigma
        centres = -8 + 16 * (np.arange(200) + 0.5) / 200
        expected = exact_two_gaussians(centres[None, :], centres[:, None], (1 + sigma**2) ** 0.5)  # noise is added
        np.testing.assert_allclose(field.log_density, expected, atol=1e-9)
    slider = lab.density_panel.sigma.slider
    qtbot.mouseClick(slider, LEFT, pos=QPoint(2, slider.height() // 2))  # noise is at the left
    settled(qtbot, lab)
    assert shown(lab).settings.sigma == 25
    assert "25.0" in lab.center.canvas.planes[0].title


def test_what_is_painted_is_the_density(lab_desk, qtbot):
    """The heavier mode's yellow is at (5, 5), so up and right; the empty corner is viridis' dark violet."""
    lab = enter(qtbot, lab_desk.lay("density_panel"))
    for name in ("show_arrows", "contours"):
        qtbot.mouseClick(
            lab.density_panel.boxes[name], LEFT, pos=QPoint(8, lab.density_panel.boxes[name].height() // 2)
        )
    settled(qtbot, lab)
    assert not lab.state.look.show_arrows
    image = lab.center.canvas.grab().toImage()

    def colour(x, y):
        ratio = image.devicePixelRatio()
        point = at(lab, x, y)
        return image.pixelColor(round(point.x() * ratio), round(point.y() * ratio))

    bright, dark = colour(5, 5), colour(-6.5, 6.5)
    assert (bright.red(), bright.green()) > (200, 200)
    assert bright.blue() < 80
    assert dark.red() < 80
    assert dark.green() < 30


def test_every_density_can_be_chosen(lab_desk, qtbot):
    lab = enter(qtbot, lab_desk.lay("density_panel"))
    for name in DensityName:
        if name is DensityName.POINTS:
            continue
        choose(lab.density_panel.choice, name)
        settled(qtbot, lab)
        assert lab.state.density.name is name
        assert lab.fields.request.density.name is name
        assert np.isfinite(shown(lab).log_density).all()
        assert np.isfinite(shown(lab).score).all()


def test_choosing_points_takes_the_brush_and_keeps_the_density_until_the_first_stroke(lab_desk, qtbot):
    lab = enter(qtbot, lab_desk.lay("density_panel"))
    choose(lab.density_panel.choice, DensityName.POINTS)
    assert lab.state.tool is PlaneTool.BRUSH
    assert lab.state.density == DensitySettings()
    drag(qtbot, lab, (0, 0), (3, 0))
    assert lab.state.density.name is DensityName.POINTS
    assert lab.density_panel.choice.currentData() == DensityName.POINTS


def test_heat_arrows_and_meaning(lab_desk, qtbot):
    lab = enter(qtbot, lab_desk.lay("density_panel"))
    rows = lab.density_panel.form.rows
    choose(rows["heat"].editor, "potential")
    choose(rows["arrows"].editor, "normalised")
    settled(qtbot, lab)
    panel = lab.center.canvas.planes[0].still
    assert panel.heat.label == "V = −log p"
    lengths = np.linalg.norm(panel.arrows.vectors, axis=-1)
    assert lengths.max() == pytest.approx(0.8)
    assert (lengths > 0.79).sum() >= lengths.size - 2  # at the modes themselves the score is zero
    centres = -8 + 16 * (np.arange(200) + 0.5) / 200
    expected = exact_two_gaussians(centres[None, :], centres[:, None], 2**0.5)  # noise of 1 added to modes of 1
    np.testing.assert_allclose(shown(lab).log_density, expected, atol=1e-9)
    choose(lab.density_panel.choice, DensityName.TWO_MOONS)
    settled(qtbot, lab)
    assert lab.state.look.meaning is SigmaMeaning.ADDED
    assert not rows["meaning"].isVisible()
    choose(lab.density_panel.choice, DensityName.GRID)  # the same as on the command line, whatever density
    assert lab.state.look.meaning is SigmaMeaning.ADDED


def test_sigma_as_the_modes_whole_width_is_never_below_their_own(lab_desk, qtbot):
    """No noise makes modes narrower than they are: at sigma 0.01 there were two spikes sharper than the data."""
    lab = enter(qtbot, lab_desk.lay("density_panel"))
    rows = lab.density_panel.form.rows
    type_in(qtbot, rows["sigma"].edit, "0.3")
    choose(rows["meaning"].editor, SigmaMeaning.TOTAL)
    assert (lab.state.look.meaning, lab.state.look.sigma) == (SigmaMeaning.TOTAL, 1.0)
    settled(qtbot, lab)
    centres = -8 + 16 * (np.arange(200) + 0.5) / 200
    expected = exact_two_gaussians(centres[None, :], centres[:, None], 1.0)  # the data themselves
    np.testing.assert_allclose(shown(lab).log_density, expected, atol=1e-9)
    type_in(qtbot, rows["sigma"].edit, "0.01")
    assert (lab.state.look.meaning, lab.state.look.sigma) == (SigmaMeaning.TOTAL, 1.0)
    assert "1 wide without any noise" in lab.notices.problems[-1].text
    assert len(lab.notices.shown()) == 1
    type_in(qtbot, rows["sigma"].edit, "1.2")
    assert lab.notices.shown() == []  # a message leaves with its reason
    type_in(qtbot, rows["sigma"].edit, "1")
    lab.state.edit(lab.state.density.resize(0, 2.0).resize(1, 1.5))  # the data remain the data
    assert (lab.state.look.meaning, lab.state.look.sigma) == (SigmaMeaning.TOTAL, 1.5)
    choose(rows["meaning"].editor, SigmaMeaning.ADDED)
    type_in(qtbot, rows["sigma"].edit, "0")
    settled(qtbot, lab)
    assert lab.fields.error == ""
    choose(lab.density_panel.choice, DensityName.TWO_MOONS)
    assert lab.state.look.sigma == 0


def test_a_sigma_without_a_density_is_explained_and_the_field_before_stays(lab_desk, qtbot):
    lab = enter(qtbot, lab_desk.lay("density_panel"))
    choose(lab.density_panel.choice, DensityName.SEGMENT)
    settled(qtbot, lab)
    before = shown(lab)
    type_in(qtbot, lab.density_panel.sigma.edit, "0.001")
    wait_until(qtbot, lambda: lab.density_panel.error.isVisible())
    assert "at least 0.01" in lab.density_panel.error.text()
    assert shown(lab) is before
    type_in(qtbot, lab.density_panel.sigma.edit, "0.01")
    settled(qtbot, lab)
    assert not lab.density_panel.error.isVisible()
    assert shown(lab).settings.sigma == 0.01


def test_a_mode_is_dragged_reweighted_resized_and_it_is_undone(lab_desk, qtbot):
    lab = enter(qtbot, lab_desk)
    unit = 2 * lab.state.view.half / lab.center.canvas.plane_geometry.plots[0].width()
    drag(qtbot, lab, (5.2, 5.1), (2.2, -3.9))
    modes = lab.state.density.modes
    assert (modes[0].x, modes[0].y) == pytest.approx((2, -4), abs=2 * unit)  # by the grip, not by its centre
    assert modes[1] == DensitySettings().modes[1]
    wheel(lab, 2, -4, 2)
    assert lab.state.density.modes[0].weight == pytest.approx(0.8 * 1.12**2)
    wheel(lab, 2, -4, -3, CONTROL)
    assert lab.state.density.modes[0].std == pytest.approx(1.12**-3)
    settled(qtbot, lab)
    top = np.unravel_index(shown(lab).log_density.argmax(), (200, 200))
    assert -8 + 16 * (top[1] + 0.5) / 200 == pytest.approx(2, abs=0.15)
    lab.state.end_edit()
    qtbot.keyClick(lab.center.canvas, Qt.Key.Key_Z, CONTROL)
    assert lab.state.density.modes[0].weight == 0.8
    qtbot.keyClick(lab.center.canvas, Qt.Key.Key_Z, CONTROL)
    assert lab.state.density == DensitySettings()
    qtbot.keyClick(lab.center.canvas, Qt.Key.Key_Y, CONTROL)
    assert lab.state.density.modes[0].x == pytest.approx(2, abs=2 * unit)


def test_zoom_keeps_the_place_under_the_pointer_and_is_linked(lab_desk, qtbot):
    lab = enter(qtbot, lab_desk, Activity.PARTICLES)
    assert len(lab.center.canvas.plane_geometry.plots) == 2
    point = at(lab, 0, 4, panel=1)
    wheel(lab, 0, 4, 3, panel=1)
    assert lab.state.view.half == pytest.approx(8 / 1.2**3)
    unit = 2 * lab.state.view.half / lab.center.canvas.plane_geometry.plots[0].width()
    assert lab.center.canvas.plane_geometry.from_screen(QPointF(point), 1) == pytest.approx((0, 4), abs=unit)
    settled(qtbot, lab)
    assert len(lab.fields.arrays) == 2
    assert all(a.settings.extent == lab.state.view.extent for a in lab.fields.arrays)
    x = lab.state.view.x
    drag(qtbot, lab, (0, 2), (1, 2))
    assert lab.state.view.x == pytest.approx(x - 1, abs=2 * unit)
    qtbot.mouseDClick(lab.center.canvas, LEFT, pos=at(lab, 0, 2))
    assert lab.state.view.half == 8


def test_points_are_drawn_erased_and_undone(lab_desk, qtbot):
    lab = enter(qtbot, lab_desk)
    qtbot.keyClick(lab.center.canvas, Qt.Key.Key_B)
    assert lab.state.tool is PlaneTool.BRUSH
    drag(qtbot, lab, (-4, 0), (4, 0))
    points = lab.state.density.points.points
    radius = lab.state.brush * lab.state.view.half
    assert lab.state.view.half == 8  # the view does not jump while one draws
    assert np.abs(points[:, 1]).max() <= radius + 0.1
    assert np.diff(np.sort(points[:, 0])).max() < radius  # no gaps
    settled(qtbot, lab)
    assert lab.fields.request.density.points == lab.state.density.points
    drag(qtbot, lab, (1, 0), (4.5, 0), RIGHT)
    kept = lab.state.density.points.points
    assert kept[np.abs(kept[:, 1]) < 0.8 * radius, 0].max() < 1.1  # a dot at the very rim may escape
    assert len(kept) < len(points)
    qtbot.keyClick(lab.center.canvas, Qt.Key.Key_Z, CONTROL)
    assert len(lab.state.density.points) == len(points)
    qtbot.keyClick(lab.center.canvas, Qt.Key.Key_Z, CONTROL)
    assert lab.state.density == DensitySettings()


def test_the_last_points_cannot_be_erased_and_the_window_says_what_is_refused(make_window, qtbot):
    window, lab = open_lab(make_window, qtbot)
    choose(lab.density_panel.form.rows["meaning"].editor, SigmaMeaning.TOTAL)
    type_in(qtbot, lab.density_panel.sigma.edit, "0.01")
    assert "1 wide without any noise" in window.notices.problems[-1].text
    lab.state.tool = PlaneTool.BRUSH
    drag(qtbot, lab, (0, 0), (0, 0))
    drag(qtbot, lab, (0, 0), (0, 0), RIGHT)
    assert "at least 2 points" in window.notices.problems[-1].text
    assert len(lab.state.density.points) == 12


def drop(window, path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(QPointF(20, 20), Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier)
    window.dropEvent(event)


@pytest.mark.parametrize("ending", [".csv", ".npy"])
def test_dropped_points_are_the_density(make_window, qtbot, tmp_path, ending):
    window, lab = open_lab(make_window, qtbot)
    points = np.random.default_rng(0).normal((30, -20), 2, (50, 2))
    path = tmp_path / f"cloud{ending}"
    np.save(path, points) if ending == ".npy" else np.savetxt(path, points, delimiter=",", header="x,y", comments="")
    drop(window, path)
    wait_until(qtbot, lambda: lab.state.density.points is not None)
    settled(qtbot, lab)
    np.testing.assert_allclose(lab.state.density.points.points, points)
    e = lab.state.view.extent
    assert e.x_min < points[:, 0].min() < points[:, 0].max() < e.x_max
    sigma, x = lab.state.look.sigma, shown(lab)
    xs = e.x_min + (e.x_max - e.x_min) * (np.arange(200) + 0.5) / 200
    ys = e.y_min + (e.y_max - e.y_min) * (np.arange(200) + 0.5) / 200
    squared = (xs[120] - points[:, 0]) ** 2 + (ys[90] - points[:, 1]) ** 2
    expected = np.log(np.mean(np.exp(-squared / 2 / sigma**2)) / (2 * np.pi * sigma**2))
    assert x.log_density[90, 120] == pytest.approx(expected, abs=1e-6)


BAD_POINTS = {
    "line 2 has 3 values": "1,2\n3,4,5\n",
    "not finite": "1,2\nnan,1\n",
    "from 2 to": "1,2\n",
    "does not hold two numbers": "a,b\nc,d\n",
    "more than 100,000 points": "1,2\n" * 100_001,
}
"""What is said of a file -> what is in it."""


def test_bad_points_are_refused_by_name_and_nothing_changes(lab_desk, qtbot, tmp_path, subtests):
    lab = enter(qtbot, lab_desk)
    for words, text in BAD_POINTS.items():
        with subtests.test(words):
            lab.notices.problems.clear()
            path = tmp_path / "broken.csv"
            path.write_text(text)
            lab.files.open_points(str(path))
            wait_until(qtbot, lambda: bool(lab.notices.problems))
            problem = lab.notices.problems[-1]
            assert "broken.csv" in problem.title
            assert words in problem.text
            assert lab.state.density == DensitySettings()
            settled(qtbot, lab)
            assert lab.fields.request.density == DensitySettings()


def test_ring_count(lab_desk, qtbot):
    lab = enter(qtbot, lab_desk.lay("density_panel"))
    choose(lab.density_panel.choice, DensityName.RING)
    type_in(qtbot, lab.density_panel.form.rows["ring"].edit, "5")
    assert len(lab.state.density.modes) == 5
    click(qtbot, lab.density_panel.form.rows["ring"].reset_button)
    assert len(lab.state.density.modes) == 8


def test_the_newest_request_is_answered_and_the_ones_between_forgotten(qtbot):
    begun, go_on, worked = threading.Event(), threading.Event(), []

    def work(request):
        worked.append(request)
        begun.set()
        assert go_on.wait(10)
        if request == "bad":
            raise ZeroDivisionError("made up")
        return request * 2

    thread = LatestThread("It could not be done", lambda: work)
    thread.start()
    try:
        thread.ask(1)
        assert begun.wait(10)
        for request in (2, 3, 4):
            thread.ask(request)
        assert not thread.idle
        go_on.set()
        wait_until(qtbot, lambda: thread.idle)
        assert worked == [1, 4]
        answer = thread.take()
        assert (answer.request, answer.result) == (4, 8)
        assert thread.take() is None
        thread.ask("bad")
        wait_until(qtbot, lambda: thread.idle and len(worked) == 3)
        assert "made up" in thread.take().problem.text
    finally:
        thread.close()
        assert thread.wait(10_000)
