"""What samples are worth, in numbers: each beside the same number of as many real pictures."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

import numpy as np
import torch
from torch import Tensor

from app.params import SettingError
from app.quality.classes import chi_squared, counts, inception_score
from app.quality.distances import FEWEST, draws, frechet_distance, kernel_distance, mean_and_spread, without
from app.quality.features import FeatureNetwork, Seen, see
from app.quality.neighbours import nearest

MANY_CLASSES = 1000


@dataclass(frozen=True)
class TopProbability:
    """The mean of the largest probability that the feature network gives to a class."""

    samples: float
    real: float


@dataclass(frozen=True)
class ClassShares:
    """The share of each class, as the feature network decides, of the samples and of the pictures compared with.

    ``chi_squared`` is the statistic of the test that both have the same shares, ``p`` its p value.
    """

    samples: list[float]
    real: list[float]
    chi_squared: float
    degrees: int
    p: float


@dataclass(frozen=True)
class Labelled:
    """What the folders of the pictures compared with say of their classes, beside what the feature network decides.

    ``real`` are the shares by folders; the statistic is that of the samples' decisions beside these. ``agreement``:
    how many of the real pictures the network gives to their folder's class.
    """

    real: list[float]
    chi_squared: float
    degrees: int
    p: float
    agreement: float


@dataclass(frozen=True)
class Floor:
    """What as many real pictures have: mean, standard deviation (of one draw: None) and number of the draws."""

    mean: float
    spread: float | None
    draws: int


@dataclass(frozen=True)
class Closest:
    """Each sample's nearest training picture, and the distances of as many held-out real pictures to theirs."""

    indices: list[int]
    distances: list[float]
    held_out: list[float]


@dataclass(frozen=True)
class InceptionScore:
    """The inception score of the samples and of the real pictures, each with its deviation over parts of them."""

    samples: float
    samples_spread: float
    real: float
    real_spread: float


@dataclass(frozen=True)
class Evaluation:
    """All numbers. ``frechet_floor`` is None with too few real pictures, ``nearest`` without training pictures.

    ``inception_score`` is that of a network of many classes; None with one that knows few. ``labelled`` is None unless
    the real pictures lie in folders that the network's classes fit.
    """

    top_probability: TopProbability
    classes: ClassShares
    frechet: float
    frechet_floor: Floor | None
    kernel: float
    kernel_error: float
    nearest: Closest | None
    inception_score: InceptionScore | None = None
    labelled: Labelled | None = None


def evaluate(
    samples: np.ndarray, against: np.ndarray, train: np.ndarray | None, network: FeatureNetwork,
    labels: np.ndarray | None = None,
) -> Evaluation:  # fmt: skip
    """Compare ``samples`` with the real pictures ``against``, all uint8 [N, C, H, W] and at least FEWEST.

    The classes of the real pictures are the network's own decisions, so that its errors are on both sides; where
    ``labels`` int64 [N] are known, in the network's numbers, these stand beside them. Raises SettingError for pictures
    that the network cannot judge.
    """
    for name, pictures in (("the samples", samples), ("the real pictures", against), ("the training pictures", train)):
        if pictures is not None:
            _check(name, pictures, network)
    if train is not None and train.shape[1:] != samples.shape[1:]:
        raise SettingError(f"the training pictures are {_size(train)}, the samples {_size(samples)}")
    seen, real = see(network, samples), see(network, against)
    kernel, error = kernel_distance(seen.features, real.features)
    found, expected = counts(seen.classes, network.classes), counts(real.classes, network.classes)
    scores = (*inception_score(seen.probabilities), *inception_score(real.probabilities))
    return Evaluation(
        TopProbability(seen.top_probability, real.top_probability),
        ClassShares(_shares(found), _shares(expected), *chi_squared(found, expected)),
        frechet_distance(seen.features, real.features),
        frechet_floor(network, len(samples), real, train),
        kernel,
        error,
        None if train is None else _closest(samples, against, train),
        InceptionScore(*scores) if network.classes >= MANY_CLASSES else None,
        None if labels is None else _labelled(found, real, torch.from_numpy(labels), network.classes),
    )


def frechet_floor(network: FeatureNetwork, count: int, real: Seen, train: np.ndarray | None) -> Floor | None:
    """The Frechet distance of ``count`` real pictures: those of ``train`` to the ``real`` ones.

    Without ``train`` of the real ones to the rest of them, of which at least as many must be left. None if there are
    too few. Where the network learned from the training pictures, their floor is a little high: it knows them better.
    """
    features = real.features
    if train is not None:
        values = [frechet_distance(see(network, train[rows]).features, features) for rows in draws(len(train), count)]
    elif len(features) >= 2 * count:
        values = [frechet_distance(features[rows], without(features, rows)) for rows in draws(len(features), count)]
    else:
        values = []
    return Floor(*mean_and_spread(values), len(values)) if values else None


def _labelled(found: Tensor, real: Seen, labels: Tensor, classes: int) -> Labelled:
    known = counts(labels, classes)
    agreement = float((labels == real.classes).double().mean())
    return Labelled(_shares(known), *chi_squared(found, known), agreement)


def _shares(found: Tensor) -> list[float]:
    return (found.double() / found.sum()).tolist()


def _size(pictures: np.ndarray) -> str:
    channels, height, width = pictures.shape[1:]
    return f"{width}x{height}, {'grey' if channels == 1 else 'RGB'}"


def _check(name: str, pictures: np.ndarray, network: FeatureNetwork) -> None:
    shape = network.shape
    if shape is not None and pictures.shape[1:] != shape:
        known = f"{'grey' if shape[0] == 1 else 'RGB'} pictures of {shape[2]}x{shape[1]}"
        raise SettingError(f"the feature network judges {known}; {name} are {_size(pictures)}")
    if len(pictures) < FEWEST:
        raise SettingError(f"{name} must be at least {FEWEST}, not {len(pictures)}")


def _closest(samples: np.ndarray, held_out: np.ndarray, train: np.ndarray) -> Closest:
    found = nearest(samples, train)
    (rows,) = islice(draws(len(held_out), min(len(samples), len(held_out))), 1)
    others = nearest(held_out[rows], train)
    return Closest(found.indices.tolist(), found.distances.tolist(), others.distances.tolist())
