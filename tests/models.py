"""Score models with closed forms, and small files, for the tests."""

import dataclasses

import numpy as np
import torch

from app.io.native import NativeHeader, save_native
from app.jobs.sampling import run_all
from app.networks import registry
from app.networks.compact import CompactConfig, CompactScoreNet
from app.params import ModelInfo


class ExactModel:
    """A ScoreModel from a function (x, sigma) -> score."""

    def __init__(self, function, shape=(1, 1, 1), sigmas=(1.0, 0.1)):
        self.function = function
        self.shape = shape
        self.sigmas = torch.tensor(sigmas, dtype=torch.float64)
        self.device = torch.device("cpu")
        self.calls = []

    def score(self, x, sigma):
        self.calls.append((tuple(x.shape), sigma))
        return self.function(x, sigma)

    def to_pixels(self, x):
        return x.clamp(0, 1)

    def from_pixels(self, pixels):
        return pixels

    def describe(self):
        return ModelInfo(
            name="exact", path="", format="", sha256="0" * 64, architecture="exact", arguments={}, parameters=0,
            shape=self.shape, sigmas=tuple(self.sigmas.tolist()), continuous=True, weights="",
        )  # fmt: skip


def gaussian(mean=0.0, variance=0.0, shape=(1, 1, 1)):
    """Data N(mean, variance I): blurred, its score is -(x - mean) / (variance + sigma^2)."""
    return ExactModel(lambda x, sigma: -(x - mean) / (variance + sigma**2), shape)


def mixture(means, weights, variance=0.0):
    """One-dimensional data: a mixture of Gaussians of one variance."""
    m, w = torch.tensor(means), torch.tensor(weights)

    def score(x, sigma):
        v = variance + sigma**2
        flat = x.reshape(-1, 1)
        share = torch.softmax(w.log() - (flat - m) ** 2 / (2 * v), dim=1)
        return ((share * (m - flat)).sum(1) / v).reshape(x.shape)

    return ExactModel(score)


def small_config(**changes):
    defaults = {"height": 8, "width": 8, "features": 8, "coarse_features": 16, "embed_features": 8, "blocks": 1}
    return CompactConfig(**{**defaults, "coarse_blocks": 1, "data_mean": 0.3, "data_std": 0.4, **changes})


def small_network(seed=0, **changes):
    """A compact network with random weights everywhere (the zero-initialised ones too)."""
    network = CompactScoreNet(small_config(**changes))
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.normal_(generator=generator).mul_(0.1)
    return network.eval()


def small_header(config, **changes):
    values = {
        "architecture": "compact",
        "arguments": dataclasses.asdict(config),
        "shape": (config.channels, config.height, config.width),
        "sigmas": tuple(float(s) for s in np.geomspace(5, 0.01, 10)),
        "continuous": True,
        "recommended": {"levels": 4, "steps_per_level": 2, "sigma_max": 2.0, "sigma_min": 0.01, "epsilon": 4e-5},
        "facts": {"data": "random numbers"},
    }
    return NativeHeader(**{**values, **changes})


def write_small(path, seed=0, **changes):
    """A small checkpoint in our format at ``path``."""
    network = small_network(seed, **changes)
    save_native(path, network, small_header(network.config))
    return path


def write_ncsn(path, *, channels=1, features=16, levels=4, seed=0, ema=False):
    """A checkpoint as ncsn writes it, with random weights; with ``ema`` as ncsnv2 writes one, with other averages."""
    more = {"levels": levels} if ema else {"sigmas": [1.0] * levels}
    torch.manual_seed(seed)
    network = registry.build("ncsnv2" if ema else "ncsn", {"channels": channels, "features": features} | more)
    state = network.state_dict()
    if not ema:
        torch.save([{f"module.{name}": tensor for name, tensor in state.items()}, {}], path)
        return path
    state["sigmas"] = torch.from_numpy(np.geomspace(5, 0.1, levels)).float()
    average = {name: tensor * 0.9 for name, tensor in state.items() if name != "sigmas"}
    torch.save([{f"module.{name}": tensor for name, tensor in state.items()}, {}, 1, 2, average], path)
    return path


def quick_grids(monkeypatch):
    """From now on the grids of a training are four samples through three levels."""

    def few(model, settings):
        return run_all(model, dataclasses.replace(settings, count=4, levels=3))

    monkeypatch.setattr("app.jobs.training.run_all", few)
