"""The docks of the workspaces: shown, hidden, saved and put back."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDockWidget, QFrame, QMainWindow, QScrollArea, QWidget

from app.state.preferences import Preferences
from app.ui.text import tr
from app.ui.workspace import DockSpec

LAYOUT_VERSION = 1


class DockHost(QObject):
    """One set of docks a workspace; each set keeps its own layout."""

    hidden_changed = Signal(bool)
    """All panels were hidden by :meth:`toggle_all`, or came back."""

    def __init__(self, window: QMainWindow, preferences: Preferences) -> None:
        super().__init__(window)
        self._window = window
        self._preferences = preferences
        self._sets: dict[str, list[tuple[DockSpec, QDockWidget]]] = {}
        self._current = ""
        self._folded: list[QDockWidget] = []
        for corner, area in (
            (Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.LeftDockWidgetArea),
            (Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea),
        ):
            window.setCorner(corner, area)

    def show(self, key: str, specs: tuple[DockSpec, ...]) -> None:
        """Show a workspace's docks as they were left, and hide all others."""
        self.save()
        for _, dock in self._sets.get(self._current, []):
            dock.hide()
        self._current = key
        if key not in self._sets:
            self._sets[key] = [(spec, self._make(key, spec)) for spec in specs]
            self._place()
        else:
            for _, dock in self._sets[key]:
                dock.show()
        state = self._preferences.blob(f"docks-{key}")
        if not state.isEmpty() and not self._window.restoreState(state, LAYOUT_VERSION):
            self._place()
        for other, docks in self._sets.items():
            for _, dock in docks:
                if other != key:
                    dock.hide()

    def _make(self, key: str, spec: DockSpec) -> QDockWidget:
        dock = QDockWidget(tr(spec.title), self._window)
        dock.setObjectName(f"{key}-{spec.key}")
        dock.setAccessibleName(tr(spec.title))
        dock.setFeatures(
            QDockWidget.DockWidgetFeature.DockWidgetMovable
            | QDockWidget.DockWidgetFeature.DockWidgetFloatable
            | QDockWidget.DockWidgetFeature.DockWidgetClosable
        )
        dock.setWidget(spec.widget if spec.area is Qt.DockWidgetArea.BottomDockWidgetArea else _scrolled(spec.widget))
        return dock

    def _place(self) -> None:
        docks = self._sets[self._current]
        for spec, dock in docks:
            dock.setFloating(False)
            self._window.addDockWidget(spec.area, dock)
            dock.show()
        places = {spec.key: dock for spec, dock in docks}
        for spec, dock in docks:
            if spec.behind:
                self._window.tabifyDockWidget(places[spec.behind], dock)
                places[spec.behind].raise_()
        across = [(dock, spec.width) for spec, dock in docks if spec.width]
        down = [(dock, spec.height) for spec, dock in docks if spec.height]
        for sized, orientation in ((across, Qt.Orientation.Horizontal), (down, Qt.Orientation.Vertical)):
            self._window.resizeDocks([dock for dock, _ in sized], [size for _, size in sized], orientation)

    @Slot()
    def reset(self) -> None:
        """Every dock of the workspace at its first place."""
        self._folded = []
        self.hidden_changed.emit(False)
        self._place()

    @Slot()
    def toggle_all(self) -> None:
        """Hide all docks, or bring back those that were there."""
        if self._folded:
            for dock in self._folded:
                dock.show()
            self._folded = []
        else:
            docks = [dock for _, dock in self._sets[self._current]]
            self._folded = [dock for dock in docks if not dock.isHidden()]
            for dock in self._folded:
                dock.hide()
            if not self._folded:  # they were closed one by one
                for dock in docks:
                    dock.show()
        self.hidden_changed.emit(bool(self._folded))

    @Slot()
    def raise_floating(self) -> None:
        """Bring panels that float before the window, which came after them when the layout was put back."""
        for _, dock in self._sets.get(self._current, []):
            if dock.isFloating() and not dock.isHidden():
                dock.raise_()

    def toggle_actions(self) -> list[QAction]:
        """One action a dock of the workspace: shown or not."""
        return [dock.toggleViewAction() for _, dock in self._sets.get(self._current, [])]

    def save(self) -> None:
        """Keep the layout of the workspace shown."""
        if not self._current:
            return
        if self._folded:  # a clean view is for now, not for the next start
            self.toggle_all()
        self._preferences.set_blob(f"docks-{self._current}", self._window.saveState(LAYOUT_VERSION))


def _scrolled(widget: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(widget)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setMinimumWidth(widget.minimumSizeHint().width() + area.verticalScrollBar().sizeHint().width())
    return area
