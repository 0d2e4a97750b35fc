"""The table of a sweep as it is drawn: pictures at whole factors, marks, and where a click lands."""

import dataclasses

import numpy as np
import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter

from app.render.images import to_array
from app.render.lab.panel import LIGHT
from app.render.sweeps import CellLook, SweepLook, _fitted, lay_out, render_sweep


def frames(value, count=3, channels=1):
    return np.full((count, 4, 6, channels), value, np.uint8)


LOOK = SweepLook(
    "Step size ε", ("1e-4", "3e-4"), "Algorithm", ("Annealed", "Heun"),
    (CellLook(frames(10)), CellLook(frames(20)), CellLook(frames(30), "ε does nothing", idle=True), CellLook()),
    (3, 4, 6), "mnist, seed 0", "Dashed: a setting on an axis does nothing there.",
)  # fmt: skip


def colours(image, rect):
    return {tuple(c) for c in image[rect.top() : rect.bottom() + 1, rect.left() : rect.right() + 1].reshape(-1, 3)}


def test_pictures_stand_at_their_places_at_a_whole_factor(qapp):
    layout, image = lay_out(LOOK, scale=5), to_array(render_sweep(LOOK, scale=5))
    assert image.shape[:2] == (layout.size.height(), layout.size.width())
    for index, value in enumerate((10, 20, 30)):
        for k in range(3):
            place = layout.cell.rect(k).translated(layout.rect(index).topLeft())
            assert (place.width(), place.height()) == (30, 20)
            assert colours(image, place) == {(value, value, value)}
    assert layout.rect(1).left() > layout.rect(0).right() + 1
    assert layout.rect(2).top() > layout.note(0).bottom()


def test_where_a_setting_does_nothing_there_is_a_dashed_frame_and_a_note(qapp):
    layout, image = lay_out(LOOK, scale=20), to_array(render_sweep(LOOK, scale=20))
    mark = QColor(LIGHT.mark).getRgb()[:3]
    for index in range(3):
        frame = layout.rect(index).adjusted(-4, -4, 4, 4)
        found = colours(image, frame)
        assert (mark in found) is (index == 2)
        assert (len(colours(image, layout.note(index))) > 1) is (index == 2)
    rect = layout.rect(2)
    above = image[rect.top() - 2, rect.left() : rect.right()]
    assert 0.3 < (above == mark).all(axis=1).mean() < 0.9  # dashed


def test_a_cell_that_cannot_be_shows_why(qapp):
    other = dataclasses.replace(LOOK, cells=(*LOOK.cells[:3], CellLook(trouble="diverged")))
    rect = lay_out(other, scale=20).rect(3).adjusted(3, 3, -3, -3)
    assert len(colours(to_array(render_sweep(LOOK, scale=20)), rect)) == 1
    assert len(colours(to_array(render_sweep(other, scale=20)), rect)) > 1


@pytest.mark.parametrize("unit", [1.0, 2.0])
def test_a_point_finds_its_cell(qapp, unit):
    layout = lay_out(LOOK, scale=8, unit=unit)
    for index in range(4):
        for point in (layout.rect(index).topLeft(), layout.rect(index).bottomRight(), layout.note(index).center()):
            assert layout.index_at(point.x(), point.y()) == index
    assert layout.index_at(layout.left - 1, layout.top) is None
    assert layout.index_at(layout.left, layout.top - 1) is None
    assert layout.index_at(layout.size.width() + 1000, layout.top) is None
    between = layout.rect(0).right() + 2
    assert layout.index_at(between, layout.top) is None


def test_texts_of_any_length_stay_within_their_room(qapp):
    long = dataclasses.replace(
        LOOK, x_title="x" * 300, columns=("c" * 500, "d"), rows=("r " * 500, "s"), heading="h " * 2000,
        cells=tuple(dataclasses.replace(cell, note="n" * 500, trouble="t " * 900) for cell in LOOK.cells),
    )  # fmt: skip
    layout = lay_out(long, scale=2)
    assert layout.left < 600
    assert layout.heading.height() > 3 * lay_out(LOOK, scale=2).heading.height()
    assert render_sweep(long, scale=2).size() == layout.size


def test_what_has_no_room_leaves_dots(qapp):
    image = QImage(200, 100, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    metrics = QFontMetrics(painter.font())
    line = QRect(0, 0, metrics.horizontalAdvance("one two thr"), metrics.height())
    assert _fitted("one two", line, painter) == "one two"
    assert _fitted("one two three four", line, painter) in ("one two…", "one…")
    assert _fitted("one two three four", QRect(0, 0, line.width(), 4 * line.height()), painter) == "one two three four"
    painter.end()


def test_one_setting_alone_has_one_row_without_a_title(qapp):
    alone = dataclasses.replace(LOOK, y_title="", rows=("",), cells=LOOK.cells[:2])
    assert lay_out(alone, scale=5).left < lay_out(LOOK, scale=5).left
    assert lay_out(alone, scale=5).size.height() < lay_out(LOOK, scale=5).size.height()
