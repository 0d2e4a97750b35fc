"""The workspace "Sample": its views and docks, and what the shared actions do here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QWidget

from app.params.run import Problem
from app.ui.runs.pictures import PictureRunner
from app.ui.sample.center import SampleCenter
from app.ui.sample.run_workspace import RunWorkspace
from app.ui.situation import Situation
from app.ui.text import tr
from app.ui.workspace import Context, DockSpec
from app.workers.restoring import Restored, find_settings, may_hold_settings


class SampleWorkspace(RunWorkspace):
    """Annealed Langevin dynamics, live."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(context, "sample", parent)
        runner = PictureRunner(context.models, context.tasks, self.settings, self.run, self)
        self.center = SampleCenter(context.models, self.run, self.colours)
        self._make_panels(runner, self.center)
        area = Qt.DockWidgetArea
        self._docks = (
            DockSpec("model", tr("Network"), self.model_panel, area.LeftDockWidgetArea, 312, 196),
            DockSpec("sampler", tr("Sampler"), self.sampler_panel, area.LeftDockWidgetArea, 312, 500),
            DockSpec("run", tr("Run"), self.run_panel, area.RightDockWidgetArea, 296),
            DockSpec("levels", tr("Noise levels"), self.levels_panel, area.BottomDockWidgetArea, 0, 208),
        )
        self._begin()

    @property
    def central(self) -> QWidget:
        """The pictures."""
        return self.center

    def _make_handlers(self) -> dict[str, Callable[[], None]]:
        grid = self.center.grid
        return super()._make_handlers() | {
            "inpaint_this": self._inpaint_this,
            "zoom_in": grid.zoom_in,
            "zoom_out": grid.zoom_out,
            "zoom_fit": grid.zoom_fit,
        }

    def situation(self) -> Situation:
        """The run's; all samples can be zoomed, and the one in focus be filled."""
        now = super().situation()
        return replace(now, zoomable=now.pictures and not now.enlarged, inpaintable=now.pictures)

    @Slot()
    def give_focus(self) -> None:
        """The keyboard goes to the pictures."""
        self.center.give_focus()

    def _inpaint_this(self) -> None:
        pictures = self.run.pictures()
        if pictures is not None and self.run.focus < len(pictures):
            self.handed_over.emit("inpaint", pictures[self.run.focus])

    # Files

    def open_path(self, path: str) -> bool:
        """A picture's settings are restored; a picture without any is one to be filled."""
        if not may_hold_settings(path):
            return False
        name = Path(path).name
        self.context.tasks.start(
            tr("The settings of {0} could not be restored").format(name),
            partial(find_settings, path),
            partial(self._found, path),
            self.context.notices.show_problem,
        )
        return True

    def _found(self, path: str, restored: Restored | None) -> None:
        if restored is None:
            self.passed_on.emit("inpaint", path)
        else:
            self._restore(restored)

    def _restore(self, restored: Restored) -> None:
        if restored.filled:
            self.passed_on.emit("inpaint", restored.path)
            return
        self.context.models.recall(restored.sha256, restored.opening)
        if self.context.models.state.loading:
            self._when_open = partial(self._apply, restored)
        else:
            self._apply(restored)

    def _apply(self, restored: Restored) -> None:
        self._await(restored.sha256, partial(self._restore, restored))
        self.settings.set_replay((), ())
        self.settings.replace(restored.settings, live=False)
        self.settings.set_replay(restored.changes, restored.indices)
        info = self.context.models.state.info
        name = Path(restored.path).name
        text = tr("Space makes the pictures again.")
        if info is None or info.sha256 != restored.sha256:
            text = tr(
                "They were made with another network, {0}: open that one for the same pictures (SHA-256 {1}…)."
            ).format(restored.checkpoint, restored.sha256[:12])
        self.context.notices.show_problem(Problem(tr("Settings restored from {0}").format(name), text))
