"""The last step without noise, in the plane: Tweedie's estimate on one Gaussian in closed form."""

import dataclasses
import json

import numpy as np
import pytest
import torch

from app.cli import main
from app.jobs.lab.particles import Panel
from app.lab.densities import build
from app.lab.particles import ParticleRun
from app.lab.statistics import Reference
from app.params.lab.density import DensityName, DensitySettings, Mode, SigmaMeaning
from app.params.lab.particles import ParticleSettings
from app.params.lab.run import PanelJob
from app.params.samplers import ROWS, Sampler

MEAN, WIDTH = (1.0, -2.0), 0.5
GAUSSIAN = DensitySettings(DensityName.RING, (Mode(*MEAN, WIDTH),))


def finished(sampler, **changes):
    settings = ParticleSettings.for_density(GAUSSIAN, sampler, count=200, steps_per_level=4, levels=3, **changes)
    panel = Panel(PanelJob(settings), ParticleRun(build(GAUSSIAN), settings))
    while not panel.over:
        panel.take(settings.live)
    assert panel.run.index == panel.run.steps
    assert panel.run.step(settings.live) is None
    return panel


@pytest.mark.parametrize("sampler", [Sampler.ANNEALED, Sampler.LANGEVIN])
@pytest.mark.parametrize(
    ("meaning", "sigma", "added"), [(SigmaMeaning.ADDED, 0.8, 0.8), (SigmaMeaning.TOTAL, 1.3, 1.2)]
)
def test_the_estimate_of_one_gaussian(sampler, meaning, sigma, added):
    """E[x0 | x] = mu + s^2 / (s^2 + sigma^2) (x - mu), with sigma the noise that was added."""
    changes = {"meaning": meaning, "sigma_min": sigma}
    plain, ended = finished(sampler, **changes), finished(sampler, denoise=True, **changes)
    assert ended.run.index == plain.run.index + 1
    mean = torch.tensor(MEAN)
    expected = mean + WIDTH**2 / (WIDTH**2 + added**2) * (plain.run.x - mean)
    torch.testing.assert_close(ended.run.x, expected)


def test_where_sigma_is_the_data_s_own_width_there_is_nothing_to_take_away():
    ended, plain = finished(Sampler.ANNEALED, denoise=True), finished(Sampler.ANNEALED)
    assert ended.run.settings.meaning is SigmaMeaning.TOTAL
    assert torch.equal(ended.run.x, plain.run.x)


def test_an_estimate_is_no_motion_and_has_no_noise():
    changes = {"meaning": SigmaMeaning.ADDED, "sigma_min": 0.8}
    plain, ended = finished(Sampler.LANGEVIN, **changes), finished(Sampler.LANGEVIN, denoise=True, **changes)
    assert ended.motion == plain.motion
    frame = ended.frame(0)
    assert (frame.sizes.noise, frame.sizes.snr, frame.forces) == (0, None, None)
    assert frame.sizes.drift == pytest.approx(0.8**2 * frame.sizes.score)
    assert (frame.index, frame.total) == (5, 5)


def test_what_is_denoised_is_to_be_the_data():
    settings = ParticleSettings.for_density(
        GAUSSIAN, Sampler.LANGEVIN, sigma_min=2.0, meaning=SigmaMeaning.ADDED, denoise=True
    )
    density = build(GAUSSIAN)
    for denoise, variance in ((True, 0.25), (False, 4.25)):
        law = Reference.for_run(density, dataclasses.replace(settings, denoise=denoise))
        assert law.samples.var(dim=0).tolist() == pytest.approx([variance] * 2, rel=0.1)


def test_who_ends_so():
    found = {s for s in ROWS if ParticleSettings.for_density(GAUSSIAN, s, denoise=True).denoises}
    assert set(ROWS) - found == {Sampler.MALA, Sampler.UNDERDAMPED}
    leading = {row.sampler for row in ROWS.values() if row.leads_on}
    assert leading == {s for s in found if ParticleSettings.for_density(GAUSSIAN, s).denoises}


def test_the_command_denoises(tmp_path, capsys):
    options = ["--density", "ring", "--ring-count", "1", "--sampler", "annealed", "--sigma-is", "added"]
    options += ["--sigma-min", "0.8", "--count", "50", "--steps-per-level", "3", "--quiet"]
    found = []
    for more in ([], ["--denoise"], ["--no-denoise"]):
        assert main(["particles", *options, *more, "--npz", str(tmp_path / "p.npz")]) == 0
        with np.load(tmp_path / "p.npz") as data:
            found.append((data["particles"], json.loads(str(data["settings"]))["settings"].get("denoise", False)))
    assert [flag for _, flag in found] == [False, True, False]
    mean = np.array([5.0, 0.0])
    expected = mean + 0.25 / (0.25 + 0.64) * (found[0][0] - mean)
    np.testing.assert_allclose(found[1][0], expected, atol=1e-5)
    np.testing.assert_array_equal(found[2][0], found[0][0])
    assert "31 steps of 50" in capsys.readouterr().out
