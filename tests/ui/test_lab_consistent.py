"""Consistent annealed sampling in the laboratory: chosen, shown, refused, edited under way, repeated."""

from itertools import pairwise

import numpy as np
import pytest

from app.cli import main
from app.params.export import EXPORTS, ExportChoice
from app.params.lab.density import DensityName, DensitySettings, Mode, SigmaMeaning
from app.params.lab.particles import ParticleSettings
from app.params.run import FinishReason
from app.params.samplers import ROWS, Sampler
from app.params.settings import fields_of
from app.state.lab.laboratory import Activity
from app.ui.text import number
from tests.ui.conftest import click
from tests.ui.lab import CONTROL, choose, ended, enter, settled, step, type_in, wheel

SAMPLER = Sampler.CONSISTENT


@pytest.fixture
def lab(lab_desk, qtbot):
    """The laboratory with one panel, whose sampler was chosen in the list."""
    lab = enter(qtbot, lab_desk.lay("sampler_a"), Activity.PARTICLES)
    lab.particles.set_shown(both=False)
    lab.particles.panels[0].set("count", 200)
    choose(lab.sampler_a.sampler, SAMPLER)
    return lab


def rows_of(lab):
    return lab.sampler_a.form.rows


def play(qtbot, lab):
    click(qtbot, lab.run_panel.buttons["play"])
    ended(qtbot, lab.run)


@pytest.mark.parametrize("meaning", SigmaMeaning)
def test_choosing_it_gives_settings_that_run_and_the_range_is_shown(lab, qtbot, meaning):
    lab.lay("run_panel")
    rows, draft = rows_of(lab), lab.particles.panels[0]
    choose(rows["meaning"].editor, meaning)
    for levels in ("10", "25"):  # epsilon follows the levels
        type_in(qtbot, rows["levels"].edit, levels)
        play(qtbot, lab)
        assert lab.notices.problems == []
        frame = lab.run.frame.panels[0]
        assert (frame.index, frame.over) == (frame.levels, True)
        added = draft.valid.added_levels(1.0)
        ratio = min(b / a for a, b in pairwise(added))
        ends = [2 * (1 - ratio) * added[-1] ** 2, 2 * (1 + ratio) * added[-1] ** 2]
        said = "valid between ε = {} and {}".format(*map(number, ends))
        assert lab.sampler_a.note.text() == said
        assert ends[0] < draft.value("epsilon") < ends[1]


def test_its_name_and_rule_stand_over_and_under_the_plane(lab, qtbot):
    lab.lay("run_panel")
    choose(rows_of(lab)["meaning"].editor, SigmaMeaning.TOTAL)
    settled(qtbot, lab)
    assert "σ = 1.00 the whole width" in lab.center.canvas.planes[0].caption
    step(qtbot, lab)
    (plane,) = lab.center.canvas.planes
    assert plane.title == "Consistent"
    assert "√τ β z" in plane.caption
    assert "σ = 20.0 added" in plane.caption


def test_what_it_does_not_use_is_not_there(lab):
    row = ROWS[SAMPLER]
    form = lab.sampler_a
    for key, edited in rows_of(lab).items():
        if key in fields_of(ParticleSettings) and key not in ("rho", "denoise"):
            assert edited.isVisibleTo(form) is row.uses(key), key
    assert rows_of(lab)["denoise"].isVisibleTo(form)


def test_an_epsilon_outside_the_range_is_refused_before_a_run(lab, qtbot):
    lab.lay("run_panel")
    type_in(qtbot, rows_of(lab)["epsilon"].edit, "1")
    play(qtbot, lab)
    assert lab.run.reason is FinishReason.FAILED
    assert lab.notices.problems[-1].text.startswith("consistent annealed sampling needs ε / (2 σ_L²)")
    assert lab.run.frame is None


def test_during_a_run_it_is_taken_back(lab, qtbot):
    lab.lay("run_panel")
    good = lab.particles.panels[0].value("epsilon")
    step(qtbot, lab)
    type_in(qtbot, rows_of(lab)["epsilon"].edit, "1")
    step(qtbot, lab)
    qtbot.waitUntil(lambda: lab.particles.panels[0].value("epsilon") == good)
    assert "consistent annealed sampling needs" in lab.notices.problems[-1].text.lower()
    other = 1.5 * 0.1**2  # h = 0.75
    type_in(qtbot, rows_of(lab)["epsilon"].edit, str(other))
    step(qtbot, lab)
    assert lab.run.frame.panels[0].params.epsilon == pytest.approx(other)


def test_a_mode_resized_during_the_run_does_not_disturb_it(lab, qtbot):
    lab.lay("run_panel")
    lab.state.choose(DensitySettings(modes=(Mode(0, 0, 1, 1),)))
    settled(qtbot, lab)
    step(qtbot, lab)
    before = lab.run.frame.panels[0].params.epsilon
    for notches in (-3, 6):
        wheel(lab, 0, 0, notches, CONTROL)
        step(qtbot, lab)
        assert lab.run.density == lab.state.density
    assert lab.run.frame.panels[0].params.epsilon == before
    assert lab.notices.problems == []


@pytest.mark.parametrize("name", [DensityName.TWO_GAUSSIANS, DensityName.SWISS_ROLL])
def test_the_command_alone_and_from_the_picture_gives_the_window_s_particles(lab, qtbot, tmp_path, name):
    lab.lay("density_panel", "run_panel")
    choose(lab.density_panel.choice, name)
    settled(qtbot, lab)
    rows = rows_of(lab)
    options = ["--density", name.value, "--sampler", "consistent", "--count", "200", "--quiet"]

    def command(*words):
        assert main(["particles", *words, "--npz", str(tmp_path / "c.npz")]) == 0
        with np.load(tmp_path / "c.npz") as file:
            return file["particles"]

    play(qtbot, lab)
    np.testing.assert_array_equal(lab.run.frame.panels[0].places.astype(np.float32), command(*options))
    type_in(qtbot, rows["levels"].edit, "7")
    type_in(qtbot, rows["temperature"].edit, "0.8")
    rows["denoise"].editor.setChecked(True)
    play(qtbot, lab)
    lab.exporter.export(ExportChoice(EXPORTS["view"], str(tmp_path / "view.png")))
    qtbot.waitUntil(lambda: (tmp_path / "view.png").exists() and lab.exporter.progress is None, timeout=30_000)
    again = command("--from", str(tmp_path / "view.png"), "--quiet")
    np.testing.assert_array_equal(lab.run.frame.panels[0].places.astype(np.float32), again)
    assert lab.run.frame.panels[0].index == 8
