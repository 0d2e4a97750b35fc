"""Judging what is seen: classes, distances from enough samples on, neighbours; what is kept, and what stops it."""

import gzip

import numpy as np
import pytest
import torch

from app.io.errors import DataError
from app.io.features import read_features
from app.jobs import judging
from app.jobs.evaluate import frechet_floor
from app.jobs.judging import Judge, real_pictures
from app.params.quality import FEWEST, NEIGHBOURS, Compared, Judged, Looking, Neighbours, Wish
from app.quality.distances import frechet_distance, kernel_distance
from app.quality.features import see
from app.quality.neighbours import CHUNK, neighbours


def pictures(count, seed=0, side=28, channels=1):
    return np.random.default_rng(seed).integers(0, 256, (count, side, side, channels), np.uint8)


def first(array):
    return np.ascontiguousarray(array.transpose(0, 3, 1, 2))


@pytest.fixture
def real(tmp_path):
    """A file of 250 real pictures, and they themselves."""
    found = pictures(250, seed=9)
    np.savez(tmp_path / "real.npz", images=found)
    return str(tmp_path / "real.npz"), found


def judged(wish, judge=None, check=lambda: None):
    told = []
    (judge or Judge()).judge(wish, told.append, check)
    return told


def only(told, kind):
    found = [what for what in told if isinstance(what, kind)]
    assert len(found) == 1
    return found[0]


def test_classes_are_those_of_the_feature_network():
    seen = pictures(7)
    found = only(judged(Wish(seen, "digits")), Judged)
    expected = see(read_features(), first(seen))
    assert found.classes.tolist() == expected.classes.tolist()
    assert found.confidence.tolist() == expected.probabilities.max(1).values.tolist()
    assert sum(found.shares) == pytest.approx(1)
    assert found.shares[found.classes[0]] == pytest.approx(np.mean(found.classes == found.classes[0]))
    assert found.top_probability == pytest.approx(expected.top_probability)
    assert found.text(3) == f"{found.classes[3]} · {100 * found.confidence[3]:.0f} %"


def test_distances_come_from_a_hundred_samples_on(real):
    path, array = real
    few = only(judged(Wish(pictures(FEWEST - 1), "digits", path)), Compared)
    assert (few.frechet, few.floor, few.kernel) == (None, None, None)
    samples = pictures(FEWEST, seed=3)
    found = only(judged(Wish(samples, "digits", path)), Compared)
    network = read_features()
    a, b = see(network, first(samples)), see(network, first(array))
    assert found.frechet == pytest.approx(frechet_distance(a.features, b.features))
    assert (found.kernel, found.kernel_error) == pytest.approx(kernel_distance(a.features, b.features))
    floor = frechet_floor(network, FEWEST, b, None)
    assert found.floor == (pytest.approx(floor.mean), pytest.approx(floor.spread), 2)
    assert found.real == 250
    assert found.top_probability == pytest.approx(b.top_probability)


def test_few_real_pictures_give_shares_but_no_distance(tmp_path):
    np.savez(tmp_path / "few.npz", images=pictures(30))
    found = only(judged(Wish(pictures(120), "digits", str(tmp_path / "few.npz"))), Compared)
    assert found.frechet is None
    assert sum(found.shares) == pytest.approx(1)


def test_no_more_real_pictures_are_looked_at_than_is_useful(real, monkeypatch):
    monkeypatch.setattr(judging, "MOST_REAL", 120)
    assert only(judged(Wish(pictures(100), "digits", real[0])), Compared).real == 120


def test_neighbours_are_the_nearest_of_all_and_the_nearest_first(real):
    path, array = real
    samples = pictures(4, seed=5)
    samples[2] = array[77]
    samples[2, 0, 0, 0] ^= 255
    found = only(judged(Wish(samples, "", path, focus=2)), Neighbours)
    distances = np.sqrt((((array.astype(float) - samples[2]) / 255) ** 2).sum((1, 2, 3)))
    order = np.argsort(distances)[:NEIGHBOURS]
    assert found.indices == tuple(order)
    assert found.indices[0] == 77
    assert found.distances == pytest.approx(tuple(distances[order]))
    assert np.array_equal(found.nearest, array[order])
    assert found.total == 250


def test_neighbours_in_pieces_are_those_of_one():
    rng = np.random.default_rng(0)
    among = rng.integers(0, 256, (2 * CHUNK + 9, 1, 2, 2), np.uint8)
    picture = rng.integers(0, 256, (1, 2, 2), np.uint8)
    found = neighbours(picture, among, 5)
    distances = np.sqrt((((among.astype(float) - picture) / 255) ** 2).sum((1, 2, 3)))
    assert found.distances == pytest.approx(np.sort(distances)[:5])
    assert distances[found.indices] == pytest.approx(found.distances)
    assert len(neighbours(picture, among[:3], 5).indices) == 3


def test_what_was_read_and_seen_is_kept_until_the_file_is_another(real, monkeypatch):
    path, _ = real
    looked, reads = [], []
    monkeypatch.setattr(judging, "see", lambda network, found, *watch: looked.append(len(found)) or see(network, found))
    opened = judging.open_array
    monkeypatch.setattr(judging, "open_array", lambda place: reads.append(place) or opened(place))
    judge, samples = Judge(), pictures(3)
    for focus in (0, 1, 2):
        judged(Wish(samples, "digits", path, focus), judge)
    assert (looked, len(reads)) == ([3, 250], 1)
    judged(Wish(pictures(5), "digits", path), judge)
    assert (looked, len(reads)) == ([3, 250, 5], 1)
    np.savez(path, images=pictures(40))
    assert only(judged(Wish(samples, "digits", path), judge), Neighbours).total == 40
    assert len(reads) == 2


def test_it_stops_where_it_is_told_to(real, monkeypatch):
    monkeypatch.setattr("app.networks.digits.Digits.at_once", 50)
    looked = 0

    def tell(what):
        nonlocal looked
        looked += isinstance(what, Looking)

    def check():
        if looked == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Judge().judge(Wish(pictures(3), "digits", real[0]), tell, check)
    assert looked == 2  # of five pieces


def test_pictures_of_another_size_or_colour_are_made_to_fit(tmp_path):
    np.savez(tmp_path / "grey.npz", images=pictures(5, side=16))
    watched = []
    grey = real_pictures(str(tmp_path / "grey.npz"), (1, 8, 8), lambda *place: watched.append(place))
    assert grey.shape == (5, 1, 8, 8)
    assert watched[-1] == (5, 5)
    colour = real_pictures(str(tmp_path / "grey.npz"), (3, 16, 16), print)
    assert colour.shape == (5, 3, 16, 16)
    assert np.array_equal(colour[:, 0], colour[:, 2])
    np.savez(tmp_path / "rgb.npz", images=pictures(5, side=16, channels=3))
    assert real_pictures(str(tmp_path / "rgb.npz"), (1, 16, 16), lambda *_: None).shape == (5, 1, 16, 16)
    with pytest.raises(DataError, match="another size"):
        real_pictures(str(tmp_path / "rgb.npz"), (3, 16, 8), print)
    with pytest.raises(DataError, match="4"):
        real_pictures(str(tmp_path / "rgb.npz"), (4, 16, 16), print)
    with gzip.open(tmp_path / "broken.gz", "wb") as file:
        file.write(b"nothing")
    with pytest.raises(DataError):
        real_pictures(str(tmp_path / "broken.gz"), (1, 16, 16), print)


def test_judging_draws_no_random_numbers(real):
    state = torch.get_rng_state()
    judged(Wish(pictures(100), "digits", real[0]))
    assert torch.equal(torch.get_rng_state(), state)
