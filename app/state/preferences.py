"""What comes back at the next start: window layout, theme, recent files, settings. Never the reason for a failed start.

Each key is read through a check; what cannot be used is dropped with a warning in the program's log.
"""

from __future__ import annotations

import json
import logging
from typing import Any

from PySide6.QtCore import QByteArray, QObject, QSettings, Signal

from app.params import SampleSettings, SettingError

VERSION = 1
MAX_RECENT = 10
MAX_MODELS = 20
THEMES = ("system", "light", "dark")

_log = logging.getLogger(__name__)


class Preferences(QObject):
    """Typed access to QSettings, versioned."""

    theme_changed = Signal()
    recent_changed = Signal()

    def __init__(self, settings: QSettings | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings or QSettings(
            QSettings.Format.IniFormat, QSettings.Scope.UserScope, "score-explorer", "score-explorer"
        )
        stored = self._text("version", "")
        if stored not in ("", str(VERSION)):
            # A later version may mean other things by the same keys: leave its file as it is and start afresh.
            _log.warning("the settings were written by another version (%s); starting with defaults", stored)
            self._settings = QSettings(
                QSettings.Format.IniFormat, QSettings.Scope.UserScope, "score-explorer", f"score-explorer-{VERSION}"
            )
        self._settings.setValue("version", str(VERSION))

    def sync(self) -> None:
        """Write to disk now."""
        self._settings.sync()

    @property
    def theme(self) -> str:
        """One of THEMES."""
        theme = self._text("theme", "system")
        return theme if theme in THEMES else "system"

    @theme.setter
    def theme(self, theme: str) -> None:
        if theme in THEMES and theme != self.theme:
            self._settings.setValue("theme", theme)
            self.theme_changed.emit()

    @property
    def recent(self) -> list[str]:
        """Paths of the checkpoints opened last, newest first."""
        return [p for p in self._json("recent", []) if isinstance(p, str)][:MAX_RECENT]

    def add_recent(self, path: str) -> None:
        """Put a path first among the recent ones."""
        self._set_json("recent", [path, *(p for p in self.recent if p != path)][:MAX_RECENT])
        self.recent_changed.emit()

    def remove_recent(self, path: str) -> None:
        """Forget a path."""
        self._set_json("recent", [p for p in self.recent if p != path])
        self.recent_changed.emit()

    def clear_recent(self) -> None:
        """Forget all recent paths."""
        self._set_json("recent", [])
        self.recent_changed.emit()

    @property
    def export_folder(self) -> str:
        """Where the last pictures were written; empty at first."""
        return self._text("export_folder", "")

    @export_folder.setter
    def export_folder(self, folder: str) -> None:
        self._settings.setValue("export_folder", folder)

    def text(self, name: str, default: str = "") -> str:
        """A short text by name."""
        return self._text(f"texts/{name}", default)

    def set_text(self, name: str, value: str) -> None:
        """Remember a short text."""
        self._settings.setValue(f"texts/{name}", value)

    def blob(self, name: str) -> QByteArray:
        """Bytes of Qt's own (a window's layout); empty if there are none."""
        value = self._settings.value(f"layout/{name}")
        return value if isinstance(value, QByteArray) else QByteArray()

    def set_blob(self, name: str, value: QByteArray) -> None:
        """Remember bytes of Qt's own."""
        self._settings.setValue(f"layout/{name}", value)

    def document(self, name: str) -> dict[str, Any]:
        """Plain values by name, from JSON; empty if there are none that can be read."""
        document: dict[str, Any] = self._json(f"documents/{name}", {})
        return document

    def keep_document(self, name: str, document: dict[str, Any]) -> None:
        """Remember plain values."""
        self._set_json(f"documents/{name}", document)

    def settings_for(self, sha256: str, recommended: SampleSettings) -> SampleSettings:
        """The settings used last with a network; the recommended ones if there are none that can be used."""
        stored = self._models().get(sha256)
        try:
            return SampleSettings.from_dict(stored, recommended) if isinstance(stored, dict) else recommended
        except (SettingError, TypeError) as error:
            _log.warning("stored settings dropped: %s", error)
            return recommended

    def keep_settings(self, sha256: str, settings: SampleSettings, recommended: SampleSettings | None = None) -> None:
        """Remember the settings used with a network: those that are not the recommended ones."""
        models = self._models()
        models.pop(sha256, None)
        advice = recommended.to_dict() if recommended is not None else {}
        models[sha256] = {k: v for k, v in settings.to_dict().items() if k not in advice or advice[k] != v}
        self._set_json("models", dict(list(models.items())[-MAX_MODELS:]))

    def _models(self) -> dict[str, Any]:
        models = self._json("models", {})
        return models if isinstance(models, dict) else {}

    def _text(self, key: str, default: str) -> str:
        value = self._settings.value(key, default)
        return value if isinstance(value, str) else default

    def _json(self, key: str, default: Any) -> Any:
        text = self._text(f"{key}_json", "")
        if not text:
            return default
        try:
            value = json.loads(text)
        except ValueError as error:
            _log.warning("the stored setting %s cannot be read (%s); it is reset", key, error)
            return default
        return value if isinstance(value, type(default)) else default

    def _set_json(self, key: str, value: Any) -> None:
        self._settings.setValue(f"{key}_json", json.dumps(value))
