"""Everything that the laboratory reads from files and writes to them."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QFileDialog, QProgressDialog

from app.params.lab.density import DensityName, DensitySettings, PointSet
from app.params.lab.fields import FieldSettings
from app.params.lab.run import FieldArrays, FieldRequest, Film, FilmFrame, LearnedScore
from app.params.run import FilmProgress, FinishReason, Problem
from app.params.samplers import ROWS
from app.render.images import to_array
from app.render.lab.panel import Theme
from app.render.lab.particles import ParticlePicture, render_particles, shade_of
from app.state.lab.laboratory import Activity, LabState
from app.ui.lab.center import LabCenter
from app.ui.lab.colours import level_colour, picture_theme
from app.ui.lab.export_dialog import LabExportDialog, What
from app.ui.lab.painting import render_planes
from app.ui.lab.particle_run import Experiment, ParticleRunner
from app.ui.lab.training_run import TrainingRunner
from app.ui.text import number, tr
from app.ui.widgets.save_place import usual_folder
from app.ui.workspace import Context
from app.workers.lab.files import (
    read_network,
    read_points,
    write_field,
    write_network,
    write_particles,
    write_png,
    write_points,
)
from app.workers.lab.threads import film_thread
from app.workers.run import RunThread

SIGMA_PART = 0.06
"""The sigma for opened points, as a part of the view's half width."""


class LabFiles(QObject):
    """Asks where, does it in a thread, tells what came of it."""

    def __init__(
        self, context: Context, state: LabState, run: ParticleRunner, training: TrainingRunner, center: LabCenter,
        parent: QObject,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._context = context
        self._state = state
        self._run = run
        self._training = training
        self._center = center
        self.dialog: LabExportDialog | None = None
        self.progress: QProgressDialog | None = None
        self._film: RunThread | None = None
        self._film_path = ""

    # Points and networks

    @Slot()
    def ask_points(self) -> None:
        """Open a file of points."""
        kinds = tr("Points") + " (*.csv *.txt *.tsv *.npy);;" + tr("All files") + " (*)"
        path, _ = QFileDialog.getOpenFileName(self._center, tr("Open points"), self._folder(), kinds)
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
            self._center, tr("Save points"), str(Path(self._folder()) / "points.csv"), "CSV (*.csv);;NumPy (*.npy)"
        )
        if path:
            self.save(path, partial(write_points, path, points))

    @Slot()
    def ask_network(self) -> None:
        """Open a network."""
        kinds = tr("Networks of the 2-D lab") + " (*.safetensors);;" + tr("All files") + " (*)"
        path, _ = QFileDialog.getOpenFileName(self._center, tr("Load network"), self._folder(), kinds)
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

    @Slot()
    def ask_save_network(self) -> None:
        """Write the network."""
        learned = self._state.network
        if learned is None:
            return
        suggestion = str(Path(self._folder()) / f"{learned.density}.safetensors")
        path, _ = QFileDialog.getSaveFileName(
            self._center, tr("Save network"), suggestion, tr("Networks of the 2-D lab") + " (*.safetensors)"
        )
        if path:
            path = path if path.endswith(".safetensors") else path + ".safetensors"
            self.save(path, partial(write_network, path, learned))

    # Export

    @Slot()
    def ask_export(self) -> None:
        """Ask what to write."""
        choices = [(What.VIEW, tr("The view (PNG)"))]
        frame = self._run.frame
        if frame is not None:
            choices.append((What.FILM, tr("The run as an animation (GIF)")))
            one = len(frame.panels) == 1
            choices.append((What.PARTICLES_A, tr("The particles (.npz)") if one else tr("The particles of A (.npz)")))
            if not one:
                choices.append((What.PARTICLES_B, tr("The particles of B (.npz)")))
        choices.append((What.FIELD, tr("The field (.npz)")))
        if self.dialog is not None:
            self.dialog.deleteLater()
        stem = f"{self._state.density.name.value}-{self._state.activity.value}"
        self.dialog = LabExportDialog(choices, stem, self._folder(), self._center.window())
        self.dialog.chosen.connect(self.export)
        self.dialog.open()

    @Slot(object, str)
    def export(self, what: What, path: str) -> None:
        """Write it."""
        self._keep_folder(path)
        frame, running, state = self._run.frame, self._run.experiment, self._state
        if what is What.VIEW:
            theme = picture_theme(self._center.canvas.palette())
            size = self._center.canvas.size()
            draw = partial(
                _draw_view, self._center.canvas.planes, state.view.extent, theme, size.width(), size.height()
            )
            self.save(path, partial(write_png, path, draw, self._document()))
        elif what is What.FIELD:
            look = state.look
            settings = FieldSettings(state.view.extent, look.sigma, look.meaning)
            network = state.network if state.activity is Activity.LEARNING else None
            self.save(path, partial(write_field, path, state.density, settings, network))
        elif frame is not None and running is not None:
            if what is What.FILM:
                self._export_film(path, running)
                return
            k = 0 if what is What.PARTICLES_A else 1
            document = {"settings": running.settings[k].to_dict(), "steps": frame.panels[k].index}
            self.save(path, partial(write_particles, path, frame.panels[k].places, self._run.density, document))

    def _document(self) -> dict[str, Any]:
        state, running = self._state, self._run.experiment
        e = state.view.extent
        document: dict[str, Any] = {
            "density": state.density.to_dict(),
            "activity": state.activity.value,
            "extent": [e.x_min, e.x_max, e.y_min, e.y_max],
        }
        if state.activity is not Activity.PARTICLES:
            document |= {"sigma": state.look.sigma, "sigma_is": state.look.meaning.value}
        elif running is not None:
            document["settings"] = [settings.to_dict() for settings in running.settings]
        if state.activity is Activity.LEARNING and state.network is not None:
            document["training"] = state.network.settings.to_dict() | {"steps": state.network.steps}
        return document

    def _export_film(self, path: str, running: Experiment) -> None:
        frame = self._run.frame
        if frame is None or self._film is not None:
            return
        view = self._state.view.extent
        width = running.density.width, self._run.density.width
        sigmas = [(s.resized(*width).sigma_min, s.meaning) for s in running.settings]
        behind = FieldRequest(
            self._run.density,
            tuple(FieldSettings(view, *s, arrows=2, cells=160) for s in sigmas),
            contour_count=6,
        )
        theme = picture_theme(self._center.canvas.palette())
        totals = tuple(panel.total for panel in frame.panels)
        draw = partial(_draw_film, theme, running, totals, tr(running.density.name.label))
        document = {
            "density": running.density.to_dict(),
            "settings": [s.to_dict() for s in running.settings],
            "changes_during_the_run": len(self._run.changes()),
        }
        film = Film(
            running.density, running.jobs, self._run.changes(), tuple(panel.index for panel in frame.panels), behind,
            draw, trail=self._run.trail, comment=json.dumps(document),
        )  # fmt: skip
        thread = self._film = film_thread(path, film, tr("{0} could not be written").format(Path(path).name))
        progress = QProgressDialog(
            tr("Writing {0}…").format(Path(path).name), tr("Cancel"), 0, 100, self._center.window()
        )
        progress.setWindowModality(Qt.WindowModality.NonModal)
        progress.setMinimumDuration(0)
        progress.setAutoClose(False)
        progress.setAutoReset(False)
        progress.setValue(0)
        progress.canceled.connect(thread.link.control.stop)
        self.progress = progress
        self._film_path = path
        thread.told.connect(self._film_told)
        thread.ended.connect(self._film_ended)
        self._context.tasks.adopt(thread)
        thread.start()

    @Slot(int, object)
    def _film_told(self, _run_id: int, what: object) -> None:
        if isinstance(what, FilmProgress) and self.progress is not None:
            self.progress.setMaximum(what.total + 1)  # putting the frames together is the last piece
            self.progress.setValue(what.done)

    @Slot(int, object, object)
    def _film_ended(self, _run_id: int, reason: FinishReason, problem: Problem | None) -> None:
        self._film = None
        if self.progress is not None:
            self.progress.close()
            self.progress.deleteLater()
            self.progress = None
        if problem is not None:
            self._context.notices.show_problem(problem)
        elif reason is FinishReason.COMPLETE:
            self._saved(self._film_path)

    # Threads

    def save(self, path: str, work: Any) -> None:
        """Write in a thread, then say so."""
        self._keep_folder(path)
        self._start(tr("{0} could not be written").format(Path(path).name), work, self._saved)

    def _start(self, title: str, work: Any, done: Any) -> None:
        self._context.tasks.start(title, work, done, self._context.notices.show_problem)

    def _saved(self, path: str) -> None:
        self._context.notices.show_message(tr("Saved {0}").format(Path(path).name), str(Path(path).absolute().parent))

    def _folder(self) -> str:
        return usual_folder(self._context.preferences.export_folder)

    def _keep_folder(self, path: str) -> None:
        self._context.preferences.export_folder = str(Path(path).absolute().parent)

    def close(self) -> None:
        """The program ends."""
        if self._film is not None:
            self._film.link.control.stop()


def _draw_view(planes: Any, extent: Any, theme: Theme, width: int, height: int) -> NDArray[np.uint8]:
    return to_array(render_planes(planes, extent, theme, width, height))


def _draw_film(
    theme: Theme, running: Experiment, totals: tuple[int, ...], note: str,
    behind: tuple[FieldArrays, ...], frames: tuple[FilmFrame, ...],
) -> NDArray[np.uint8]:  # fmt: skip
    """One frame of the animation; in the film's thread."""
    pictures = []
    for k, (arrays, frame) in enumerate(zip(behind, frames, strict=True)):
        name = tr(ROWS[running.settings[k].sampler].short)
        pictures.append(
            ParticlePicture(
                extent=arrays.settings.extent,
                places=frame.places,
                colour=level_colour(frame.sigma).name(),
                title=f"{name}   {frame.index} / {totals[k]}   σ = {number(frame.sigma)}",
                density=shade_of(arrays.log_density, running.settings[k].temperature),
                contours=arrays.contours,
                shares=frame.shares,
                weights=frame.weights,
                trails=() if frame.trails is None else tuple(frame.trails),
            )
        )
    return to_array(render_particles(pictures, theme, heading=note))
