"""Lines of the probability flow in the window: asked for by the form, worked out in the background, drawn, exported."""

import numpy as np
import pytest

from app.cli import main
from app.jobs.lab.flow import FlowWork
from app.lab.densities import build
from app.lab.training import LabTrainer
from app.params.export import EXPORTS, ExportChoice
from app.params.lab.density import DensitySettings, SigmaMeaning
from app.params.lab.flow import FlowPanel, FlowRequest, FlowStart
from app.params.lab.run import LearnedScore
from app.params.lab.training import LabTrainSettings
from app.params.samplers import Sampler
from app.state.lab.laboratory import Activity, PlaneTool
from app.ui.lab.colours import level_colour
from app.workers.lab.files import write_network
from tests.ui.conftest import click
from tests.ui.lab import choose, drag, enter, settled, type_in, wait_until


@pytest.fixture
def network(tmp_path):
    """A small trained network in a file."""
    settings = LabTrainSettings(width=16, depth=2, batch_size=64, steps=30)
    trainer = LabTrainer(build(DensitySettings()), settings)
    list(trainer.run())
    path = tmp_path / "net.safetensors"
    write_network(str(path), LearnedScore(trainer.average, "two-gaussians", settings, 30))
    return str(path)


def flowing(qtbot, lab):
    """Wait until the lines are those of the state."""
    settled(qtbot, lab)
    wait_until(qtbot, lambda: lab.flow.idle and lab.flow.request == lab.flow.wanted())
    return [plane.still.flow for plane in lab.center.canvas.planes]


def from_grid(*panels, density=None, start=FlowStart.GRID, line=None):
    return FlowWork()(FlowRequest(density or DensitySettings(), start, 20.0, panels, line))


def test_lines_of_the_field_are_those_of_the_mathematics(lab_desk, qtbot):
    lab = enter(qtbot, lab_desk.lay("density_panel"))
    rows = lab.density_panel.form.rows
    assert not rows["flow_from"].isVisibleTo(lab.density_panel)
    assert flowing(qtbot, lab) == [None]
    choose(rows["flow"].editor, FlowStart.GRID)
    assert rows["flow_from"].isVisibleTo(lab.density_panel)
    (flow,) = flowing(qtbot, lab)
    (expected,) = from_grid(FlowPanel(1.0))
    np.testing.assert_array_equal(flow.lines, expected.lines)
    assert flow.colours[0] == level_colour(float(np.sqrt(expected.sigmas[0] * expected.sigmas[1]))).name()
    assert lab.center.canvas.planes[0].idea.startswith("Lines: where the probability-flow ODE")
    type_in(qtbot, lab.density_panel.sigma.edit, "0.3")
    (flow,) = flowing(qtbot, lab)
    np.testing.assert_array_equal(flow.lines, from_grid(FlowPanel(0.3))[0].lines)
    type_in(qtbot, rows["flow_from"].edit, "0.2")
    wait_until(qtbot, lambda: bool(lab.density_panel.error.text()))
    assert "from a larger σ to a smaller one, not from 0.2 to 0.3" in lab.density_panel.error.text()
    wait_until(qtbot, lambda: lab.center.canvas.planes[0].still.flow is None)
    choose(rows["flow"].editor, FlowStart.NONE)
    assert flowing(qtbot, lab) == [None]
    assert lab.density_panel.error.text() == ""
    assert lab.center.canvas.planes[0].idea.startswith("Arrows: ")


def test_lines_begin_on_the_line_that_was_drawn(lab_desk, qtbot):
    lab = enter(qtbot, lab_desk.lay("density_panel"))
    choose(lab.density_panel.form.rows["flow"].editor, FlowStart.LINE)
    (level,) = flowing(qtbot, lab)
    assert np.ptp(level.lines[:, 0, 1]) == 0
    click(qtbot, lab.center.tools[PlaneTool.PROBE])
    drag(qtbot, lab, (-7, 6), (7, -6))
    (flow,) = flowing(qtbot, lab)
    expected = from_grid(FlowPanel(1.0), start=FlowStart.LINE, line=lab.state.section)
    np.testing.assert_array_equal(flow.lines, expected[0].lines)


def test_exact_and_learned_side_by_side(lab_desk, qtbot, network):
    lab = enter(qtbot, lab_desk.lay("density_panel"), Activity.LEARNING)
    lab.files.open_network(network)
    wait_until(qtbot, lambda: lab.state.network is not None)
    choose(lab.density_panel.form.rows["flow"].editor, FlowStart.GRID)
    exact, learned, error = flowing(qtbot, lab)
    expected = from_grid(FlowPanel(1.0), FlowPanel(1.0, network=lab.state.network))
    np.testing.assert_array_equal(exact.lines, expected[0].lines)
    np.testing.assert_array_equal(learned.lines, expected[1].lines)
    assert error is None


def test_behind_particles_lines_go_to_their_last_level(lab_desk, qtbot, network):
    lab = enter(qtbot, lab_desk.lay("density_panel", "sampler_b"), Activity.LEARNING)
    lab.files.open_network(network)
    wait_until(qtbot, lambda: lab.state.network is not None)
    lab.state.activity = Activity.PARTICLES
    lab.particles.set_shown(exact=True)
    lab.particles.panels[0].set("learned", True)
    choose(lab.sampler_b.sampler, Sampler.HEUN)
    choose(lab.density_panel.form.rows["flow"].editor, FlowStart.GRID)
    first, second, samples = flowing(qtbot, lab)
    expected = from_grid(FlowPanel(1.0, SigmaMeaning.TOTAL, lab.state.network), FlowPanel(0.1))
    np.testing.assert_array_equal(first.lines, expected[0].lines)
    np.testing.assert_array_equal(second.lines, expected[1].lines)
    assert samples is None


@pytest.mark.parametrize("learning", [False, True])
def test_the_command_writes_the_window_s_lines(lab_desk, qtbot, tmp_path, network, learning):
    lab = enter(qtbot, lab_desk.lay("density_panel"), Activity.LEARNING if learning else Activity.FIELD)
    if learning:
        lab.files.open_network(network)
        wait_until(qtbot, lambda: lab.state.network is not None)
    choose(lab.density_panel.form.rows["flow"].editor, FlowStart.LINE)
    type_in(qtbot, lab.density_panel.sigma.edit, "0.5")
    flowing(qtbot, lab)
    path, png = tmp_path / "window.npz", tmp_path / "f.png"
    lab.exporter.export(ExportChoice(EXPORTS["field"], str(path)))
    wait_until(qtbot, lambda: any("Saved window.npz" in p.title for p in lab.notices.problems))
    more = ["--network", network] if learning else []
    args = ["field", "--sigma", "0.5", "--flow", "line", *more, "--npz", str(tmp_path / "c.npz"), "--out", str(png)]
    assert main(args) == 0
    with np.load(path) as ours, np.load(tmp_path / "c.npz") as theirs:
        assert set(ours) == set(theirs) >= {"flow", "flow_sigmas", *(["learned_flow"] if learning else [])}
        for name in ours:
            assert np.array_equal(ours[name], theirs[name]), name
        np.testing.assert_array_equal(ours["flow"], lab.center.canvas.planes[0].still.flow.lines)
    assert png.stat().st_size > 10_000


def test_an_experiment_keeps_its_lines(lab_desk, qtbot):
    lab = enter(qtbot, lab_desk.lay("density_panel"))
    choose(lab.density_panel.form.rows["flow"].editor, FlowStart.GRID)
    type_in(qtbot, lab.density_panel.form.rows["flow_from"].edit, "7")
    look = lab.state.look.to_dict()
    assert (look["flow"], look["flow_from"]) == ("grid", 7.0)
    assert type(lab.state.look).from_dict(look) == lab.state.look
