"""Captions are whole in windows of any width, and the pictures keep their size while their numbers change."""

import dataclasses

import pytest
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QBoxLayout

from app.params.samplers import ROWS, Sampler
from app.render.images import to_array
from app.render.lab.panel import font
from app.state.lab.laboratory import Activity
from app.ui.lab.painting import INDENT, broken, broken_as, captions
from app.ui.widgets.labels import FittingLabel
from tests.ui.lab import choose, open_lab, settled, step, wait_until

TEXT = (
    "A   follows the exact score, σ = 1.00 the whole width;   x ← x + ½ α s:   drift 0.0633,  noise 0.396,  SNR 0.253"
)


@pytest.mark.parametrize("width", [2000.0, 500.0, 330.0, 200.0, 120.0])
def test_a_broken_caption_is_whole_and_fits(qapp, width):
    metrics, lines = QFontMetricsF(font(12)), broken(TEXT, width)
    assert " ".join(" ".join(lines).split()) == " ".join(TEXT.split())
    assert [line for k, line in enumerate(lines) if metrics.horizontalAdvance(line) > width - INDENT * (k > 0)] == []
    assert len(lines) > 1 or metrics.horizontalAdvance(TEXT) <= width


def test_a_caption_is_broken_between_its_parts_where_they_fit(qapp):
    metrics = QFontMetricsF(font(12))
    first = TEXT.partition("   x ←")[0]
    lines = broken(TEXT, metrics.horizontalAdvance(first) + INDENT + 1)
    assert lines[0] == first
    assert lines[1].startswith("x ← x + ½ α s:")


def test_a_word_that_is_too_long_has_a_line_of_its_own(qapp):
    assert broken("a bbbbbbbbbbbbbbbbbbbbbbbb c", 40) == ("a", "bbbbbbbbbbbbbbbbbbbbbbbb", "c")


@pytest.mark.parametrize("sampler", [Sampler.ANNEALED, Sampler.UNDERDAMPED, Sampler.HEUN])
@pytest.mark.usefixtures("usual_font")
def test_the_planes_keep_their_size_while_numbers_change(make_window, qtbot, sampler):
    _, lab = open_lab(make_window, qtbot, Activity.PARTICLES, size=(1000, 700))
    choose(lab.particle_panel.samplers[0].sampler, sampler)
    if not ROWS[sampler].one_level:
        lab.particles.panels[0].set("steps_per_level", 1)
    canvas = lab.center.canvas
    before = None
    for _ in range(6):
        step(qtbot, lab)
        plots = canvas.plane_geometry.plots
        before = before or plots
        assert plots == before
        room = canvas.width() - 2 * INDENT
        pairs = captions(canvas.planes)
        assert len(pairs) == 1 + len(canvas.planes)
        assert all(len(broken(text, room)) <= len(broken(widest, room)) for text, widest in pairs)
    assert len({text for text, _ in pairs}) == 3


def test_a_label_says_what_there_is_room_for(qapp, qtbot):
    label = FittingLabel()
    qtbot.addWidget(label)
    label.set_forms(("level 7 of 450, σ = 1.23", "level 450 of 450, σ = 0.00888"), ("7/450", "450/450"))
    wide = label.fontMetrics().horizontalAdvance("level 450 of 450, σ = 0.00888")
    label.resize(wide, 20)
    assert label.fitting() == "level 7 of 450, σ = 1.23"
    label.resize(wide - 1, 20)  # for these numbers there is room, for the next ones there may be none
    assert label.fitting() == "7/450"
    label.resize(1, 20)
    assert label.fitting() == "7/450"
    assert label.text() == label.toolTip() == "level 7 of 450, σ = 1.23"
    label.setText("another")
    assert FittingLabel("one text").fitting() == "one text"


def test_what_is_seen_is_said_below_the_controls_where_these_leave_no_room(make_window, qtbot):
    window = make_window(size=(1280, 800))
    timeline = window.workspace.center.timeline
    line, across, down = timeline._line, QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
    assert line.direction() is across
    window.learn.toggle()
    window.resize(1000, 700)
    wait_until(qtbot, lambda: line.direction() is down)
    wait_until(qtbot, lambda: timeline.caption.geometry().top() >= timeline.speed.geometry().bottom())
    window.learn.toggle()
    wait_until(qtbot, lambda: line.direction() is across)


@pytest.mark.usefixtures("usual_font")
def test_a_number_that_has_become_longer_is_whole_at_once(make_window, qtbot):
    _, lab = open_lab(make_window, qtbot, Activity.PARTICLES)
    step(qtbot, lab)
    wait_until(
        qtbot, lambda: not lab.run.counting and lab.run.numbers and lab.numbers_panel.cells["mean", 0].text() != "–"
    )
    longer = [dataclasses.replace(n, mean=(-8.88e-8, -8.88e-8)) for n in lab.run.numbers[-1]]
    lab.run.numbers[-1] = tuple(longer)
    lab.numbers_panel.refresh()
    cell = lab.numbers_panel.cells["mean", 0]
    assert cell.text() == "−8.88×10⁻⁸, −8.88×10⁻⁸"
    assert cell.width() >= cell.sizeHint().width()


def test_a_part_of_a_caption_keeps_its_line_whatever_its_numbers(qapp):
    short, wide = (f"A   follows it, σ = {n};   x ← x + z:   drift {n}, noise {n}" for n in ("1", "8.88×10⁻⁸"))
    metrics = QFontMetricsF(font(12))
    width = metrics.horizontalAdvance(wide) - 1
    assert metrics.horizontalAdvance(short) < width
    assert broken_as(short, wide, width) == ("A   follows it, σ = 1;   x ← x + z:", "drift 1, noise 1")
    assert broken_as(short, wide, metrics.horizontalAdvance(wide) + 1) == (short,)
    assert broken_as(short, wide, 80) == broken(short, 80)  # where no part is whole


def test_before_a_run_the_room_below_the_planes_is_not_empty(make_window, qtbot):
    """What a run will tell there has its places, with dashes for numbers; the exact shares are known."""
    _, lab = open_lab(make_window, qtbot, Activity.PARTICLES)
    assert [plane.weights for plane in lab.center.canvas.planes] == [(0.8, 0.2)] * 2
    assert [plane.caption.count("–") for plane in lab.center.canvas.planes] == [3, 3]
    canvas = lab.center.canvas
    picture, (plot, _) = to_array(canvas.grab().toImage()), canvas.plane_geometry.plots
    below = picture[round(plot.bottom()) + 50 : round(plot.bottom()) + 100, round(plot.left()) : round(plot.right())]
    assert (below != below[0, 0]).any(axis=2).sum() > 100
    lab.particles.panels[0].set("temperature", 2.0)
    settled(qtbot, lab)
    assert [plane.weights for plane in lab.center.canvas.planes] == [(), (0.8, 0.2)]  # there they are others
