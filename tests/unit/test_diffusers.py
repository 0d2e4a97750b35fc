"""Folders of diffusers: their layouts, old names and schedulers; the score against closed forms; what is refused."""

import json
import math
import os
import shutil

import pytest
import torch

from app.cli import main
from app.io.checkpoint import CheckpointFile, convert_checkpoint, load_checkpoint
from app.io.errors import CheckpointError
from app.networks.preserving import Preserving, log_sigmas, native_sigmas
from app.params import SettingError
from app.params.opening import Opening
from tests.folders import DDPM, EXPLODING, INDEX, UNET, VE, unet_state, write_folder, write_json, write_shards
from tests.processes import python

X = torch.rand(2, 3, 8, 8, generator=torch.Generator().manual_seed(1))


def linear(prediction="epsilon", steps=100):
    return Preserving(steps, "linear", 1e-4, 0.02, (), prediction)


def scores(path, sigmas=(0.05, 1.0), **options):
    model = load_checkpoint(path, **options)
    with torch.inference_mode():
        return torch.stack([model.score(X, sigma) for sigma in sigmas])


def old(name):
    """A tensor's name as the first versions of the library had it."""
    now = {"to_q": "query", "to_k": "key", "to_v": "value", "to_out.0": "proj_attn", "down_blocks": "downsample_blocks",
           "up_blocks": "upsample_blocks", "mid_block": "mid"}  # fmt: skip
    for new, before in now.items():
        name = name.replace(new, before)
    return name


def test_each_layout_opens_with_the_same_score(tmp_path):
    state = unet_state(UNET)
    expected = scores(write_folder(tmp_path / "plain"))
    write_folder(tmp_path / "bin", name="diffusion_pytorch_model.bin")
    write_folder(tmp_path / "root", at="")
    write_folder(tmp_path / "model", at="model", index={
        "_class_name": ["diffusers", "DDPMPipeline"], "model": ["__main__", "UNetUnconditionalModel"],
    })  # fmt: skip
    write_folder(tmp_path / "without index", index=None)
    write_shards(write_folder(tmp_path / "shards"), state)
    write_folder(tmp_path / "names", state={old(name): tensor for name, tensor in state.items()})
    doubled = {**state, **{n.replace(".conv.", ".op."): t + 1 for n, t in state.items() if "downsamplers.0.conv" in n}}
    write_folder(tmp_path / "doubled", state=doubled)
    changed = {"image_size": 8, "num_res_blocks": 1, "block_channels": [8, 16], "down_blocks": [
        "UNetResDownBlock2D", "UNetResAttnDownBlock2D"], "up_blocks": ["UNetResAttnUpBlock2D", "UNetResUpBlock2D"],
        "resnet_num_groups": 4, "num_head_channels": None}  # fmt: skip
    kept = ("in_channels", "out_channels", "time_embedding_type")
    old_unet = {"_class_name": "UNetUnconditionalModel"} | changed | {name: UNET[name] for name in kept}
    folder = write_folder(tmp_path / "old", at="", scheduler={
        "_class_name": "GaussianDDPMScheduler", "timesteps": 100, "beta_schedule": "linear",
    })  # fmt: skip
    write_json(folder / "config.json", old_unet)
    for place in sorted(tmp_path.iterdir()):
        assert torch.equal(scores(place), expected), place.name
    for file in ("plain/model_index.json", "plain/unet", "plain/unet/config.json", "root/config.json",
                 "plain/unet/diffusion_pytorch_model.safetensors", "bin/unet/diffusion_pytorch_model.bin"):  # fmt: skip
        assert torch.equal(scores(tmp_path / file), expected), file


def test_half_precision_is_read_where_there_is_nothing_better(tmp_path):
    state = {name: tensor.half() for name, tensor in unet_state(UNET).items()}
    folder = write_folder(tmp_path / "half", state=state, name="diffusion_pytorch_model.fp16.safetensors")
    whole = write_folder(tmp_path / "whole", state={name: tensor.float() for name, tensor in state.items()})
    assert torch.equal(scores(folder), scores(whole))
    write_folder(folder)  # the whole weights are beside the halves now
    assert torch.equal(scores(folder), scores(write_folder(tmp_path / "plain")))


def constant(unet=None, value=0.25):
    """Weights with which the network answers ``value`` whatever it is asked."""
    state = unet_state(UNET | (unet or {}))
    state["conv_out.weight"] = torch.zeros_like(state["conv_out.weight"])
    state["conv_out.bias"] = torch.full_like(state["conv_out.bias"], value)
    return state


@pytest.mark.parametrize("learned", [False, True], ids=["fixed variance", "learned variance"])
@pytest.mark.parametrize("prediction", ["epsilon", "v_prediction", "sample"])
def test_a_preserving_network_gives_the_score_of_its_denoised_picture(tmp_path, prediction, learned):
    unet = {"out_channels": 6} if learned else {}
    state = constant(unet)
    if learned:
        state["conv_out.bias"][3:] = 9.0  # the logarithms of variances
    folder = write_folder(tmp_path / "f", unet=unet, state=state, scheduler=DDPM | {"prediction_type": prediction})
    for sigma in (0.01, 0.05, 0.4):
        u, noise = (2 * X - 1).double(), 2 * sigma
        denoised = {
            "epsilon": u - noise * 0.25,
            "v_prediction": u / (1 + noise**2) - noise / math.sqrt(1 + noise**2) * 0.25,
            "sample": torch.full_like(u, 0.25),
        }[prediction]
        expected = ((denoised + 1) / 2 - X) / sigma**2
        torch.testing.assert_close(scores(folder, [sigma])[0].double(), expected, rtol=1e-4, atol=1e-3)


def test_an_exploding_network_is_told_sigma_and_its_output_is_the_score(tmp_path):
    folder = write_folder(tmp_path / "f", unet=EXPLODING, scheduler=VE, state=constant(EXPLODING))
    model = load_checkpoint(folder)
    assert model.sigmas[[0, -1]].tolist() == [50.0, 0.01]
    assert len(model.sigmas) == 20
    for sigma in (0.01, 7.0):
        torch.testing.assert_close(scores(folder, [sigma])[0], torch.full_like(X, 0.25 / sigma))


def test_the_units_of_karras_ve_are_halved(tmp_path):
    scheduler = {"_class_name": "KarrasVeScheduler", "sigma_max": 100, "sigma_min": 0.02}
    model = load_checkpoint(write_folder(tmp_path / "f", unet=EXPLODING, scheduler=scheduler))
    assert model.sigmas[[0, -1]].tolist() == [50.0, 0.01]


def test_noise_is_told_by_the_step_that_had_it_and_linearly_in_its_logarithm_between(tmp_path):
    network = load_checkpoint(write_folder(tmp_path / "f")).network
    steps = torch.tensor([0.0, 1.0, 50.0, 99.0])
    logs = torch.tensor(log_sigmas(linear()), dtype=torch.float64)
    torch.testing.assert_close(network.time_of(logs[steps.long()].exp() / 2).float(), steps, rtol=1e-5, atol=1e-4)
    between = (logs[30] * 0.25 + logs[31] * 0.75).exp() / 2
    torch.testing.assert_close(float(network.time_of(between[None])), 30.75)
    assert network.time_of(torch.tensor([1e-9, 1e9])).tolist() == [0.0, 99.0]


def test_the_levels_of_the_schedules():
    sigmas = native_sigmas(linear(steps=1000))
    assert len(sigmas) == 1000
    assert sigmas[0] == pytest.approx(0.5 * math.sqrt(1e-4 / 0.9999), rel=1e-3)
    assert sigmas[-1] == pytest.approx(78.7, abs=0.05)
    cosine = native_sigmas(Preserving(1000, "squaredcos_cap_v2", 1e-4, 0.02, (), "epsilon"))
    assert len(cosine) == 998
    assert cosine[-1] == pytest.approx(160, abs=1)
    scaled = log_sigmas(Preserving(3, "scaled_linear", 0.01, 0.09, (), "epsilon"))
    kept = 0.99 * (1 - 0.2**2) * 0.91
    assert scaled[-1] == pytest.approx(math.log((1 - kept) / kept) / 2, rel=1e-5)
    own = log_sigmas(Preserving(2, "linear", 0.1, 0.2, (0.5, 0.5), "epsilon"))
    assert own == pytest.approx([0.0, math.log(3) / 2])


def test_the_average_beside_the_network_is_taken_unless_the_live_weights_are_asked_for(tmp_path):
    folder = write_folder(tmp_path / "f")
    write_folder(folder, at="unet_ema", state=constant())
    assert load_checkpoint(folder).describe().weights == "EMA"
    torch.testing.assert_close(scores(folder, [0.5])[0], torch.full_like(X, -0.5))
    live = write_folder(tmp_path / "live")
    assert torch.equal(scores(folder, use_ema=False), scores(live))
    shutil.copy(live / "model_index.json", folder / "unet_ema" / "diffusion_pytorch_model.safetensors")
    with pytest.raises(CheckpointError, match="unet_ema"):
        load_checkpoint(folder)


def test_a_hash_is_of_the_files_that_matter_and_a_change_is_noticed(tmp_path):
    folder = write_folder(tmp_path / "f")
    first = CheckpointFile(folder)
    copied = tmp_path / "elsewhere"
    shutil.copytree(folder, copied)
    write_json(copied / "model_index.json", INDEX | {"_diffusers_version": "0.1"})
    assert CheckpointFile(copied).sha256 == first.sha256
    for file, change in (("scheduler/scheduler_config.json", DDPM | {"beta_end": 0.03}),
                         ("unet/config.json", UNET | {"freq_shift": 1})):  # fmt: skip
        before = (copied / file).read_text()
        write_json(copied / file, change)
        assert CheckpointFile(copied).sha256 != first.sha256
        (copied / file).write_text(before)
    assert first.unchanged()
    write_json(folder / "unet" / "config.json", UNET | {"freq_shift": 1})
    assert not first.unchanged()
    with pytest.raises(CheckpointError, match="changed while"):
        first.model(Opening())


def test_what_a_folder_cannot_tell_is_assumed_and_can_be_given(tmp_path):
    folder = write_folder(tmp_path / "f", scheduler=None, unet={"sample_size": None}, index=None)
    info = load_checkpoint(folder).describe()
    assert set(info.assumed) == set(info.answers) - {"config"} | {"scheduler"} == {"scheduler", "image_size"}
    assert len(info.sigmas) == 1000
    write_json(tmp_path / "s.json", DDPM | {"prediction_type": "sample"})
    told = load_checkpoint(folder, config=tmp_path / "s.json", image_size=12).describe()
    assert (told.shape, len(told.sigmas), told.assumed) == ((3, 12, 12), 100, {})
    assert told.arguments["prediction_type"] == "sample"
    with pytest.raises(CheckpointError, match="scheduler"):
        load_checkpoint(folder, config=folder / "unet" / "config.json")
    with pytest.raises(CheckpointError, match="multiples of 2"):
        load_checkpoint(folder, image_size=13)
    with pytest.raises(SettingError, match="--rescaled"):
        load_checkpoint(folder, rescaled=True)
    exploding = write_folder(tmp_path / "ve", scheduler=None, unet=EXPLODING)
    assert load_checkpoint(exploding).describe().assumed["sigma_max"] == 1348
    given = load_checkpoint(exploding, sigma_max=20.0, sigma_min=0.1).describe()
    assert (given.sigmas[0], given.sigmas[-1], set(given.assumed)) == (20.0, 0.1, {"scheduler"})


def test_a_converted_folder_gives_the_same_score(tmp_path):
    for name, unet, scheduler in (("vp", {}, DDPM | {"trained_betas": [0.1, 0.2]}), ("ve", EXPLODING, VE)):
        folder = write_folder(tmp_path / name, unet=unet, scheduler=scheduler)
        convert_checkpoint(folder, tmp_path / f"{name}.safetensors")
        assert torch.equal(scores(tmp_path / f"{name}.safetensors"), scores(folder))


def test_commands_take_a_folder_and_a_record_restores_it(tmp_path, capsys, monkeypatch):
    folder = write_folder(tmp_path / "my.net")
    assert main(["info", str(folder)]) == 0
    assert "diffusers folder" in capsys.readouterr().out
    monkeypatch.chdir(tmp_path)
    run = ["sample", "-n", "2", "--levels", "3", "-T", "1", "--epsilon", "1e-4", "--no-denoise"]
    assert main([*run, "--checkpoint", "my.net", "--out", "a.png"]) == 0
    assert main(["sample", "--from-image", "a.png", "--out", "b.png"]) == 0
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()
    assert "another file" not in capsys.readouterr().err


REFUSED = {
    "consistency": ({}, {"_class_name": "CMStochasticIterativeScheduler"}, INDEX, r"no E\[x_0 \| x\], so there is no"),
    "consistency pipeline": ({}, DDPM, {"_class_name": "ConsistencyModelPipeline"}, "consistency model"),
    "no picture left": ({}, DDPM | {"rescale_betas_zero_snr": True}, INDEX, "signal-to-noise ratio of 0"),
    "betas of 1": ({}, DDPM | {"trained_betas": [0.1, 1.0]}, INDEX, "nothing of the picture is left"),
    "latent": ({}, DDPM, INDEX | {"vqvae": ["diffusers", "VQModel"]}, "latent space"),
    "text": ({}, DDPM, INDEX | {"unet": ["diffusers", "UNet2DConditionModel"]}, "conditional"),
    "classes": ({"num_class_embeds": 10}, DDPM, INDEX, "told a class"),
    "transformer": ({}, DDPM, {"transformer": ["diffusers", "DiTTransformer2DModel"]}, "transformer"),
    "flow": ({}, {"_class_name": "FlowMatchEulerDiscreteScheduler"}, INDEX, "flow matching"),
    "velocity": ({}, DDPM | {"prediction_type": "flow_prediction"}, INDEX, "flow matching"),
    "another network": ({"_class_name": "UNet1DModel"}, DDPM, INDEX, "UNet1DModel, is not known"),
    "another scheduler": ({}, {"_class_name": "VQDiffusionScheduler"}, INDEX, "VQDiffusionScheduler, is not known"),
    "another block": ({"down_block_types": ["DownBlock2D", "KDownBlock2D"]}, DDPM, INDEX, "no block 'KDownBlock2D'"),
    "another middle": ({"mid_block_type": "UNetMidBlock2DCrossAttn"}, DDPM, INDEX, "UNetMidBlock2DCrossAttn"),
    "another embedding": ({"time_embedding_type": "x"}, DDPM, INDEX, "time_embedding_type is 'x'"),
    "log sigma of a step": (EXPLODING, DDPM, INDEX, "cannot be told the index"),
    "widths": ({"block_out_channels": [8]}, DDPM, INDEX, "as many widths"),
    "absurd width": ({"block_out_channels": [8, 10**9]}, DDPM, INDEX, "out of range"),
    "picture beside": ({"in_channels": 6}, DDPM, INDEX, "3 channels are no answer to 6"),
    "text for a number": ({"layers_per_block": "2"}, DDPM, INDEX, "not of the right kind"),
    "size": ({"sample_size": 9}, DDPM, INDEX, "multiples of 2"),
    "range": (EXPLODING, VE | {"sigma_max": 0.001}, INDEX, "noise levels cannot run"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_has_no_score_here_is_refused_by_its_name(tmp_path, case):
    unet, scheduler, index, words = REFUSED[case]
    folder = write_folder(tmp_path / "f", state={"a": torch.zeros(1)}, unet=unet, scheduler=scheduler, index=index)
    with pytest.raises(CheckpointError, match=words) as raised:
        load_checkpoint(folder)
    assert raised.value.advice


def lone(folder, name, data=b"x"):
    (folder / "unet" / "diffusion_pytorch_model.safetensors").unlink()
    (folder / "unet" / name).write_bytes(data)


def index_of(name):
    return json.dumps({"weight_map": {"a": name}}).encode()


SHARDS = "diffusion_pytorch_model.safetensors.index.json"
DAMAGED = {
    "flax": (lambda f: lone(f, "diffusion_flax_model.msgpack"), "Flax.*from_flax"),
    "no weights": (lambda f: lone(f, "other.bin"), "weights are missing"),
    "pointer": (lambda f: lone(f, "diffusion_pytorch_model.bin", b"version https://git-lfs.github.com/spec/v1\n"),
                "Git LFS"),
    "no network": (lambda f: (f / "unet" / "config.json").unlink(), "holds no network"),
    "no JSON": (lambda f: (f / "unet" / "config.json").write_text("{"), "no JSON"),
    "a list": (lambda f: (f / "unet" / "config.json").write_text("[]"), "no mapping"),
    "other tensors": (lambda f: write_folder(f, state={"conv_in.weight": torch.zeros(8, 3, 3, 3)}), "is missing"),
    "shard above": (lambda f: lone(f, SHARDS, index_of("../a.safetensors")), "no file of weights beside"),
    "shard elsewhere": (lambda f: lone(f, SHARDS, index_of("/etc/a.bin")), "no file of weights beside"),
    "shard of text": (lambda f: lone(f, SHARDS, index_of("config.json")), "no file of weights beside"),
    "no shards": (lambda f: lone(f, SHARDS, b"{}"), "which files hold"),
    "shard missing": (lambda f: lone(f, SHARDS, index_of("a.bin")), "no such file"),
}  # fmt: skip


@pytest.mark.parametrize("case", DAMAGED)
def test_a_damaged_folder_is_refused_in_words(tmp_path, case):
    folder = write_folder(tmp_path / "f")
    damage, words = DAMAGED[case]
    damage(folder)
    with pytest.raises(CheckpointError, match=words):
        load_checkpoint(folder)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes are POSIX")
def test_no_file_of_a_folder_is_opened_that_is_none(tmp_path):
    folder = write_folder(tmp_path / "f")
    (folder / "unet" / "diffusion_pytorch_model.safetensors").unlink()
    os.mkfifo(folder / "unet" / "diffusion_pytorch_model.safetensors")
    with pytest.raises(CheckpointError, match="weights are missing"):
        load_checkpoint(folder)


def test_another_folder_is_no_checkpoint(tmp_path):
    with pytest.raises(CheckpointError, match="folder"):
        load_checkpoint(tmp_path)


def test_finding_a_checkpoint_imports_no_torch():
    code = "import app.io.places, app.commands.gui, sys; sys.exit('torch' in sys.modules)"
    assert python("-c", code).returncode == 0
