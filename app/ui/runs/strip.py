"""The strip: the picture of every noise level as it is reached, over a line in the level's colour."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPoint, QRect, QSize, Qt, Slot
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QSizePolicy, QWidget
from typing_extensions import override

from app.render.images import to_screen
from app.state.run import RunState
from app.ui.runs.colours import LevelColours
from app.ui.text import number, tr
from app.ui.theme import tabular

GAP = 4
BAR = 4
LABEL = 14
MIN_CELL = 28


class LevelStrip(QAbstractScrollArea):
    """One picture a level, of the sample in focus; a click looks at that level in all views.

    Small copies are kept here, so that a level stays in the strip when its full pictures had to be dropped.
    """

    def __init__(self, run: RunState, colours: LevelColours, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run = run
        self._colours = colours
        self._kept: tuple[dict[int, QImage], dict[int, QImage]] = ({}, {})
        """By level: x, and the estimate."""
        self._images = self._kept[0]
        self._taken = 0
        """Evaluations of the newest frame that has its picture here."""
        self._follow = True
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.viewport().setAutoFillBackground(False)
        self.setMinimumHeight(MIN_CELL + BAR + LABEL)
        self.setAccessibleName(tr("Noise levels"))
        self.setToolTip(
            tr("The picture at the end of each noise level, largest σ first. Click: look at that level. Wheel: scroll.")
        )
        run.began.connect(self._begin)
        run.sigmas_changed.connect(self._arrange)
        run.numbers_changed.connect(self._new_levels)
        run.view_changed.connect(self._view_changed)
        run.focus_changed.connect(self._renew)
        colours.changed.connect(self.viewport().update)

    @override
    def sizeHint(self) -> QSize:
        """Room for a picture of 56 pixels."""
        return QSize(480, 56 + BAR + LABEL + 2)

    def count(self) -> int:
        """The number of places: the levels, and the denoised result if there is one."""
        settings = self._run.settings
        return len(self._run.sigmas) + int(settings is not None and settings.denoise) if self._run.sigmas else 0

    def reached(self) -> list[int]:
        """The levels whose pictures are shown."""
        return sorted(self._images)

    def cell(self, level: int) -> QRect:
        """Where a level lies in the viewport."""
        side = self._side()
        pitch = side.width() + GAP
        return QRect(level * pitch - self.horizontalScrollBar().value(), 0, side.width(), side.height())

    def _side(self) -> QSize:
        """The size of one picture: the largest whole factor, or an even fraction of large pictures."""
        room = max(MIN_CELL, self.viewport().height() - BAR - LABEL - 2)
        shape = self._run.info.shape if self._run.info is not None else (1, 28, 28)
        height, width = shape[1], shape[2]
        factor = max(1, room // height) if height <= room else room / height
        ratio = self.devicePixelRatioF()
        if height <= room:  # whole factors of device pixels
            factor = max(1, int(room * ratio) // height) / ratio
        return QSize(max(1, round(width * factor)), max(1, round(height * factor)))

    @Slot()
    def _begin(self) -> None:
        self._forget()
        self._follow = True
        self._arrange()

    @Slot()
    def _arrange(self) -> None:
        total = self.count() * (self._side().width() + GAP) - GAP
        bar = self.horizontalScrollBar()
        bar.setRange(0, max(0, total - self.viewport().width()))
        bar.setPageStep(self.viewport().width())
        bar.setSingleStep(self._side().width() + GAP)
        self.viewport().update()

    @Slot()
    def _new_levels(self) -> None:
        self._take()
        if self._follow and self._images:
            self._show_level(max(self._images))

    @Slot()
    def _renew(self) -> None:
        """Another sample, or another size: what is still kept is drawn anew."""
        self._forget()
        self._take()
        self.viewport().update()

    def _forget(self) -> None:
        for images in self._kept:
            images.clear()
        self._taken = 0

    @Slot()
    def _view_changed(self) -> None:
        self._images = self._kept[self._run.show_estimate]
        self._take()
        if self._run.viewed_level is not None:
            self._follow = False
            self._show_level(self._run.viewed_level)
        else:
            self._follow = True
        self.viewport().update()

    def _take(self) -> None:
        if self._run.levels is None:
            return
        for level, frame in self._run.levels.newer(self._taken):
            if self._run.focus < len(frame.x):
                self._taken = frame.progress.done
                for images, batch in zip(self._kept, (frame.x, frame.estimate), strict=True):
                    images[level] = self._cell_image(batch[self._run.focus])
                self.viewport().update(self.cell(level).adjusted(0, 0, 0, BAR))

    def _cell_image(self, array: np.ndarray) -> QImage:
        """The picture in its size on the screen: scaled once, painted often."""
        image, ratio = to_screen(array), self.devicePixelRatioF()
        size = self._side() * ratio
        smooth = image.height() > size.height()
        how = Qt.TransformationMode.SmoothTransformation if smooth else Qt.TransformationMode.FastTransformation
        scaled = image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, how)
        scaled.setDevicePixelRatio(ratio)
        return scaled

    def _show_level(self, level: int) -> None:
        rect, bar = self.cell(level), self.horizontalScrollBar()
        if rect.left() < 0:
            bar.setValue(bar.value() + rect.left() - 2 * rect.width())
        elif rect.right() > self.viewport().width():
            bar.setValue(bar.value() + rect.right() - self.viewport().width() + 2 * rect.width())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size of the pictures."""
        super().resizeEvent(event)
        self._arrange()
        if event.size().height() != event.oldSize().height():
            self._renew()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Pictures, colours, numbers; levels to come show their colour only."""
        painter = QPainter(self.viewport())
        palette = self.palette()
        quiet = palette.color(QPalette.ColorRole.PlaceholderText)
        if not self.count():
            painter.setPen(quiet)
            text = tr("Each noise level leaves its picture here, from the largest σ to the smallest.")
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, text)
            return
        small = tabular(self.font())
        small.setPointSizeF(max(6.5, small.pointSizeF() * 0.8))
        painter.setFont(small)
        pitch = self._side().width() + GAP
        every = max(1, -(-painter.fontMetrics().horizontalAdvance("000 ") // pitch))
        left = self.horizontalScrollBar().value() + event.rect().left()
        first, past = max(0, left // pitch), (left + event.rect().width()) // pitch + 1
        for level in range(first, min(self.count(), past)):
            rect = self.cell(level)
            last = level == len(self._run.sigmas)
            bar = QRect(rect.left(), rect.bottom() + 1, rect.width(), BAR)
            colour = QColor(self._colours.of_level(level))
            if level in self._images:
                painter.drawImage(rect.topLeft(), self._images[level])
            else:
                colour.setAlpha(90)
            painter.fillRect(bar, colour)
            viewed = level == self._run.viewed_level
            painter.setPen(palette.color(QPalette.ColorRole.Text) if viewed else quiet)
            if viewed:
                painter.drawRect(rect.adjusted(0, 0, -1, 0))
            if viewed or last or level % every == 0:
                label = tr("end") if last else str(level + 1)
                area = QRect(bar.left() - GAP, bar.bottom() + 1, bar.width() + 2 * GAP, LABEL)
                painter.drawText(area, Qt.AlignmentFlag.AlignCenter, label)

    def level_at(self, point: QPoint) -> int | None:
        """The level at a point of the viewport."""
        pitch = self._side().width() + GAP
        level = (point.x() + self.horizontalScrollBar().value()) // pitch
        return level if 0 <= level < self.count() else None

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Look at the level; a second click on it follows the run again."""
        level = self.level_at(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and level is not None and level in self._images:
            self._run.viewed_level = None if level == self._run.viewed_level else level

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say which level is under the pointer."""
        level = self.level_at(event.position().toPoint())
        if level is not None and level < len(self._run.sigmas):
            sigma = self._run.sigmas[level]
            self.viewport().setToolTip(tr("Level {0}: σ = {1}").format(level + 1, number(sigma)))

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll sideways."""
        delta = event.angleDelta()
        self._follow = False
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() - (delta.x() or delta.y()))
        event.accept()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right move between levels."""
        moves = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        key = Qt.Key(event.key())
        if key in moves and self._images:
            now = self._run.viewed_level if self._run.viewed_level is not None else max(self._images)
            self._run.viewed_level = max(0, min(max(self._images), now + moves[key]))
        else:
            super().keyPressEvent(event)
