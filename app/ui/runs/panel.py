"""What is to be seen of a run that makes pictures: its progress, its numbers, and the update rule with those in it."""

from __future__ import annotations

import dataclasses

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.params import SampleSettings
from app.params.run import Progress
from app.params.samplers import ROWS, Sampler
from app.state.run import RunState
from app.ui.action_table import ActionTable
from app.ui.runs.colours import LevelColours
from app.ui.runs.controls import ProgressLine, RunPanel, ValueGrid
from app.ui.runs.words import progress_text, status_text
from app.ui.text import duration, number, tr
from app.ui.widgets.labels import heading, rich_label

FACTS: tuple[tuple[str, str, str], ...] = (
    ("level", "Level i", "The noise level, of L (Algorithm 1, line 3)"),
    ("step", "Step t", "The Langevin step at this level, of T (line 5)"),
    ("sigma", "σᵢ", "The noise level, in units of the data: a pixel is 0 to 1"),
    ("alpha", "αᵢ", "The step size α = ε σᵢ² / σ_L² (line 4)"),
    ("eta", "η", "The step relative to the level, α / σ²: unstable above 4"),
    ("snr", "SNR", "The signal-to-noise ratio √α ‖s‖ / (2 √τ ‖z‖) of the step, mean over the samples"),
    ("rate", "Speed", "Evaluations of the network a second"),
    ("left", "Time left", "At the present speed"),
)

TERMS = (("score", "score ‖s‖", ""), ("drift", "drift ‖½ α s‖", ""), ("noise", "noise ‖√(τα) z‖", ""))

DENOISING, DENOISING_DRIFT = "x ← x + σ² s(x, σ)", "drift ‖σ² s‖"
"""The last step, and what moves x in it."""


def picture_panel(run: RunState, colours: LevelColours, actions: ActionTable) -> RunPanel:
    """The panel of a run that makes pictures."""
    return RunPanel(actions, (PictureNumbers(run, colours), UpdateRule(run)))


class PictureNumbers(QWidget):
    """Where a run of pictures is."""

    def __init__(self, run: RunState, colours: LevelColours) -> None:
        super().__init__()
        self._run, self._colours = run, colours
        self.progress = ProgressLine()
        self.facts = ValueGrid([(key, tr(title), tr(tip)) for key, title, tip in FACTS], across=2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.progress)
        layout.addLayout(self.facts)
        for signal in (run.numbers_changed, run.status_changed, run.view_changed, run.began, run.ended):
            signal.connect(self.refresh)
        for signal in (colours.changed, run.sigmas_changed):
            signal.connect(self._show_colours)
        self.refresh()

    @Slot()
    def _show_colours(self) -> None:
        self.progress.bar.set_colours(self._colours.of_run())
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show the newest numbers."""
        status, p, path = self._run.status, self._run.shown, self._run.path
        if p is None:
            self.progress.show_place(status_text(status))
            self.facts.show_values({})
            return
        if not status.phase.active and path is not None and path.reason is not None:
            status = dataclasses.replace(status, reason=path.reason)  # it may be a run of the history
        text = progress_text(status, p.done, p.total, back=self._run.viewed is not None)
        self.progress.show_place(text, min(p.position - 1, p.levels))
        self.facts.show_values(_facts(p, going_on=status.phase.active), _beyond(p, self._run.settings))


def _facts(p: Progress, *, going_on: bool) -> dict[str, str]:
    if p.denoising:  # it is no Langevin step: its sizes would read like faults
        return {"level": tr("denoising"), "sigma": number(p.sigma), "rate": tr("{0} it/s").format(number(p.rate))}
    return {
        "level": f"{p.level + 1} / {p.levels}",
        "step": f"{p.step + 1} / {p.steps}",
        "sigma": number(p.sigma),
        "alpha": number(p.alpha),
        "eta": number(p.eta),
        "snr": number(p.snr),
        "rate": tr("{0} it/s").format(number(p.rate)),
        "left": duration(p.seconds_left if going_on else None),
    }


def _beyond(p: Progress, settings: SampleSettings | None) -> tuple[str, ...]:
    """What is past the limit up to which the run's sampler is stable."""
    if settings is None or p.denoising or p.eta is None:
        return ()
    limits = ROWS[settings.sampler].limits(settings, lambda sigma: sigma**2)
    return () if limits.setting != "epsilon" or limits.allow(p.params.epsilon) else ("eta",)


class UpdateRule(QWidget):
    """The rule of the run's sampler, and how large its terms are."""

    def __init__(self, run: RunState) -> None:
        super().__init__()
        self._run = run
        self.rule = rich_label()
        self.rule.setWordWrap(True)  # a long one does not widen the column of panels, which would move the pictures
        font = self.rule.font()
        font.setPointSizeF(font.pointSizeF() * 1.2)
        self.rule.setFont(font)
        self.rule.setAccessibleName(tr("Update rule"))
        self.rule.setToolTip(
            tr("<p>One step: s is the network's score ∇ log p<sub>σ</sub>(x), z standard normal noise.</p>")
        )
        self.terms = ValueGrid([(key, tr(title), tip) for key, title, tip in TERMS])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(heading(tr("Update rule")))
        layout.addWidget(self.rule)
        layout.addLayout(self.terms)
        layout.addStretch(1)
        for signal in (run.numbers_changed, run.status_changed, run.view_changed, run.began, run.ended):
            signal.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show the newest numbers."""
        p, settings = self._run.shown, self._run.settings
        sampler = settings.sampler if settings is not None else Sampler.ANNEALED
        last = p is not None and p.denoising
        self.rule.setText(DENOISING if last else tr(ROWS[sampler].rule))
        self.terms.names["drift"].setText(tr(DENOISING_DRIFT if last else TERMS[1][1]))
        norms = {} if p is None else {"score": p.score_norm, "drift": p.drift_norm, "noise": p.noise_norm}
        self.terms.show_values({key: number(norm) for key, norm in norms.items()})
