"""What is set for a training of pictures: data, network, training, and what is written, each as a draft."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from app.params import SettingError, TrainParams
from app.params.data import DataParams
from app.params.settings import Settings, fields_of
from app.params.training import SizeParams, WatchParams, idle_settings, usual_sizes
from app.params.training_run import DataLook, FoundRun
from app.state.draft import Draft

WATCHED = {"sample_every": 0, "sample_minutes": 2.0, "keep_mib": 200}
"""What is usual in the window and not on the command line."""

KINDS: dict[str, type[Settings]] = {
    "wanted": DataParams, "given": TrainParams, "sizes": SizeParams, "watch": WatchParams,
}  # fmt: skip
"""The drafts by the names that they are kept under."""


class TrainingDrafts(QObject):
    """The four drafts; what is recommended follows from the architecture and from a look at the data."""

    changed = Signal(str)
    """A setting has another value: its key. Empty: any may have."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look: DataLook | None = None
        self.given: Draft[TrainParams] = Draft(self._params, deciding=("architecture",), parent=self)
        self.wanted: Draft[DataParams] = Draft(lambda values: DataParams(**values), parent=self)
        self.sizes: Draft[SizeParams] = Draft(self._sizes, parent=self)
        self.watch: Draft[WatchParams] = Draft(lambda values: WatchParams(**(WATCHED | dict(values))), parent=self)
        self.given.changed.connect(self._architecture_changed)
        for draft in self._all().values():
            draft.changed.connect(self.changed)

    def _all(self) -> dict[str, Draft[Any]]:
        return {"wanted": self.wanted, "given": self.given, "sizes": self.sizes, "watch": self.watch}

    @property
    def architecture(self) -> str:
        """The one that is chosen."""
        return str(self.given.value("architecture"))

    @property
    def error(self) -> str:
        """Why what is set does not fit together; empty when all is well."""
        return next(filter(None, (draft.error for draft in self._all().values())), "")

    def chosen(self) -> tuple[dict[str, Any], SizeParams]:
        """The fields of :class:`TrainParams` that were set, and the sizes, as far as the architecture has them."""
        idle = idle_settings(self.architecture)
        given, sizes = (
            {key: value for key, value in draft.values.items() if key not in idle} for draft in (self.given, self.sizes)
        )
        return given, SizeParams(**sizes)

    def take_look(self, look: DataLook | None) -> None:
        """The data are these, or there are none."""
        self._look = look
        self.given.renew()
        self.sizes.renew()
        self.changed.emit("")

    def _params(self, values: Mapping[str, Any]) -> TrainParams:
        architecture = values.get("architecture", "compact")
        usual = self._look.usual.get(architecture, {}) if self._look is not None else {}
        idle = idle_settings(architecture)
        return TrainParams(**(usual | {key: value for key, value in values.items() if key not in idle}))

    def _sizes(self, values: Mapping[str, Any]) -> SizeParams:
        channels = 1 if self._look is None else self._look.shape[0]
        return SizeParams(**(usual_sizes(self.architecture, channels) | dict(values)))

    @Slot(str)
    def _architecture_changed(self, key: str) -> None:
        if key in ("architecture", ""):
            self.sizes.renew()

    def to_dict(self) -> dict[str, Any]:
        """What was set, in plain values."""
        return {name: dict(draft.values) for name, draft in self._all().items()}

    def restore(self, kept: Mapping[str, Any]) -> None:
        """Set what :meth:`to_dict` gave; what cannot be used is left out."""
        for name, draft in self._all().items():
            values = kept.get(name)
            draft.restore(_usable(KINDS[name], values) if isinstance(values, dict) else {})

    def take_over(self, found: FoundRun) -> None:
        """Set what a training was set up with; what is written along the way stays."""
        self.wanted.restore(_set(found.wanted))
        self.given.restore(found.given)
        self.sizes.restore(found.sizes.given)
        self.watch.set("start", found.start or None)


def _set(wanted: DataParams) -> dict[str, Any]:
    return {field.key: mine for field, mine, _ in wanted.differences(DataParams())}


def _usable(cls: type[Settings], values: dict[str, Any]) -> dict[str, Any]:
    found = {}
    for key, field in fields_of(cls).items():
        try:
            value = field.typed(values[key])
            field.check(value)
        except (KeyError, TypeError, SettingError):
            continue
        found[key] = value
    return found
