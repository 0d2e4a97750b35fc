"""The settings that inpainting adds, as the window edits them."""

from __future__ import annotations

import dataclasses

from PySide6.QtCore import QObject, Signal

from app.params.inpainting import InpaintSettings


class InpaintState(QObject):
    """Holds :class:`InpaintSettings`; they act with the next run."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.settings = InpaintSettings()

    def set(self, **values: object) -> None:
        """Change some of the fields. Raises SettingError."""
        self.replace(dataclasses.replace(self.settings, **values))  # type: ignore[arg-type]

    def replace(self, settings: InpaintSettings) -> None:
        """Take over a whole set."""
        if self.settings != settings:
            self.settings = settings
            self.changed.emit()
