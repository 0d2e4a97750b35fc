"""Keeps what is found inside of the open network up to date with what is asked, in a thread, while somebody looks."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from app.params.inside import LookedInto, LookRequest
from app.params.status import RunPhase
from app.state.inside import InsideState
from app.state.run import RunState
from app.ui.asker import Asker
from app.ui.model_session import ModelSession
from app.ui.tasks import TaskRunner
from app.ui.text import tr
from app.workers.inside import inside_thread


class InsideSession(QObject):
    """The picture that is looked at is the denoised estimate of the sample in focus, with noise of the level added.

    While a run goes on and is followed nothing is asked: the processor is the sampler's.
    """

    changed = Signal()
    """Another noise level is looked at, or the run began or came to rest."""

    def __init__(
        self, state: InsideState, run: RunState, models: ModelSession, tasks: TaskRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.state = state
        self._run, self._models = run, models
        self._asked: LookRequest | None = None
        self._answered: LookRequest | None = None
        self._seen: tuple[object, int] | None = None
        self._picture: np.ndarray | None = None
        self._told: tuple[float | None, bool] = (None, False)
        self._asker: Asker[LookRequest, LookedInto] = Asker(
            inside_thread, tr("The network cannot be looked into"), tasks, self
        )
        self._asker.answered.connect(self._take)
        for signal in (
            state.shown_changed, state.asked_changed, run.numbers_changed, run.view_changed, run.focus_changed,
            run.status_changed, run.ended, models.opened,
        ):  # fmt: skip
            signal.connect(self.look)

    @property
    def idle(self) -> bool:
        """Whether what is shown is up to date, or nothing can be."""
        return self._asker.idle and self._asked is self._answered

    @property
    def waiting(self) -> bool:
        """Whether a run goes on, and has to rest first; the network is looked into once all the same."""
        known = self._answered is not None and self._answered.model is self._models.model
        return known and self._run.phase is RunPhase.RUNNING and self._run.viewed is None

    @property
    def sigma(self) -> float | None:
        """The noise level that is looked at; None without a network."""
        info, frame = self._models.state.info, self._run.shown_frame()
        if self.state.sigma is not None:
            return self.state.sigma
        if info is not None and frame is not None and self._own():
            return frame.progress.sigma
        return None if info is None else max(info.sigmas)

    def _own(self) -> bool:
        """Whether the pictures that are seen are of the open network."""
        mine, its = self._run.info, self._models.state.info
        return mine is not None and its is not None and mine.sha256 == its.sha256

    def wanted(self) -> LookRequest | None:
        """What is to be found out now; None: nothing."""
        state, model, sigma = self.state, self._models.model, self.sigma
        if not state.shown or self.waiting or model is None or sigma is None:
            return None
        frame, picture = self._run.shown_frame(), None
        if frame is not None and self._own() and self._run.focus < len(frame.estimate):
            place = (frame, self._run.focus)
            if self._seen != place:
                self._seen, self._picture = place, frame.estimate[self._run.focus]
            picture = self._picture
        return LookRequest(model, picture, sigma, state.layer, state.pixel, state.dilated, state.held)

    @Slot()
    def look(self) -> None:
        """Ask, if something else is wanted than before."""
        now = (self.sigma, self.waiting)
        if self.state.shown and now != self._told:
            self._told = now
            self.changed.emit()
        if not self.state.shown and self._asked is not None:
            self._asked = self._answered
            self._asker.rest()
        wanted = self.wanted()
        if wanted is not None and not wanted.same(self._asked):
            self._asked = wanted
            self._asker.ask(wanted)

    @Slot()
    def _take(self) -> None:
        answer = self._asker.take()
        if answer is None:
            return
        self._answered = answer.request
        self.look()
        if answer.request.model is self._models.model:
            with self.state.together():
                self.state.found, self.state.problem = answer.result, answer.problem
