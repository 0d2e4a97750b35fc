"""The layouts of the public code bases, written here as they write them, without their files at hand."""

import argparse
import functools
import json
import zipfile

import numpy as np
import pytest
import torch
import yaml

from app.io.checkpoint import convert_checkpoint, load_checkpoint
from app.io.errors import CheckpointError
from app.io.formats.configs import read_config
from app.io.formats.presets import PRESETS
from app.networks import registry
from app.params import SettingError

SDE = {
    "image_size": 16, "nf": 8, "ch_mult": [1, 2], "num_res_blocks": 1, "attn_resolutions": [8], "num_scales": 12,
    "sigma_max": 30.0,
}  # fmt: skip


def weights(name, **arguments):
    """A network's state as DataParallel names it, every value random."""
    return {k: v.clone() for k, v in _weights(name, json.dumps(arguments)).items()}


@functools.cache
def _weights(name, arguments):
    """To build a network takes a hundred times what its copies take, and hundreds of tests want the same ones."""
    torch.manual_seed(7)
    state = registry.build(name, json.loads(arguments)).state_dict()
    return {f"module.{k}": v if k == "sigmas" else torch.randn_like(v) / 4 for k, v in state.items()}


def ncsn_state(**arguments):
    return weights("ncsn", **({"channels": 1, "features": 4, "sigmas": [1.0, 0.5, 0.1]} | arguments))


def ncsnv2_state(depth="standard", sigmas=(8.0, 2.0, 0.5)):
    state = weights("ncsnv2", channels=3, features=4, levels=len(sigmas), depth=depth)
    return state | {"module.sigmas": torch.tensor(sigmas)}


def sde_file(**arguments):
    """What score_sde_pytorch saves: live weights, averaged ones as a bare list, a numpy learning rate."""
    arguments = SDE | arguments
    live = weights("ncsnpp", **arguments)
    network = registry.build("ncsnpp", arguments)
    live["module.sigmas"] = network.config.sigmas
    live = dict(sorted(live.items()))  # some blocks of that code register their parts in another order than ours
    frozen = ("module.sigmas", "module.all_modules.0.W")
    trainable = [name for name in live if name not in frozen]
    ema = {"decay": 0.999, "num_updates": 3, "shadow_params": [live[name] + 1 for name in trainable]}
    optimizer = {"state": {}, "param_groups": [{"lr": np.float64(2e-4)}]}
    return {"optimizer": optimizer, "model": live, "ema": ema, "step": 1200}


def sde_config(**arguments):
    arguments = SDE | arguments
    data = {name: arguments.pop(name) for name in ("image_size",)}
    return {"data": data | {"num_channels": 3, "centered": False}, "model": {"name": "ncsnpp"} | arguments,
            "training": {"sde": "vesde", "continuous": True}}  # fmt: skip


def saved(path, data, **kwargs):
    torch.save(data, path, **kwargs)
    return path


def namespace(**kwargs):
    return argparse.Namespace(**kwargs)


def test_a_v1_file_without_anything_beside_it_opens_with_the_documented_defaults(tmp_path):
    model = load_checkpoint(saved(tmp_path / "checkpoint.pth", [ncsn_state(), {"state": {}}]))
    info = model.describe()
    assert info.architecture == "ncsn"
    assert info.shape == (1, 28, 28)
    assert info.assumed == {"sigma_max": 1.0, "sigma_min": 0.01, "image_size": 28, "logit_transform": False}
    assert info.sigmas == pytest.approx((1, 0.1, 0.01))
    assert not info.continuous
    assert (info.settings.steps_per_level, info.settings.epsilon, info.settings.denoise) == (100, 4e-5, False)


def test_what_is_said_by_hand_goes_before_the_configuration_and_that_before_defaults(tmp_path):
    path = saved(tmp_path / "checkpoint.pth", [ncsn_state(), {}])
    config = namespace(
        data=namespace(image_size=32, channels=1, logit_transform=True, dataset="MNIST"),
        model=namespace(sigma_begin=2, sigma_end=0.02, ngf=4, num_classes=3),
    )
    (tmp_path / "config.yml").write_text(yaml.dump(config))
    info = load_checkpoint(path).describe()
    assert (info.shape, info.sigmas[0], info.sigmas[-1], info.data_space) == ((1, 32, 32), 2, 0.02, "logit")
    assert info.assumed == {}
    assert info.facts["Data set"] == "MNIST"
    info = load_checkpoint(path, sigma_max=5.0, image_size=28, logit_transform=False, rescaled=True).describe()
    assert (info.shape, info.sigmas[0], info.sigmas[-1], info.data_space) == ((1, 28, 28), 5, 0.02, "centred")
    elsewhere = tmp_path / "other.json"
    elsewhere.write_text(json.dumps({"model": {"sigma_begin": 3, "sigma_end": 0.3}}))
    assert load_checkpoint(path, config=elsewhere).describe().sigmas[0] == 3


@pytest.mark.parametrize(("depth", "side"), [("standard", 64), ("deeper", 128), ("deepest", 256)])
def test_v2_says_its_depth_and_levels_itself(tmp_path, depth, side):
    sigmas = {"standard": (90.0, 1.0, 0.01), "deeper": (190.0, 0.01), "deepest": (348.0, 0.01)}[depth]
    state = ncsnv2_state(depth, sigmas)
    info = load_checkpoint(saved(tmp_path / "c.pth", [state, {}, 3, 700])).describe()
    assert (info.arguments["depth"], info.shape, info.sigmas) == (depth, (3, side, side), sigmas)
    assert info.continuous
    assert info.facts["Trained for"] == "700 steps"
    assert (info.has_ema, info.weights, info.settings.steps_per_level, info.settings.denoise) == (
        False,
        "live",
        5,
        True,
    )
    assert info.settings.epsilon == pytest.approx(2 * 6.2e-6)


def test_the_v2_average_has_no_prefix_and_no_levels(tmp_path):
    state = ncsnv2_state()
    ema = {k.removeprefix("module."): v + 1 for k, v in state.items() if k != "module.sigmas"}
    path = saved(tmp_path / "c.pth", [state, {}, 1, 2, ema])
    for use_ema, shift in ((True, 1.0), (False, 0.0)):
        model = load_checkpoint(path, use_ema=use_ema)
        weight = model.network.state_dict()["begin_conv.weight"]
        torch.testing.assert_close(weight, state["module.begin_conv.weight"] + shift)
    with pytest.raises(CheckpointError, match=r"EMA holds 'stray'"):
        load_checkpoint(saved(tmp_path / "d.pth", [state, {}, 1, 2, ema | {"stray": torch.ones(1)}]))


def test_a_bare_state_dict_opens_too(tmp_path):
    assert load_checkpoint(saved(tmp_path / "a.pth", ncsn_state())).describe().architecture == "ncsn"
    assert load_checkpoint(saved(tmp_path / "b.pth", ncsnv2_state())).describe().architecture == "ncsnv2"


@pytest.mark.parametrize("form", ["half", "double", "old layout"])
def test_other_number_types_and_torchs_old_layout_are_read(tmp_path, form):
    state = ncsn_state()
    change = {"half": torch.Tensor.half, "double": torch.Tensor.double}.get(form, torch.clone)
    path = tmp_path / "c.pth"
    torch.save(
        [{k: change(v) for k, v in state.items()}, {}], path, _use_new_zipfile_serialization=form != "old layout"
    )
    loaded = load_checkpoint(path).network.state_dict()
    assert all(v.dtype == torch.float32 for v in loaded.values())
    expected = change(state["module.end_conv.weight"]).float()
    torch.testing.assert_close(loaded["end_conv.weight"], expected, rtol=0, atol=0)


@pytest.mark.parametrize("layout", ["zip", "legacy"])
def test_files_saved_on_a_gpu_open_without_one(tmp_path, layout):
    path = saved(tmp_path / "c.pth", [ncsn_state(), {}], _use_new_zipfile_serialization=layout == "zip")
    cpu, cuda = b"X\x03\0\0\0cpu", b"X\x06\0\0\0cuda:0"
    if layout == "legacy":
        changed = path.read_bytes().replace(cpu, cuda)
        assert changed != path.read_bytes()
        path.write_bytes(changed)
    else:
        with zipfile.ZipFile(path) as old:
            parts = {name: old.read(name) for name in old.namelist()}
        assert cpu in parts["c/data.pkl"]
        with zipfile.ZipFile(path, "w") as new:
            for name, part in parts.items():
                new.writestr(name, part.replace(cpu, cuda) if name.endswith("data.pkl") else part)
    assert load_checkpoint(path).device.type == "cpu"


def test_the_average_of_score_sde_is_a_list_in_the_order_of_registration(tmp_path):
    path = saved(tmp_path / "checkpoint_1.pth", sde_file())
    (tmp_path / "config.json").write_text(json.dumps(sde_config()))
    model, live = load_checkpoint(path), load_checkpoint(path, use_ema=False)
    info = model.describe()
    assert (info.weights, live.describe().weights, info.continuous) == ("EMA", "live", True)
    assert (info.shape, info.sigmas[0], len(info.sigmas), info.settings.start) == ((3, 16, 16), 30, 12, "normal")
    for name, tensor in live.network.state_dict().items():
        fixed = name in ("sigmas", "all_modules.0.W")  # neither is trained
        torch.testing.assert_close(model.network.state_dict()[name], tensor + (0.0 if fixed else 1.0))


def test_a_score_sde_file_needs_a_configuration_and_the_message_lists_the_presets(tmp_path):
    path = saved(tmp_path / "checkpoint_1.pth", sde_file())
    with pytest.raises(CheckpointError, match=r"none of the published configurations.*cifar10_ncsnpp_continuous"):
        load_checkpoint(path)
    with pytest.raises(CheckpointError, match="no preset 'cifar'"):
        load_checkpoint(path, preset="cifar")
    config = tmp_path / "vp.json"
    config.write_text(json.dumps(sde_config() | {"training": {"sde": "otsde"}}))
    with pytest.raises(CheckpointError, match="otsde"):
        load_checkpoint(path, config=config)


def test_a_published_score_sde_network_is_recognised_by_its_shapes(tmp_path, monkeypatch):
    monkeypatch.setitem(PRESETS, "tiny", SDE)
    info = load_checkpoint(saved(tmp_path / "c.pth", sde_file())).describe()
    assert info.assumed == {"preset": "tiny"}
    monkeypatch.setitem(PRESETS, "tiny", SDE | {"sigma_max": 40.0})
    with pytest.raises(CheckpointError, match="none of the published"):
        load_checkpoint(tmp_path / "c.pth")


@pytest.mark.parametrize("name", sorted(PRESETS))
def test_every_preset_is_a_network_of_the_published_size(name):
    network = registry.build_on_meta("ncsnpp", PRESETS[name])
    millions = sum(p.numel() for p in network.parameters()) / 1e6
    # 62 M on CIFAR-10 with 4 blocks, 107 M with 8; DDPM's own 36 M; 66 M at 256 pixels and 106 M at 1024.
    large = {"cifar10_ncsnpp_deep_continuous", "celebahq_ncsnpp_continuous", "ffhq_ncsnpp_continuous",
             "cifar10_ddpmpp_deep_continuous"}  # fmt: skip
    low, high = (35, 37) if name == "cifar10_ddpm" else (104, 109) if name in large else (61, 67)
    assert low < millions < high


@pytest.mark.parametrize("concatenate", [True, False])
def test_the_tutorials_file_says_which_skips_it_has(tmp_path, concatenate):
    state = weights("tutorial", widths=[32, 32, 32, 64], embed=32, concatenate=concatenate)
    info = load_checkpoint(saved(tmp_path / "ckpt.pth", state)).describe()
    assert info.arguments["concatenate"] is concatenate
    assert info.sigmas[0] == pytest.approx(9.85, abs=0.01)
    assert info.sigmas[-1] == pytest.approx(0.0317, abs=0.001)
    assert info.continuous
    assert info.shape == (1, 28, 28)


@pytest.mark.parametrize("kind", ["ncsn", "ncsnv2", "ncsnpp", "tutorial"])
def test_a_converted_file_gives_the_same_scores_and_says_where_it_comes_from(tmp_path, kind):
    source, target = tmp_path / "checkpoint.pth", tmp_path / "out.safetensors"
    if kind == "ncsnpp":
        saved(source, sde_file(embedding_type="positional"))
        (tmp_path / "config.json").write_text(json.dumps(sde_config(embedding_type="positional")))
    else:
        data = {"ncsn": lambda: [ncsn_state(), {}], "ncsnv2": lambda: [ncsnv2_state(), {}, 1, 2],
                "tutorial": lambda: weights("tutorial", widths=[32, 32, 32, 64], embed=32)}  # fmt: skip
        saved(source, data[kind]())
    before = source.read_bytes()
    options = {"rescaled": True} if kind == "ncsnv2" else {}
    info = convert_checkpoint(source, target, **options)
    assert source.read_bytes() == before
    model, again = load_checkpoint(source, **options), load_checkpoint(target)
    x = torch.rand(2, *model.shape)
    sigma = float(model.sigmas[1])
    assert torch.equal(model.score(x, sigma), again.score(x, sigma))
    kept = again.describe()
    assert kept.facts["Converted from"] == info.format
    for name in ("shape", "sigmas", "continuous", "recommended", "data_space", "assumed", "weights"):
        assert getattr(kept, name) == getattr(info, name)
    assert torch.equal(model.to_pixels(x), again.to_pixels(x))


def test_options_out_of_range_are_refused_by_name():
    for options, name in (({"sigma_max": -1.0}, "sigma_max"), ({"image_size": 0}, "image_size"),
                          ({"sigma_max": 1.0, "sigma_min": 2.0}, "sigma_min")):  # fmt: skip
        with pytest.raises(SettingError, match=name):
            load_checkpoint("x.pth", **options)


def test_a_configuration_that_contradicts_the_weights_is_refused(tmp_path):
    path = saved(tmp_path / "c.pth", [ncsn_state(), {}])
    (tmp_path / "config.yml").write_text("model: {ngf: 128}\n")
    with pytest.raises(CheckpointError, match=r"model.ngf = 4, but .*config.yml says 128"):
        load_checkpoint(path)


def test_a_file_beside_it_that_is_no_configuration_is_left_alone_and_said(tmp_path):
    path = saved(tmp_path / "c.pth", [ncsn_state(), {}])
    (tmp_path / "config.yml").write_text("a: *b\n")
    facts = load_checkpoint(path).describe().facts
    assert "config.yml beside it was not used" in facts["Configuration"]


@pytest.mark.parametrize(
    "text",
    [
        "!!python/object/apply:os.system ['touch hacked']",
        "!!python/object:subprocess.Popen {}",
        "model: !!python/name:os.system",
        "model: &a [1]\ndata: *a",
        "model: 3",
        "[1, 2",
        "\x00",
        "",
        "- a",
        "model: !!python/object:argparse.Namespace [1]",
    ],
)
def test_configurations_are_only_ever_data(tmp_path, text, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "config.yml"
    path.write_text(text)
    with pytest.raises(CheckpointError, match=r"config\.yml"):
        read_config(path)
    assert not (tmp_path / "hacked").exists()


def test_numbers_that_yaml_reads_as_text_are_numbers(tmp_path):
    path = tmp_path / "config.yml"
    path.write_text("sampling: {step_lr: 2e-5, n_steps_each: 7}\nmodel: {ngf: many}\n")
    config = read_config(path)
    assert config.number("sampling", "step_lr") == 2e-5
    assert config.whole("sampling", "n_steps_each") == 7
    with pytest.raises(CheckpointError, match=r"model.ngf is 'many'"):
        config.whole("model", "ngf")
