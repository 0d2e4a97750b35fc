"""Memory: a network is given no more samples at once than the rule and the machine allow, to the bit the same."""

import dataclasses
import threading

import pytest
import torch
from torch import nn

from app.core.noise import SampleNoise
from app.core.sampling import picture_walk
from app.jobs import batches
from app.jobs.batches import Batches, bytes_per_sample, fitting, too_many
from app.jobs.sampling import run_all
from app.networks.spaces import SpaceModel
from app.params import SampleSettings
from app.params.run import BatchLowered, FirstStep
from app.params.sampling import batch_for
from tests.models import ExactModel, gaussian, small_network

SHAPE = (1, 8, 8)
SETTINGS = SampleSettings(
    levels=3, steps_per_level=2, sigma_max=1.0, sigma_min=0.2, epsilon=0.03, count=7, batch_size=3
)


@pytest.fixture(scope="module")
def model():
    return SpaceModel(small_network(), gaussian(shape=SHAPE).describe())


@pytest.fixture
def roomy(monkeypatch):
    monkeypatch.setattr(batches, "free_bytes", lambda device: 10**15)


def test_the_rule_knows_counts_and_shapes_only():
    assert batch_for(16, (1, 28, 28)) == 16
    assert batch_for(4096, (1, 28, 28)) == 64
    assert batch_for(100, (3, 32, 32)) == 64
    assert batch_for(100, (3, 64, 64)) == 21
    assert batch_for(100, (3, 256, 256)) == batch_for(1, (3, 1024, 1024)) == 1


@pytest.mark.usefixtures("roomy")
def test_all_samples_step_by_step_are_those_of_batch_after_batch_to_the_bit(model):
    by_first = {now.first: now.step.x for now in run_all(model, SETTINGS)}
    split = torch.cat([by_first[first] for first in sorted(by_first)])
    assert sorted(by_first) == [0, 3, 6]
    whole = Batches(model, SETTINGS.batch_size, SETTINGS.plan.total, lambda: None, lambda what: None)
    noise = SampleNoise(SETTINGS.seed, SHAPE, SETTINGS.count)
    *_, last = picture_walk(whole, SETTINGS, noise).steps(lambda: SETTINGS.live)
    assert torch.equal(last.x, split)


@pytest.mark.usefixtures("roomy")
def test_it_can_be_stopped_between_two_batches_and_tells_how_long_the_first_step_takes():
    sizes, told, checks = [], [], iter([None, None, KeyboardInterrupt])
    model = ExactModel(lambda x, sigma: sizes.append(len(x)) or -x, shape=SHAPE)

    def check():
        if (error := next(checks)) is not None:
            raise error

    net = Batches(model, 2, 10, check, told.append)
    with pytest.raises(KeyboardInterrupt):
        net.score(torch.zeros(9, *SHAPE), 1.0)
    assert sizes == [2, 2, 2]
    assert [(step.done, step.total) for step in told] == [(2, 9), (4, 9), (6, 9)]
    assert all(isinstance(step, FirstStep) and step.seconds >= 0 for step in told)
    # Nine samples ten times, of which four are done after two seconds.
    assert FirstStep(4, 9, 2.0, 10).seconds_left == pytest.approx(2.0 / 4 * (90 - 4))


class Layers(nn.Module):
    """Four layers one after another, each of which notes that it was there; ``clock`` goes on by so much in each."""

    def __init__(self, note, clock, seconds):
        super().__init__()
        self.inside = nn.ModuleList(nn.Identity() for _ in range(4))
        self.note, self.clock, self.seconds = note, clock, seconds

    def forward(self, x, sigma):
        for index, layer in enumerate(self.inside):
            x = layer(x)
            self.note(index)
            self.clock.now += self.seconds
        return x


class Clock:
    now = 0.0

    def perf_counter(self):
        return self.now


@pytest.fixture
def layered(monkeypatch):
    """A network of four layers, each of which takes so many seconds, what they note, and the batches of one sample."""

    def make(seconds, check):
        clock, seen = Clock(), []
        monkeypatch.setattr(batches, "time", clock)
        network = SpaceModel(Layers(seen.append, clock, seconds), gaussian(shape=SHAPE).describe())
        return network, seen, Batches(network, 4, 10, lambda: check(seen), lambda what: None)

    return make


@pytest.mark.usefixtures("roomy")
def test_a_long_evaluation_is_stopped_between_two_layers(layered):
    def check(seen):
        if seen[-1:] == [1] and len(seen) > 4:
            raise KeyboardInterrupt

    network, seen, net = layered(1.0, check)
    net.score(torch.zeros(1, *SHAPE), 1.0)
    assert seen == [0, 1, 2, 3]
    with pytest.raises(KeyboardInterrupt):
        net.score(torch.zeros(1, *SHAPE), 1.0)
    assert seen == [0, 1, 2, 3, 0, 1]
    seen.clear()
    network.score(torch.zeros(1, *SHAPE), 1.0)  # nobody else is asked
    assert seen == [0, 1, 2, 3]
    assert not any(module._forward_pre_hooks for module in network.network.modules())


@pytest.mark.usefixtures("roomy")
def test_a_thread_is_not_stopped_by_what_is_asked_in_another(layered):
    refused, found = [], []

    def check(seen):
        refused.append(threading.get_ident())
        if seen == [0]:  # another thread looks at the same network meanwhile
            thread = threading.Thread(target=lambda: found.append(network.score(torch.zeros(1, *SHAPE), 1.0)))
            thread.start()
            thread.join()

    network, _, net = layered(1.0, check)
    net.score(torch.zeros(1, *SHAPE), 1.0)
    assert len(found) == 1
    assert set(refused) == {threading.get_ident()}


@pytest.mark.usefixtures("roomy")
def test_quick_evaluations_are_not_asked_in(layered):
    asked = []
    _, _, net = layered(0.01, lambda seen: asked.append(len(seen)))
    net.score(torch.zeros(1, *SHAPE), 1.0)
    assert asked  # the first one might have been long
    asked.clear()
    net.score(torch.zeros(1, *SHAPE), 1.0)
    assert asked == []


def test_free_memory_lowers_the_size_before_the_first_evaluation_and_it_is_said(model, monkeypatch):
    need, told, sizes = bytes_per_sample(model), [], []
    monkeypatch.setattr(batches, "free_bytes", lambda device: int(2.6 * need))
    assert fitting(model, 5) == 2
    assert "GiB of memory are free" in too_many(model, 5)
    assert fitting(model, 1) == 1
    assert too_many(model, 1) == ""
    net = Batches(model, 5, 1, lambda: sizes.append(net.size), told.append)
    x = torch.rand(5, *SHAPE)
    torch.testing.assert_close(net.score(x, 0.5), model.score(x, 0.5))
    assert [what.size for what in told if isinstance(what, BatchLowered)] == [2]
    assert set(sizes) == {2}
    assert [what.done for what in told if isinstance(what, FirstStep)] == [2, 4]
    monkeypatch.setattr(batches, "free_bytes", lambda device: None)  # the system does not tell
    assert fitting(model, 5) == 5


@pytest.mark.usefixtures("roomy")
def test_memory_that_runs_out_lowers_the_size_and_the_evaluation_goes_on(model):
    told = []

    class Full(SpaceModel):
        def score(self, x, sigma):
            if len(x) > 2:
                raise torch.OutOfMemoryError("CUDA out of memory")
            return super().score(x, sigma)

    full = Full(small_network(), model.describe())
    net = Batches(full, 7, 1, lambda: None, told.append)
    x = torch.rand(7, *SHAPE)
    torch.testing.assert_close(net.score(x, 0.5), model.score(x, 0.5))
    assert [what.size for what in told if isinstance(what, BatchLowered)] == [3, 1]
    with pytest.raises(RuntimeError, match="shapes"):
        Batches(ExactModel(lambda x, sigma: (_ for _ in ()).throw(RuntimeError("shapes"))), 2, 1, print, print).score(
            x, 1.0
        )


@pytest.mark.usefixtures("roomy")
def test_each_sample_keeps_its_own_sigma(model):
    x, sigma = torch.rand(5, *SHAPE), torch.tensor([0.1, 0.2, 0.4, 0.8, 1.6])
    net = Batches(model, 2, 1, lambda: None, lambda what: None)
    torch.testing.assert_close(net.score(x, sigma), model.score(x, sigma))


def test_a_file_s_own_recommendation_goes_by_the_rule(model):
    info = dataclasses.replace(model.describe(), shape=(3, 256, 256))
    assert info.settings.batch_size == 1
