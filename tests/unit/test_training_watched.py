"""A training while one watches, without a window: what is told, what is saved when, what goes wrong."""

import itertools
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
import torch

from app.io.along import kept_steps, network_path
from app.io.checkpoint import load_checkpoint
from app.io.errors import CheckpointError, DataError, WriteError
from app.io.training_state import load_training_state
from app.jobs.data_look import look_at
from app.jobs.orders import found_run, standing
from app.jobs.watching import Watched, explain
from app.params import SettingError
from app.params.data import DataParams
from app.params.run import FinishReason, Occasion
from app.params.training import SizeParams, WatchParams
from app.params.training_run import (
    AlongKept,
    BestLoss,
    Orders,
    Place,
    Sampled,
    TrainBegun,
    TrainControl,
    TrainSays,
    TrainWritten,
)
from app.training.images import ImageTrainer, TrainingDivergedError
from app.workers import training as workers
from tests.models import quick_grids

SIZES = SizeParams(features=8, coarse_features=16, blocks=1, coarse_blocks=1)


@pytest.fixture
def orders(tmp_path):
    np.savez(tmp_path / "d.npz", images=np.random.default_rng(1).integers(0, 256, (24, 8, 8), dtype=np.uint8))
    given = {"batch_size": 8, "epochs": 2}
    return Orders(
        tmp_path / "net.safetensors", given, SIZES, str(tmp_path / "d.npz"), watch=WatchParams(sample_every=0)
    )


@pytest.fixture(autouse=True)
def _quick_grids(monkeypatch):
    quick_grids(monkeypatch)


class Watch:
    """A training that is watched; ``told`` is all that it told."""

    def __init__(self, orders):
        self.told, self.control = [], TrainControl()
        self.watched = Watched(orders, "cpu", lambda: self.control, self.told.append, lambda: None)
        self.moments = self.watched.moments()

    def of(self, kind):
        return [what for what in self.told if isinstance(what, kind)]


def test_a_whole_training_tells_what_it_does(orders, tmp_path):
    watch = Watch(replace(orders, watch=WatchParams(sample_every=1, keep_mib=50)))
    frames = [moment.frame(Occasion.RUNNING) for moment in watch.moments]
    (begun,), (best,), sampled = watch.of(TrainBegun), watch.of(BestLoss), watch.of(Sampled)
    assert (begun.pictures, begun.settings["epochs"], begun.device) == (24, 2, "CPU")
    assert begun.parameters == load_checkpoint(orders.out).describe().parameters
    assert len(begun.levels) == len(best.losses) == len(frames[-1].losses)
    assert (best.losses[-1], best.losses[0]) == (pytest.approx(0, abs=1e-6), pytest.approx(1, abs=0.3))
    assert [found.step for found in sampled] == [3, 6]
    assert {frame.sampling is None for frame in frames} == {True, False}
    assert (frames[-1].done, frames[-1].epoch, frames[0].epoch) == (6, 2, 1)
    assert [kept.step for kept in watch.of(AlongKept)[-1].steps] == [3, 6]
    assert watch.of(TrainWritten)[-1].step == 6
    assert load_checkpoint(network_path(orders.along_path, 3)).describe().shape == (1, 8, 8)
    assert standing(orders).place is Place.COMPLETE
    found = found_run(orders.state_path)
    assert (found.out, found.data, found.wanted) == (str(orders.out), orders.data, DataParams())
    assert (found.sizes, found.given["epochs"], found.given["batch_size"]) == (SIZES, 2, 8)
    # To go on without keeping anything along the way takes nothing of it away.
    more = replace(orders, given=orders.given | {"epochs": 3}, resume=True)
    assert [moment.frame(Occasion.RUNNING).done for moment in Watch(more).moments] == [7, 8, 9]
    assert [kept.step for kept in kept_steps(orders.along_path)] == [3, 6]


def test_the_time_left_follows_from_the_newest_steps_and_outlasts_a_grid(orders, monkeypatch):
    clock = itertools.count(step=2)  # seconds; it ticks once a step, and once an evaluation of a grid
    monkeypatch.setattr("app.jobs.watching.time", SimpleNamespace(monotonic=lambda: next(clock)))
    watch = Watch(replace(orders, given=orders.given | {"epochs": 3}, watch=WatchParams(sample_every=1)))
    frames = [moment.frame(Occasion.RUNNING) for moment in watch.moments]
    assert any(frame.sampling is not None for frame in frames)
    assert [frame.rate for frame in frames] == [0, *[0.5] * (len(frames) - 1)]
    assert frames[0].seconds_left is None
    assert all(frame.seconds_left == 2 * (9 - frame.done) for frame in frames[1:])


def test_it_is_saved_where_it_rests_and_when_asked(orders):
    watch = Watch(orders)
    first = next(watch.moments)
    first.frame(Occasion.RUNNING)
    assert not orders.state_path.exists()
    first.frame(Occasion.PAUSED)
    assert load_training_state(orders.state_path).step == 1
    watch.control = TrainControl(write=1)
    second = next(watch.moments)
    assert "2 of 6 steps" in load_checkpoint(orders.out).describe().facts["training"]
    next(watch.moments)
    assert [written.step for written in watch.of(TrainWritten)] == [1, 2]
    second.frame(Occasion.ENDED)
    state = load_training_state(orders.state_path)
    assert (state.step, state.complete) == (3, False)


def test_a_state_that_cannot_be_saved_is_said_and_the_training_goes_on(orders, monkeypatch):
    watch = Watch(orders)
    moment = next(watch.moments)

    def full(path, *_):
        raise WriteError(path, "cannot be written: the disk is full")

    monkeypatch.setattr("app.jobs.training.save_training_state", full)
    moment.frame(Occasion.PAUSED)
    assert "the disk is full" in watch.of(TrainSays)[-1].text
    assert next(watch.moments).frame(Occasion.RUNNING).done == 2
    with pytest.raises(WriteError, match="The network itself is there"):
        moment.frame(Occasion.ENDED)


def test_what_has_diverged_replaces_no_saved_state(orders, monkeypatch):
    watch = Watch(orders)
    moment = next(watch.moments)
    moment.frame(Occasion.PAUSED)

    def lost(self, batch, rate):
        self.step = 5
        raise TrainingDivergedError("the loss became nan at step 6; use a smaller learning rate than 1")

    monkeypatch.setattr(ImageTrainer, "_step", lost)
    with pytest.raises(TrainingDivergedError) as caught:
        next(watch.moments)
    moment.frame(Occasion.ENDED)
    assert load_training_state(orders.state_path).step == 1
    reason, problem = explain(caught.value)
    assert reason is FinishReason.DIVERGED
    assert "The loss became nan at step 6" in problem.text
    assert explain(ValueError()) is None


@pytest.mark.parametrize(
    ("error", "reason", "words"),
    [
        (MemoryError(), FinishReason.OUT_OF_MEMORY, "a smaller batch size"),
        (WriteError("net.pt", "cannot be written"), FinishReason.FAILED, "net.pt: cannot be written"),
        (SettingError("epochs must be more"), FinishReason.FAILED, "epochs must be more"),
        (TrainingDivergedError("the loss became nan"), FinishReason.DIVERGED, "a smaller learning rate"),
    ],
)
def test_an_end_is_explained_with_what_to_do(error, reason, words):
    found, problem = workers.explain("net cannot be trained", error)
    assert found is reason
    assert words in problem.text
    assert problem.title == {FinishReason.FAILED: "net cannot be trained"}.get(reason, problem.title)


@pytest.mark.parametrize(
    ("change", "error", "words"),
    [
        ({"given": {"levels": 3}}, SettingError, "--levels cannot be given"),
        ({"given": {"epochs": 0}}, SettingError, "epochs must be"),
        ({"resume": True}, SettingError, "no unfinished run to resume"),
        ({"sizes": SizeParams(features=9)}, SettingError, "multiple of 8"),
        ({"data": "/no/such/file"}, DataError, "no such file"),
    ],
)
def test_what_cannot_be_trained_is_refused_before_the_first_step(orders, change, error, words):
    with pytest.raises(error, match=words):
        next(Watch(replace(orders, **change)).moments)
    assert not orders.state_path.exists()


def test_a_look_at_the_data_is_what_the_network_will_see(orders, tmp_path):
    images = np.load(orders.data)["images"]
    look = look_at(orders.data, DataParams(limit=3, crop="8x4+0+4"))
    assert (look.total, look.shape) == (3, (1, 4, 8))
    assert (look.pictures[..., 0] == images[:3, 4:]).all()
    assert look.usual == {}  # sides of 4 and 8: too small for any
    whole = look_at(orders.data, DataParams())
    assert set(whole.usual) == {"compact", "ncsn", "ncsnv2"}
    assert whole.usual["ncsn"]["learning_rate"] == 1e-3
    assert whole.usual["compact"]["sigma_max"] == 5.0  # 1.5 * 0.29 * sqrt(2 * 64) = 4.9, rounded up to one digit
    np.savez(tmp_path / "flat.npz", images=np.full((3, 8, 8), 7, np.uint8))
    with pytest.raises(DataError, match="all pixels of all pictures are equal"):
        look_at(str(tmp_path / "flat.npz"), DataParams())


def test_a_state_of_nonsense_is_no_training_to_go_on_with(orders, tmp_path):
    for moment in Watch(orders).moments:
        moment.frame(Occasion.RUNNING)
    state = torch.load(orders.state_path, weights_only=False)
    for wrong in ({"params": "xy", "config": {}}, {"params": {"seed": "x"}, "config": {}}, {"config": {}}):
        torch.save(state | {"setup": wrong}, orders.state_path)
        with pytest.raises(CheckpointError, match=r"its settings cannot be used"):
            found_run(orders.state_path)
    torch.save(state | {"state": state["state"] | {"orders": {"wanted": {"crop": "no"}}}}, orders.state_path)
    with pytest.raises(CheckpointError, match=r"its settings cannot be used"):
        found_run(orders.state_path)
