"""The step size that suits levels and steps, what is said before a run that would show noise, and recipes."""

import dataclasses
import math

import pytest

from app.cli import main
from app.io.errors import DataError
from app.io.tables import read_levels
from app.params import Sampler, SampleSettings, Schedule, Start
from app.params.recipes import Recipe, recipe
from app.params.stepsize import adapted, best_eta, final_spread, spread_warning
from tests.models import gaussian, write_small

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
    assert spread_warning(BASE) == ""
    assert "times the noise of the last level" in spread_warning(dataclasses.replace(BASE, epsilon=1e-6, levels=100))
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
    assert adapted(BASE, {"sampler": Sampler.LANGEVIN}).steps_per_level == BASE.plan.total
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
