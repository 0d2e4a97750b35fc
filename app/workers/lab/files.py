"""The laboratory's files, read and written in threads."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QThread, Signal

from app.params.lab.density import DensitySettings, PointSet
from app.params.lab.fields import FieldSettings
from app.params.lab.particles import TRAILS
from app.params.lab.training import LabTrainSettings
from app.workers.lab.field import FieldArrays, FieldRequest, FieldWork
from app.workers.lab.particles import Change, PanelJob
from app.workers.lab.training import LearnedScore
from app.workers.problems import explain_task

Pixels = NDArray[np.uint8]


def read_points(path: str) -> PointSet:
    """Raises DataError for anything but points."""
    from app.io.points import load_points

    return load_points(path)


def write_points(path: str, points: PointSet) -> str:
    """The path written. Raises WriteError."""
    from app.io.points import save_points

    save_points(path, points)
    return path


def read_network(path: str) -> LearnedScore:
    """Raises CheckpointError for anything but a network of the laboratory."""
    from app.io.lab import load_plane_network

    file = load_plane_network(path)
    steps = file.training.get("steps", 0)
    return LearnedScore(
        file.network.eval().requires_grad_(requires_grad=False),
        file.density,
        _settings(file.training),
        steps if isinstance(steps, int) else 0,
        Path(path).name,
    )


def _settings(stored: dict[str, Any]) -> LabTrainSettings:
    """The training settings in a file's header; what cannot be used is as by default."""
    from app.params import SettingError
    from app.params.lab.training import Objective

    values = {k: v for k, v in stored.items() if k in LabTrainSettings.__dataclass_fields__ and k != "steps"}
    try:
        return LabTrainSettings(**(values | {"objective": Objective(values.get("objective", "denoising"))}))
    except (SettingError, TypeError, ValueError):
        return LabTrainSettings()


def write_network(path: str, learned: LearnedScore) -> str:
    """The path written. Raises WriteError."""
    from app.io.lab import save_plane_network

    save_plane_network(path, learned.module, learned.density, learned.settings, learned.steps)
    return path


def write_png(path: str, draw: Callable[[], Pixels], document: dict[str, Any]) -> str:
    """Draw and write a picture, uint8 [H, W, 3], with its settings inside; the path written. Raises WriteError."""
    from app.io.lab import save_laboratory_png

    save_laboratory_png(path, draw(), document)
    return path


def write_particles(path: str, places: NDArray[np.float64], density: DensitySettings, document: dict[str, Any]) -> str:
    """``particles`` float32 [N, 2], as the command ``particles`` writes them. Raises WriteError."""
    from app.io.lab import save_arrays

    settings = {"density": density.to_dict(), **document}
    save_arrays(path, settings, particles=places.astype(np.float32))
    return path


def write_field(path: str, density: DensitySettings, settings: FieldSettings, network: LearnedScore | None) -> str:
    """The arrays that the command ``field`` writes. Raises WriteError, and SettingError for a sigma that cannot be."""
    from app.io.lab import save_arrays
    from app.lab.densities import build
    from app.lab.fields import compute_field, learned_arrows

    built = build(density)
    field = compute_field(built, settings)
    arrays = {name: getattr(field, name) for name in ("x", "y", "log_density", "arrow_x", "arrow_y", "score")}
    if network is not None:
        arrays["learned"] = learned_arrows(built, network.score, settings)
    e = settings.extent
    document = {
        "density": density.to_dict(),
        "sigma": settings.sigma,
        "sigma_is": settings.meaning.value,
        "extent": [e.x_min, e.x_max, e.y_min, e.y_max],
    }
    save_arrays(path, document, **arrays)
    return path


@dataclass(frozen=True)
class ReplayFrame:
    """One panel of an animation: ``places`` [N, 2] float64 after ``index`` steps at ``sigma``."""

    index: int
    sigma: float
    places: NDArray[np.float64]
    shares: tuple[float, ...]
    weights: tuple[float, ...]
    trails: NDArray[np.float64] | None = None
    """[M, P, 2], the oldest place first."""


@dataclass(frozen=True)
class Film:
    """What a GIF is made of: the run is done again, with its changes, to the step ``upto`` of each panel.

    ``draw(fields, panels)`` makes a frame, uint8 [H, W, 3]; ``behind`` is asked for the fields behind the particles.
    """

    density: DensitySettings
    jobs: tuple[PanelJob, ...]
    changes: tuple[Change, ...]
    upto: tuple[int, ...]
    behind: FieldRequest
    draw: Callable[[tuple[FieldArrays, ...], tuple[ReplayFrame, ...]], Pixels]
    trail: int = 0
    """Steps that a trail goes back; 0 for none."""
    frames: int = 100
    comment: str = ""


class FilmThread(QThread):
    """Makes a GIF, and can be cancelled."""

    progressed = Signal(int, int)
    """Frames done, of so many."""
    done = Signal(object, object)
    """The path written (None if cancelled or failed) and the Problem (None if not failed): exactly once, last."""

    def __init__(self, path: str, film: Film, title: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._film = film
        self._title = title
        self._stop = Event()

    def cancel(self) -> None:
        """End soon; nothing is written."""
        self._stop.set()

    def run(self) -> None:
        """The thread."""
        from app.io.animation import save_gif

        try:
            save_gif(self._path, self._frames(), delay_ms=50, comment=self._film.comment)
        except _CancelledError:
            self.done.emit(None, None)
        except BaseException as error:  # whatever happens in a thread must be reported
            self.done.emit(None, explain_task(error, self._title))
        else:
            self.done.emit(self._path, None)

    def _frames(self) -> Iterator[Pixels]:
        from app.io.animation import sampled

        film = self._film
        behind = FieldWork()(film.behind)
        total = max(film.upto)
        shown = [0, *sampled(total, film.frames - 1)] if total else [0]
        panels = [_Replay(film, k) for k in range(len(film.jobs))]
        for done, index in enumerate(shown):
            frames = tuple(panel.advance(index, self._check) for panel in panels)
            yield film.draw(behind, frames)
            self.progressed.emit(done + 1, len(shown))
            self._check()

    def _check(self) -> None:
        if self._stop.is_set():
            raise _CancelledError


class _CancelledError(Exception):
    pass


class _Replay:
    """One panel's run, done again."""

    def __init__(self, film: Film, k: int) -> None:
        from app.lab.densities import build
        from app.lab.particles import ParticleRun

        self._job = film.jobs[k]
        self._density = build(film.density)
        self._run = ParticleRun(self._density, self._job.settings, self._job.score)
        self._params = self._job.settings.live
        self._changes = [(index, what) for panel, index, what in film.changes if panel == k]
        self._upto = film.upto[k]
        self._trail = film.trail
        self._places: deque[NDArray[np.float64]] = deque(maxlen=film.trail + 1)
        self._note_trail()
        self._sigma = self._run.sigmas[0]

    def advance(self, index: int, check: Callable[[], None]) -> ReplayFrame:
        """On to the step ``index``, or to where the run ended."""
        from app.lab.statistics import shares

        run = self._run
        while run.index < min(index, self._upto):
            check()
            self._take_changes()
            step = run.step(self._params)
            if step is None:
                break
            self._sigma = step.sigma
            self._note_trail()
        trails = np.stack(list(self._places), axis=1) if len(self._places) > 1 else None
        return ReplayFrame(
            run.index, self._sigma, run.x.double().numpy(), shares(self._density, run.x), self._density.part_weights,
            trails,
        )  # fmt: skip

    def _take_changes(self) -> None:
        """What was changed after so many steps, in the order of the changes."""
        from app.lab.densities import build

        while self._changes and self._changes[0][0] <= self._run.index:
            _, what = self._changes.pop(0)
            if isinstance(what, DensitySettings):
                self._density = build(what)
                self._run.follow(self._density, self._job.score)
            else:
                self._params = what

    def _note_trail(self) -> None:
        if self._trail:
            self._places.append(self._run.x[:TRAILS].double().numpy())
