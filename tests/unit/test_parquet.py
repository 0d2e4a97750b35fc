"""Parquet files with a column of pictures; pyarrow is in an extra of its own (``pip install -e ".[parquet]"``)."""

import builtins
import io

import numpy as np
import pytest
from PIL import Image

from app.io.datasets import read_images, read_member
from app.io.errors import DataError
from app.io.gallery import open_gallery


def test_without_the_library_it_is_said_what_to_install(tmp_path, monkeypatch):
    plain = builtins.__import__

    def missing(name, *more, **options):
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return plain(name, *more, **options)

    (tmp_path / "a.parquet").write_bytes(b"PAR1")
    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(DataError, match=r"needs the library pyarrow.*score-explorer\[parquet\]"):
        read_images(tmp_path / "a.parquet")


@pytest.fixture
def parquet():
    return pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed (the extra 'parquet')")


@pytest.fixture
def pictures():
    return np.random.default_rng(1).integers(0, 256, (7, 8, 8), dtype=np.uint8)


def png(array):
    buffer = io.BytesIO()
    Image.fromarray(array).save(buffer, "PNG")
    return buffer.getvalue()


def write(parquet, path, columns, **options):
    import pyarrow as arrow

    parquet.write_table(arrow.table(columns), path, **options)
    return path


@pytest.mark.parametrize("inner", [True, False], ids=["as published", "plain bytes"])
def test_pictures_are_read_in_their_order_over_several_groups(parquet, pictures, tmp_path, inner):
    cells = [{"bytes": png(p), "path": None} if inner else png(p) for p in pictures]
    path = write(parquet, tmp_path / "d.parquet", {"label": list(range(7)), "image": cells}, row_group_size=3)
    found = read_images(path)
    assert np.array_equal(found.images[:, 0], pictures)
    assert found.name == "d.parquet"
    assert len(read_images(path, limit=4).images) == 4
    assert np.array_equal(read_member(path, "row-0000005")[0], pictures[5])
    gallery = open_gallery(path)
    assert gallery.count == 7
    assert np.array_equal(gallery.read(6)[0][:, :, 0], pictures[6])


def test_what_is_not_a_column_of_pictures_is_said(parquet, pictures, tmp_path):
    cells = [png(p) for p in pictures]
    with pytest.raises(DataError, match=r"none of its columns.*text: string"):
        read_images(write(parquet, tmp_path / "a.parquet", {"text": ["x"]}))
    with pytest.raises(DataError, match="several of its columns"):
        read_images(write(parquet, tmp_path / "b.parquet", {"one": cells, "two": cells}))
    with pytest.raises(DataError, match="no picture in it"):
        read_images(write(parquet, tmp_path / "c.parquet", {"image": [cells[0], None]}))
    with pytest.raises(DataError, match=r"row-0000001"):
        read_images(write(parquet, tmp_path / "d.parquet", {"image": [cells[0], b"no picture"]}))


def test_a_damaged_file_is_refused(parquet, pictures, tmp_path):
    path = write(parquet, tmp_path / "a.parquet", {"image": [png(p) for p in pictures]})
    data = path.read_bytes()
    for damaged in (data[: len(data) // 2], b"PAR1" + bytes(100) + b"PAR1", b""):
        path.write_bytes(damaged)
        with pytest.raises(DataError, match="no whole Parquet file"):
            read_images(path)
