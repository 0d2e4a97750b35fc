"""The compiled kernels for the tests: built once for all of them, and seen to be used."""

import contextlib
from collections import Counter

import pytest
import torch

from app.io import kernels
from app.networks import registry
from app.networks.kernels import calls
from app.networks.kernels.choice import NotCompiledError
from app.networks.spaces import SpaceModel
from app.params import ModelInfo
from tests.conftest import ROOT

SIGMAS = (1.0, 0.1)


def load_kernels():
    """Load the kernels, built without a warning and not in the user's home; without a compiler the test is skipped."""
    try:
        kernels.find_compiler()
    except NotCompiledError as error:
        pytest.skip(f"nothing can be compiled here: {error}")
    flags = [*kernels._flags(), "-Werror"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(ROOT / ".pytest_cache"))
        patch.setattr(kernels, "_flags", lambda: flags)
        kernels.load()


@contextlib.contextmanager
def counted():
    """How often each of the kernels is called inside, by name."""
    counts = Counter()
    with pytest.MonkeyPatch.context() as patch:
        for name in ("prepare", "convolve"):
            patch.setattr(calls, name, _counting(getattr(calls, name), name, counts))
        yield counts


def _counting(function, name, counts):
    def called(*args, **kwargs):
        counts[name] += 1
        return function(*args, **kwargs)

    return called


@contextlib.contextmanager
def threads(number):
    """Torch computes with so many threads inside."""
    before = torch.get_num_threads()
    torch.set_num_threads(number)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def info_of(kind, shape, *, continuous=False):
    """What a model says of itself."""
    return ModelInfo(
        name="n", path="", format="", sha256="", architecture=kind, arguments={}, parameters=0, shape=shape,
        sigmas=SIGMAS, continuous=continuous, weights="live",
    )  # fmt: skip


def refinenet(kind, side=12, **arguments):
    """A small NCSN or NCSNv2 whose normalisations differ from level to level and from map to map."""
    more = {"sigmas": list(SIGMAS)} if kind == "ncsn" else {"levels": 2}
    network = registry.build(kind, {"channels": 1, "features": 16} | more | arguments)
    torch.manual_seed(6)
    with torch.no_grad():
        for name, parameter in network.named_parameters():
            if "embed" in name or "norm" in name:
                parameter.add_(torch.randn_like(parameter) / 4)
    return SpaceModel(network, info_of(kind, (1, side, side)))
