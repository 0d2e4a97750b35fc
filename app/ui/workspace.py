"""What a workspace is, and the table of them. A further one is one more row and one class."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from app.params.endings import PICTURES, POINTS, RECORDED
from app.params.lessons.setup import Setup
from app.state.preferences import Preferences
from app.state.run import RunState
from app.ui.action_table import ActionTable
from app.ui.making import Pieces
from app.ui.situation import Situation
from app.workers.lab.kinds import is_lab_file

if TYPE_CHECKING:
    from app.ui.model_session import ModelSession
    from app.ui.notices import Notices
    from app.ui.tasks import TaskRunner


@dataclass(frozen=True)
class WorkspaceSpec:
    """A row of the table: ``factory`` is "module:class", imported when the workspace is first shown.

    Files that end as ``opens`` says go to this workspace when the one shown has no use for them.
    """

    key: str
    title: str
    tip: str
    factory: str
    opens: tuple[str, ...] = ()
    recognises: Callable[[str], bool] | None = None
    """Looks into a file that others could open by its name, too, whether it belongs here."""
    ahead: bool = False
    """Built in a pause after the start: it is large, and what happens until it is shown does not concern it."""

    def takes(self, path: str) -> bool:
        """Whether a file belongs here when the workspace shown has no use for it."""
        return path.lower().endswith(self.opens) or (self.recognises is not None and self.recognises(path))


WORKSPACES: tuple[WorkspaceSpec, ...] = (
    WorkspaceSpec(
        "sample",
        "Sample",
        "Annealed Langevin dynamics: pictures out of noise",
        "app.ui.sample.workspace:SampleWorkspace",
        RECORDED,  # one that holds no run is passed on
    ),
    WorkspaceSpec(
        "inpaint",
        "Inpaint",
        "Paint over a part of a picture, and the network fills it",
        "app.ui.inpaint.workspace:InpaintWorkspace",
        tuple(ending for ending in PICTURES if ending not in RECORDED),
    ),
    WorkspaceSpec(
        "lab",
        "2-D lab",
        "Densities of the plane, their scores, networks that learn them, particles that follow",
        "app.ui.lab.workspace:LabWorkspace",
        POINTS,
        is_lab_file,
        ahead=True,
    ),
)


def row_of(key: str) -> WorkspaceSpec:
    """The workspace with this key, or the first one."""
    return next((row for row in WORKSPACES if row.key == key), WORKSPACES[0])


@dataclass(frozen=True)
class Context:
    """What all workspaces share."""

    preferences: Preferences
    models: ModelSession
    tasks: TaskRunner
    notices: Notices
    actions: ActionTable
    runs: dict[str, RunState] = field(default_factory=dict)
    """The runs of the workspaces that have been shown, by key."""


REST = -1
"""The height of a panel that takes what those above it leave."""


@dataclass(frozen=True)
class DockSpec:
    """A panel of a workspace: ``key`` names it in the saved layout; ``width`` and ``height`` are its first size.

    ``behind`` names a panel before it whose place it shares as a tab; in a wide window it stands in the area ``wide``
    instead, if that is given; in a low one it shares the place of ``low``. ``icon`` stands for it in the rail.
    """

    key: str
    title: str
    widget: QWidget
    area: Qt.DockWidgetArea
    width: int = 0
    height: int = 0
    behind: str = ""
    low: str = ""
    wide: Qt.DockWidgetArea | None = None
    icon: str = "panels"


class Workspace(QObject):
    """A central widget, its docks, and what it does on the shared actions.

    ``actions_changed`` asks for :meth:`situation` anew.
    """

    central: QWidget
    """The widget in the middle."""
    docks: tuple[DockSpec, ...] = ()
    """The panels around it, in the order of their places."""
    handlers: Mapping[str, Callable[[], None]] = MappingProxyType({})
    """Action id of :mod:`app.ui.actions` -> what it does here; those missing are disabled while it is shown."""

    actions_changed = Signal()
    status_changed = Signal(str)
    handed_over = Signal(str, object)
    """A picture uint8 [H, W, C] for another workspace, named by its key; that one is shown and receives it."""
    passed_on = Signal(str, str)
    """A file that belongs to another workspace: its key, and the path."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.context = context

    def make(self) -> Pieces:
        """Make all that it is of, piece by piece; nothing else is called before."""
        yield

    def situation(self) -> Situation:
        """The facts on which it depends how the actions stand."""
        return Situation()

    def open_path(self, path: str) -> bool:
        """Open a dropped or chosen file; False if this workspace has no use for its kind."""
        del path
        return False

    def receive(self, picture: np.ndarray) -> None:
        """Another workspace hands over a picture uint8 [H, W, C]."""

    def set_up(self, setup: Setup) -> None:
        """A lesson sets everything as it needs it; :meth:`lend` was called before. May raise SettingError."""
        del setup

    def lend(self) -> Callable[[], None]:
        """All settings, and what is seen, are lent to a lesson; what is returned takes them back when it is called.

        Until then nothing of them is kept for the next start.
        """
        return lambda: None

    def entered(self) -> None:
        """The workspace is shown."""

    def left(self) -> None:
        """Another one is shown."""

    def close(self) -> None:
        """The program ends: stop what runs, keep what is to come back."""


def new_workspace(spec: WorkspaceSpec, context: Context, parent: QObject) -> Workspace:
    """The workspace of a row, yet to be made."""
    module, _, name = spec.factory.partition(":")
    workspace: Workspace = getattr(importlib.import_module(module), name)(context, parent)
    return workspace
