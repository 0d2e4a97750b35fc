"""Where the workspaces are made: in pieces while the window goes on, or at once for whoever cannot wait."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from contextlib import ExitStack

from PySide6.QtCore import QObject, Signal, Slot

from app.ui.dock_host import DockHost
from app.ui.making import Making, Pieces
from app.ui.workspace import Context, Workspace, WorkspaceSpec, new_workspace


class Workshop(QObject):
    """Makes each workspace once. One at a time is waited for, and what is to be done there waits with it."""

    made = Signal(object)
    """A workspace is complete, and has not been shown yet."""

    def __init__(self, context: Context, docks: DockHost, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._docks, self._owner = context, docks, parent
        self.ready: dict[str, Workspace] = {}
        """The complete ones, by key."""
        self._makings: dict[str, Making] = {}
        self._wanted = ""
        self._waiting: list[Callable[[], object]] = []
        self._closed = False

    @property
    def wanted(self) -> str:
        """The key of the workspace that is waited for; "" if none is, or if it could not be made."""
        return "" if not self._wanted or self._makings[self._wanted].over else self._wanted

    def making(self, spec: WorkspaceSpec) -> Making:
        """How a workspace is made, from its beginning if that has failed; nothing is done yet."""
        known = self._makings.get(spec.key)
        if known is None or (known.over and spec.key not in self.ready):
            making = self._makings[spec.key] = Making(self._pieces(spec), self)
            making.done.connect(self._go_on)
        return self._makings[spec.key]

    def make(self, spec: WorkspaceSpec) -> Workspace:
        """It, at once; nothing is waited for any more."""
        self._wanted, self._waiting = "", []
        self.making(spec).finish()
        return self.ready[spec.key]

    def when_made(self, spec: WorkspaceSpec, act: Callable[[], object]) -> None:
        """Call ``act`` as soon as it is made: at once if it is. Whatever was waited for before is not any more.

        Nothing is done once all is closed.
        """
        if self._closed:
            return
        self._wanted, self._waiting = spec.key, [act]
        if spec.key in self.ready:
            self._go_on()
        else:
            self.making(spec).begin()

    def afterwards(self, act: Callable[[], object]) -> None:
        """Call ``act`` once what is waited for is there: now, if nothing is. Not once all is closed."""
        if self._closed:
            return
        if self.wanted:
            self._waiting.append(act)
        else:
            act()

    @Slot()
    def _go_on(self) -> None:
        if self._wanted in self.ready:
            self._wanted, waiting, self._waiting = "", self._waiting, []
            for act in waiting:
                self.afterwards(act)

    def close(self) -> None:
        """Close the workspaces, each whatever becomes of the others; what was begun is made first, nothing else is."""
        self._closed = True
        self._wanted, self._waiting = "", []
        with ExitStack() as ends:
            ends.callback(self._close_all)
            for making in self._makings.values():
                ends.callback(making.finish if making.begun else making.stop)

    def _close_all(self) -> None:
        with ExitStack() as ends:
            for workspace in self.ready.values():
                ends.callback(workspace.close)

    def _pieces(self, spec: WorkspaceSpec) -> Pieces:
        for name in modules(spec):
            importlib.import_module(name)
            yield
        workspace = new_workspace(spec, self._context, self._owner)
        yield from workspace.make()
        yield from self._docks.prepare(spec.key, workspace.central, workspace.docks)
        self.ready[spec.key] = workspace
        self.made.emit(workspace)


def modules(spec: WorkspaceSpec) -> list[str]:
    """The modules of a workspace's folder."""
    package = importlib.import_module(spec.factory.partition(":")[0].rpartition(".")[0])
    return [module.name for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}.")]
