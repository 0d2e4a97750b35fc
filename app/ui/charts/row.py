"""Charts side by side that follow something live, at most twice a second and only while they are seen."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from types import ModuleType
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QCursor, QShowEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from app.ui.charts.chart import Chart
from app.ui.charts.view import ChartView
from app.ui.later import later
from app.ui.text import tr
from app.ui.widgets.seen import WhenSeen, covered

if TYPE_CHECKING:
    from app.ui.charts.plot import ChartPlot
    from app.ui.workspace import Context

REFRESH_MS = 500
"""Charts change at most this often while something runs."""

SOON_MS = 60
"""They follow what is looked at this late: drawing them takes longer than a screen's refresh."""

PLOT = "app.ui.charts.plot"
"""Our own classes that stand on the plotting library, which are made in the main thread."""


class Charts(QWidget):
    """Shows what ``collect`` returns. ``name_place`` names a place on the horizontal axis.

    The plotting library is imported in the background when there is first something to draw; then one chart is built
    or drawn after the other, so that none keeps the window waiting. With ``zoom`` the mouse moves and zooms all charts
    together, and ``columns`` of them stand beside one another.
    """

    LOOKED_AT = ("QtCore", "QtGui", "QtWidgets", "QtSvg", "QtOpenGL", "QtOpenGLWidgets", "QtTest")
    """The modules of PySide6 that the plotting library imports, if they are there; of the first three it looks at every
    class. PySide makes a class when somebody first looks at it, and tables of a module's classes when it is imported,
    which a thread should not do while the window is in use: it is all done before it begins.
    """

    picked = Signal(float)
    """A click at this place on the horizontal axis."""
    pointed = Signal(float)
    """The pointer is at this place."""

    def __init__(
        self, name: str, context: Context, collect: Callable[[], tuple[Chart, ...]], name_place: Callable[[float], str],
        *, zoom: bool = False, columns: int = 8, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._context, self._collect, self._name_place = context, collect, name_place
        self._zoom, self._columns = zoom, columns
        self._charts: tuple[Chart, ...] = ()
        self.views: list[ChartView] = []
        self._due: list[ChartView] = []
        self._plot: type[ChartPlot] | None = None
        self._asked = False
        self._catch_up = WhenSeen(self, self.refresh)
        self._unmade: list[str] = []
        self._rest = later(self, self.refresh)
        self._turn, self._preparing = later(self, self._draw_next), later(self, self._prepare)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(208, 84)
        self.setAccessibleName(name)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)

    @property
    def charts(self) -> tuple[Chart, ...]:
        """What is shown."""
        return self._charts

    @override
    def sizeHint(self) -> QSize:
        return QSize(600, 110)

    @Slot()
    def later(self) -> None:
        """Something has changed that need not be seen at once."""
        if not self._unseen() and not self._rest.isActive():
            self._rest.start(REFRESH_MS)

    @Slot()
    def soon(self) -> None:
        """Something else is looked at: once it rests for a moment, or in time anyway."""
        if not self._unseen() and not (self._rest.isActive() and self._rest.remainingTime() <= SOON_MS):
            self._rest.start(SOON_MS)

    @Slot()
    def refresh(self) -> None:
        """Show everything as it is now."""
        self._rest.stop()
        if self._unseen():
            return
        self._charts = self._collect()
        while len(self.views) < len(self._charts):
            self.views.append(ChartView())
            self._grid.addWidget(self.views[-1], *divmod(len(self.views) - 1, self._columns))
        for column in range(min(self._columns, len(self.views))):
            self._grid.setColumnStretch(column, int(column < len(self._charts)))
        for k, view in enumerate(self.views):
            view.setVisible(k < len(self._charts))
        for view, chart in zip(self.views, self._charts, strict=False):
            view.show_chart(chart)
        self.setAccessibleDescription("; ".join(f"{c.title} {c.value}".strip() for c in self._charts))
        self._due = [view for view in self.views[: len(self._charts)] if not view.chart.blank]
        self._go_on()

    def _unseen(self) -> bool:
        """Whether nobody would see what is drawn now: it is caught up with once somebody does."""
        if self.isVisible() and covered(self):
            self._catch_up.do()
        return not self.isVisible() or covered(self)  # showEvent() comes back to what is hidden

    @Slot()
    def show_all(self) -> None:
        """Undo zooming and moving."""
        for view in self.views:
            if view.plot is not None:
                view.plot.show_all()

    def reading(self, x: float) -> list[str]:
        """The name and the values of the place nearest to ``x``; nothing if none is near."""
        near = [found for found in (chart.nearest(x) for chart in self._charts) if found is not None]
        if not near:
            return []
        place = min(near, key=lambda found: abs(found - x))
        return [self._name_place(place), *(text for chart in self._charts for text in chart.reading(place))]

    def _go_on(self) -> None:
        if not self._due or not self.isVisible():
            return
        if self._plot is not None:
            self._turn.start()
        elif not self._asked:
            self._asked = True
            self._unmade = list(self.LOOKED_AT)
            self._prepare()

    @Slot()
    def _prepare(self) -> None:
        """Make the classes of one module, then of the next in another turn, then import the library."""
        if self._unmade:
            with suppress(ImportError):  # a package of the program may leave out what it does not use itself
                module = importlib.import_module(f"PySide6.{self._unmade.pop(0)}")
                for name in dir(module):
                    getattr(module, name)
            self._preparing.start()
            return
        self._context.tasks.start(
            tr("The plots could not be drawn"), partial(importlib.import_module, "pyqtgraph"), self._imported,
            self._context.notices.show_problem,
        )  # fmt: skip

    def _imported(self, _library: ModuleType) -> None:
        self._plot = importlib.import_module(PLOT).ChartPlot
        self._go_on()

    @Slot()
    def _draw_next(self) -> None:
        if self._plot is None or not self._due or not self.isVisible():
            return
        view = self._due.pop(0)
        if view.plot is None:
            plot = self._plot(zoom=self._zoom, parent=view)
            plot.picked.connect(self.picked)
            plot.pointed.connect(self._point)
            plot.moved.connect(partial(self._follow, plot))
            view.set_plot(plot)
        view.draw()
        self._go_on()

    def _follow(self, leader: QWidget, low: float, high: float) -> None:
        for view in self.views:
            if view.plot is not None and view.plot is not leader:
                view.plot.follow(low, high)

    @Slot(float)
    def _point(self, x: float) -> None:
        self.pointed.emit(x)
        lines = self.reading(x)
        if lines and not self._zoom:
            QToolTip.showText(QCursor.pos(), "\n".join(lines), self)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what came while hidden."""
        super().showEvent(event)
        self.refresh()
