"""Batches that are made ahead are those of their steps, and what a graphics card records is what it would compute."""

import dataclasses
import threading

import pytest
import torch

from app.networks.compact import CompactScoreNet
from app.params import TrainParams
from app.training.batches import THREADS, Batches, ahead
from app.training.images import ImageTrainer
from app.training.objectives import PreconditionedDenoising
from app.training.ranks import Ranks
from tests.models import small_config
from tests.unit.test_training import CARD, pictures

PARAMS = TrainParams(epochs=3, batch_size=6, warmup_steps=4, sigma_max=5.0, flip=True)


def batches(ranks):
    return Batches(pictures(), 6, PreconditionedDenoising(PARAMS, 0.5), PARAMS, ranks, pinned=False)


def tensors(batch):
    return batch.pictures, batch.normal, batch.sigma


def test_a_batch_is_a_matter_of_its_step_alone_and_its_shares_are_all_of_it():
    whole = [batches(Ranks()).at(step) for step in (5, 0, 11)]
    again = batches(Ranks())
    parts = [batches(Ranks(rank, 2)) for rank in range(2)]
    for step, batch in zip((5, 0, 11), whole, strict=True):
        for one, other in zip(tensors(batch), tensors(again.at(step)), strict=True):
            assert torch.equal(one, other)
        shares = zip(*(tensors(part.at(step)) for part in parts), strict=True)
        for one, share in zip(tensors(batch), shares, strict=True):
            assert torch.equal(one, torch.cat(share))
    assert not torch.equal(whole[0].normal, whole[1].normal)


def test_steps_come_in_their_order_whoever_is_done_first_and_few_are_made_ahead():
    gate, made = threading.Event(), []

    def make(step):
        if step == 0:
            gate.wait(60)
        made.append(step)
        if step == 1:
            gate.set()
        return step

    taken = ahead(make, range(9), 2)
    assert next(taken) == 0
    assert made.index(1) < made.index(0)
    assert set(made) <= {0, 1, 2}
    assert list(taken) == list(range(1, 9))


def test_nobody_is_left_who_makes_more_once_it_is_given_up():
    before = threading.active_count()
    taken = ahead(lambda step: step, range(10**9), 3)
    assert [next(taken), next(taken)] == [0, 1]
    assert before < threading.active_count() <= before + THREADS
    taken.close()
    assert threading.active_count() == before


def test_what_goes_wrong_ahead_is_said_at_its_step():
    taken = ahead(lambda step: 1 // (2 - step), range(9), 4)
    assert [next(taken), next(taken)] == [0, 1]
    with pytest.raises(ZeroDivisionError):
        next(taken)


def trainer(device="cuda", **changes):
    torch.manual_seed(0)
    network = CompactScoreNet(small_config())
    params = dataclasses.replace(PARAMS, **changes)
    objective = PreconditionedDenoising(params, network.config.data_std)
    return ImageTrainer(network, objective, pictures(), params, torch.device(device))


def far(one, other):
    """The largest difference of the averaged weights."""
    pairs = zip(one.average.network.parameters(), other.average.network.parameters(), strict=True)
    return max(float((mine.cpu() - theirs.cpu()).abs().max()) for mine, theirs in pairs)


@CARD
@pytest.mark.parametrize("precision", ["float32", "bfloat16"])
def test_a_recorded_training_is_the_computed_one(monkeypatch, caplog, precision):
    recorded, computed, here = trainer(precision=precision), trainer(precision=precision), trainer("cpu")
    monkeypatch.setattr(computed, "_recorded", lambda _: computed._computed)
    losses = [[step.loss for step in one.run()] for one in (recorded, computed, here)]
    assert recorded._gradients != recorded._computed
    assert not caplog.records
    close = 1e-3 if precision == "float32" else 3e-2
    assert losses[0] == pytest.approx(losses[1], rel=close)
    assert losses[0] == pytest.approx(losses[2], rel=5 * close)
    assert far(recorded, computed) < 0.05 * PARAMS.learning_rate * recorded.total_steps


@CARD
def test_a_training_goes_on_on_the_card_that_began_on_the_processor_and_back():
    whole = trainer("cpu")
    list(whole.run())
    device = {"cpu": "cuda", "cuda": "cpu"}
    for begun, then in device.items():
        first, second = trainer(begun), trainer(then)
        run = first.run()
        for _ in range(5):
            next(run)
        run.close()
        second.load_state(first.state())
        list(second.run())
        assert second.step == whole.step
        assert far(second, whole) < 0.05 * PARAMS.learning_rate * whole.total_steps
