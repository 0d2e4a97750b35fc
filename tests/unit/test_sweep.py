"""The axes of a sweep, its cells, and which of them are one run, or one up to a place."""

import dataclasses
import json

import pytest

from app.params import LiveParams, Sampler, SampleSettings, SettingError
from app.params.axes import SWEPT, Axis, parse_axis, parse_values, suggestion
from app.params.inpainting import InpaintSettings, Paste
from app.params.recipes import Recipe, recipe, settled
from app.params.samplers import ROWS, choices
from app.params.schedule import Schedule
from app.params.settings import fields_of
from app.params.stages import route
from app.params.sweep import Sweep, Works
from app.params.sweep_words import cell_note, heading_text, saving_text
from app.params.sweeping import CellDone, Judged, table
from tests.models import gaussian

INFO = gaussian(shape=(1, 2, 2)).describe()
PICTURE_SAMPLERS = [sampler for sampler, *_ in choices(pictures=True)]


def sweep(*axes, **more):
    return Sweep(*map(parse_axis, axes), checkpoint="exact", **more)


def cells(*axes, **more):
    return sweep(*axes, **more).cells({"exact": INFO})


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("epsilon=1e-4,3e-4", (1e-4, 3e-4)),
        ("epsilon=1e-4:1e-2:3", (1e-4, 1e-3, 1e-2)),
        ("epsilon=1e-4 : 4e-4 : 4 : lin", (1e-4, 2e-4, 3e-4, 4e-4)),
        ("temperature=0:1:3", (0.0, 0.5, 1.0)),
        ("temperature=1:2:3", (1.0, 1.5, 2.0)),
        ("churn=0:40:5", (0.0, 10.0, 20.0, 30.0, 40.0)),
        ("T=1:1000:4", (1, 10, 100, 1000)),
        ("steps-per-level=1:4", (1, 2, 3, 4)),
        ("seed=3:1", (3, 2, 1)),
        ("--levels=2,4,2", (2, 4)),
        ("σ₁=5:1:2", (5.0, 1.0)),
        ("denoise=on,no", (True, False)),
        ("sampler=annealed,Heun (EDM)", (Sampler.ANNEALED, Sampler.HEUN)),
        ("schedule=all", tuple(Schedule)),
        ("recipe=fast,best", (Recipe.FAST, Recipe.BEST)),
        ("method=run", (Paste.RUN,)),
    ],
)
def test_values_are_typed_or_a_range(text, values):
    axis = parse_axis(text)
    assert axis.values == values
    assert [type(v) for v in axis.values] == [type(v) for v in values]


@pytest.mark.parametrize(
    "text",
    [
        "epsilon", "epsilon=", "epsilon=,", "nothing=1", "=1", "epsilon=0", "epsilon=abc", "epsilon=1:2", "T=1.5",
        "T=0", "epsilon=nan", "temperature=0:1:3:log", "epsilon=1:2:0", "epsilon=1:2:1000", "T=1:2:3:4", "denoise=2",
        "sampler=underdamped", "seed=0:1000000000000", "T=" + "9" * 5000, "seed=0:1:" + "9" * 5000,
        "epsilon=" + "1," * 20_000, "sigma_max=1e400", "start=", "checkpoint= , ", "batch_size=-1",
    ],
)  # fmt: skip
def test_what_is_no_axis_is_refused_with_a_reason(text):
    with pytest.raises(SettingError) as caught:
        parse_axis(text)
    assert 10 < len(str(caught.value)) < 1000


def test_what_lies_between_the_ends_of_a_range_is_what_its_label_says():
    axis = parse_axis("epsilon=1e-4:1e-3:5")
    assert axis.values == (1e-4, 1.778e-4, 3.162e-4, 5.623e-4, 1e-3)
    assert axis.texts == ("1e-4", "1.778e-4", "3.162e-4", "5.623e-4", "0.001")
    assert Axis("epsilon", (1e-4, 1.00000001e-4)).texts == ("1e-4", "1.00000001e-4")


def test_axes_are_labelled_by_the_descriptions():
    assert [parse_axis(f"{key}=all").title for key in ("sampler", "schedule", "recipe")] == [
        "Algorithm", "Spacing", "Recipe",
    ]  # fmt: skip
    assert parse_axis("sigma_min=0.1").title == "Smallest σ_L"
    assert parse_axis("denoise=on,off").texts == ("on", "off")
    assert parse_axis("start=uniform").texts == ("uniform on [0, 1]",)


def test_every_setting_with_an_option_can_be_swept():
    assert set(SWEPT) == {"recipe", "checkpoint", "paste", "resample"} | {
        key for key, field in fields_of(SampleSettings).items() if field.about.flags
    }


@pytest.mark.parametrize("sampler", PICTURE_SAMPLERS)
@pytest.mark.parametrize("filling", [None, InpaintSettings(resample=3)])
@pytest.mark.parametrize("levels", [1, 4])
def test_a_route_has_as_many_evaluations_as_the_plan(sampler, filling, levels):
    epsilon = 0.02 if sampler is Sampler.CONSISTENT else 1e-4
    if sampler is Sampler.CONSISTENT and levels == 1:
        return
    settings = SampleSettings(
        sampler=sampler, levels=levels, sigma_min=0.1, epsilon=epsilon, steps_per_level=3, corrector_steps=2
    )
    total = settings.plan.total if filling is None else filling.plan(settings).total
    assert route("", settings, None, filling).evaluations == total


def shared(one, other, **base):
    settings = SampleSettings(**{"levels": 4, "sigma_min": 0.1, "steps_per_level": 3, **base})
    return route("", dataclasses.replace(settings, **one)).shared(
        route("", dataclasses.replace(settings, **other))
    )  # fmt: skip


HEUN = {"sampler": Sampler.HEUN, "levels": 5, "sigma_max": 16.0, "sigma_min": 1.0, "churn": 4.0}


@pytest.mark.parametrize(
    ("one", "other", "base", "evaluations"),
    [
        ({}, {"epsilon": 1e-5}, {}, 0),
        ({}, {"seed": 1}, {}, 0),
        ({}, {"denoise": False}, {}, 12),
        ({}, {"steps_per_level": 2}, {}, 2),
        ({}, {"steps_per_level": 9}, {"sampler": Sampler.LANGEVIN}, 3),
        ({}, {"corrector_steps": 3}, {"sampler": Sampler.REVERSE_DIFFUSION}, 2),
        # Heun takes two evaluations at each of 16, 8, 4, 2; churn begins to differ at 4, and at 2.
        ({"churn_max": 4.0}, {"churn_max": 2.0}, HEUN, 4),
        ({"churn_min": 3.0}, {"churn_min": 1.0}, HEUN, 6),
        ({"churn_min": 3.0}, {"churn_min": 2.5}, HEUN, 8),
    ],
)
def test_runs_share_what_they_have_in_common(one, other, base, evaluations):
    assert shared(one, other, **base) == shared(other, one, **base) == evaluations


def test_passes_of_a_filling_part_after_those_that_both_have():
    settings = SampleSettings(levels=3, sigma_min=0.1, steps_per_level=2)
    twice, thrice = (route("", settings, None, InpaintSettings(resample=r)) for r in (2, 3))
    assert twice.shared(thrice) == 2 + 2 * 2  # the first level is run once


def test_what_begins_at_a_level_parts_there():
    base = SampleSettings(levels=4, sigma_min=0.1, steps_per_level=3)
    runs = [route("", base, (2, dataclasses.replace(base.live, epsilon=e))) for e in (1e-4, 1e-5)]
    assert runs[0].shared(runs[1]) == 6
    assert runs[0].before(2) == 6
    assert route("", base).shared(runs[0]) == 6
    assert route("", base, (2, base.live)) == route("", base)


def test_cells_go_row_by_row_and_equal_ones_are_one_run():
    found = cells("epsilon=1e-4,3e-4", "sampler=annealed,heun", base=SampleSettings(seed=5), fixed=("seed",))
    assert [dict(cell.values)["epsilon"] for cell in found] == [1e-4, 3e-4] * 2
    assert [cell.same_as for cell in found] == [None, None, None, 2]
    assert [[key for key, _ in cell.idle] for cell in found] == [[], [], ["epsilon"], ["epsilon"]]
    assert found[2].idle[0][1] == ROWS[Sampler.HEUN].ignores["epsilon"]
    assert {cell.settings.seed for cell in found} == {5}
    works = Works(found)
    assert [work.cell.index for work in works.runs] == [0, 1, 2]
    assert works.all_evaluations - works.evaluations == found[3].evaluations


def test_churn_above_what_a_step_takes_is_computed_once():
    base = SampleSettings(sampler=Sampler.HEUN)
    found = cells("churn=0,10,20,40", "levels=9,36", base=base, fixed=("sampler",))
    assert [cell.same_as for cell in found] == [None, None, 1, 1, None, None, None, 6]


def test_values_around_the_present_one_are_suggested():
    """Of a linear scale those up to it: churn from 0 to 40 were two equal columns of three."""
    assert suggestion(SWEPT["churn"], 10.0) == "0:10:3"
    assert suggestion(SWEPT["churn"], 0.0) == "0:40:3"
    assert suggestion(SWEPT["epsilon"], 3e-5) == "1e-5, 3e-5, 9e-5"


def test_another_batch_size_is_another_run():
    """It changes results by rounding."""
    assert [cell.same_as for cell in cells("batch_size=1,2")] == [None, None]


def test_a_cell_is_what_the_command_sample_would_run():
    (fast, paper) = cells("recipe=fast,paper", base=SampleSettings(count=3, levels=7), fixed=("count", "levels"))
    for cell, name in ((fast, Recipe.FAST), (paper, Recipe.PAPER)):
        assert cell.settings == settled(recipe(INFO, name), {"count": 3, "levels": 7}, INFO)
    assert fast.settings.batch_size == 3


def test_a_cell_without_a_run_says_why_and_the_others_have_theirs():
    found = cells("sampler=annealed,consistent", "epsilon=1e-4", base=SampleSettings(levels=2), fixed=("levels",))
    assert found[0].route is not None
    assert found[1].route is None
    assert "consistent annealed sampling needs epsilon" in found[1].error
    assert found[1].evaluations == 0


def test_what_begins_at_a_level_is_a_change_of_a_recorded_run():
    base = SampleSettings(levels=4, sigma_min=0.1, steps_per_level=3, epsilon=1e-4)
    fixed = ("levels", "sigma_min", "steps_per_level", "epsilon")
    found = cells("epsilon=1e-4,5e-5", "count=1,2", base=base, fixed=fixed, begins=3)
    assert [cell.changes for cell in found] == [
        ((6, dataclasses.replace(cell.settings.live, epsilon=e)),)
        for cell, e in zip(found, (1e-4, 5e-5) * 2, strict=True)
    ]
    assert {cell.settings.epsilon for cell in found} == {1e-4}
    assert [(work.source, work.at) for work in Works(found).runs] == [(0, 0), (0, 6), (0, 0), (2, 6)]
    late = cells("epsilon=1e-4,5e-5", base=base, fixed=fixed, begins=5)
    assert {cell.error for cell in late} == {"the run has 4 levels: none begins at number 5"}


def test_a_value_that_no_step_could_take_is_an_error_of_its_cell():
    base = SampleSettings(sampler=Sampler.CONSISTENT, levels=10, sigma_min=0.1, epsilon=0.02)
    fixed = ("sampler", "levels", "sigma_min", "epsilon")
    good, bad = cells("epsilon=0.018,1.0", base=base, fixed=fixed, begins=2)
    assert good.error == ""
    assert "consistent annealed sampling needs" in bad.error


@pytest.mark.parametrize(
    "make",
    [
        lambda: sweep("epsilon=1", "epsilon=2"),
        lambda: sweep("seed=0:40", "levels=1:40"),
        lambda: sweep("count=1,2", begins=2),
        lambda: sweep("epsilon=1", begins=0),
        lambda: sweep("epsilon=1", fixed=("nothing",)),
        lambda: Axis("epsilon", ()),
        lambda: Axis("epsilon", (1.0, 1.0)),
        lambda: Axis("epsilon", ("1",)),
        lambda: Axis("sigmas", (1.0,)),
        lambda: Axis("epsilon", tuple(range(1, 102))),
    ],
)
def test_a_sweep_that_cannot_be_is_refused(make):
    with pytest.raises(SettingError):
        make()


def test_a_setting_along_an_axis_that_all_ends_in_one_run_is_marked():
    """Levels of a discrete network: both largest sigmas lie nearest to the same one."""
    info = dataclasses.replace(INFO, continuous=False)
    found = sweep("sigma_max=1.0,1.1", "sampler=heun", base=SampleSettings(levels=2), fixed=("levels",)).cells(
        {"exact": info}
    )
    assert [cell.same_as for cell in found] == [None, 0]
    assert {key for cell in found for key, _ in cell.idle} == {"sigma_max"}


def test_it_comes_back_from_a_record():
    base, filling = SampleSettings(seed=3), InpaintSettings(resample=2)
    first = sweep(
        "epsilon=1e-4:1e-3:3", "sampler=annealed,heun", base=base, fixed=("seed",), begins=2, filling=filling,
        recipe=Recipe.PAPER,
    )  # fmt: skip
    data = json.loads(json.dumps(first.to_dict()))
    assert Sweep.from_dict(data, base, "exact", filling) == first
    assert Sweep.from_dict({"x": data["x"]}, base, "", None).y is None


@pytest.mark.parametrize(
    "data",
    [
        None, [], {}, {"x": 3}, {"x": {"key": "epsilon", "values": [[]]}}, {"x": {"key": [], "values": [1]}},
        {"x": {"key": "epsilon", "values": [10**400]}}, {"x": {"key": "epsilon", "values": ["a"]}},
        {"x": {"key": "seed", "values": [1]}, "y": None}, {"x": {"key": "seed", "values": [1]}, "fixed": 3},
        {"x": {"key": "seed", "values": [1]}, "fixed": [[]]}, {"x": {"key": "seed", "values": [1]}, "begins": "x"},
        {"x": {"key": "seed", "values": [1]}, "recipe": {}}, {"x": {"key": "seed", "values": list(range(10**5))}},
        {"x": {"key": "checkpoint", "values": [{}]}}, {"x": {"key": "sampler", "values": ["underdamped"]}},
    ],
)  # fmt: skip
def test_a_damaged_record_is_refused(data):
    with pytest.raises(SettingError):
        Sweep.from_dict(data, SampleSettings(), "", None)


def test_the_table_has_every_setting_and_what_came_of_it():
    plan = sweep("epsilon=1e-4,1e-5", "sampler=annealed,heun")
    found = plan.cells({"exact": INFO})
    done = {0: CellDone(0, 12, 10, 1.23456, judged=Judged((0.25, 0.75), 0.9)), 1: CellDone(1, 12, 3, error="diverged")}
    header, *rows = table(plan, found, done)
    rows = [dict(zip(header, row, strict=True)) for row in rows]
    assert [(row["row"], row["column"], row["sampler"], row["epsilon"]) for row in rows] == [
        (1, 1, "annealed", 1e-4), (1, 2, "annealed", 1e-5), (2, 1, "heun", 1e-4), (2, 2, "heun", 1e-5),
    ]  # fmt: skip
    assert [rows[0][key] for key in ("evaluations", "computed", "seconds", "top_probability", "share_1")] == [
        12, 10, 1.235, 0.9, 0.75,
    ]  # fmt: skip
    assert (rows[1]["problem"], rows[1]["share_0"]) == ("diverged", "")
    assert (rows[3]["same_as"], rows[3]["does_nothing"], rows[3]["seconds"]) == ("row 2 column 1", "epsilon", "")
    assert set(header) >= {key for key in SWEPT if key not in ("paste", "resample")}


def test_the_table_has_the_values_that_began_at_a_level():
    base = SampleSettings(levels=3, sigma_min=0.1)
    plan = sweep("epsilon=1e-4,1e-5", base=base, fixed=("levels", "sigma_min"), begins=2)
    header, first, _ = table(plan, plan.cells({"exact": INFO}), {})
    row = dict(zip(header, first, strict=True))
    assert (row["epsilon"], row["begins"]) == (1e-4, 2)


def test_what_is_said_of_a_sweep_and_its_cells():
    plan = sweep("epsilon=1e-4,3e-4", "sampler=annealed,heun", base=SampleSettings(count=3), fixed=("count", "seed"))
    found = plan.cells({"exact": INFO})
    assert [cell_note(plan, cell) for cell in found] == [
        "", "", "ε does nothing", "ε does nothing; as row 2 column 1",
    ]  # fmt: skip
    assert heading_text(plan, {"exact": INFO}) == "exact, seed 0, Samples = 3"
    late = sweep("epsilon=1e-4", "sampler=heun", begins=2)
    assert heading_text(late, {"exact": INFO}) == "exact, seed 0, ε, Algorithm from level 2 on"
    text = saving_text(Works(found))
    assert text.startswith("4 cells, 3 different runs: ")
    assert "(1 equal cell)" in text
    (alone,) = cells("seed=0")
    assert saving_text(Works((alone,))) == f"1 cell, 1 different run: {alone.evaluations:,} evaluations of the network"
    broken = dataclasses.replace(alone, route=None, error="it cannot run")
    assert saving_text(Works((broken,))) == "0 cells, 0 different runs: 0 evaluations of the network"


def test_all_live_parameters_are_known_to_the_samplers():
    """A new parameter that some sampler reads acts in its route; only counts and unused ones are left out."""
    base = SampleSettings(sampler=Sampler.HEUN, levels=3, sigma_min=0.1, churn=1.0)
    changed = {"churn": 2.0, "churn_min": 0.5, "churn_max": 0.5, "churn_noise": 1.1}
    for key in fields_of(LiveParams):
        if ROWS[Sampler.HEUN].uses(key):
            assert route("", base) != route("", dataclasses.replace(base, **{key: changed[key]})), key
    assert parse_values(SWEPT["churn_noise"], "1") == (1.0,)
