"""What is known about the quality of the pictures that are seen, as the window shows it."""

from __future__ import annotations

from PySide6.QtCore import Signal

from app.params.quality import Compared, Judged, Looking, Neighbours
from app.params.run import Problem
from app.state.observable import Kept, Observable, Observed


class QualityState(Observable):
    """What was found out, None where nothing was; all that is not about the pictures seen is dropped by the session."""

    labels_changed = Signal()
    judged_changed = Signal()
    found_changed = Signal()
    work_changed = Signal()
    data_changed = Signal()

    labels = Observed(
        False, labels_changed, kept=Kept("texts/quality_labels", read=lambda text: {"True": True, "False": False}[text])
    )
    """Whether the grid shows each picture's class."""
    features = Observed("", data_changed)
    """The feature network for the pictures of the open network; empty if there is none."""
    data = Observed("", data_changed)
    """The path of the real pictures; empty: none are named."""
    judged = Observed[Judged | None](None, judged_changed)
    compared = Observed[Compared | None](None, found_changed)
    neighbours = Observed[Neighbours | None](None, found_changed)
    busy = Observed(False, work_changed)
    looking = Observed[Looking | None](None, work_changed)
    """How far it is with the real pictures."""
    problem = Observed[Problem | None](None, work_changed)
