"""The workspace of fillings without the main window: its middle, and those of its panels that a test wants to see.

Its names are the window's, so that whoever helps with one helps here. All stand in one plain widget; the actions are
carried out as in the window, their keys only where a test asks for them.
"""

from PySide6.QtWidgets import QDockWidget, QWidget

from app.ui.inpaint.workspace import InpaintWorkspace
from tests.ui.ground import Ground

PLACES = {
    "run": (0, 0, 290, 360), "picture": (0, 370, 290, 600), "brush": (1310, 0, 290, 980),
    "sampler": (1610, 0, 290, 980), "history": (1910, 0, 290, 490), "log": (1910, 490, 290, 490),
    "model": (2210, 0, 290, 490), "levels": (2210, 490, 290, 490),
}  # fmt: skip
"""Where each panel stands: none behind another."""


class InpaintDesk(Ground):
    """The workspace, which has no network yet."""

    size = (2500, 980)

    def __init__(self, qtbot, preferences, bundled=None):
        super().__init__(qtbot, preferences, bundled)
        workspace = self.workspace = InpaintWorkspace(self.context, self.owner)
        for _ in workspace.make():
            pass
        self.hold(workspace)
        self.act(workspace.handlers, workspace.situation, workspace.actions_changed)
        workspace.central.setParent(self.sheet)
        workspace.central.setGeometry(300, 0, 1000, 700)
        workspace.central.show()
        self._docks = {}
        unseen = QWidget(self.sheet)
        for spec in workspace.docks:
            spec.widget.setParent(unseen)  # until it is laid
        for key in ("picture", "brush"):  # which are raised in their docks when a picture needs room
            self._dock(key)
        workspace.entered()

    def lay(self, *keys):
        """Show these panels."""
        for key in keys:
            self._dock(key).show()
        return self

    def _dock(self, key):
        if key not in self._docks:
            dock = self._docks[key] = QDockWidget(self.sheet)
            dock.setTitleBarWidget(QWidget())
            dock.setWidget(next(spec.widget for spec in self.workspace.docks if spec.key == key))
            dock.setGeometry(*PLACES[key])
        return self._docks[key]

    def open_path(self, path):
        """As the window opens what belongs here."""
        if not self.workspace.open_path(path):
            self.models.open(path)
