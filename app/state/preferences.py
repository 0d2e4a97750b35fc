"""What comes back at the next start: window layout, theme, recent files, settings. Never the reason for a failed start.

Each key is read through a check; what cannot be used is dropped with a warning in the program's log.
"""

from __future__ import annotations

import json
import logging
from typing import Any

from PySide6.QtCore import QByteArray, QObject, QSettings, Signal

from app.params import Convention, SampleSettings, SettingError
from app.params.documents import parse_json
from app.params.opening import Opening
from app.params.path import PATH_BYTES
from app.state.observable import Kept, Observable, Observed

VERSION = 1
MIB = 2**20
PATH_MIB = (16, 16384)
"""The least and the most memory for a run's path."""

FAN, FANS = 16, (2, 256)
"""How often a run goes on from one sample at first; at least and at most."""

MAX_RECENT = 10
MAX_MODELS = 20
MAX_OPENINGS = 50
THEMES = ("system", "light", "dark")

_log = logging.getLogger(__name__)


def _yes(text: str) -> bool:
    if text not in ("True", "False"):
        raise ValueError(f"{text!r} is neither True nor False")
    return text == "True"


class Preferences(Observable):
    """Typed access to QSettings, versioned. States that keep fields of their own keep them in here, too."""

    theme_changed = Signal()
    recent_changed = Signal()
    changed = Signal()
    """A field that nobody shows has another value."""

    theme = Observed("system", theme_changed, kept=Kept("theme", str))
    """One of THEMES."""
    export_folder = Observed("", changed, kept=Kept("export_folder", str))
    """Where the last pictures were written; empty at first."""
    language = Observed("", changed, kept=Kept("texts/language", str))
    """That of the window from the next start on; empty: the system's."""
    workspace = Observed("", changed, kept=Kept("texts/workspace", str))
    """The key of the workspace seen last; empty at first."""
    path_mib = Observed(PATH_BYTES // MIB, changed, kept=Kept("path_mib", int))
    """MiB of memory for the path that is kept of a run."""
    fan = Observed(FAN, changed, kept=Kept("fan", int))
    """How often a run goes on from one sample."""
    convention = Observed(Convention.PAPER, changed, kept=Kept("texts/convention", Convention))
    """How the step size is written in the window."""

    start_page = Observed(False, changed, kept=Kept("start_page", _yes))
    """Whether the start page comes at every start."""
    welcomed = Observed(False, changed, kept=Kept("welcomed", _yes))
    """Whether it has come once."""

    def __init__(self, settings: QSettings | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings or QSettings(
            QSettings.Format.IniFormat, QSettings.Scope.UserScope, "score-explorer", "score-explorer"
        )
        stored = self.stored("version")
        if stored not in (None, "", str(VERSION)):
            # A later version may mean other things by the same keys: leave its file as it is and start afresh.
            _log.warning("the settings were written by another version (%s); starting with defaults", stored)
            self._settings = QSettings(
                QSettings.Format.IniFormat, QSettings.Scope.UserScope, "score-explorer", f"score-explorer-{VERSION}"
            )
        self._settings.setValue("version", str(VERSION))
        self.keep_in(self)

    @property
    def used(self) -> bool:
        """Whether the program was used before, by any version."""
        return bool(self.recent) or not self.blob("window").isEmpty()

    def sync(self) -> None:
        """Write to disk now."""
        self._settings.sync()

    def stored(self, key: str) -> str | None:
        """The text under a key of the file; None if there is none."""
        value = self._settings.value(key)
        return value if isinstance(value, str) else None

    def store(self, key: str, text: str) -> None:
        """Put a text under a key of the file."""
        self._settings.setValue(key, text)

    @theme.check
    def _known(self, theme: str) -> str:
        if theme not in THEMES:
            raise ValueError(f"there is no theme {theme!r}")
        return theme

    @path_mib.check
    def _within(self, mib: int) -> int:
        if not PATH_MIB[0] <= mib <= PATH_MIB[1]:
            raise ValueError(f"a run's path cannot have {mib} MiB")
        return mib

    @fan.check
    def _so_many(self, fan: int) -> int:
        if not FANS[0] <= fan <= FANS[1]:
            raise ValueError(f"a sample does not go on {fan} times")
        return fan

    # Tables are read whenever they are used: another window of the program may have added to them.

    @property
    def recent(self) -> list[str]:
        """Paths of the checkpoints opened last, newest first."""
        return [p for p in self._json("recent_json", []) if isinstance(p, str)][:MAX_RECENT]

    def add_recent(self, path: str) -> None:
        """Put a path first among the recent ones."""
        self._set_json("recent_json", [path, *(p for p in self.recent if p != path)][:MAX_RECENT])
        self.recent_changed.emit()

    def clear_recent(self) -> None:
        """Forget all recent paths."""
        self._set_json("recent_json", [])
        self.recent_changed.emit()

    @property
    def openings(self) -> dict[str, Any]:
        """How files were opened last, by their SHA-256, in the form of :meth:`Opening.to_dict`."""
        openings: dict[str, Any] = self._json("texts/openings", {})
        return openings

    def keep_opening(self, sha256: str, opening: Opening) -> None:
        """Remember how a file was opened."""
        self._keep_last("texts/openings", sha256, opening.to_dict(), MAX_OPENINGS)

    def blob(self, name: str) -> QByteArray:
        """Bytes of Qt's own (a window's layout); empty if there are none."""
        value = self._settings.value(f"layout/{name}")
        return value if isinstance(value, QByteArray) else QByteArray()

    def set_blob(self, name: str, value: QByteArray) -> None:
        """Remember bytes of Qt's own."""
        self._settings.setValue(f"layout/{name}", value)

    def document(self, name: str) -> dict[str, Any]:
        """Plain values by name, from JSON; empty if there are none that can be read."""
        document: dict[str, Any] = self._json(f"documents/{name}_json", {})
        return document

    def keep_document(self, name: str, document: dict[str, Any]) -> None:
        """Remember plain values."""
        self._set_json(f"documents/{name}_json", document)

    def settings_for(self, sha256: str, recommended: SampleSettings) -> SampleSettings:
        """The settings used last with a network; the recommended ones if there are none that can be used."""
        stored = self._json("models_json", {}).get(sha256)
        try:
            return SampleSettings.from_dict(stored, recommended) if isinstance(stored, dict) else recommended
        except (SettingError, TypeError) as error:
            _log.warning("stored settings dropped: %s", error)
            return recommended

    def keep_settings(self, sha256: str, settings: SampleSettings, recommended: SampleSettings | None = None) -> None:
        """Remember the settings used with a network: those that are not the recommended ones."""
        advice = recommended.to_dict() if recommended is not None else {}
        changed = {k: v for k, v in settings.to_dict().items() if k not in advice or advice[k] != v}
        self._keep_last("models_json", sha256, changed, MAX_MODELS)

    def _keep_last(self, key: str, sha256: str, value: dict[str, Any], limit: int) -> None:
        """Put a value last into a table, of which only the last ones stay."""
        table = {k: v for k, v in self._json(key, {}).items() if k != sha256} | {sha256: value}
        self._set_json(key, dict(list(table.items())[-limit:]))

    def _json(self, key: str, default: Any) -> Any:
        text = self.stored(key)
        if not text:
            return default
        try:
            value = parse_json(text)
        except ValueError as error:
            _log.warning("the stored setting %s cannot be read (%s); it is reset", key, error)
            return default
        return value if isinstance(value, type(default)) else default

    def _set_json(self, key: str, value: Any) -> None:
        self.store(key, json.dumps(value))
