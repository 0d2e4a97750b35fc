"""Opening networks in the background, and the one that is open."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from app.params import ModelInfo
from app.params.opening import Opening, Unconfigured, Wish
from app.params.run import Problem
from app.state.model import ModelState
from app.state.preferences import Preferences
from app.ui.tasks import TaskRunner
from app.ui.text import tr
from app.workers.opening import load_model, stop_compiling

if TYPE_CHECKING:
    from app.workers.opening import Loaded, ScoreModel


@dataclass(frozen=True)
class Question:
    """What is to be asked about a file: about an open network (``info``), or one that could not be opened without."""

    path: str
    info: ModelInfo | None
    opening: Opening
    problem: str = ""
    presets: tuple[str, ...] = ()


class ModelSession(QObject):
    """The opened network. What was open stays open until another one is ready, and when opening fails.

    ``bundled``: name -> path of the checkpoints that come with the program. ``model`` is opaque here: only the
    sampler's thread touches it. How a file is opened is remembered by its hash.
    """

    opened = Signal()
    """Another network is ready."""
    problem = Signal(object)
    asked = Signal(object)
    """A Question: the file leaves something open. Nothing waits for its answer."""

    def __init__(
        self, tasks: TaskRunner, preferences: Preferences, bundled: dict[str, str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.state = ModelState(self)
        self.bundled = bundled
        self.model: ScoreModel | None = None
        self._file: object | None = None
        """The open network's file, unless the thread of an opening has it: it is for one thread at a time."""
        self._tasks = tasks
        self._preferences = preferences
        self.state.keep_in(preferences)
        self._task = 0
        self._asked_for: Opening | None = None
        """How the open network was to be opened; not all of it need have been possible."""
        self._presets: tuple[str, ...] = ()

    @property
    def opening(self) -> Opening:
        """How the open network was opened."""
        return Opening.from_dict(self.state.info.opening) if self.state.info is not None else Opening()

    def open(self, path: str, device: str | None = None, opening: Opening | None = None) -> None:
        """Open a checkpoint; another opening under way is abandoned.

        ``device``: by default the one chosen before. ``opening``: by default what is remembered about the file.
        """
        self._begin(Wish(path, device or self.state.device_choice, opening, self._preferences.openings))

    def _begin(self, wish: Wish) -> None:
        self.cancel()
        info = self.state.info
        if info is not None and info.path == wish.path:
            wish, self._file = dataclasses.replace(wish, file=self._file), None
        name = Path(wish.path).name
        with self.state.together():
            self.state.loading = name
            self.state.compiling = wish.opening is not None and wish.opening.compiled
        self._task = self._tasks.start(
            tr("{0} could not be opened").format(name),
            partial(load_model, wish),
            partial(self._done, wish),
            self._failed,
        )

    @Slot()
    def cancel(self) -> None:
        """Forget the opening under way."""
        self._tasks.abandon(self._task)
        if self.state.loading:
            stop_compiling()
            self.state.loading = ""
            self.state.device_changed.emit()  # the choices in the window fall back to those in use

    def set_device(self, device: str) -> None:
        """Move to another device, by opening the file again there."""
        if self.state.info is not None:
            self._begin(Wish(self.state.info.path, device, self.opening, self._preferences.openings))
        else:
            self.state.device_choice = device

    def change(self, **changes: Any) -> None:
        """Open the same file again with other answers or choices."""
        info = self.state.info
        if info is not None and self.opening.replaced(**changes) != self.opening:
            self.open(info.path, opening=self.opening.replaced(**changes))

    def recall(self, sha256: str, opening: Opening | None) -> None:
        """Open the same file again as it was when a picture was made of it; None: the picture does not say."""
        info = self.state.info
        if info is None or info.sha256 != sha256 or self.state.loading:
            return
        if opening is None or opening in (self.opening, self._asked_for):
            return
        self._begin(Wish(info.path, self.state.device_choice, opening, self._preferences.openings, recorded=True))

    @Slot()
    def ask(self) -> None:
        """Ask what the open file leaves open."""
        info = self.state.info
        if info is not None and info.answers:
            self.asked.emit(Question(info.path, info, self.opening, presets=self._presets))

    def settle(self) -> None:
        """The open file is used as it is; it need not be asked about again."""
        if self.state.info is not None:
            self._preferences.keep_opening(self.state.info.sha256, self.opening)

    def _done(self, wish: Wish, loaded: Loaded | Unconfigured) -> None:
        path = wish.path
        if isinstance(loaded, Unconfigured):
            title = tr("{0} could not be opened").format(Path(path).name)
            self._failed(Problem(title, loaded.problem))
            self.asked.emit(Question(path, None, wish.opening or Opening(), loaded.problem, loaded.presets))
            return
        info = loaded.info
        self.model, self._file = loaded.model, loaded.file
        self._asked_for = wish.opening
        self._presets = loaded.presets
        if path not in self.bundled.values():
            self._preferences.add_recent(str(Path(path).absolute()))
        if wish.opening is not None and not wish.recorded:
            self._preferences.keep_opening(info.sha256, Opening.from_dict(info.opening))
        with self.state.together():
            self.state.info, self.state.compilable = info, loaded.compilable
            self.state.device_choice, self.state.devices = wish.device, loaded.devices
            self.state.device_label, self.state.memory = loaded.device_label, loaded.memory
            self.state.on_cpu = loaded.device == "cpu"
        self.state.loading = ""
        self.opened.emit()
        if loaded.remarks:
            title = tr("About {0}").format(Path(path).name)
            self.problem.emit(Problem(title, " ".join(f"{remark}." for remark in loaded.remarks)))
        if info.assumed and info.answers and not loaded.known and wish.opening is None:
            self.ask()

    def _failed(self, problem: Problem) -> None:
        self.state.loading = ""
        self.state.device_changed.emit()  # the choices in the window fall back to those in use
        self.problem.emit(problem)
