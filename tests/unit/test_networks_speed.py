"""The fast ways give what the plain ones give."""

import pytest
import torch
import torch.nn.functional as F

from app.networks import registry, speed, winograd
from app.networks.instance_norm import Coefficients, scale_and_shift
from app.networks.refinenet import Conv3x3, ConvMeanPool, elu, max_pool
from app.networks.spaces import SpaceModel
from tests import literal
from tests.kernels import SIGMAS, info_of


def noise(*shape, dtype=torch.float32):
    return torch.randn(*shape, generator=torch.Generator().manual_seed(4), dtype=dtype)


def channels_last(x):
    return x.contiguous(memory_format=torch.channels_last)


@pytest.mark.parametrize("dilation", [1, 2, 4])
@pytest.mark.parametrize("bias", [True, False])
@pytest.mark.parametrize("cache", [1, 2**22])
def test_winograds_convolution_is_the_direct_one(dilation, bias, cache, monkeypatch):
    monkeypatch.setattr(winograd, "CACHE", cache)  # one sample at a time, and all at once
    x, weight = channels_last(noise(3, 5, 16, 32)), noise(7, 5, 3, 3)
    b = noise(7) if bias else None
    with torch.inference_mode():
        found = winograd.convolve(x, winograd.transformed(weight), b, dilation)
        expected = F.conv2d(x.double(), weight.double(), None if b is None else b.double(), 1, dilation, dilation)
    assert float((found - expected).norm() / expected.norm()) < 5e-6
    assert found.is_contiguous(memory_format=torch.channels_last)


def test_a_prepared_convolution_takes_the_direct_way_where_tiles_do_not_fit():
    layer = Conv3x3(128, 128).requires_grad_(False)
    layer.transform()
    for side in (8, 10):
        x = channels_last(noise(4, 128, side, side))
        with torch.inference_mode():
            torch.testing.assert_close(layer(x), F.conv2d(x, layer.weight, layer.bias, padding=1), rtol=1e-4, atol=1e-4)
    assert winograd.fits(noise(4, 1, 8, 8), 2)
    assert not winograd.fits(noise(4, 1, 8, 12), 2)
    assert not winograd.fits(noise(3, 1, 8, 8), 2)  # too few tiles to be worth it


def test_a_wide_network_is_prepared_and_stays_the_literal_one(monkeypatch):
    network = registry.build("ncsn", {"channels": 1, "features": 128, "sigmas": list(SIGMAS)})
    info = info_of("ncsn", (1, 16, 16))
    state = {k: v.clone() for k, v in network.state_dict().items()}
    model = SpaceModel(network, info)
    prepared = [m for m in model.network.modules() if isinstance(m, Conv3x3) and m.transformed is not None]
    assert len(prepared) > 50
    assert set(model.network.state_dict()) == set(state)  # what was prepared is not part of the weights
    x = noise(2, 1, 16, 16)
    with torch.inference_mode():
        expected = literal.refinenet(state, x, torch.tensor([1, 1]))
        assert float((model.score(x, 0.1) - expected).norm() / expected.norm()) < 1e-4
    monkeypatch.setattr(speed, "MEMORY", 1000)
    plain = SpaceModel(registry.build_blank("ncsn", {"channels": 1, "features": 128, "sigmas": list(SIGMAS)}), info)
    left = [m for m in plain.network.modules() if isinstance(m, Conv3x3)]
    assert len(left) > 50
    assert not any(m.transformed is not None for m in left)


def test_normalisation_keeps_its_digits_far_from_zero():
    x = channels_last(noise(2, 6, 9, 9, dtype=torch.float64) * 0.01 + 100)  # means 10,000 times the deviations
    gamma, alpha, beta = (noise(6, dtype=torch.float64) for _ in range(3))
    state = {"n.gamma": gamma, "n.alpha": alpha, "n.beta": beta}
    expected = literal._norm(state, "n", x, None)
    with torch.inference_mode():
        found = scale_and_shift(x.float(), Coefficients(gamma.float(), alpha.float(), beta.float()))
        naive = F.instance_norm(x.float())
    worst = float((naive - F.instance_norm(x)).abs().max())  # what float32 itself cannot know
    assert float((found - expected).abs().max()) < 10 * worst + 1e-3


def test_the_fast_elu_is_elu():
    x = torch.cat([torch.linspace(-30, 30, 10_001), torch.tensor([0.0, -0.0, -1e-8, 1e-8, -200.0])])
    with torch.inference_mode():
        assert float((elu(x) - F.elu(x)).abs().max()) < 2e-7


def test_pooling_by_rows_and_columns_is_pooling():
    x = channels_last(noise(2, 3, 9, 7) - 5)  # all negative: padding with zeros would show
    assert torch.equal(max_pool(x), F.max_pool2d(x, 5, stride=1, padding=2))


@pytest.mark.parametrize("kernel", [1, 3])
def test_convolving_and_pooling_at_once_is_doing_both(kernel):
    layer = ConvMeanPool(3, 5, kernel).requires_grad_(False)
    x = noise(2, 3, 8, 12)
    expected = F.avg_pool2d(F.conv2d(x, layer.conv.weight, layer.conv.bias, padding=kernel // 2), 2)
    torch.testing.assert_close(layer(x), expected)
    torch.testing.assert_close(layer(channels_last(x)), expected)


def test_gradients_flow_through_the_plain_ways():
    network = registry.build("ncsnv2", {"channels": 1, "features": 4, "levels": 2})
    x = noise(1, 1, 16, 16).requires_grad_()
    network(x, torch.ones(1)).sum().backward()
    assert all(p.grad is not None for p in network.parameters())
    assert bool(x.grad.isfinite().all())
