"""The plots' axes, in closed form, and what is drawn where."""

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from app.render.captions import draw_caption
from app.render.colours import level_position, plasma, sigma_colour
from app.render.images import to_array, to_qimage
from app.render.plots import PlotColours, Scale, Series, fit_scale, nice_step, paint_plot


def test_steps_are_one_two_or_five():
    assert [nice_step(s) for s in (0.9, 1.0, 1.2, 3.0, 7.0, 0.03)] == [1, 1, 2, 5, 10, pytest.approx(0.05)]


def test_places_on_both_scales():
    assert Scale(0.01, 1.0, True).place(np.array([0.01, 0.1, 1.0])).tolist() == pytest.approx([0, 0.5, 1])
    assert Scale(2.0, 4.0, False).place(np.array([2.0, 3.5])).tolist() == [0, 0.75]


@pytest.mark.parametrize(
    ("low", "high", "log"),
    [(0.01, 20, True), (1e-9, 1e9, True), (0.3, 0.5, True), (0.21, 0.24, True), (2e5, 3.1e5, True), (0.0, 1.0, False)],
)
def test_every_axis_has_two_to_a_few_ticks_inside(low, high, log):
    ticks = Scale(low, high, log).ticks(4)
    assert 2 <= len(ticks) <= 5
    assert all(low <= value * (1 + 1e-9) and value <= high * (1 + 1e-9) for value, _ in ticks)
    texts = [text for _, text in ticks]
    assert len(set(texts)) == len(texts)
    assert max(len(text) for text in texts) <= 8


def test_a_scale_needs_no_values_and_survives_bad_ones():
    assert fit_scale(np.array([]), log=True).log
    scale = fit_scale(np.array([np.nan, -1.0, 0.0, 2.0, np.inf]), log=True)
    assert scale.low < 2.0 < scale.high
    flat = fit_scale(np.array([0.0, 0.0]), log=False)
    assert flat.low < 0 < flat.high


def test_points_lie_where_their_values_are_in_their_colours(qapp):
    image = QImage(300, 120, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    colours = PlotColours(*(QColor("white") for _ in range(4)))
    red, blue = QColor("red"), QColor("blue")
    series = Series("y", "", np.array([2.0, 9.0]), np.array([10.0, 0.1]), [red, blue])
    data = paint_plot(painter, QRectF(0, 0, 300, 120), series, 10, [], None, colours, QFont())
    painter.end()
    scale = fit_scale(series.y, log=True)
    for x, y, colour in zip(series.x, series.y, series.colours, strict=True):
        px = data.left() + data.width() * (x - 1) / 10
        py = data.bottom() - data.height() * float(scale.place(np.array(y)))
        assert image.pixelColor(round(px), round(py)) == colour


def test_the_same_sigma_has_the_same_colour_and_the_ends_are_plasma_s():
    assert sigma_colour(20.0, 20.0, 0.01).getRgb()[:3] == (13, 8, 135)
    assert sigma_colour(0.01, 20.0, 0.01).getRgb()[:3] == (240, 249, 33)
    assert level_position(20 * (0.01 / 20) ** 0.5, 20, 0.01) == pytest.approx(0.5)
    assert plasma(0.5).tolist() == [204, 71, 120]
    assert level_position(100, 20, 0.01) == 0


@pytest.mark.parametrize("channels", [1, 3, 4])
@pytest.mark.parametrize("width", [1, 3, 5, 28])
def test_an_image_of_odd_width_keeps_every_pixel(channels, width):
    array = np.random.default_rng(0).integers(0, 256, (7, width, channels), np.uint8)
    image = to_qimage(array)
    for y in range(7):
        for x in range(width):
            value = image.pixelColor(x, y)
            expected = array[y, x, :1].repeat(3) if channels == 1 else array[y, x, :3]
            assert (value.red(), value.green(), value.blue()) == tuple(expected)
    if channels == 3:
        assert np.array_equal(to_array(image), array)


def test_what_is_no_picture_is_refused():
    with pytest.raises(ValueError, match="not a picture"):
        to_qimage(np.zeros((2, 2, 2), np.uint8))
    with pytest.raises(ValueError, match="not a picture"):
        to_qimage(np.zeros((2, 2, 1), np.float32))


@pytest.mark.parametrize("width", [30, 200, 800])
def test_a_caption_is_as_wide_as_asked(qapp, width):
    array = draw_caption("mnist, annealed, seed 0, ε = 4×10⁻⁵, σ = 5.00 … 0.0100", width)
    assert array.shape[1:] == (width, 3)
    assert array.dtype == np.uint8
