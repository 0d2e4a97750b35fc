"""Axes in closed form: where values lie, which round numbers stand beside them, where an axis ends."""

from itertools import pairwise

import numpy as np
import pytest

from app.render.axes import Axis, Spacing, fit_axis, nice_step, round_values, tick_texts

LOG, SIGNED, LINEAR = Spacing.LOG, Spacing.SIGNED, Spacing.LINEAR


def test_steps_are_one_two_or_five():
    assert [nice_step(s) for s in (0.9, 1.0, 1.2, 3.0, 7.0, 0.03)] == [1, 1, 2, 5, 10, pytest.approx(0.05)]


def test_lengths_are_the_values_their_logarithms_or_both_logarithms_from_zero():
    assert Axis(2.0, 4.0).lengths([2.0, 3.5]).tolist() == [2, 3.5]
    assert Axis(0.01, 1.0, LOG).lengths([0.01, 1.0]).tolist() == pytest.approx([-2, 0])
    assert np.isnan(Axis(0.01, 1.0, LOG).lengths([0.0, -1.0, np.nan])).all()
    signed = Axis(-5.0, 5.0, SIGNED, 0.5)
    assert signed.lengths([-1e6, 0, 1e6]).tolist() == pytest.approx([-np.log(4e6), 0, np.log(4e6)])
    assert signed.lengths(1e-6) == pytest.approx(2e-6)


@pytest.mark.parametrize("axis", [Axis(-3.0, 8.0), Axis(0.02, 50.0, LOG), Axis(-1e4, 0.5, SIGNED, 0.1)])
def test_a_part_of_an_axis_ends_where_its_lengths_say(axis):
    low, high = axis.ends
    whole = axis.between(low, high)
    assert (whole.low, whole.high) == pytest.approx((axis.low, axis.high))
    part = axis.between(low + 0.25 * (high - low), low + 0.5 * (high - low))
    assert part.ends == pytest.approx((low + 0.25 * (high - low), low + 0.5 * (high - low)))
    far = axis.between(-1e9, 1e9)
    assert np.isfinite([far.low, far.high]).all()


@pytest.mark.parametrize("most", [2, 3, 4, 6, 12])
@pytest.mark.parametrize(
    ("low", "high", "spacing"),
    [
        (0.01, 20, LOG), (1e-9, 1e9, LOG), (0.3, 0.5, LOG), (0.21, 0.24, LOG), (2e5, 3.1e5, LOG), (0.02, 0.9, LOG),
        (1e-300, 1e300, LOG), (0.0, 1.0, LINEAR), (-3e7, 2e7, LINEAR), (0.1234561, 0.1234569, LINEAR),
        (-1e5, 1.0, SIGNED), (-1e3, 1e3, SIGNED), (0.5, 0.6, SIGNED),
    ],
)  # fmt: skip
def test_every_axis_has_two_to_a_few_ticks_inside_with_texts_that_differ(low, high, spacing, most):
    axis = Axis(low, high, spacing)
    ticks = axis.ticks(most)
    assert 2 <= len(ticks) <= max(most, 4)
    slack = 1e-9 * max(abs(low), abs(high))
    assert all(low - slack <= value <= high + slack for value, _ in ticks)
    lengths = axis.lengths([value for value, _ in ticks])
    assert (np.diff(lengths) > 0).all()
    texts = [text for _, text in ticks]
    assert len(set(texts)) == len(texts)
    assert not any("-" in text or "e" in text for text in texts)  # a proper minus, typeset powers


@pytest.mark.parametrize(
    ("axis", "most", "texts"),
    [
        (Axis(0.005, 10, LOG), 4, ["0.01", "0.1", "1", "10"]),
        (Axis(0.005, 10, LOG), 12, ["0.005", "0.01", "0.02", "0.05", "0.1", "0.2", "0.5", "1", "2", "5", "10"]),
        (Axis(1e-5, 1e-3, LOG), 4, ["10⁻⁵", "10⁻⁴", "0.001"]),
        (Axis(0.2, 0.25, LOG), 4, ["0.20", "0.22", "0.24"]),
        (Axis(2e4, 1e5, LOG), 5, ["2×10⁴", "5×10⁴", "10⁵"]),
        (Axis(-1000, 1000, SIGNED), 9, ["−1000", "−100", "−10", "0", "10", "100", "1000"]),
        (Axis(-1e5, 1, SIGNED), 4, ["−10⁴", "−100", "0"]),
        (Axis(-1.0, 1.0), 3, ["−1", "0", "1"]),
        (Axis(0.0, 1e6), 3, ["0", "5×10⁵", "1×10⁶"]),
    ],
)
def test_round_numbers_of_every_spacing(axis, most, texts):
    assert [text for _, text in axis.ticks(most)] == texts


@pytest.mark.parametrize(
    ("values", "spacing", "ends"),
    [
        ([0.012, 4.1], LOG, (0.01, 5)),
        ([0.01, 5.0], LOG, (0.01, 5)),
        ([0.212, 0.238], LOG, (0.21, 0.24)),
        ([np.nan, -1.0, 0.0, 2.0, np.inf], LOG, (1.8, 2.2)),
        ([], LOG, (0.1, 10)),
        ([0.12, 0.88], LINEAR, (0, 1)),
        ([3.0, 3.0], LINEAR, (2.6, 3.4)),
        ([0.0, 0.0], LINEAR, (-0.5, 0.5)),
        ([], LINEAR, (0, 1)),
        ([1.0, 1.5], SIGNED, (1, 1.6)),
        ([-30_000.0, 0.3, 0.2, 0.1], SIGNED, (-50_000, 0.5)),
        ([300.0, 1.0, 1.5, 2.0], SIGNED, (0, 500)),
    ],
)
def test_the_ends_are_round_and_hold_the_finite_values(values, spacing, ends):
    axis = fit_axis(np.array(values, float), spacing)
    assert (axis.low, axis.high) == pytest.approx(ends)


def test_a_diverging_loss_leaves_room_for_what_came_before():
    values = -np.geomspace(1, 1e4, 50)
    axis = fit_axis(values, SIGNED)
    assert (axis.spacing, axis.unit) == (SIGNED, 1.0)  # a power of ten: it stays while values come in
    low, high = axis.ends
    places = (axis.lengths(values) - low) / (high - low)
    assert (np.diff(places) < 0).all()
    assert places[0] - places[25] > 0.2
    assert fit_axis(np.linspace(1, 2, 10), SIGNED).spacing is LINEAR


def test_round_ends_stay_while_values_come_in():
    rng = np.random.default_rng(0)
    sigma = np.geomspace(5, 0.02, 400) * rng.uniform(0.97, 1.03, 400)
    ends = [fit_axis(sigma[:n], LOG) for n in range(2, 401)]
    assert sum(a != b for a, b in pairwise(ends)) < 20


@pytest.mark.parametrize(("low", "high"), [(-8, 8), (0, 1e-3), (-1e5, 3e5), (9.99, 10.01)])
def test_round_values_are_evenly_spaced_and_inside(low, high):
    values = round_values(low, high)
    assert 3 <= len(values) <= 12
    assert low - 1e-9 <= values[0]
    assert values[-1] <= high + 1e-9 * abs(high)
    steps = np.diff(values)
    np.testing.assert_allclose(steps, steps[0])
    assert round(steps[0] / 10.0 ** np.floor(np.log10(steps[0] * 1.0001))) in (1, 2, 5)


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        ([-4.0, 0.0, 4.0], ["−4", "0", "4"]),
        ([0.2, 0.25, 0.3], ["0.20", "0.25", "0.30"]),
        ([-12300.0, -12250.0], ["−12300", "−12250"]),
        ([1e-7, 1.2e-7], ["1e−7", "1.2e−7"]),
        ([2e5, 4e5], ["2e5", "4e5"]),
        ([0.0], ["0"]),
        ([-0.5, 0.0], ["−0.5", "0.0"]),
        ([], []),
    ],
)
def test_tick_texts_are_short_and_differ(values, texts):
    assert tick_texts(values) == texts


def test_typeset_texts_have_raised_exponents():
    assert tick_texts([-1e-7, 0.0, 1e-7], typeset=True) == ["−1×10⁻⁷", "0", "1×10⁻⁷"]
    assert tick_texts([1.0e5, 1.5e5], typeset=True) == ["1×10⁵", "1.5×10⁵"]
