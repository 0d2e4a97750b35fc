"""Runs that fill a picture: what they are given, and the mask repainted while they go on."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from app.params.inpainting import Paste
from app.params.run import Problem
from app.state.inpainting import InpaintState
from app.state.mask import MaskState
from app.state.run import RunState
from app.state.settings import SettingsState
from app.state.source import SourceState
from app.state.strokes import Box
from app.ui.model_session import ModelSession
from app.ui.sample.run_session import RunSession
from app.ui.tasks import TaskRunner
from app.ui.text import tr
from app.workers.control import Mode
from app.workers.inpaint import Given, InpaintThread, MaskChange, MaskLink
from app.workers.sampler import RunJob, RunLink, SamplerThread


class InpaintSession(RunSession):
    """A run of :class:`InpaintThread`. ``given`` is what the newest run fills; it stays after the run's end.

    ``masks`` are those of a restored run: they act again in the next run, unless the mask is changed.
    """

    given_changed = Signal()

    def __init__(
        self, models: ModelSession, tasks: TaskRunner, settings: SettingsState, run: RunState,
        source: SourceState, mask: MaskState, options: InpaintState, parent: QObject,
    ) -> None:  # fmt: skip
        super().__init__(models, tasks, settings, run, parent)
        self.given: Given | None = None
        self.masks: tuple[tuple[int, object], ...] = ()
        self._source, self._mask, self._options = source, mask, options
        self._thread: InpaintThread | None = None
        self._painted: list[MaskChange] = []
        mask.changed.connect(self._mask_changed)
        mask.reshaped.connect(self._mask_reshaped)
        mask.committed.connect(self._log_painted)
        run.ended.connect(self._log_painted)

    def start(self, mode: Mode) -> None:
        """Begin a run with the present picture, mask and settings."""
        info = self._models.state.info
        ready = info is not None and not self._models.state.loading
        if ready and self._mask.count == 0:
            text = tr("Paint over what the network is to fill, or choose a ready-made mask in the panel.")
            self.problem.emit(Problem(tr("The mask is empty: there is nothing to fill"), text))
            return
        before = self.run.run_id
        super().start(mode)
        if self.run.run_id != before:
            self._log(self._given_line())

    def _make_thread(self, job: RunJob, link: RunLink) -> SamplerThread:
        replay = dict(self.masks)
        first = replay.get(0, self._mask.pixels)
        self.given = Given(self._source.pixels.copy(), MaskLink(first, replay), self._options.settings)  # type: ignore[arg-type]
        self._painted = []
        thread = InpaintThread(job, link, self.given)
        thread.mask_applied.connect(self._mask_applied)
        self.given_changed.emit()
        return thread

    def _given_line(self) -> str:
        settings = self._options.settings
        how = {Paste.LEVEL: tr("one noisy copy a level"), Paste.STEP: tr("a fresh noisy copy each step")}
        text = tr("fills {0} of the pixels of {1}; known pixels: {2}").format(
            _percent(self._mask.share), self._source.name or tr("a drawing"), how[settings.paste]
        )
        if settings.resample > 1:
            text += tr("; each level {0} times").format(settings.resample)
        if len(self.masks) > 1:
            text += tr("; repeating {0} changes of the mask").format(len(self.masks) - 1)
        return text

    # The mask during a run

    @Slot(object)
    def _mask_changed(self, _box: Box) -> None:
        self.masks = ()
        given = self.given
        # Another network may have been opened, with pictures of another size, while this run goes on.
        if self.run.phase.active and given is not None and given.source.shape[1:] == self._mask.shape:
            given.masks.set(self._mask.pixels)

    @Slot()
    def _mask_reshaped(self) -> None:
        self.masks = ()

    @Slot(int, object)
    def _mask_applied(self, run_id: int, change: MaskChange) -> None:
        if run_id != self.run.run_id:
            return
        self._painted.append(change)
        self.given_changed.emit()
        if not self._mask.painting:
            self._log_painted()

    @Slot()
    def _log_painted(self) -> None:
        """One line a stroke, however many steps it took."""
        painted, self._painted = self._painted, []
        if not painted:
            return
        first, last = painted[0], painted[-1]
        steps = str(first.evaluation + 1)
        if last.evaluation != first.evaluation:
            steps += f" … {last.evaluation + 1}"
        share = _percent(last.count / last.size)
        self._log(tr("step {0}, level {1}: mask repainted, {2} regenerated").format(steps, last.level, share))


def _percent(share: float) -> str:
    return tr("{0} %").format(f"{100 * share:.3g}")
