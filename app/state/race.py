"""A race as the window shows it: who runs, what all have in common, and what is looked at."""

from __future__ import annotations

import dataclasses

from PySide6.QtCore import QObject, Signal

from app.params.model import ModelInfo
from app.params.race import FEWEST, MOST, MOST_SAMPLES, Contestant, Ground
from app.params.recipes import Recipe
from app.params.samplers import LiveParams
from app.params.sampling import SEED_MAX, SampleSettings
from app.state.observable import Observable, Observed


class RaceState(Observable):
    """``focus`` is the sample shown alone in all lanes, None: all. ``sigma``: the noise looked at, None: the newest."""

    contestants_changed = Signal()
    ground_changed = Signal()
    view_changed = Signal()

    contestants = Observed[tuple[Contestant, ...]]((), contestants_changed)
    ground = Observed(Ground(16, 0), ground_changed)
    show_estimate = Observed(True, view_changed)
    focus = Observed[int | None](None, view_changed)
    sigma = Observed[float | None](None, view_changed)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._last = 0

    @ground.check
    def _within(self, ground: Ground) -> Ground:
        count, seed = max(1, min(ground.count, MOST_SAMPLES)), max(0, min(ground.seed, SEED_MAX))
        return dataclasses.replace(ground, count=count, seed=seed)

    @property
    def full(self) -> bool:
        """Whether nobody else can take part."""
        return len(self.contestants) >= MOST

    @property
    def enough(self) -> bool:
        """Whether there is a race."""
        return len(self.contestants) >= FEWEST

    def find(self, key: int) -> Contestant | None:
        """The contestant with this key."""
        return next((one for one in self.contestants if one.key == key), None)

    def add(
        self, name: str, settings: SampleSettings, changes: tuple[tuple[int, LiveParams], ...] = (),
        recipe: Recipe | None = None,
    ) -> None:  # fmt: skip
        """Another one takes part, if there is room."""
        if not self.full:
            self.contestants = (*self.contestants, self._made(name, settings, changes, recipe))

    def edit(self, key: int, name: str, settings: SampleSettings) -> None:
        """Other settings in the place of a contestant's, or another name for the same."""
        before = self.find(key)
        if before is None:
            return
        others = tuple(one for one in self.contestants if one.key != key)
        name = _distinct(name, others)
        now = dataclasses.replace(before, name=name)
        if settings != before.settings:
            self._last += 1
            now = Contestant(self._last, name, settings)
        self.contestants = tuple(now if one.key == key else one for one in self.contestants)

    def remove(self, key: int) -> None:
        """It takes no part any more."""
        self.contestants = tuple(one for one in self.contestants if one.key != key)

    def clear(self) -> None:
        """Nobody takes part."""
        self.contestants = ()

    def fit(self, info: ModelInfo) -> None:
        """Another network is open: recipes are that network's, and those that it cannot follow take no part."""
        fitted = (one.fitted(info) for one in self.contestants)
        self.contestants = tuple(one for one in fitted if one is not None)

    def _made(
        self, name: str, settings: SampleSettings, changes: tuple[tuple[int, LiveParams], ...], recipe: Recipe | None
    ) -> Contestant:
        self._last += 1
        return Contestant(self._last, _distinct(name, self.contestants), settings, changes, recipe)


def _distinct(name: str, others: tuple[Contestant, ...]) -> str:
    names, found, number = {one.name for one in others}, name, 1
    while found in names:
        number += 1
        found = f"{name} ({number})"
    return found
