"""What the shared actions do to a run and its pictures, and how it stands; the same wherever there are runs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from app.state.run import RunState
from app.state.settings import SettingsState
from app.ui.notices import Notices
from app.ui.runs.sampler_panel import SamplerPanel
from app.ui.runs.session import RunSession
from app.ui.situation import Situation
from app.ui.text import tr


def run_handlers(
    session: RunSession, run: RunState, settings: SettingsState, panel: SamplerPanel, notices: Notices
) -> dict[str, Callable[[], None]]:
    """Action id -> what it does to the run and its pictures."""
    return {
        "play": session.play_pause,
        "step": session.step,
        "level": session.level,
        "stop": session.stop,
        "reset": session.reset,
        "restart": session.restart,
        "new_seed": panel.throw_dice,
        "recommended": panel.reset_all,
        "mark": lambda: run.toggle_mark(run.focus),
        "mark_all": lambda: RunState.marks.set(run, frozenset(range(run.count))),
        "mark_none": partial(RunState.marks.set, run, frozenset()),
        "keep_marked": partial(_keep_marked, run, settings, notices),
        "keep_all": partial(settings.set_replay, (), ()),
        "estimate": lambda: RunState.show_estimate.set(run, not run.show_estimate),
        "enlarge": lambda: RunState.enlarged.set(run, not run.enlarged),
        "live": partial(RunState.viewed_level.set, run, None),
        "previous_level": partial(_move_level, run, -1),
        "next_level": partial(_move_level, run, 1),
    }


def _keep_marked(run: RunState, settings: SettingsState, notices: Notices) -> None:
    indices = tuple(run.indices[position] for position in sorted(run.marks))
    settings.set_replay(settings.replay, indices)
    text = tr("{0} of {1} samples, each with its own noise as before. Shift+K: all of them again.")
    notices.show_message(
        tr("The next runs sample only the marked ones"), text.format(len(indices), settings.value("count"))
    )


def _move_level(run: RunState, direction: int) -> None:
    frames = run.levels.frames() if run.levels is not None else []
    if not frames:
        return
    known = [level for level, _ in frames]
    now = run.viewed_level
    if now is None:
        run.viewed_level = known[-1] if direction < 0 else None
        return
    place = min(range(len(known)), key=lambda i: abs(known[i] - now)) + direction
    run.viewed_level = known[max(0, place)] if place < len(known) else None


def run_situation(run: RunState, session: RunSession, settings: SettingsState) -> Situation:
    """How a run stands, and its pictures."""
    there = run.frame is not None
    return Situation(
        phase=run.phase,
        waiting=session.status.waiting,
        has_result=there,
        exportable=there,
        pictures=there,
        marks=bool(run.marks),
        some_kept=bool(settings.indices),
        level=run.viewed_level,
        estimate=run.show_estimate,
        enlarged=run.enlarged,
    )
