"""One step of a chapter: text, formula, question, the button that sets it up, what to look for and what to try."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from app.params.lessons.chapter import Block, Kind, Step
from app.params.lessons.words import Words
from app.render.lessons import block_html, inline
from app.ui.learn.choice import Choice
from app.ui.learn.formula import FormulaView
from app.ui.tasks import TaskRunner
from app.ui.widgets.labels import heading, rich_label


class StepView(QWidget):
    """Shows a step; what to look for comes after the answer where there is a question."""

    set_up = Signal()
    answered = Signal(int)

    def __init__(
        self, step: Step, choice: int | None, words: Words, tasks: TaskRunner, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._tasks, self._words = tasks, words
        self._step = step
        self.formulas: list[FormulaView] = []
        self.choices: list[Choice] = []
        self.button: QPushButton | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 0, 12, 8)
        self._column.setSpacing(8)
        self.title = text_label(f"<b>{inline(step.title)}</b>")
        font = self.title.font()
        font.setPointSizeF(font.pointSizeF() * 1.25)
        self.title.setFont(font)
        self._column.addWidget(self.title)
        self._add(step.text, self._column)
        self._answer: QWidget | None = None
        self._look = self._part(words.look, step.look)
        if step.question is not None:
            self._add_question()
        if step.setup is not None:
            self._add_button()
        for part in (self._look, self._part(words.try_it, step.try_it)):
            if part is not None:
                self._column.addWidget(part)
        self._column.addStretch(1)
        self.show_choice(choice)

    def _add(self, blocks: Sequence[Block], column: QVBoxLayout) -> None:
        for block in blocks:
            if block.kind is Kind.FORMULA:
                formula = FormulaView(block.lines[0], self._tasks)
                self.formulas.append(formula)
                column.addWidget(formula)
            else:
                column.addWidget(text_label(block_html(block)))

    def _part(self, title: str, blocks: Sequence[Block]) -> QWidget | None:
        if not blocks:
            return None
        box = QFrame()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(heading(title))
        self._add(blocks, column)
        return box

    def _add_button(self) -> None:
        self.button = QPushButton(self._words.set_up)
        self.button.setObjectName("set_up")
        self.button.setToolTip(self._words.set_up_tip)
        self.button.setAccessibleDescription(self.button.toolTip())
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.clicked.connect(self.set_up)
        self._column.addWidget(self.button)

    def _add_question(self) -> None:
        question = self._step.question
        if question is None:
            return
        box = QFrame()
        box.setProperty("role", "notice")
        column = QVBoxLayout(box)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        column.addWidget(text_label(f"<b>{inline(question.text)}</b>"))
        for place, text in enumerate(question.choices):
            choice = Choice(text)
            choice.clicked.connect(lambda _checked=False, k=place: self.answered.emit(k))
            column.addWidget(choice)
            self.choices.append(choice)
        self.verdict = text_label("")
        column.addWidget(self.verdict)
        self._answer = QWidget()
        below = QVBoxLayout(self._answer)
        below.setContentsMargins(0, 0, 0, 0)
        self._add(question.answer, below)
        column.addWidget(self._answer)
        self._column.addWidget(box)

    def show_choice(self, choice: int | None) -> None:
        """What was answered, and then the answer; before that it is not seen."""
        question = self._step.question
        if question is None:
            return
        known = choice is not None
        if choice is not None:
            self.choices[choice].setChecked(True)
            right = inline(question.choices[question.right])
            text = self._words.right if choice == question.right else self._words.other.format(f"<b>{right}</b>")
            self.verdict.setText(text)
        for button in self.choices:
            button.setEnabled(not known)
        self.verdict.setVisible(known)
        if self._answer is not None:
            self._answer.setVisible(known)
        if self._look is not None:
            self._look.setVisible(known)

    def forget(self) -> None:
        """Another step is shown."""
        for formula in self.formulas:
            formula.forget()


def text_label(html: str) -> QLabel:
    """Text of our own making, which loads nothing."""
    label = rich_label(html)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return label
