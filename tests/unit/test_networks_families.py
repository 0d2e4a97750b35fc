"""The public architectures against the same written out literally, and what each means by sigma."""

import math

import pytest
import torch
import torch.nn.functional as F

from app.networks import registry
from app.networks.ncsnpp_blocks import Resample
from app.networks.resample import ResampledConv, downsample, square_kernel, upsample
from app.networks.spaces import from_pixels, to_pixels
from app.networks.tutorial import std_of, time_of
from tests import literal

SIGMAS = (1.0, 0.5, 0.1, 0.01)


def randomised(name, **arguments):
    """The named network with every weight random, so that nothing is hidden by a zero or a one."""
    network = registry.build(name, arguments).eval().requires_grad_(False)
    generator = torch.Generator().manual_seed(5)
    for key, tensor in network.state_dict().items():
        if key != "sigmas":
            fan_in = tensor[0].numel() if tensor.ndim > 1 else 1
            tensor.normal_(generator=generator).mul_(0.7 / math.sqrt(fan_in) if tensor.ndim > 1 else 0.3)
            if tensor.ndim == 1 or key.endswith("embed.weight"):
                tensor.add_(0.5)
    return network


def noise(*shape):
    return torch.randn(*shape, generator=torch.Generator().manual_seed(1))


def distance(found, expected):
    return float((found - expected).norm() / expected.norm())


@pytest.mark.parametrize(("depth", "norm"), [("standard", "plus"), ("deeper", "plain"), ("deeper", "plus")])
def test_ncsn_is_the_literal_network(depth, norm):
    network = randomised("ncsn", channels=3, features=8, depth=depth, norm=norm, sigmas=list(SIGMAS))
    x, labels = noise(4, 3, 16, 16), torch.tensor([0, 3, 1, 2])
    expected = literal.refinenet(network.state_dict(), x, labels, depth)
    found = network(x, torch.tensor(SIGMAS)[labels])
    assert distance(found, expected) < 1e-5
    assert found.is_contiguous()


@pytest.mark.parametrize("depth", ["standard", "deeper", "deepest"])
def test_ncsnv2_is_the_literal_network_over_sigma(depth):
    network = randomised("ncsnv2", channels=1, features=4, depth=depth, levels=3)
    x, sigma = noise(2, 1, 32, 32), torch.tensor([0.3, 7.0])
    expected = literal.refinenet(network.state_dict(), x, None, depth) / sigma[:, None, None, None]
    assert distance(network(x, sigma), expected) < 1e-5


def test_one_sigma_serves_the_whole_batch():
    for name, extra in (("ncsn", {"sigmas": list(SIGMAS)}), ("ncsnv2", {"levels": 2})):
        network = randomised(name, channels=1, features=4, **extra)
        x = noise(3, 1, 16, 16)
        assert distance(network(x, torch.tensor([0.1])), network(x, torch.full((3,), 0.1))) < 1e-6


def test_a_sigma_in_between_is_taken_to_the_nearest_level_in_log_sigma():
    network = randomised("ncsn", channels=1, features=4, sigmas=[1.0, 0.01])
    x = noise(1, 1, 16, 16)
    low, high = network(x, torch.tensor([0.01])), network(x, torch.tensor([1.0]))
    # The middle is 0.1 in log sigma; it would be 0.505 in sigma.
    assert torch.equal(network(x, torch.tensor([0.11])), high)
    assert torch.equal(network(x, torch.tensor([0.09])), low)
    assert not torch.equal(low, high)


@pytest.mark.parametrize("space", ["centred", "logit"])
def test_data_that_are_not_pixels_are_taken_as_they_are(space):
    unit = randomised("ncsnv2", channels=1, features=4, levels=2)
    other = registry.build("ncsnv2", {"channels": 1, "features": 4, "levels": 2, "space": space})
    other.load_state_dict(unit.state_dict())
    x = noise(1, 1, 16, 16)
    one = torch.ones(1)
    with torch.no_grad():
        assert distance(other(2 * x - 1, one), unit(x, one)) < 1e-6


@pytest.mark.parametrize("concatenate", [True, False])
def test_the_tutorials_network_is_the_literal_one(concatenate):
    network = randomised("tutorial", widths=[32, 64, 64, 64], embed=32, concatenate=concatenate)
    x, t = noise(3, 1, 28, 28), torch.tensor([1e-3, 0.4, 1.0])
    sigma = torch.sqrt((25 ** (2 * t) - 1) / 2 / math.log(25))
    assert distance(network(x, sigma), literal.tutorial(network.state_dict(), x, t)) < 1e-4


def test_time_and_sigma_of_the_tutorial_are_inverse():
    t = torch.linspace(0.001, 1, 50, dtype=torch.float64)
    sigma = torch.tensor([std_of(float(v), 25.0) for v in t], dtype=torch.float64)
    torch.testing.assert_close(time_of(sigma, 25.0), t)
    assert sigma[-1] == pytest.approx(9.85, abs=0.01)
    assert sigma[0] == pytest.approx(0.032, abs=0.001)


def upfirdn(x, kernel, up, down, pad):
    """Zeros between the pixels, zeros around, convolve, drop: as it is defined."""
    b, c, h, w = x.shape
    full = torch.zeros(b, c, h * up, w * up, dtype=x.dtype)
    full[:, :, ::up, ::up] = x
    full = F.pad(full, [pad[0], pad[1]] * 2)
    weight = kernel.flip(0, 1)[None, None].expand(c, 1, -1, -1)
    return F.conv2d(full, weight, groups=c)[:, :, ::down, ::down]


@pytest.mark.parametrize("taps", [(1, 3, 3, 1), (1, 2, 1), (1, 1), (1, 4, 2, 3, 1)])
def test_resampling_is_upfirdn(taps):
    x, kernel, n = noise(2, 3, 8, 8), square_kernel(taps), len(taps)
    torch.testing.assert_close(downsample(x, kernel), upfirdn(x, kernel, 1, 2, ((n - 1) // 2, (n - 2) // 2)))
    expected = upfirdn(x, 4 * kernel, 2, 1, ((n - 1) // 2 + 1, (n - 2) // 2))
    torch.testing.assert_close(upsample(x, kernel), expected)


@pytest.mark.parametrize("up", [True, False])
def test_a_resampled_convolution_is_its_two_parts(up):
    taps = (1, 3, 3, 1)
    layer = ResampledConv(2, 5, taps, up=up).requires_grad_(False)
    layer.weight.copy_(noise(5, 2, 3, 3))
    layer.bias.copy_(noise(5))
    x, kernel = noise(1, 2, 8, 8), square_kernel(taps)
    if up:
        spread = torch.zeros(1, 2, 16, 16)
        spread[:, :, ::2, ::2] = x
        expected = upfirdn(F.conv2d(F.pad(spread, (2, 1, 2, 1)), layer.weight), 4 * kernel, 1, 1, (1, 1))
    else:
        expected = F.conv2d(upfirdn(x, kernel, 1, 1, (2, 2)), layer.weight, stride=2)
    torch.testing.assert_close(layer(x), expected + layer.bias[:, None, None])
    assert layer(x).shape[-1] == (16 if up else 4)


def test_a_constant_stays_constant_inside_when_resampled():
    ones = torch.ones(1, 1, 16, 16)
    for direction in ("up", "down"):
        for fir in ((1, 3, 3, 1), None):
            out = Resample(direction, fir)(ones)
            torch.testing.assert_close(out[:, :, 2:-2, 2:-2], torch.ones_like(out)[:, :, 2:-2, 2:-2])


TINY = {"image_size": 16, "nf": 8, "ch_mult": [1, 2], "num_res_blocks": 1, "attn_resolutions": [8], "num_scales": 10}


@pytest.mark.parametrize("resblock_type", ["biggan", "ddpm"])
@pytest.mark.parametrize("progressive", ["none", "output_skip", "residual"])
@pytest.mark.parametrize("progressive_input", ["none", "input_skip", "residual"])
def test_every_combination_of_ncsnpps_options_is_a_network(resblock_type, progressive, progressive_input):
    for fir, combine, embedding in ((True, "sum", "fourier"), (False, "cat", "positional")):
        network = randomised(
            "ncsnpp", **TINY, resblock_type=resblock_type, progressive=progressive, fir=fir,
            progressive_input=progressive_input, progressive_combine=combine, embedding_type=embedding,
        )  # fmt: skip
        network.sigmas.copy_(network.config.sigmas)
        x = noise(2, 3, 16, 16)
        out = network(x, torch.tensor([0.02, 40.0]))
        assert out.shape == x.shape
        assert bool(out.isfinite().all())
        assert not torch.equal(out, network(x, torch.tensor([0.5, 40.0])))


def test_discrete_levels_count_from_the_largest_sigma():
    network = randomised("ncsnpp", **TINY, embedding_type="positional", scale_by_sigma=False)
    network.sigmas.copy_(network.config.sigmas)
    x = noise(1, 3, 16, 16)
    seen = []
    network.all_modules[0].register_forward_hook(lambda _m, args, _out: seen.append(args[0].clone()))
    network(x, network.config.sigmas[:1].float())
    half = TINY["nf"] // 2
    assert torch.equal(seen[0][0, :half], torch.zeros(half))  # sin(0): the index 0


def test_the_options_without_meaning_are_refused():
    with pytest.raises(ValueError, match="no setting 'colour'"):
        registry.build("ncsnpp", {**TINY, "colour": 1})
    with pytest.raises(TypeError, match="nf"):
        registry.build("ncsnpp", {**TINY, "nf": "8"})
    with pytest.raises(ValueError, match="halved"):
        registry.build("ncsnpp", {**TINY, "image_size": 15})
    with pytest.raises(ValueError, match="progressive"):
        registry.build("ncsnpp", {**TINY, "progressive": "sideways"})
    with pytest.raises(ValueError, match="noise levels"):
        registry.build("ncsn", {"channels": 1, "features": 8, "sigmas": []})


@pytest.mark.parametrize("space", ["unit", "centred", "logit"])
def test_pixels_come_back_from_every_data_space(space):
    pixels = torch.rand(2, 1, 8, 8, generator=torch.Generator().manual_seed(3))
    torch.testing.assert_close(to_pixels(from_pixels(pixels, space), space), pixels, rtol=0, atol=2e-6)
    assert float(to_pixels(torch.tensor([99.0]), space)) == 1
    assert float(to_pixels(torch.tensor([-99.0]), space)) == 0
