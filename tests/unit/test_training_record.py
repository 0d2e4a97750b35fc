"""What is noted of a training, the smallest loss there is, what is kept along the way, and its command line."""

import math
import shlex
import threading
from pathlib import Path

import numpy as np
import pytest
import torch

from app.cli import build_parser
from app.commands.options import given
from app.io.along import keep_grid, kept_steps, network_path, thin
from app.jobs.threads import threads_here
from app.params import SettingError, TrainParams
from app.params.data import DataParams
from app.params.training import SizeParams, WatchParams
from app.params.training_run import Orders, command
from app.training import optimum
from app.training.objectives import LevelDenoising, PreconditionedDenoising
from app.training.record import LevelLosses, LossTrace

GREYS = (51, 204)
"""Two pictures, each of one grey, 0.2 and 0.8."""


def two_greys(side=2):
    return torch.stack([torch.full((1, side, side), grey, dtype=torch.uint8) for grey in GREYS])


def expected_error(sigma, numbers):
    """The mean squared error of the best estimate of which of the two it was, by the trapezoidal rule."""
    apart = 0.6 * math.sqrt(numbers)
    u = np.linspace(-8, 8, 20001)
    density = np.exp(-u * u / 2) / math.sqrt(2 * math.pi)
    wrong = 1 / (1 + np.exp(np.clip(apart**2 / (2 * sigma**2) + apart * u / sigma, -700, 700)))
    return float(np.trapezoid(density * (0.6 * wrong) ** 2, u))


@pytest.mark.parametrize("sigma", [0.3, 1.0, 3.0])
def test_the_smallest_loss_of_two_pictures_is_that_of_telling_them_apart(sigma, monkeypatch):
    monkeypatch.setattr(optimum, "TRIALS", 20_000)
    (loss,) = optimum.best_losses(two_greys(), [sigma], LevelDenoising((sigma,)).weight, flip=False)
    assert loss == pytest.approx(expected_error(sigma, 4) / sigma**2, rel=0.05)


def test_the_smallest_loss_vanishes_where_noise_hides_nothing_and_knows_mirror_images():
    def weight(_sigma):
        return 1.0

    small, large = optimum.best_losses(two_greys(), [1e-3, 1e4], weight, flip=False)
    assert small == pytest.approx(0, abs=1e-12)
    assert large == pytest.approx(0.09, rel=1e-3)  # the mean of both is as good as anything
    edge = torch.zeros(1, 1, 2, 2, dtype=torch.uint8)
    edge[..., 0] = 255
    (alone,) = optimum.best_losses(edge, [1e4], weight, flip=False)
    (mirrored,) = optimum.best_losses(edge, [1e4], weight, flip=True)
    assert (alone, mirrored) == pytest.approx((0, 0.25), abs=1e-3)
    assert not optimum.computable(torch.empty(1).expand(optimum.MOST_NUMBERS + 1))


def test_many_pictures_are_gone_through_in_parts(monkeypatch):
    images = torch.randint(0, 256, (23, 1, 2, 2), generator=torch.Generator().manual_seed(1)).byte()
    whole = list(optimum.best_losses(images, [0.1, 0.5], lambda _: 1.0, flip=True))
    monkeypatch.setattr(optimum, "CHUNK", 4)
    assert list(optimum.best_losses(images, [0.1, 0.5], lambda _: 1.0, flip=True)) == pytest.approx(whole, rel=1e-9)


def test_the_weight_of_a_pixel_s_error_is_that_of_the_loss():
    sigma = torch.tensor([0.5])

    class Off:
        """Estimates 0.1 too much."""

        def denoise(self, x, sigma):
            return torch.full_like(x, 0.4)

        def __call__(self, x, sigma):
            return (0.4 - x) / sigma[:, None, None, None] ** 2

    clean, z = torch.full((1, 1, 2, 2), 0.3), torch.randn(1, 1, 1, 2, 2, generator=torch.Generator().manual_seed(0))
    for objective in (LevelDenoising((0.5,)), PreconditionedDenoising(TrainParams(), 0.2)):
        loss = float(objective.losses(Off(), clean, z, sigma))
        assert loss == pytest.approx(0.01 * objective.weight(0.5), rel=1e-4)


def test_losses_are_sorted_by_their_nearest_level_and_averaged():
    record = LevelLosses(TrainParams(architecture="ncsn", levels=3, sigma_max=1.0, sigma_min=0.01))
    assert record.sigmas == pytest.approx((1.0, 0.1, 0.01))
    record.add(torch.tensor([1.0, 0.9, 0.1]), torch.tensor([2.0, 4.0, 7.0]))
    assert record.array()[:2].tolist() == [3.0, 7.0]
    assert math.isnan(record.array()[2])
    record.add(torch.tensor([0.8, 0.02]), torch.tensor([6.0, 1.0]))
    assert record.array().tolist() == pytest.approx([4.0, 7.0, 1.0])
    # Of old losses little is left after twice as many new ones as a mean is taken over.
    for loss, batches in ((0.0, 50), (10.0, 40)):
        for _ in range(batches):
            record.add(torch.full((100,), 1.0), torch.full((100,), loss))
    assert record.array()[0] == pytest.approx(10 * (1 - (1 - 100 / 2000) ** 40), abs=0.01)


def test_the_curve_goes_on_where_it_was_left():
    whole, part = LossTrace(points=8), LossTrace(points=8)
    for step in range(1, 13):
        whole.add(step, step / 2)
    for step in range(1, 9):
        part.add(step, step / 2)
    again = LossTrace(points=8)
    again.load(part.state())
    for step in range(9, 13):
        again.add(step, step / 2)
    for one, other in zip(whole.arrays(), again.arrays(), strict=True):
        assert one.tolist() == other.tolist()
    for wrong in (
        {},
        {"stride": 1, "steps": [1.0], "losses": []},
        {"stride": 1, "steps": [2.0, 1.0], "losses": [0, 0]},
    ):
        with pytest.raises((KeyError, TypeError, SettingError)):
            LossTrace().load(wrong)


def kept(folder):
    return [step.step for step in kept_steps(folder)]


def test_what_is_kept_is_thinned_evenly_and_nothing_else_is_touched(tmp_path):
    folder = tmp_path / "net.along"
    assert kept_steps(folder) == ()
    for step in range(10, 90, 10):
        keep_grid(folder, step, *np.zeros((2, 1, 2, 2, 1), np.uint8))
        network_path(folder, step).write_bytes(bytes(1000))
    for other in ("step-1.png", "mine.png", "step-000000010.png.txt"):
        (folder / other).write_bytes(bytes(5000))
    grid = sum(path.stat().st_size for path in folder.glob("step-000000010*.png"))
    assert [Path(path).name for path in (kept_steps(folder)[0].grid, kept_steps(folder)[0].nearest)] == [
        "step-000000010.png", "step-000000010.nearest.png",
    ]  # fmt: skip
    thin(folder, 8 * (1000 + grid))
    assert kept(folder) == [10, 20, 30, 40, 50, 60, 70, 80]
    thin(folder, 5 * (1000 + grid))
    left = kept(folder)
    assert (len(left), left[0], left[-1]) == (5, 10, 80)
    assert max(np.diff(left)) <= 30
    thin(folder, 10**9, after=left[2])
    assert kept(folder) == left[:3]
    thin(folder, 0)
    assert kept(folder) == []
    assert len(list(folder.iterdir())) == 3


def test_a_number_of_threads_is_that_of_one_thread_only():
    usual = torch.get_num_threads()
    seen = []
    wanted = usual + 1

    def look():
        seen.append(torch.get_num_threads())

    with threads_here(wanted) as count:
        assert count == torch.get_num_threads() == wanted
        other = threading.Thread(target=look)
        other.start()
        other.join()
    assert seen == [usual]
    assert torch.get_num_threads() == usual
    with threads_here(None) as count:
        assert count == usual


def test_orders_as_a_command_line_are_read_back_as_the_same_orders():
    orders = Orders(
        Path("a b.safetensors"), {"epochs": 20, "flip": True, "architecture": "ncsn", "levels": 4}, SizeParams(8),
        "some 'data'.npz", DataParams(crop="8x8+0+0", grey=True, licence="mine & yours"),
        WatchParams(half=True, keep_mib=5, sample_minutes=2.5, threads=1), overwrite=True,
    )  # fmt: skip
    words = shlex.split(command(orders))
    args = build_parser().parse_args(words[1:])
    assert given(args, TrainParams) == orders.given
    assert SizeParams(**given(args, SizeParams)) == orders.sizes
    assert DataParams(**given(args, DataParams)) == orders.wanted
    assert WatchParams(**given(args, WatchParams)) == orders.watch
    assert (args.data, args.out, args.overwrite, args.resume) == (orders.data, str(orders.out), True, False)
