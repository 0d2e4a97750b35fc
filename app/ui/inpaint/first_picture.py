"""The picture that filling begins with, half of it masked, so that there is something to see before anybody paints."""

from __future__ import annotations

from functools import partial

import numpy as np
from PySide6.QtCore import QObject

from app.params.masks import EXAMPLES, Preset, preset_mask
from app.state.run import RunState
from app.ui.inpaint.painting import Painting
from app.ui.notices import Notices
from app.ui.tasks import TaskRunner
from app.ui.text import tr
from app.workers.inpaint_tasks import Opened, fit, open_picture
from app.workers.lessons import lesson_picture


class FirstPicture(QObject):
    """Puts one on the empty canvas once: the sample in focus of the network's own, else the program's example."""

    def __init__(self, painting: Painting, tasks: TaskRunner, notices: Notices, parent: QObject) -> None:
        super().__init__(parent)
        self._painting, self._tasks, self._notices = painting, tasks, notices
        self.wanted = True
        """Whether nothing else has come yet, nor is on its way."""
        self._put: tuple[np.ndarray, np.ndarray] | None = None

    def offer(self, shape: tuple[int, int, int], samples: RunState | None) -> None:
        """A network is open that takes pictures of this shape (C, H, W)."""
        if not self.wanted or shape not in EXAMPLES or not self._empty():
            return
        name, preset = EXAMPLES[shape]
        pictures = samples.pictures() if samples is not None else None
        work = partial(open_picture, lesson_picture(name), shape)
        if samples is not None and pictures is not None and pictures.shape[1:] == (*shape[1:], shape[0]):
            work = partial(fit, pictures[min(samples.focus, len(pictures) - 1)].copy(), tr("sample"), shape)
        title = tr("{0} could not be opened").format(tr("sample"))
        self._tasks.start(title, work, partial(self._take, preset), self._notices.show_problem)

    def give_way(self) -> None:
        """A network of another shape comes: it gets its own, if nobody has changed picture or mask."""
        source, mask, put = self._painting.source, self._painting.mask, self._put
        if put is not None and np.array_equal(source.pixels, put[0]) and np.array_equal(mask.pixels, put[1]):
            source.reshape(np.zeros_like(source.pixels), "")
            mask.reshape(np.zeros_like(mask.pixels))
            self.wanted, self._put = True, None

    def _empty(self) -> bool:
        return self._painting.untouched and self._painting.mask.count == 0

    def _take(self, preset: Preset, opened: Opened) -> None:
        source, mask = self._painting.source, self._painting.mask
        if not self.wanted or not self._empty() or source.pixels.shape != opened.fitted.shape:
            return
        self.wanted = False
        mask.reshape(preset_mask(preset, mask.shape))
        source.reshape(opened.fitted, tr("sample"))
        self._put = source.pixels.copy(), mask.pixels.copy()
