"""What becomes of many runs from one sample: the share of each class, below the pictures."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from app.state.run import RunState
from app.ui.runs.class_views import ShareBar
from app.ui.runs.judging import Judging
from app.ui.text import tr
from app.ui.workspace import Context

FAN = "fan"
"""The name under which they are judged."""


class FanShares(QObject):
    """Has the samples of a fan judged as they are seen, whoever looks at classes otherwise, and shows the shares."""

    def __init__(self, context: Context, run: RunState, bar: ShareBar, parent: QObject) -> None:
        super().__init__(parent)
        self._run, self._bar = run, bar
        self.judging = Judging(context, self)
        run.began.connect(self._forget)
        for signal in (run.numbers_changed, run.view_changed, run.ended):
            signal.connect(self._look)
        self.judging.changed.connect(self._show)

    @Slot()
    def _forget(self) -> None:
        """Other samples are shown."""
        self.judging.forget()
        self._show()

    @Slot()
    def _look(self) -> None:
        run = self._run
        pictures, info = run.pictures(), run.info
        if run.fanned is not None and pictures is not None and info is not None:
            self.judging.ask(FAN, info, pictures, distances=False)
        self._show()

    @Slot()
    def _show(self) -> None:
        run = self._run
        sample = run.fanned
        if sample is None or not Judging.possible(run.info):
            self._bar.show_shares("", None)
            return
        words = tr("What becomes of sample {0}, {1} times with fresh noise from step {2} on")
        text = words.format(sample + 1, len(run.indices), run.branches[-1])
        self._bar.show_shares(text, self.judging.judged(FAN))

    def close(self) -> None:
        """The program ends."""
        self.judging.close()
