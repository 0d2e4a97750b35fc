"""Single pictures out of a data set: IDX, a folder, a zip or a Parquet file of pictures, or arrays in .npz and .npy."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np

from app.io.datasets import members, no_pictures, open_array, read_member
from app.io.errors import expanded, name_of

MAX_BYTES = 2**31
"""What pictures to choose from may take: all that is in one array stays in memory."""


class Gallery(Protocol):
    """Pictures by their number."""

    name: str

    @property
    def count(self) -> int:
        """How many there are."""
        ...

    def read(self, index: int) -> tuple[np.ndarray, str]:
        """(picture uint8 [H, W, C], its name). Raises DataError."""
        ...


@dataclass(eq=False)
class ArrayGallery:
    """Pictures uint8 [N, C, H, W]."""

    name: str
    images: np.ndarray

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.images)

    def read(self, index: int) -> tuple[np.ndarray, str]:
        """(picture uint8 [H, W, C], its name)."""
        return np.ascontiguousarray(self.images[index].transpose(1, 2, 0)), f"{self.name}, {index}"


@dataclass
class FileGallery:
    """Picture files in a folder or a zip, read one at a time; they need not be equally large."""

    name: str
    place: Path
    names: list[str]

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.names)

    def read(self, index: int) -> tuple[np.ndarray, str]:
        """(picture uint8 [H, W, C], its name). Raises DataError."""
        picture = read_member(self.place, self.names[index])
        return np.ascontiguousarray(picture.transpose(1, 2, 0)), f"{self.name}, {name_of(self.names[index])}"


def open_gallery(path: str | Path) -> Gallery:
    """The pictures of a data set, of whatever size. Raises DataError naming the file."""
    place = expanded(path)
    gallery: Gallery
    found = open_array(place, most=MAX_BYTES)
    if found is not None:
        gallery = ArrayGallery(name_of(place.name), found)
    else:
        with members(place) as (names, _, _):
            gallery = FileGallery(name_of(place.name), place, names)
    if gallery.count == 0:
        raise no_pictures(place)
    return gallery
