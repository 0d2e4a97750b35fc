"""The colour of a noise level, the same in every view of the workspace."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QColor

from app.render.colours import sigma_colour
from app.state.model import ModelState
from app.state.run import RunState

MOST = 4096
"""Colours that are kept ready."""


class LevelColours(QObject):
    """The map spans the network's own range of sigma, so a sigma keeps its colour whatever range a run uses."""

    changed = Signal()

    def __init__(self, model: ModelState, run: RunState, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model, self._run = model, run
        self._range = (1.0, 0.01)
        self._known: dict[float, QColor] = {}
        model.changed.connect(self._update)
        run.began.connect(self._update)
        run.sigmas_changed.connect(self._update)

    @property
    def ends(self) -> tuple[float, float]:
        """The largest and the smallest noise level of the map."""
        return self._range

    @Slot()
    def _update(self) -> None:
        info = self._run.info or self._model.info
        ends = (max(info.sigmas), min(info.sigmas)) if info is not None else self._range
        if ends != self._range:
            self._range = ends
            self._known.clear()
            self.changed.emit()

    def of_sigma(self, sigma: float) -> QColor:
        """The colour of a noise level."""
        if sigma not in self._known:
            if len(self._known) >= MOST:
                self._known.clear()
            self._known[sigma] = sigma_colour(sigma, *self._range)
        return self._known[sigma]

    def of_run(self) -> list[QColor]:
        """The colours of all levels of the run."""
        return [self.of_sigma(sigma) for sigma in self._run.sigmas]
