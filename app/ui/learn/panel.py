"""The panel of the lessons: the list of chapters, or one step of a chapter."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.params.lessons.chapter import Chapter, Language
from app.params.lessons.words import WORDS
from app.state.lessons import LessonState
from app.ui.learn.session import LearnSession
from app.ui.learn.step_view import StepView
from app.ui.tasks import TaskRunner
from app.ui.text import one_line, tip, tr
from app.ui.widgets.buttons import tool_button
from app.ui.widgets.fields import Choice
from app.ui.widgets.labels import ElidedLabel, error_label, quiet_label, show_error

KEY = Qt.ItemDataRole.UserRole


class ChapterList(QWidget):
    """All chapters with how far each was read, those that could not be read, and where one's own are put."""

    def __init__(self, state: LessonState, session: LearnSession) -> None:
        super().__init__()
        self._state = state
        self.list = QListWidget()
        self.list.setObjectName("chapters")
        self.list.setAccessibleName(tr("Chapters"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.itemActivated.connect(self._open)
        self.list.itemClicked.connect(self._open)
        self.intro = quiet_label()
        self.intro.setText(tr("The paper, done by hand. Each step sets the program up for what it tells."))
        self.broken = error_label()
        self.own = quiet_label()
        self.own.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.again = tool_button(tr("Read again"), tr("Look for chapters anew, after a file has been changed"))
        self.again.clicked.connect(session.read)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 0, 12, 8)
        column.addWidget(self.intro)
        column.addWidget(self.list, 1)
        for widget in (self.broken, self.own, self.again):
            column.addWidget(widget)
        state.shelf_changed.connect(self.show_state)
        state.progress_changed.connect(self.show_state)
        self.show_state()

    @Slot(QListWidgetItem)
    def _open(self, item: QListWidgetItem) -> None:
        key = item.data(KEY)
        chapter = next((c for c in self._chapters() if c.key == key), None)
        if chapter is not None:
            unread = [k for k in range(len(chapter.steps)) if (key, k) not in self._state.read]
            self._state.go(key, unread[0] if unread and self._state.done(chapter) else 0)

    def _chapters(self) -> tuple[Chapter, ...]:
        return self._state.shelf.chapters if self._state.shelf is not None else ()

    @Slot()
    def show_state(self) -> None:
        """The list as it is now."""
        shelf, row = self._state.shelf, self.list.currentRow()
        self.list.clear()
        for chapter in self._chapters():
            done, number = self._state.done(chapter), int(chapter.key.partition("-")[0])
            state = "✓" if done == len(chapter.steps) else tr("{0} of {1}").format(done, len(chapter.steps))
            mark = f"   {state}" if done else ""
            item = QListWidgetItem(one_line(f"{number}  {chapter.title}{mark}"))
            item.setData(KEY, chapter.key)
            item.setToolTip(tip(chapter.idea))
            self.list.addItem(item)
        self.list.setCurrentRow(row)
        show_error(self.broken, "\n".join(shelf.broken) if shelf is not None else "")
        self.own.setVisible(shelf is not None)
        if shelf is not None:
            text = tr("A chapter of your own is a Markdown file in {0}, named such as 20-mine.md.")
            self.own.setText(text.format(shelf.folder))


class LearnPanel(QWidget):
    """Keeps the step that is shown up to date with a :class:`LessonState`."""

    def __init__(self, state: LessonState, session: LearnSession, tasks: TaskRunner) -> None:
        super().__init__()
        self._state, self._session, self._tasks = state, session, tasks
        self.view: StepView | None = None
        self.chapters = ChapterList(state, session)
        self.reader = QScrollArea()
        self.reader.setWidgetResizable(True)
        self.reader.setFrameShape(QFrame.Shape.NoFrame)
        self.reader.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.reader.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.chapters)
        self.pages.addWidget(self.reader)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 8)
        column.setSpacing(4)
        column.addLayout(self._make_head())
        column.addWidget(self.pages, 1)
        column.addWidget(self._make_foot())
        self.setMinimumWidth(260)
        state.shelf_changed.connect(self.show_step)
        state.place_changed.connect(self.show_step)
        state.progress_changed.connect(self._show_choice)
        state.language_changed.connect(self._show_language)
        session.lent_changed.connect(self._show_lent)
        self.show_step()
        self._show_language()
        self._show_lent()

    def _make_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(12, 0, 12, 0)
        self.contents = tool_button(tr("Chapters"), tr("The list of all chapters"))
        self.contents.clicked.connect(lambda: self._state.go(""))
        self.chapter = ElidedLabel()
        self.chapter.setProperty("role", "quiet")
        self.language = Choice()
        self.language.setMinimumContentsLength(6)
        self.language.setAccessibleName(tr("Language of the lessons"))
        self.language.setToolTip(tr("The language of the lessons"))
        for language in Language:
            self.language.addItem(language.label, language.value)
        self.language.activated.connect(self._choose_language)
        head.addWidget(self.contents)
        head.addWidget(self.chapter, 1)
        head.addWidget(self.language)
        for fixed in (self.contents, self.language):
            fixed.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        return head

    def _make_foot(self) -> QWidget:
        foot = QWidget()
        column = QVBoxLayout(foot)
        column.setContentsMargins(12, 0, 12, 0)
        column.setSpacing(4)
        row = QHBoxLayout()
        self.back = tool_button(tr("Back"), tr("The step before"))
        self.next = tool_button(tr("Next"), tr("The next step"))
        self.next.setObjectName("primary")
        self.count = quiet_label()
        self.count.setWordWrap(False)
        self.count.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.back.clicked.connect(self._go_back)
        self.next.clicked.connect(self._go_on)
        for widget in (self.back, self.count, self.next):
            row.addWidget(widget, 1)
        self.mine = tool_button(
            tr("My own settings back"), tr("Everything is as it was before the lessons set something up")
        )
        self.mine.clicked.connect(self._session.bring_back)
        column.addLayout(row)
        column.addWidget(self.mine)
        return foot

    @Slot(int)
    def _choose_language(self, index: int) -> None:
        self._state.language = list(Language)[index]

    @Slot()
    def _go_back(self) -> None:
        place = self._state.previous()
        self._state.go(*(place if place is not None else ("",)))

    @Slot()
    def _go_on(self) -> None:
        place = self._state.following()
        self._state.go(*(place if place is not None else ("",)))

    @Slot()
    def show_step(self) -> None:
        """The step where the reader is, or the list of chapters."""
        chapter, place, step = self._state.open_chapter, self._state.place, self._state.step
        if self.view is not None:
            self.view.forget()
            self.view = None
        reading = chapter is not None and place is not None and step is not None
        for widget in (self.back, self.count, self.next, self.contents):
            widget.setVisible(reading)
        self.chapter.setText("")
        if chapter is None or place is None or step is None:
            self.pages.setCurrentWidget(self.chapters)
            self.chapters.list.setFocus()
            return
        self.view = StepView(step, self._state.choice, WORDS[self._session.language], self._tasks)
        self.view.set_up.connect(self._session.set_up)
        self.view.answered.connect(self._state.answer)
        self.reader.setWidget(self.view)  # which deletes the one before
        self.reader.verticalScrollBar().setValue(0)
        self.pages.setCurrentWidget(self.reader)
        self.chapter.setText(f"{int(chapter.key.partition('-')[0])}  {chapter.title}")
        self.count.setText(tr("{0} of {1}").format(place[1] + 1, len(chapter.steps)))
        self.next.setText(tr("Next") if self._state.following() is not None else tr("Done"))

    @Slot()
    def _show_choice(self) -> None:
        if self.view is not None:
            self.view.show_choice(self._state.choice)

    @Slot()
    def _show_language(self) -> None:
        self.language.choose(self._session.language.value)

    @Slot()
    def _show_lent(self) -> None:
        self.mine.setVisible(bool(self._session.lent))
