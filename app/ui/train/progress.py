"""How a training goes: how far it is, its losses, its samples beside what they are nearest to, and its way so far."""

from __future__ import annotations

import math
from functools import partial
from pathlib import Path

import numpy as np
from PySide6.QtCore import QSignalBlocker, QSize, Qt, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QSlider, QVBoxLayout, QWidget
from typing_extensions import override

from app.params.status import RunPhase
from app.params.training_run import TrainFrame
from app.ui.runs.controls import ProgressLine
from app.ui.runs.words import progress_text, status_text
from app.ui.text import count, duration, number, one_line, tip, tr
from app.ui.train.charts import LevelLosses, StepLosses
from app.ui.train.session import TrainingRunner
from app.ui.widgets.batch_view import BatchView
from app.ui.widgets.labels import ElidedLabel, PlainLabel
from app.ui.workspace import Context
from app.workers.training import read_grids


class TrainingView(QWidget):
    """Shows a :class:`TrainingRunner`."""

    def __init__(self, runner: TrainingRunner, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner, self._context = runner, context
        self.line = ProgressLine()
        self.line.bar.setToolTip(tr("Done so far"))
        self.line.bar.setAccessibleName(tr("Progress of the training"))
        self.numbers = ElidedLabel()
        self.numbers.setProperty("role", "quiet")
        self.numbers.setAccessibleName(tr("Time and losses"))
        self.said = ElidedLabel()
        self.said.setProperty("role", "quiet")
        self.said.setAccessibleName(tr("What has happened"))
        self.levels, self.steps = LevelLosses(runner, context), StepLosses(runner, context)
        self.samples = BatchView(
            tr("Samples of the network"),
            tr("What the network samples while it trains, as often as is set under “While it trains”, and at the end."),
        )
        self.nearest = BatchView(
            tr("The pictures of the data nearest to the samples"),
            tr("And the pictures of the data that are nearest to them: are the samples copies?"),
        )
        self.captions = ElidedLabel(tr("Samples")), ElidedLabel(tr("Nearest pictures of the data"))
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(tr("Along the training"))
        self.slider.setToolTip(tr("Look back at what was kept: the samples of earlier networks; at the right end now"))
        self.place = PlainLabel()
        self.open = QPushButton(tr("Open in Sa&mple"))
        self.open.setAutoDefault(False)
        self.open.setToolTip(
            tr("Sample from the network seen here, as it is now or was then; the training goes on beside it")
        )
        self._reading = 0
        self._lay_out()
        self.slider.valueChanged.connect(self._slid)
        self.open.clicked.connect(self._open)
        runner.changed.connect(self.show_numbers)
        runner.session.changed.connect(self.show_numbers)
        runner.sampled_changed.connect(self._show_samples)
        runner.kept_changed.connect(self._kept_changed)
        runner.said_changed.connect(self._show_said)
        self.show_numbers()
        self._kept_changed()

    @override
    def sizeHint(self) -> QSize:
        return QSize(720, 680)

    def _lay_out(self) -> None:
        charts, foot = QHBoxLayout(), QHBoxLayout()
        for row in (charts, foot):
            row.setSpacing(12)
        for chart in (self.levels, self.steps):
            chart.setMinimumHeight(130)
            charts.addWidget(chart, 1)
        pictures = QGridLayout()
        pictures.setHorizontalSpacing(16)
        pictures.setVerticalSpacing(4)
        for column, (caption, view) in enumerate(zip(self.captions, (self.samples, self.nearest), strict=True)):
            caption.setProperty("role", "heading")
            pictures.addWidget(caption, 0, column)
            pictures.addWidget(view, 1, column)
            pictures.setColumnStretch(column, 1)
        pictures.setRowStretch(1, 1)
        foot.addWidget(self.slider, 1)
        foot.addWidget(self.place)
        foot.addWidget(self.open)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 12)
        whole.setSpacing(8)
        for widget in (self.line, self.numbers):
            whole.addWidget(widget)
        whole.addLayout(charts, 2)
        whole.addLayout(pictures, 3)
        whole.addLayout(foot)
        whole.addWidget(self.said)

    # Numbers

    @Slot()
    def show_numbers(self) -> None:
        """Where the training is."""
        runner = self._runner
        status, frame, begun = runner.session.status, runner.frame, runner.begun_with
        colours = [self.palette().highlight().color()]
        if frame is None:
            text = status_text(status)
            if runner.reading is not None and status.phase.active:
                text = tr("Reading the data: {0} of {1}").format(
                    count(runner.reading.done), count(runner.reading.total)
                )
            elif begun is not None and status.phase is RunPhase.RUNNING:
                text = tr("Working out the smallest loss there is…") if not runner.best else tr("The first step…")
            self.line.show_place(text, 0.0, colours if status.phase.active else [])
        else:
            text = progress_text(status, frame.done, frame.total, frame.rate)
            if frame.sampling is not None and status.phase.active:
                text += tr(", sampling: {0} of {1}").format(*map(count, frame.sampling))
            self.line.show_place(text, frame.done / max(1, frame.total), colours)
        self.numbers.setText(self._numbers(frame))
        self.open.setEnabled(self._openable())

    def _numbers(self, frame: TrainFrame | None) -> str:
        begun, active = self._runner.begun_with, self._runner.phase.active
        texts = []
        if frame is not None:
            texts.append(tr("epoch {0} of {1}").format(count(frame.epoch), count(frame.epochs)))
            texts.append(tr("loss {0}").format(number(frame.loss)))
            texts.append(tr("{0} so far").format(duration(frame.seconds)))
            if frame.seconds_left is not None and active and frame.done < frame.total:
                texts.append(tr("about {0} left").format(duration(frame.seconds_left)))
        if begun is not None:
            texts.append(
                tr("{0} parameters, threads: {1}, {2}").format(count(begun.parameters), begun.threads, begun.device)
            )
        return " · ".join(texts)

    @Slot()
    def _show_said(self) -> None:
        said = self._runner.said
        self.said.setText(one_line(said[-1]) if said else "")
        self.said.setToolTip(tip("\n".join(one_line(text, 120) for text in said[-12:])))

    # Pictures

    @property
    def looked_back(self) -> int | None:
        """Which of the kept steps is looked at; None: the newest samples."""
        kept = self._runner.kept
        value = self.slider.value()
        return value if value < len(kept) and value < self.slider.maximum() else None

    @Slot()
    def _kept_changed(self) -> None:
        """One place more than steps are kept: the last one is what is sampled now.

        Of a training that rests since before the program was started there is nothing yet but what was kept.
        """
        follow = self.slider.value() >= self.slider.maximum()
        at_rest = self._runner.begun_with is None and not self._runner.phase.active
        with QSignalBlocker(self.slider):
            last = len(self._runner.kept)
            self.slider.setRange(0, last)
            self.slider.setEnabled(last > 0)
            if follow:
                self.slider.setValue(last - 1 if at_rest and last else last)
        self._slid()

    @Slot()
    def _slid(self) -> None:
        self._context.tasks.abandon(self._reading)
        at = self.looked_back
        self.open.setEnabled(self._openable())
        if at is None:
            self.place.setText(tr("now") if self._runner.kept else "")
            self._show_samples()
            return
        kept = self._runner.kept[at]
        self.place.setText(tr("step {0}").format(count(kept.step)))
        if not kept.grid:
            self._show_grids((None, None))
            return
        title = tr("{0} could not be shown").format(Path(kept.grid).name)
        self._reading = self._context.tasks.start(
            title, partial(read_grids, kept), self._show_grids, self._context.notices.show_problem
        )

    def _show_grids(self, grids: tuple[np.ndarray | None, np.ndarray | None]) -> None:
        at = self.looked_back
        if at is None:
            return
        step = count(self._runner.kept[at].step)
        self.captions[0].setText(tr("Samples after step {0}").format(step))
        self.captions[1].setText(tr("Nearest pictures of the data"))
        for view, grid in zip((self.samples, self.nearest), grids, strict=True):
            view.show_pictures(None if grid is None else grid[None])

    @Slot()
    def _show_samples(self) -> None:
        if self.looked_back is not None:
            return
        found = self._runner.sampled
        self.captions[0].setText(
            tr("Samples") if found is None else tr("Samples after step {0}").format(count(found.step))
        )
        self.captions[1].setText(tr("Nearest pictures of the data"))
        if found is None:
            self.samples.show_pictures(None)
            self.nearest.show_pictures(None)
            return
        texts = [tr("{0} from its nearest picture of the data (L2, pixels from 0 to 1)").format(number(d))
                 for d in found.distances]  # fmt: skip
        self.samples.show_pictures(found.pictures, texts)
        middle = math.nan if not found.distances else float(np.median(found.distances))
        about = tr("median distance {0}").format(number(middle))
        self.captions[1].setText(f"{self.captions[1].text()} · {about}")
        self.nearest.show_pictures(found.nearest, texts, about)

    # The network

    def _openable(self) -> bool:
        at = self.looked_back
        if at is not None:
            return bool(self._runner.kept[at].network)
        return self._runner.frame is not None

    @Slot()
    def _open(self) -> None:
        at = self.looked_back
        if at is not None:
            self._runner.wanted.emit(self._runner.kept[at].network)
        else:
            self._runner.want_network()
