"""Changes during a run as plots mark them: a drag of a slider is one."""

from itertools import pairwise

from app.params import LiveParams
from app.params.path import DRAGGED, Kept
from app.params.run import ParamsChange


def changes(*ats_and_params):
    """At each number of evaluations other parameters take effect."""
    first = LiveParams(1e-5, 2, 1.0)
    pairs = pairwise([(0, first), *ats_and_params])
    return Kept(changes=tuple(ParamsChange(at, float(at), now, before) for (_, before), (at, now) in pairs))


def test_a_drag_is_one_mark_where_its_last_value_took_effect():
    drag = changes(*((10 + DRAGGED * k, LiveParams(1e-5 * (k + 2), 2, 1.0)) for k in range(12)))
    assert [change.evaluation for change in drag.turns] == [10 + DRAGGED * 11]
    assert drag.turns[0].params.epsilon == 1e-5 * 13


def test_other_settings_or_a_rest_are_marks_of_their_own():
    kept = changes(
        (10, LiveParams(2e-5, 2, 1.0)), (11, LiveParams(2e-5, 2, 0.5)),  # the temperature, at once after it
        (20, LiveParams(2e-5, 2, 0.4)), (20 + DRAGGED + 1, LiveParams(2e-5, 2, 0.3)),
    )  # fmt: skip
    assert [change.evaluation for change in kept.turns] == [10, 11, 20, 20 + DRAGGED + 1]
    assert Kept().turns == ()
