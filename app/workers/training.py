"""Training pictures in a thread, and what is asked before it: each function here is called in one."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from app.params import SettingError
from app.params.data import DataParams
from app.params.run import FinishReason, Moment, Problem, Tell
from app.params.training_run import DataLook, FoundRun, KeptStep, Orders, Standing, TrainControl, TrainFrame, along_path
from app.workers.control import Mode, RunControl
from app.workers.problems import explain_run, explain_task
from app.workers.run import RunLink, RunThread

if TYPE_CHECKING:
    import numpy as np

FRAME_SECONDS = 0.25

TrainLink = RunLink[TrainControl, TrainFrame]
TrainThread = RunThread[TrainControl, TrainFrame]


def train_thread(run_id: int, orders: Orders, device: str, mode: Mode, title: str) -> TrainThread:
    """A thread that trains as ordered; ``title`` says what could not be done if it fails for a file or a setting."""
    link = TrainLink(RunControl(TrainControl(), mode))

    def begin(link: TrainLink, tell: Tell) -> Iterator[Moment[TrainFrame]]:
        from app.jobs.watching import Watched

        control = link.control
        return Watched(orders, device, lambda: control.params, tell, control.check).moments()

    return RunThread(run_id, begin, link, explain=partial(explain, title), frame_seconds=FRAME_SECONDS)


def explain(title: str, error: BaseException) -> tuple[FinishReason, Problem | None] | None:
    """Why a training ended, in a user's words; ``title`` says what could not be done."""
    from app.io.errors import FileError
    from app.jobs.watching import explain

    if isinstance(error, (FileError, SettingError)):
        return FinishReason.FAILED, explain_task(error, title)
    reason, problem = explain_run(error)
    if reason is FinishReason.OUT_OF_MEMORY and problem is not None:
        advice = (
            "The memory is used up: choose a smaller batch size or a smaller network. What was saved last is there."
        )
        return reason, dataclasses.replace(problem, text=advice)
    return explain(error)


def look_at(path: str, wanted: DataParams) -> DataLook:
    """See :func:`app.jobs.data_look.look_at`."""
    from app.jobs.data_look import look_at

    return look_at(path, wanted)


def place_of(orders: Orders, shape: tuple[int, int, int] | None) -> tuple[Standing, tuple[KeptStep, ...]]:
    """What there is where a training would write to, and what is kept of its way.

    ``shape`` (C, H, W) is that of the pictures, if they are known. Raises WriteError, and SettingError for what cannot
    be trained.
    """
    from app.io.along import kept_steps
    from app.jobs.orders import standing
    from app.jobs.planning import check_orders, check_shape

    check_orders(orders.given, orders.sizes, start=orders.watch.start is not None)
    if shape is not None:
        check_shape(shape, orders.given, orders.sizes)
    return standing(orders), kept_steps(along_path(orders.out))


def find_run(path: str) -> FoundRun:
    """How a training was set up. Raises CheckpointError."""
    from app.jobs.orders import found_run

    return found_run(path)


def read_grids(kept: KeptStep) -> tuple[np.ndarray | None, np.ndarray | None]:
    """The grid that is kept of a step, and what is nearest to it, uint8 [H, W, C]; None: there is none.

    Raises ImageError.
    """
    from app.io.images import read_picture

    grid, near = (read_picture(path) if path else None for path in (kept.grid, kept.nearest))
    return grid, near
