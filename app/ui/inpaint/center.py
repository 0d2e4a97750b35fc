"""The middle of the workspace: the picture with its mask at the left, the completions at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from app.state.mask import MaskState
from app.state.painting import Paintbox, Target, Tool
from app.ui.inpaint.canvas import Canvas
from app.ui.inpaint.compare import CompletionsCenter
from app.ui.text import tr
from app.ui.widgets.labels import ElidedLabel


class InpaintCenter(QWidget):
    """Canvas and completions side by side; above the canvas a line that says what the pen does and where it is."""

    def __init__(
        self, canvas: Canvas, completions: CompletionsCenter, mask: MaskState, paintbox: Paintbox,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.canvas, self.completions = canvas, completions
        self._mask, self._box = mask, paintbox
        self.caption = ElidedLabel("")
        self.caption.setAccessibleName(tr("Tool"))
        self.hint = QLabel(tr("Press P and draw, drop or paste a picture, or press I in the workspace Sample"))
        self.hint.setProperty("role", "quiet")
        self.hint.setWordWrap(True)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hint.setContentsMargins(12, 8, 12, 8)
        self.where = QLabel()
        self.where.setProperty("role", "quiet")
        self.where.setAccessibleName(tr("Cursor"))
        line = QHBoxLayout()
        line.setContentsMargins(12, 0, 12, 0)
        line.addWidget(self.caption, 1)
        line.addWidget(self.where)
        top = QWidget()
        top.setLayout(line)
        top.setFixedHeight(32)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addWidget(canvas, 1)
        column.addWidget(self.hint)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(left)
        self.splitter.addWidget(completions)
        for place in range(2):
            self.splitter.setStretchFactor(place, 1)
        self._seen = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)
        self.setFocusProxy(canvas)
        canvas.told.connect(self._told)
        paintbox.changed.connect(self._show)
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        """The first time both sides get the same room."""
        super().showEvent(event)
        if not self._seen:
            self._seen = True
            self.splitter.setSizes([self.width() // 2] * 2)

    @Slot(str)
    def _told(self, place: str) -> None:
        self.where.setText(place)
        self.canvas.setAccessibleDescription(place)

    @Slot()
    def _show(self) -> None:
        names = {
            Tool.BRUSH: tr("brush"), Tool.ERASER: tr("eraser"), Tool.RECTANGLE: tr("rectangle"),
            Tool.LASSO: tr("lasso"),
        }  # fmt: skip
        box = self._box
        target = tr("mask") if box.target is Target.MASK else tr("picture")
        parts = [tr("{0} on the {1}").format(names[box.tool], target)]
        if box.tool in (Tool.BRUSH, Tool.ERASER):
            parts[0] += " " + tr("{0} px").format(round(box.size))
        if box.hidden:
            parts.append(tr("mask hidden (H)"))
        self.caption.setText(" · ".join(parts))
