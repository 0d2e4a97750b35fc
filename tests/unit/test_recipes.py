"""The step size that suits levels and steps, what is said before a run that would show noise, and recipes."""

import dataclasses
import json
import math

import pytest
from safetensors import safe_open
from safetensors.torch import load_file, save_file

from app.cli import main
from app.io.checkpoint import convert_checkpoint, load_checkpoint
from app.io.errors import CheckpointError, DataError
from app.io.native import KEY, save_native
from app.io.tables import read_levels
from app.networks.sde import VE, VP
from app.networks.unet2d import EXPLODING, PRESERVING
from app.params import Sampler, SampleSettings, Schedule, Start
from app.params.recipes import Recipe, alike, impossible, ode_warning, offers, recipe, to_keep
from app.params.stepsize import SUITED, adapted, best_eta, final_spread, said_in, spread_warning
from tests.models import gaussian, small_header, small_network, write_small

BASE = SampleSettings(levels=450, steps_per_level=1, sigma_max=5.0, sigma_min=0.03, epsilon=0.8 * 0.03**2)


@pytest.mark.parametrize(("ratio", "steps"), [(1.01, 1), (1.1, 5), (1.67, 100), (3.0, 20)])
def test_the_best_eta_brings_the_level_before_nearest_to_the_level_s_own_noise(ratio, steps):
    def missed(eta):
        w = ratio**2
        for _ in range(steps):
            w = (1 - eta / 2) ** 2 * w + eta
        return abs(w - 1)

    best = best_eta(ratio, steps)
    others = [missed(math.exp(-12 + 13.3 * k / 2000)) for k in range(2000)]
    assert missed(best) <= min(others) + 1e-4
    if steps == 1:  # in closed form: d/de [(1 - e)^2 ratio^2 + 2 e] = 0 for e = eta / 2
        assert best / 2 == pytest.approx(1 - 1 / ratio**2, rel=1e-3)


def test_the_spread_at_the_end_is_that_of_the_recursion_step_by_step():
    for settings in (
        BASE,
        dataclasses.replace(BASE, levels=30, start=Start.NORMAL),
        dataclasses.replace(BASE, levels=5),
    ):
        w = 1 / 12 if settings.start is Start.UNIFORM else settings.sigma_max**2
        for sigma in settings.noise_levels:
            for _ in range(settings.steps_per_level):
                w = (1 - settings.eta / 2) ** 2 * w + settings.eta * sigma**2
        assert final_spread(settings) == pytest.approx(math.sqrt(w) / 0.03)
    assert spread_warning(BASE) is None
    far = dataclasses.replace(BASE, epsilon=1e-6, levels=100)
    assert f"{final_spread(far):.3g} times the noise of the last level" in str(spread_warning(far))
    assert "diverge" in str(spread_warning(dataclasses.replace(BASE, epsilon=4.5 * 0.03**2)))
    assert final_spread(dataclasses.replace(BASE, epsilon=4.5 * 0.03**2)) == math.inf


def test_fewer_levels_get_a_step_size_of_their_own_unless_one_is_said():
    many = dataclasses.replace(BASE, levels=2000, epsilon=0.02 * 0.03**2, start=Start.NORMAL)
    fewer = adapted(many, {"levels": 100})
    assert final_spread(dataclasses.replace(many, levels=100)) > 7  # mere noise
    assert final_spread(fewer) < 1.5
    assert fewer.eta == pytest.approx(best_eta(fewer.noise_levels[0] / fewer.noise_levels[1], 1))
    assert adapted(BASE, {"levels": 100, "epsilon": 1e-4}).epsilon == 1e-4
    assert adapted(BASE, {"seed": 4}) == dataclasses.replace(BASE, seed=4)
    assert adapted(BASE, {}) == BASE
    later = adapted(BASE, {"sampler": Sampler.HEUN, "levels": 18})
    assert later.epsilon == BASE.epsilon


def test_one_level_alone_takes_the_steps_of_the_whole_run():
    alone = adapted(dataclasses.replace(BASE, start=Start.NORMAL), {"sampler": Sampler.LANGEVIN})
    assert (alone.steps_per_level, alone.start) == (BASE.plan.total, Start.UNIFORM)
    assert adapted(BASE, {"sampler": Sampler.LANGEVIN, "steps_per_level": 7}).steps_per_level == 7


def test_recipes_are_what_they_say():
    info = dataclasses.replace(gaussian(shape=(1, 8, 8)).describe(), sigmas=(20.0, 5.0, 0.01), continuous=True)
    paper = recipe(info, Recipe.PAPER)
    assert (paper.levels, paper.steps_per_level, paper.epsilon, paper.denoise) == (10, 100, 4e-5, False)
    assert paper.noise_levels[0] == 1.0
    assert recipe(info, Recipe.ALGORITHM1) == info.settings
    fast, best = recipe(info, Recipe.FAST), recipe(info, Recipe.BEST)
    assert (fast.sampler, fast.schedule, fast.plan.total, best.plan.total) == (Sampler.HEUN, Schedule.RHO, 35, 99)
    assert (fast.sigma_max, fast.sigma_min) == (20.0, 0.02)
    known = recipe(dataclasses.replace(info, continuous=False), Recipe.FAST)
    assert set(known.noise_levels) <= set(info.sigmas)
    assert known.churn == 0


def test_the_command_takes_recipes_and_levels_from_a_file(tmp_path, capsys):
    checkpoint, levels = str(write_small(tmp_path / "small.safetensors")), tmp_path / "levels.txt"
    levels.write_text("0.1, 2\n0.5")
    out = str(tmp_path / "a.npz")
    args = ["sample", "--checkpoint", checkpoint, "-n", "2", "--quiet", "--npz", out]
    assert main([*args, "--recipe", "fast"]) == 0
    assert main([*args, "--sampler", "dpm-solver", "--sigmas", str(levels), "--json"]) == 0
    said = capsys.readouterr()
    assert '"sigmas": [\n      2.0,\n      0.5,\n      0.1\n    ]' in said.out
    assert main([*args, "--levels", "3", "--epsilon", "1e-9"]) == 0
    assert "times the noise of the last level" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["", "1 two", "0", "-1 2", "nan", "inf", "1e400"])
def test_a_file_without_levels_is_refused(tmp_path, text):
    path = tmp_path / "levels.txt"
    path.write_text(text)
    with pytest.raises(DataError):
        read_levels(path)


def info_of(**changes):
    known = {"sigmas": (20.0, 5.0, 0.01), "continuous": True}
    return dataclasses.replace(gaussian(shape=(1, 8, 8)).describe(), **{**known, **changes})


def test_a_file_keeps_its_recipes(tmp_path):
    path = write_small(tmp_path / "small.safetensors")
    info = load_checkpoint(path).describe()
    assert set(info.recipes) == {"paper", "fast", "best"}
    derived = dataclasses.replace(info, recipes={})
    assert all(recipe(info, name) == recipe(derived, name) for name in Recipe)
    own = dataclasses.replace(info, recipes={"fast": {"sampler": "dpm-solver", "levels": 12}})
    fast = recipe(own, Recipe.FAST)
    assert (fast.sampler, fast.levels, fast.sigma_max) == (Sampler.DPM_SOLVER, 12, 5.0)
    convert_checkpoint(path, tmp_path / "again.safetensors")
    assert load_checkpoint(tmp_path / "again.safetensors").describe().recipes == info.recipes


@pytest.mark.parametrize("kept", [{"fast": {"levels": -1}}, {"fast": 3}, {"best": {"sampler": "none"}}, [1]])
def test_a_file_with_recipes_that_are_none_is_refused(tmp_path, kept):
    network = small_network()
    save_native(tmp_path / "a.safetensors", network, small_header(network.config))
    metadata = json.loads(safe_open(tmp_path / "a.safetensors", "pt").metadata()[KEY])
    save_file(
        load_file(tmp_path / "a.safetensors"),
        tmp_path / "b.safetensors",
        metadata={KEY: json.dumps(metadata | {"recipes": kept})},
    )
    with pytest.raises(CheckpointError, match="header is damaged"):
        load_checkpoint(tmp_path / "b.safetensors")


def test_recipes_that_a_network_cannot_follow():
    assert all(impossible(info_of(), name) is None for name in Recipe)
    assert "from 9.85 to 0.032" in str(impossible(info_of(sigmas=(9.85, 0.032)), Recipe.PAPER))
    assert impossible(info_of(sigmas=(0.5, 0.01)), Recipe.PAPER) is not None
    assert impossible(info_of(sigmas=(1.0,), continuous=False), Recipe.BEST) is not None
    assert offers(info_of(sigmas=(9.85, 0.032)))[Recipe.PAPER].settings is None
    assert "paper" not in to_keep(info_of(sigmas=(9.85, 0.032)))


def test_the_best_of_score_sde_s_networks_is_the_published_sde():
    best = recipe(info_of(architecture="ncsnpp", sigmas=(50.0, 0.01)), Recipe.BEST)
    assert (best.sampler, best.levels, best.corrector_steps, best.snr) == (Sampler.REVERSE_DIFFUSION, 1000, 1, 0.16)
    assert best.noise_levels[-1] == 0.01
    native = tuple(50 * 0.9**k for k in range(80))
    known = recipe(info_of(architecture="ncsnpp", sigmas=native, continuous=False), Recipe.BEST)
    assert known.noise_levels == native
    assert ode_warning(best, info_of(architecture="ncsnpp")) is None
    fast = dataclasses.replace(recipe(info_of(), Recipe.FAST), churn=0.0)
    for architecture, arguments, warned in (
        ("ncsnpp", {}, True), ("ncsnpp", {"sde": VE}, True), ("ncsnpp", {"sde": VP}, False), ("compact", {}, False),
        ("unet2d", {"process": EXPLODING}, True), ("unet2d", {"process": PRESERVING}, False),
        ("unet2d", {}, False),
    ):  # fmt: skip
        network = info_of(architecture=architecture, arguments=arguments)
        assert (ode_warning(fast, network) is not None) is warned
        assert (recipe(network, Recipe.BEST).sampler is Sampler.REVERSE_DIFFUSION) is warned


def test_runs_are_alike_if_nothing_that_acts_differs():
    info = info_of()
    fast = recipe(info, Recipe.FAST)
    for changes in ({"seed": 3}, {"count": 2}, {"epsilon": 1e-3}, {"temperature": 0.5}, {"stochasticity": 1.0}):
        assert alike(fast, dataclasses.replace(fast, **changes), info), changes
    for changes in ({"churn": 3.0}, {"rho": 5.0}, {"levels": 19}, {"denoise": False}):
        assert not alike(fast, dataclasses.replace(fast, **changes), info), changes
    native = dataclasses.replace(info, continuous=False)
    assert alike(fast, dataclasses.replace(fast, churn=3.0), native)


def test_what_was_said_in_a_run_makes_it_again():
    for said in (
        {}, {"levels": 100}, {"levels": 100, "epsilon": 1e-4}, {"sampler": Sampler.LANGEVIN},
        {"sampler": Sampler.LANGEVIN, "steps_per_level": 5}, {"sampler": Sampler.HEUN, "levels": 18},
    ):  # fmt: skip
        settings = adapted(BASE, said)
        found = said_in(BASE, settings)
        assert adapted(BASE, found) == settings
        assert all((key in found) == (key in said) for key in SUITED), said


def test_given_levels_decide_eta_and_spread():
    given = dataclasses.replace(BASE, sigmas=(2.0, 0.5, 0.1))
    assert given.eta == pytest.approx(BASE.epsilon / 0.1**2)


def test_the_command_says_what_was_given_in_vain(tmp_path, capsys):
    checkpoint, out = str(write_small(tmp_path / "small.safetensors")), str(tmp_path / "a.npz")
    args = ["sample", "--checkpoint", checkpoint, "-n", "1", "--quiet", "--npz", out, "--levels", "3"]
    assert main([*args, "--sampler", "heun", "--temperature", "0.5", "--snr", "0.2"]) == 0
    said = capsys.readouterr().err
    assert "temperature is not used by heun: It follows the law" in said
    assert "snr is not used by heun: It is another sampler's own" in said
    assert "levels" not in said
