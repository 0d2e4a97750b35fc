"""The window inside the window: the middle of one workspace and its panels, and no others."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from functools import partial
from typing import TypeAlias

from PySide6.QtCore import QChildEvent, QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QDockWidget, QMainWindow, QStyle, QTabBar, QTabWidget, QToolBar, QWidget
from typing_extensions import override

from app.ui.icons import make_icon
from app.ui.later import later
from app.ui.text import tr
from app.ui.workspace import DockSpec

FRAME = 100
"""About what menu, toolbar and status bar take of the window's height."""

WIDE = 1600
"""From this width on there is room for a second column of panels."""

LOW = 860
"""Below this height two panels one above the other leave each other too little."""

ACROSS = 0.157
"""The part of the window's height that panels below the pictures have at most."""

SMALL, LARGE = (1280, 800), (1760, 1100)
"""Bounds of the first size of the window, where the screen has the room."""

VERSION = 3
"""Layouts of other versions are not taken up: they were of other panels, and would lay these out badly."""

Docks: TypeAlias = Mapping[DockSpec, QDockWidget]

_Area, _Corner, _Event, _State = Qt.DockWidgetArea, Qt.Corner, QEvent.Type, Qt.WindowState


def first_size(room: QSize) -> tuple[int, int]:
    """Most of the screen's room, with bounds; the window manager's frame needs some of it, too."""
    width = min(max(SMALL[0], round(0.85 * room.width())), LARGE[0], room.width() - 8)
    height = min(max(SMALL[1], round(0.88 * room.height())), LARGE[1], room.height() - 32)
    return width, height


Sizes: TypeAlias = tuple[dict[QDockWidget, int], dict[QDockWidget, int]]
"""How wide panels are, and how high."""


class DockWindow(QMainWindow):
    """A workspace's panels, laid out once: by :meth:`restore` or :meth:`arrange`. For another layout make another one.

    Qt ends the process when a tab is dragged in a bar of tabs that its layout has lost (``QMainWindowLayout::tabMoved``
    moves within the group that holds the bar, without asking whether there is one). From 6.11 on a bar is lost for good
    where a layout replaces one with tabs (``restoreState``, ``addDockWidget``): that does not happen here. In all
    versions it is lost between the closing of its last panel and the next layout, or as long as a panel is animated:
    such a bar does not hear the mouse, and nothing is animated.
    """

    panel_chosen = Signal(str)
    """The key of a panel chosen in the rail."""

    def __init__(self, parent: QWidget, docks: Docks) -> None:
        super().__init__(parent)
        self._icons: dict[QAction, str] = {}
        self._noting = later(self, self._note)
        self._heights: dict[QDockWidget, int] = {}
        """Of the panels at the left with their bars of tabs, as laid out or as dragged; 0: not known yet."""
        self._first: dict[QDockWidget, int] = {}
        """Of the panels above one another their heights as declared, until the window has been shown; -1: the rest."""
        self._rest: QDockWidget | None = None
        """The one of them that takes what the others leave."""
        self.rail = self._make_rail(docks)
        self.setWindowFlags(Qt.WindowType.Widget)
        self.setDockNestingEnabled(True)
        self.setAnimated(False)
        self.setTabPosition(_Area.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        self.setCorner(_Corner.BottomLeftCorner, _Area.LeftDockWidgetArea)
        self.setCorner(_Corner.BottomRightCorner, _Area.RightDockWidgetArea)
        self._docks = docks

    def _make_rail(self, docks: Docks) -> QToolBar:
        """A narrow bar that stands for the panels while they are folded."""
        rail = QToolBar(tr("Folded panels"))
        rail.setObjectName("rail")
        rail.setMovable(False)
        rail.setIconSize(QSize(20, 20))
        rail.toggleViewAction().setVisible(False)
        for spec in docks:
            action = QAction(make_icon(spec.icon, self.palette()), tr(spec.title), rail)
            action.setToolTip(tr("Bring the panels back, with {0} in front").format(tr(spec.title)))
            action.triggered.connect(partial(self._choose, spec.key))
            rail.addAction(action)
            self._icons[action] = spec.icon
        self.addToolBar(Qt.ToolBarArea.LeftToolBarArea, rail)
        rail.hide()
        return rail

    def _choose(self, key: str, _checked: bool = False) -> None:
        self.panel_chosen.emit(key)

    @override
    def changeEvent(self, event: QEvent) -> None:
        """The icons follow the palette."""
        if event.type() is _Event.PaletteChange:
            for action, icon in self._icons.items():
                action.setIcon(make_icon(icon, self.palette()))
        super().changeEvent(event)

    def take(self, dock: QDockWidget) -> None:
        """Take a panel in, to be laid out; all in it is styled anew."""
        if dock.parent() is not None:  # of a window before this one
            dock.setFloating(False)
        dock.setParent(self)

    def restore(self, saved: bytes) -> bool:
        """Lay the panels out as :meth:`saved`; False if that cannot be read: then this window is of no use."""
        # Of a window that is about to grow Qt keeps a layout that does not fit yet; this one grows with the outer one.
        self.setWindowState(self.window().windowState() & (_State.WindowMaximized | _State.WindowFullScreen))
        done = saved[:4] == _sum(saved[4:]) and self.restoreState(saved[4:], VERSION)
        self.setWindowState(_State.WindowNoState)
        self.rail.hide()
        if done:
            for spec, dock in self._docks.items():
                if self.dockWidgetArea(dock) is _Area.NoDockWidgetArea:  # a panel that is newer than the layout
                    self.addDockWidget(spec.area, dock)
                    dock.show()
        return done

    def arrange(self, width: int, height: int) -> None:
        """Lay the panels out as declared, in a window of this size."""
        stands = {spec: _stand(spec, wide=width >= WIDE, low=height < LOW) for spec in self._docks}
        for spec, dock in self._docks.items():
            self.addDockWidget(stands[spec][0], dock)
            dock.show()
        places = {spec.key: dock for spec, dock in self._docks.items()}
        for spec, dock in self._docks.items():
            behind = stands[spec][1]
            if behind:
                self.tabifyDockWidget(places[behind], dock)
                places[behind].raise_()
        across = [(dock, spec.width) for spec, dock in self._docks.items() if spec.width]
        tall = {spec: stands[spec][0] for spec in self._docks if spec.height and not stands[spec][1]}
        left = [s for s, area in tall.items() if area is _Area.LeftDockWidgetArea]
        self._rest = next((self._docks[s] for s in left if s.height < 0), None)
        self._heights = {self._docks[s]: 0 for s in left}
        self._first = {self._docks[s]: s.height for s in tall}
        self.resizeDocks([dock for dock, _ in across], [width for _, width in across], Qt.Orientation.Horizontal)
        self._size_down(height)

    def _size_down(self, height: int) -> None:
        """Make the panels as high as declared, in a window so high."""
        areas = {dock: self.dockWidgetArea(dock) for dock in self._first}
        fixed = {area: sum(h for d, h in self._first.items() if areas[d] is area and h > 0) for area in _Area}
        most = {_Area.BottomDockWidgetArea: round(ACROSS * height)}
        sizes = [
            max(1, min(h, most.get(areas[dock], height)) if h > 0 else height - FRAME - fixed[areas[dock]])
            for dock, h in self._first.items()
        ]
        self.resizeDocks([*self._first], sizes, Qt.Orientation.Vertical)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """What the window grows by goes to the panel that takes the rest; Qt would share it out."""
        super().resizeEvent(event)
        more, heights = event.size().height() - event.oldSize().height(), self._heights
        if self._first and more:  # it grows to its place: what was shared out in less room does not hold
            self._size_down(self.window().height())
            return
        if self._rest is None or not more or not all(h > 0 and self._stands(d) for d, h in heights.items()):
            return
        heights[self._rest] += more
        self.resizeDocks([*heights], [max(1, height) for height in heights.values()], Qt.Orientation.Vertical)

    def _stands(self, dock: QDockWidget) -> bool:
        return dock.isVisible() and not dock.isFloating() and self.dockWidgetArea(dock) is _Area.LeftDockWidgetArea

    @override
    def event(self, event: QEvent) -> bool:
        """It has been laid out, or a line between two panels was dragged: they stay as they are now."""
        done = bool(super().event(event))
        if event.type() in (_Event.Show, _Event.MouseButtonRelease):
            self._noting.start()
        return done

    @Slot()
    def _note(self) -> None:
        self._first = {}
        if all(self._stands(dock) and not dock.visibleRegion().isEmpty() for dock in self._heights):
            self._heights = self._with_bars(self._heights)

    def _with_bars(self, docks: Iterable[QDockWidget]) -> dict[QDockWidget, int]:
        """The heights of panels above one another, each with the bar of its tabs."""
        line = self.style().pixelMetric(QStyle.PixelMetric.PM_DockWidgetSeparatorExtent, None, self)
        heights, top = {}, 0
        for dock in sorted(docks, key=lambda dock: dock.y()):
            bottom = dock.geometry().bottom() + 1
            heights[dock] = bottom - top
            top = bottom + line
        return heights

    def sizes(self, docks: Iterable[QDockWidget]) -> Sizes:
        """How wide and how high these are that stand here and are seen, for :meth:`take_sizes`."""
        docked = [dock for dock in docks if not dock.isFloating()]
        heights = {dock: dock.height() for dock in docked} | self._with_bars(d for d in docked if self._stands(d))
        return {dock: dock.width() for dock in docked}, heights

    def take_sizes(self, sizes: Sizes) -> None:
        """Make panels that have come back as large as they were: Qt shares the room out anew."""
        for lengths, orientation in zip(sizes, (Qt.Orientation.Horizontal, Qt.Orientation.Vertical), strict=True):
            self.resizeDocks([*lengths], [max(1, length) for length in lengths.values()], orientation)

    def saved(self) -> bytes:
        """The layout, with a sum before it: of a damaged one Qt may read beyond its end."""
        layout = bytes(self.saveState(VERSION).data())
        return _sum(layout) + layout

    # Bars of tabs

    def tab_bars(self) -> list[QTabBar]:
        """The bars of panels that share a place."""
        return self.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly)

    def is_live(self, bar: QTabBar) -> bool:
        """Whether all that a bar shows stands where it shows it."""
        docked = {d.windowTitle() for d in self._docks.values() if not (d.isHidden() or d.isFloating())}
        return bar.count() > 0 and all(bar.tabText(index) in docked for index in range(bar.count()))

    @override
    def childEvent(self, event: QChildEvent) -> None:
        """Bars come and go."""
        bar = event.child()
        if event.type() is _Event.ChildPolished and isinstance(bar, QTabBar):
            bar.installEventFilter(self)
            bar.setElideMode(Qt.TextElideMode.ElideNone)  # where there is too little room, the bar is scrolled
            bar.setMovable(False)  # what moves a tab ends the process where the layout has lost its bar
            bar.setStyleSheet("QTabBar { widget-animation-duration: 0 }")
        super().childEvent(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A bar that shows what is elsewhere does not hear the mouse."""
        if event.type() in (_Event.MouseButtonPress, _Event.MouseMove) and isinstance(watched, QTabBar):
            return not self.is_live(watched)
        return bool(super().eventFilter(watched, event))


def _sum(data: bytes) -> bytes:
    return zlib.crc32(data).to_bytes(4, "big")


def _stand(spec: DockSpec, *, wide: bool, low: bool) -> tuple[Qt.DockWidgetArea, str]:
    """The area of a panel in such a window, and the key of the panel whose place it shares, if it does."""
    if wide and spec.wide is not None:
        return spec.wide, ""
    return spec.area, spec.behind or (spec.low if low else "")
