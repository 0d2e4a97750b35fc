"""Several processes at one task, begun by torchrun, or by what sets RANK, WORLD_SIZE and LOCAL_RANK as it does."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import torch
import torch.distributed as dist
from torch.distributed.distributed_c10d import PrefixStore
from torch.distributed.rendezvous import rendezvous

from app.core.device import resolve_device
from app.params import SettingError
from app.params.checks import whole
from app.training.ranks import ALONE, Ranks

MOST = 100_000


def ranks_here() -> Ranks:
    """Which process it is among those that torchrun began; alone where it began none. Raises SettingError."""
    size = _number("WORLD_SIZE", 1, 1)
    return ALONE if size == 1 else Ranks(_number("RANK", 0, 0, size - 1), size)


def restarted() -> bool:
    """Whether torchrun began these processes anew after some had failed."""
    return _restarts() > 0


def _restarts() -> int:
    return _number("TORCHELASTIC_RESTART_COUNT", 0, 0)


def device_here(name: str) -> torch.device:
    """The device ``name`` ("auto", "cuda", "cpu", ...); of several graphics cards each process has its own."""
    device = resolve_device(name)
    if ranks_here().size == 1 or device.type != "cuda" or ":" in name:
        return device
    own = torch.device("cuda", _number("LOCAL_RANK", 0, 0) % torch.cuda.device_count())
    torch.cuda.set_device(own)
    return own


@contextmanager
def joined(ranks: Ranks) -> Iterator[None]:
    """For the block the processes are one group of torch.distributed, if there are several."""
    if ranks.size == 1:
        yield
        return
    store, rank, size = next(rendezvous("env://"))
    # What the processes of before a restart wrote into it must not be taken for these: gloo would wait for them.
    store = PrefixStore(f"attempt-{_restarts()}", store)
    backend = "cpu:gloo,cuda:nccl" if torch.cuda.is_available() else "gloo"
    dist.init_process_group(backend, store=store, rank=rank, world_size=size)
    try:
        yield
    finally:
        dist.destroy_process_group()


def _number(name: str, usual: int, low: int, high: int = MOST) -> int:
    text = os.environ.get(name, str(usual))
    if not text.isascii() or not text.isdigit():
        raise SettingError(f"the environment's {name} must be a whole number, not {text[:40]!r}")
    return whole(f"the environment's {name}", int(text[:20]), low, high)
