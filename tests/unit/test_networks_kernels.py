"""The compiled kernels against the plain operations: alone, in a stage of a network, and in whole networks."""

import pytest
import torch
import torch.nn.functional as F

from app.io.kernels import compile_model
from app.networks import registry, winograd
from app.networks.instance_norm import (
    Coefficients,
    ConditionalInstanceNorm,
    InstanceNormPlus,
)
from app.networks.kernels import calls
from app.networks.ncsnpp_blocks import GroupNorm
from app.networks.refinenet import Conv3x3, apply_conv, apply_norm, elu, leaky_relu, max_pool
from app.networks.spaces import SpaceModel
from tests import literal
from tests.kernels import counted, info_of, load_kernels, refinenet, threads

ACTIVATIONS = {"": lambda x: x, "elu": F.elu, "relu": F.relu, "lrelu": leaky_relu, "swish": F.silu}
POOLS = {"": lambda x: x, "mean": lambda x: F.avg_pool2d(x, 5, stride=1, padding=2), "max": max_pool}


@pytest.fixture(scope="module", autouse=True)
def _built():
    load_kernels()


@pytest.fixture(autouse=True)
def _two_threads():
    """With more threads than twice the samples the plain way is taken, however many this machine would give."""
    with threads(2):
        yield


def noise(*shape):
    return channels_last(torch.randn(*shape, generator=torch.Generator().manual_seed(4)))


def channels_last(x):
    return x.contiguous(memory_format=torch.channels_last)


def randomised(module):
    torch.manual_seed(5)
    with torch.no_grad():
        for parameter in module.parameters():
            parameter.normal_()
    return module.requires_grad_(False)


def both(conv, *args, **kwargs):
    """The result of a stage by plain operations, then by the kernels."""
    conv.transformed, conv.compiled = None, False
    with torch.inference_mode():
        plain = apply_conv(conv, *args, **kwargs)
        conv.transform()
        conv.compiled = True
        with counted() as used:
            compiled = apply_conv(conv, *args, **kwargs)
    assert used == {"convolve": 1}
    return plain, compiled


def distance(found, expected):
    return float((found - expected).norm() / expected.norm())


# --- a kernel alone


@pytest.mark.parametrize("number", [1, 2, 8, 12])
@pytest.mark.parametrize("batch", [0, 1, 3, 16])
@pytest.mark.parametrize("pool", ["", "mean", "max"])
def test_any_batch_with_any_number_of_threads(number, batch, pool):
    x, weight, bias = noise(batch, 16, 6, 9), noise(32, 16, 3, 3), torch.ones(32)
    norm = Coefficients(noise(batch, 16, 1, 1).flatten(1), None, noise(batch, 16, 1, 1).flatten(1))
    with torch.inference_mode(), threads(number):
        found = calls.convolve(x, norm, "elu", pool, winograd.transformed(weight), bias, None, 1)
        h = norm.gamma[:, :, None, None] * F.instance_norm(x) + norm.beta[:, :, None, None] if batch else x
        expected = F.conv2d(POOLS[pool](F.elu(h)) if batch else h, weight, bias, padding=1)
    assert found.shape == (batch, 32, 6, 9)
    assert found.is_contiguous(memory_format=torch.channels_last)
    if batch:
        assert distance(found, expected) < 2e-5


@pytest.mark.parametrize("side", [(1, 1), (1, 8), (3, 2), (4, 4), (13, 1), (5, 0)])
@pytest.mark.parametrize("dilation", [1, 2, 4, 9, 10**9])
@pytest.mark.parametrize("pool", ["", "mean", "max"])
def test_any_size_with_any_dilation(side, dilation, pool):
    x, weight = noise(3, 16, *side), noise(16, 16, 3, 3)
    with torch.inference_mode():
        found = calls.convolve(x, None, "swish", pool, winograd.transformed(weight), None, x, dilation)
        assert found.shape == x.shape
        if x.numel():
            d = min(dilation, 20)  # from the picture's side on all are the same
            expected = F.conv2d(POOLS[pool](F.silu(x)), weight, None, 1, d, d) + x
            assert distance(found, expected) < 2e-5


@pytest.mark.parametrize("act", ACTIVATIONS)
@pytest.mark.parametrize("groups", [0, 1, 4, 16])
def test_preparing_is_normalising_and_activating(act, groups):
    gamma, beta = noise(1, 16, 1, 1).flatten(1), noise(1, 16, 2, 1).flatten(1)[:, 16:]
    x = noise(5, 16, 7, 3) * 4 + 20 * torch.arange(16)[:, None, None] / 16
    norm = Coefficients(gamma, None, beta, groups, 1e-6)
    with torch.inference_mode():
        found = calls.prepare(channels_last(x), norm, act)
        expected = ACTIVATIONS[act](F.group_norm(x, groups or 16, gamma[0], beta[0], 1e-6))
    torch.testing.assert_close(found, expected, rtol=1e-4, atol=1e-4)


def test_the_compiled_elu_is_elu_and_what_is_no_number_stays_none():
    x = torch.cat([torch.linspace(-95, 30, 8000), torch.tensor([0.0, -1e-8, 1e-8, -1e30, 1e30] * 4)])
    x = channels_last(x[: 16 * (len(x) // 16)].reshape(1, 16, -1, 1))
    with torch.inference_mode():
        assert float((calls.prepare(x, None, "elu") - F.elu(x)).abs().max()) < 2e-7
        x[0, 0, 0, 0] = float("nan")
        for act in ACTIVATIONS:
            found = calls.prepare(x, Coefficients(torch.ones(1, 16), None, torch.zeros(1, 16)), act)
            assert found.isnan()[0].all(dim=(1, 2)).tolist() == [True] + [False] * 15


def test_the_compiled_swish_is_swish_far_from_zero():
    wide = channels_last(torch.linspace(-200, 200, 1600).reshape(1, 16, 10, 10))
    with torch.inference_mode():
        assert float((calls.prepare(wide, None, "swish") - F.silu(wide)).abs().max()) < 3e-5


@pytest.mark.parametrize("pool", ["mean", "max"])
def test_what_is_no_number_is_seen_through_the_pooling(pool):
    x, weight = noise(1, 16, 9, 9), torch.zeros(16, 16, 3, 3)
    weight[:, :, 1, 1] = 1
    x[0, 3, 4, 4] = float("nan")
    with torch.inference_mode():
        found = calls.convolve(x, None, "", pool, winograd.transformed(weight), None, None, 1)
    assert bool(found[0, :, 2:7, 2:7].isnan().all())


# --- a stage of a network


@pytest.mark.parametrize("dilation", [1, 2, 4])
@pytest.mark.parametrize("side", [(5, 5), (14, 14), (16, 9)])
@pytest.mark.parametrize("act", [None, elu, F.relu, leaky_relu])
def test_the_kernels_do_what_the_plain_operations_do(dilation, side, act):
    conv = randomised(Conv3x3(16, 32, dilation=dilation, bias=act is not elu))
    norm = randomised(InstanceNormPlus(16))
    plain, compiled = both(conv, noise(5, 16, *side) * 3 + 1, norm=norm, act=act, residual=noise(5, 32, *side))
    assert distance(compiled, plain) < 2e-5
    assert compiled.is_contiguous(memory_format=torch.channels_last)


@pytest.mark.parametrize("pool", ["mean", "max"])
@pytest.mark.parametrize("plus", [None, False, True])
@pytest.mark.parametrize("levels", [[1], [0, 1, 2]])
def test_pooling_and_each_samples_own_level(pool, plus, levels, monkeypatch):
    monkeypatch.setattr(calls, "CACHE", 1)  # one sample at a time
    conv = randomised(Conv3x3(16, 16))
    norm = None if plus is None else randomised(ConditionalInstanceNorm(16, 3, plus=plus))
    plain, compiled = both(conv, noise(3, 16, 7, 10) - 5, torch.tensor(levels), norm=norm, pool=pool)
    assert distance(compiled, plain) < 2e-5


@pytest.mark.parametrize("channels", [16, 48, 128])
@pytest.mark.parametrize("side", [(5, 5), (12, 8)])
def test_groups_of_maps_and_swish(channels, side):
    conv, norm = randomised(Conv3x3(channels, 16)), randomised(GroupNorm(channels))
    x = channels_last(noise(5, channels, *side) * 4 + 20 * torch.arange(channels)[:, None, None] / channels)
    plain, compiled = both(conv, x, norm=norm, act=F.silu, residual=noise(5, 16, *side))
    assert distance(compiled, plain) < 2e-5


def test_maps_and_residuals_from_within_others():
    conv = randomised(Conv3x3(16, 16))
    residual = noise(6, 32, 8, 8)[:, ::2]  # every other map: stored neither way
    plain, compiled = both(conv, noise(9, 16, 8, 8)[3:], residual=residual)
    assert distance(compiled, plain) < 2e-5


@pytest.mark.parametrize(
    "x",
    [
        noise(4, 16, 8, 8).contiguous(),
        noise(8, 16, 8, 8)[::2],
        noise(4, 32, 8, 8)[:, :16],
        noise(4, 16, 8, 16)[..., ::2],
        noise(4, 16, 8, 8).transpose(2, 3),
        noise(1, 16, 8, 8).expand(4, 16, 8, 8),
        noise(0, 16, 8, 8),
    ],
    ids=["contiguous", "every other", "some maps", "columns", "transposed", "expanded", "none"],
)
def test_maps_that_the_kernels_are_not_for_take_the_plain_way(x):
    conv, norm, level = (
        randomised(Conv3x3(16, 16)),
        randomised(ConditionalInstanceNorm(16, 1, plus=False)),
        torch.tensor([0]),
    )
    with torch.inference_mode():
        conv.transform()
        expected = apply_conv(conv, x, level, norm=norm, act=elu)
        conv.compiled = True
        with counted() as used:
            assert torch.equal(apply_conv(conv, x, level, norm=norm, act=elu), expected)
            apply_norm(conv, x, level, norm=norm, act=elu)
    assert not used


# --- whole networks


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
    model = SpaceModel(network, info_of("ncsnpp", (3, 16, 16), continuous=True))
    x = noise(3, 3, 16, 16).contiguous()
    with torch.inference_mode():
        before = model.score(x, 0.5)
        compile_model(model)
        with counted() as used:
            found = model.score(x, 0.5)
    assert used["convolve"] > 5
    assert not torch.equal(found, before)
    assert distance(found, before) < 1e-4


@pytest.mark.parametrize("kind", ["ncsn", "ncsnv2"])
@pytest.mark.parametrize("depth", ["standard", "deeper"])
def test_a_compiled_network_answers_as_the_literal_one(kind, depth):
    model = refinenet(kind, side=20, depth=depth, **({"norm": "plain"} if (kind, depth) == ("ncsn", "deeper") else {}))
    x = noise(3, 1, 20, 20).contiguous()
    with torch.inference_mode():
        expected = literal.refinenet(model.network.state_dict(), x, torch.ones(3, dtype=torch.long), depth)
        before = model.score(x, 0.1)
        assert compile_model(model) == 0  # it was built before
        with counted() as used:
            found = model.score(x, 0.1)
    assert used["convolve"] > 30
    assert used["prepare"] > 0
    assert not torch.equal(found, before)
    assert distance(found * (1 if kind == "ncsn" else 0.1), expected) < 1e-4


def test_the_same_bits_at_every_call_and_for_every_split_of_a_batch_nearly_so():
    model = refinenet("ncsn")
    compile_model(model)
    x = noise(6, 1, 12, 12).contiguous()
    with torch.inference_mode(), counted() as used:
        whole = model.score(x, 0.1)
        assert torch.equal(whole, model.score(x, 0.1))
        assert distance(torch.cat([model.score(part, 0.1) for part in x.split(4)]), whole) < 1e-4
    assert used["convolve"] > 100


def test_the_number_of_threads_changes_rounding_only():
    model = refinenet("ncsn")
    compile_model(model)
    x = noise(6, 1, 12, 12).contiguous()
    found = []
    for number in (1, 2, 8, 12):
        with torch.inference_mode(), threads(number), counted() as used:
            found.append(model.score(x, 0.1))
        assert used["convolve"] > 30
    assert max(distance(other, found[0]) for other in found) < 1e-5


def test_fewer_samples_than_half_of_the_threads_take_the_plain_way():
    model = refinenet("ncsn")
    x = noise(3, 1, 12, 12).contiguous()
    with torch.inference_mode(), threads(8):
        before = model.score(x, 0.1)
        compile_model(model)
        with counted() as used:
            assert torch.equal(model.score(x, 0.1), before)
    assert not used


def test_gradients_still_take_the_plain_way():
    model = refinenet("ncsnv2")
    compile_model(model)
    x = noise(1, 1, 12, 12).contiguous().requires_grad_()
    model.score(x, 0.1).sum().backward()
    assert bool(x.grad.isfinite().all())
