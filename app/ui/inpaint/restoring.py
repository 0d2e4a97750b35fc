"""Fillings that come back: from a PNG of this program, or from the history."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from app.params.history import Past
from app.params.run import Problem
from app.ui.inpaint.session import Filling
from app.ui.inpaint.sources import Sources
from app.ui.notices import Notices
from app.ui.runs.history import as_restored
from app.ui.runs.kept import Again, NetworkSettings
from app.ui.text import tr
from app.workers.inpaint_tasks import MisfitInpainting, RestoredInpainting
from app.workers.restoring import Restored


class Restoring(QObject):
    """Puts everything as it was before a run: picture, mask, how it was filled, and the network with its settings."""

    def __init__(
        self, filling: Filling, sources: Sources, kept: NetworkSettings, notices: Notices, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._filling, self._sources, self._kept, self._notices = filling, sources, kept, notices
        sources.restored.connect(self._restore_file)

    @Slot(object)
    def _restore_file(self, found: RestoredInpainting | MisfitInpainting) -> None:
        """A PNG was dropped; it is read again for another network's shape, which need not be this one."""
        self._restore(found, partial(self._sources.open, found.restored.path))

    @Slot(object)
    def restore_past(self, past: Past) -> None:
        """The settings of a filling of the history are to be taken over."""
        if past.filled is not None:
            self._restore(RestoredInpainting(as_restored(past), *past.filled), partial(self.restore_past, past))

    def _restore(self, found: RestoredInpainting | MisfitInpainting, again: Again) -> None:
        restored = found.restored
        if not self._kept.recall(restored, again):
            return
        if isinstance(found, MisfitInpainting):
            self._misfit(restored, again, found.problem)
        elif found.repainted.source.first.shape != self._filling.source.pixels.shape:
            self._misfit(restored, again, tr("Its pictures have another size."))
        else:
            self._kept.show(restored, again)
            self._sources.forget()
            self._filling.options.settings = found.settings
            self._filling.restore(found.repainted, Path(restored.path).name)
            self._say_restored(found)

    def _misfit(self, restored: Restored, again: Again, text: str) -> None:
        if self._kept.elsewhere(restored):
            self._kept.wait_for(restored, again)
            text = tr("It was made with another network, {0}: open that one, and it comes back there.").format(
                restored.checkpoint
            )
        title = tr("{0} does not fit this network").format(Path(restored.path).name)
        self._notices.show_problem(Problem(title, text))

    def _say_restored(self, found: RestoredInpainting) -> None:
        restored, dropped = found.restored, found.repainted.dropped
        text = tr("Picture, mask and settings are as they were: Space makes the same completions again.")
        if self._kept.elsewhere(restored):
            text = tr("It was made with another network, {0}: open that one for the same completions.").format(
                restored.checkpoint
            )
        if dropped:
            text += " " + tr(
                "During that run picture or mask were repainted {0} times, more than the file keeps: the completions "
                "will differ."
            ).format(dropped)
        title = tr("Restored from {0}").format(Path(restored.path).name)
        self._notices.show_problem(Problem(title, text))
