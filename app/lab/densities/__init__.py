"""The densities with a name: a law each, bound to the row that describes it in :mod:`app.params.lab.density`."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

from app.lab.density import Density, Law
from app.lab.mixture import GaussianMixture
from app.params import SettingError
from app.params.lab.density import DensityName, DensitySettings, SigmaMeaning


def _laws() -> Iterator[Law]:
    for module in pkgutil.iter_modules(__path__, f"{__name__}."):
        found = vars(importlib.import_module(module.name)).values()
        yield from (value for value in found if isinstance(value, Law))


LAWS: dict[DensityName, Law] = {law.name: law for law in _laws()}
"""Every law by its name, from all modules that lie here."""


def build(settings: DensitySettings) -> Density:
    """The density that ``settings`` describe."""
    return LAWS[settings.name].build(settings)


def counted(density: Density, meaning: SigmaMeaning) -> Density:
    """The density whose sigma has the given meaning (see :class:`SigmaMeaning`).

    Raises SettingError if sigma is to be the modes' whole width and there are no modes with a width.
    """
    if meaning is SigmaMeaning.ADDED:
        return density
    if not isinstance(density, GaussianMixture) or density.width == 0:
        raise SettingError("sigma can be the modes' own standard deviation only on a mixture of Gaussians")
    return density.narrowed()


def added_noise(density: Density, meaning: SigmaMeaning, sigma: float) -> float:
    """The noise added to the data that a sigma of the given meaning stands for: :meth:`SigmaMeaning.added`."""
    return meaning.added(sigma, density.width)
