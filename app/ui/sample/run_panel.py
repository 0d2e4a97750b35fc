"""The run: its buttons, where it is, the update rule with its live numbers, and its log."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QFontDatabase, QTextCursor
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.params import Sampler
from app.params.run import FinishReason, Progress
from app.params.status import RunPhase
from app.state.run import RunState
from app.ui.actions import ActionTable
from app.ui.sample.colours import LevelColours
from app.ui.text import duration, number, tr
from app.ui.theme import tabular
from app.ui.widgets.level_bar import LevelBar

FACTS: tuple[tuple[str, str, str], ...] = (
    ("level", "Level i", "The noise level, of L (Algorithm 1, line 3)"),
    ("step", "Step t", "The Langevin step at this level, of T (line 5)"),
    ("sigma", "σᵢ", "The noise level, in units of the data: a pixel is 0 to 1"),
    ("alpha", "αᵢ", "The step size α = ε σᵢ² / σ_L² (line 4)"),
    ("eta", "η", "The step relative to the level, α / σ²: unstable above 4"),
    ("snr", "SNR", "The signal-to-noise ratio √α ‖s‖ / (2 ‖z‖) of the step, mean over the samples"),
    ("rate", "Speed", "Evaluations of the network a second"),
    ("left", "Time left", "At the present speed"),
)

RULES = {
    Sampler.ANNEALED: "x ← x + <sup>α</sup>⁄<sub>2</sub> s(x, σ) + √(τα) z",
    Sampler.LANGEVIN: "x ← x + <sup>α</sup>⁄<sub>2</sub> s(x, σ) + √(τα) z",
    Sampler.CONSISTENT: "x ← x + <sup>α</sup>⁄<sub>2</sub> s(x, σ) + √τ β z",
}
REASONS = {
    FinishReason.COMPLETE: "Complete",
    FinishReason.STOPPED: "Stopped",
    FinishReason.DIVERGED: "Diverged",
    FinishReason.OUT_OF_MEMORY: "Out of memory",
    FinishReason.FAILED: "Failed",
}
DENOISING = "x ← x + σ² s(x, σ)"


class RunPanel(QWidget):
    """Shows a :class:`RunState`; the buttons are the actions of the table."""

    def __init__(
        self, run: RunState, colours: LevelColours, actions: ActionTable, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._run = run
        self._colours = colours
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 12)
        layout.setSpacing(8)
        layout.addLayout(self._make_buttons(actions))
        self.bar = LevelBar()
        self.bar.setAccessibleName(tr("Progress of the run"))
        self.bar.setToolTip(tr("Done so far; each noise level in its colour"))
        layout.addWidget(self.bar)
        self.state = QLabel()
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        layout.addWidget(self.state)
        layout.addLayout(self._make_facts())
        layout.addWidget(_rule())
        layout.addWidget(_heading(tr("Update rule")))
        self.rule = QLabel()
        font = self.rule.font()
        font.setPointSizeF(font.pointSizeF() * 1.2)
        self.rule.setFont(font)
        self.rule.setTextFormat(Qt.TextFormat.RichText)
        self.rule.setAccessibleName(tr("Update rule"))
        self.rule.setToolTip(
            tr("<p>One step: s is the network's score ∇ log p<sub>σ</sub>(x), z standard normal noise.</p>")
        )
        layout.addWidget(self.rule)
        layout.addLayout(self._make_terms())
        layout.addWidget(_rule())
        layout.addWidget(_heading(tr("Log")))
        self.log = LogView()
        self.log.setReadOnly(True)
        self.log.setMaximumBlockCount(2000)
        self.log.setAccessibleName(tr("Log of the runs"))
        self.log.setPlaceholderText(tr("What was done, and at which step. A saved picture carries all of it."))
        small = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
        small.setPointSizeF(small.pointSizeF() * 0.85)
        self.log.setFont(tabular(small))
        self.log.setMinimumHeight(72)
        layout.addWidget(self.log, 1)
        run.logged.connect(self.log.add)
        for signal in (run.numbers_changed, run.phase_changed, run.began, run.ended, run.sigmas_changed):
            signal.connect(self.refresh)
        colours.changed.connect(self._show_colours)
        run.sigmas_changed.connect(self._show_colours)
        self.refresh()

    def _make_buttons(self, actions: ActionTable) -> QVBoxLayout:
        self.buttons: dict[str, QToolButton] = {}
        rows = QVBoxLayout()
        rows.setSpacing(4)
        below = QHBoxLayout()
        below.setSpacing(4)
        for action_id in ("play", "step", "level", "stop", "reset"):
            button = QToolButton()
            button.setDefaultAction(actions[action_id])
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAccessibleName(actions[action_id].text().replace("&", ""))
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            if action_id == "play":
                button.setObjectName("primary")
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
                button.setIconSize(QSize(20, 20))
                button.setMinimumHeight(36)
                rows.addWidget(button)
            else:
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
                below.addWidget(button)
            self.buttons[action_id] = button
        rows.addLayout(below)
        return rows

    def _make_facts(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        self.facts: dict[str, QLabel] = {}
        for place, (key, title, tip) in enumerate(FACTS):
            name, value = QLabel(tr(title)), QLabel()
            name.setProperty("role", "quiet")
            value.setFont(tabular(value.font()))
            value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            value.setAccessibleName(tr(title))
            for label in (name, value):
                label.setToolTip(tr(tip))
            row, column = divmod(place, 2)
            grid.addWidget(name, row, 2 * column)
            grid.addWidget(value, row, 2 * column + 1)
            self.facts[key] = value
        for column in (1, 3):
            grid.setColumnStretch(column, 1)
        return grid

    def _make_terms(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        self.terms: dict[str, QLabel] = {}
        for row, (key, title) in enumerate(
            (("score", tr("score ‖s‖")), ("drift", tr("drift ‖½ α s‖")), ("noise", tr("noise ‖√(τα) z‖")))
        ):
            name, value = QLabel(title), QLabel()
            name.setProperty("role", "quiet")
            value.setFont(tabular(value.font()))
            value.setAlignment(Qt.AlignmentFlag.AlignRight)
            value.setAccessibleName(title)
            grid.addWidget(name, row, 0)
            grid.addWidget(value, row, 1)
            self.terms[key] = value
        return grid

    @Slot()
    def _show_colours(self) -> None:
        self.bar.set_colours(self._colours.of_run())
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show the newest numbers."""
        progress, run = self._run.progress, self._run
        current = progress if run.phase.active or run.reason is not None else None
        if current is not None and run.frame is not None and run.frame.run_id != run.run_id:
            current = None  # the run has begun, its first step is not over
        self.bar.set_position(min(current.position - 1, current.levels) if current is not None else 0.0)
        self.state.setText(self._state_text(current))
        self._show_facts(current)
        sampler = run.settings.sampler if run.settings is not None else Sampler.ANNEALED
        self.rule.setText(DENOISING if current is not None and current.denoising else RULES[sampler])

    def _show_facts(self, p: Progress | None) -> None:
        active = self._run.phase.active
        texts = {key: "–" for key, _, _ in FACTS}
        if p is not None:
            texts = {
                "level": f"{p.level + 1} / {p.levels}",
                "step": f"{p.step + 1} / {p.steps}",
                "sigma": number(p.sigma),
                "alpha": number(p.alpha),
                "eta": number(p.eta),
                "snr": number(p.snr),
                "rate": tr("{0} it/s").format(number(p.rate)),
                "left": duration(p.seconds_left) if active else "–",
            }
        for key, text in texts.items():
            self.facts[key].setText(text)
        self.terms["drift"].setText(number(p.drift_norm) if p is not None else "–")
        self.terms["noise"].setText(number(p.noise_norm) if p is not None else "–")
        self.terms["score"].setText(number(p.score_norm) if p is not None else "–")

    def _state_text(self, progress: Progress | None) -> str:
        phases = {
            RunPhase.RUNNING: tr("Running"),
            RunPhase.PAUSING: tr("Pausing…"),
            RunPhase.PAUSED: tr("Paused"),
            RunPhase.STOPPING: tr("Stopping…"),
        }
        if self._run.phase in phases:
            text = phases[self._run.phase]
        elif self._run.reason is not None:
            text = tr(REASONS[self._run.reason])
        else:
            return tr("Ready")
        if progress is None:
            return text
        return tr("{0}: step {1} of {2}").format(text, progress.done, progress.total)


class LogView(QPlainTextEdit):
    """Shows the newest line, until the user scrolls up; again, once they are back at the end."""

    def __init__(self) -> None:
        super().__init__()
        self._following = True
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(self._range_changed)
        bar.valueChanged.connect(self._scrolled)

    @Slot(str, bool)
    def add(self, line: str, instead: bool) -> None:
        """A further line, or another last one."""
        if not instead:
            self.appendPlainText(line)
            return
        cursor = QTextCursor(self.document().lastBlock())
        cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
        after = cursor.selectedText()[:1] == "\u2029"  # the break before the line is selected, too
        cursor.insertText(("\n" if after else "") + line)

    # Lines wrap anew when the scroll bar appears, and then "at the end" is not where it was: Qt's own following stops.

    @Slot(int, int)
    def _range_changed(self, _low: int, high: int) -> None:
        if self._following:
            self.verticalScrollBar().setValue(high)

    @Slot(int)
    def _scrolled(self, value: int) -> None:
        self._following = value >= self.verticalScrollBar().maximum()


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "heading")
    return label


def _rule() -> QFrame:
    rule = QFrame()
    rule.setProperty("role", "rule")
    rule.setFixedHeight(1)
    return rule
