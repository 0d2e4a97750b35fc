"""The potential along a line, and marginal laws, beside histograms of particles."""

from __future__ import annotations

import math

import numpy as np
import torch
from numpy.typing import NDArray

from app.lab.density import Density
from app.lab.mixture import GaussianMixture
from app.lab.tempered import COLDEST, Tempered
from app.params.lab.run import Histogram, SectionProfile

Array = NDArray[np.float64]

POINTS = 241
"""Places along a section at which V is evaluated."""
BINS = 30
MARGINAL_BINS = 40
STRIP = 1 / 40
"""Half the width of the strip whose particles count, as a part of the section's length."""
INSIDE = 4
"""Places along each bin, and twice as many across the strip, over which exp(-V/kT) is averaged."""


def section(
    density: Density, line: tuple[float, float, float, float], sigma: float, temperature: float = 1.0,
    places: Array | None = None,
) -> SectionProfile:  # fmt: skip
    """V = -log p_sigma from (x0, y0) to (x1, y1), and the particles at ``places`` [N, 2] near that line.

    Raises SettingError for a sigma at which the density cannot be evaluated.
    """
    start, end = np.array(line[:2]), np.array(line[2:])
    length = max(float(np.linalg.norm(end - start)), 1e-12)
    unit = (end - start) / length
    normal = np.array([-unit[1], unit[0]])

    def potential(along: Array, across: float) -> Array:
        x = start + along[:, None] * unit + across * normal
        v: Array = -density.log_prob(torch.from_numpy(x), sigma).numpy()
        return v

    along = np.linspace(0, length, POINTS)
    v = potential(along, 0.0)
    edges, half = np.linspace(0, length, BINS + 1), STRIP * length
    inside = (np.arange(BINS * INSIDE) + 0.5) / (BINS * INSIDE) * length
    across = half * ((np.arange(2 * INSIDE) + 0.5) / INSIDE - 1)
    strip = np.stack([potential(inside, float(a)) for a in across]) / max(temperature, COLDEST)
    law = np.exp(strip.min() - strip).mean(axis=0).reshape(BINS, INSIDE).mean(axis=1)
    width = length / BINS
    found, counted = None, 0
    if places is not None:
        offsets = places - start
        near = offsets[np.abs(offsets @ normal) <= half] @ unit
        counts = np.histogram(near, edges)[0]
        counted = int(counts.sum())
        found = counts / max(1, counted) / width
    histogram = Histogram(edges, found, law / (law.sum() * width))
    return SectionProfile(along, v - v.min(), barriers(v), histogram, counted)


def barriers(v: Array) -> tuple[float, ...]:
    """The height of the pass between the two deepest wells of V [N], seen from the left and from the right."""
    wells = [i for i in range(1, len(v) - 1) if v[i - 1] > v[i] <= v[i + 1]]
    if len(wells) < 2:
        return ()
    left, right = sorted(sorted(wells, key=lambda i: float(v[i]))[:2])
    top = float(v[left : right + 1].max())
    return top - float(v[left]), top - float(v[right])


def marginals(
    density: Density, edges: tuple[Array, Array], sigma: float, temperature: float = 1.0, places: Array | None = None
) -> tuple[Histogram, Histogram]:
    """The laws of x1 and of x2 under p_sigma^(1/tau) in bins between ``edges``, and those of the particles."""
    if temperature == 1 and isinstance(density, GaussianMixture):
        mass = [_mixture_mass(density, k, edge, sigma) for k, edge in enumerate(edges)]
    else:
        law = Tempered(density, max(sigma, density.sigma_floor), temperature)
        mass = [np.diff(law.distribution(k, edge)) for k, edge in enumerate(edges)]
    found = [None if places is None else np.histogram(places[:, k], edges[k])[0] / len(places) for k in range(2)]

    def made(k: int) -> Histogram:
        width, counts = np.diff(edges[k]), found[k]
        return Histogram(edges[k], None if counts is None else counts / width, mass[k] / width)

    return made(0), made(1)


def _mixture_mass(density: GaussianMixture, axis: int, edges: Array, sigma: float) -> Array:
    """The probability of each bin of one coordinate: differences of normal distribution functions."""
    density.check_sigma(sigma)
    spread = (density.stds.square() + sigma**2).sqrt().clamp(min=1e-12)
    z = (torch.from_numpy(edges)[:, None] - density.centres[:, axis]) / (spread * math.sqrt(2))
    below: Array = ((1 + torch.erf(z)) / 2 @ density.weights).numpy()
    return np.diff(below)
