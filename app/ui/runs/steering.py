"""The two buttons of a window whose work is started, paused and stopped there."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from app.params.status import RunPhase
from app.ui.text import tr


def show_steering(start: QPushButton, stop: QPushButton, phase: RunPhase, at_rest: str, *, startable: bool) -> None:
    """What they do in this phase; ``at_rest`` is what the first one says while nothing goes on."""
    names = {RunPhase.RUNNING: tr("&Pause"), RunPhase.PAUSED: tr("&Go on"), RunPhase.PAUSING: tr("&Go on")}
    start.setText(names.get(phase, at_rest))
    start.setEnabled(phase is not RunPhase.STOPPING and (phase.active or startable))
    stop.setEnabled(phase.active and phase is not RunPhase.STOPPING)
