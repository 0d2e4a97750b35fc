"""An array of pixels that is painted on, with undo: one item a stroke, holding only the box that changed."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack
from typing_extensions import override

from app.state.strokes import Box, changed_box

UNDO_LIMIT = 500

JOINING = 1
"""The id of commands that join with the one before."""


class PatchCommand(QUndoCommand):
    """Puts back, or puts in again, the pixels of one box; and the layer's name, where that changed with them."""

    def __init__(
        self, layer: Layer, text: str, box: Box, before: np.ndarray, after: np.ndarray, names: tuple[str, str],
        joins: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(text)
        self.layer, self.box, self.before, self.after, self.names = layer, box, before, after, names
        self._joins = joins
        self._done = True  # the stroke is there already when its command is made

    @override
    def id(self) -> int:
        """Commands that may join ask to be compared with the one before."""
        return JOINING if self._joins else -1

    @override
    def mergeWith(self, other: QUndoCommand) -> bool:
        """Become one item with the next, of the same name on the same layer."""
        if not isinstance(other, PatchCommand) or other.layer is not self.layer or other.text() != self.text():
            return False
        box = self.box.united(other.box)
        after = self.layer.pixels[(..., *box.slices)].copy()
        before = after.copy()
        for patch in (other, self):
            rows, columns = (
                slice(s.start - start, s.stop - start)
                for s, start in zip(patch.box.slices, (box.top, box.left), strict=True)
            )
            before[..., rows, columns] = patch.before
        self.box, self.before, self.after, self.names = box, before, after, (self.names[0], other.names[1])
        return True

    @override
    def redo(self) -> None:
        """Put the stroke in again."""
        if not self._done:
            self.layer.put(self.box, self.after, self.names[1])

    @override
    def undo(self) -> None:
        """Put back what was there before."""
        self._done = False
        self.layer.put(self.box, self.before, self.names[0])


class Layer(QObject):
    """Pixels [..., H, W]. Painting happens between :meth:`begin` and :meth:`commit` (or :meth:`abort`)."""

    changed = Signal(object)
    """The pixels in a Box have changed."""
    reshaped = Signal()
    """There are other pixels altogether, of another shape perhaps; nothing of before can be undone."""
    committed = Signal()
    """A stroke is over."""

    def __init__(self, pixels: np.ndarray, undo: QUndoStack, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pixels = pixels
        self._undo = undo
        self._before: np.ndarray | None = None
        self._touched: Box | None = None
        self.name = ""
        """Where the pixels come from, for people."""

    @property
    def pixels(self) -> np.ndarray:
        """The array itself: to be read, not written, and copied by whoever keeps it."""
        return self._pixels

    @property
    def shape(self) -> tuple[int, int]:
        """(height, width)."""
        height, width = self._pixels.shape[-2:]
        return int(height), int(width)

    @property
    def whole(self) -> Box:
        """The box around everything."""
        return Box(0, 0, *self.shape)

    @property
    def painting(self) -> bool:
        """Whether a stroke is under way."""
        return self._before is not None

    def begin(self) -> None:
        """A stroke begins; one still under way is kept first."""
        self.commit("")
        self._before = self._pixels.copy()
        self._touched = None

    def commit(self, text: str) -> bool:
        """The stroke is over: one undo item called ``text``, unless nothing has changed; whether something has."""
        before, touched = self._before, self._touched
        self._before = self._touched = None
        if before is None:
            return False
        done = touched is not None and self._push(text, before, touched, self.name)
        self.committed.emit()
        return done

    def abort(self) -> None:
        """Give the stroke up: everything is as it was before it."""
        before, touched = self._before, self._touched
        self._before = self._touched = None
        if before is not None and touched is not None:
            self.put(touched, before[(..., *touched.slices)])

    def revert(self) -> None:
        """Take back what the stroke has painted so far, and go on with it."""
        if self._before is not None and self._touched is not None:
            self.put(self._touched, self._before[(..., *self._touched.slices)])

    def take_back(self) -> None:
        """Undo what was painted last."""
        self._undo.undo()

    def replace(self, pixels: np.ndarray, text: str, name: str | None = None, *, joins: bool = False) -> bool:
        """Put other pixels of the same shape in their place, as one undo item; whether anything changed.

        With ``joins`` it becomes one item with a replacement of the same name just before.
        """
        if pixels.shape != self._pixels.shape:
            raise ValueError(f"pixels of shape {pixels.shape} do not replace {self._pixels.shape}")
        self.commit("")
        before, old_name = self._pixels, self.name
        self._pixels = np.ascontiguousarray(pixels, before.dtype).copy()
        self.name = old_name if name is None else name
        done = self._push(text, before, self.whole, old_name, joins)
        if done:
            self.changed.emit(self.whole)
        return done

    def reshape(self, pixels: np.ndarray, name: str | None = None) -> None:
        """Take other pixels of any shape; what was done before is forgotten."""
        self._before = self._touched = None
        self._undo.clear()
        self._pixels = np.ascontiguousarray(pixels, self._pixels.dtype).copy()
        self.name = self.name if name is None else name
        self.reshaped.emit()

    def put(self, box: Box, pixels: np.ndarray, name: str | None = None) -> None:
        """Write into a box, without undo."""
        self._pixels[(..., *box.slices)] = pixels
        self.name = self.name if name is None else name
        self.changed.emit(box)

    def _paint(self, box: Box, pixels: np.ndarray) -> None:
        """Write into a box as a part of the stroke."""
        if self._before is None:
            raise RuntimeError("painting outside of a stroke")
        self._touched = box.united(self._touched)
        self.put(box, pixels)

    def _push(self, text: str, before: np.ndarray, within: Box, old_name: str, joins: bool = False) -> bool:
        box = changed_box(before, self._pixels, within)
        if box.empty and old_name == self.name:
            return False
        index = (..., *box.slices)
        names = (old_name, self.name)
        self._undo.push(PatchCommand(self, text, box, before[index].copy(), self._pixels[index].copy(), names, joins))
        return True
