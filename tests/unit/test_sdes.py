"""Networks trained by other SDEs than their files say: what they are told, and the score that comes of their answer."""

import dataclasses
import json
import math

import pytest
import torch

from app.cli import main
from app.io.checkpoint import convert_checkpoint, load_checkpoint
from app.io.errors import CheckpointError
from app.io.formats.presets import PRESETS
from app.networks import registry, sde
from app.networks.embeddings import sinusoidal
from app.networks.ncsnpp import NcsnppConfig
from app.networks.tutorial import base_of, std_of
from app.params import SettingError
from tests.unit.test_checkpoint_formats import SDE, saved, sde_config, sde_file, weights

TUTORIAL = {"widths": [32, 32, 32, 32], "embed": 32}


def integral(t):
    return 0.1 * t + 19.9 * t * t / 2


@pytest.mark.parametrize("kind", [sde.VP, sde.SUB_VP])
def test_the_noise_of_a_time_and_back(kind):
    times = [1e-3, 0.2, 0.7, 1.0]
    noise = [sde.sigma_of(t, kind) for t in times]
    for t, sigma in zip(times, noise, strict=True):
        shrinks = math.exp(-integral(t) / 2)
        std = math.sqrt(1 - shrinks**2) if kind == sde.VP else 1 - shrinks**2
        assert sigma == pytest.approx(std / shrinks)
    back = sde.integral_of(torch.tensor(noise, dtype=torch.float64), kind)
    torch.testing.assert_close(back, torch.tensor([integral(t) for t in times], dtype=torch.float64))
    torch.testing.assert_close(sde.time_of(back), torch.tensor(times, dtype=torch.float64))
    assert sde.sigma_of(1.0, sde.VP) == pytest.approx(152, abs=0.5)


def seen_by(module, model, x, sigma):
    """What a part of a network is given while the score is taken, and the score."""
    given = []
    handle = module.register_forward_pre_hook(lambda _, inputs: given.append(inputs[0].clone()))
    with torch.inference_mode():
        score = model.score(x, sigma)
    handle.remove()
    return given[0], score


@pytest.fixture(scope="module")
def tutorial(tmp_path_factory):
    state = weights("tutorial", **TUTORIAL)
    state["module.tconv1.weight"].zero_()
    state["module.tconv1.bias"].fill_(0.5)
    return saved(tmp_path_factory.mktemp("tutorial") / "ckpt.pth", state)


@pytest.mark.parametrize("kind", [sde.VP, sde.SUB_VP])
def test_a_tutorial_network_of_another_sde_is_told_its_time_and_sees_the_shrunk_picture(tutorial, kind):
    model = load_checkpoint(tutorial, sde=kind)
    x = torch.rand(2, 1, 28, 28)
    sigma = sde.sigma_of(0.4, kind)
    seen, score = seen_by(model.network.conv1, model, x, sigma)
    torch.testing.assert_close(seen, x * math.exp(-integral(0.4) / 2))
    time, _ = seen_by(model.network.embed, model, x, sigma)
    torch.testing.assert_close(float(time), 0.4, rtol=1e-4, atol=0)
    torch.testing.assert_close(score, torch.full_like(score, 0.5 / sigma))
    info = model.describe()
    assert info.sigmas[0] == pytest.approx(sde.sigma_of(1.0, kind))
    assert "sde" not in info.assumed
    assert "base" not in info.answers


def test_the_base_of_the_tutorial_is_assumed_and_can_be_given(tutorial, tmp_path, capsys):
    assumed = load_checkpoint(tutorial).describe()
    assert assumed.assumed == {"image_size": 28, "sde": "ve", "base": 25.0}
    assert set(assumed.assumed) <= set(assumed.answers)
    given = load_checkpoint(tutorial, base=15.0)
    assert given.describe().assumed == {"image_size": 28}
    assert given.describe().sigmas[0] == pytest.approx(std_of(1.0, 15))
    x = torch.rand(1, 1, 28, 28)
    time, _ = seen_by(given.network.embed, given, x, std_of(0.3, 15.0))
    torch.testing.assert_close(float(time), 0.3, rtol=1e-4, atol=0)
    by_sigma = load_checkpoint(tutorial, sigma_max=std_of(1.0, 15), sigma_min=std_of(0.01, 15))
    assert by_sigma.network.config.base == pytest.approx(15)
    assert by_sigma.describe().sigmas[-1] == pytest.approx(std_of(0.01, 15))
    assert main(["info", str(tutorial), "--native-sigma-max", "5.5", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["sigmas"][0] == pytest.approx(5.5)
    assert main(["info", str(tutorial), "--sde-base", "35"]) == 0
    assert "35^t" in capsys.readouterr().out
    convert_checkpoint(tutorial, tmp_path / "c.safetensors", sde="subvp")
    assert load_checkpoint(tmp_path / "c.safetensors").network.config.sde == "subvp"


@pytest.mark.parametrize("sigma", [1.2, 9.85, 900])
def test_a_base_is_found_by_its_largest_noise(sigma):
    assert std_of(1.0, base_of(sigma)) == pytest.approx(sigma)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"sigma_max": 5.0, "base": 15.0}, "follows from the SDE"), ({"sigma_max": 5.0, "sde": "vp"}, "follows from"),
        ({"base": 5.0, "sde": "vp"}, "has no base"), ({"sigma_max": 1.001}, "no base"),
        ({"sigma_min": 50.0}, "smallest"),
    ],
)  # fmt: skip
def test_what_contradicts_itself_about_a_tutorial_is_refused(tutorial, said, words):
    with pytest.raises(CheckpointError, match=words):
        load_checkpoint(tutorial, **said)


def test_an_sde_that_is_none_is_no_setting(tutorial):
    with pytest.raises(SettingError, match="sde must be one of ve, vp, subvp"):
        load_checkpoint(tutorial, sde="edm")


def vp_file(folder, training, **model):
    """A checkpoint of score_sde whose network answers 0.25, and its configuration."""
    model = {"embedding_type": "positional", "scale_by_sigma": False} | model
    data = sde_file(**model)
    last = sorted((k for k in data["model"]), key=lambda k: int(k.split(".")[2]) if "all_modules" in k else -1)[-1]
    index = int(last.split(".")[2])
    names = [k for k in data["model"] if k not in ("module.sigmas", "module.all_modules.0.W")]
    for i, name in enumerate(names):
        if name.startswith(f"module.all_modules.{index}."):
            data["ema"]["shadow_params"][i] = torch.full_like(data["model"][name], 0.25 if "bias" in name else 0.0)
    config = sde_config(**model)
    config["data"]["centered"] = True
    (folder / "config.json").write_text(json.dumps(config | {"training": training}))
    return saved(folder / "checkpoint_1.pth", data)


@pytest.mark.parametrize(
    ("training", "kind"),
    [({"sde": "vpsde", "continuous": True}, "vp"), ({"sde": "subvpsde", "continuous": True}, "subvp")],
)
def test_a_preserving_ncsnpp_is_told_its_time_and_answers_with_the_noise(tmp_path, training, kind):
    model = load_checkpoint(vp_file(tmp_path, training))
    info = model.describe()
    assert (info.continuous, info.data_space, "sde" in info.assumed) == (True, "centred", False)
    x = torch.randn(2, 3, 16, 16)
    sigma = sde.sigma_of(0.4, kind)
    seen, score = seen_by(model.network.all_modules[2], model, x, sigma)
    torch.testing.assert_close(seen, x * math.exp(-integral(0.4) / 2))
    torch.testing.assert_close(score, torch.full_like(x, -0.25 / sigma))
    features, _ = seen_by(model.network.all_modules[0], model, x, sigma)
    torch.testing.assert_close(features, sinusoidal(torch.tensor([0.4 * 999]), SDE["nf"]), rtol=1e-3, atol=1e-3)


def test_a_discrete_one_is_told_the_index_of_its_step(tmp_path):
    model = load_checkpoint(vp_file(tmp_path, {"sde": "vpsde", "continuous": False}, num_scales=50))
    kept = math.prod(1 - (0.1 + 19.9 * k / 49) / 50 for k in range(21))
    sigma = math.sqrt((1 - kept) / kept)
    features, _ = seen_by(model.network.all_modules[0], model, torch.randn(1, 3, 16, 16), sigma)
    torch.testing.assert_close(features, sinusoidal(torch.tensor([20.0]), SDE["nf"]), rtol=1e-3, atol=1e-3)
    assert float(model.sigmas[-21]) == pytest.approx(sigma, rel=1e-5)
    assert model.describe().continuous


def test_which_sde_an_ncsnpp_was_trained_by_is_assumed_and_can_be_given(tmp_path, monkeypatch):
    positional = SDE | {"embedding_type": "positional"}
    monkeypatch.setitem(PRESETS, "cifar10_test", positional)
    file = saved(tmp_path / "c.pth", sde_file(embedding_type="positional"))
    assumed = load_checkpoint(file).describe()
    assert assumed.assumed == {"preset": "cifar10_test", "sde": "ve"}
    assert "sde" in assumed.answers
    given = load_checkpoint(file, sde="vp")
    assert given.describe().assumed == {"preset": "cifar10_test"}
    assert (given.network.config.sde, given.describe().data_space) == ("vp", "centred")
    with pytest.raises(SettingError, match="native-sigma-max"):
        load_checkpoint(file, sde="vp", sigma_max=3.0)
    monkeypatch.setitem(PRESETS, "cifar10_test", positional | {"sde": "vp", "centered": True, "scale_by_sigma": False})
    assert load_checkpoint(file).describe().assumed["sde"] == "vp"
    back = load_checkpoint(file, sde="ve").network.config
    assert (back.sde, back.centered, back.scale_by_sigma) == ("ve", False, True)


@pytest.mark.parametrize("name", [name for name, preset in PRESETS.items() if preset.get("sde") == "vp"])
def test_published_preserving_networks_can_be_built(name):
    network = registry.build_on_meta("ncsnpp", PRESETS[name])
    assert sum(p.numel() for p in network.parameters()) > 50e6
    assert network.config.sigmas[0] == pytest.approx(155, rel=0.02)


@pytest.mark.parametrize("wrong", [{"scale_by_sigma": True}, {"beta_min": 30.0}, {"sde": "subvp", "discrete": True}])
def test_settings_that_no_preserving_network_has_are_refused(wrong):
    good = NcsnppConfig(16, sde="vp", scale_by_sigma=False)
    with pytest.raises(ValueError, match=r"sigma|beta"):
        dataclasses.replace(good, **wrong)
