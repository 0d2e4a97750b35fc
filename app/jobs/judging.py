"""Judging the pictures that are seen: their classes, their distances to real pictures, the nearest real ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from app.io.datasets import open_array, read_images
from app.io.errors import DataError, expanded
from app.io.features import bundled_network
from app.jobs.evaluate import frechet_floor
from app.networks.digits import CLASSES, Digits
from app.params.quality import FEWEST, MOST_REAL, NEIGHBOURS, Compared, Judged, Looking, Neighbours, Wish
from app.params.run import Tell
from app.quality.classes import counts
from app.quality.distances import frechet_distance, kernel_distance
from app.quality.features import Seen, see
from app.quality.neighbours import neighbours

Check = Callable[[], None]
"""Called between two pieces of the work; raises to stop there."""


class Judge:
    """Judges one wish after another, never two at once, and keeps what it read and saw for the next one."""

    def __init__(self) -> None:
        self._network: tuple[str, Digits] | None = None
        self._seen: tuple[np.ndarray, Seen] | None = None
        self._data: tuple[tuple[Any, ...], np.ndarray] | None = None
        self._real: tuple[np.ndarray, Seen] | None = None

    def judge(self, wish: Wish, tell: Tell, check: Check) -> None:
        """Tell what is found, piece by piece: Judged, Neighbours, Compared; and Looking meanwhile.

        Raises CheckpointError, DataError, and what ``check`` raises.
        """
        pictures = _channels_first(wish.pictures)
        check()
        network = self._feature_network(wish.features) if wish.features else None
        if network is not None:
            seen = self._look_at(wish.pictures, pictures, network)
            confidence, classes = seen.probabilities.max(1)
            names = tuple(str(k) for k in range(CLASSES))
            tell(Judged(wish.pictures, classes.numpy(), confidence.numpy(), names))
        if not wish.data:
            return

        def watch(done: int, total: int) -> None:
            check()
            tell(Looking(done, total))

        real = self._real_pictures(wish.data, pictures.shape[1:], watch)
        if wish.focus < len(pictures):
            found = neighbours(pictures[wish.focus], real, NEIGHBOURS, lambda *_: check())
            tell(
                Neighbours(
                    wish.pictures, wish.focus, np.ascontiguousarray(real[found.indices].transpose(0, 2, 3, 1)),
                    tuple(found.distances.tolist()), tuple(found.indices.tolist()), len(real),
                )
            )  # fmt: skip
        if network is not None:
            tell(_compared(wish.pictures, seen, self._look_at_real(real, network, watch), network))

    def _feature_network(self, name: str) -> Digits:
        if self._network is None or self._network[0] != name:
            self._network, self._seen, self._real = (name, bundled_network(name)), None, None
        return self._network[1]

    def _look_at(self, key: np.ndarray, pictures: np.ndarray, network: Digits) -> Seen:
        if self._seen is None or self._seen[0] is not key:
            self._seen = key, see(network, pictures)
        return self._seen[1]

    def _real_pictures(self, path: str, shape: tuple[int, ...], watch: Callable[[int, int], None]) -> np.ndarray:
        key = (path, shape, _stamp(path))
        if self._data is None or self._data[0] != key:
            self._data = self._real = None  # before as many are read again
            self._data = key, real_pictures(path, shape, watch)
        return self._data[1]

    def _look_at_real(self, real: np.ndarray, network: Digits, watch: Callable[[int, int], None]) -> Seen:
        if self._real is None or self._real[0] is not real:
            rows = np.random.default_rng(0).permutation(len(real))[:MOST_REAL]
            self._real = real, see(network, real[np.sort(rows)], watch)
        return self._real[1]


def _compared(pictures: np.ndarray, seen: Seen, real: Seen, network: Digits) -> Compared:
    found = counts(real.classes, CLASSES).double()
    shares = tuple((found / found.sum()).tolist())
    if len(pictures) < FEWEST or len(real.features) < FEWEST:
        return Compared(pictures, len(real.features), shares, real.top_probability)
    floor = frechet_floor(network, len(pictures), real, None)
    kernel, error = kernel_distance(seen.features, real.features)
    return Compared(
        pictures, len(real.features), shares, real.top_probability, frechet_distance(seen.features, real.features),
        None if floor is None else (floor.mean, floor.spread, floor.draws), kernel, error,
    )  # fmt: skip


def real_pictures(path: str, shape: tuple[int, ...], watch: Callable[[int, int], None]) -> np.ndarray:
    """The pictures of a data set, uint8 [N, C, H, W], made to fit samples of ``shape`` (C, H, W). Raises DataError."""
    channels, height, width = shape
    place = expanded(path)
    images = open_array(place)
    if images is None or images.shape[2:] != (height, width) or images.shape[1] > channels:
        if height != width:
            raise DataError(place, "its pictures have another size", f"Give pictures of {width}x{height}")
        images = read_images(place, size=width, grey=channels == 1, progress=watch).images
    if images.shape[1] == 1 and channels == 3:
        images = images.repeat(3, axis=1)
    if images.shape[1] != channels:
        raise DataError(place, f"its pictures have {images.shape[1]} channels, the samples {channels}")
    return images


def _stamp(path: str) -> tuple[int, int]:
    """What differs when a file has been written anew."""
    try:
        status = Path(path).stat()
    except OSError:
        return 0, 0  # reading it will say what is wrong
    return status.st_mtime_ns, status.st_size


def _channels_first(pictures: np.ndarray) -> np.ndarray:
    return np.ascontiguousarray(pictures.transpose(0, 3, 1, 2))
