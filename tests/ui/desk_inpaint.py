"""The workspace of fillings without the main window: its middle, and those of its panels that a test wants to see.

Its names are the window's, so that whoever helps with one helps here. All stand in one plain widget; the actions are
carried out as in the window, their keys only where a test asks for them.
"""

from PySide6.QtWidgets import QDockWidget, QWidget

from app.ui.inpaint.workspace import InpaintWorkspace

PLACES = {
    "run": (0, 0, 290, 360), "picture": (0, 370, 290, 600), "brush": (1310, 0, 290, 980),
    "sampler": (1610, 0, 290, 980), "history": (1910, 0, 290, 490), "log": (1910, 490, 290, 490),
    "model": (2210, 0, 290, 490), "levels": (2210, 490, 290, 490),
}  # fmt: skip
"""Where each panel stands: none behind another."""


class InpaintDesk:
    """The workspace on a :class:`Desk`, which has no network yet."""

    def __init__(self, desk):
        self.context, self.notices, self.models = desk.context, desk.notices, desk.models
        self.tasks, self.table = desk.context.tasks, desk.context.actions
        workspace = self.workspace = InpaintWorkspace(desk.context, desk.owner)
        for _ in workspace.make():
            pass
        desk.hold(workspace)
        self._window = QWidget()
        self.notices.setParent(self._window)  # alone, they would be a window that takes the keyboard
        workspace.central.setParent(self._window)
        workspace.central.setGeometry(300, 0, 1000, 700)
        self._docks = {}
        unseen = QWidget(self._window)
        unseen.hide()
        for spec in workspace.docks:
            spec.widget.setParent(unseen)  # until it is laid
        for key in ("picture", "brush"):  # which are raised in their docks when a picture needs room
            self._dock(key).hide()
        for action_id, handler in workspace.handlers.items():
            self.table.bind(action_id, handler)
            self.table.bind(action_id, self._look)
        workspace.actions_changed.connect(self._look)
        self._look()
        desk.show(self._window, (2500, 980))
        workspace.entered()

    def _look(self):
        self.table.show(self.workspace.situation(), self.workspace.handlers)

    def lay(self, *keys):
        """Show these panels."""
        for key in keys:
            self._dock(key).show()
        return self

    def _dock(self, key):
        if key not in self._docks:
            dock = self._docks[key] = QDockWidget(self._window)
            dock.setTitleBarWidget(QWidget())
            dock.setWidget(next(spec.widget for spec in self.workspace.docks if spec.key == key))
            dock.setGeometry(*PLACES[key])
        return self._docks[key]

    def with_keys(self):
        """The actions act on their keys, too; Space then is one of them, whatever has the keyboard."""
        self._window.addActions(list(self.table.actions.values()))
        return self

    def open_path(self, path):
        """As the window opens what belongs here."""
        if not self.workspace.open_path(path):
            self.models.open(path)
