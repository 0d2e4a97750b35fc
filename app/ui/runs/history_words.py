"""What is said about the runs of the history."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import QDateTime, QLocale

from app.params import axes
from app.params.history import Past, differences
from app.params.run import FinishReason
from app.params.samplers import ROWS
from app.params.settings import Field
from app.ui.runs.words import REASONS
from app.ui.text import count, duration, one_line, tr

LONGEST = 60


def title_of(past: Past) -> str:
    """Its name; without one the network's and the sampler's."""
    named = (
        past.name or f"{past.checkpoint}, {past.settings.sampler.value}, {tr('seed {0}').format(past.settings.seed)}"
    )
    return one_line(named, LONGEST)


def titles_of(left: Past, right: Past) -> tuple[str, str]:
    """What two runs beside each other are called: those of the same title by the first thing that differs, too."""
    titles, there = (title_of(left), title_of(right)), {title: value for _, title, value in differing(left, right)}
    if titles[0] == titles[1]:
        for short, title, value in differing(right, left)[:1]:
            return f"{titles[0]}, {short} = {there[title]}", f"{titles[1]}, {short} = {value}"
    return titles


def value_text(field: Field, value: Any) -> str:
    """A setting's value."""
    if isinstance(value, tuple):
        return tr("{0} values").format(len(value))
    return one_line(axes.value_texts(field, (value,), tr)[0], LONGEST)


def differing(past: Past, other: Past | None, *, acting: bool = False) -> list[tuple[str, str, str]]:
    """What a run has otherwise than another: (a word or symbol, its title, its value), the network first.

    ``acting``: only what its own sampler uses.
    """
    if other is None:
        return []
    network = tr("Network")
    found = [(network, network, one_line(past.checkpoint, LONGEST))] if past.sha256 != other.sha256 else []
    for field, value in differences(past, other):
        if acting and not ROWS[past.settings.sampler].uses(field.key):
            continue
        found.append((axes.symbol_of(field, tr), axes.title_of(field, tr), value_text(field, value)))
    return found + _painted(past, other)


def _painted(past: Past, other: Past) -> list[tuple[str, str, str]]:
    """Where two fillings were given other pictures, or other masks."""
    if past.filled is None or other.filled is None:
        return []
    (source, mask), (before, masked) = (
        (known.source, known.mask) for known in (past.filled[1].last, other.filled[1].last)
    )
    found = []
    if not np.array_equal(source, before):
        found.append((tr("Picture"), tr("Picture"), tr("another one")))
    if not np.array_equal(mask, masked):
        share = tr("{0} % to fill").format(round(100 * float(mask.mean())))
        found.append((tr("Mask"), tr("Mask"), share))
    return found


def differences_text(past: Past, other: Past | None) -> str:
    """What a run has otherwise than the one before."""
    if past.before:
        how = tr("goes on from step {0}").format(past.before[-1].until)
    else:
        how = tr("from a picture") if past.beginning is not None else ""
    found = [f"{short} = {value}" for short, _, value in differing(past, other, acting=True)]
    if other is not None and not found and not how:
        found = [tr("the same settings")]
    return ", ".join(part for part in (how, *found) if part)


def time_text(when: float) -> str:
    """When it was."""
    then, locale = QDateTime.fromSecsSinceEpoch(int(when)), QLocale()
    if then.date() == QDateTime.currentDateTime().date():
        return locale.toString(then.time(), QLocale.FormatType.ShortFormat)
    return locale.toString(then, QLocale.FormatType.ShortFormat)


def facts_text(past: Past, *, going: bool = False) -> str:
    """When it was, how it ended if not well, and how long it took."""
    parts = [time_text(past.when)]
    if going:
        return f"{parts[0]} · {tr('goes on')}"
    if past.reason is not FinishReason.COMPLETE:
        parts.append(tr("interrupted") if past.reason is None else tr(REASONS[past.reason]).lower())
    if past.seconds:
        parts.append(duration(past.seconds))
    if past.evaluations:
        parts.append(tr("{0} evals").format(count(past.evaluations)))
    return " · ".join(parts)


def lines_of(past: Past, other: Past | None, *, going: bool = False) -> list[str]:
    """Its lines in the list."""
    lines = [("★ " if past.starred else "") + title_of(past), differences_text(past, other)]
    return [*(line for line in lines if line), facts_text(past, going=going)]
