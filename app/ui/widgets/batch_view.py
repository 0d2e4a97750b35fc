"""A batch of pictures as large as whole factors allow, to be looked at only."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QHelpEvent, QImage, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from app.render.grids import GridLayout, fit_grid, paint_grid
from app.render.images import stack_qimage


class BatchView(QWidget):
    """Shows uint8 [N, H, W, C]; while there is nothing, ``hint`` stands there. ``texts`` say more about each."""

    def __init__(self, name: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(64, 64)
        self.hint = hint
        self.pictures: np.ndarray | None = None
        self._stack = QImage()
        self._texts: Sequence[str] = ()

    @override
    def sizeHint(self) -> QSize:
        """As large as there is room."""
        return QSize(260, 200)

    def show_pictures(self, pictures: np.ndarray | None, texts: Sequence[str] = (), about: str = "") -> None:
        """Show these; ``about`` describes them to who does not see them."""
        self.pictures, self._texts = pictures, texts
        self._stack = QImage() if pictures is None else stack_qimage(pictures)
        self.setAccessibleDescription(about)
        self.update()

    def _layout(self) -> tuple[GridLayout, float] | None:
        """The grid, and by how much all of it must be made smaller to fit; in device pixels."""
        if self.pictures is None:
            return None
        ratio = self.devicePixelRatioF()
        room = max(1, int(self.width() * ratio)), max(1, int(self.height() * ratio))
        count, height, width, _ = self.pictures.shape
        grid = fit_grid(count, height, width, room)
        return grid, min(1.0, room[0] / grid.size[0], room[1] / grid.size[1])

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        """The pictures from the upper left corner on."""
        painter = QPainter(self)
        found = self._layout()
        if found is None:
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
            painter.drawText(self.rect(), flags, self.hint)
            return
        grid, shrink = found
        factor = shrink / self.devicePixelRatioF()
        painter.scale(factor, factor)
        paint_grid(painter, self._stack, grid, (0, 0), QRect(0, 0, *grid.size), frozenset())

    @override
    def event(self, event: QEvent) -> bool:
        """The tooltip says what is known of the picture under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            found = self._layout()
            if found is not None:
                grid, shrink = found
                ratio = self.devicePixelRatioF() / shrink
                place = grid.index_at(event.pos().x() * ratio, event.pos().y() * ratio)
                text = self._texts[place] if place is not None and place < len(self._texts) else ""
                QToolTip.showText(event.globalPos(), text, self)
                return True
        return bool(super().event(event))
