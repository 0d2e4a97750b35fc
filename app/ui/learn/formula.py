"""A formula on the screen: drawn from LaTeX in a thread, kept, sharp at every size and in both themes."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QByteArray, QEvent, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from app.params.run import Problem
from app.params.words import told
from app.render.formulas import formula_svg
from app.ui.tasks import TaskRunner
from app.ui.text import tip, tr
from app.ui.widgets.labels import PlainLabel


class FormulaView(QWidget):
    """A LaTeX formula; one that cannot be read is shown as it is written, with the reason as its tooltip."""

    def __init__(self, latex: str, tasks: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._latex, self._tasks = latex, tasks
        self._task = 0
        self._colour = ""
        self.renderer: QSvgRenderer | None = None
        self.setAccessibleName(tr("Formula: {0}").format(latex))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._ask()

    def _ask(self) -> None:
        colour = self.palette().color(QPalette.ColorRole.Text).name()
        if colour == self._colour:
            return
        self._colour = colour
        self._tasks.abandon(self._task)
        work = partial(formula_svg, self._latex, colour)
        self._task = self._tasks.start(tr("The formula could not be drawn"), work, self._drawn, self._failed)

    def forget(self) -> None:
        """It is not shown any more: what is still being drawn is not wanted."""
        self._tasks.abandon(self._task)

    def _drawn(self, svg: bytes) -> None:
        self.renderer = QSvgRenderer(QByteArray(svg))
        self.updateGeometry()
        self.update()

    def _failed(self, problem: Problem) -> None:
        label = PlainLabel(self._latex, wrap=True)
        label.setToolTip(tip(told(problem.text)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(label)

    def _size(self, width: int) -> QSize:
        """As large as it was drawn, or as wide as there is room."""
        if self.renderer is None:
            return QSize(width, 48)
        size = self.renderer.defaultSize()
        if size.width() > width > 0:
            return QSize(width, round(size.height() * width / size.width()))
        return size

    @override
    def hasHeightForWidth(self) -> bool:
        """A wide one is made smaller."""
        return self.layout() is None

    @override
    def heightForWidth(self, width: int) -> int:
        """The height of the formula in so much room."""
        return self._size(width).height() + 8

    @override
    def sizeHint(self) -> QSize:
        """That of the formula."""
        if self.layout() is not None:
            return super().sizeHint()
        return QSize(120, self._size(self.width()).height() + 8)

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Another theme, another colour."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "renderer"):
            self._ask()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        """The formula, at the left."""
        if self.renderer is not None:
            painter = QPainter(self)
            self.renderer.render(painter, QRectF(0, 4, *self._size(self.width()).toTuple()))
