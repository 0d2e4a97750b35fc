"""Getting pictures and masks from outside: read and fitted in the background, the newest wish first."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication

from app.params.endings import DATA_SETS, PICTURES
from app.params.run import Problem
from app.params.tone import AS_IT_IS, Tone
from app.render.images import on_white
from app.state.mask import MaskState, scaled_mask
from app.state.source import SourceState, blank
from app.ui.file_names import is_folder
from app.ui.tasks import TaskRunner
from app.ui.text import tr
from app.workers import inpaint_tasks as tasks


def is_data_set(path: str) -> bool:
    """Whether a file or folder is to be opened as a data set."""
    return is_folder(Path(path)) or path.lower().endswith(DATA_SETS)


def is_picture(path: str) -> bool:
    """Whether a file is to be opened as a picture."""
    return path.lower().endswith(PICTURES)


MOST_PICTURES, MOST_MADE = 4, 200
"""So many opened pictures, and what was made of them, are known again when undo brings them back."""

Held = tuple[tasks.Opened | None, tasks.Crop, Tone, np.ndarray | None]


class Sources(QObject):
    """Fills :class:`SourceState` and :class:`MaskState` from files, clipboard and samples.

    ``opened`` is the last picture as it was read, so that its crop may be moved, its ``tone`` be
    changed, and another network gets it anew.
    """

    changed = Signal()
    tuned = Signal()
    """The same picture is in another tone, or another part of it is used."""
    problem = Signal(object)
    restored = Signal(object)
    """A dropped PNG holds a run (RestoredInpainting, or MisfitInpainting)."""
    mask_misfit = Signal(object)
    """A mask file has another size (MaskFile): ask whether to scale it."""
    mask_read = Signal(str)

    def __init__(self, source: SourceState, mask: MaskState, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source, self._mask, self._runner = source, mask, runner
        self._shape: tuple[int, int, int] = (source.channels, *source.shape)
        self._task = 0
        self._under_way: tuple[tasks.Crop, Tone] | None = None
        """What is being fitted now."""
        self._loaded: np.ndarray | None = None
        """What was last made of ``opened`` for the network, to see whether the canvas still holds it."""
        self._made: dict[int, tuple[Held, int]] = {}
        """The pixels that the canvas was given (their hash), and what they were made of: undo brings them back."""
        self._mask_before: np.ndarray | None = None
        self._mask_scaled: np.ndarray | None = None
        """The mask as it was painted, and as it was brought to another network's size."""
        self._wanted: tuple[tasks.Crop, Tone] | None = None
        self.opened: tasks.Opened | None = None
        self.crop_now: tasks.Crop = (0, 0, 1, 1)
        self.tone = AS_IT_IS
        self.gallery: Any = None
        self.index = 0

    # Another network

    def set_shape(self, shape: tuple[int, int, int]) -> None:
        """The network takes pictures of this shape (C, H, W): picture and mask are brought to it."""
        if shape == self._shape:
            return
        before, scaled = self._mask_before, self._mask_scaled
        if before is None or scaled is None or not np.array_equal(self._mask.pixels, scaled):
            before = self._mask.pixels.copy()
        mask = scaled_mask(before, shape[1:])
        self._mask_before, self._mask_scaled = before, mask
        empty = self._source.name == "" and not self._source.pixels[:3].any()
        opened, fitted = self.opened, self._loaded
        same = opened is not None and fitted is not None and np.array_equal(self._source.pixels, fitted)
        picture, tone = self._source.frame(), AS_IT_IS
        if opened is not None and same:
            picture, tone = opened.picture, self.tone
        name = self._source.name
        self._shape = shape
        self._mask.reshape(mask)
        self._source.reshape(blank(shape), "")
        if not empty:
            self._start(name, partial(tasks.fit, picture, name, shape, tone=tone), self._take)
        self.changed.emit()

    # Pictures

    def open(self, path: str) -> None:
        """A picture file, a mask, an exported inpainting, or a data set."""
        name = Path(path).name
        if is_data_set(path):
            self._start(name, partial(tasks.open_data_set, path), self._take_gallery)
        else:
            self._start(name, partial(tasks.open_any, path, self._shape), self._take_any)

    def open_picture(self, path: str) -> None:
        """A file that is a picture whatever it looks like, or a data set."""
        if is_data_set(path):
            self.open(path)
        else:
            self._start(Path(path).name, partial(tasks.open_picture, path, self._shape), self._take)

    def take(self, picture: np.ndarray, name: str, tone: Tone = AS_IT_IS) -> None:
        """A picture uint8 [H, W, C] from within the program."""
        self._start(name, partial(tasks.fit, picture, name, self._shape, tone=tone), self._take)

    @Slot()
    def paste(self) -> None:
        """The clipboard's picture, or the file it names."""
        data = QGuiApplication.clipboard().mimeData()
        paths = [url.toLocalFile() for url in data.urls() if url.isLocalFile()] if data is not None else []
        image = QGuiApplication.clipboard().image()
        if paths:
            self.open(paths[0])
        elif not image.isNull():
            name = tr("clipboard")
            self._start(name, partial(tasks.convert_and_fit, partial(on_white, image), name, self._shape), self._take)
        else:
            text = tr("Copy a picture in another program first, or open a file.")
            self.problem.emit(Problem(tr("The clipboard holds no picture"), text))

    @Slot()
    def clear(self) -> None:
        """An empty canvas to draw on."""
        self.opened, pixels = None, blank(self._shape)
        self._note(pixels)
        self._source.load(pixels, "", tr("empty canvas"))
        self.changed.emit()

    def forget(self) -> None:
        """The canvas gets its picture from elsewhere: nothing that is being opened takes its place."""
        self._runner.abandon(self._task)
        self.opened = self._wanted = None
        self.changed.emit()

    def held(self) -> Held:
        """What was opened, with its crop and tone, to be held again when the canvas gets it back."""
        return self.opened, self.crop_now, self.tone, self._loaded

    def hold(self, held: Held) -> None:
        """The canvas has got back what was held then."""
        self.opened, self.crop_now, self.tone, self._loaded = held
        self.changed.emit()

    def _note(self, pixels: np.ndarray) -> None:
        """The canvas is about to be given these, made of what is open now."""
        pictures = {id(held[0]) for (held, _) in self._made.values()} | {id(self.opened)}
        if len(pictures) > MOST_PICTURES or len(self._made) >= MOST_MADE:
            self._made = {key: made for key, made in self._made.items() if made[0][0] is self.opened}
        self._made[_key(pixels)] = self.held(), self.index

    @Slot()
    def follow(self) -> None:
        """Something was done, undone or redone: if the canvas holds what it was once given, that is open again."""
        made = self._made.get(_key(self._source.pixels))
        if made is None or self._under_way is not None or self._wanted is not None:
            return
        (opened, *how), before = made[0], self.opened
        if opened is before and (self.crop_now, self.tone) == tuple(how[:2]) and self.index == made[1]:
            return
        self.index = made[1]
        if opened is before:
            self.opened, self.crop_now, self.tone, self._loaded = made[0]
            self.tuned.emit()
        else:
            self.hold(made[0])

    @Slot(int)
    def pick(self, index: int) -> None:
        """Another picture of the data set."""
        if self.gallery is not None and 0 <= index < self.gallery.count:
            tone = self.tone if index != self.index else AS_IT_IS
            work = partial(tasks.pick, self.gallery, index, self._shape, tone)
            self.index = index
            self._start(self.gallery.name, work, self._take)

    @Slot(object)
    def crop(self, crop: tasks.Crop) -> None:
        """Use another part of the picture. While one is being fitted only the newest of further wishes is kept."""
        self._wanted = crop, self.asked[1]
        self._fit_next()

    @property
    def asked(self) -> tuple[tasks.Crop, Tone]:
        """Crop and tone as they were asked for last."""
        return self._wanted or self._under_way or (self.crop_now, self.tone)

    def tune(self, tone: Tone) -> None:
        """Use the picture in another tone; as with the crop, from what was read."""
        self._wanted = self.asked[0], tone
        self._fit_next()

    def _fit_next(self) -> None:
        opened, wanted = self.opened, self._wanted
        if opened is None or wanted is None or self._under_way is not None:
            return
        self._wanted, self._under_way = None, wanted
        work = partial(tasks.refit, opened.picture, self._shape, *wanted)
        title = tr("{0} could not be cropped").format(opened.name)
        self._runner.start(title, work, partial(self._fitted, opened, wanted, self._shape), self._fit_failed)

    def _fitted(
        self, opened: tasks.Opened, how: tuple[tasks.Crop, Tone], shape: tuple[int, int, int], pixels: np.ndarray
    ) -> None:
        self._under_way = None
        if opened is self.opened and shape == self._shape:
            text = tr("crop") if how[0] != self.crop_now else tr("tone")
            self.crop_now, self.tone = how
            self._loaded = pixels
            self._note(pixels)
            self._source.load(pixels, opened.name, text, joins=True)  # a drag is one item
            self.tuned.emit()
        self._fit_next()

    def _fit_failed(self, problem: Problem) -> None:
        self._under_way = None
        self.problem.emit(problem)

    def _start(self, name: str, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        self._runner.abandon(self._task)  # the newest wish counts
        self._task = self._runner.start(tr("{0} could not be opened").format(name), work, done, self.problem.emit)

    def _take(self, opened: tasks.Opened) -> None:
        if opened.fitted.shape != self._shape:
            self.take(opened.picture, opened.name, opened.tone)  # another network was opened meanwhile
            return
        self.opened, self.crop_now, self.tone, self._wanted = opened, opened.crop, opened.tone, None
        self._loaded = opened.fitted
        self._note(opened.fitted)
        self._source.load(opened.fitted, opened.name, tr("open {0}").format(opened.name))
        self.changed.emit()

    def _take_gallery(self, gallery: Any) -> None:
        self.gallery, self.index = gallery, 0
        self.changed.emit()
        self.pick(0)

    def _take_any(self, found: Any) -> None:
        if isinstance(found, tasks.Opened):
            self._take(found)
        elif isinstance(found, tasks.MaskFile):
            self._take_mask(found)
        else:
            self.restored.emit(found)

    # Masks

    def open_mask(self, path: str, *, scale: bool = False) -> None:
        """A mask file: white is regenerated. One of the open picture's own size is cropped as that is."""
        photo = self.opened.picture.shape[:2] if self.opened is not None else None
        crop = self.crop_now if photo is not None else None
        work = partial(tasks.open_mask, path, *self._shape[1:], scale=scale, photo=photo, crop=crop)
        self._start(Path(path).name, work, self._take_mask)

    def _take_mask(self, found: tasks.MaskFile) -> None:
        if found.mask is None:
            self.mask_misfit.emit(found)
        elif found.mask.shape != self._mask.shape:
            self.open_mask(found.path)
        else:
            self._mask.replace(found.mask, tr("import {0}").format(Path(found.path).name))
            self.mask_read.emit(found.path)


def _key(pixels: np.ndarray) -> int:
    return hash((pixels.shape, pixels.tobytes()))
