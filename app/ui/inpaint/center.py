"""The middle of the workspace: the picture with its mask at the left, the completions at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QPalette, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from app.state.painting import PaintTool, Target
from app.ui.inpaint.compare import CompletionsCenter
from app.ui.inpaint.painting import Painting
from app.ui.text import tr
from app.ui.widgets.labels import ElidedLabel, PlainLabel, quiet_label

CANVAS_SHARE = 0.46


class InpaintCenter(QWidget):
    """Canvas and completions side by side; above the canvas a line that says what the pen does and where it is."""

    def __init__(self, painting: Painting, completions: CompletionsCenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        canvas = painting.canvas
        self.canvas, self.completions = canvas, completions
        self._painting, self._box = painting, painting.paintbox
        self.caption = ElidedLabel("")
        self.caption.setAccessibleName(tr("Tool"))
        self.hint = quiet_label()
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hint.setContentsMargins(12, 4, 12, 4)
        self.hint.setBackgroundRole(QPalette.ColorRole.Dark)  # as around the picture
        self.hint.setAutoFillBackground(True)
        # Its room stays when it has nothing to say: the canvas must not move under the brush.
        self.hint.setFixedHeight(2 * self.hint.fontMetrics().lineSpacing() + 8)
        self.where = PlainLabel(role="quiet")
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
        layout.setSpacing(0)
        layout.addWidget(self.splitter, 1)
        layout.addWidget(completions.timeline)  # below both: it needs the width
        self.setFocusProxy(canvas)
        canvas.told.connect(self._told)
        self._box.changed.connect(self._show)
        for layer in (painting.source, painting.mask):
            layer.changed.connect(self._show_hint)
            layer.reshaped.connect(self._show_hint)
        self._show()
        self._show_hint()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """The first time the many completions get a little more room than the one picture."""
        super().showEvent(event)
        if not self._seen:
            self._seen = True
            left = round(CANVAS_SHARE * self.width())
            self.splitter.setSizes([left, self.width() - left])

    @Slot()
    def _show_hint(self) -> None:
        text = ""
        if self._painting.untouched and self._painting.mask.count == 0:
            text = tr("Press P and draw, drop or paste a picture, or press I in the workspace Sample")
        elif self._painting.mask.count == 0 and self._box.target is Target.MASK:
            text = tr("Paint over what is to be filled: the right button erases, [ and ] size the brush")
        elif self._painting.mask.count == 0:
            text = tr("Press P again to paint on the mask what is to be filled")
        if self.hint.text() != text:
            self.hint.setText(text)

    @Slot(str)
    def _told(self, place: str) -> None:
        self.where.setText(place)
        self.canvas.setAccessibleDescription(place)

    @Slot()
    def _show(self) -> None:
        names = {
            PaintTool.BRUSH: tr("brush"), PaintTool.ERASER: tr("eraser"), PaintTool.RECTANGLE: tr("rectangle"),
            PaintTool.LASSO: tr("lasso"),
        }  # fmt: skip
        box = self._box
        what = tr("mask: {0}") if box.target is Target.MASK else tr("picture: {0}")
        parts = [what.format(names[box.tool])]
        if box.tool in (PaintTool.BRUSH, PaintTool.ERASER):
            parts[0] += " " + tr("{0} px").format(round(box.size))
        if box.hidden:
            parts.append(tr("mask hidden (H)"))
        self.caption.setText(" · ".join(parts))
        self._show_hint()
