"""The commands field and particles as a user calls them."""

import json
import math
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from app.cli import main
from app.io.lab import load_plane_network, save_plane_network
from app.lab.densities import build
from app.lab.errors import learning_errors
from app.lab.particles import ParticleRun
from app.lab.training import LabTrainer
from app.params.lab.density import DensitySettings
from app.params.lab.particles import ParticleSettings
from app.params.lab.training import LabTrainSettings
from app.params.samplers import Sampler
from tests.warm import Command

ROOT = Path(__file__).resolve().parents[2]

# The commands draw with the application that is there, which must be the kind that other tests need.
pytestmark = pytest.mark.usefixtures("qapp")


def test_field_writes_a_picture_and_arrays(tmp_path, capsys):
    png, npz = tmp_path / "field.png", tmp_path / "field.npz"
    assert main(["field", "--density", "two-gaussians", "--sigma", "0.7", "--out", str(png), "--npz", str(npz)]) == 0
    assert str(png) in capsys.readouterr().out
    with Image.open(png) as image:
        assert min(image.size) > 800
        assert json.loads(image.text["score-explorer-laboratory"])["sigma"] == 0.7
    with np.load(npz) as data:
        assert data["score"].shape == (40, 40, 2)
        assert data["log_density"].shape == (200, 200)
        x, y = data["arrow_x"][30], data["arrow_y"][7]
        score = build(DensitySettings()).score(torch.tensor([[x, y]]), 0.7)[0]  # sigma is noise added to the data
        np.testing.assert_allclose(data["score"][7, 30], score)


def test_field_compares_a_learned_score(tmp_path):
    net, png, npz = (tmp_path / name for name in ("net.safetensors", "f.png", "f.npz"))
    trainer = LabTrainer(build(DensitySettings()), LabTrainSettings(width=8, depth=1))
    save_plane_network(net, trainer.average, "two-gaussians", trainer.settings, 0)
    options = ["--network", str(net), "--data", "50", "--theme", "dark", "--heat", "potential", "--arrows", "log"]
    assert main(["field", *options, "--sigma-is", "total", "--out", str(png), "--npz", str(npz)]) == 0
    with np.load(npz) as data:
        assert data["learned"].shape == data["score"].shape
    with Image.open(png) as image:
        assert image.width > 2.5 * image.height


@pytest.mark.parametrize("told", [True, False])
def test_a_network_from_a_file_is_said_to_be_how_wrong(tmp_path, capsys, told):
    """Over its noise levels and by region, on the density given; another one than it has learned from is named."""
    net = tmp_path / "net.safetensors"
    density = build(DensitySettings())
    trainer = LabTrainer(density, LabTrainSettings(width=8, depth=1, sigma_max=9.0))
    law = DensitySettings() if told else None
    save_plane_network(net, trainer.average, "two-gaussians", trainer.settings, 0, law)
    use = ["--network", str(net), "--npz", str(tmp_path / "f.npz")]
    assert main(["field", *use]) == 0
    said = capsys.readouterr().out
    errors = learning_errors(density, trainer.average.score, trainer.settings, DensitySettings().view)
    assert f"relative error: {errors.errors[0]:.3g} at sigma 9, {errors.errors[1]:.3g} at sigma" in said
    many, few, none = errors.regions
    assert f"by region: {many:.3g} where data are many, {few:.3g} where they are few, {none:.3g} where" in said
    assert "another density" not in said
    assert main(["field", "--density", "ring", *use]) == 0
    assert ("not an error: the network has learned from another density (two-gaussians)" in
            capsys.readouterr().out) is told  # fmt: skip
    assert load_plane_network(net).learned_from == law


def test_particles_are_the_engine_s(tmp_path, capsys):
    npz = tmp_path / "p.npz"
    options = ["--sampler", "annealed", "--seed", "3", "--steps-per-level", "5", "--quiet"]
    assert main(["particles", *options, "--npz", str(npz)]) == 0
    settings = ParticleSettings.for_density(DensitySettings(), Sampler.ANNEALED, seed=3, steps_per_level=5)
    run = ParticleRun(build(DensitySettings()), settings)
    for _ in run.run(lambda: settings.live):
        pass
    with np.load(npz) as data:
        assert data["particles"].dtype == np.float32
        assert data["particles"].shape == (1280, 2)
        np.testing.assert_array_equal(data["particles"], run.x.numpy())
        assert json.loads(str(data["settings"]))["settings"]["levels"] == 10
    out = capsys.readouterr().out
    assert "50 steps of 1280 particles" in out
    assert "energy distance" in out


def test_particles_write_an_animation(tmp_path, capsys):
    gif = tmp_path / "run.gif"
    options = ["--density", "ring", "--ring-count", "5", "--sampler", "underdamped", "--count", "50", "--frames", "6"]
    assert main(["particles", *options, "--steps-per-level", "20", "--out", str(gif)]) == 0
    with Image.open(gif) as image:
        assert image.n_frames == 6
        assert json.loads(image.info["comment"])["settings"]["sampler"] == "underdamped"
    captured = capsys.readouterr()
    assert "20/20" in captured.err
    assert "kinetic temperature" in captured.out


@pytest.mark.parametrize("gif", [True, False])
def test_an_interrupted_run_keeps_what_is_there(tmp_path, monkeypatch, capsys, gif):
    step = ParticleRun.step

    def interrupted(run, params):
        if run.index == 7:
            raise KeyboardInterrupt
        return step(run, params)

    monkeypatch.setattr(ParticleRun, "step", interrupted)
    outputs = ["--npz", str(tmp_path / "p.npz"), *(["--out", str(tmp_path / "p.gif")] if gif else [])]
    options = ["--count", "20", "--steps-per-level", "14", "--frames", "15", "--quiet"]
    assert main(["particles", *options, *outputs]) == 1
    assert "Interrupted after 7 of 14 steps" in capsys.readouterr().out
    with np.load(tmp_path / "p.npz") as data:
        assert data["particles"].shape == (20, 2)
    if gif:
        with Image.open(tmp_path / "p.gif") as image:
            assert image.n_frames == 8


def test_points_from_a_file(tmp_path):
    csv, npz = tmp_path / "points.csv", tmp_path / "p.npz"
    csv.write_text("x,y\n" + "\n".join(f"{math.cos(k)},{math.sin(k)}" for k in range(40)))
    density = ["--density", "points", "--points", str(csv)]
    assert main(["field", *density, "--sigma", "0.01", "--npz", str(npz)]) == 0
    with np.load(npz) as data:
        assert np.isfinite(data["score"]).all()
    start = ["--start-points", str(csv), "--count", "40", "--steps-per-level", "3", "--quiet"]
    assert main(["particles", *density, *start, "--npz", str(npz)]) == 0


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["field"], 2, "nothing to write"),
        (["field", "--out", "f.jpg"], 2, "must end in .png"),
        (["field", "--out", "f.png", "--sigma", "-1"], 2, "sigma"),
        (["field", "--out", "f.png", "--sigma", "nan"], 2, "sigma"),
        (["field", "--out", "f.png", "--density", "circle", "--sigma", "0.001"], 2, "at least 0.01"),
        (["field", "--out", "f.png", "--sigma", "0.01", "--sigma-is", "total"], 2, "1 wide without any noise"),
        (["particles", "--npz", "p.npz", "--sigma-min", "0.5", "--sigma-is", "total"], 2, "1 wide without any noise"),
        (["field", "--out", "f.png", "--density", "points"], 2, "--points FILE"),
        (["field", "--out", "f.png", "--points", "a.csv"], 2, "--points FILE"),
        (["field", "--out", "f.png", "--density", "points", "--points", "none.csv"], 1, "no such file"),
        (["field", "--out", "f.png", "--grid", "1"], 2, "number of arrows"),
        (["field", "--out", "f.png", "--flow-from", "3"], 2, "go with --flow"),
        (["field", "--out", "f.png", "--flow", "grid", "--flow-line", "0", "0", "1", "1"], 2, "--flow line"),
        (["field", "--out", "f.png", "--flow", "grid", "--flow-from", "0.5"], 2, "from a larger sigma"),
        (["field", "--npz", "f.npz", "--flow", "grid", "--flow-from", "nan"], 2, "first noise level"),
        (["field", "--npz", "f.npz", "--flow", "line", "--flow-line", "0", "0", "inf", "0"], 2, "--flow-line"),
        (["field", "--out", "f.png", "--extent", "1", "1", "0", "1"], 2, "view is empty"),
        (["field", "--out", "f.png", "--network", "none.safetensors"], 1, "no such file"),
        (["field", "--out", "no/folder/f.png"], 1, "cannot be written"),
        (["particles"], 2, "nothing to write"),
        (["particles", "--npz", "p.npz", "--epsilon", "5"], 2, "unstable: it must stay below 4"),
        (["particles", "--npz", "p.npz", "--sampler", "underdamped", "--time-step", "3"], 2, "must stay below 2"),
        (["particles", "--npz", "p.npz", "--count", "60000"], 2, "number of particles"),
        (["particles", "--npz", "p.npz", "--density", "circle", "--sigma-is", "total"], 2, "mixture"),
        (["particles", "--npz", "p.npz", "--density", "ring", "--ring-count", "0"], 2, "ring"),
        (["particles", "--npz", "p.npz", "--ring-count", "3"], 2, "--ring-count"),
        (["particles", "--out", "p.gif", "--frames", "1"], 2, "--frames"),
        (["particles", "--npz", "p.npz", "--start", "box", "--start-points", "a.csv"], 2, "either"),
    ],
)
def test_mistakes_are_explained(tmp_path, monkeypatch, capsys, arguments, code, message):
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == code
    error = capsys.readouterr().err
    assert message in error
    assert "Traceback" not in error
    assert list(tmp_path.iterdir()) == []


def test_no_display_is_needed(tmp_path):
    words = ("field", "--out", str(tmp_path / "f.png"), "--grid", "10")
    with Command(*words, environment={"PATH": "", "HOME": str(tmp_path)}) as process:
        _, said = process.communicate()
    assert process.returncode == 0, said
    assert (tmp_path / "f.png").stat().st_size > 10_000


@pytest.mark.parametrize(
    ("options", "meaning", "variance"),
    [
        ([], "added", 2.0),
        (["--sigma", "0"], "added", 1.0),  # the data have a width of their own
        (["--sigma", "0.5"], "added", 1.25),
        (["--sigma-is", "total"], "total", 1.0),
        (["--sigma", "2", "--sigma-is", "total"], "total", 4.0),
    ],
)
def test_sigma_is_added_noise_unless_it_is_said_to_be_the_whole_width(tmp_path, capsys, options, meaning, variance):
    npz = tmp_path / "f.npz"
    extent = ["--extent", "4.975", "5.175", "4.975", "5.175"]
    assert main(["field", *options, *extent, "--npz", str(npz)]) == 0
    with np.load(npz) as data:
        x, y = data["x"][25], data["y"][25]
        r2 = (x - 5) ** 2 + (y - 5) ** 2
        expected = math.log(0.8 / (2 * math.pi * variance)) - r2 / (2 * variance)
        assert data["log_density"][25, 25] == pytest.approx(expected, abs=1e-9)
        assert json.loads(str(data["settings"]))["sigma_is"] == meaning
    assert ("total width" if meaning == "total" else "noise added") in capsys.readouterr().out


@pytest.mark.parametrize(
    ("tau", "weight", "samples"), [("1", "(true 0.800)", ""), ("2", "(true 0.667)", " of p^(1/tau)")]
)
def test_another_temperature_is_compared_with_its_own_law(tmp_path, capsys, tau, weight, samples):
    options = ["--count", "20", "--steps-per-level", "2", "--temperature", tau, "--quiet"]
    assert main(["particles", *options, "--npz", str(tmp_path / "p.npz")]) == 0
    said = capsys.readouterr().out
    assert weight in said
    assert f"energy distance to exact samples{samples}: " in said
