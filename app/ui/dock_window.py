"""The window inside the window: the middle of one workspace and its panels, and no others."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from typing import TypeAlias

from PySide6.QtCore import QChildEvent, QEvent, QObject, Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QTabBar, QWidget
from typing_extensions import override

from app.ui.workspace import DockSpec

VERSION = 2
FIRST = 1
"""Version 1 was of one window with the panels of all workspaces; those of the others are passed over. It had no sum."""

Docks: TypeAlias = Mapping[DockSpec, QDockWidget]

_Area, _Corner, _Event, _State = Qt.DockWidgetArea, Qt.Corner, QEvent.Type, Qt.WindowState


class DockWindow(QMainWindow):
    """A workspace's panels, laid out once: by :meth:`restore` or :meth:`arrange`. For another layout make another one.

    Qt ends the process when a tab is dragged in a bar of tabs that its layout has lost (``QMainWindowLayout::tabMoved``
    moves within the group that holds the bar, without asking whether there is one). From 6.11 on a bar is lost for good
    where a layout replaces one with tabs (``restoreState``, ``addDockWidget``): that does not happen here. In all
    versions it is lost between the closing of its last panel and the next layout, or as long as a panel is animated:
    such a bar does not hear the mouse, and nothing is animated.
    """

    def __init__(self, parent: QWidget, docks: Docks) -> None:
        super().__init__(parent)
        self.setWindowFlags(Qt.WindowType.Widget)
        self.setDockNestingEnabled(True)
        self.setAnimated(False)
        self.setCorner(_Corner.BottomLeftCorner, _Area.LeftDockWidgetArea)
        self.setCorner(_Corner.BottomRightCorner, _Area.RightDockWidgetArea)
        self._docks = docks
        for dock in docks.values():
            if dock.parent() is not None:  # of a window before this one
                dock.setFloating(False)
            dock.setParent(self)

    def restore(self, saved: bytes) -> bool:
        """Lay the panels out as :meth:`saved`; False if that cannot be read: then this window is of no use."""
        # Of a window that is about to grow Qt keeps a layout that does not fit yet; this one grows with the outer one.
        self.setWindowState(self.window().windowState() & (_State.WindowMaximized | _State.WindowFullScreen))
        if saved[:4] == _sum(saved[4:]):
            done = self.restoreState(saved[4:], VERSION)
        else:
            done = self.restoreState(saved, FIRST)
        self.setWindowState(_State.WindowNoState)
        if done:
            for spec, dock in self._docks.items():
                if self.dockWidgetArea(dock) is _Area.NoDockWidgetArea:  # a panel that is newer than the layout
                    self.addDockWidget(spec.area, dock)
                    dock.show()
        return done

    def arrange(self) -> None:
        """Lay the panels out as declared."""
        for spec, dock in self._docks.items():
            self.addDockWidget(spec.area, dock)
            dock.show()
        places = {spec.key: dock for spec, dock in self._docks.items()}
        for spec, dock in self._docks.items():
            if spec.behind:
                self.tabifyDockWidget(places[spec.behind], dock)
                places[spec.behind].raise_()
        across = [(dock, spec.width) for spec, dock in self._docks.items() if spec.width]
        down = [(dock, spec.height) for spec, dock in self._docks.items() if spec.height]
        for sized, orientation in ((across, Qt.Orientation.Horizontal), (down, Qt.Orientation.Vertical)):
            self.resizeDocks([dock for dock, _ in sized], [size for _, size in sized], orientation)

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
