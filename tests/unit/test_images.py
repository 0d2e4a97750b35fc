"""Pictures and masks of every kind that people have."""

import io
import struct
import time
import zlib

import numpy as np
import pytest
from PIL import Image

from app.io.errors import ImageError
from app.io.images import default_crop, fit_picture, read_mask, read_picture, save_mask
from app.io.pictures import read_record
from tests.processes import python


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
    with pytest.raises(ImageError, match=r"2x2.*6x6.*--scale-mask"):
        read_mask(path, 6, 6)
    np.testing.assert_array_equal(read_mask(path, 6, 6, scale=True), small.repeat(3, 0).repeat(3, 1))
    shrunk = tmp_path / "large.png"
    save_mask(shrunk, small.repeat(10, 0).repeat(10, 1))
    np.testing.assert_array_equal(read_mask(shrunk, 2, 2, scale=True), small)
    with pytest.raises(ImageError, match=r"2x2, of other proportions.*4x6"):
        read_mask(path, 6, 4, scale=True)


@pytest.mark.parametrize("side", [28, 10, 3])
def test_no_stroke_is_lost_in_scaling(tmp_path, side):
    """A pixel is marked exactly where anything white falls into its area."""
    generator = np.random.default_rng(0)
    for _ in range(20):
        mask = np.zeros((280, 280), bool)
        row, column = generator.integers(0, 278, 2)
        mask[row : row + 2, column] = True
        mask[row, :] |= generator.random() < 0.5
        save_mask(tmp_path / "m.png", mask)
        scaled = read_mask(tmp_path / "m.png", side, side, scale=True)
        expected = np.zeros((side, side), bool)
        for y, x in np.argwhere(mask):  # a pixel covers [y, y + 1)
            top, bottom = y * side // 280, -(-(y + 1) * side // 280)
            left, right = x * side // 280, -(-(x + 1) * side // 280)
            expected[top:bottom, left:right] = True
        np.testing.assert_array_equal(scaled, expected)


def test_a_mask_of_the_photos_own_size_is_cropped_as_the_photo_is(tmp_path):
    photo = np.zeros((300, 400), np.uint8)
    photo[120:180, 260:320] = 255
    save_mask(tmp_path / "mask.png", photo > 0)
    for scale in (1, 2):  # of the same proportions, with more pixels
        save_mask(tmp_path / "mask.png", (photo > 0).repeat(scale, 0).repeat(scale, 1))
        mask = read_mask(tmp_path / "mask.png", 28, 28, scale=True, photo=(300, 400))
        seen = fit_picture(photo[:, :, None], (1, 28, 28))[0] > 0.5
        assert seen.sum() == 30
        assert mask[seen].all()
        assert mask.sum() <= 7 * 7
    save_mask(tmp_path / "mask.png", photo[:, :200] > 0)
    with pytest.raises(ImageError, match=r"proportions.*28x28.*400x300"):
        read_mask(tmp_path / "mask.png", 28, 28, scale=True, photo=(300, 400))
    save_mask(tmp_path / "mask.png", photo > 0)
    box = (260, 120, 60, 60)
    assert read_mask(tmp_path / "mask.png", 28, 28, scale=True, photo=(300, 400), crop=box).all()
    assert not read_mask(tmp_path / "mask.png", 28, 28, scale=True, photo=(300, 400), crop=(0, 0, 60, 60)).any()


def test_zero_and_one_are_black_and_white(tmp_path):
    values = np.zeros((4, 4), np.uint8)
    values[1:3] = 1
    mask = read_mask(save(tmp_path, Image.fromarray(values)), 4, 4)
    np.testing.assert_array_equal(mask, values == 1)


def test_marks_that_are_not_white_are_named(tmp_path):
    index = np.zeros((4, 4), np.uint8)
    index[1:3] = 1
    red = np.zeros((4, 4, 3), np.uint8)
    red[1:3, :, 0] = 255
    black = np.zeros((4, 4, 4), np.uint8)
    black[1:3, :, 3] = 255
    palette = Image.fromarray(index, "P")
    palette.putpalette([0, 0, 0, 128, 0, 0])
    cases = {
        "(255, 0, 0)": Image.fromarray(red), "(128, 0, 0)": palette, "black on transparent": Image.fromarray(black),
        "beside black it holds 7": Image.fromarray(index * 7),
        "7, 14, 21, 28, …": Image.fromarray((np.arange(16) * 7).astype(np.uint8).reshape(4, 4)),
    }  # fmt: skip
    for message, image in cases.items():
        with pytest.raises(ImageError) as caught:
            read_mask(save(tmp_path, image), 4, 4)
        assert message in str(caught.value)
        assert "white" in caught.value.advice
    assert not read_mask(save(tmp_path, Image.new("L", (4, 4))), 4, 4).any()  # nothing is to be regenerated
    assert not read_mask(save(tmp_path, Image.new("RGBA", (4, 4))), 4, 4).any()


# Files made to take the memory or the time


def chunk(kind, data=b""):
    return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))


def a_file(image, form):
    buffer = io.BytesIO()
    image.save(buffer, form)
    return buffer.getvalue()


def skeletons():
    png, gif, jpeg = (a_file(Image.new("L", (4, 4)), form) for form in ("PNG", "GIF", "JPEG"))
    colours = 13 + (3 << ((gif[10] & 7) + 1) if gif[10] & 0x80 else 0)
    tags = b"".join(struct.pack("<HHLL", 40_000 + k, 7, 10**6, 8) for k in range(1000))
    tiff = b"II*\0" + struct.pack("<LH", 8, 1000) + tags + b"\0" * 1000
    exif = b"Exif\0\0II*\0" + struct.pack("<LH", 8, 500) + tags[:6000] + b"\0" * 50_000
    yield "chunks", png[:33] + chunk(b"abCd") * 400_000 + png[33:]
    yield "comment", gif[:colours] + b"!\xfe" + (b"\xff" + b"x" * 255) * 10_000 + b"\0" + gif[colours:]
    yield "tags", tiff
    yield "tags", jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + jpeg[2:]
    yield "parts", jpeg[:2] + b"\xff\xe2\0\2" * 400_000 + jpeg[2:]


def test_files_made_to_be_read_for_ever_are_refused_at_once(tmp_path):
    for k, (word, data) in enumerate(skeletons()):
        path = tmp_path / f"{k}.png"
        path.write_bytes(data)
        began = time.thread_time()
        with pytest.raises(ImageError, match=rf"no proper picture.*{word}"):
            read_picture(path)
        with pytest.raises(ImageError, match="no proper picture"):
            read_record(path)
        assert time.thread_time() - began < 2


def test_programs_are_not_run_to_read_a_picture(tmp_path):
    path = tmp_path / "a.png"
    path.write_bytes(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 4 4\n%%EndComments\nshowpage\n")
    with pytest.raises(ImageError, match="not a picture"):
        read_picture(path)


@pytest.mark.parametrize("size", [(9000, 4), (8000, 8000)])
def test_pictures_too_large_are_refused_before_they_are_decoded(tmp_path, size):
    with pytest.raises(ImageError, match=f"{size[0]}x{size[1]}"):
        read_picture(save(tmp_path, Image.new("1", size)))


@pytest.mark.parametrize("mode", ["RGBA", "P", "I;16", "F", "LA", "RGB"])
def test_large_pictures_are_flattened_in_strips_as_small_ones_are(tmp_path, mode, monkeypatch):
    values = np.random.default_rng(0).integers(0, 256, (37, 5, 4), dtype=np.uint8)
    image = {
        "I;16": lambda: Image.fromarray(values[:, :, 0].astype(np.uint16) * 257),
        "F": lambda: Image.fromarray(values[:, :, 0].astype(np.float32) / 255),
        "P": lambda: Image.fromarray(values[:, :, :3]).quantize(16),
        "LA": lambda: Image.fromarray(values[:, :, :2].copy(), "LA"),
        "RGB": lambda: Image.fromarray(values[:, :, :3].copy()),
        "RGBA": lambda: Image.fromarray(values),
    }[mode]()
    path = save(tmp_path, image, "a.tiff" if mode == "F" else "a.png")
    whole = read_picture(path)
    monkeypatch.setattr("app.io.images._STRIP", 4)
    np.testing.assert_array_equal(read_picture(path), whole)


SAYS = """
import sys
from app.io.errors import ImageError
from app.io.images import read_picture
for path in sys.argv[1:]:
    try:
        read_picture(path)
    except ImageError:
        pass
"""


def test_libraries_say_nothing_themselves_about_damaged_pictures(tmp_path):
    """libtiff, Pillow's logger and numpy's warnings would each write to standard error."""
    image = Image.fromarray(np.random.default_rng(0).integers(0, 256, (8, 8, 3), dtype=np.uint8))
    lzw, jpeg = tmp_path / "lzw.tiff", tmp_path / "jpeg.tiff"
    image.save(lzw, compression="tiff_lzw")
    image.save(jpeg, compression="jpeg")
    for path in (lzw, jpeg):
        damaged = bytearray(path.read_bytes())
        damaged[8:60] = b"\xff" * 52
        path.write_bytes(damaged)
    snan = tmp_path / "snan.tiff"
    Image.fromarray(np.full((8, 8), 0x7FA00000, np.uint32).view(np.float32)).save(snan)
    large = save(tmp_path, Image.new("1", (9500, 9500)), "large.png")  # Pillow warns from 89 megapixels on
    done = python("-c", SAYS, lzw, jpeg, snan, large)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
