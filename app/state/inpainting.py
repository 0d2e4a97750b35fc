"""The settings that inpainting adds, as the window edits them."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

from PySide6.QtCore import Signal

from app.params.documents import parse_json
from app.params.inpainting import InpaintSettings
from app.state.observable import Kept, Observable, Observed


class InpaintState(Observable):
    """Holds :class:`InpaintSettings`; they act with the next run."""

    changed = Signal()

    settings = Observed(
        InpaintSettings(), changed,
        kept=Kept(
            "texts/inpaint",
            read=lambda text: InpaintSettings.from_dict(parse_json(text)),
            write=lambda settings: json.dumps(settings.to_dict()),
        ),
    )  # fmt: skip

    def set(self, **values: Any) -> None:
        """Change some of the settings. Raises SettingError."""
        self.settings = dataclasses.replace(self.settings, **values)
