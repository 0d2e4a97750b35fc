"""What is looked at inside the open network, and what was found there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal

from app.params.inside import OUTPUT, LookedInto
from app.params.run import Problem
from app.state.observable import Observable, Observed


class InsideState(Observable):
    """``shown``: somebody looks. What is asked for, and ``found`` for the newest question answered."""

    shown_changed = Signal()
    asked_changed = Signal()
    found_changed = Signal()

    shown = Observed(False, shown_changed)
    layer = Observed(OUTPUT, asked_changed)
    """The name of the layer."""
    pixel = Observed[tuple[int, int] | None](None, asked_changed)
    """(row, column) of the picture; None: its middle."""
    sigma = Observed[float | None](None, asked_changed)
    """The noise level; None: that of the step seen."""
    dilated = Observed(True, asked_changed)
    held = Observed(True, asked_changed)
    found = Observed[LookedInto | None](None, found_changed)
    problem = Observed[Problem | None](None, found_changed)

    def asked(self) -> dict[str, Any]:
        """What is asked for, and whether anybody looks: for :meth:`ask`."""
        return {name: getattr(self, name) for name in ("shown", "layer", "pixel", "sigma", "dilated", "held")}

    def ask(self, values: Mapping[str, Any]) -> None:
        """Ask for this; what is not named stays."""
        with self.together():
            for name, value in values.items():
                setattr(self, name, value)
