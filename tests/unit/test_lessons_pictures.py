"""What the lessons about pictures say comes out: chapters 9 to 13, and the digits of the first."""

import dataclasses
import math
import re
from itertools import pairwise

import numpy as np
import pytest
import torch

from app.cli import COMMANDS, build_parser
from app.core.diagnostics import SamplingDivergedError
from app.core.inpainting import completed
from app.core.noise import SampleNoise
from app.core.pixels import unit_frames
from app.core.samplers import KERNELS
from app.core.sampling import picture_walk
from app.core.walk import Walk
from app.io.features import read_features
from app.io.lessons import load_shelf
from app.io.places import bundled_checkpoints, lessons_folder
from app.jobs.lessons import known_picture, open_network, sample
from app.lab.densities import build
from app.params.lessons.chapter import Kind, Language
from app.params.masks import preset_mask
from app.params.recipes import Recipe, recipe
from app.params.samplers import Sampler
from app.quality.features import see
from tests.lessons import CHAPTERS, clouds, field_width, largest, setup_of
from tests.pictures.claims import as_published, table

# 9 Levels and step sizes


def hills(density, sigma):
    """How many maxima p_sigma has on a grid."""
    xs = torch.linspace(-9, 9, 121).double()
    p = density.log_prob_on_grid(xs, xs, sigma)
    inner, around = p[1:-1, 1:-1], [(a, b) for a in range(3) for b in range(3) if (a, b) != (1, 1)]
    peaks = torch.stack([inner > p[a : a + 119, b : b + 119] for a, b in around]).all(dim=0)
    return int(peaks.sum())


def test_9_1_one_hill_a_ring_and_eight():
    density = build(setup_of(9, 1).density)
    assert hills(density, 8.0) == 1
    assert hills(density, 0.1) == 8


def steps_of(setup, model, **changes):
    settings = dataclasses.replace(setup.settings(model.describe()), **changes)
    noise = SampleNoise(settings.seed, model.shape, settings.count, device=model.device)
    walk = picture_walk(model, settings, noise)
    while (step := walk.step(settings.live)) is not None:
        yield step


@pytest.fixture(scope="module")
def digits():
    if "mnist" not in bundled_checkpoints():
        pytest.skip("the bundled checkpoint is not in this checkout")
    return open_network(setup_of(9, 2))


def test_9_2_only_the_signal_to_noise_ratio_stays_flat(digits):
    found = [s for s in steps_of(setup_of(9, 2), digits, count=1, batch_size=1, levels=30) if s.last_of_level][:-1]
    alphas, norms, ratios = ([getattr(s, name) for s in found] for name in ("alpha", "score_norm", "snr"))
    assert alphas[0] / alphas[-1] > 1e4
    assert norms[-1] / norms[0] > 100
    assert max(ratios[1:]) / min(ratios[1:]) < 1.6
    eta = found[0].eta
    assert np.median(ratios) == pytest.approx(math.sqrt(eta) / 2 / math.sqrt(1 - eta / 4), rel=0.25)
    epsilon = digits.describe().settings.epsilon
    whole, half = (
        np.median([s.snr for s in steps_of(setup_of(9, 2), digits, count=1, batch_size=1, levels=150, epsilon=e)][:-2])
        for e in (epsilon, epsilon / 4)
    )
    assert half == pytest.approx(whole / 2, rel=0.3)


def test_9_3_above_four_it_blows_up(digits):
    setup = setup_of(9, 3)
    settings = setup.settings(digits.describe())
    assert settings.eta == pytest.approx(8)
    with pytest.raises(SamplingDivergedError) as caught:
        list(steps_of(setup, digits, count=1, batch_size=1))
    assert caught.value.stable_epsilon == pytest.approx(0.0036)


def test_9_4_the_last_level_decides_the_width():
    (fine, x), (coarse, y) = clouds(9, 4)
    for run, places in ((fine, x), (coarse, y)):
        assert largest(run, places) == pytest.approx(0.8, abs=0.045)
    inner = [p[run.density.part_of(p) == 0].std(dim=0).mean() for run, p in ((fine, x), (coarse, y))]
    assert float(inner[1] / inner[0]) > 2.5  # 4, less what reaches over into the other mode


def test_1_2_the_network_makes_digits(digits):
    step = sample(dataclasses.replace(setup_of(1, 2), changes=(("count", 2), ("seed", 0))), digits)
    pixels = digits.to_pixels(step.x)
    assert 0.05 < float((pixels > 0.5).double().mean()) < 0.3
    assert float(((pixels > 0.2) & (pixels < 0.8)).double().mean()) < 0.15  # strokes and ground, little between
    assert all(a > b for a, b in pairwise(setup_of(1, 2).settings(digits.describe()).noise_levels))
    assert setup_of(1, 2).settings(digits.describe()).sampler is Sampler.HEUN


# 10 The network


def test_10_2_the_field_grows_as_the_dilation_says():
    assert (field_width((1, 1, 1)), field_width((1, 2, 4))) == (7, 15)
    assert CHAPTERS[10].steps[1].question.choices[CHAPTERS[10].steps[1].question.right] == "15"


def test_10_1_one_blot_for_all(digits):
    first = sample(setup_of(10, 1), digits, evaluations=1).estimate()
    assert first.shape[1:] == digits.shape
    assert float(first.std(dim=0).max()) < 0.1  # all sixteen show the mean of all digits
    assert float(first.mean()) == pytest.approx(0.13, abs=0.03)


def test_10_3_the_small_ncsn_answers_with_blots_first_and_strokes_at_the_end():
    setup = setup_of(10, 3)
    ncsn = open_network(setup)
    assert (ncsn.describe().architecture, len(ncsn.describe().sigmas)) == ("ncsn", 10)
    fewer = dataclasses.replace(setup, changes=(("count", 8), ("seed", 0)))
    blots, strokes = sample(fewer, ncsn, evaluations=1).estimate(), sample(fewer, ncsn).estimate()

    def ink(pictures):
        """The share of what is brighter than the ground that is nearly white."""
        return float((pictures > 0.7).double().sum() / (pictures > 0.2).double().sum())

    assert ink(strokes) > 3 * ink(blots)
    assert float((strokes[0] - strokes[1]).abs().max()) > 0.8


def test_10_3_the_levels_differ_in_scales_and_shifts_alone():
    """What tells the network its level: nothing but its conditional normalisations has a row for each."""
    network = open_network(setup_of(10, 3)).network
    rows = {name for name, tensor in network.state_dict().items() if len(tensor) == 10}
    assert rows
    assert all(name.endswith("embed.weight") for name in rows)


# 11 Annealed Langevin dynamics


def on_from(digits, setup, sigma, copies, seed):
    """Runs that go on from the first sample as it is at a level, each with noise of its own: the final pictures."""
    settings = dataclasses.replace(
        setup.settings(digits.describe()), count=1, batch_size=1, levels=150, seed=seed
    )  # fmt: skip
    walk = picture_walk(digits, settings, SampleNoise(seed, digits.shape, 1, device=digits.device))
    while (step := walk.step(settings.live)) is not None and step.sigma > sigma:
        pass
    noise = SampleNoise(seed + 1, digits.shape, copies, device=digits.device)
    rest = settings.noise_levels[step.level + 1 :]
    fan = Walk(digits.score, step.x.repeat(copies, 1, 1, 1), rest, KERNELS[settings.sampler], noise, denoise=True)
    while (step := fan.step(settings.live)) is not None:
        last = step
    return digits.to_pixels(last.x)


def test_11_3_the_future_is_open_at_large_noise_and_fixed_at_small(digits):
    def kinds(sigma):
        pictures = on_from(digits, setup_of(11, 3), sigma, 5, seed=5)
        return len(set(see(read_features(), unit_frames(pictures).transpose(0, 3, 1, 2).copy()).classes.tolist()))

    assert kinds(2.0) >= 2
    assert kinds(0.3) == 1


def test_11_1_the_rule_of_the_step(digits):
    steps = steps_of(setup_of(11, 1), digits, count=1, batch_size=1)
    for step, _ in zip(steps, range(3), strict=False):
        settings = setup_of(11, 1).settings(digits.describe())
        assert step.alpha == pytest.approx(settings.epsilon * step.sigma**2 / settings.sigma_min**2)


# 12 Filling in


def test_12_1_the_known_half_is_exact_and_the_other_varies(digits):
    setup = setup_of(12, 1)
    quick = dict(setup.changes) | {"count": 4, "levels": 30, "steps_per_level": 1}
    last = sample(dataclasses.replace(setup, changes=tuple(quick.items())), digits)
    known = known_picture(setup, digits.shape)
    filled = completed(digits, last.x, known, torch.from_numpy(preset_mask(setup.mask, digits.shape[1:])))
    assert torch.equal(filled[:, :, :14], known[:, :14].expand(4, -1, -1, -1))
    assert float(filled[:, :, 14:].std(dim=0).max()) > 0.2


def test_12_3_three_passes_take_three_times_as_long(digits):
    once, thrice = setup_of(12, 1), setup_of(12, 3)
    plans = [s.filling.plan(s.settings(digits.describe())).total for s in (once, thrice)]
    assert plans[1] / plans[0] == pytest.approx(3, rel=0.01)


# 13 What came of it


def test_13_2_the_table_of_evaluations(digits):
    (table,) = [b for b in CHAPTERS[13].steps[1].text if b.kind is Kind.TABLE]
    said = [int(line.rsplit("|", 1)[1]) for line in table.lines[1:]]
    info = digits.describe()
    assert said == [recipe(info, name).plan.total for name in (Recipe.ALGORITHM1, Recipe.BEST, Recipe.FAST)]


@pytest.mark.parametrize("language", Language)
def test_13_3_the_figures_are_the_published_ones(language):
    (chapter,) = (c for c in load_shelf(language).chapters if c.key == CHAPTERS[13].key)
    assert as_published(table(chapter.steps[2]))


@pytest.mark.parametrize("language", Language)
def test_commands_that_a_lesson_names_are_there_with_their_options(language):
    named = 0
    for path in (lessons_folder() / language.value).glob("*.md"):
        for line in re.findall(r"`score-explorer ([^`]+)`", path.read_text(encoding="utf-8")):
            command, *words = line.split()
            assert command in COMMANDS
            (subparsers,) = (a for a in build_parser([command])._actions if isinstance(a.choices, dict))
            assert {w for w in words if w.startswith("-")} <= subparsers.choices[command]._option_string_actions.keys()
            named += 1
    assert named >= 2
