"""What classes look like: a label on a picture, bars of the shares."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from app.params.quality import Compared, Judged
from app.ui.text import tr
from app.ui.theme import tabular

LABEL_PIXELS = 11
SMALLEST_PIXELS = 8
"""A label is written no smaller: where its picture is narrower, only its first part stands there, or nothing."""


def paint_labels(painter: QPainter, labels: Sequence[tuple[QRect, str]], font: QFont, ratio: float) -> None:
    """Write each text on a dark ground on the lower edge of its rectangle; all in device pixels, and in one size.

    That is the larger one in which the longest fits; where none does, all are without what follows a space.
    """
    for part, pixels in itertools.product((False, True), (LABEL_PIXELS, SMALLEST_PIXELS)):
        small = tabular(font)
        small.setPixelSize(max(1, round(pixels * ratio)))
        metrics = QFontMetricsF(small)
        height = metrics.height()
        shown = [(rect, text.partition(" ")[0] if part else text) for rect, text in labels]
        if all(
            metrics.horizontalAdvance(text) + 6 * ratio <= rect.width() and height <= rect.height() / 2
            for rect, text in shown
        ):
            break
    else:
        return
    painter.save()
    painter.setFont(small)
    painter.setPen(QColor("white"))
    for rect, text in shown:
        width = metrics.horizontalAdvance(text) + 6 * ratio
        left = rect.left() if part else rect.center().x() - width / 2  # a small picture is covered less there
        ground = QRectF(left, rect.bottom() + 1 - height, width, height)
        painter.fillRect(ground, QColor(0, 0, 0, 170))
        painter.drawText(ground, int(Qt.AlignmentFlag.AlignCenter), text)
    painter.restore()


class ClassBars(QWidget):
    """A bar for the share of each class, and a line across it where that of real pictures is."""

    HEIGHT = 96

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._judged: Judged | None = None
        self._compared: Compared | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(tr("The share of each class among the samples; the lines are the shares of the real pictures"))

    @override
    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(240, self.HEIGHT)

    def show_shares(self, judged: Judged | None, compared: Compared | None) -> None:
        """Show these shares; None: there are none."""
        self._judged, self._compared = judged, compared
        self.setAccessibleName(tr("Share of each class"))
        shares = [] if judged is None else zip(judged.labels, judged.shares, strict=True)
        self.setAccessibleDescription(", ".join(f"{label}: {100 * share:.0f} %" for label, share in shares))
        self.update()

    def bars(self) -> list[QRectF]:
        """The bars in widget coordinates."""
        if self._judged is None:
            return []
        shares, most = self._judged.shares, self._most()
        wide, low = self.width() / len(shares), self.height() - self.fontMetrics().height() - 2
        room = low - self.fontMetrics().height()
        return [
            QRectF(k * wide + wide * 0.15, low - room * share / most, wide * 0.7, room * share / most)
            for k, share in enumerate(shares)
        ]

    def _most(self) -> float:
        shares = self._judged.shares if self._judged is not None else ()
        return max(0.01, *shares, *(self._compared.shares if self._compared is not None else ()))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Bars, their values above and their names below."""
        if self._judged is None:
            return
        painter = QPainter(self)
        palette, metrics = self.palette(), self.fontMetrics()
        accent, quiet = palette.color(QPalette.ColorRole.Accent), palette.color(QPalette.ColorRole.PlaceholderText)
        small = tabular(self.font())
        small.setPointSizeF(small.pointSizeF() * 0.8)
        low, most = self.height() - metrics.height() - 2, self._most()
        room = low - metrics.height()
        wide = self.width() / len(self._judged.labels)
        real = self._compared.shares if self._compared is not None else ()
        for k, (bar, label, share) in enumerate(
            zip(self.bars(), self._judged.labels, self._judged.shares, strict=True)
        ):
            painter.fillRect(bar, accent)
            column = QRectF(k * wide, 0, wide, 0)
            painter.setFont(self.font())
            painter.setPen(palette.color(QPalette.ColorRole.WindowText))
            under = QRectF(column.left(), low + 2, wide, metrics.height())
            painter.drawText(under, int(Qt.AlignmentFlag.AlignCenter), label)
            top = bar.top()
            if k < len(real):
                y = low - room * real[k] / most
                painter.fillRect(QRectF(column.left() + wide * 0.05, y - 1, wide * 0.9, 2), quiet)
                top = min(top, y - 1)
            painter.setFont(small)
            painter.setPen(quiet)
            above = QRectF(column.left(), top - metrics.height(), wide, metrics.height())
            painter.drawText(above, int(Qt.AlignmentFlag.AlignCenter), f"{100 * share:.0f}")
        painter.fillRect(QRectF(0, low, self.width(), 1), palette.color(QPalette.ColorRole.Mid))


class ShareBar(QWidget):
    """What became of many runs from one sample: a line of words, and a bar of its classes, the largest first."""

    HEIGHT, GAP = 20, 1

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: list[tuple[str, float]] = []
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(tr("The share of each class among the branches: the earlier the level, the less is decided"))
        self.hide()

    @override
    def sizeHint(self) -> QSize:
        """A line of words above the bar."""
        return QSize(240, self.HEIGHT + self.fontMetrics().height() + 8)

    @property
    def parts(self) -> list[tuple[str, float]]:
        """Each class that there is with its share, the largest first."""
        return self._parts

    def show_shares(self, words: str, judged: Judged | None) -> None:
        """Show them; without words it is hidden. It is there before the classes are: pictures are not moved twice."""
        shares = [] if judged is None else [*zip(judged.labels, judged.shares, strict=True)]
        self._parts = sorted((part for part in shares if part[1] > 0), key=lambda part: -part[1])
        self._words = words
        self.setAccessibleName(words)
        self.setAccessibleDescription(", ".join(f"{label}: {100 * share:.0f} %" for label, share in self._parts))
        self.setVisible(bool(words))
        self.update()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Neighbours differ in strength, and each part says what it is where there is room."""
        painter, palette, metrics = QPainter(self), self.palette(), self.fontMetrics()
        painter.fillRect(self.rect(), palette.color(QPalette.ColorRole.Dark))
        painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        line = QRect(10, 2, self.width() - 20, metrics.height())
        painter.drawText(line, int(Qt.AlignmentFlag.AlignLeft), self._words)
        painter.setFont(tabular(self.font()))
        left, room = 10.0, self.width() - 20.0
        for k, (label, share) in enumerate(self._parts):
            part = QRectF(left, metrics.height() + 4, max(1.0, room * share - self.GAP), self.HEIGHT)
            left += room * share
            colour = palette.color(QPalette.ColorRole.Accent)
            colour.setAlphaF(1.0 if k % 2 == 0 else 0.7)
            painter.fillRect(part, colour)
            text = f"{label} · {100 * share:.0f} %"
            shown = next((t for t in (text, label) if metrics.horizontalAdvance(t) + 6 <= part.width()), "")
            painter.setPen(palette.color(QPalette.ColorRole.HighlightedText))
            painter.drawText(part, int(Qt.AlignmentFlag.AlignCenter), shown)
