"""The sampler's settings as the window edits them."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.params import Convention, LiveParams, ModelInfo, SampleSettings, SettingError
from app.params.notes import Note
from app.params.path import Leg, OwnPicture
from app.params.recipes import RUN_KEYS, Offer, Recipe, alike, ode_warning, offers, unused
from app.params.stepsize import SUITED, adapted, said_in, spread_warning
from app.state.draft import Draft


class SettingsState(QObject):
    """A draft of :class:`SampleSettings`, what a restored run adds to it, and how the step size is written.

    ``recommended`` is what each field resets to. ``replay`` are the changes of a restored run, which act again in the
    next runs until the user changes a setting. ``indices`` restricts a run to some of the samples. What was not said by
    the user, step size, steps and start (``SUITED``), is made to suit the rest.
    """

    changed = Signal(str)
    """A field has another value."""
    settled = Signal()
    """All fields have been told that changed with one act, or something else is recommended: now it can be shown."""
    error_changed = Signal(str)
    """The reason why no run can begin with these settings; empty when all is well."""
    replay_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.convention = Convention.PAPER
        """How the step size is written in the window."""
        self.replay: tuple[tuple[int, LiveParams], ...] = ()
        """Changes that the next run repeats."""
        self.indices: tuple[int, ...] = ()
        """The samples of a run, or empty for all."""
        self.before: tuple[Leg, ...] = ()
        """The runs that the next run goes on from, as a restored one did."""
        self.beginning: OwnPicture | None = None
        """The picture that the next run begins with, as a restored one did."""
        self.for_next_run = False
        """Whether the changes being told are not for a run that goes on."""
        self._recommended = SampleSettings()
        self._newest: tuple[tuple[tuple[SampleSettings, dict[str, Any]], SampleSettings], ...] = ()
        """What was made last, and of what: each row of the form asks for what it would reset to."""
        self.network: ModelInfo | None = None
        """Whose settings they are."""
        self.offers: dict[Recipe, Offer] = {}
        """The recipes for it."""
        self._draft = Draft(self._made, parent=self)
        self._draft.replace(self._recommended)  # a draft stays as it is when something else is recommended
        self._draft.error_changed.connect(self.error_changed)

    def _made(self, values: Mapping[str, Any]) -> SampleSettings:
        said = dict(values)
        key = self._recommended, said
        found = next((made for known, made in self._newest if known == key), None)
        if found is None:
            found = adapted(self._recommended, said)
            self._newest = ((key, found), *self._newest[:7])
        return found

    @property
    def valid(self) -> SampleSettings | None:
        """The settings, or None while they do not fit together."""
        return self._draft.valid

    @property
    def error(self) -> str:
        """Why they do not fit together, or empty."""
        return self._draft.error

    @property
    def recommended(self) -> SampleSettings:
        """What suits the network."""
        return self._recommended

    def value(self, name: str) -> Any:
        """The draft's value of a field."""
        return self.convention if name == "convention" else self._draft.value(name)

    def usual(self, name: str) -> Any:
        """What a field resets to; of SUITED, what suits the others as they are."""
        if name == "convention":
            return Convention.PAPER
        if name not in SUITED:
            return self._draft.usual(name)
        after = SUITED[SUITED.index(name) :]
        try:
            return getattr(self._made({k: v for k, v in self._draft.values.items() if k not in after}), name)
        except SettingError:
            return self._draft.usual(name)

    def set(self, name: str, value: Any) -> None:
        """The user sets a field; a restored run's changes no longer apply, and the indices are those of the count."""
        if name == "convention":
            self.set_convention(value)
        elif self.value(name) != value:
            # The window leaves it to the rule how many samples go through the network at once.
            others = {"batch_size": value} if name == "count" else {}
            self._change(name, lambda: self._draft.set(name, value, **others))

    def reset(self, name: str) -> None:
        """Back to what is recommended."""
        if name == "convention" or name not in SUITED:
            self.set(name, self.usual(name))
        elif name in self._draft.values:
            self._change(name, lambda: self._draft.reset(name))

    def _change(self, name: str, change: Callable[[], None]) -> None:
        """Change one field by hand. What is made to suit it is meant for the next run: one under way keeps its own."""
        before = {key: self.value(key) for key in SUITED if key != name}
        change()
        self.set_replay((), () if name == "count" else self.indices)
        self.changed.emit(name)
        self._tell([key for key, value in before.items() if self.value(key) != value], live=False)
        self.settled.emit()

    def _tell(self, names: Iterable[str], *, live: bool) -> None:
        self.for_next_run = not live
        for name in names:
            self.changed.emit(name)
        self.for_next_run = False

    def suited(self, name: str) -> bool:
        """Whether a field of SUITED is not as recommended, because it was made to suit the others."""
        return name not in self._draft.values and self.value(name) != getattr(self._recommended, name)

    def set_convention(self, convention: Convention) -> None:
        """Write the step size as in the paper, or as in the official code."""
        if self.convention is not convention:
            self.convention = convention
            self.changed.emit("convention")
            self.settled.emit()

    def set_replay(
        self, changes: tuple[tuple[int, LiveParams], ...], indices: tuple[int, ...], before: tuple[Leg, ...] = (),
        beginning: OwnPicture | None = None,
    ) -> None:  # fmt: skip
        """What the next runs repeat: these changes, with these samples only, from the same runs or picture."""
        now = changes, indices, before, beginning
        if self.repeated() != now:
            self.replay, self.indices, self.before, self.beginning = now
            self.replay_changed.emit()

    def repeated(self) -> tuple[Any, ...]:
        """What the next runs repeat, as :meth:`set_replay` takes it."""
        return self.replay, self.indices, self.before, self.beginning

    def set_network(
        self, info: ModelInfo, recommended: SampleSettings, suit: Callable[[SampleSettings], SampleSettings]
    ) -> None:
        """Another network, what is recommended for it, and its recipes, made to ``suit``; the draft stays as it is."""
        self.network, self.offers = info, offers(info, suit)
        if self._recommended != recommended:
            shown = {name: self._draft.value(name) for name in recommended.values()}
            self._recommended = recommended
            self._draft.renew(forget=shown)
            with suppress(SettingError):
                shown = said_in(recommended, SampleSettings(**shown))
            self._draft.restore(shown)
        self.settled.emit()

    def replace(self, settings: SampleSettings, *, live: bool = True) -> None:
        """Take over a whole set of settings, sampled in one batch.

        Without ``live`` a run that goes on keeps its own: they are meant for another network or another run.
        """
        settings = dataclasses.replace(settings, batch_size=settings.count)
        self._restore(said_in(self._recommended, settings), live=live)

    def held(self) -> dict[str, Any]:
        """What was set, fitting or not, for :meth:`put_back`."""
        return dict(self._draft.values)

    def put_back(self, values: Mapping[str, Any]) -> None:
        """The values that were held, for the next run."""
        self._restore(values, live=False)

    def _restore(self, values: Mapping[str, Any], *, live: bool) -> None:
        before = {name: self._draft.value(name) for name in self._recommended.values()}
        self._draft.restore(values)
        changed = [name for name, value in before.items() if self._draft.value(name) != value]
        self._tell(changed, live=live)
        if changed:
            self.settled.emit()

    # Recipes, and what is to be said of the settings

    def follow(self, name: Recipe) -> None:
        """Take over a recipe; how many samples there are, and from which seed, stays as it is."""
        settings = self.offers[name].settings
        if settings is not None:
            kept = {key: self.value(key) for key in RUN_KEYS}
            self.set_replay((), self.indices)
            self.replace(dataclasses.replace(settings, **kept), live=False)

    @property
    def recipe(self) -> Recipe | None:
        """The recipe that the settings follow, if any."""
        settings, info = self.valid, self.network
        if settings is None or info is None:
            return None
        offered = {name: offer.settings for name, offer in self.offers.items() if offer.settings is not None}
        return next((name for name, found in offered.items() if alike(settings, found, info)), None)

    @property
    def warnings(self) -> tuple[Note, ...]:
        """What is to be said before a run with these settings."""
        settings = self.valid
        if settings is None or self.network is None:
            return ()
        return tuple(filter(None, (spread_warning(settings), ode_warning(settings, self.network))))

    @property
    def unused(self) -> dict[str, str]:
        """Settings without effect with this network, though the sampler knows them, each with the reason."""
        return unused(self.valid, self.network) if self.valid is not None else {}
