"""The points and networks of the laboratory as files."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from app.params.endings import POINTS, patterns
from app.params.lab.density import DensityName, DensitySettings, PointSet
from app.params.lab.run import LearnedScore
from app.state.lab.laboratory import Activity, LabState
from app.ui.lab.training_run import TrainingRunner
from app.ui.text import tr
from app.ui.widgets.save_place import usual_folder
from app.ui.workspace import Context
from app.workers.lab.files import read_experiment, read_network, read_points, write_network, write_points

T = TypeVar("T")

SIGMA_PART = 0.06
"""The sigma for opened points, as a part of the view's half width."""


class LabFiles(QObject):
    """Asks where, over ``widget``, does it in a thread, tells what came of it."""

    experiment_read = Signal(str, object)
    """The name of a picture, and the experiment that it carries."""

    def __init__(
        self, context: Context, state: LabState, training: TrainingRunner, widget: QWidget, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._state = state
        self._training = training
        self._widget = widget

    @Slot()
    def ask_points(self) -> None:
        """Open a file of points."""
        kinds = tr("Points") + f" ({patterns(POINTS)});;" + tr("All files") + " (*)"
        path, _ = QFileDialog.getOpenFileName(self._widget, tr("Open points"), self._folder(), kinds)
        if path:
            self.open_points(path)

    def open_points(self, path: str) -> None:
        """Read points from a file; the density before stays if that fails."""
        self._keep_folder(path)
        self._start(
            tr("{0} could not be opened").format(Path(path).name), partial(read_points, path), self._points_read
        )

    def _points_read(self, points: PointSet) -> None:
        self._state.choose(DensitySettings(DensityName.POINTS, points=points))
        # A noise level that suits the points' extent: the kernel's width at which their shape is seen.
        self._state.set_look(sigma=float(f"{SIGMA_PART * self._state.view.half:.2g}"))

    @Slot()
    def ask_save_points(self) -> None:
        """Write the points."""
        points = self._state.density.points
        if points is None:
            return
        path, _ = QFileDialog.getSaveFileName(
            self._widget, tr("Save points"), str(Path(self._folder()) / "points.csv"), "CSV (*.csv);;NumPy (*.npy)"
        )
        if path:
            self.save(path, partial(write_points, path, points))

    @Slot()
    def ask_network(self) -> None:
        """Open a network."""
        kinds = tr("Networks of the 2-D lab") + " (*.safetensors);;" + tr("All files") + " (*)"
        path, _ = QFileDialog.getOpenFileName(self._widget, tr("Load network"), self._folder(), kinds)
        if path:
            self.open_network(path)

    def open_network(self, path: str) -> None:
        """Read a network; the one before stays if that fails."""
        self._keep_folder(path)
        self._start(
            tr("{0} could not be opened").format(Path(path).name), partial(read_network, path), self._network_read
        )

    def _network_read(self, learned: LearnedScore) -> None:
        if self._training.phase.active:
            self._training.session.stop()
            self._training.session.finished.connect(
                partial(self._training.adopt, learned), Qt.ConnectionType.SingleShotConnection
            )
        else:
            self._training.adopt(learned)
        self._state.activity = Activity.LEARNING

    def open_experiment(self, path: str) -> None:
        """Read what an exported picture carries; everything stays as it is if that fails."""
        self._keep_folder(path)
        self._start(
            tr("{0} could not be restored").format(Path(path).name), partial(read_experiment, path),
            partial(self.experiment_read.emit, Path(path).name),
        )  # fmt: skip

    @Slot()
    def ask_save_network(self) -> None:
        """Write the network."""
        learned = self._state.network
        if learned is None:
            return
        suggestion = str(Path(self._folder()) / f"{learned.density}.safetensors")
        path, _ = QFileDialog.getSaveFileName(
            self._widget, tr("Save network"), suggestion, tr("Networks of the 2-D lab") + " (*.safetensors)"
        )
        if path:
            path = path if path.endswith(".safetensors") else path + ".safetensors"
            self.save(path, partial(write_network, path, learned))

    # Threads

    def save(self, path: str, work: Callable[[], str]) -> None:
        """Write in a thread, then say so."""
        self._keep_folder(path)
        self._start(tr("{0} could not be written").format(Path(path).name), work, self._saved)

    def _start(self, title: str, work: Callable[[], T], done: Callable[[T], None]) -> None:
        self._context.tasks.start(title, work, done, self._context.notices.show_problem)

    def _saved(self, path: str) -> None:
        self._context.notices.show_message(tr("Saved {0}").format(Path(path).name), str(Path(path).absolute().parent))

    def _folder(self) -> str:
        return usual_folder(self._context.preferences.export_folder)

    def _keep_folder(self, path: str) -> None:
        self._context.preferences.export_folder = str(Path(path).absolute().parent)
