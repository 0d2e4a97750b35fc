"""The picture that filling begins with, half of it masked, so that there is something to see before anybody paints."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from app.params.masks import Preset, preset_mask
from app.state.run import RunState
from app.ui.inpaint.painting import Painting
from app.ui.notices import Notices
from app.ui.tasks import TaskRunner
from app.ui.text import tr
from app.workers.inpaint_tasks import Opened, fit, open_picture
from app.workers.lessons import lesson_picture

SHAPE = (1, 28, 28)
"""The networks of digits: no other is given a digit."""


class FirstPicture(QObject):
    """Puts a digit on the empty canvas once: the sample in focus of the network's own, else the program's example."""

    def __init__(self, painting: Painting, tasks: TaskRunner, notices: Notices, parent: QObject) -> None:
        super().__init__(parent)
        self._painting, self._tasks, self._notices = painting, tasks, notices
        self.wanted = True
        """Whether nothing else has come yet, nor is on its way."""

    def offer(self, shape: tuple[int, int, int], samples: RunState | None) -> None:
        """A network is open that takes pictures of this shape (C, H, W)."""
        if not self.wanted or shape != SHAPE or not self._empty():
            return
        pictures = samples.pictures() if samples is not None else None
        work = partial(open_picture, lesson_picture("eight"), shape)
        if samples is not None and pictures is not None and pictures.shape[1:] == (*shape[1:], shape[0]):
            work = partial(fit, pictures[min(samples.focus, len(pictures) - 1)].copy(), tr("sample"), shape)
        title = tr("{0} could not be opened").format(tr("sample"))
        self._tasks.start(title, work, self._take, self._notices.show_problem)

    def _empty(self) -> bool:
        return self._painting.untouched and self._painting.mask.count == 0

    def _take(self, opened: Opened) -> None:
        source, mask = self._painting.source, self._painting.mask
        if not self.wanted or not self._empty() or source.pixels.shape != opened.fitted.shape:
            return
        self.wanted = False
        mask.reshape(preset_mask(Preset.LOWER, mask.shape))
        source.reshape(opened.fitted, tr("sample"))
