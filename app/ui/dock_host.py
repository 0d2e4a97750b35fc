"""The workspaces with their panels, one shown at a time; each keeps its own layout."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QByteArray, QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QDockWidget,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.state.preferences import Preferences
from app.ui.dock_window import Docks, DockWindow, Sizes
from app.ui.help.mark import PanelDock
from app.ui.making import Making, Pieces, dressed
from app.ui.notices import Notices, lay_over
from app.ui.text import tr
from app.ui.widgets.panel_area import PanelArea
from app.ui.workspace import DockSpec

UNSEEN = QSizePolicy.Policy.Ignored
"""The window need not have room for a workspace that is not shown."""

LEAST = (360, 240)
"""The smallest room for the pictures in the middle."""


@dataclass
class _Place:
    """A workspace with its panels, perhaps never shown so far."""

    middle: Middle
    docks: Docks
    window: DockWindow | None = None
    laid_out: bool = False
    away: list[QDockWidget] = field(default_factory=list)
    """Panels that float, hidden while another workspace is shown."""


class DockHost(QStackedWidget):
    """Each workspace with its panels is a window of its own in here, so that no layout ever holds another's panels."""

    hidden_changed = Signal()
    """Another value of :attr:`hidden`."""
    current_changed = Signal()
    """Another workspace is shown."""
    help_wanted = Signal(str)
    """The name of a panel, as in "sample-run"."""

    def __init__(self, preferences: Preferences, banner: Notices) -> None:
        super().__init__()
        self._preferences = preferences
        self._banner = banner
        self._places: dict[str, _Place] = {}
        self._current = ""
        self._folded: list[QDockWidget] = []
        self._front: list[QDockWidget] = []
        """Of the folded panels those that were in front of others in their places."""
        self._sizes: Sizes | None = None
        """Theirs."""
        self._resetting: Making | None = None

    def prepare(self, key: str, central: QWidget, specs: tuple[DockSpec, ...]) -> Pieces:
        """Put a workspace and its panels into a window of their own, which is laid out when it is first shown."""
        central.setObjectName(f"{key}-center")
        docks = {spec: _make_dock(key, spec) for spec in specs}
        for dock in docks.values():
            dock.help_wanted.connect(self.help_wanted)
        place = self._places[key] = _Place(Middle(central), docks)
        yield
        window = self._make_window(place)
        yield
        for spec, panel in docks.items():
            _fill(panel, spec)
            yield
        yield from dressed(window)

    def show_place(self, key: str) -> None:
        """Show a workspace that is prepared, with its panels as they were left; the banner stands above its middle."""
        self.save()  # which completes a reset
        if self._current:
            left = self._places[self._current]
            left.away = [dock for dock in left.docks.values() if dock.isFloating() and not dock.isHidden()]
            for dock in left.away:
                dock.hide()
        self._current = key
        place = self._places[key]
        if not place.laid_out:
            place.laid_out = True
            self._lay_out(place, bytes(self._preferences.blob(f"docks-{key}").data()))
        self._show_current()
        self.current_changed.emit()

    @property
    def current(self) -> str:
        """The key of the workspace that is shown."""
        return self._current

    @property
    def middle(self) -> Middle:
        """Its middle."""
        return self._places[self._current].middle

    def hold(self) -> Callable[[], None]:
        """How the panels of the workspace shown stand; what is returned puts them back while it is shown again."""
        self.complete()
        folded, docks = self.hidden, self._docks()
        there = [dock for dock in docks if not dock.isHidden() or dock in self._folded]
        front = list(self._front) if folded else [dock for dock in there if not dock.visibleRegion().isEmpty()]
        bars = [area.verticalScrollBar() for dock in docks for area in dock.findChildren(QScrollArea)]
        scrolled = [(bar, bar.value()) for bar in bars]

        def back() -> None:
            self.unfold()
            for dock in docks:
                dock.setVisible(dock in there)
            for dock in front:
                dock.raise_()
            for bar, value in scrolled:
                bar.setValue(value)
            if folded:
                self.toggle_all()
                self._front = front

        return back

    def _move(self, place: _Place, window: DockWindow) -> Pieces:
        """Bring the panels of a workspace into a new window, instead of the one it had."""
        old = place.window
        if old is not None:
            old.takeCentralWidget()
        window.panel_chosen.connect(self._open_panel)
        window.setSizePolicy(UNSEEN, UNSEEN)
        self.addWidget(window)
        window.setCentralWidget(place.middle)
        yield
        for dock in place.docks.values():
            window.take(dock)
            yield
        place.window = window
        if old is not None:
            if self.currentWidget() is old:  # no other workspace's comes into its place
                self.setCurrentWidget(window)
            self.removeWidget(old)
            old.deleteLater()

    def _make_window(self, place: _Place) -> DockWindow:
        """All of that at once."""
        window = DockWindow(self, place.docks)
        deque(self._move(place, window), maxlen=0)
        return window

    def _lay_out(self, place: _Place, saved: bytes) -> None:
        """Lay a new window out: as it was saved, if that can be read."""
        window = place.window or self._make_window(place)
        window.resize(self.size())
        if not saved:
            window.arrange(self.window().width(), self.window().height())
        elif not window.restore(saved):
            self._make_window(place)
            self._lay_out(place, b"")

    def _show_current(self) -> None:
        place = self._places[self._current]
        place.middle.take_banner(self._banner)
        for other in self._places.values():  # the window need not have room for those that are not shown
            policy = QSizePolicy.Policy.Preferred if other is place else UNSEEN
            if other.window is not None:
                other.window.setSizePolicy(policy, policy)
        if place.window is not None:
            self.setCurrentWidget(place.window)
        for dock in place.away:
            dock.show()
        place.away = []

    @property
    def hidden(self) -> bool:
        """Whether all panels were hidden by :meth:`toggle_all`."""
        return bool(self._folded)

    def _docks(self) -> list[QDockWidget]:
        return list(self._places[self._current].docks.values()) if self._current else []

    @Slot()
    def reset(self) -> None:
        """Every panel of the workspace at its first place: in turns, and what is seen stays until all stand there."""
        self.complete()
        self._resetting = Making(self._reset(), self)
        self._resetting.begin()

    def _reset(self) -> Pieces:
        place, focus = self._places[self._current], self.window().focusWidget()
        self._folded = []
        self.setUpdatesEnabled(False)
        try:
            if place.window is not None:
                place.window.hide()  # what is seen would be laid out anew with each panel that leaves it
            yield from self._move(place, DockWindow(self, place.docks))
            yield
            self._lay_out(place, b"")
            yield
            self._show_current()
            if focus is not None and self.isAncestorOf(focus):
                focus.setFocus()
        finally:
            self.setUpdatesEnabled(True)
        self.hidden_changed.emit()

    def complete(self) -> None:
        """Bring a :meth:`reset` to its end, before anything else is done with the panels."""
        if self._resetting is not None:
            self._resetting.finish()
            self._resetting.deleteLater()
        self._resetting = None

    @Slot()
    def toggle_all(self) -> None:
        """Hide all panels, or bring back those that were there."""
        self.complete()
        if self._folded:
            self._unfold()
        else:
            self._folded = [dock for dock in self._docks() if not dock.isHidden()]
            self._front = [dock for dock in self._folded if not dock.visibleRegion().isEmpty()]
            window = self._places[self._current].window
            self._sizes = None if window is None else window.sizes(self._front)
            for dock in self._folded:
                dock.hide()
            if not self._folded:  # they were closed one by one
                for dock in self._docks():
                    dock.show()
        self._show_rail()
        self.hidden_changed.emit()

    def _unfold(self) -> None:
        for dock in self._folded:
            dock.show()
        for dock in self._front:
            dock.raise_()
        self._folded = []
        self._show_rail()
        window, sizes = self._places[self._current].window, self._sizes
        if window is not None and sizes is not None:
            window.take_sizes(sizes)
        self._sizes = None

    def _show_rail(self) -> None:
        window = self._places[self._current].window if self._current else None
        if window is not None:
            window.rail.setVisible(bool(self._folded))

    @Slot(str)
    def _open_panel(self, key: str) -> None:
        """A panel was chosen in the rail: all come back, and that one is in front."""
        self._unfold()
        self.hidden_changed.emit()
        for spec, dock in self._places[self._current].docks.items():
            if spec.key == key:
                dock.show()
                dock.raise_()

    @Slot()
    def raise_floating(self) -> None:
        """Bring panels that float before the window, which came after them when the layout was put back."""
        for dock in self._docks():
            if dock.isFloating() and not dock.isHidden():
                dock.raise_()

    def panels(self) -> list[QDockWidget]:
        """The panels of the workspace that is seen."""
        return self._docks()

    def unfold(self) -> None:
        """Bring the panels back, if all are hidden."""
        if self._folded:
            self.toggle_all()

    def toggle_actions(self) -> list[QAction]:
        """One action a panel of the workspace: shown or not."""
        return [dock.toggleViewAction() for dock in self._docks()]

    def save(self) -> None:
        """Keep the layout of the workspace shown."""
        self.complete()
        window = self._places[self._current].window if self._current else None
        if window is None:
            return
        if self._folded:  # a clean view is for now, not for the next start
            self.toggle_all()
        self._preferences.set_blob(f"docks-{self._current}", QByteArray(window.saved()))


class Middle(QWidget):
    """The pictures of a workspace; messages lie over their upper edge, so that these do not move."""

    def __init__(self, central: QWidget) -> None:
        super().__init__()
        self.central = central
        self.setFocusProxy(central)  # a message that leaves gives the keyboard back to the pictures
        self.setMinimumSize(*LEAST)  # not that of the workspace, which would push out the panels
        self._banner: Notices | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(central, 1)

    def take_banner(self, banner: Notices) -> None:
        """Show the messages here from now on."""
        hidden = banner.isHidden() and banner.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
        if self._banner is None:
            self._banner = banner
            banner.installEventFilter(self)
        banner.setParent(self)
        banner.setHidden(hidden)
        banner.raise_()
        self._place_banner()

    def _place_banner(self) -> None:
        banner = self._banner
        if banner is not None and banner.parentWidget() is self:
            lay_over(banner, self)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """The messages keep to the middle."""
        super().resizeEvent(event)
        self._place_banner()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another message: another height."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show) and watched is self._banner:
            self._place_banner()
            if isinstance(watched, QWidget):
                watched.raise_()
        return bool(super().eventFilter(watched, event))


def _make_dock(key: str, spec: DockSpec) -> PanelDock:
    dock = PanelDock(tr(spec.title))
    dock.setObjectName(f"{key}-{spec.key}")
    dock.setAccessibleName(tr(spec.title))
    dock.setFeatures(
        QDockWidget.DockWidgetFeature.DockWidgetMovable
        | QDockWidget.DockWidgetFeature.DockWidgetFloatable
        | QDockWidget.DockWidgetFeature.DockWidgetClosable
    )
    return dock


def _fill(dock: QDockWidget, spec: DockSpec) -> None:
    """Put its panel into a dock that has its place: whenever a panel gets another parent, all in it is styled anew."""
    if spec.area is Qt.DockWidgetArea.BottomDockWidgetArea:
        dock.setWidget(spec.widget)
        return
    area = PanelArea(spec.widget)
    dock.setWidget(area)
    area.fill()
