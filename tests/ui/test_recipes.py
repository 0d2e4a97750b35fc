"""Recipes as buttons, settings made to suit others, and what is said before a run; with real clicks and keys."""

import dataclasses

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from app.params import Sampler, SampleSettings, Schedule, Start
from app.params.recipes import GIVEN, NATIVE_ONLY, Recipe, recipe
from app.params.samplers import ROWS
from app.params.settings import fields_of
from app.params.status import RunPhase
from app.params.stepsize import best_eta, final_spread
from app.ui.text import count
from tests.models import gaussian
from tests.ui.conftest import click, install
from tests.ui.test_run import gated, parts, reference


class Described:
    """A model with closed form whose description says something else."""

    def __init__(self, **changes):
        self._model = gaussian(0.5, 0.1, (1, 8, 8))
        self._info = dataclasses.replace(self._model.describe(), sha256=repr(changes), **changes)

    def __getattr__(self, name):
        return getattr(self._model, name)

    def describe(self):
        return self._info


@pytest.fixture
def panel(desk):
    return desk.sampler_panel


def typed(qtbot, edit, text):
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, text)
    qtbot.keyClick(edit, Qt.Key.Key_Return)


def pressed(panel):
    return [name for name, button in panel.recipes.buttons.items() if button.isChecked()]


def test_a_click_takes_the_recipe_and_leaves_seed_and_number(desk, panel, qtbot):
    settings, info = desk.settings, desk.models.state.info
    settings.set("seed", 7)
    settings.set("count", 5)
    assert pressed(panel) == [Recipe.ALGORITHM1]
    for name in (Recipe.FAST, Recipe.PAPER, Recipe.BEST, Recipe.ALGORITHM1):
        click(qtbot, panel.recipes.buttons[name])
        assert pressed(panel) == [name]
        expected = dataclasses.replace(recipe(info, name), seed=7, count=5, batch_size=5)
        assert settings.valid == expected
        assert panel.recipes.cost.text() == f"{count(expected.plan.total)} evaluations of the network"
        click(qtbot, panel.recipes.buttons[name])
        assert pressed(panel) == [name]  # a second click is no way out


def test_a_setting_that_matters_leaves_the_recipe_and_one_that_does_not_stays_in_it(desk, panel, qtbot):
    click(qtbot, panel.recipes.buttons[Recipe.FAST])
    settings = desk.settings
    settings.set("seed", 12)
    settings.set("epsilon", 1e-3)  # Heun knows none
    assert pressed(panel) == [Recipe.FAST]
    typed(qtbot, panel.form.number("levels").edit, "20")
    assert pressed(panel) == []
    assert panel.recipes.cost.text() == "Own settings: 39 evaluations"
    typed(qtbot, panel.form.number("levels").edit, "18")
    assert pressed(panel) == [Recipe.FAST]


def test_each_button_says_what_it_does_and_costs(desk, panel):
    info = desk.models.state.info
    for name, button in panel.recipes.buttons.items():
        tip = button.toolTip()
        assert name.tip.split(".")[0] in tip
        assert f"{count(recipe(info, name).plan.total)} evaluations" in tip
        assert button.accessibleDescription() in tip


def test_an_inpainting_s_recipes_count_its_passes_and_end_with_the_denoising_step(window, qtbot):
    window.show_workspace("inpaint")
    workspace = window.workspace
    panel = workspace.sampler_panel
    click(qtbot, panel.recipes.buttons[Recipe.PAPER])
    assert pressed(panel) == [Recipe.PAPER]
    assert workspace.settings.value("denoise")
    workspace.options.set(resample=3)
    # 10 levels of 100 steps; there is no way up from the first.
    assert panel.recipes.cost.text() == f"{count(100 + 9 * 300 + 1)} evaluations of the network"


def test_a_recipe_that_a_network_cannot_follow_is_grey_and_says_why(desk, panel, qtbot):
    install(desk, Described(sigmas=(9.85, 1.0, 0.032)))
    paper = panel.recipes.buttons[Recipe.PAPER]
    assert not paper.isEnabled()
    assert "trained for σ from 9.85 to 0.0320" in paper.toolTip()
    before = desk.settings.valid
    click(qtbot, paper)
    assert desk.settings.valid == before
    assert panel.recipes.buttons[Recipe.FAST].isEnabled()
    install(desk, Described(sigmas=(0.5,), continuous=False))
    fast = panel.recipes.buttons[Recipe.FAST]
    assert not fast.isEnabled()
    assert "one noise level only" in fast.toolTip()
    place = fast.rect().center()
    QApplication.sendEvent(fast, QHelpEvent(QEvent.Type.ToolTip, place, fast.mapToGlobal(place)))
    assert "one noise level only" in QToolTip.text()
    QToolTip.hideText()


def test_another_number_of_levels_chooses_the_step_size_anew_until_one_is_typed(desk, panel, qtbot):
    settings = desk.settings
    own = settings.recommended.epsilon
    assert not panel.chosen.isVisible()
    typed(qtbot, panel.form.number("levels").edit, "40")
    now = settings.valid
    sigmas = now.noise_levels
    assert now.epsilon == pytest.approx(best_eta(sigmas[0] / sigmas[1], now.steps_per_level) * sigmas[-1] ** 2)
    assert now.epsilon != own
    assert panel.chosen.isVisible()
    assert panel.epsilon.edit.value() == now.epsilon
    assert not panel.rows["epsilon"].reset_button.isVisible()  # it is what suits these levels
    typed(qtbot, panel.epsilon.edit, "3e-5")
    assert not panel.chosen.isVisible()
    for key, value in (("steps_per_level", "9"), ("sigma_max", "1.5"), ("levels", "12")):
        typed(qtbot, panel.form.number(key).edit, value)
        assert settings.value("epsilon") == 3e-5
    click(qtbot, panel.rows["epsilon"].reset_button)
    assert settings.value("epsilon") != 3e-5
    assert panel.chosen.isVisible()
    for key in ("steps_per_level", "sigma_max", "levels"):
        click(qtbot, panel.rows[key].reset_button)
    assert settings.value("epsilon") == own
    assert not panel.chosen.isVisible()


def test_steps_and_range_choose_the_step_size_anew_as_well(desk, panel, qtbot, subtests):
    settings = desk.settings
    before = settings.valid
    for key, text in (("steps_per_level", "30"), ("sigma_max", "1"), ("sigma_min", "0.1")):
        with subtests.test(key):
            settings.replace(before)
            typed(qtbot, panel.form.number(key).edit, text)
            now = settings.valid
            kept = dataclasses.replace(now, epsilon=before.epsilon)
            assert now.epsilon != before.epsilon
            assert abs(final_spread(now) - 1) <= abs(final_spread(kept) - 1) + 1e-9


def test_a_step_size_chosen_for_the_next_run_leaves_the_one_under_way_alone(desk, qtbot, gates):
    gate = gated(desk, gates, levels=2, steps_per_level=50)
    run, buttons = parts(desk)
    desk.settings.reset("epsilon")
    own = desk.settings.value("epsilon")
    click(qtbot, buttons["play"])
    qtbot.waitUntil(lambda: gate.entered == 1)
    desk.settings.set("levels", 30)
    desk.settings.set("steps_per_level", 49)
    assert desk.settings.value("epsilon") != own
    gate.let(2)
    qtbot.waitUntil(lambda: len(run.kept.steps) == 2)
    assert [(p.params.epsilon, p.params.steps_per_level) for p in run.kept.steps] == [(own, 50), (own, 49)]


def test_what_was_chosen_and_what_was_typed_come_back_as_such(desk, panel, qtbot, preferences):
    settings, info = desk.settings, desk.models.state.info
    settings.set("levels", 40)
    chosen = settings.value("epsilon")
    desk.close()
    settings.replace(preferences.settings_for(info.sha256, info.settings))
    assert settings.value("epsilon") == chosen
    settings.set("levels", 41)
    assert settings.value("epsilon") != chosen  # it still follows
    settings.set("epsilon", 1e-5)
    desk.close()
    settings.replace(preferences.settings_for(info.sha256, info.settings))
    settings.set("levels", 42)
    assert settings.value("epsilon") == 1e-5


def test_mere_noise_is_announced_before_the_run(desk, panel, qtbot):
    assert panel.warning.isVisible()  # four levels of two steps
    typed(qtbot, panel.form.number("levels").edit, "200")
    assert not panel.warning.isVisible()
    typed(qtbot, panel.epsilon.edit, "1e-9")
    spread = final_spread(desk.settings.valid)
    assert spread > 2
    assert panel.warning.isVisible()
    assert f"{spread:.3g}"[:3] in panel.warning.text()
    click(qtbot, panel.rows["epsilon"].reset_button)
    assert not panel.warning.isVisible()
    typed(qtbot, panel.epsilon.edit, "0.01")
    assert "diverge" in panel.warning.text()


def test_one_level_alone_starts_as_the_paper_has_it_and_takes_enough_steps(desk, panel, qtbot):
    settings = desk.settings
    before = settings.valid
    settings.set("sampler", Sampler.LANGEVIN)
    assert settings.value("steps_per_level") == before.plan.total
    assert settings.value("start") is Start.UNIFORM
    assert not panel.rows["steps_per_level"].reset_button.isVisible()
    assert not panel.rows["levels"].isEnabled()
    settings.set("steps_per_level", 3)
    click(qtbot, panel.rows["steps_per_level"].reset_button)
    assert settings.value("steps_per_level") == before.plan.total
    run, buttons = parts(desk)
    click(qtbot, buttons["play"])
    qtbot.waitUntil(lambda: run.phase is RunPhase.IDLE and run.progress is not None, timeout=30_000)
    line = next(line for line in run.log_lines if "langevin" in line)
    assert "σ = 0.01 alone" in line
    assert "L =" not in line
    settings.set("sampler", Sampler.ANNEALED)
    assert settings.valid == before


def test_the_log_names_what_the_sampler_reads_and_no_more(desk, panel, qtbot):
    click(qtbot, panel.recipes.buttons[Recipe.FAST])
    run, buttons = parts(desk)
    click(qtbot, buttons["play"])
    qtbot.waitUntil(lambda: run.phase is RunPhase.IDLE and run.progress is not None, timeout=30_000)
    line = next(line for line in run.log_lines if "heun" in line)
    assert "L = 18, σ = 5 … 0.02, rho" in line
    assert "ε" not in line
    assert "start" not in line


def test_what_a_sampler_does_not_use_is_grey_with_the_reason_or_not_there(desk, panel, subtests):
    for sampler in (s for s in Sampler if ROWS[s].pictures):
        with subtests.test(sampler.value):
            if sampler is Sampler.CONSISTENT:
                desk.settings.set("levels", 100)
            desk.settings.set("sampler", sampler)
            row = ROWS[sampler]
            for key, edited in panel.rows.items():
                if key not in fields_of(SampleSettings) or key == "rho":
                    continue
                assert edited.isVisibleTo(panel) == (not row.lacks(key)), key
                assert edited.isEnabled() == row.uses(key) or row.lacks(key), key
                assert (row.ignores.get(key, "no reason") in edited.toolTip()) == (key in row.ignores), key
            assert panel.rows["convention"].isEnabled() == row.uses("epsilon")


NATIVE = {"sigmas": tuple(5 * 0.8**k for k in range(30)), "continuous": False}


def test_a_network_of_its_own_levels_has_no_churn_and_no_rho(desk, panel, qtbot):
    install(desk, Described(**NATIVE))
    settings = desk.settings
    settings.set("sampler", Sampler.HEUN)
    for key in ("churn", "churn_min", "churn_max", "churn_noise", "rho"):
        assert panel.rows[key].isVisibleTo(panel)
        assert not panel.rows[key].isEnabled()
        assert NATIVE_ONLY in panel.rows[key].toolTip()
    spacing = panel.rows["schedule"].editor
    item = spacing.model().index(spacing.findData(Schedule.RHO), 0)
    assert not item.flags() & Qt.ItemFlag.ItemIsEnabled
    assert NATIVE_ONLY in item.data(Qt.ItemDataRole.ToolTipRole)
    settings.set("sampler", Sampler.ANNEALED)  # which lets the network take each level to its nearest
    assert item.flags() & Qt.ItemFlag.ItemIsEnabled
    assert not panel.rows["rho"].isVisibleTo(panel)
    click(qtbot, panel.recipes.buttons[Recipe.FAST])
    assert set(settings.valid.noise_levels) <= set(NATIVE["sigmas"])
    assert pressed(panel) == [Recipe.FAST]


def test_given_levels_grey_what_would_have_spaced_them(desk, panel):
    settings = desk.settings
    settings.replace(dataclasses.replace(settings.valid, sigmas=(2.0, 0.5, 0.1)))
    for key in ("levels", "sigma_max", "sigma_min", "schedule"):
        assert not panel.rows[key].isEnabled()
        assert GIVEN in panel.rows[key].toolTip()
    panel.reset_all()
    assert panel.rows["levels"].isEnabled()
    assert GIVEN not in panel.rows["levels"].toolTip()


def test_on_score_sde_s_networks_the_ode_comes_with_a_warning(desk, panel):
    install(desk, Described(architecture="ncsnpp", sigmas=(50.0, 5.0, 0.01)))
    settings = desk.settings
    for sampler, changes, warned in (
        (Sampler.ANNEALED, {}, False),
        (Sampler.ANCESTRAL, {}, True),
        (Sampler.ANCESTRAL, {"stochasticity": 1.0}, False),
        (Sampler.HEUN, {"churn": 0.0}, True),
        (Sampler.HEUN, {"churn": 5.0}, False),
        (Sampler.DPM_SOLVER, {}, True),
        (Sampler.REVERSE_DIFFUSION, {}, False),
    ):
        settings.set("sampler", sampler)
        for key, value in changes.items():
            settings.set(key, value)
        assert ("clearly worse" in panel.warning.text()) is warned, sampler
        assert panel.warning.isVisibleTo(panel) is bool(panel.warning.text())
    settings.set("sampler", Sampler.DPM_SOLVER)
    install(desk, Described(sigmas=(50.0, 5.0, 0.01)))
    settings.set("sampler", Sampler.DPM_SOLVER)
    assert "worse" not in panel.warning.text()


def test_the_buttons_can_be_reached_and_pressed_by_keyboard(desk, panel, qtbot):
    button = panel.recipes.buttons[Recipe.FAST]
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert pressed(panel) == [Recipe.FAST]
    assert not desk.run.phase.active
    assert button.mapTo(panel, QPoint()).x() >= 0


def test_the_window_makes_the_pictures_of_the_command_line_with_every_later_sampler(desk, qtbot, subtests):
    settings, (run, buttons) = desk.settings, parts(desk)
    frames = []  # the one before each run
    for sampler in (s for s in Sampler if ROWS[s].leads_on):
        with subtests.test(sampler.value):
            for key, value in {"sampler": sampler, "levels": 5, "count": 3, "churn": 1.5, "stochasticity": 0.5}.items():
                settings.set(key, value)
            frames.append(run.frame)
            click(qtbot, buttons["play"])
            qtbot.waitUntil(lambda: run.phase is RunPhase.IDLE and run.frame is not frames[-1], timeout=30_000)
            assert np.array_equal(run.frame.x, reference(desk, settings.valid))


def test_what_changes_with_one_act_is_shown_once(desk, panel, monkeypatch):
    settings, named, shown = desk.settings, [], []
    settings.changed.connect(named.append)
    show = panel.form.show_values
    monkeypatch.setattr(panel.form, "show_values", lambda: shown.append(None) or show())
    settings.replace(dataclasses.replace(settings.valid, levels=7, seed=3, temperature=0.5), live=False)
    assert {"levels", "seed", "temperature"} <= set(named)
    assert len(shown) == 1
    assert panel.form.number("levels").edit.text() == "7"
    settings.set("seed", 4)
    assert len(shown) == 2
    settings.set("seed", 4)
    assert len(shown) == 2
