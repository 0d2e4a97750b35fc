"""What the sampler costs around the network: milliseconds per evaluation for 16 pictures of 28x28, in one run.

make bench    or    pytest tests/bench/bench_engine.py -s
"""

import pytest
import torch

from app.core.noise import SampleNoise
from app.io.checkpoint import load_checkpoint
from app.params import SampleSettings
from tests.bench.timing import in_turns
from tests.walks import run_batch

COUNT = 16


@pytest.fixture(scope="module")
def model():
    return load_checkpoint("mnist")


@pytest.fixture
def x():
    return torch.rand(COUNT, 1, 28, 28)


def endless(model):
    settings = SampleSettings(steps_per_level=100_000, levels=2, count=COUNT)
    steps = run_batch(model, settings, lambda: settings.live, SampleNoise(0, model.shape, COUNT))
    return lambda: next(steps)


def bare(model, x):
    @torch.inference_mode()
    def call():
        return model.network(x, torch.full((1,), 1.0))

    return call


@pytest.mark.benchmark(group="one evaluation, 16 x 28x28")
def test_the_bare_network(benchmark, model, x):
    benchmark(bare(model, x))


@pytest.mark.benchmark(group="one evaluation, 16 x 28x28")
def test_the_sampler_around_it(benchmark, model):
    benchmark(endless(model))


def test_their_ratio(model, x):
    times = in_turns({"network": bare(model, x), "sampler": endless(model)}, rounds=100)
    print(
        f"\nper evaluation: bare network {times['network']:.1f} ms, sampler around it {times['sampler']:.1f} ms "
        f"(+{100 * (times['sampler'] / times['network'] - 1):.1f} %), {torch.get_num_threads()} threads"
    )
