"""The lane of a contestant: its pictures, how far it is, what the pictures are."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from app.params.quality import Compared, Judged
from app.params.race import Contestant, place_of
from app.params.run import FinishReason
from app.params.sampling import SampleSettings
from app.render.grids import GridLayout, fit_grid, paint_grid
from app.render.images import stack_qimage
from app.ui.runs.class_views import ClassBars, paint_labels
from app.ui.runs.colours import LevelColours
from app.ui.runs.controls import ValueGrid
from app.ui.runs.quality_words import FRECHET, KERNEL, TOP, distance_texts
from app.ui.runs.race_runner import Ran
from app.ui.runs.words import REASONS
from app.ui.text import count, duration, number, tr
from app.ui.widgets.buttons import tool_button
from app.ui.widgets.labels import ElidedLabel, error_label, show_error
from app.ui.widgets.level_bar import LevelBar

NARROW = 180

ROWS = (
    ("evaluations", "Evaluations", "Of the network: those made, of those that the run takes"),
    ("sigma", "σ", "The noise level of what is seen"),
    ("seconds", "Time", "How long this one's own evaluations took, without those of the others"),
    TOP,
)


class LanePicture(QWidget):
    """Pictures in a grid of whole factors. A click, or Enter, shows one alone, in all lanes; arrows choose another."""

    picked = Signal(object)
    """The sample to be shown alone, from 0; None: all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._batch: np.ndarray | None = None
        self.empty = ""
        """What is said where there are no pictures."""
        self._labels: tuple[str, ...] = ()
        self._focus: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(NARROW, 96)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @override
    def sizeHint(self) -> QSize:
        return QSize(280, 280)

    @property
    def batch(self) -> np.ndarray | None:
        """What is shown, uint8 [B, H, W, C]."""
        if self._batch is None or self._focus is None:
            return self._batch
        return self._batch[self._focus : self._focus + 1]

    @property
    def labels(self) -> tuple[str, ...]:
        """What stands on the pictures shown."""
        return self._labels if self._focus is None else self._labels[self._focus : self._focus + 1]

    def show_pictures(self, batch: np.ndarray | None, labels: tuple[str, ...], focus: int | None) -> None:
        """Show uint8 [B, H, W, C], all or the one in focus, with a label on each."""
        self._batch, self._labels = batch, labels
        self._focus = focus if batch is not None and focus is not None and focus < len(batch) else None
        self.update()

    def _layout(self, batch: np.ndarray) -> tuple[GridLayout, QPoint]:
        ratio = self.devicePixelRatioF()
        wide, tall = round(self.width() * ratio), round(self.height() * ratio)
        many, height, width, _ = batch.shape
        layout = fit_grid(many, height, width, (max(1, wide), max(1, tall)))
        return layout, QPoint((wide - layout.size[0]) // 2, (tall - layout.size[1]) // 2)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        """In device pixels: no picture is smoothed."""
        painter, palette, ratio = QPainter(self), self.palette(), self.devicePixelRatioF()
        painter.fillRect(self.rect(), palette.color(QPalette.ColorRole.Dark))
        batch = self.batch
        if batch is None:
            painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self.empty)
            return
        layout, origin = self._layout(batch)
        painter.scale(1 / ratio, 1 / ratio)
        whole = QRect(0, 0, round(self.width() * ratio), round(self.height() * ratio))
        paint_grid(painter, stack_qimage(batch), layout, (origin.x(), origin.y()), whole, frozenset())
        labels = [(layout.rect(k).translated(origin), text) for k, text in enumerate(self.labels[: len(batch)])]
        paint_labels(painter, labels, self.font(), ratio)

    def center_of(self, sample: int) -> QPoint:
        """The middle of a picture in widget coordinates."""
        batch = self.batch
        if batch is None:
            return self.rect().center()
        layout, origin = self._layout(batch)
        return layout.rect(sample).translated(origin).center() / self.devicePixelRatioF()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a sample shows it alone, one more all of them."""
        batch = self.batch
        if event.button() is not Qt.MouseButton.LeftButton or batch is None:
            super().mousePressEvent(event)
            return
        layout, origin = self._layout(batch)
        place = event.position().toPoint() * self.devicePixelRatioF() - origin
        self.picked.emit(None if self._focus is not None else layout.index_at(place.x(), place.y()))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left, Right: another sample; Enter: one or all."""
        key, ways = Qt.Key(event.key()), {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if self._batch is None:
            super().keyPressEvent(event)
        elif key in ways:
            focus = 0 if self._focus is None else self._focus + ways[key]
            self.picked.emit(max(0, min(focus, len(self._batch) - 1)))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.picked.emit(0 if self._focus is None else None)
        else:
            super().keyPressEvent(event)


class RaceLane(QWidget):
    """Shows a :class:`Contestant` and what has come of it."""

    edited = Signal(int)
    """The key of the contestant whose settings are to be changed."""
    removed = Signal(int)

    def __init__(self, contestant: Contestant, colours: LevelColours, *, judged: bool) -> None:
        super().__init__()
        self.contestant = contestant
        self._colours = colours
        self.judged = judged
        """Whether there are classes of such pictures."""
        self._settings: SampleSettings | None = None
        self._planned = contestant.settings.plan.total
        name, key = contestant.name, contestant.key
        self.name = ElidedLabel(name, wants=NARROW)
        font = self.name.font()
        font.setBold(True)
        self.name.setFont(font)
        self.edit = tool_button(tr("Edit…"), tr("Change this contestant's settings or its name"))
        self.remove = tool_button("×", tr("It takes no part in the next race; what it has made goes"))
        self.edit.setAccessibleName(tr("Edit {0}").format(name))
        self.remove.setAccessibleName(tr("Remove {0}").format(name))
        self.edit.clicked.connect(partial(self._ask, self.edited.emit, key))
        self.remove.clicked.connect(partial(self._ask, self.removed.emit, key))
        for button in (self.edit, self.remove):
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.about = ElidedLabel("", wants=NARROW)
        self.about.setProperty("role", "quiet")
        self.bar = LevelBar()
        self.bar.setFixedHeight(8)
        self.bar.setAccessibleName(tr("Progress of {0}").format(name))
        self.picture = LanePicture()
        self.picture.setAccessibleName(tr("Pictures of {0}").format(name))
        self.values = ValueGrid([(k, tr(title), tr(tip)) for k, title, tip in ROWS[: 4 if judged else 3]])
        self.distances = QWidget()
        self.far = ValueGrid([(k, tr(title), tr(tip)) for k, title, tip in (FRECHET, KERNEL)])
        self.far.setContentsMargins(0, 0, 0, 0)
        self.distances.setLayout(self.far)
        self.bars = ClassBars()
        self.bars.setVisible(judged)
        self.error = error_label()
        colours.changed.connect(self._recolour)
        head = QHBoxLayout()
        head.setSpacing(2)
        head.addWidget(self.name, 1)
        head.addWidget(self.edit)
        head.addWidget(self.remove)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self.about)
        layout.addWidget(self.bar)
        layout.addWidget(self.picture, 1)
        layout.addWidget(self.error)
        layout.addLayout(self.values)
        layout.addWidget(self.distances)
        layout.addWidget(self.bars)

    @Slot()
    def _recolour(self) -> None:
        self._settings = None

    @staticmethod
    def _ask(tell: Callable[[int], None], key: int, _checked: bool = False) -> None:
        tell(key)

    def show_settings(self, settings: SampleSettings, *, editable: bool) -> None:
        """What it runs with now, or would."""
        self.edit.setEnabled(editable)
        self.remove.setEnabled(editable)
        if settings == self._settings:
            return
        self._settings, self._planned = settings, settings.plan.total
        sampler, levels = tr(settings.sampler.label), len(settings.noise_levels)
        self.about.setText(tr("{0}, {1} levels").format(sampler, count(levels)))
        self.bar.set_colours([self._colours.of_sigma(sigma) for sigma in settings.noise_levels])

    def show_pictures(
        self, ran: Ran | None, judged: Judged | None, *, sigma: float | None, estimate: bool, focus: int | None
    ) -> None:
        """The pictures at a noise level, or the newest, with their classes where those are of them."""
        frame = None if ran is None else ran.frame(sigma)
        batch = None if frame is None else frame.pictures(estimate=estimate)
        labels: tuple[str, ...] = ()
        if judged is not None and batch is not None and len(judged.classes) == len(batch):
            labels = tuple(judged.text(k) for k in range(len(batch)))
        self.picture.empty = tr("runs with the next race")
        if ran is not None:
            self.picture.empty = tr("begins at σ = {0}").format(number(ran.settings.noise_levels[0]))
        self.picture.show_pictures(batch, labels, focus)

    def show_numbers(
        self, ran: Ran | None, judged: Judged | None, compared: Compared | None, sigma: float | None
    ) -> None:
        """How far it is, and what its pictures are."""
        frame = None if ran is None else ran.frame(sigma)
        if ran is None or frame is None:
            judged = compared = None
        texts = {"evaluations": count(self._planned)}
        if ran is not None:
            texts["evaluations"] = tr("{0} of {1}").format(*map(count, ran.evaluations))
            texts["seconds"] = duration(ran.lane.seconds)
            if frame is not None:
                texts["sigma"] = number(frame.progress.sigma)
        if judged is not None:
            texts["top"] = f"{judged.top_probability:.3f}"
        self.values.show_values(texts)
        far = compared is not None and compared.frechet is not None
        self.distances.setVisible(far)
        if compared is not None and far:
            self.far.show_values(distance_texts(compared))
        if self.judged:
            self.bars.show_shares(judged, compared)
        self.bar.set_position(self._position(ran))
        show_error(self.error, _end_text(ran))

    @staticmethod
    def _position(ran: Ran | None) -> float:
        """How many levels are done."""
        if ran is None or ran.lane.frame is None:
            return 0.0
        progress = ran.lane.frame.progress
        over = progress.denoising or place_of(progress, ran.settings.noise_levels)[1] >= 1
        return float(progress.levels) if over else progress.position - 1


def _end_text(ran: Ran | None) -> str:
    """Why it ended, if not well."""
    if ran is None or ran.reason in (None, FinishReason.COMPLETE, FinishReason.STOPPED):
        return ""
    if ran.problem is not None:
        return f"{tr(ran.problem.title)}. {ran.problem.text}"
    return tr(REASONS[ran.reason]) if ran.reason is not None else ""
