"""Opening networks in the background, and the one that is open."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.params.run import Problem
from app.state.model import ModelState
from app.state.preferences import Preferences
from app.ui.tasks import TaskRunner
from app.ui.text import tr
from app.workers.tasks import Loaded, load_model


class ModelSession(QObject):
    """The opened network. What was open stays open until another one is ready, and when opening fails.

    ``bundled``: name -> path of the checkpoints that come with the program. ``model`` is opaque here: only the
    sampler's thread touches it.
    """

    opened = Signal()
    """Another network is ready."""
    problem = Signal(object)

    def __init__(
        self, tasks: TaskRunner, preferences: Preferences, bundled: dict[str, str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.state = ModelState(self)
        self.bundled = bundled
        self.model: Any = None
        self._tasks = tasks
        self._preferences = preferences
        self._task = 0

    def open(self, path: str, device: str | None = None) -> None:
        """Open a checkpoint on a device (default: the one chosen before); another opening under way is abandoned."""
        self.cancel()
        choice = device or self.state.device_choice
        name = Path(path).name
        self.state.set_loading(name)
        self._task = self._tasks.start(
            tr("{0} could not be opened").format(name),
            partial(load_model, path, choice),
            partial(self._done, path, choice),
            self._failed,
        )

    def cancel(self) -> None:
        """Forget the opening under way."""
        self._tasks.abandon(self._task)
        self.state.set_loading("")

    def set_device(self, device: str) -> None:
        """Move to another device, by opening the file again there."""
        if self.state.info is not None:
            self.open(self.state.info.path, device)
        else:
            self.state.set_device(device, self.state.device_label, self.state.devices)

    def _done(self, path: str, choice: str, loaded: Loaded) -> None:
        self.model = loaded.model
        self.state.set_device(choice, loaded.device_label, loaded.devices)
        self.state.set_memory(loaded.memory)
        if path not in self.bundled.values():
            self._preferences.add_recent(str(Path(path).absolute()))
        self.state.set_info(loaded.info)
        self.state.set_loading("")
        self.opened.emit()

    def _failed(self, problem: Problem) -> None:
        self.state.set_loading("")
        self.state.device_changed.emit()  # the choice in the window falls back to the device in use
        self.problem.emit(problem)
