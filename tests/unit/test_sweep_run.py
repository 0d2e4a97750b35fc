"""Cells filled: the same bits as single runs, nothing computed twice, stopped and gone on with."""

import dataclasses

import numpy as np
import pytest
import torch

import app.jobs.sweep
from app.core.pixels import to_frames
from app.jobs.sampling import Before, run_all
from app.jobs.sweep import judge_for, run_sweep
from app.params import LiveParams, Sampler, SampleSettings
from app.params.axes import SWEPT, parse_axis
from app.params.inpainting import InpaintSettings, Paste
from app.params.repaint import Known, Repainted
from app.params.samplers import choices
from app.params.settings import fields_of
from app.params.stages import route
from app.params.sweep import Sweep, Works, idle
from app.params.sweeping import CellDone, CellStep, table
from tests.models import ExactModel, gaussian

BASE = SampleSettings(levels=4, sigma_min=0.1, steps_per_level=3, epsilon=4e-3, count=3, batch_size=2, seed=4)
FIXED = ("levels", "sigma_min", "steps_per_level", "epsilon", "count", "batch_size", "seed")
PICTURE_SAMPLERS = [sampler for sampler, *_ in choices(pictures=True)]


def model(shape=(1, 2, 2)):
    """Its score is no simple multiple of x, so that every difference of two runs stays one."""
    return ExactModel(lambda x, sigma: (0.4 + 0.1 * torch.sin(9 * x) - x) / (0.05 + sigma**2), shape)


def pictures(network, settings, changes=(), before=()):
    """The run of one cell, as the command ``sample`` makes it."""
    parts = {now.first: now.step.x for now in run_all(network, settings, changes, before=Before(before))}
    return to_frames(network, torch.cat(list(parts.values())))


def fill(*axes, network=None, base=BASE, fixed=FIXED, known=None, **more):
    """(model, cells, what was done, steps) of a whole sweep."""
    network = network or model()
    plan = Sweep(*map(parse_axis, axes), base=base, fixed=fixed, checkpoint="exact", **more)
    cells = plan.cells({"exact": network.describe()})
    said = list(run_sweep(cells, lambda _: network, known=known))
    done = {what.index: what for what in said if isinstance(what, CellDone)}
    return network, cells, done, [what for what in said if isinstance(what, CellStep)]


@pytest.mark.parametrize(
    ("axes", "more"),
    [
        (("epsilon=4e-3,1e-3", "sampler=annealed,heun,ancestral"), {}),
        (("T=1,5,3", "denoise=on,off"), {}),
        (("T=1,5,3", "seed=1,2"), {"base": dataclasses.replace(BASE, sampler=Sampler.LANGEVIN),
                                   "fixed": (*FIXED, "sampler")}),
        (("epsilon=4e-3,1e-3,5e-3", "T=2,4"), {"begins": 3}),
        (("churn_max=0.3,1,0.5", "churn=0,4"), {"base": dataclasses.replace(BASE, sampler=Sampler.HEUN),
                                              "fixed": (*FIXED, "sampler")}),
        (("corrector_steps=3,1", "snr=0.1,0.2"), {"base": dataclasses.replace(BASE, sampler=Sampler.REVERSE_DIFFUSION),
                                                  "fixed": (*FIXED, "sampler")}),
        (("stochasticity=0,1", "denoise=off,on"), {"base": dataclasses.replace(BASE, sampler=Sampler.ANCESTRAL),
                                                   "fixed": (*FIXED, "sampler"), "begins": 2}),
        (("sampler=dpm-solver,consistent", "levels=4,9"), {}),
        (("epsilon=4e-3,1e-3", "M=0,3,1"), {"base": dataclasses.replace(BASE, sampler=Sampler.REVERSE_DIFFUSION),
                                            "fixed": (*FIXED, "sampler"), "begins": 4}),
        (("T=5,2", "denoise=off,on"), {"begins": 2}),
        (("sampler=annealed,heun,ancestral,langevin", "seed=4,5"), {"begins": 3}),
        (("sampler=annealed,heun,dpm-solver", "T=5,2"), {"base": dataclasses.replace(BASE, sampler=Sampler.HEUN),
                                                         "fixed": (*FIXED, "sampler"), "begins": 2}),
        (("seed=4,5,6", "T=5,2,3"), {"begins": 3}),
        (("levels=4,7", "denoise=on,off"), {"begins": 4}),
        (("recipe=all", "count=1,2"), {"fixed": (*FIXED[:2], "seed"), "begins": 2}),
        (("count=1,3", "start=normal,uniform"), {}),
        (("recipe=all",), {"fixed": ("levels", "count", "steps_per_level")}),
    ],
)  # fmt: skip
def test_cells_have_the_bits_of_single_runs_and_nothing_is_computed_twice(axes, more):
    network, cells, done, steps = fill(*axes, **more)
    works = Works(cells)
    assert len(network.calls) == works.evaluations == len(steps) == sum(d.computed for d in done.values())
    assert steps[-1].done == steps[-1].total == works.evaluations
    assert sorted(done) == list(range(len(cells)))
    for cell in cells:
        if cell.settings is None:
            assert done[cell.index].frames is None
            continue
        expected = pictures(model(), cell.settings, cell.changes, cell.before)
        np.testing.assert_array_equal(done[cell.index].frames, expected, err_msg=f"{cell.index} of {axes}")
        assert done[cell.index].evaluations == cell.evaluations


def test_common_beginnings_are_saved_where_there_are_any():
    _, cells, _, _ = fill("epsilon=4e-3,1e-3,5e-3", "T=2,4", begins=3)
    works = Works(cells)
    assert sum(work.at > 0 for work in works.runs) == 5
    assert works.evaluations == works.all_evaluations - 2 * (2 * 6 + 3 * 8)  # each step of T = 2 is one of T = 4


@pytest.mark.parametrize("sampler", PICTURE_SAMPLERS)
def test_a_setting_is_said_to_do_nothing_exactly_where_it_changes_no_bit(sampler):
    base = dataclasses.replace(BASE, sampler=sampler, epsilon=0.014, count=2, batch_size=2)
    others = {
        "epsilon": 0.015, "steps_per_level": 5, "temperature": 0.5, "stochasticity": 0.7, "snr": 0.3,
        "corrector_steps": 3, "churn": 2.0, "churn_min": 0.5, "churn_max": 0.2, "churn_noise": 1.5, "levels": 6,
        "sigma_max": 2.0, "sigma_min": 0.09, "rho": 3.0, "denoise": False, "start": "normal", "seed": 9,
    }  # fmt: skip
    before = pictures(model(), base)
    for key, value in others.items():
        changed = dataclasses.replace(base, **{key: SWEPT[key].typed(value)})
        same = np.array_equal(before, pictures(model(), changed))
        assert bool(idle(key, base, None)) is same, key
        assert (route("", base) == route("", changed)) is same, key


@pytest.mark.parametrize("churn", [0.0, 4.0])
def test_the_parts_of_churn_act_where_there_is_any(churn):
    base = dataclasses.replace(BASE, sampler=Sampler.HEUN, churn=churn)
    before = pictures(model(), base)
    for key, value in (("churn_min", 0.5), ("churn_max", 0.2), ("churn_noise", 1.5)):
        same = np.array_equal(before, pictures(model(), dataclasses.replace(base, **{key: value})))
        assert bool(idle(key, base, None)) is same is (churn == 0), key


def test_every_setting_of_a_step_has_been_tried():
    """The test above names them one by one; a new one must be added there."""
    assert len(fields_of(LiveParams)) == 10


KNOWN = Repainted.still(
    Known(np.array([[[0.2, 0.9], [0.6, 0.1]]], np.float32), np.array([[True, False], [True, True]]))
)


def test_fillings_share_their_passes_and_keep_what_is_known():
    base = dataclasses.replace(BASE, sampler=Sampler.ANNEALED)
    network, cells, done, _ = fill("resample=1,3,2", "method=step,level", base=base, known=KNOWN,
                                   filling=InpaintSettings())  # fmt: skip
    works = Works(cells)
    assert len(network.calls) == works.evaluations < works.all_evaluations
    assert [(work.source, work.at) for work in works.runs] == [(0, 0), (0, 6), (1, 9), (0, 0), (3, 6), (4, 9)]
    alone = fill("resample=2", base=base, known=KNOWN, filling=InpaintSettings(paste=Paste.LEVEL))[2][0]
    np.testing.assert_array_equal(done[5].frames, alone.frames)
    assert {int(d.frames[k, 0, 1, 0]) for d in done.values() for k in range(3)} == {round(0.9 * 255)}
    assert not np.array_equal(done[0].frames, done[1].frames)


def test_passes_do_nothing_where_nothing_is_filled():
    _, cells, done, steps = fill("resample=1,2")
    assert [cell.same_as for cell in cells] == [None, 0]
    assert cells[1].idle == (("resample", "Nothing is filled"),)
    assert (done[1].computed, done[1].seconds) == (0, 0.0)
    assert len(steps) == cells[0].evaluations


def test_the_pixels_are_held_as_suits_each_sampler_unless_an_axis_says_how():
    _, cells, _, _ = fill("sampler=annealed,heun", known=KNOWN, filling=InpaintSettings())
    assert [cell.filling.paste for cell in cells] == [Paste.STEP, Paste.RUN]
    _, cells, _, _ = fill("sampler=annealed,heun", "method=step", known=KNOWN, filling=InpaintSettings())
    assert [cell.filling.paste for cell in cells] == [Paste.STEP, Paste.STEP]


def test_from_a_level_on_another_sampler_or_seed_goes_on_from_one_run():
    _, cells, done, _ = fill("sampler=annealed,heun", "seed=4,5", begins=3)
    works = Works(cells)
    assert [(work.source, work.at) for work in works.runs] == [(0, 0), (0, 6), (0, 6), (0, 6)]
    plain = pictures(model(), cells[0].settings)
    np.testing.assert_array_equal(done[0].frames, plain)  # nothing is another there
    assert not np.array_equal(done[2].frames, plain)
    base = cells[0].before[0]
    assert (base.until, base.settings.seed, base.settings.sampler) == (6, 4, Sampler.ANNEALED)


def test_it_goes_on_where_it_was_stopped():
    axes = ("T=2,3", "denoise=off,on")
    whole = fill(*axes)[2]
    plan = Sweep(*map(parse_axis, axes), base=BASE, fixed=FIXED, checkpoint="exact")
    network = model()
    cells = plan.cells({"exact": network.describe()})
    done = {}
    for what in run_sweep(cells, lambda _: network):
        if isinstance(what, CellDone):
            done[what.index] = what
        if len(done) == 2 and isinstance(what, CellStep):  # in the midst of the third cell
            break
    network.calls.clear()
    rest = {w.index: w for w in run_sweep(cells, lambda _: network, done=done) if isinstance(w, CellDone)}
    assert sorted(rest) == [2, 3]
    assert len(network.calls) < sum(cell.evaluations for cell in cells[2:])
    for index, result in (done | rest).items():
        np.testing.assert_array_equal(result.frames, whole[index].frames)


def test_a_cell_that_diverges_says_so_and_those_after_it_are_filled():
    _, cells, done, _ = fill("epsilon=4e-3,0.2,2e-3", "T=3,100", network=gaussian(shape=(1, 2, 2)))
    errors = [done[index].error for index in range(6)]
    assert [bool(error) for error in errors] == [False, False, False, False, True, False]
    assert "no longer finite" in errors[4]
    assert cells[4].evaluations > done[4].computed > 0
    assert done[4].frames is None


def test_no_more_memory_is_taken_for_branch_points_than_allowed(monkeypatch):
    monkeypatch.setattr(app.jobs.sweep, "BRANCH_BYTES", 0)
    network, cells, done, steps = fill("denoise=off,on")
    assert len(network.calls) == Works(cells).all_evaluations > Works(cells).evaluations
    assert steps[-1].done == steps[-1].total  # the total has grown
    np.testing.assert_array_equal(done[1].frames, pictures(model(), cells[1].settings))


def test_each_network_runs_as_it_recommends():
    networks = {"a": model(), "b": model((1, 3, 2))}
    infos = {
        name: dataclasses.replace(network.describe(), name=name, sha256=name, recommended={"levels": levels})
        for (name, network), levels in zip(networks.items(), (3, 5), strict=True)
    }
    plan = Sweep(parse_axis("checkpoint=a,b"), parse_axis("denoise=on,off"), BASE, ("count", "seed"))
    cells, asked = plan.cells(infos), []

    def models(name):
        asked.append(name)
        return networks[name]

    done = [what for what in run_sweep(cells, models) if isinstance(what, CellDone)]
    assert [result.frames.shape for result in done] == [(3, 2, 2, 1), (3, 3, 2, 1)] * 2
    assert [cell.settings.levels for cell in cells] == [3, 5, 3, 5]
    assert asked == ["a", "b", "a", "b"]
    assert [work.source for work in Works(cells).runs] == [0, 0, 0, 1]


def test_digits_are_judged_and_other_pictures_are_not():
    assert judge_for(model()) is None
    network = ExactModel(lambda x, sigma: -x / sigma**2, (1, 28, 28))
    plan = Sweep(parse_axis("seed=0,1"), base=BASE, fixed=FIXED, checkpoint="exact")
    cells = plan.cells({"exact": network.describe()})
    done = {
        w.index: w for w in run_sweep(cells, lambda _: network, judge=judge_for) if isinstance(w, CellDone)
    }  # fmt: skip
    assert sum(done[0].judged.shares) == pytest.approx(1)
    assert 0.1 <= done[0].judged.top_probability <= 1
    header, first, _ = table(plan, cells, done)
    assert dict(zip(header, first, strict=True))["top_probability"] == round(done[0].judged.top_probability, 4)
