"""The laboratory's settings come back at the next start, and bad ones never prevent it."""

import copy
import logging

import numpy as np
import pytest

from app.params.lab.density import DensityName, DensitySettings, SigmaMeaning
from app.params.lab.particles import ParticleStart
from app.params.lab.training import Objective
from app.params.samplers import Sampler
from app.state.lab.laboratory import Activity, PlaneTool
from app.state.lab.memory import MAX_POINTS_KEPT, recall, remember
from app.state.lab.particles import ParticlesState
from app.state.lab.plane import PlaneView
from app.state.lab.training import TrainingDraft
from tests.ui.desk import Desk
from tests.ui.desk_lab import LabDesk
from tests.ui.lab import CONTROL, LEFT, at, choose, drag, enter, open_lab, settled, type_in, wheel


@pytest.fixture
def again(qtbot, preferences):
    """The laboratory of the next start, after the first one has been closed."""
    made = []

    def reopen(lab):
        lab.sessions.close()
        made.append(Desk(qtbot, preferences))
        following = LabDesk(made[-1]).lay("density_panel", "learning_panel")
        settled(qtbot, following)
        return following

    yield reopen
    for desk in made:
        desk.end()


def states():
    from app.state.lab.laboratory import LabState

    state = LabState()
    return state, ParticlesState(state.density), TrainingDraft()


def test_everything_set_by_hand_comes_back(lab_desk, qtbot, again):
    lab = enter(qtbot, lab_desk.lay("density_panel", "particle_panel", "learning_panel"), Activity.PARTICLES)
    drag(qtbot, lab, (5, 5), (2, -3))
    wheel(lab, 2, -3, 2)
    wheel(lab, 0, 3, 2)
    view, density = lab.state.view, lab.state.density
    panel = lab.particle_panel
    panel.exact.click()
    choose(panel.samplers[0].sampler, Sampler.UNDERDAMPED)
    type_in(qtbot, panel.samplers[0].form.rows["mass"].edit, "2.5")
    type_in(qtbot, panel.samplers[1].form.rows["levels"].edit, "7")
    type_in(qtbot, panel.form.rows["count"].edit, "77")
    type_in(qtbot, panel.form.rows["trail"].edit, "3")
    type_in(qtbot, panel.form.rows["speed"].edit, "44")
    lab.state.tool = PlaneTool.START
    qtbot.mouseClick(lab.center.canvas, LEFT, pos=at(lab, 1, 1))
    lab.density_panel.boxes["contours"].click()
    lab.state.activity = Activity.LEARNING
    choose(lab.density_panel.form.rows["heat"].editor, "potential")
    type_in(qtbot, lab.density_panel.sigma.edit, "0.7")
    rows = lab.learning_panel.form.rows
    choose(rows["objective"].editor, Objective.IMPLICIT)
    type_in(qtbot, rows["width"].edit, "48")
    places = lab.particles.panels[0].value("points")

    new = again(lab)
    assert new.state.activity is Activity.LEARNING
    assert (new.state.density, new.state.view) == (density, view)
    assert (new.state.look.heat, new.state.look.contours, new.state.look.sigma) == ("potential", False, 0.7)
    assert new.density_panel.sigma.edit.text() == "0.7"
    assert new.training_draft.valid.objective is Objective.IMPLICIT
    assert new.learning_panel.form.rows["width"].edit.text() == "48"
    first, second = new.particles.panels
    assert (first.value("sampler"), first.value("mass")) == (Sampler.UNDERDAMPED, 2.5)
    assert (second.value("sampler"), second.value("levels")) == (Sampler.ANNEALED, 7)
    for draft in (first, second):
        assert (draft.value("count"), draft.value("start")) == (77, ParticleStart.POINTS)
        assert draft.value("points") == places
    shown = new.particles.shown
    assert (shown.exact, shown.trail, shown.speed) == (True, 3, 44.0)
    assert new.fields.request.density == density
    assert not new.state.can_undo


def test_points_drawn_by_hand_come_back_in_the_next_window(make_window, qtbot):
    window, lab = open_lab(make_window, qtbot)
    qtbot.keyClick(window, "b")
    drag(qtbot, lab, (-4, 0), (4, 0))
    points = lab.state.density.points
    window.close()
    new = make_window().workspace  # it opens where one was
    assert new is not lab
    settled(qtbot, new)
    assert new.state.density.points == points
    assert new.state.look.data
    assert new.state.look.meaning is SigmaMeaning.ADDED


def test_another_workspace_first_and_settings_are_kept_on_leaving(make_window, qtbot, preferences):
    window, lab = open_lab(make_window, qtbot)
    choose(lab.density_panel.choice, DensityName.RINGS)
    qtbot.keyClick(window, "1", CONTROL)
    assert preferences.document("lab")["density"] == {"name": "rings"}


def good():
    state, particles, training = states()
    state.choose(DensitySettings.ring(5))
    state.set_look(sigma=0.3, heat="potential")
    particles.set_shown(speed=20.0, both=False)
    for draft in particles.panels:
        draft.set("count", 99)
    training.set("depth", 5)
    return remember(state, particles, training)


def damaged(*path, value):
    document = copy.deepcopy(good())
    at = document
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    return document


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("look", "sigma"), -1),
        (("look", "sigma"), "wide"),
        (("look", "heat"), "lava"),
        (("look", "meaning"), "mystery"),
        (("look", "contours"), "perhaps"),
        (("look",), None),
        (("look",), [1, 2]),
        (("look", "extra"), 1),
        (("density", "name"), "cauliflower"),
        (("density", "modes"), [[0, 0, -1, 1]]),
        (("density", "modes"), [[0, "a", 1, 1]]),
        (("density", "points"), "AAAA"),
        (("density", "points"), "not base64!"),
        (("density",), 7),
        (("view",), [0, 0, -3]),
        (("view",), ["a", 0, 1]),
        (("view",), [0, 0, 1, 1]),
        (("activity",), "sleeping"),
        (("brush",), "thick"),
        (("brush",), float("nan")),
        (("shown", "speed"), 0),
        (("shown", "speed"), "fast"),
        (("shown", "trail"), 1e9),
        (("shown",), []),
        (("panels",), [{"sampler": "langevin", "changes": {}}]),
        (("panels", 0, "sampler"), "teleport"),
        (("panels", 1, "changes"), {"count": 10**9}),
        (("panels", 1, "changes"), {"epsilon": "big"}),
        (("panels", 1, "changes"), {"unheard_of": 1}),
        (("panels", 1, "changes"), {"start": "points"}),
        (("panels",), {"a": 1}),
        (("learning", "width"), "x"),
        (("learning", "objective"), "guessing"),
        (("learning", "noise"), False),
        (("learning", "unheard_of"), 1),
        (("learning",), "x"),
        (("version",), 99),
    ],
)
def test_a_bad_part_is_dropped_with_a_warning_and_the_others_stay(qapp, caplog, path, value):
    parts = {
        "density": lambda s, p, t: s.density == DensitySettings.ring(5),
        "look": lambda s, p, t: (s.look.sigma, s.look.heat) == (0.3, "potential"),
        "shown": lambda s, p, t: (p.shown.speed, p.shown.both) == (20.0, False),
        "panels": lambda s, p, t: [d.value("count") for d in p.panels] == [99, 99],
        "learning": lambda s, p, t: t.valid.depth == 5,
    }
    found = states()
    recall(good(), *found)
    assert all(check(*found) for check in parts.values())
    found = states()
    with caplog.at_level(logging.WARNING):
        recall(damaged(*path, value=value), *found)
    assert len(caplog.records) == 1
    whole = path[0] == "version"
    for name, check in parts.items():
        assert check(*found) is not (whole or name == path[0]), name
    assert found[0].look.sigma > 0
    assert found[0].view == PlaneView.around(found[0].density.view)
    assert all(draft.valid is not None for draft in found[1].panels)
    assert found[2].valid is not None


def test_a_start_with_rubbish_in_the_file_works(lab_desk, qtbot, preferences):
    preferences._settings.setValue("documents/lab_json", "{not json")
    lab = enter(qtbot, lab_desk)
    assert lab.state.density == DensitySettings()


def test_very_many_points_are_left_out(qapp):
    state, particles, training = states()
    state.choose(DensitySettings.of_points(np.zeros((MAX_POINTS_KEPT + 1, 2))))
    document = remember(state, particles, training)
    assert not {"density", "look", "panels", "view"} & document.keys()
    new = states()
    recall(document, *new)
    assert new[0].density == DensitySettings()
