"""The chart of the bias against the step size: measured in the background, begun anew with the law."""

import numpy as np
import pytest

from app.jobs.lab.bias import BiasWork
from app.params.lab.bias import STEP_SIZES, BiasRequest, gaussian_bias
from app.params.lab.density import DensityName, DensitySettings, Mode, SigmaMeaning
from app.params.samplers import Sampler
from app.state.lab.laboratory import Activity
from app.ui.text import number
from tests.ui.lab import choose, enter, type_in, wait_until

ONE = DensitySettings(modes=(Mode(0, 0, 2.0, 1),))


@pytest.fixture
def lab(lab_desk, qtbot):
    lab = enter(qtbot, lab_desk.lay("density_panel"), Activity.PARTICLES)
    choose(lab.density_panel.form.rows["charts"].editor, "bias")
    return lab


def chart(lab):
    (found,) = lab.numbers_panel.charts.charts
    return found


def measured(qtbot, lab, density, **law):
    """The chart of a law once all its points are there."""

    def there():
        of = lab.bias.law
        return of is not None and of.density == density and len(lab.bias.points) == len(STEP_SIZES)

    wait_until(qtbot, lambda: there() and all(getattr(lab.bias.law, key) == value for key, value in law.items()))
    return chart(lab)


def test_both_samplers_and_the_closed_form_where_there_is_one(lab, qtbot):
    lab.lay("numbers_panel")
    lab.state.choose(ONE)
    shown = measured(qtbot, lab, ONE)
    langevin, mala, exact = shown.curves
    assert [curve.label for curve in shown.curves] == ["Langevin", "MALA", "exact"]
    asked = BiasRequest(ONE, 2.0, SigmaMeaning.TOTAL, 1.0, 0, STEP_SIZES[-1])
    last = BiasWork()(asked)
    assert (langevin.y[-1], mala.y[-1]) == (last.langevin, last.mala)
    np.testing.assert_allclose(langevin.x, 4 * np.array(STEP_SIZES))
    np.testing.assert_allclose(exact.y, [gaussian_bias(x / 4) for x in exact.x], atol=1e-12)
    assert exact.dashed
    assert shown.value.endswith(number(last.accepted))
    lab.state.choose(DensitySettings())
    assert [c.label for c in measured(qtbot, lab, DensitySettings()).curves] == ["Langevin", "MALA"]


def test_seed_and_temperature_of_panel_a_begin_it_anew_and_others_do_not(lab, qtbot):
    lab.lay("particle_panel", "numbers_panel")
    first = measured(qtbot, lab, DensitySettings()).curves[0].y
    rows = lab.particle_panel.samplers[0].form.rows
    type_in(qtbot, rows["epsilon"].edit, "0.2")
    assert len(lab.bias.points) == len(STEP_SIZES)
    type_in(qtbot, lab.particle_panel.form.rows["seed"].edit, "5")
    second = measured(qtbot, lab, DensitySettings(), seed=5).curves[0].y
    assert (first != second).any()
    type_in(qtbot, rows["temperature"].edit, "0.5")
    measured(qtbot, lab, DensitySettings(), seed=5, temperature=0.5)
    type_in(qtbot, rows["temperature"].edit, "0")
    assert chart(lab).curves == ()
    assert "no bias at τ = 0" in chart(lab).empty
    assert lab.notices.problems == []


def test_what_anneals_has_the_law_of_plain_dynamics(lab, qtbot):
    lab.lay("sampler_a", "numbers_panel")
    choose(lab.sampler_a.sampler, Sampler.CONSISTENT)
    lab.state.choose(DensitySettings(DensityName.RING))
    measured(qtbot, lab, DensitySettings(DensityName.RING), sigma=0.5, meaning=SigmaMeaning.TOTAL)


def test_nothing_is_measured_that_nobody_looks_at(lab_desk, qtbot):
    lab = enter(qtbot, lab_desk.lay("density_panel", "numbers_panel"), Activity.PARTICLES)
    lab.state.choose(ONE)
    assert lab.bias.law is None
    choose(lab.density_panel.form.rows["charts"].editor, "bias")
    assert lab.bias.law.density == ONE
    wait_until(qtbot, lambda: len(lab.bias.points) == 1)
    choose(lab.density_panel.form.rows["charts"].editor, "steps")
    wait_until(qtbot, lambda: lab.bias.idle)
    begun = len(lab.bias.points)
    assert begun < len(STEP_SIZES)
    choose(lab.density_panel.form.rows["charts"].editor, "bias")  # it goes on where it was
    kept = lab.bias.points
    assert measured(qtbot, lab, ONE) is not None
    assert lab.bias.points[:begun] == kept[:begun]
