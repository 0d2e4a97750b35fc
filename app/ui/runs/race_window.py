"""The window of races: several settings from the same noise, live side by side, level by sigma."""

from __future__ import annotations

import math
from functools import partial

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.params.model import ModelInfo
from app.params.race import Contestant
from app.params.run import Problem
from app.params.sampling import SampleSettings
from app.params.status import RunPhase
from app.state.race import RaceState
from app.state.run import NUMBERS_MS
from app.state.settings import SettingsState
from app.ui.later import later
from app.ui.runs.colours import LevelColours
from app.ui.runs.history import History
from app.ui.runs.judging import Judging
from app.ui.runs.race_edit import RaceEdit
from app.ui.runs.race_entry import RaceEntry
from app.ui.runs.race_lane import RaceLane
from app.ui.runs.race_runner import RaceRunner, Ran
from app.ui.runs.steering import show_steering
from app.ui.runs.words import status_text
from app.ui.text import number, tr
from app.ui.widgets.labels import PlainLabel, error_label, quiet_label, show_error
from app.ui.widgets.windows import keep_room, resize_within_screen
from app.ui.workspace import Context

PLACES = 200
"""Of the slider, evenly in log sigma; the last one is the newest step."""


class RaceWindow(QDialog):
    """Contestants above, a lane for each, and below them the noise level that is looked at in all."""

    def __init__(
        self, context: Context, settings: SettingsState, colours: LevelColours, history: History,
        parent: QWidget | None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._context, self._colours, self._history = context, colours, history
        self.setWindowTitle(tr("Race: several settings from the same noise"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        resize_within_screen(self, 1120, 760)
        self.state = RaceState(self)
        self.runner = RaceRunner(context, self.state, self)
        self.session = self.runner.session
        self.judging = Judging(context, self)
        self.lanes: list[RaceLane] = []
        self._network = ""
        """Whose recipes the contestants follow (SHA-256)."""
        self._told = ""
        self._rest = later(self, self._rested, NUMBERS_MS)
        self.entry = RaceEntry(self.state, context.models.state, settings, history.state)
        self._make_view()
        self._make_buttons()
        self._lay_out()
        self._connect()
        self._network_changed()
        self._show_contestants()

    # Building

    def _make_view(self) -> None:
        self.hint = quiet_label(
            tr("Two to four settings start from the same noise and go down through the same noise levels side by side: "
               "which of them makes the better pictures, and with how many evaluations?")
        )  # fmt: skip
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hint.setContentsMargins(96, 0, 96, 0)
        self.board = QWidget()
        self.row = QHBoxLayout(self.board)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(12)
        self.level = QSlider(Qt.Orientation.Horizontal)
        self.level.setRange(0, PLACES)
        self.level.setValue(PLACES)
        self.level.setPageStep(PLACES // 10)
        self.level.setAccessibleName(tr("Noise level looked at"))
        self.level.setToolTip(
            tr("Look at all at the same σ, each at its nearest level; at the right end: the newest step")
        )
        self.caption = PlainLabel()
        self.caption.setMinimumWidth(90)
        self.caption.setAccessibleName(tr("What is seen"))
        self.estimate = QCheckBox(tr("Denoised &estimate"))
        self.estimate.setToolTip(tr("Tweedie's estimate x + σ² s(x, σ) of all instead of the noisy x"))
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        keep_room(self.bar)
        self.bar.setAccessibleName(tr("Progress of the race"))
        self.about = quiet_label()
        self.about.setAccessibleName(tr("What is known of the pictures"))
        self.error = error_label()

    def _make_buttons(self) -> None:
        self.start, self.stop = QPushButton(tr("&Start")), QPushButton(tr("St&op"))
        self.keep, self.shut = QPushButton(tr("&Keep in the history")), QPushButton(tr("&Close"))
        self.start.setToolTip(tr("Let all run from the start; while they run: pause, and go on"))
        self.stop.setToolTip(tr("End the race; what it has made by then stays"))
        self.keep.setToolTip(tr("Enter the runs in the history, where they can be looked through and compared"))
        self.shut.setToolTip(tr("Close the window, which ends the race"))
        self.status = PlainLabel()
        self.status.setAccessibleName(tr("State of the race"))
        for button, slot in (
            (self.start, self.session.play_pause), (self.stop, self.session.stop), (self.keep, self.keep_all),
            (self.shut, self.close),
        ):  # fmt: skip
            button.setAutoDefault(False)
            button.clicked.connect(slot)

    def _lay_out(self) -> None:
        level, last = QHBoxLayout(), QHBoxLayout()
        for row in (level, last):
            row.setSpacing(8)
        level.addWidget(self.level, 1)
        level.addWidget(self.caption)
        level.addWidget(self.estimate)
        last.addWidget(self.status, 1)
        for button in (self.start, self.stop, self.keep, self.shut):
            last.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(self.entry)
        layout.addWidget(self.error)
        layout.addWidget(self.hint, 1)
        layout.addWidget(self.board, 1)
        layout.addLayout(level)
        layout.addWidget(self.about)
        layout.addWidget(self.bar)
        layout.addLayout(last)

    def _connect(self) -> None:
        self.entry.started.connect(self._recipes_taken)
        self.level.valueChanged.connect(self._level_moved)
        self.estimate.toggled.connect(partial(RaceState.show_estimate.set, self.state))
        self.state.contestants_changed.connect(self._show_contestants)
        self.state.ground_changed.connect(self._show_view)
        self.state.view_changed.connect(self._show_view)
        self.runner.frame_changed.connect(self._show_frames)
        self.runner.changed.connect(self._show_view)
        self.session.changed.connect(self._show_view)
        self.session.starting.connect(self._starting)
        self.session.problem.connect(self._show_problem)
        self.judging.changed.connect(self._judged)
        self._context.models.opened.connect(self._network_changed)
        self._context.models.state.loading_changed.connect(self._loading_changed)
        self._history.state.entries_changed.connect(self._show_state)

    # Who takes part

    @property
    def info(self) -> ModelInfo | None:
        """The network that is open."""
        return self._context.models.state.info

    @Slot()
    def _recipes_taken(self) -> None:
        if self.entry.waiting:
            self._show_state()
        else:
            self.session.restart()

    @Slot()
    def _loading_changed(self) -> None:
        """What was awaited is there, or will not come."""
        if self.entry.waiting and not self._context.models.state.loading:
            self.entry.take_recipes()

    @Slot(int)
    def ask_edit(self, key: int) -> None:
        """Ask for other settings of a contestant."""
        contestant, info = self.state.find(key), self.info
        if contestant is not None and info is not None:
            dialog = RaceEdit(contestant, info, self._colours, self)
            dialog.done_with.connect(self._edited)
            dialog.open()

    @Slot(int, str, object)
    def _edited(self, key: int, name: str, settings: SampleSettings) -> None:
        self.state.edit(key, name, settings)

    @Slot()
    def _network_changed(self) -> None:
        info = self.info
        if info is not None and info.sha256 != self._network:
            self._network = info.sha256
            self.state.fit(info)
        self._show_contestants()

    # What is shown

    @Slot()
    def _show_contestants(self) -> None:
        """A lane for each; those that are still there stay."""
        info, state = self.info, self.state
        judged = Judging.possible(info)
        before = {(lane.contestant, lane.judged): lane for lane in self.lanes}
        self.lanes = []
        for one in state.contestants:
            there = (one, judged) in before
            self.lanes.append(before.pop((one, judged)) if there else self._made_lane(one, judged=judged))
        for lane in before.values():
            self.row.removeWidget(lane)
            lane.hide()
            lane.deleteLater()
        for place, lane in enumerate(self.lanes):
            self.row.insertWidget(place, lane, 1)
        self.hint.setVisible(not self.lanes)
        for widget in (self.board, self.level, self.caption, self.estimate, self.about):
            widget.setVisible(bool(self.lanes))
        self.judging.forget(*(one.key for one in state.contestants))
        self._show_view()

    def _made_lane(self, contestant: Contestant, *, judged: bool) -> RaceLane:
        lane = RaceLane(contestant, self._colours, judged=judged)
        lane.edited.connect(self.ask_edit)
        lane.removed.connect(self.state.remove)
        lane.picture.picked.connect(partial(RaceState.focus.set, self.state))
        return lane

    @Slot()
    def _starting(self) -> None:
        show_error(self.error, "")
        self._told = ""

    @Slot(object)
    def _show_problem(self, problem: Problem) -> None:
        show_error(self.error, f"{tr(problem.title)}. {problem.text}")

    def keepable(self) -> list[Ran]:
        """The runs that are over and not in the history."""
        return [ran for ran in self.runner.over if self._history.state.find(ran.entry) is None]

    @Slot()
    def keep_all(self) -> None:
        """Enter the runs in the history."""
        kept = self.keepable()
        for ran in kept:
            ran.entry = self._history.keep(ran.path, ran.contestant.name, ran.lane.seconds)
        self._told = tr("{0} runs are in the history: choose Compare there.").format(len(kept))
        self._show_state()

    @Slot()
    def _show_view(self) -> None:
        self._show_frames()
        self._rested()
        self._show_state()

    @Slot()
    def _rested(self) -> None:
        """Numbers and classes do not follow every frame."""
        self._ask_judge()
        self._show_numbers()

    @Slot()
    def _show_frames(self) -> None:
        self._show_pictures()
        if self.session.status.phase.active and not self._rest.isActive():
            self._rest.start()

    def _show_pictures(self) -> None:
        sigma, estimate, focus = self.state.sigma, self.state.show_estimate, self.state.focus
        for lane, ran in zip(self.lanes, self._rans(), strict=True):
            judged = self.judging.judged(lane.contestant.key)
            lane.show_pictures(ran, judged, sigma=sigma, estimate=estimate, focus=focus)

    def _rans(self) -> list[Ran | None]:
        return [self.runner.ran(lane.contestant) for lane in self.lanes]

    def _ask_judge(self) -> None:
        state, at_rest = self.state, not self.session.status.phase.active
        for lane, ran in zip(self.lanes, self._rans(), strict=True):
            frame = None if ran is None else ran.frame(state.sigma)
            if ran is not None and frame is not None and self.isVisible():
                pictures = frame.pictures(estimate=state.show_estimate)
                self.judging.ask(lane.contestant.key, ran.info, pictures, distances=at_rest)

    @Slot()
    def _judged(self) -> None:
        self._show_pictures()
        self._show_numbers()

    @Slot()
    def _show_numbers(self) -> None:
        state, info, active = self.state, self.info, self.session.status.phase.active
        for lane, ran in zip(self.lanes, self._rans(), strict=True):
            key = lane.contestant.key
            if ran is not None:
                lane.show_settings(ran.settings, editable=not active)
            elif info is not None:
                lane.show_settings(self._entered(lane.contestant, info), editable=not active)
            lane.show_numbers(ran, self.judging.judged(key), self.judging.compared(key), state.sigma)
        done, total = self.runner.evaluations
        self.bar.setRange(0, max(1, total))
        self.bar.setValue(done)
        self.caption.setText(tr("newest") if state.sigma is None else tr("σ = {0}").format(number(state.sigma)))
        ran = next(filter(None, self._rans()), None)
        self.about.setText("" if ran is None else self.judging.missing(ran.info, ran.settings.count, going=active))

    def _entered(self, contestant: Contestant, info: ModelInfo) -> SampleSettings:
        try:
            return self.state.ground.settings(contestant, info)
        except ValueError:
            return contestant.settings

    @Slot()
    def _show_state(self) -> None:
        state, phase, runner = self.state, self.session.status.phase, self.runner
        at_rest = tr("&Again") if runner.there else tr("&Start")
        show_steering(self.start, self.stop, phase, at_rest, startable=state.enough)
        self.keep.setEnabled(bool(self.keepable()))
        self.bar.setVisible(phase.active)
        self.level.setEnabled(any(ran.lane.frame is not None for ran in runner.there))
        self.entry.allow(not phase.active)
        text = "" if phase is RunPhase.IDLE and not runner.there else status_text(self.session.status)
        text = tr("Starts as soon as the network is open") if self.entry.waiting else text
        self.status.setText(f"{text}. {self._told}" if self._told else text)
        with QSignalBlocker(self.estimate):
            self.estimate.setChecked(state.show_estimate)
        if state.sigma is None:
            with QSignalBlocker(self.level):
                self.level.setValue(PLACES)

    @Slot(int)
    def _level_moved(self, place: int) -> None:
        sigmas = [sigma for ran in self.runner.there for sigma in ran.settings.noise_levels]
        if place == PLACES or not sigmas:
            self.state.sigma = None
            return
        high, low = math.log(max(sigmas)), math.log(min(sigmas))
        self.state.sigma = math.exp(high + (low - high) * place / (PLACES - 1))

    # The window

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """What the pictures are is found out while they are seen."""
        super().showEvent(event)
        self._show_view()

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Who comes back may have named real pictures elsewhere."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self._rested()

    @override
    def done(self, result: int) -> None:
        """Closed in whatever way: the race is over."""
        self.entry.waiting = False
        self.session.stop()
        self.judging.forget()
        super().done(result)

    def end(self) -> None:
        """The program ends."""
        self.session.close()
        self.judging.close()
