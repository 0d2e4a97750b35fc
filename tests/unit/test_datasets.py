"""Reading pictures to train on, in every form that people have them, and broken ones."""

import contextlib
import gzip
import io
import struct
import tracemalloc
import zipfile
import zlib

import numpy as np
import pytest
from PIL import Image

from app.io.archives import Unpacked
from app.io.datasets import read_images
from app.io.errors import DataError
from app.io.idx import read_idx
from app.params import SettingError
from app.params.data import Cut, DataParams

IMAGES = np.random.default_rng(0).integers(0, 256, (5, 6, 4), dtype=np.uint8)


def idx_bytes(array=IMAGES, kind=8):
    return bytes([0, 0, kind, array.ndim]) + struct.pack(f">{array.ndim}I", *array.shape) + array.tobytes()


def test_idx_plain_and_compressed(tmp_path):
    plain, packed = tmp_path / "a-idx3-ubyte", tmp_path / "b.gz"
    plain.write_bytes(idx_bytes())
    packed.write_bytes(gzip.compress(idx_bytes()))
    for path in (plain, packed):
        np.testing.assert_array_equal(read_idx(path), IMAGES)
        np.testing.assert_array_equal(read_images(path).images[:, 0], IMAGES)
    assert read_images(plain, limit=2).images.shape == (2, 1, 6, 4)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "not an IDX"),
        (b"hello world", "not an IDX"),
        (idx_bytes(kind=13), "type 0x0d"),
        (idx_bytes()[:9], "inside its header"),
        (idx_bytes()[:-1], "ends after 119 of 120"),
        (idx_bytes() + b"x", "more in the file"),
        (bytes([0, 0, 8, 3]) + struct.pack(">3I", 2**31, 2**31, 2**31), "claims an array"),
        (bytes([0, 0, 8, 3]) + struct.pack(">3I", 2**20, 2**6, 2**6), "ends after 0 of"),
        (bytes([0, 0, 8, 1]) + struct.pack(">I", 0), "claims an array"),
        (gzip.compress(idx_bytes())[:-12], "damaged or incomplete"),
        (b"\x1f\x8b" + b"x" * 40, "damaged or incomplete"),
    ],
)
def test_broken_idx(tmp_path, data, message):
    path = tmp_path / "a"
    path.write_bytes(data)
    with pytest.raises(DataError, match=message) as caught:
        read_idx(path)
    assert str(path) in str(caught.value)


def test_labels_are_not_pictures(tmp_path):
    path = tmp_path / "labels"
    path.write_bytes(idx_bytes(IMAGES[:, 0, 0]))
    with pytest.raises(DataError, match="not a set of pictures"):
        read_images(path)


def test_a_folder_in_the_layout_of_mnist(tmp_path):
    (tmp_path / "train-images-idx3-ubyte.gz").write_bytes(gzip.compress(idx_bytes()))
    (tmp_path / "t10k-images-idx3-ubyte.gz").write_bytes(b"unused")
    np.testing.assert_array_equal(read_images(tmp_path).images[:, 0], IMAGES)


@pytest.fixture
def folder(tmp_path):
    """Five grey pictures in two sub-folders, and a text file that does not matter."""
    place = tmp_path / "pictures"
    for k, image in enumerate(IMAGES):
        path = place / f"class{k % 2}" / f"{k}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(image).save(path)
    (place / "notes.txt").write_text("hello")
    return place


def zipped(folder, path):
    with zipfile.ZipFile(path, "w") as archive:
        for file in folder.rglob("*"):
            archive.write(file, file.relative_to(folder))
    return path


def test_a_folder_and_a_zip_in_the_order_of_their_names(folder, tmp_path):
    expected = IMAGES[[0, 2, 4, 1, 3]]
    calls = []
    got = read_images(folder, progress=lambda done, total: calls.append((done, total)))
    np.testing.assert_array_equal(got.images[:, 0], expected)
    assert calls == [(k, 5) for k in range(1, 6)]
    np.testing.assert_array_equal(read_images(zipped(folder, tmp_path / "a.zip")).images[:, 0], expected)
    assert got.name == "pictures"


def test_colours_transparency_and_sixteen_bits(tmp_path):
    red = Image.new("RGB", (4, 4), (255, 0, 0))
    clear = Image.new("RGBA", (4, 4), (0, 0, 0, 0))
    deep = Image.fromarray(np.full((4, 4), 257 * 100, np.uint16))
    for name, image in (("a", deep), ("b", red), ("c", clear)):
        image.save(tmp_path / f"{name}.png")
    images = read_images(tmp_path).images
    assert images.shape == (3, 3, 4, 4)
    assert [images[k, :, 0, 0].tolist() for k in range(3)] == [[100, 100, 100], [255, 0, 0], [255, 255, 255]]
    grey = read_images(tmp_path, grey=True).images
    assert grey[:, 0, 0, 0].tolist() == [100, 76, 255]  # ITU-R 601: 0.299 * 255


def test_a_size_crops_the_middle_and_scales(tmp_path):
    wide = np.zeros((8, 16, 3), np.uint8)
    wide[:, 4:12] = 200
    Image.fromarray(wide).save(tmp_path / "a.png")
    Image.new("RGB", (30, 20), (9, 9, 9)).save(tmp_path / "b.png")
    images = read_images(tmp_path, size=4).images
    assert images.shape == (2, 3, 4, 4)
    assert (images[0] == 200).all()
    assert (images[1] == 9).all()


def test_sizes_that_differ_name_the_file(folder):
    Image.new("L", (3, 3)).save(folder / "odd.png")
    with pytest.raises(DataError, match=r"odd\.png.*3x3.*4x6.*--size"):
        read_images(folder)


@pytest.mark.parametrize(
    "array",
    [
        IMAGES,
        IMAGES[:, None],
        IMAGES[..., None],
        IMAGES.astype(np.float32) / 255,
    ],
)
def test_arrays_in_usual_layouts(tmp_path, array):
    np.savez(tmp_path / "a.npz", labels=np.arange(5), images=array)
    np.save(tmp_path / "a.npy", array)
    for name in ("a.npz", "a.npy"):
        np.testing.assert_array_equal(read_images(tmp_path / name).images[:, 0], IMAGES)


def test_our_own_samples_can_be_trained_on(tmp_path):
    np.savez(tmp_path / "a.npz", record=np.array("{}"), samples=np.full((2, 3, 8, 8), 0.5, np.float32))
    assert (read_images(tmp_path / "a.npz").images == 128).all()


@pytest.mark.parametrize(
    ("array", "message"),
    [
        (np.zeros((2, 2)), "not a set of pictures"),
        (np.zeros((2, 5, 5, 5)), "not a set of pictures"),
        (np.full((1, 4, 4), 7.0), "from 7 to 7"),
        (np.full((1, 4, 4), np.nan), "from nan"),
        (np.zeros((1, 4, 4), np.int64), "int64"),
        (np.array([object()]), "cannot be read"),
    ],
)
def test_arrays_that_are_no_pictures(tmp_path, array, message):
    np.savez(tmp_path / "a.npz", images=array)
    with pytest.raises(DataError, match=message):
        read_images(tmp_path / "a.npz")


def test_broken_files_are_named(folder, tmp_path):
    (folder / "class0" / "0.png").write_bytes(b"not a picture")
    with pytest.raises(DataError, match=r"0\.png: this is not a picture"):
        read_images(folder)
    with pytest.raises(DataError, match=r"0\.png: this is not a picture"):
        read_images(zipped(folder, tmp_path / "a.zip"))
    (folder / "class0" / "0.png").write_bytes((folder / "class0" / "2.png").read_bytes()[:50])
    with pytest.raises(DataError, match=r"0\.png"):
        read_images(folder)
    (tmp_path / "b.zip").write_bytes(b"PK hello")
    with pytest.raises(DataError, match="zip is damaged"):
        read_images(tmp_path / "b.zip")


def test_nothing_to_read(tmp_path):
    with pytest.raises(DataError, match="no pictures"):
        read_images(tmp_path)
    with pytest.raises(DataError, match="no such file"):
        read_images(tmp_path / "absent")
    with zipfile.ZipFile(tmp_path / "empty.zip", "w"):
        pass
    with pytest.raises(DataError, match="no pictures"):
        read_images(tmp_path / "empty.zip")


def test_the_digits_themselves(shared):
    images = read_images(shared / "data" / "mnist").images
    assert images.shape == (60_000, 1, 28, 28)
    assert images.mean() == pytest.approx(33.3184, abs=1e-3)  # the published mean 0.1307
    heroes = read_images(shared / "data" / "tinyhero" / "tinyhero.zip", limit=3).images
    assert heroes.shape == (3, 3, 64, 64)
    assert (heroes[:, :, 0, 0] == 255).all()


# What people's files hold beside the pictures


def test_hidden_files_are_passed_over_and_counted(folder, tmp_path):
    picture = (folder / "class0" / "0.png").read_bytes()
    for name in (".ipynb_checkpoints/0-checkpoint.png", "class0/._0.png", ".hidden.png"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(b"not a picture")
    found = read_images(folder)
    assert len(found.images) == 5
    assert found.notes == ("3 hidden files were passed over",)
    with zipfile.ZipFile(tmp_path / "mac.zip", "w") as archive:
        for name in ("./pics/1.png", "pics/2.png"):
            archive.writestr(name, picture)
        archive.writestr("__MACOSX/pics/._1.png", b"x")
    found = read_images(tmp_path / "mac.zip")
    assert len(found.images) == 2
    assert found.notes == ("1 hidden file was passed over",)


def test_the_one_array_that_is_pictures_is_found_and_named(tmp_path):
    path = tmp_path / "a.npz"
    np.savez(path, labels=np.arange(5), ids=np.array(["a"] * 5), faces=IMAGES)
    found = read_images(path)
    np.testing.assert_array_equal(found.images[:, 0], IMAGES)
    assert "faces is used" in found.notes[0]
    np.savez(path, x_train=IMAGES, x_test=IMAGES[:2])
    assert len(read_images(path).images) == 5
    np.savez(path, cats=IMAGES, dogs=IMAGES)
    with pytest.raises(DataError, match=r"several.*cats, dogs"):
        read_images(path)
    np.savez(path, labels=np.arange(5), names=np.array(["a"]))
    with pytest.raises(DataError, match=r"not a set of pictures.*labels: int64, 5"):
        read_images(path)
    np.savez(path)
    with pytest.raises(DataError, match=r"no array|no directory"):
        read_images(path)


@pytest.mark.parametrize(("channels", "expected"), [(1, (1, 1, 32, 32)), (3, (1, 3, 32, 32))])
def test_one_picture_with_its_channels_last_is_one_picture(tmp_path, channels, expected):
    np.save(tmp_path / "a.npy", np.zeros((32, 32, channels), np.uint8))
    assert read_images(tmp_path / "a.npy").images.shape == expected
    assert read_images(tmp_path / "a.npy", limit=1).images.shape == expected


@pytest.mark.parametrize("kind", [np.uint8, np.float32])
@pytest.mark.parametrize("shape", [(0, 8, 8), (5, 0, 8), (0, 8, 8, 3)])
def test_arrays_of_no_pictures(tmp_path, kind, shape):
    np.savez(tmp_path / "a.npz", images=np.zeros(shape, kind))
    with pytest.raises(DataError, match="no pictures"):
        read_images(tmp_path / "a.npz")


# No more than is needed


def needs(call):
    """The memory in bytes that a call takes on top of what it returns, as Python's allocators and numpy's count it."""
    tracemalloc.start()
    try:
        call()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """100 MB of pictures, compressed to a small file, in each form."""
    folder = tmp_path_factory.mktemp("large")
    pictures = np.zeros((128_000, 28, 28), np.uint8)
    np.savez_compressed(folder / "a.npz", images=pictures)
    head = bytes([0, 0, 8, 3]) + struct.pack(">3I", *pictures.shape)
    (folder / "a-idx3-ubyte.gz").write_bytes(gzip.compress(head + bytes(pictures.nbytes), 1))
    return folder


@pytest.mark.parametrize("name", ["a.npz", "a-idx3-ubyte.gz"])
def test_a_limit_bounds_what_is_unpacked(large, name):
    assert (large / name).stat().st_size < 2e6
    assert needs(lambda: read_images(large / name, limit=8)) < 40e6
    with pytest.raises(DataError, match="times its size"):
        read_images(large / name)


def test_a_header_that_claims_terabytes_takes_no_memory(tmp_path):
    header = "{'descr': '|u1', 'fortran_order': False, 'shape': (99999999, 999, 999), }"
    data = b"\x93NUMPY\x01\0" + struct.pack("<H", len(header)) + header.encode() + bytes(100)
    (tmp_path / "a.npy").write_bytes(data)
    with zipfile.ZipFile(tmp_path / "a.npz", "w") as archive:
        archive.writestr("images.npy", data)
    for name in ("a.npy", "a.npz"):
        with pytest.raises(DataError, match=r"GiB|claims"):
            read_images(tmp_path / name)
        with pytest.raises(DataError, match=r"GiB|claims"):
            read_images(tmp_path / name, limit=8)


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2, zipfile.ZIP_DEFLATED])
def test_zips_damaged_in_any_way_of_packing_are_named(tmp_path, method):
    buffer = io.BytesIO()
    Image.fromarray(IMAGES[0]).save(buffer, "PNG")
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr("1.png", buffer.getvalue())
    whole = path.read_bytes()
    for place in range(30, 30 + 80, 3):
        damaged = bytearray(whole)
        damaged[place] ^= 0xFF
        path.write_bytes(damaged)
        with contextlib.suppress(DataError):
            read_images(path)


def test_a_zip_of_too_many_files_is_refused_before_it_is_read(tmp_path, monkeypatch):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for k in range(50):
            archive.writestr(f"{k}.png", b"")
    monkeypatch.setattr("app.io.datasets.MAX_NAMES", 49)
    monkeypatch.setattr(zipfile, "ZipFile", None)
    with pytest.raises(DataError, match="more than 49 files"):
        read_images(tmp_path / "a.zip")


@pytest.mark.parametrize("pieces", [1, 7, 1 << 20])
def test_gzip_streams_are_read_as_pythons_own_module_reads_them(pieces):
    parts = [b"", b"x", bytes(3_000_000), np.random.default_rng(0).bytes(100_000)]
    packed = b"".join(gzip.compress(part) + b"\0" * (9 * k) for k, part in enumerate(parts))
    stream, out = Unpacked(io.BytesIO(packed)), []
    while part := stream.read(pieces if len(out) < 100 else 1 << 20):
        out.append(part)
    assert b"".join(out) == b"".join(parts) == gzip.decompress(packed)
    for damaged in (packed[:-30], packed + b"garbage", gzip.compress(b"") * 5000):
        with pytest.raises((EOFError, zlib.error)):
            Unpacked(io.BytesIO(damaged)).read(1 << 30)


@pytest.mark.parametrize("kind", ["folder", "array"])
def test_a_rectangle_is_cut_out_before_anything_else(tmp_path, kind):
    pictures = np.random.default_rng(3).integers(0, 256, (2, 12, 16, 3), dtype=np.uint8)
    place = tmp_path / "p.npz"
    if kind == "folder":
        place = tmp_path / "p"
        place.mkdir()
        for index, picture in enumerate(pictures):
            Image.fromarray(picture).save(place / f"{index}.png")
    else:
        np.savez(place, images=pictures)
    cut = Cut.of("8x10+5+2")
    expected = pictures[:, 2:12, 5:13].transpose(0, 3, 1, 2)
    np.testing.assert_array_equal(read_images(place, cut=cut).images, expected)
    assert read_images(place, cut=cut, size=8, grey=True).images.shape == (2, 1, 8, 8)
    with pytest.raises(DataError, match=r"16x12: 8x10\+9\+2 is not inside"):
        read_images(place, cut=Cut.of("8x10+9+2"))


@pytest.mark.parametrize("text", ["48x48", "0x4+0+0", "4x4-1+0", "4x4+1", "", "4x4+1+1+1", "axb+1+1"])
def test_a_rectangle_that_is_none_is_refused(text):
    with pytest.raises(SettingError, match="WIDTHxHEIGHT"):
        DataParams(crop=text)
