"""A picture beside the real ones nearest to it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from app.params.quality import Neighbours
from app.render.images import to_qimage
from app.ui.text import number, tr
from app.ui.theme import tabular


class NeighbourView(QWidget):
    """The chosen sample beside the real pictures nearest to it, each with its distance below."""

    GAP = 6

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: Neighbours | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(1)

    def show_found(self, found: Neighbours | None) -> None:
        """Show these; None: there are none."""
        self._found = found
        self.setAccessibleName(tr("The sample beside the real pictures nearest to it"))
        text = "" if found is None else ", ".join(map(number, found.distances))
        self.setAccessibleDescription(tr("Distances: {0}").format(text) if text else "")
        places = self.places()
        line = self.fontMetrics().height()
        self.setFixedHeight(round(max(rect.bottom() for rect in places)) + line + 4 if places else 1)
        self.update()

    def places(self) -> list[QRectF]:
        """Where the pictures are, the sample first and larger, in widget coordinates."""
        if self._found is None:
            return []
        height, width, _ = self._found.pictures.shape[1:]
        count = len(self._found.nearest)
        # The sample is as wide as two of the others, which stand in two rows beside it.
        across = -(-count // 2)
        cell = max(8.0, (self.width() - (across + 1) * self.GAP) / (across + 2))
        tall, line = cell * height / width, self.fontMetrics().height()
        places = [QRectF(0, 0, 2 * cell + self.GAP, (2 * cell + self.GAP) * height / width)]
        for k in range(count):
            row, column = divmod(k, across)
            places.append(QRectF((2 + column) * (cell + self.GAP), row * (tall + line + self.GAP), cell, tall))
        return places

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        """The pictures, unsmoothed, with what stands below them."""
        found = self._found
        if found is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        line = self.fontMetrics().height()
        pictures = [found.pictures[found.focus], *found.nearest]
        texts = [tr("sample"), *map(number, found.distances)]
        painter.setFont(tabular(self.font()))
        for k, (rect, picture, text) in enumerate(zip(self.places(), pictures, texts, strict=True)):
            painter.drawImage(rect, to_qimage(picture))
            role = QPalette.ColorRole.PlaceholderText if k == 0 else QPalette.ColorRole.WindowText
            painter.setPen(self.palette().color(role))
            below = QRectF(rect.bottomLeft() + QPointF(0, 1), rect.bottomRight() + QPointF(0, line + 1))
            painter.drawText(below, int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop), text)
