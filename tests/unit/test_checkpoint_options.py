"""What may be said about which checkpoint: what does nothing for a file is refused by name."""

import json

import pytest
import torch

from app.cli import main
from app.io.checkpoint import load_checkpoint
from app.io.errors import CheckpointError
from app.io.places import bundled_checkpoints, resolve_checkpoint
from app.params import SettingError
from tests.models import write_ncsn, write_small
from tests.unit.test_checkpoint_formats import ncsn_state, ncsnv2_state, saved, sde_config, sde_file, weights

SAID = {
    "--config": "config.json", "--preset": "cifar10_ncsnpp_continuous", "--image-size": "16",
    "--native-sigma-max": "8", "--native-sigma-min": "0.5", "--logit-transform": None, "--rescaled": None,
    "--sde": "vp", "--sde-base": "15",
}  # fmt: skip

REFUSED = {
    "native": set(SAID), "converted": set(SAID), "ncsn": {"--preset", "--sde", "--sde-base"},
    "ncsnv2": {"--preset", "--sde"}, "ncsnpp": {"--logit-transform", "--sde-base"},
    "tutorial": {"--config", "--preset", "--logit-transform", "--rescaled"},
}  # fmt: skip


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("files")
    (folder / "other.json").write_text('{"data": {"channels": 1}}')
    (folder / "sde.json").write_text(json.dumps(sde_config()))
    made = {
        "native": write_small(folder / "native.safetensors"),
        "converted": folder / "converted.safetensors",
        "ncsn": saved(folder / "ncsn.pth", [ncsn_state(), {}]),
        "ncsnv2": saved(folder / "ncsnv2.pth", [ncsnv2_state(), {}, 1, 2]),
        "ncsnpp": saved(folder / "sde.pth", sde_file()),
        "tutorial": saved(folder / "tutorial.pth", weights("tutorial", widths=[32, 32, 32, 64], embed=32)),
    }
    assert main(["convert", str(made["ncsn"]), str(made["converted"])]) == 0
    return made


@pytest.mark.parametrize("kind", sorted(REFUSED))
def test_what_does_nothing_for_a_file_is_wrong_use(files, kind, capsys):
    for option in sorted(REFUSED[kind]):
        value = str(files[kind].parent / "other.json") if option == "--config" else SAID[option]
        assert main(["info", str(files[kind]), option, *([value] if value else [])]) == 2, option
        said = capsys.readouterr().err
        assert f"{option} cannot be given" in said
        assert str(files[kind]) in said


@pytest.mark.parametrize("command", ["sample", "inpaint", "convert"])
def test_every_command_that_opens_a_file_refuses(files, command, tmp_path, capsys):
    out, file = tmp_path / "out.png", str(files["native"])
    arguments = {
        "sample": ["--checkpoint", file, "--out", str(out)],
        "inpaint": ["--checkpoint", file, "--image", file, "--mask", file, "--out", str(out)],
        "convert": [file, str(tmp_path / "out.safetensors")],
    }
    assert main([command, *arguments[command], "--image-size", "16"]) == 2
    assert "--image-size cannot be given" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_live_weights_cannot_be_had_where_the_file_holds_the_average_only(files, tmp_path, capsys):
    assert main(["info", str(files["native"]), "--live"]) == 2
    assert "--live cannot be given" in capsys.readouterr().err
    live = tmp_path / "live.safetensors"
    assert main(["convert", str(write_ncsn(tmp_path / "v2.pth", ema=True)), str(live), "--live"]) == 0
    assert load_checkpoint(live, use_ema=False).describe().weights == "live"


def test_what_is_used_or_agrees_with_the_file_may_be_said(files):
    load_checkpoint(files["ncsn"], sigma_max=3.0, sigma_min=0.2, image_size=16, rescaled=True, logit_transform=False)
    load_checkpoint(files["ncsnv2"], sigma_max=8.0, sigma_min=0.5, logit_transform=True)
    sde = {"config": files["ncsnpp"].with_name("sde.json"), "sigma_max": 30.0, "image_size": 16}
    info = load_checkpoint(files["ncsnpp"], **sde, rescaled=True).describe()
    assert info.data_space == "centred"
    load_checkpoint(files["tutorial"], image_size=28)
    with pytest.raises(SettingError, match=r"tutorial\.pth: --preset, --rescaled cannot be given"):
        load_checkpoint(files["tutorial"], preset="x", rescaled=False)


# Bundled names


def test_a_folder_of_a_bundled_name_does_not_hide_the_bundled_checkpoint(tmp_path, monkeypatch, capsys):
    bundled = bundled_checkpoints()
    if "mnist" not in bundled:
        pytest.skip("the bundled checkpoint is not in this checkout")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mnist").mkdir()
    assert resolve_checkpoint("mnist") == bundled["mnist"]
    assert main(["info", "./mnist"]) == 1  # a path, and a folder
    assert "folder" in capsys.readouterr().err
    (tmp_path / "mnist").rmdir()
    (tmp_path / "mnist").write_bytes(b"a file")
    assert str(resolve_checkpoint("mnist")) == "mnist"


# What is assumed and recommended


def test_evenly_spaced_levels_are_recommended_as_they_lie(tmp_path):
    file = saved(tmp_path / "checkpoint.pth", [ncsn_state(sigmas=[1.0] * 5), {}])
    assert load_checkpoint(file).describe().settings.schedule == "geometric"
    (tmp_path / "config.yml").write_text("model: {sigma_begin: 1, sigma_end: 0.2, sigma_dist: uniform}")
    info = load_checkpoint(file).describe()
    assert info.sigmas == pytest.approx((1.0, 0.8, 0.6, 0.4, 0.2))
    assert info.settings.schedule == "uniform"
    assert info.settings.noise_levels == pytest.approx(info.sigmas)
    even = saved(tmp_path / "v2.pth", [ncsnv2_state(sigmas=(4.0, 3.0, 2.0, 1.0)), {}, 1, 2])
    assert load_checkpoint(even).describe().settings.schedule == "uniform"


def test_both_flags_of_the_data_are_assumed_where_nobody_says_them(files, tmp_path):
    flags = {"logit_transform": False, "rescaled": False}
    file = saved(tmp_path / "v2.pth", [ncsnv2_state(), {}, 1, 2])
    assert load_checkpoint(file).describe().assumed.items() >= flags.items()
    assert "rescaled" not in load_checkpoint(files["ncsn"]).describe().assumed  # ncsn knows no such flag
    assert not flags.keys() & load_checkpoint(file, rescaled=True).describe().assumed.keys()
    assert load_checkpoint(file, logit_transform=False).describe().assumed["rescaled"] is False
    (tmp_path / "config.yml").write_text("data: {logit_transform: false, rescaled: false}")
    assert not flags.keys() & load_checkpoint(file).describe().assumed.keys()


# Errors that say what is wrong


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"preset": "cifar10_ncsnpp_continuous"}, "--preset cifar10_ncsnpp_continuous does not fit it"),
        ({"preset": "none"}, r"no preset 'none' \(--preset\)"),
        ({"image_size": 32}, "--image-size 32 does not fit it"),
        ({"image_size": 17}, "--image-size 17 does not fit it"),
    ],
)
def test_what_was_said_wrongly_of_an_ncsnpp_is_named(files, options, message):
    config = {} if "preset" in options else {"config": files["ncsnpp"].with_name("sde.json")}
    with pytest.raises(CheckpointError, match=message):
        load_checkpoint(files["ncsnpp"], **options, **config)


def test_a_state_dict_in_a_dictionary_is_read(tmp_path):
    state = ncsn_state()
    bare = load_checkpoint(saved(tmp_path / "bare.pth", state))
    wrapped = load_checkpoint(saved(tmp_path / "wrapped.pth", {"state_dict": state, "epoch": 3, "lr": 1e-3}))
    x = torch.rand(2, *bare.shape)
    assert torch.equal(wrapped.score(x, 0.5), bare.score(x, 0.5))
    with pytest.raises(CheckpointError, match="no network that is known"):
        load_checkpoint(saved(tmp_path / "other.pth", {"state_dict": {"model.weight": torch.zeros(2)}}))


def test_an_average_alone_is_told_from_a_damaged_file(tmp_path):
    average = {k.removeprefix("module."): v for k, v in ncsnv2_state().items() if k != "module.sigmas"}
    for name, data in (("v2", average), ("sde", sde_file()["ema"])):
        with pytest.raises(CheckpointError, match=r"EMA\) alone.*Give the whole checkpoint"):
            load_checkpoint(saved(tmp_path / f"{name}.pth", data))
