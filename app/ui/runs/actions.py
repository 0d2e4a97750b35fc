"""What the shared actions do to a run and its pictures, and how it stands; the same wherever there are runs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from app.state.run import RunState
from app.state.settings import SettingsState
from app.ui.notices import Notices
from app.ui.runs.pictures import PictureRunner
from app.ui.situation import Situation
from app.ui.text import tr


def run_handlers(runner: PictureRunner, settings: SettingsState, notices: Notices) -> dict[str, Callable[[], None]]:
    """Action id -> what it does to the run and its pictures."""
    session, run = runner.session, runner.run
    return {
        "play": runner.play_pause,
        "step": runner.step,
        "level": runner.level,
        "stop": session.stop,
        "reset": session.reset,
        "restart": session.restart,
        "mark": lambda: run.toggle_mark(run.focus),
        "mark_all": lambda: RunState.marks.set(run, frozenset(range(run.count))),
        "mark_none": partial(RunState.marks.set, run, frozenset()),
        "keep_marked": partial(_keep_marked, run, settings, notices),
        "keep_all": partial(settings.set_replay, (), ()),
        "estimate": lambda: RunState.show_estimate.set(run, not run.show_estimate),
        "enlarge": lambda: RunState.enlarged.set(run, not run.enlarged),
        "live": partial(RunState.viewed.set, run, None),
        "previous_level": partial(run.look_beside, -1, level=True),
        "next_level": partial(run.look_beside, 1, level=True),
        "previous_step": partial(run.look_beside, -1),
        "next_step": partial(run.look_beside, 1),
    }


def _keep_marked(run: RunState, settings: SettingsState, notices: Notices) -> None:
    indices = tuple(run.indices[position] for position in sorted(run.marks))
    settings.set_replay(settings.replay, indices)
    text = tr("{0} of {1} samples, each with its own noise as before. Shift+K: all of them again.")
    notices.show_message(
        tr("The next runs sample only the marked ones"), text.format(len(indices), settings.value("count"))
    )


def run_situation(runner: PictureRunner, settings: SettingsState) -> Situation:
    """How a run stands, and its pictures."""
    session, run = runner.session, runner.run
    there = run.frame is not None
    return Situation(
        phase=run.phase,
        waiting=session.status.waiting,
        has_result=there,
        exportable=there,
        pictures=there,
        marks=bool(run.marks),
        some_kept=bool(settings.indices),
        looking_back=run.viewed is not None,
        at_first=run.viewed_level == 0,
        forkable=runner.forkable,
        branching=runner.branching,
        estimate=run.show_estimate,
        enlarged=run.enlarged,
    )
