"""What "the same picture" means: the same noise for a sample in any batch, after any pause, in any process."""

import dataclasses
import hashlib

import pytest
import torch

from app.core.noise import RecordedNoise, SampleNoise, stream_seed
from app.core.pixels import both_frames, to_frames, to_unit
from app.core.sampling import starting_point
from app.jobs.sampling import run_all
from app.networks.model import NetworkModel
from app.networks.spaces import SpaceModel
from app.params import LiveParams, SampleSettings
from tests.models import gaussian, small_network
from tests.processes import python
from tests.walks import run_batch

SHAPE = (1, 8, 8)
SETTINGS = SampleSettings(levels=4, steps_per_level=3, sigma_max=2.0, count=7, batch_size=7, epsilon=4e-5)


@pytest.fixture
def model():
    info = gaussian(shape=SHAPE).describe()
    return NetworkModel(small_network(), info)


def samples(model, settings, changes=()):
    by_first = {now.first: now.step.x for now in run_all(model, settings, changes)}
    return torch.cat([by_first[first] for first in sorted(by_first)])


def test_each_sample_has_its_own_noise_whatever_the_batch():
    whole = SampleNoise(3, SHAPE, 6)
    parts = SampleNoise(3, SHAPE, 2), SampleNoise(3, SHAPE, 3, first=2), SampleNoise(3, SHAPE, indices=[5])
    for draw in ("uniform", "normal", "normal"):
        split = torch.cat([getattr(part, draw)() for part in parts])
        assert torch.equal(getattr(whole, draw)(), split)


def test_noise_is_contiguous_float32_of_the_right_law():
    noise = SampleNoise(0, (3, 64, 64), 8).normal()
    assert noise.is_contiguous()
    assert noise.dtype == torch.float32
    assert abs(noise.mean()) < 5 / noise.numel() ** 0.5
    assert abs(noise.var() - 1) < 5 * (2 / noise.numel()) ** 0.5
    correlation = torch.corrcoef(noise.flatten(1)) - torch.eye(8)
    assert correlation.abs().max() < 5 / (3 * 64 * 64) ** 0.5


def test_seeds_that_agree_in_32_bits_differ():
    first, second = (SampleNoise(seed, SHAPE, 1).normal() for seed in (1, 1 + 2**32))
    assert not torch.equal(first, second)
    assert len({stream_seed(s, k) for s in (0, 1, 2**32, 2**62) for k in range(-1, 100)}) == 4 * 101


def test_the_batch_size_changes_results_by_rounding_only(model):
    whole = samples(model, SETTINGS)
    assert whole.isfinite().all()
    for size in (1, 3):
        split = samples(model, dataclasses.replace(SETTINGS, batch_size=size))
        torch.testing.assert_close(split, whole, atol=1e-4, rtol=0)


def test_more_samples_leave_the_first_ones_as_they_are(model):
    more = samples(model, dataclasses.replace(SETTINGS, count=9, batch_size=9))
    torch.testing.assert_close(more[:7], samples(model, SETTINGS), atol=1e-4, rtol=0)


def test_a_run_is_the_same_bits_again_and_after_a_pause(model):
    first = samples(model, SETTINGS)
    steps = run_all(model, SETTINGS)
    for _ in range(5):
        now = next(steps)
    # What others do in between must not matter.
    torch.manual_seed(99)
    torch.randn(1000)
    samples(model, dataclasses.replace(SETTINGS, seed=5))
    *_, now = steps
    assert torch.equal(now.step.x, first)
    assert not torch.equal(samples(model, dataclasses.replace(SETTINGS, seed=1)), first)


@pytest.mark.usefixtures("two_threads")
def test_another_process_makes_the_same_bits(model):
    code = (
        "import hashlib, tests.unit.test_sampling as t\n"
        "from app.networks.model import NetworkModel\n"
        "m = NetworkModel(t.small_network(), t.gaussian(shape=t.SHAPE).describe())\n"
        "print(hashlib.sha256(t.samples(m, t.SETTINGS).numpy().tobytes()).hexdigest())"
    )
    digest = hashlib.sha256(samples(model, SETTINGS).numpy().tobytes()).hexdigest()
    done = python("-c", code)
    assert done.stdout.strip() == digest, done.stderr


def test_recorded_changes_act_again_where_they_did(model):
    now = {"params": SETTINGS.live}
    noise = SampleNoise(SETTINGS.seed, SHAPE, 7)
    changes, previous, x = [], SETTINGS.live, None
    for n, step in enumerate(run_batch(model, SETTINGS, lambda: now["params"], noise)):
        if step.params != previous:
            changes.append((n, step.params))
            previous = step.params
        x = step.x
        if n == 2:
            now["params"] = LiveParams(8e-5, 5, 0.5)
        if n == 7:
            now["params"] = LiveParams(2e-5, 1, 1.0)  # ends the level under way
    assert [n for n, _ in changes] == [3, 8]
    assert torch.equal(samples(model, SETTINGS, changes), x)
    assert not torch.equal(samples(model, SETTINGS), x)


class Small:
    """A model on a device with room for ``limit`` samples."""

    def __init__(self, model, limit, error):
        self.model, self.limit, self.error = model, limit, error
        self.shape, self.device, self.from_pixels, self.sizes = model.shape, model.device, model.from_pixels, []

    def score(self, x, sigma):
        self.sizes.append(len(x))
        if len(x) > self.limit:
            raise self.error
        return self.model.score(x, sigma)


@pytest.mark.parametrize(
    "error",
    [
        torch.OutOfMemoryError("CUDA out of memory"),
        RuntimeError("[enforce fail] DefaultCPUAllocator: can't allocate memory: you tried to allocate 99 bytes"),
        MemoryError(),
    ],
)
def test_out_of_memory_halves_the_batch_and_goes_on(model, error):
    small = Small(model, 2, error)
    by_first = {now.first: now for now in run_all(small, SETTINGS)}
    assert {now.size for now in by_first.values()} == {1}  # 7 -> 3 -> 1
    assert all(now.shrunk for now in by_first.values())
    torch.testing.assert_close(
        torch.cat([by_first[k].step.x for k in range(7)]), samples(model, SETTINGS), atol=1e-4, rtol=0
    )


def test_out_of_memory_for_a_single_sample_is_an_error(model):
    with pytest.raises(MemoryError):
        list(run_all(Small(model, 0, MemoryError()), SETTINGS))


def test_other_errors_are_not_taken_for_memory(model):
    small = Small(model, 3, RuntimeError("shapes do not fit"))
    with pytest.raises(RuntimeError, match="shapes"):
        list(run_all(small, SETTINGS))
    assert small.sizes == [7]


def test_a_uniform_start_is_uniform_in_pixels_whatever_the_data_space():
    info = dataclasses.replace(gaussian(shape=SHAPE).describe(), data_space="centred")
    centred = SpaceModel(small_network(), info)
    x = starting_point(centred, SETTINGS, SampleNoise(0, SHAPE, 7))
    torch.testing.assert_close(x, 2 * SampleNoise(0, SHAPE, 7).uniform() - 1)


def test_pixels_are_rounded_and_clamped():
    x = torch.tensor([-1.0, 0.0, 0.4999, 1.0, 7.0, 128.4 / 255]).reshape(1, 1, 2, 3)
    model = gaussian(shape=(1, 2, 3))
    frames = to_frames(model, x)
    assert frames.shape == (1, 2, 3, 1)
    assert frames.flags.c_contiguous
    assert frames.flatten().tolist() == [0, 0, 127, 255, 255, 128]
    assert to_unit(model, x).max() == 1
    other = both_frames(model, x, 1 - x)
    assert [part.flatten().tolist() for part in other] == [frames.flatten().tolist(), [255, 255, 128, 0, 0, 127]]
    assert all(part.flags.c_contiguous and part.shape == frames.shape for part in other)


def test_recorded_noise_has_no_start_unless_given():
    with pytest.raises(ValueError, match="starting point"):
        RecordedNoise([]).uniform()
