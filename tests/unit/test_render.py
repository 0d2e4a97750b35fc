"""Colours of noise levels, pictures between numpy and Qt, captions."""

import numpy as np
import pytest

from app.params.colours import level_position, plasma
from app.render.captions import draw_caption
from app.render.colours import sigma_colour
from app.render.images import to_array, to_qimage


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
