"""The lessons in the window: chapters, questions, setting up, pointing, and everything back as it was."""

import threading

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from app.io.lessons import load_shelf
from app.io.places import bundled_checkpoints
from app.params.lab.density import DensityName, DensitySettings
from app.params.lessons.chapter import Language
from app.params.lessons.setup import Doing, LabSetup
from app.params.samplers import Sampler
from app.params.status import RunPhase
from app.state.lab.laboratory import Activity
from app.state.lab.plane import PlaneView
from app.ui import model_session
from app.ui.theme import apply_theme
from app.workers.opening import load_model
from tests.ui.conftest import click, open_network
from tests.ui.lab import ended, open_lab, wait_until

CONTROL = Qt.KeyboardModifier.ControlModifier
CHAPTERS = {chapter.key: chapter for chapter in load_shelf(Language.ENGLISH).chapters}


def open_lessons(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_4, CONTROL)
    learn = window.learn
    wait_until(qtbot, lambda: learn.lessons.shelf is not None)
    return learn


def go(learn, key, number=0):
    learn.lessons.go(key, number)
    return learn.panel.view


def shown_texts(view):
    return " ".join(label.text() for label in view.findChildren(QLabel) if label.isVisibleTo(view))


def labs(window):
    return [workspace for key, workspace in window.workshop.ready.items() if key == "lab"]


def pointed_at(qtbot, learn):
    """The frame around a control, once that has the place that it keeps: a panel just opened has no layout yet."""
    pointer = learn.pointer
    wait_until(qtbot, lambda: pointer.frame is not None and pointer.frame.isVisible() and pointer.frame.width() > 20)
    return pointer.frame


def test_the_shortcut_opens_the_list_and_a_click_the_chapter(make_window, qtbot):
    window = make_window()
    learn = open_lessons(window, qtbot)
    titles = [learn.panel.chapters.list.item(k).text() for k in range(learn.panel.chapters.list.count())]
    assert [title.split("  ", 1)[1] for title in titles] == [chapter.title for chapter in CHAPTERS.values()]
    area = learn.panel.chapters.list
    second = area.item(1)
    qtbot.mouseClick(area.viewport(), Qt.MouseButton.LeftButton, pos=area.visualItemRect(second).center())
    chapter = list(CHAPTERS.values())[1]
    assert learn.lessons.place == (chapter.key, 0)
    assert chapter.steps[0].title in learn.panel.view.title.text()
    click(qtbot, learn.panel.next)
    assert learn.lessons.place == (chapter.key, 1)
    click(qtbot, learn.panel.back)
    click(qtbot, learn.panel.back)
    first = next(iter(CHAPTERS.values()))
    assert learn.lessons.place == (first.key, len(first.steps) - 1)
    click(qtbot, learn.panel.contents)
    assert learn.panel.pages.currentWidget() is learn.panel.chapters
    assert titles[1] != learn.panel.chapters.list.item(1).text()  # it says how much of it was read


def test_the_empty_view_offers_the_lessons(make_window, qtbot):
    window = make_window()
    assert not window.learn.isVisible()
    click(qtbot, window.workspace.center.empty.lessons)
    assert window.learn.isVisible()
    assert window.table["learn"].isChecked()


def test_the_panel_stays_while_workspaces_change(make_window, qtbot):
    window = make_window()
    learn = open_lessons(window, qtbot)
    go(learn, "02-langevin")
    view = learn.panel.view
    for key in (Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_1):
        qtbot.keyClick(window, key, CONTROL)
        assert learn.isVisible()
        assert learn.panel.view is view


def test_the_answer_is_seen_after_the_question_was_answered(make_window, qtbot):
    window = make_window()
    learn = open_lessons(window, qtbot)
    view = go(learn, "02-langevin")
    step = CHAPTERS["02-langevin"].steps[0]
    answer, look = step.question.answer[0].lines[0], step.look[0].lines[0]
    assert answer not in shown_texts(view)
    assert look not in shown_texts(view)
    wrong = (step.question.right + 1) % len(step.question.choices)
    click(qtbot, view.choices[wrong])
    assert answer in shown_texts(view)
    assert look in shown_texts(view)
    assert step.question.choices[step.question.right] in view.verdict.text()
    click(qtbot, view.choices[step.question.right])  # the first answer stands
    assert learn.lessons.choice == wrong
    go(learn, "02-langevin", 1)
    again = go(learn, "02-langevin", 0)
    assert again.choices[wrong].isChecked()
    assert answer in shown_texts(again)


@pytest.mark.usefixtures("dressed")
def test_a_long_choice_is_broken_where_the_panel_ends(make_window, qtbot):
    window = make_window()
    learn = open_lessons(window, qtbot)
    view = go(learn, "12-filling", 1)
    long = max(view.choices, key=lambda choice: len(choice.words))
    for width in (320, 200):
        view.setFixedWidth(width)
        wait_until(qtbot, lambda wide=width: view.width() == wide and long.width() < wide)
        lines = long.text().split("\n")
        assert len(lines) > 1
        assert " ".join(lines) == long.words == long.accessibleName()
        assert all(long.fontMetrics().horizontalAdvance(line) < long.width() for line in lines)
        assert view.minimumSizeHint().width() <= width
        tall = len(lines) * long.fontMetrics().height()
        wait_until(qtbot, lambda tall=tall: long.height() >= tall)
    assert len(long.text().split("\n")) > 2


@pytest.mark.usefixtures("dressed")
def test_formulas_are_drawn_in_the_theme_s_colour(make_window, qtbot):
    window = make_window()
    learn = open_lessons(window, qtbot)
    view = go(learn, "02-langevin")
    (formula,) = view.formulas
    for theme, dark in (("light", False), ("dark", True)):
        apply_theme(QApplication.instance(), theme)
        formula.renderer = None
        formula._colour = ""
        formula._ask()
        wait_until(qtbot, lambda: formula.renderer is not None)
        image = formula.grab().toImage()
        levels = np.array(
            [image.pixelColor(x, y).lightness() for x in range(image.width()) for y in range(image.height())]
        )
        ground = image.pixelColor(image.width() - 1, 0).lightness()
        assert (ground < 128) is dark
        inked = np.abs(levels - ground) > 100
        assert 0.02 < inked.mean() < 0.5


def test_a_formula_that_cannot_be_read_is_shown_as_it_is_written(make_window, qtbot):
    from app.ui.learn.formula import FormulaView

    window = make_window()
    formula = FormulaView(r"\frac{1}{", window.tasks)
    qtbot.addWidget(formula)
    wait_until(qtbot, lambda: bool(formula.findChildren(QLabel)))
    (label,) = formula.findChildren(QLabel)
    assert label.text() == r"\frac{1}{"
    assert "cannot be read" in label.toolTip()


@pytest.mark.usefixtures("dressed")
def test_setting_up_and_leaving_bring_the_reader_s_own_laboratory_back(make_window, qtbot):
    window, lab = open_lab(make_window, qtbot, Activity.PARTICLES)
    lab.state.choose(DensitySettings(DensityName.RING))
    lab.state.set_look(contours=False)
    lab.state.view = PlaneView(1.0, 2.0, 5.0)
    lab.particles.set_shown(both=False, trail=3)
    lab.particles.panels[0].replace(Sampler.UNDERDAMPED, friction=3.0, steps_per_level=5)
    lab.training_draft.set("width", 17)
    lab.run.session.play_pause()
    ended(qtbot, lab.run)
    last = lab.run.frame.panels[0].index
    wait_until(qtbot, lambda: not lab.run.counting and lab.run.numbers and lab.run.numbers[-1][0].index == last)
    frame, numbers = lab.run.frame, list(lab.run.numbers)
    before = lab.context.preferences.document("lab")

    learn = open_lessons(window, qtbot)
    view = go(learn, "03-overdamped", 2)
    click(qtbot, view.button)
    setup = CHAPTERS["03-overdamped"].steps[2].setup
    assert lab.state.density == setup.density
    assert lab.particles.panels[0].valid == setup.panels[0].settings(setup.density)
    assert lab.particles.panels[1].valid == setup.panels[1].settings(setup.density)
    assert lab.particles.shown == setup.shown
    assert lab.state.view == PlaneView(*setup.view)
    wait_until(qtbot, lambda: lab.run.frame is not None and lab.run.frame is not frame)
    assert pointed_at(qtbot, learn) is not None
    qtbot.keyClick(window, Qt.Key.Key_1, CONTROL)  # leaving the workspace keeps nothing of the lesson
    assert lab.context.preferences.document("lab")["density"] != {"name": "two-gaussians"}
    assert lab.context.preferences.document("lab")["density"]["name"] == "ring"

    qtbot.keyClick(window, Qt.Key.Key_4, CONTROL)
    assert not learn.isVisible()
    assert learn.pointer.frame is None
    ended(qtbot, lab.run)
    assert window.workspace is lab
    assert lab.state.density == DensitySettings(DensityName.RING)
    assert lab.state.look.contours is False
    assert lab.state.view == PlaneView(1.0, 2.0, 5.0)
    assert lab.state.activity is Activity.PARTICLES
    assert (lab.particles.shown.both, lab.particles.shown.trail) == (False, 3)
    assert lab.particles.panels[0].value("friction") == 3.0
    assert lab.particles.panels[0].value("sampler") is Sampler.UNDERDAMPED
    assert lab.training_draft.value("width") == 17
    assert lab.run.frame is frame
    assert lab.run.numbers == numbers
    assert before.keys() <= lab.context.preferences.document("lab").keys() or not before


def test_a_lesson_s_pictures_and_the_reader_s_own_network_back(make_window, qtbot, small):
    bundled = bundled_checkpoints()
    window = make_window({name: str(path) for name, path in bundled.items()})
    open_network(window, qtbot, small)
    sample = window.workspace
    for name, value in (("count", 3), ("levels", 2), ("steps_per_level", 1), ("seed", 7)):
        sample.settings.set(name, value)
    sample.session.play_pause()
    wait_until(qtbot, lambda: sample.run.phase is RunPhase.IDLE and sample.run.complete)
    mine = sample.run.frame
    learn = open_lessons(window, qtbot)
    view = go(learn, "01-picture")
    with qtbot.waitSignal(window.models.opened, timeout=60_000):
        click(qtbot, view.button)
    setup = CHAPTERS["01-picture"].steps[0].setup
    assert sample.settings.valid.count == dict(setup.changes)["count"]
    wait_until(qtbot, lambda: sample.run.phase is RunPhase.PAUSED and sample.run.frame is not mine)
    assert len(sample.run.frame.x) == 16
    with qtbot.waitSignal(window.models.opened, timeout=60_000):
        click(qtbot, learn.panel.mine)
    wait_until(qtbot, lambda: sample.run.phase is RunPhase.IDLE)
    assert window.models.state.info.path == small
    assert (sample.settings.valid.count, sample.settings.valid.seed) == (3, 7)
    assert sample.run.frame is mine
    mnist = next(iter(bundled.values()))
    window.open_path(str(mnist))
    with qtbot.waitSignal(window.models.opened, timeout=60_000):
        pass
    assert sample.settings.valid == sample.settings.recommended  # nothing of the lesson was kept for its network
    learn.close()


def test_a_run_of_the_step_before_is_over_when_the_next_one_takes_another_network(make_window, qtbot):
    window = make_window({name: str(path) for name, path in bundled_checkpoints().items()})
    open_network(window, qtbot, window.models.bundled["mnist"])
    learn = open_lessons(window, qtbot)
    with qtbot.waitSignal(window.models.opened, timeout=60_000):
        click(qtbot, go(learn, "10-network", 2).button)
    run = window.workspace.run
    wait_until(qtbot, lambda: run.phase is RunPhase.RUNNING and run.frame is not None)
    with qtbot.waitSignal(window.models.opened, timeout=60_000):
        click(qtbot, go(learn, "11-annealed", 0).button)
    wait_until(qtbot, lambda: run.phase is RunPhase.RUNNING and window.workspace.settings.valid.levels == 449)
    assert [problem.title for problem in window.notices.problems] == []
    click(qtbot, learn.panel.mine)
    wait_until(qtbot, lambda: run.phase is RunPhase.IDLE)


def test_who_leaves_while_the_lesson_s_network_is_opened_keeps_the_own_one(make_window, qtbot, small, monkeypatch):
    window = make_window({name: str(path) for name, path in bundled_checkpoints().items()})
    open_network(window, qtbot, small)
    window.workspace.settings.set("count", 3)
    gate = threading.Event()
    monkeypatch.setattr(model_session, "load_model", lambda wish: gate.wait(60) and load_model(wish))
    learn = open_lessons(window, qtbot)
    click(qtbot, go(learn, "10-network", 2).button)
    assert window.models.state.loading == "ncsn.safetensors"
    click(qtbot, learn.panel.mine)
    assert not window.models.state.loading
    gate.set()
    wait_until(qtbot, lambda: window.tasks.running == 0)
    assert window.models.state.info.path == small
    assert window.workspace.settings.valid.count == 3
    learn.close()


def test_progress_and_place_come_back(make_window, qtbot):
    window = make_window()
    learn = open_lessons(window, qtbot)
    go(learn, "02-langevin", 1)
    window.close()
    again = make_window()
    assert again.learn.lessons.read == {("02-langevin", 1)}
    assert (again.learn.lessons.chapter, again.learn.lessons.number) == ("02-langevin", 1)
    assert not again.learn.isVisible()


def test_the_lessons_can_be_read_in_korean(make_window, qtbot):
    window = make_window()
    learn = open_lessons(window, qtbot)
    go(learn, "02-langevin", 1)
    combo = learn.panel.language
    combo.setCurrentIndex(combo.findText("한국어"))
    combo.activated.emit(combo.currentIndex())
    wait_until(qtbot, lambda: learn.lessons.shelf.language is Language.KOREAN)
    korean = next(c for c in load_shelf(Language.KOREAN).chapters if c.key == "02-langevin")
    assert learn.lessons.place == ("02-langevin", 1)
    assert korean.steps[1].title in learn.panel.view.title.text()


@pytest.mark.usefixtures("dressed")
def test_every_step_sets_up_and_points_at_its_control(make_window, qtbot, subtests):
    bundled = {name: str(path) for name, path in bundled_checkpoints().items()}
    window = make_window(bundled, size=(1400, 900))
    open_network(window, qtbot, bundled["mnist"])
    learn = open_lessons(window, qtbot)
    for key in CHAPTERS:
        with subtests.test(key):
            go_through(window, qtbot, learn, key)


def go_through(window, qtbot, learn, key):
    """A chapter from its first step on, and everything back."""
    for number, step in enumerate(CHAPTERS[key].steps):
        view = go(learn, key, number)
        if view.button is not None:
            click(qtbot, view.button)
            assert window.preferences.workspace == step.setup.workspace
        if isinstance(step.setup, LabSetup):
            assert window.workspace.state.density == step.setup.density
            assert window.workspace.state.activity.value == step.setup.doing.value
            if step.setup.doing is Doing.PARTICLES:
                for draft, panel in zip(window.workspace.particles.panels, step.setup.panels, strict=False):
                    assert draft.valid == panel.settings(step.setup.density)
        if step.target:
            assert pointed_at(qtbot, learn) is not None
        assert not window.notices.shown(), window.notices.shown()[0].problem
    click(qtbot, learn.panel.mine)
    assert not learn.session.lent
    sessions = [w.session for w in window.workshop.ready.values()] + [lab.training.session for lab in labs(window)]
    wait_until(qtbot, lambda: all(session.status.phase is RunPhase.IDLE for session in sessions))
