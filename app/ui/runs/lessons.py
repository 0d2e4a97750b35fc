"""What a lesson does to a workspace whose runs make pictures: through its states, and back to what was there before."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from app.params import ModelInfo
from app.params.lessons.setup import Begin, PictureSetup
from app.params.run import Problem
from app.state.settings import SettingsState
from app.ui.model_session import ModelSession
from app.ui.notices import Notices
from app.ui.runs.kept import NetworkSettings
from app.ui.runs.pictures import PictureRunner
from app.ui.text import tr
from app.workers.control import Mode

Prepare = Callable[[PictureSetup, Callable[[], None]], None]


class PictureLessons:
    """``prepare(setup, begin)`` does what a workspace needs besides, and then lets the run begin."""

    def __init__(
        self, models: ModelSession, notices: Notices, settings: SettingsState, kept: NetworkSettings,
        runner: PictureRunner, prepare: Prepare = lambda _setup, begin: begin(),
    ) -> None:  # fmt: skip
        self._models, self._notices, self._settings, self._kept = models, notices, settings, kept
        self._runner, self._prepare = runner, prepare
        self._waiting: PictureSetup | None = None
        self._returning = False
        """The reader's own network is being opened again."""

    def set_up(self, setup: PictureSetup) -> None:
        """Everything as the lesson needs it, once its network is open. Raises SettingError."""
        state, path = self._models.state, self._models.bundled.get(setup.network)
        if path is None:
            text = tr("There is no network {0} among those that come with the program.").format(setup.network)
            self._notices.show_problem(Problem(tr("This step cannot be set up"), text))
            return
        self._runner.session.wait_for(None)
        if state.info is not None and state.info.path == path and not state.loading:
            self._apply(setup, state.info)
            return
        self._waiting = setup
        if not state.loading or state.info is not None:
            self._models.open(path)

    def take_network(self, info: ModelInfo) -> None:
        """A network has been opened, and its own settings are shown: perhaps that of the lesson, or the reader's."""
        setup, self._waiting = self._waiting, None
        if self._returning:
            self._returning = self._kept.lent = False
        elif setup is not None and info.path == self._models.bundled.get(setup.network):
            self._apply(setup, info)

    def _apply(self, setup: PictureSetup, info: ModelInfo) -> None:
        run = self._runner.run
        self._settings.set_replay((), ())
        self._settings.replace(setup.settings(info), live=False)
        run.enlarged = False
        run.show_estimate = setup.estimate
        self._prepare(setup, partial(self._begin, setup.run))

    def _begin(self, how: Begin) -> None:
        session = self._runner.session
        if how is Begin.REST:
            session.reset()
        else:
            session.begin_anew(Mode.RUN if how is Begin.PLAY else Mode.STEP)

    def lend(self) -> Callable[[], None]:
        """What is called brings back the network, its settings, and what was last seen of the reader's own run."""
        self._kept.keep()
        self._kept.lent = True
        state = self._models.state
        info, opening, held = state.info, self._models.opening, self._runner.run.held()
        values, repeated = self._settings.held(), self._settings.repeated()

        def back() -> None:
            setup, self._waiting = self._waiting, None
            if setup is not None and state.loading == Path(self._models.bundled[setup.network]).name:
                self._models.cancel()  # nobody waits for it any more
            self._runner.put_back(held)
            now = state.info
            if info is not None and (now is None or now.path != info.path):
                self._returning = True  # until then the settings shown are those of the lesson
                self._models.open(info.path, opening=opening)
                return
            if info is None:
                self._kept.show_kept()
            else:
                self._settings.put_back(values)
                self._settings.set_replay(*repeated)
            self._kept.lent = False

        return back
