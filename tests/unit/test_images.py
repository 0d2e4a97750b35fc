"""Pictures and masks of every kind that people have."""

import numpy as np
import pytest
from PIL import Image

from app.io.errors import ImageError
from app.io.images import default_crop, fit_picture, read_mask, read_picture, save_mask


def save(tmp_path, image, name="a.png", **options):
    image.save(tmp_path / name, **options)
    return tmp_path / name


def test_kinds_of_pictures(tmp_path):
    palette = Image.new("RGB", (3, 2), (10, 200, 30)).quantize(4)
    clear = Image.new("RGBA", (3, 2), (255, 0, 0, 0))
    cases = {
        "grey": (Image.new("L", (3, 2), 77), [77]),
        "one bit": (Image.new("1", (3, 2), 1), [255]),
        "colour": (Image.new("RGB", (3, 2), (1, 2, 3)), [1, 2, 3]),
        "palette": (palette, [10, 200, 30]),
        "transparent": (clear, [255, 255, 255]),
        "grey and alpha": (Image.new("LA", (3, 2), (50, 255)), [50, 50, 50]),
        "sixteen bits": (Image.fromarray(np.full((2, 3), 257 * 99, np.uint16)), [99]),
    }
    for name, (image, expected) in cases.items():
        picture = read_picture(save(tmp_path, image, f"{name}.png"))
        assert picture.shape[:2] == (2, 3), name
        assert picture[1, 2].tolist() == expected, name


def test_an_animation_gives_its_first_frame(tmp_path):
    frames = [Image.new("L", (4, 4), v) for v in (10, 250)]
    path = save(tmp_path, frames[0], "a.gif", save_all=True, append_images=frames[1:])
    assert (read_picture(path) == 10).all()


def test_pictures_that_cannot_be_read(tmp_path):
    good = save(tmp_path, Image.new("L", (50, 50), 3))
    (tmp_path / "cut.png").write_bytes(good.read_bytes()[:60])
    (tmp_path / "text.png").write_text("hello")
    huge = save(tmp_path, Image.new("1", (9000, 2)), "huge.png")
    for name, message in (("cut.png", "damaged"), ("text.png", "not a picture"), ("absent.png", "no such file")):
        with pytest.raises(ImageError, match=message) as caught:
            read_picture(tmp_path / name)
        assert str(tmp_path / name) in str(caught.value)
    with pytest.raises(ImageError, match="9000x2"):
        read_picture(huge)


def test_pictures_stand_as_the_camera_was_held(tmp_path):
    upright = np.arange(2 * 3 * 3, dtype=np.uint8).reshape(2, 3, 3) * 10
    stored = {1: upright, 3: upright[::-1, ::-1], 6: np.rot90(upright, 1), 8: np.rot90(upright, -1)}
    for orientation, pixels in stored.items():  # EXIF 2.3, tag 0x0112: 6 is to be turned clockwise, 8 the other way
        exif = Image.Exif()
        exif[0x0112] = orientation
        image = Image.fromarray(np.ascontiguousarray(pixels))
        path = save(tmp_path, image, f"{orientation}.png", exif=exif.tobytes())
        np.testing.assert_array_equal(read_picture(path), upright, str(orientation))


@pytest.mark.filterwarnings("ignore:Corrupt EXIF")
@pytest.mark.parametrize("exif", [b"Exif\0\0MM\0*\0\0\xff\xff\0", b"Exif\0\0no such header"])
def test_damaged_exif_data_do_not_spoil_a_picture(tmp_path, exif):
    assert read_picture(save(tmp_path, Image.new("RGB", (3, 2), (9, 9, 9)), exif=exif)).shape == (2, 3, 3)


def test_one_grey_of_sixteen_bits_may_be_transparent(tmp_path):
    values = np.array([[257 * 10, 257 * 10 + 1, 257 * 200]], np.uint16)
    path = save(tmp_path, Image.fromarray(values), transparency=257 * 10)
    with Image.open(path) as image:
        assert image.mode.startswith("I")
        assert image.info["transparency"] == 257 * 10
    assert read_picture(path)[0, :, 0].tolist() == [255, 10, 200]
    assert read_picture(path, "black")[0, :, 0].tolist() == [0, 10, 200]


@pytest.mark.parametrize("full", [1, 255, 65535])
def test_real_values_reach_the_first_range_that_holds_them(tmp_path, full):
    values = np.array([[0, 0.2, 1], [np.nan, np.inf, -3]], np.float32) * full
    path = save(tmp_path, Image.fromarray(values), "a.tiff")
    assert read_picture(path)[:, :, 0].tolist() == [[0, 51, 255], [0, 0, 0]]


def test_the_default_crop_is_the_largest_centred_one():
    assert default_crop(100, 200, 28, 28) == (50, 0, 100, 100)
    assert default_crop(30, 20, 10, 20) == (0, 10, 20, 10)


def test_fitting_crops_scales_and_converts():
    picture = np.zeros((8, 16, 3), np.uint8)
    picture[:, 8:] = (255, 0, 0)
    grey = fit_picture(picture, (1, 8, 8), (8, 0, 8, 8))
    assert (grey.shape, grey.dtype) == ((1, 8, 8), np.float32)
    assert np.allclose(grey, 76 / 255)  # ITU-R 601
    colour = fit_picture(picture, (3, 4, 4), (8, 0, 8, 8))
    assert (colour[0] == 1).all()
    assert (colour[1:] == 0).all()
    spread = fit_picture(np.full((8, 8, 1), 51, np.uint8), (3, 8, 8))
    assert np.allclose(spread, 0.2)
    for crop in ((9, 0, 8, 8), (-1, 0, 4, 4), (0, 0, 0, 4)):
        with pytest.raises(ValueError, match="within"):
            fit_picture(picture, (1, 8, 8), crop)


def test_a_mask_is_white_where_pixels_are_regenerated(tmp_path):
    mask = np.random.default_rng(0).random((6, 9)) < 0.4
    path = tmp_path / "mask.png"
    save_mask(path, mask)
    np.testing.assert_array_equal(read_mask(path, 6, 9), mask)
    with Image.open(path) as image:
        assert image.getpixel((0, 0)) == (255 if mask[0, 0] else 0)


def test_what_is_transparent_in_a_mask_is_kept(tmp_path):
    painted = np.zeros((2, 3, 4), np.uint8)
    painted[0, 0] = 255  # white paint on nothing
    painted[1, 2] = (255, 255, 255, 0)  # nothing, of whatever colour
    mask = read_mask(save(tmp_path, Image.fromarray(painted), "mask.png"), 2, 3)
    assert mask.tolist() == [[True, False, False], [False, False, False]]
    shades = Image.fromarray(painted[:, :, [0, 3]], "LA")
    assert read_mask(save(tmp_path, shades, "grey.png"), 2, 3).tolist() == mask.tolist()


def test_a_mask_of_another_size_is_scaled_only_when_asked(tmp_path):
    small = np.array([[True, False], [False, True]])
    path = tmp_path / "mask.png"
    save_mask(path, small)
    with pytest.raises(ImageError, match=r"2x2.*4x6.*--scale-mask"):
        read_mask(path, 6, 4)
    np.testing.assert_array_equal(read_mask(path, 6, 4, scale=True), small.repeat(3, 0).repeat(2, 1))
    shrunk = tmp_path / "large.png"
    save_mask(shrunk, small.repeat(10, 0).repeat(10, 1))
    np.testing.assert_array_equal(read_mask(shrunk, 2, 2, scale=True), small)
