"""What the log says of a run: how it began, what was changed meanwhile, how it ended."""

from __future__ import annotations

import dataclasses
import math
import time

from app.params import SampleSettings
from app.params.path import RunPath
from app.params.run import FinishReason, ParamsChange
from app.params.samplers import ROWS
from app.params.settings import live_keys
from app.state.run import RunState
from app.ui.runs.words import REASONS, duration_each
from app.ui.text import plain, setting_text, tr


class Drag:
    """Folds the changes that dragging one slider makes, step after step, into one line of the log."""

    SECONDS = 1.0
    """Longer rests between two changes make two lines."""

    def __init__(self) -> None:
        self._first: ParamsChange | None = None
        self._last: ParamsChange | None = None
        self._at = -math.inf
        self.count = 0

    def goes_on(self, change: ParamsChange) -> bool:
        """Take in a change; whether it belongs to the ones before."""
        now = time.monotonic()
        same = self._last is not None and _changed(self._last) == _changed(change) and now - self._at < self.SECONDS
        self._first = self._first if same else change
        self._last, self._at = change, now
        self.count = self.count + 1 if same else 1
        return same

    def whole(self) -> ParamsChange:
        """From the first value to the last, where the last took effect."""
        if self._first is None or self._last is None:
            raise ValueError("there was no change")
        return dataclasses.replace(self._last, previous=self._first.previous)


def _changed(change: ParamsChange) -> set[str]:
    return {field.key for field, _, _ in change.params.differences(change.previous)}


def begin_line(run_id: int, path: RunPath, replayed: int) -> str:
    """A run begins, which repeats so many changes of another."""
    settings = path.settings
    text = tr("run {0}: {1}, {2}, seed {3}, {4} samples").format(
        run_id, path.info.name, settings.sampler.value, settings.seed, len(path.leg.indices)
    )
    row, said, levels = ROWS[settings.sampler], ("epsilon", "steps_per_level"), settings.noise_levels
    text += "".join(f", {setting_text(settings, key)}" for key in said if row.uses(key))
    if row.one_level:
        text += tr(", σ = {0} alone").format(plain(levels[-1]))
    else:
        text += tr(", L = {0}, σ = {1} … {2}").format(len(levels), plain(levels[0]), plain(levels[-1]))
        text += "" if settings.sigmas else f", {settings.schedule.value}"
    text += tr(", {0} start").format(settings.start.value) if row.uses("start") else ""
    others = [key for key in live_keys(SampleSettings) if key not in said and row.uses(key)]
    text += "".join(f", {setting_text(settings, key)}" for key in others)
    text += "" if settings.denoise else tr(", not denoised")
    return text + (tr(", repeating {0} changes").format(replayed) if replayed else "")


def change_line(change: ParamsChange, count: int) -> str:
    """Parameters took effect; so many changes in one."""
    parts = [
        f"{field.about.symbol or tr(field.about.title)} {plain(before)} → {plain(after)}"
        for field, after, before in change.params.differences(change.previous)
    ]
    text = tr("step {0}, level {1}: {2}").format(change.evaluation + 1, int(change.position), ", ".join(parts))
    return text if count == 1 else text + " " + tr("({0} changes)").format(count)


def end_line(run_id: int, reason: FinishReason, run: RunState) -> str:
    """It is over."""
    words, progress = tr(REASONS[reason]).lower(), run.progress
    if progress is None:
        return f"{tr('run')} {run_id}: {words}"
    return tr("run {0}: {1} after {2} steps ({3} each)").format(
        run_id, words, progress.done, duration_each(progress.rate)
    )
