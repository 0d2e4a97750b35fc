"""The wrappings of common training scripts: each file opens as the bare one does; what cannot be used is named."""

import pytest
import torch
from safetensors.torch import save_file

from app.cli import main
from app.io.checkpoint import CheckpointFile, load_checkpoint
from app.io.errors import CheckpointError
from app.io.formats.pickles import FOREIGN as FOREIGN_ADVICE
from app.params import SettingError
from app.params.opening import Opening
from tests.unit.test_checkpoint_formats import ncsn_state, ncsnv2_state, saved, sde_config, sde_file, weights


def bare(state):
    return {name.removeprefix("module."): tensor for name, tensor in state.items()}


def before(prefix, state):
    return {f"{prefix}{name}": tensor for name, tensor in state.items()}


STATES = {
    "tutorial": lambda: bare(weights("tutorial", widths=[32, 32, 32, 32], embed=32)),
    "ncsn": lambda: bare(ncsn_state()),
    "ncsnv2": lambda: bare(ncsnv2_state()),
}
WRAPPINGS = {
    "state_dict": lambda s: {"state_dict": s, "epoch": 1},
    "model": lambda s: {"model": s, "optimizer": {"state": {}}, "epoch": 1},
    "model and average": lambda s: {"model": s, "ema": s, "step": 7},
    "average by names": lambda s: {"model": s, "ema": {"shadow": s}},
    "average within": lambda s: {"net": s, "net_ema": {"module": before("module.", s), "decay": 0.999}},
    "model_state_dict": lambda s: {"model_state_dict": s, "optimizer_state_dict": {}, "loss": 0.25},
    "model_state": lambda s: {"model_state": s, "step": 1},
    "net": lambda s: {"net": s},
    "score_model": lambda s: {"score_model": s},
    "params_ema": lambda s: {"params": s, "params_ema": s},
    "average alone": lambda s: {"ema": s},
    "lightning": lambda s: {"state_dict": before("model.", s), "pytorch-lightning_version": "2.0.0", "global_step": 5},
    "lightning, compiled": lambda s: {"state_dict": before("score_model._orig_mod.", s)},
    "lightning with an average": lambda s: {"state_dict": before("net.", s) | before("ema.", s), "loops": {}},
    "lightning beside other weights": lambda s: {"state_dict": before("net.", s) | {"loss.weight": torch.ones(3)}},
    "attribute": lambda s: before("net.", s),
    "prefixes": lambda s: before("module._orig_mod.module.", s),
    "averaged model": lambda s: {"n_averaged": torch.tensor(5), **before("module.", s)},
    "averaged model within": lambda s: {"model": {"n_averaged": torch.tensor(5), **before("module.", s)}},
    "as score_sde": lambda s: {"optimizer": {}, "model": s, "ema": {"shadow_params": [], "decay": 0.9}, "step": 1},
    "list": lambda s: [s, {}],
}  # fmt: skip


@pytest.mark.parametrize("family", STATES)
def test_each_wrapping_opens_as_the_bare_file(tmp_path, family):
    state = STATES[family]()
    plain = load_checkpoint(saved(tmp_path / "bare.pth", state))
    x = torch.rand(1, *plain.shape)
    expected = plain.score(x, float(plain.sigmas[1]))
    save_file({k: v.contiguous() for k, v in state.items()}, tmp_path / "plain.safetensors")
    files = [saved(tmp_path / f"{name}.pt", wrap(state)) for name, wrap in WRAPPINGS.items()]
    for file in (*files, tmp_path / "plain.safetensors"):
        model = load_checkpoint(file)
        assert torch.equal(model.score(x, float(plain.sigmas[1])), expected), file.name
        assert model.sigmas.tolist() == plain.sigmas.tolist()


@pytest.mark.parametrize("family", STATES)
@pytest.mark.parametrize("how", ["names", "list", "list alone", "lightning"])
def test_the_average_is_taken_unless_the_live_weights_are_asked_for(tmp_path, family, how):
    state = STATES[family]()
    average = {name: tensor + 1 for name, tensor in state.items() if name not in ("sigmas", "embed.0.W")}
    data = {
        "names": {"model": state, "ema": average},
        "list": {"model": state, "ema": {"shadow_params": list(average.values())}},
        "list alone": {"model": state, "ema": list(average.values())},
        "lightning": {"state_dict": before("model.", state) | before("ema_model.", state | average)},
    }[how]
    file = CheckpointFile(saved(tmp_path / "c.pt", data))
    name = next(iter(average))
    for use_ema, shift in ((True, 1.0), (False, 0.0)):
        model = file.model(Opening(use_ema=use_ema))
        torch.testing.assert_close(model.network.state_dict()[name], state[name] + shift, rtol=0, atol=0)
        info = model.describe()
        assert (info.has_ema, info.has_live, info.weights) == (True, True, "EMA" if use_ema else "live")


def test_an_average_alone_has_no_live_weights(tmp_path, capsys):
    file = saved(tmp_path / "c.pt", {"ema": STATES["tutorial"]()})
    info = load_checkpoint(file).describe()
    assert (info.has_ema, info.has_live, info.weights) == (True, False, "EMA")
    with pytest.raises(SettingError, match="--live cannot be given"):
        load_checkpoint(file, use_ema=False)
    assert main(["info", str(file), "--live"]) == 2


def test_what_a_file_cannot_say_is_listed(tmp_path):
    facts = load_checkpoint(saved(tmp_path / "c.pt", {"model": STATES["tutorial"](), "step": 12_000})).describe().facts
    assert facts["Layout"] == "weights under 'model'"
    assert facts["Trained for"] == "12,000 steps"
    assert "25" in facts["SDE"]
    assert "assumed" in facts["SDE"]


def test_a_bare_state_dict_of_score_sde_in_safetensors_takes_a_configuration(tmp_path):
    import json

    save_file({k: v.contiguous() for k, v in bare(sde_file()["model"]).items()}, tmp_path / "c.safetensors")
    (tmp_path / "config.json").write_text(json.dumps(sde_config()))
    assert load_checkpoint(tmp_path / "c.safetensors").describe().architecture == "ncsnpp"


def tensors(*names):
    return {name: torch.ones(2) for name in names}


FOREIGN = {
    "lucidrains": (
        "denoising-diffusion-pytorch",
        {"step": 3, "opt": {}, "scaler": None, "version": "2", "ema": tensors("initted", "ema_model.betas"),
         "model": tensors("betas", "alphas_cumprod", "model.init_conv.weight", "model.init_conv.bias")},
    ),
    "lucidrains, network": ("denoising-diffusion-pytorch", tensors("init_conv.weight", "time_mlp.1.weight")),
    "minDiffusion": ("minDiffusion", tensors("alpha_t", "oneover_sqrta", "sqrtab", "eps_model.conv1.weight")),
    "ddim": ("DDPM's U-Net", [tensors("module.temb.dense.0.weight", "module.conv_in.weight"), {}, 1, 2]),
    "pytorch-ddpm": ("pytorch-ddpm", {"net_model": tensors("time_embedding.timembedding.0.weight"), "sched": {}}),
    "guided": ("guided-diffusion", tensors("input_blocks.0.0.weight", "time_embed.0.weight")),
    "flow matching": (
        "flow-matching",
        {"net_model": tensors("a.weight"), "ema_model": tensors("a.weight"), "sched": {}, "optim": {}, "step": 5},
    ),
    "latent": ("latent space", {"state_dict": tensors("first_stage_model.encoder.conv_in.weight", "model.x.weight")}),
    "DiT": ("transformer", tensors("x_embedder.proj.weight", "t_embedder.mlp.0.weight")),
    "diffusers": ("diffusers", tensors("conv_in.weight", "time_embedding.linear_1.weight")),
    "text": ("told a text", tensors("conv_in.weight", "mid_block.attentions.0.transformer_blocks.0.norm1.weight")),
    "EDM": ("NVIDIA", {"model": tensors("model.map_layer0.weight")}),
    "unknown": ("no network that is known", tensors("a.weight")),
}  # fmt: skip


@pytest.mark.parametrize("kind", FOREIGN)
def test_layouts_that_cannot_be_used_are_named(tmp_path, kind):
    name, data = FOREIGN[kind]
    with pytest.raises(CheckpointError, match=name) as raised:
        load_checkpoint(saved(tmp_path / "c.pt", data))
    assert raised.value.advice
    assert (raised.value.advice == FOREIGN_ADVICE) == (kind == "unknown")  # what can be done with that very kind


@pytest.mark.parametrize(
    ("start", "name"),
    [
        (b"<!DOCTYPE html><html>", "web page"), (b"\n <html>", "web page"), (b"\x1f\x8b\x08", "gzip"),
        (b"\x89HDF\r\n", "HDF5"), (b"\x89PNG\r\n\x1a\n", "PNG"), (b"\x93NUMPY\1\0", "numpy"), (b"{}", "JSON"),
        (b"version https://git-lfs.github.com/spec/v1\n", "Git LFS pointer"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("ending", ["pth", "ckpt"])
def test_files_of_another_kind_are_named(tmp_path, start, name, ending):
    path = tmp_path / f"c.{ending}"
    path.write_bytes(start + b"\0" * 50)
    with pytest.raises(CheckpointError, match=name):
        load_checkpoint(path)


def test_weights_of_flax_are_named(tmp_path):
    path = tmp_path / "diffusion_flax_model.msgpack"
    path.write_bytes(b"\x81\xa7conv_in\x80")
    with pytest.raises(CheckpointError, match=r"Flax.*from_flax"):
        load_checkpoint(path)


# One opening for many networks


def test_a_file_is_read_and_hashed_once_for_any_number_of_networks(tmp_path, monkeypatch):
    from app.io import source

    state = STATES["ncsnv2"]()
    average = {name: tensor + 1 for name, tensor in state.items() if name != "sigmas"}
    path = saved(tmp_path / "c.pth", [state, {}, 1, 2, average])
    reads, digests = [], []
    read, digest = source.Source.read, source.digest
    monkeypatch.setattr(source.Source, "read", lambda self, *place: reads.append(place) or read(self, *place))
    monkeypatch.setattr(source, "digest", lambda file: digests.append(1) or digest(file))
    file = CheckpointFile(path, keep=True)
    first = [file.model(Opening(use_ema=use)) for use in (True, False)]
    done = len(reads)
    again = [file.model(Opening(use_ema=use)) for use in (True, False)]
    assert len(reads) == done
    assert len(digests) == 1
    for one, other in zip(first, again, strict=True):
        for name, tensor in one.network.state_dict().items():
            assert torch.equal(tensor, other.network.state_dict()[name])
        assert one.describe() == other.describe()
    assert file.sha256 == first[0].describe().sha256


def test_networks_of_one_file_share_no_weights(tmp_path):
    file = CheckpointFile(saved(tmp_path / "c.pth", STATES["tutorial"]()), keep=True)
    one, other = (file.model(Opening()) for _ in range(2))
    before = other.network.conv1.weight.clone()
    one.network.conv1.weight.zero_()
    assert torch.equal(other.network.conv1.weight, before)
    assert torch.equal(file.model(Opening()).network.conv1.weight, before)


def test_a_file_that_changed_is_not_taken_for_the_one_that_was_opened(tmp_path):
    path = saved(tmp_path / "c.pth", STATES["tutorial"]())
    file = CheckpointFile(path)
    assert file.unchanged()
    saved(path, STATES["ncsn"]())
    assert not file.unchanged()
    with pytest.raises(CheckpointError, match="changed while it was in use"):
        file.model(Opening())
    path.unlink()
    assert not file.unchanged()
