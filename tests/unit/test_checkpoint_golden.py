"""Checkpoints written by the public code bases, against what their own networks answered."""

import os
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from app.core.noise import RecordedNoise
from app.io.checkpoint import load_checkpoint
from app.params import LiveParams
from tests.walks import anneal, final_denoise

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("SCORE_EXPLORER_SHARED", ROOT.parent / "shared"))
GOLDEN = SHARED / "golden"
FOLDERS = sorted(p.parent.name for p in GOLDEN.glob("*/expected.safetensors"))
DIFFUSERS = sorted(p.parent.name for p in GOLDEN.glob("diffusers/*/expected.safetensors"))

pytestmark = pytest.mark.skipif(not FOLDERS, reason=f"no golden files at {GOLDEN}")


def opened(folder, **options):
    (path,) = (GOLDEN / folder).glob("*.pth")
    return load_checkpoint(path, **options), load_file(GOLDEN / folder / "expected.safetensors")


def distance(found, expected):
    return float((found.double() - expected.double()).norm() / expected.double().norm())


def sigma_of(expected):
    labels = expected["labels"]
    return labels if labels.is_floating_point() else expected["sigmas"][labels]


@pytest.mark.parametrize("folder", [f for f in FOLDERS if f != "ncsnv2-sampler"])
def test_the_network_answers_as_the_original_did(folder):
    model, expected = opened(folder)
    with torch.inference_mode():
        out = model.score(expected["x"], sigma_of(expected))
    assert distance(out, expected["output"]) < 1e-4
    assert out.shape == expected["x"].shape


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_levels_are_the_original_ones(folder):
    model, expected = opened(folder)
    torch.testing.assert_close(model.sigmas.float(), expected["sigmas"], rtol=1e-5, atol=0)
    assert model.shape[1] == model.shape[2]
    if "x" in expected:
        assert model.shape == tuple(expected["x"].shape[1:])


@pytest.mark.parametrize("folder", [f for f in FOLDERS if f != "ncsnv2-sampler"])
def test_the_average_is_used_where_there_is_one_and_the_live_weights_on_request(folder):
    averaged, expected = opened(folder)
    live, _ = opened(folder, use_ema=False)
    info = averaged.describe()
    assert (info.weights == "EMA") == info.has_ema
    assert live.describe().weights == "live"
    with torch.inference_mode():
        out = live.score(expected["x"], sigma_of(expected))
    assert (distance(out, expected["output"]) > 1e-3) == info.has_ema


def run(model, expected, prefix, steps):
    sigmas = [float(s) for s in expected["sigmas"]]
    params = LiveParams(epsilon=2 * 2e-5, steps_per_level=steps)  # step_lr = 2e-5 in the code's convention
    noise = RecordedNoise(expected[f"{prefix}noise"])
    x = expected[f"{prefix}init"]
    for step in anneal(model, x, sigmas, lambda: params, noise):
        x = step.x
    return x, sigmas, params


@pytest.mark.parametrize("folder", [f for f in FOLDERS if f.startswith("ncsn-")])
def test_annealed_langevin_dynamics_ends_where_the_original_loop_did(folder):
    model, expected = opened(folder)
    x, _, _ = run(model, expected, "ald_", 2)
    assert distance(x, expected["ald_final"]) < 1e-4


@pytest.mark.parametrize("folder", [f for f in FOLDERS if f == "ncsnv2-sampler"])
def test_the_sampler_with_denoising_ends_where_the_original_did(folder):
    model, expected = opened(folder)
    x, sigmas, params = run(model, expected, "", 3)
    assert distance(final_denoise(model, x, sigmas, params).x, expected["final"]) < 1e-4


@pytest.mark.parametrize("folder", DIFFUSERS)
def test_a_folder_of_diffusers_has_the_score_that_the_library_gives(folder):
    model = load_checkpoint(GOLDEN / "diffusers" / folder)
    expected = load_file(GOLDEN / "diffusers" / folder / "expected.safetensors")
    assert model.shape == tuple(expected["x"].shape[2:])
    with torch.inference_mode():
        for x, sigma, score in zip(expected["x"], expected["sigmas"], expected["score"], strict=True):
            assert distance(model.score(x, float(sigma)), score) < 1e-4, float(sigma)
