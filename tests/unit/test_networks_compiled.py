"""The compiled kernels against the plain operations, and what happens where they cannot be built."""

import os
import threading

import pytest
import torch
import torch.nn.functional as F

from app.io.checkpoint import load_checkpoint
from app.io.kernels import cache_folder, compile_model, find_compiler, fingerprint, load, stop_building
from app.networks import kernels, registry, speed
from app.networks.instance_norm import ConditionalInstanceNorm, ConditionalInstanceNormPlus, InstanceNormPlus
from app.networks.ncsnpp_blocks import GroupNorm
from app.networks.refinenet import Conv3x3, elu, leaky_relu, stage
from app.networks.spaces import SpaceModel
from app.params import ModelInfo
from tests import literal
from tests.conftest import ROOT
from tests.models import write_small

SIGMAS = (1.0, 0.1)


@pytest.fixture(scope="module")
def _built():
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("XDG_CACHE_HOME", str(ROOT / ".pytest_cache"))  # built once, and not in the user's home
            load()
    except speed.NotCompiledError as error:
        pytest.skip(f"nothing can be compiled here: {error}")


def noise(*shape):
    return torch.randn(*shape, generator=torch.Generator().manual_seed(4)).contiguous(memory_format=torch.channels_last)


def randomised(module):
    torch.manual_seed(5)
    with torch.no_grad():
        for parameter in module.parameters():
            parameter.normal_()
    return module.requires_grad_(False)


def both(conv, *args, **kwargs):
    """The result of a stage by plain operations, then by the kernels."""
    conv.kernels, conv.compiled = None, False
    with torch.inference_mode():
        plain = stage(conv, *args, **kwargs)
        conv.transform()
        conv.compiled = True
        assert conv.pays_compiled(args[0])
        return plain, stage(conv, *args, **kwargs)


def distance(found, expected):
    return float((found - expected).norm() / expected.norm())


def model_of(kind, features=16, side=12, **arguments):
    more = {"sigmas": list(SIGMAS)} if kind == "ncsn" else {"levels": 2}
    network = registry.build(kind, {"channels": 1, "features": features} | more | arguments)
    info = ModelInfo(
        name="n", path="", format="", sha256="", architecture=kind, arguments={}, parameters=0, shape=(1, side, side),
        sigmas=SIGMAS, continuous=False, weights="live",
    )  # fmt: skip
    return SpaceModel(randomised_small(network), info)


def randomised_small(network):
    torch.manual_seed(6)
    with torch.no_grad():
        for name, parameter in network.named_parameters():
            if "embed" in name or "norm" in name:
                parameter.add_(torch.randn_like(parameter) / 4)
    return network


@pytest.mark.usefixtures("_built")
@pytest.mark.parametrize("dilation", [1, 2, 4])
@pytest.mark.parametrize("side", [(5, 5), (14, 14), (16, 9)])
@pytest.mark.parametrize("act", [None, elu, F.relu, leaky_relu])
def test_the_kernels_do_what_the_plain_operations_do(dilation, side, act):
    conv = randomised(Conv3x3(16, 32, dilation=dilation, bias=act is not elu))
    norm = randomised(InstanceNormPlus(16))
    plain, compiled = both(conv, noise(5, 16, *side) * 3 + 1, norm=norm, act=act, residual=noise(5, 32, *side))
    assert distance(compiled, plain) < 2e-5
    assert compiled.is_contiguous(memory_format=torch.channels_last)


@pytest.mark.usefixtures("_built")
@pytest.mark.parametrize("pool", ["mean", "max"])
@pytest.mark.parametrize("make", [None, ConditionalInstanceNorm, ConditionalInstanceNormPlus])
@pytest.mark.parametrize("levels", [[1], [0, 1, 2]])
def test_pooling_and_each_samples_own_level(pool, make, levels, monkeypatch):
    monkeypatch.setattr(kernels, "CACHE", 1)  # one sample at a time
    conv = randomised(Conv3x3(16, 16))
    norm = randomised(make(16, 3)) if make else None
    plain, compiled = both(conv, noise(3, 16, 7, 10) - 5, torch.tensor(levels), norm=norm, pool=pool)
    assert distance(compiled, plain) < 2e-5


@pytest.mark.usefixtures("_built")
def test_the_compiled_elu_is_elu_and_what_is_no_number_stays_none():
    x = torch.cat([torch.linspace(-95, 30, 8000), torch.tensor([0.0, -1e-8, 1e-8, -1e30] * 4)])
    x = x.reshape(1, 16, -1, 1).contiguous(memory_format=torch.channels_last)
    with torch.inference_mode():
        assert float((kernels.prepare(x, (None, None, None), 1) - F.elu(x)).abs().max()) < 2e-7
        x[0, 0, 0, 0] = float("nan")
        found = kernels.prepare(x, (torch.ones(1, 16), None, torch.zeros(1, 16)), 1)
        assert found.isnan()[0].all(dim=(1, 2)).tolist() == [True] + [False] * 15


@pytest.mark.usefixtures("_built")
@pytest.mark.parametrize("channels", [16, 48, 128])
@pytest.mark.parametrize("side", [(5, 5), (12, 8)])
def test_groups_of_maps_and_swish(channels, side):
    conv, norm = randomised(Conv3x3(channels, 16)), randomised(GroupNorm(channels))
    x = noise(5, channels, *side) * 4 + 20 * torch.arange(channels)[:, None, None] / channels
    x = x.contiguous(memory_format=torch.channels_last)
    plain, compiled = both(conv, x, norm=norm, act=F.silu, residual=noise(5, 16, *side))
    assert distance(compiled, plain) < 2e-5
    with torch.inference_mode():
        wide = torch.linspace(-200, 200, 1600).reshape(1, 16, 10, 10).contiguous(memory_format=torch.channels_last)
        assert float((kernels.prepare(wide, (None, None, None), 4) - F.silu(wide)).abs().max()) < 3e-5
        prepared = kernels.prepare(x, norm.coefficients(), 4, groups=norm.num_groups)
        torch.testing.assert_close(prepared, F.silu(norm(x)), rtol=1e-4, atol=1e-4)


@pytest.mark.usefixtures("_built")
@pytest.mark.parametrize("block", ["biggan", "ddpm"])
def test_a_compiled_ncsnpp_answers_as_the_plain_one(block):
    torch.manual_seed(3)
    arguments = {
        "image_size": 16, "nf": 32, "ch_mult": [1, 2], "num_res_blocks": 1, "attn_resolutions": [8],
        "resblock_type": block, "progressive": "output_skip", "progressive_input": "input_skip",
    }  # fmt: skip
    network = registry.build("ncsnpp", arguments)
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.add_(torch.randn_like(parameter) / 10)
    info = ModelInfo(
        name="n", path="", format="", sha256="", architecture="ncsnpp", arguments={}, parameters=0, shape=(3, 16, 16),
        sigmas=SIGMAS, continuous=True, weights="live",
    )  # fmt: skip
    model = SpaceModel(network, info)
    x = noise(3, 3, 16, 16).contiguous()
    with torch.inference_mode():
        before = model.score(x, 0.5)
        compile_model(model)
        found = model.score(x, 0.5)
    assert not torch.equal(found, before)
    assert distance(found, before) < 1e-4


@pytest.mark.usefixtures("_built")
@pytest.mark.parametrize("kind", ["ncsn", "ncsnv2"])
@pytest.mark.parametrize("depth", ["standard", "deeper"])
def test_a_compiled_network_answers_as_the_literal_one(kind, depth):
    model = model_of(kind, side=20, depth=depth, **({"norm": "plain"} if (kind, depth) == ("ncsn", "deeper") else {}))
    x = noise(3, 1, 20, 20).contiguous()
    with torch.inference_mode():
        expected = literal.refinenet(model.network.state_dict(), x, torch.ones(3, dtype=torch.long), depth)
        before = model.score(x, 0.1)
        assert compile_model(model) == 0  # it was built before
        found = model.score(x, 0.1)
        assert not torch.equal(found, before)
    assert distance(found * (1 if kind == "ncsn" else 0.1), expected) < 1e-4


@pytest.mark.usefixtures("_built")
def test_the_same_bits_at_every_call_and_for_every_split_of_a_batch_nearly_so():
    model = model_of("ncsn")
    compile_model(model)
    x = noise(6, 1, 12, 12).contiguous()
    with torch.inference_mode():
        whole = model.score(x, 0.1)
        assert torch.equal(whole, model.score(x, 0.1))
        assert distance(torch.cat([model.score(part, 0.1) for part in x.split(4)]), whole) < 1e-4


@pytest.mark.usefixtures("_built")
def test_the_number_of_threads_changes_rounding_only():
    model = model_of("ncsn")
    compile_model(model)
    x, threads = noise(6, 1, 12, 12).contiguous(), torch.get_num_threads()
    found = []
    try:
        for number in (1, 2, 3):
            torch.set_num_threads(number)
            with torch.inference_mode():
                found.append(model.score(x, 0.1))
    finally:
        torch.set_num_threads(threads)
    assert max(distance(other, found[0]) for other in found) < 1e-5


@pytest.mark.usefixtures("_built")
def test_gradients_still_take_the_plain_way():
    model = model_of("ncsnv2")
    compile_model(model)
    x = noise(1, 1, 12, 12).contiguous().requires_grad_()
    model.score(x, 0.1).sum().backward()
    assert bool(x.grad.isfinite().all())


def fresh(monkeypatch, folder):
    monkeypatch.setattr(kernels, "available", lambda: False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))


def test_without_a_compiler_the_network_stays_as_it_was(monkeypatch, tmp_path):
    fresh(monkeypatch, tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CXX", raising=False)
    model = model_of("ncsnv2")
    x = noise(1, 1, 12, 12).contiguous()
    before = model.score(x, 0.5)
    with pytest.raises(speed.NotCompiledError, match=r"no C\+\+ compiler"):
        compile_model(model)
    assert torch.equal(model.score(x, 0.5), before)


@pytest.mark.parametrize("script", ["echo 'kernels.cpp:1: error: nonsense' >&2; exit 1", "echo nothing made; exit 0"])
def test_a_compiler_that_fails_is_quoted_and_leaves_nothing_behind(script, monkeypatch, tmp_path):
    fresh(monkeypatch, tmp_path / "cache")
    compiler = tmp_path / "broken"
    compiler.write_text(f"#!/bin/sh\n{script}\n")
    compiler.chmod(0o755)
    monkeypatch.setenv("CXX", str(compiler))
    with pytest.raises(speed.NotCompiledError, match=r"nonsense|cannot be used"):
        load()
    assert not list(cache_folder().iterdir())


def test_building_can_be_stopped_from_another_thread(monkeypatch, tmp_path):
    fresh(monkeypatch, tmp_path / "cache")
    compiler, begun = tmp_path / "slow", tmp_path / "begun"
    os.mkfifo(begun)
    compiler.write_text(f"#!/bin/sh\necho > {begun}\nsleep 600\n")
    compiler.chmod(0o755)
    monkeypatch.setenv("CXX", str(compiler))
    found = []

    def build():
        try:
            load()
        except speed.NotCompiledError as error:
            found.append(str(error))

    thread = threading.Thread(target=build)
    thread.start()
    begun.read_text()  # waits for the compiler
    assert stop_building()
    thread.join(60)
    assert found == ["building the kernels was given up"]
    assert not list(cache_folder().iterdir())
    assert not stop_building()


def test_a_cache_that_cannot_be_written_is_said(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("in the way")
    fresh(monkeypatch, tmp_path / "file")
    monkeypatch.setenv("CXX", "true")
    with pytest.raises(speed.NotCompiledError, match="cannot be used"):
        load()


def test_a_damaged_library_in_the_cache_is_said_and_removed(monkeypatch, tmp_path):
    fresh(monkeypatch, tmp_path)
    try:
        compiler = find_compiler()
    except speed.NotCompiledError:
        pytest.skip("there is no compiler here")
    library = cache_folder() / f"kernels-{fingerprint(compiler)}.so"
    library.parent.mkdir()
    library.write_bytes(b"no library")
    with pytest.raises(speed.NotCompiledError, match="cannot be used"):
        load()
    assert not library.exists()


def test_other_networks_are_told_apart(tmp_path):
    model = load_checkpoint(write_small(tmp_path / "small.safetensors"))
    with pytest.raises(speed.NotCompiledError, match="only NCSN, NCSNv2"):
        compile_model(model)
    assert "CPU" in speed.can_compile("ncsn", "cuda:0")
    with pytest.raises(speed.NotCompiledError, match="multiples of 16"):
        compile_model(model_of("ncsn", features=4))
