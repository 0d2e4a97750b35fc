"""Choosing where to compute."""

from __future__ import annotations

import torch

from app.params import SettingError
from app.params.threads import cpu_label

DEVICES = ("auto", "cuda", "mps", "cpu")


def resolve_device(name: str) -> torch.device:
    """The device meant by ``name``: one of DEVICES or "cuda:1"; auto is cuda, else mps, else cpu.

    Raises SettingError with the devices at hand when there is no such device.
    """
    at_hand = available_devices()
    if name == "auto":
        return torch.device(at_hand[0])
    kind, _, index = name.partition(":")
    if kind not in at_hand:
        raise SettingError(f"the device {name!r} is not at hand here; there is: {', '.join(at_hand)}")
    if index and not (kind == "cuda" and index.isdigit() and int(index) < torch.cuda.device_count()):
        raise SettingError(f"there is no device {name!r} here; there is: {', '.join(at_hand)}")
    return torch.device(name)


def is_out_of_memory(error: BaseException) -> bool:
    """Whether an error means that the device's memory is used up (only CUDA has a class of its own for it)."""
    if isinstance(error, (MemoryError, torch.OutOfMemoryError)):
        return True
    return isinstance(error, RuntimeError) and any(
        phrase in str(error) for phrase in ("can't allocate memory", "out of memory")
    )


def available_devices() -> list[str]:
    """The kinds of device at hand, best first; the CPU always."""
    found = ["cuda"] if torch.cuda.is_available() else []
    if torch.backends.mps.is_available():
        found.append("mps")
    return [*found, "cpu"]


def device_label(device: torch.device) -> str:
    """A name for people, such as "NVIDIA H200 (139 GiB)" or "CPU (2 threads)"."""
    if device.type == "cuda":
        facts = torch.cuda.get_device_properties(device)
        return f"{facts.name} ({facts.total_memory / 2**30:.0f} GiB)"
    if device.type == "mps":
        return "Apple GPU"
    return cpu_label(torch.get_num_threads())
