import dataclasses

import pytest
import torch

from app.networks.compact import CompactConfig, CompactScoreNet
from app.networks.registry import build
from tests.models import small_config, small_network


def test_an_untrained_network_is_the_score_of_a_gaussian():
    # The last layer starts at zero, so only the preconditioning speaks: the exact score of N(mean, std^2 I) blurred.
    network = CompactScoreNet(CompactConfig(data_mean=0.2, data_std=0.5))
    x = torch.randn(4, 1, 28, 28)
    for sigma in (0.01, 0.3, 20.0):
        expected = -(x - 0.2) / (0.5**2 + sigma**2)
        got = network(x, torch.tensor([sigma]))
        torch.testing.assert_close(got, expected, rtol=1e-3, atol=2e-3 / sigma)


@pytest.mark.parametrize("channels", [1, 3])
def test_one_sigma_for_all_and_a_sigma_each_agree(channels):
    network = small_network(channels=channels, width=12)
    x = torch.rand(5, channels, 8, 12)
    sigma = torch.tensor([0.05, 0.3, 1.0, 4.0, 0.3])
    together = network(x, sigma)
    assert together.shape == x.shape
    for k in range(5):
        alone = network(x[k : k + 1], sigma[k : k + 1])
        torch.testing.assert_close(together[k : k + 1], alone, rtol=1e-4, atol=1e-3)


def test_sigma_and_far_pixels_both_matter():
    network = small_network(height=16, width=16)
    x = torch.rand(1, 1, 16, 16)
    one, two = (network.raw(x, torch.tensor([s])) for s in (0.0, -3.0))
    assert (one - two).abs().max() > 1e-4
    moved = x.clone()
    moved[0, 0, 0, 0] += 1
    assert (network.raw(moved, torch.tensor([0.0])) - one)[0, 0, -1, -1].abs() > 1e-7


def test_the_shipped_size_fits_in_six_megabytes():
    network = CompactScoreNet(CompactConfig())
    assert 4 * sum(p.numel() for p in network.parameters()) < 6e6


@pytest.mark.parametrize(
    "change",
    [
        {"height": 30}, {"width": 4}, {"height": 516}, {"channels": 2}, {"features": 12}, {"coarse_features": 4096},
        {"blocks": 0}, {"coarse_blocks": 99}, {"data_std": 0.0}, {"data_mean": float("nan")},
    ],
)  # fmt: skip
def test_impossible_networks_are_refused(change):
    with pytest.raises(ValueError, match=r"must|multiple|exceed"):
        dataclasses.replace(small_config(), **change)


def test_the_registry_checks_arguments():
    arguments = dataclasses.asdict(small_config())
    assert isinstance(build("compact", arguments), CompactScoreNet)
    with pytest.raises(ValueError, match="no setting 'colour'"):
        build("compact", arguments | {"colour": 1})
    with pytest.raises(TypeError, match="features"):
        build("compact", arguments | {"features": "8"})
