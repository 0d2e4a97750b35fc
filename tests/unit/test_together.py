"""Several processes at one training or sampling: the same result as of one, and what is left when some are stopped."""

import contextlib
import os
import signal
import socket
import subprocess
import sys

import numpy as np
import pytest
import torch

from app.cli import main
from app.io.checkpoint import load_checkpoint
from app.io.training_state import load_training_state
from app.jobs.parts import Parts
from app.jobs.together import ranks_here, restarted
from app.params import SettingError
from app.training.ranks import Ranks, normals
from tests.conftest import ROOT
from tests.models import write_small
from tests.processes import SECONDS
from tests.warm import Command

LONG = pytest.mark.skipif(
    not os.environ.get("SCORE_EXPLORER_LONG"), reason="three processes of torchrun: with SCORE_EXPLORER_LONG=1"
)
PATIENCE = 2 * SECONDS
"""Two processes start at once, and wait for each other."""
SMALL = ["--features", "8", "--coarse-features", "16", "--batch-size", "9", "--device", "cpu", "--sample-every", "0"]


@pytest.fixture
def words(tmp_path):
    """A training of 24 pictures; without a warm-up of 300 steps, so that it moves."""
    pictures = np.random.default_rng(1).integers(0, 256, (27, 8, 8), dtype=np.uint8)
    np.savez(tmp_path / "data.npz", images=pictures)

    def make(name, *more, epochs=3):
        return ["train", "--data", str(tmp_path / "data.npz"), "--out", str(tmp_path / name), *SMALL, "--epochs",
                str(epochs), "--warmup-steps", "0", *more]  # fmt: skip

    return make


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@contextlib.contextmanager
def ranks(count, words):
    """So many processes, as torchrun would begin them. All end with the block."""
    place = os.environ | {"MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(free_port()), "WORLD_SIZE": str(count)}
    with contextlib.ExitStack() as stack:
        yield [
            stack.enter_context(
                Command(*words, environment=place | {"RANK": str(k), "LOCAL_RANK": str(k)}, patience=PATIENCE)
            )
            for k in range(count)
        ]


def ends(begun):
    """(return code, output, errors) of each."""
    found = [process.communicate() for process in begun]
    return [(process.returncode, *texts) for process, texts in zip(begun, found, strict=True)]


def weights(path):
    return load_checkpoint(path).network.state_dict()


def test_the_work_of_a_sum_is_not_left_to_its_thread_alone(monkeypatch):
    """Which would want the interpreter's lock to drop it, while the end of the group waits for it with that lock."""
    dropped = []

    class Work:
        def wait(self):
            return True

        def __del__(self):
            dropped.append(self)

    monkeypatch.setattr(torch.distributed, "all_reduce", lambda total, async_op: total.mul_(2) is total and Work())
    assert Ranks(0, 2).sums(1.0, 3.0) == [2.0, 6.0]
    assert dropped == []
    for _ in range(100):
        Ranks(0, 2).sums(1.0)
    assert 0 < len(dropped) < 101  # nor are all kept


def test_two_processes_stop_together_and_train_as_one_does_and_one_of_them_writes(words, tmp_path):
    assert main(words("one.safetensors")) == 0
    with ranks(2, words("long.safetensors", epochs=100_000)) as begun:
        begun[0].wait_for("epoch 2")
        begun[1].send_signal(signal.SIGTERM)  # one is told to stop: both do, after the same step
        (code, out, said), (other, nothing, silent) = ends(begun)
    assert (code, other) == (1, 1), said + silent
    assert "the state is saved. Go on with --resume." in said
    assert 0 < load_training_state(tmp_path / "long.resume.pt").step < 300_000
    assert (out, nothing, silent) == ("", "", "")
    with ranks(2, words("two.safetensors")) as begun:
        (code, out, said), (other, nothing, silent) = ends(begun)
    assert (code, other) == (0, 0), said + silent
    assert "9 steps" in out
    assert "epoch 3: loss" in said
    assert (nothing, silent) == ("", "")
    one, two = (load_training_state(tmp_path / f"{name}.resume.pt") for name in ("one", "two"))
    assert two.complete
    assert two.loss == pytest.approx(one.loss, rel=1e-4)
    for name, tensor in one.state["network"].items():
        torch.testing.assert_close(two.state["network"][name], tensor, rtol=1e-2, atol=1e-4)
    assert main(words("two.safetensors", "--resume", epochs=4)) == 0  # one goes on where two were


@LONG
def test_torchrun_goes_on_after_one_of_three_was_killed(words, tmp_path):
    command = [sys.executable, "-m", "torch.distributed.run", "--nproc-per-node", "3", "--max-restarts", "1",
               "--master-port", str(free_port()), "-m", "app"]  # fmt: skip
    process = subprocess.Popen(
        [*command, *words("net.safetensors", "--save-every", "0", epochs=20)], cwd=ROOT, stderr=subprocess.PIPE,
        text=True,
    )  # fmt: skip
    try:
        seen = ""
        while "epoch 3:" not in seen:
            seen += process.stderr.read(1)
        children = subprocess.run(["pgrep", "-P", str(process.pid)], capture_output=True, text=True, check=True)
        os.kill(int(children.stdout.split()[-1]), signal.SIGKILL)
        _, rest = process.communicate(timeout=290)
        assert process.returncode == 0, rest
    finally:
        process.terminate()
        process.communicate(timeout=SECONDS)
    state = load_training_state(tmp_path / "net.resume.pt")
    assert (state.complete, state.step) == (True, 60)
    assert rest.count("epoch 20:") == 1


def test_noise_belongs_to_a_picture_s_place_in_the_whole_batch():
    whole = normals(7, 3, range(10), (1, 2, 2))
    parts = [normals(7, 3, Ranks(rank, 3).share(10), (1, 2, 2)) for rank in range(3)]
    assert torch.equal(torch.cat(parts), whole)
    assert not torch.equal(normals(7, 4, range(10), (1, 2, 2)), whole)
    assert not torch.equal(normals(8, 3, range(10), (1, 2, 2)), whole)
    assert len({tuple(row.flatten().tolist()) for row in whole}) == 10


@pytest.mark.parametrize(("count", "size"), [(9, 2), (128, 3), (3, 3)])
def test_shares_are_the_whole_batch_in_order(count, size):
    shares = [Ranks(rank, size).share(count) for rank in range(size)]
    assert [k for share in shares for k in share] == list(range(count))
    assert max(map(len, shares)) - min(map(len, shares)) <= 1


def test_what_the_environment_says_is_checked(monkeypatch):
    assert ranks_here() == Ranks(0, 1)
    monkeypatch.setenv("WORLD_SIZE", "4")
    monkeypatch.setenv("RANK", "2")
    assert ranks_here() == Ranks(2, 4)
    assert not restarted()
    monkeypatch.setenv("TORCHELASTIC_RESTART_COUNT", "1")
    assert restarted()
    monkeypatch.setenv("RANK", "4")
    with pytest.raises(SettingError, match="RANK must be from 0 to 3"):
        ranks_here()
    monkeypatch.setenv("RANK", "-1")
    with pytest.raises(SettingError, match="whole number"):
        ranks_here()


# Sampling: the processes know nothing of each other, so one after the other is as good as all at once.


@pytest.fixture
def sample(tmp_path, monkeypatch):
    monkeypatch.setattr(torch, "set_num_threads", lambda n: None)
    net = write_small(tmp_path / "net.safetensors")

    def call(name, rank=None, size=2, *more):
        for key, value in {} if rank is None else {"WORLD_SIZE": size, "RANK": rank}.items():
            monkeypatch.setenv(key, str(value))
        words = ["sample", "--checkpoint", str(net), "-n", "7", "--batch-size", "2", "-T", "1", "--levels", "3"]
        code = main([*words, "--out", str(tmp_path / f"{name}.png"), "--npz", str(tmp_path / f"{name}.npz"), *more])
        for key in ("WORLD_SIZE", "RANK"):
            monkeypatch.delenv(key, raising=False)
        return code

    return call


def files(tmp_path, name):
    return [(tmp_path / f"{name}.{end}").read_bytes() for end in ("png", "npz")]


def parts_of(tmp_path):
    return sorted(path.name for folder in tmp_path.glob("*.parts-*") for path in folder.iterdir())


def test_two_processes_sample_what_one_does_bit_for_bit(sample, tmp_path, capsys):
    threads = str(torch.get_num_threads())
    assert sample("one", None, 1, "--threads", threads) == 0
    capsys.readouterr()
    assert sample("two", 1) == 0
    assert parts_of(tmp_path) == ["batch-000001.f32", "batch-000003.f32"]
    assert capsys.readouterr().out == ""
    assert not (tmp_path / "two.png").exists()
    assert sample("two", 0) == 0
    assert "7 samples" in capsys.readouterr().out
    assert files(tmp_path, "one") == files(tmp_path, "two")
    assert parts_of(tmp_path) == []
    assert sample("again", None, 1, "--from-image", str(tmp_path / "two.png")) == 0
    assert files(tmp_path, "again") == files(tmp_path, "two")


def test_what_is_there_is_not_made_again_and_what_is_damaged_is(sample, tmp_path, monkeypatch):
    assert sample("net", 1) == 0
    (folder,) = tmp_path.glob("*.parts-*")
    kept = (folder / "batch-000001.f32").read_bytes()
    (folder / "batch-000003.f32").write_bytes(b"half of a file")
    written = []
    monkeypatch.setattr(Parts, "write", lambda self, index, samples: written.append(index))
    assert sample("net", 1) == 0
    assert written == [3]
    assert (folder / "batch-000001.f32").read_bytes() == kept


def test_parts_of_another_run_are_not_taken(sample, tmp_path):
    assert sample("net", 1) == 0
    assert sample("net", 0, 2, "--seed", "5") == 0
    assert len(list(tmp_path.glob("*.parts-*"))) == 2
    assert not (tmp_path / "net.png").exists()


def test_threads_are_written_down_and_checked(sample, capsys):
    assert sample("net", None, 1, "--threads", "0") == 2
    assert "--threads must be from 1" in capsys.readouterr().err
