"""The history of the runs of a workspace: every run is entered, looked at again, and nothing of it is lost."""

from __future__ import annotations

import dataclasses
import datetime
import time
import uuid
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from app.params.history import LONGEST_NAME, Past, surplus
from app.params.opening import Opening
from app.params.path import RunPath
from app.params.plain import plain
from app.params.run import FinishReason, Problem
from app.params.status import RunPhase
from app.state.history import HistoryState
from app.ui.later import later
from app.ui.runs.departures import Repeat
from app.ui.runs.history_words import title_of
from app.ui.runs.pictures import PictureRunner
from app.ui.text import tr
from app.ui.workspace import Context
from app.workers.history import Found, HistoryFiles, open_history
from app.workers.restoring import Restored


class History(QObject):
    """Keeps a :class:`HistoryState` and its folder up to date.

    A run is written down when it begins, so that a program that is killed loses nothing but its picture, and once more
    when it ends. ``private`` says whether the runs are not the user's own: those of a lesson are not entered.
    """

    restoring = Signal(object)
    """The settings of a run are to be taken over: its Past."""
    compared = Signal(str, str)
    """Two runs, whose paths are held, are to be seen beside each other."""
    removed = Signal(object)
    """The keys of entries that were removed, so that it can be taken back."""
    going_changed = Signal()

    def __init__(
        self, context: Context, runner: PictureRunner, private: Callable[[], bool], folder: str, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._closed = False
        self.state = HistoryState(self)
        self.files = HistoryFiles(folder)
        self._runner, self._models, self._tasks, self._notices = runner, context.models, context.tasks, context.notices
        self._preferences = context.preferences
        self._private = private
        self._key = ""
        """Of the newest run, while it goes on."""
        self._keys: dict[int, str] = {}
        """The entries of this session's runs, by their numbers."""
        self._repeats: Past | None = None
        """What the newest run makes again."""
        self._awaited = ""
        """The entry to be looked at once its network is open."""
        self._compares: tuple[str, str] | None = None
        """Two entries to be compared once the second has been made again."""
        self._to_compare, self._comparing = "", later(self, self._compare_made)
        self._clock = Clock()
        session = runner.session
        session.began.connect(self._begun)
        session.changed.connect(self._count_time)
        session.finished.connect(self._finished)
        runner.run.began.connect(self._show_which)
        context.models.opened.connect(self._opened)

    @property
    def going(self) -> str:
        """The entry of the run that goes on; "" if none does."""
        return self._key

    # Files

    def load(self) -> None:
        """Read what earlier starts have left, in the background."""
        self._tasks.start(tr("The history could not be read"), self.files.read, self._loaded, self._failed)

    def _loaded(self, found: Found) -> None:
        self.state.broken = found.broken
        known = {past.key for past in self.state.entries}
        self.state.put(past for past in found.entries if past.key not in known)
        self._trim()

    def _write(self, *entries: Past) -> None:
        for past in entries:
            self.files.write(past)
        self._work()

    def _work(self) -> None:
        self._tasks.start(tr("The history could not be written"), self.files.work, self._written, self._failed)

    def _written(self, sizes: dict[str, int]) -> None:
        found = (self.state.find(key) for key in sizes)
        self.state.put([dataclasses.replace(past, size=sizes[past.key]) for past in found if past is not None])
        self._trim()

    def _trim(self) -> None:
        """The oldest go where there are too many."""
        gone = self.state.drop([p.key for p in surplus(self.state.entries) if p.key != self._key], for_good=True)
        for past in gone:
            self.files.remove(past.key)
        if gone:
            self._work()

    def _failed(self, problem: Problem) -> None:
        self._notices.show_problem(problem)

    # Runs are entered

    @Slot()
    def _begun(self) -> None:
        self._key, self._repeats = "", None
        self._clock = Clock()
        self._count_time()
        if self._runner.beginning is None or self._private():
            return
        path, start = self._runner.beginning
        if isinstance(start, Repeat):
            self._repeats, self._key = start.past, start.past.key
        else:
            self._key = _new_key(path.begun_at)
            past = Past.of(self._key, path)
            self.state.put([past])
            self._write(past)
        self._keys[path.run_id] = self._key
        self._show_which()  # the first of all is shown before its first step
        self.going_changed.emit()

    @Slot()
    def _count_time(self) -> None:
        self._clock.go_on(self._runner.session.status.phase in (RunPhase.RUNNING, RunPhase.PAUSING, RunPhase.STOPPING))

    @Slot()
    def _finished(self) -> None:
        self._count_time()
        key, self._key = self._key, ""
        self.going_changed.emit()
        path = self._runner.path
        past = self.state.find(key)
        if past is None:
            return
        if path is None or path.run_id != self._runner.session.status.run_id:  # it ended before its first step
            if self._repeats is None:
                self.state.drop([key], for_good=True)
                self.files.remove(key)
                self._work()
            return
        self._enter(past, path)

    def _enter(self, past: Past, path: RunPath) -> None:
        now = Past.of(past.key, path, self._clock.seconds)
        again = self._repeats is not None
        if not again or (past.reason is None and now.evaluations >= past.evaluations):
            now = dataclasses.replace(now, name=past.name, starred=past.starred, when=past.when, size=past.size)
            self.state.put([now])
            self._write(now)
        if now.evaluations >= past.evaluations:
            self.state.hold(past.key, path)
        if again and path.reason is FinishReason.COMPLETE:
            self._look_where_it_ended(past, path)
        compares, self._compares = self._compares, None
        if compares is not None and compares[1] == past.key and self.state.path(past.key) is not None:
            if compares[0]:
                self.compared.emit(*compares)
            else:
                self._to_compare = past.key
                self._comparing.start()

    def keep(self, path: RunPath, name: str, seconds: float) -> str:
        """Enter a run that was made elsewhere, in a race, as it ended; its key."""
        key = _new_key(path.begun_at)
        past = dataclasses.replace(Past.of(key, path, seconds), name=plain(name, LONGEST_NAME))
        self._keys[path.run_id] = key
        self.state.hold(key, path)
        self.state.put([past])
        self._write(past)
        return key

    def _look_where_it_ended(self, past: Past, path: RunPath) -> None:
        """A run that had been stopped went on to its end when it was made again: show how far it had come."""
        if path.last is not None and 0 < past.evaluations < path.last.progress.done:
            self._runner.run.viewed = past.evaluations

    @Slot()
    def _show_which(self) -> None:
        shown = self._runner.run.shown_id
        self.state.shown = "" if shown is None else self._keys.get(shown, "")

    # Looking at one again

    def look(self, key: str) -> None:
        """Show a run: from memory, or by making it again with its own network, which is opened if it is known."""
        past, session = self.state.find(key), self._runner.session
        if past is None:
            return
        if session.status.phase.active:
            text = tr("Esc stops it, and it stays in the history; then choose the other one again.")
            self._notices.show_message(tr("A run goes on"), text)
            return
        path = self.state.path(key)
        if path is None:
            self._make_again(past)
            return
        self._awaited = ""
        session.clear_reason()
        self._runner.show(path)
        self._look_where_it_ended(past, path)

    @Slot()
    def _compare_made(self) -> None:
        self.compare(self._to_compare)

    def compare(self, key: str) -> None:
        """See a run beside the one that is shown now; what is no longer in memory is made again first."""
        shown = self.state.shown
        if self._key and shown == self._key and self._runner.path is not None:
            self.state.hold(shown, self._runner.path)  # as far as it has come
        if self.state.path(shown) is None or shown == key:
            shown = self.state.other_held(key) or key
        if shown == key and self.state.path(key) is not None:  # the one before it is made again, to stand beside it
            beside = self.state.beside(key)
            if not beside:
                text = tr("Make another one, with another seed or setting; then compare the two.")
                self._notices.show_message(tr("There is only one run"), text)
                return
            key = beside
        if self.state.path(key) is not None:
            self.compared.emit(shown, key)
            return
        self.look(key)
        if key in (self._awaited, self._key):  # it is on its way
            self._compares = shown if shown != key else "", key

    def _make_again(self, past: Past) -> None:
        info = self._models.state.info
        if info is None or info.sha256 != past.sha256:
            place = self._place_of(past)
            if place is None:
                self._tell_missing(past)
                return
            self._awaited = past.key
            self._models.open(place, opening=None if past.opening is None else Opening.from_dict(past.opening))
            return
        self._models.recall(past.sha256, None if past.opening is None else Opening.from_dict(past.opening))
        if self._models.state.loading:
            self._awaited = past.key
        else:
            self._runner.begin_from(Repeat(past))

    def _place_of(self, past: Past) -> str | None:
        """Where its network may lie: its name is all that is known of that."""
        places = [*self._models.bundled.values(), *self._preferences.recent]
        by_name = {name: place for place in reversed(places) for name in (Path(place).name, Path(place).stem)}
        return self._models.bundled.get(past.checkpoint) or by_name.get(past.checkpoint)

    def _tell_missing(self, past: Past) -> None:
        text = tr("{0} was made with the network {1} (SHA-256 {2}…): open that one, and choose the run again.")
        text = text.format(title_of(past), past.checkpoint, past.sha256[:12])
        self._notices.show_problem(Problem(tr("The network of this run is not open"), text))

    @Slot()
    def _opened(self) -> None:
        key, self._awaited = self._awaited, ""
        past, info = self.state.find(key), self._models.state.info
        if past is None or info is None or self._runner.session.status.phase.active:
            return
        if info.sha256 == past.sha256:
            self._runner.begin_from(Repeat(past))
        else:
            self._tell_missing(past)

    def take_settings(self, key: str) -> None:
        """Take a run's settings over, for the next one."""
        past = self.state.find(key)
        if past is not None:
            self.restoring.emit(past)

    # What the user does to the entries

    def star(self, key: str) -> None:
        """Give a run a star, or take it away."""
        past = self.state.find(key)
        if past is not None:
            self._change(past, starred=not past.starred)

    def rename(self, key: str, name: str) -> None:
        """Call a run by a name; an empty one is that of its network and sampler."""
        past = self.state.find(key)
        if past is not None:
            self._change(past, name=plain(name.strip(), LONGEST_NAME))

    def _change(self, past: Past, **changes: object) -> None:
        now = dataclasses.replace(past, **changes)  # type: ignore[arg-type]
        self.state.put([now])
        self._write(now)

    def remove(self, *keys: str) -> None:
        """Remove runs, until that is taken back; not the one that goes on."""
        gone = self.state.drop(key for key in keys if key != self._key)
        for past in gone:
            self.files.remove(past.key)
        if gone:
            self._work()
            self._notices.show_message(tr("{0} removed from the history").format(title_of(gone[0])), tr("Ctrl+Z: undo"))
            self.removed.emit(tuple(past.key for past in gone))

    @Slot()
    def undo(self) -> None:
        """Take the last removal back."""
        if self.state.removed:
            back = self.state.removed.pop()
            self.state.put(back)
            self._write(*back)

    @property
    def undo_text(self) -> str | None:
        """What would be taken back."""
        return tr("the removal from the history") if self.state.removed else None

    def save(self, path: str) -> None:
        """Write all entries to one file."""
        keys, name = tuple(past.key for past in self.state.entries), Path(path).name
        self._tasks.start(
            tr("{0} could not be written").format(name), lambda: self.files.save(path, keys),
            lambda count: self._notices.show_message(tr("Saved {0}").format(name), tr("{0} runs").format(count)),
            self._failed,
        )  # fmt: skip

    def open(self, path: str) -> None:
        """Add the entries of such a file."""
        name = Path(path).name
        self._tasks.start(
            tr("{0} could not be opened").format(name), lambda: open_history(path), self._add, self._failed
        )

    def _add(self, found: Found) -> None:
        known = {past.key for past in self.state.entries}
        fills = self._runner.filler is not None
        mine = [past for past in found.entries if (past.filled is not None) is fills]
        new = [past for past in mine if past.key not in known]
        self.state.put(new)
        self._write(*new)
        if found.broken:
            self._notices.show_problem(Problem(tr("Some runs could not be read"), " ".join(found.broken)))
        else:
            others = len(found.entries) - len(mine)
            where = tr("{0} others belong to Sample.") if fills else tr("{0} others belong to Inpaint.")
            text = where.format(others) if others else ""
            self._notices.show_message(tr("{0} runs added to the history").format(len(new)), text)

    def close(self) -> None:
        """The program ends: what goes on is entered as it stands."""
        if self._closed:
            return
        self._closed = True
        self._runner.session.finished.disconnect(self._finished)
        past, path = self.state.find(self._key), self._runner.path
        if past is not None and path is not None and path.run_id == self._runner.session.status.run_id:
            self._count_time()
            over = path.last is not None and path.last.progress.done >= path.last.progress.total
            reason = FinishReason.COMPLETE if over else FinishReason.STOPPED
            self._enter(past, dataclasses.replace(path, reason=reason))


def as_restored(past: Past) -> Restored:
    """What a picture of the run would bring back."""
    opening = None if past.opening is None else Opening.from_dict(past.opening)
    indices = past.indices if past.indices != tuple(range(past.settings.count)) else ()
    return Restored(
        title_of(past), past.settings, past.changes, past.checkpoint, past.sha256, indices, past.filled is not None,
        opening, past.before, past.beginning, threads=past.threads,
    )  # fmt: skip


class Clock:
    """How long something went on, without pauses."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._since: float | None = None

    def go_on(self, going: bool) -> None:
        """From now on it goes on, or rests."""
        now = time.monotonic()
        if self._since is not None:
            self.seconds += now - self._since
        self._since = now if going else None


def _new_key(when: float) -> str:
    began = datetime.datetime.fromtimestamp(when, datetime.UTC)
    return f"{began:%Y%m%d-%H%M%S}-{uuid.uuid4().hex[:8]}"
