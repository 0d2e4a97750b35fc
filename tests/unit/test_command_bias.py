"""``particles --bias``: the numbers of the window's chart, by the same job, in words and as arrays."""

import json

import numpy as np
import pytest

from app.cli import main
from app.jobs.lab import bias
from app.jobs.lab.bias import BiasWork
from app.params.lab.bias import STEP_SIZES, BiasPoint, BiasRequest, gaussian_bias
from app.params.lab.density import DensityName, DensitySettings, SigmaMeaning
from app.params.lab.particles import ParticleSettings
from app.params.samplers import Sampler


@pytest.fixture
def counted(monkeypatch):
    """A job that is quick, and notes what it was asked for."""
    asked = []

    def answer(self, request):
        asked.append(request)
        return BiasPoint(2 * request.eta, gaussian_bias(request.eta), 0.0, 0.5)

    monkeypatch.setattr(bias.BiasWork, "__call__", answer)
    return asked


def test_the_numbers_are_those_of_the_job(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("app.jobs.lab.bias.BIAS_PARTICLES", 200)
    npz = tmp_path / "bias.npz"
    options = ["--density", "ring", "--ring-count", "1", "--temperature", "0.5", "--seed", "3", "--quiet"]
    assert main(["particles", "--bias", *options, "--npz", str(npz)]) == 0
    law = BiasRequest(DensitySettings.ring(1), 0.5, SigmaMeaning.TOTAL, 0.5, 3)
    with np.load(npz) as file:
        found = {name: file[name] for name in file.files}
    assert json.loads(str(found.pop("settings"))) == {
        "density": law.density.to_dict(), "sigma": 0.5, "sigma_is": "total", "temperature": 0.5, "seed": 3, "steps": 40,
    }  # fmt: skip
    assert found["eta"].tolist() == list(STEP_SIZES)
    said, work = capsys.readouterr().out, BiasWork()
    for k in (0, 6):
        point = work(BiasRequest(law.density, 0.5, SigmaMeaning.TOTAL, 0.5, 3, STEP_SIZES[k]))
        assert {name: found[name][k] for name in ("epsilon", "langevin", "mala", "accepted")} == vars(point)
        exact = f"(closed form: {gaussian_bias(STEP_SIZES[k]):.3g})"
        assert (
            f"epsilon {point.epsilon:.3g}: Langevin {point.langevin:.3g} {exact}"
            f", MALA {point.mala:.3g}; accepted: {point.accepted:.3f} of the proposals\n"
        ) in said


def test_what_is_measured_is_the_law_of_the_panel(counted, capsys):
    assert main(["particles", "--bias", "--quiet"]) == 0
    settings = ParticleSettings.for_density(DensitySettings(), Sampler.LANGEVIN)
    assert counted[0] == BiasRequest(DensitySettings(), 1.0, SigmaMeaning.TOTAL, 1.0, 0, STEP_SIZES[0])
    law = BiasRequest.of(DensitySettings(), settings)
    assert [request.eta for request in counted] == list(STEP_SIZES)
    assert all(BiasRequest(*list(vars(request).values())[:-1]) == law for request in counted)
    assert "closed form" not in capsys.readouterr().out
    annealed = ParticleSettings.for_density(DensitySettings(), Sampler.ANNEALED, seed=4, sigma_min=2.0)
    assert BiasRequest.of(DensitySettings(), annealed) == BiasRequest(
        DensitySettings(), 1.0, SigmaMeaning.TOTAL, 1.0, 4
    )  # the law of plain dynamics


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--temperature", "0"], "no bias at τ = 0"),
        (["--epsilon", "0.1", "--count", "5"], "leave out --epsilon, --count"),
        (["--sampler", "mala"], "leave out --sampler"),
        (["--out", "run.gif"], "leave out --out"),
        (["--network", "net.safetensors"], "leave out --network"),
        (["--start", "box"], "leave out --start"),
        (["--npz", "bias.png"], "must end in .npz"),
    ],
)
def test_what_belongs_to_a_run_is_refused(counted, capsys, options, message):
    assert main(["particles", "--bias", "--quiet", *options]) == 2
    assert message in capsys.readouterr().err
    assert counted == []


def test_an_interrupted_measurement_tells_what_it_has(monkeypatch, capsys):
    def answer(self, request):
        if request.eta == STEP_SIZES[2]:
            raise KeyboardInterrupt
        return BiasPoint(request.eta, 0.25, 0.0, 1.0)

    monkeypatch.setattr(bias.BiasWork, "__call__", answer)
    assert main(["particles", "--bias", "--density", DensityName.CHECKERBOARD.value, "--quiet"]) == 1
    assert capsys.readouterr().out.count("Langevin 0.25") == 2
