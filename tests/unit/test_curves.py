"""Curves on a QImage: dots in their colours where their values are, lines, and pens that stay quick."""

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from app.render.curves import LONG, PIECE, Curve, paint_curve
from app.render.images import to_array

pytestmark = pytest.mark.usefixtures("qapp")

WHITE, BLACK = QColor("white"), QColor("black")


def draw(at, curve, quiet=WHITE, ratio=1.0, painter_class=QPainter):
    image = QImage(round(300 * ratio), round(100 * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(WHITE)
    painter = painter_class(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_curve(painter, np.array(at, float), curve, quiet)
    painter.end()
    return image, painter


def curve(at, **style):
    x, y = np.array(at, float).T
    return Curve(x, y, **style)


def test_every_dot_has_exactly_its_colour():
    colours = [QColor(name) for name in ("red", "blue", "blue", "lime", "black")]
    at = [(20, 10), (22 + 5, 80), (100, 50), (104.5, 50), (280, 30)]
    image, _ = draw(at, curve(at, dots=colours))
    for (x, y), colour in zip(at, colours, strict=True):
        assert image.pixelColor(int(x), int(y)) == colour


def test_dots_of_one_place_or_one_point_or_none_are_drawn_too():
    image, _ = draw([(50, 50)], curve([(50, 50)], dots=[BLACK]))
    assert image.pixelColor(50, 50) == BLACK
    image, _ = draw([(50, 20), (50, 80)], curve([(50, 20), (50, 80)], dots=[BLACK, BLACK]))
    assert image.pixelColor(50, 20) == image.pixelColor(50, 80) == BLACK
    image, _ = draw(np.empty((0, 2)), Curve(np.empty(0), np.empty(0), dots=[]))
    assert (to_array(image) == 255).all()


def test_what_has_no_place_is_left_out():
    at = [(20, 50), (100, np.nan), (200, np.inf), (280, 50)]
    image, _ = draw(at, curve(at, dots=[BLACK, QColor("red"), QColor("red"), BLACK]))
    pixels = to_array(image)
    assert image.pixelColor(20, 50) == image.pixelColor(280, 50) == BLACK
    assert (pixels[..., 0] == pixels[..., 1]).all()  # nothing red
    image, _ = draw(at, curve(at, colour="#0000ff"))
    assert image.pixelColor(150, 50).blue() == 255
    assert image.pixelColor(150, 50).red() < 60


def test_a_line_of_several_pieces_has_no_gaps():
    n = 3 * PIECE + 2
    at = np.stack([np.linspace(10, 290, n), np.full(n, 50.5)], axis=1)
    pixels = to_array(draw(at, curve(at, colour="#0000ff"))[0])
    assert (pixels[50, 11:289, 0] < 10).all()
    assert (pixels[48, :, 0] == 255).all()


def test_a_single_value_is_a_point():
    image, _ = draw([(50, 50)], curve([(50, 50)], colour="#0000ff"))
    assert image.pixelColor(50, 50) == QColor("blue")


def test_faint_is_fainter_and_dashed_has_gaps():
    at = [(10, 50.5), (290, 50.5)]
    plain, faint, dashed = (
        to_array(draw(at, curve(at, colour="#000000", **style))[0])[50, 20:280, 0].astype(int)
        for style in ({}, {"faint": True}, {"dashed": True})
    )
    assert plain.max() < 100 < faint.min() < 240
    assert dashed.min() < 100
    assert dashed.max() == 255


class Pens(QPainter):
    """A painter that notes the pens of its lines and how many points each has."""

    def __init__(self, device):
        super().__init__(device)
        self.lines = []

    def drawPolyline(self, points):
        self.lines.append((self.pen(), len(points)))
        super().drawPolyline(points)


@pytest.mark.parametrize("ratio", [1.0, 2.0])
@pytest.mark.parametrize(
    "style", [{"dots": [BLACK] * 900}, {"colour": "#000000"}, {"colour": "#000000", "faint": True}]
)
def test_long_lines_are_a_pixel_thin_however_dense_the_screen(ratio, style):
    at = np.stack([np.linspace(10, 290, 900), np.full(900, 50.0)], axis=1)
    assert len(at) > LONG
    _, painter = draw(at, curve(at, **style), ratio=ratio, painter_class=Pens)
    ((pen, points),) = painter.lines
    assert points == 900
    assert pen.isCosmetic()
    assert pen.widthF() == 1


def test_wider_lines_are_drawn_in_pieces():
    at = np.stack([np.linspace(10, 290, LONG), np.full(LONG, 50.0)], axis=1)
    _, painter = draw(at, curve(at, colour="#000000"), painter_class=Pens)
    assert max(points for _, points in painter.lines) == PIECE + 1
    assert sum(points - 1 for _, points in painter.lines) == LONG - 1


def test_a_part_of_a_curve_keeps_points_and_colours_together():
    whole = Curve(np.arange(5.0), np.arange(5.0) ** 2, "#123456", "label", dots=[QColor(i, 0, 0) for i in range(5)])
    part = whole.part(slice(1, 3))
    assert (part.x.tolist(), part.y.tolist(), [c.red() for c in part.dots]) == ([1, 2], [1, 4], [1, 2])
    assert (part.colour, part.label) == ("#123456", "label")
    assert Curve(np.arange(3.0), np.arange(3.0)).part(slice(1, 9)).dots == ()
