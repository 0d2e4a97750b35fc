"""Speed on NVIDIA graphics cards: TensorFloat-32, bfloat16, and CUDA graphs. Elsewhere nothing of it acts.

TF32 rounds the factors of each product to 10 bits of mantissa, bfloat16 (autocast) to 7; both sum in float32. A CUDA
graph records the kernels of one evaluation and starts them all at once, which pays where a network has many small ones.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from app.networks.model import NetworkModel

Forward = Callable[[Tensor, Tensor], Tensor]
"""x [B, C, H, W] and sigma [B] or [1] -> the score."""

MOST_GRAPHS = 4
"""Graphs kept, one a shape; each keeps the memory of its maps."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Accelerated:
    """What is in force now, and ``remarks`` about what could not be."""

    precision: str
    graphs: bool
    remarks: tuple[str, ...] = ()


def accelerate(model: NetworkModel, precision: str, *, graphs: bool) -> Accelerated:
    """Let the model compute in ``precision`` ("float32", "tf32", "bf16") and by CUDA graphs, if it is on such a device.

    float32 is exact: torch's own default of TF32 in convolutions is switched off.
    """
    if model.device.type != "cuda":
        asked = precision != "float32" or graphs
        text = "TF32, bf16 and CUDA graphs need an NVIDIA graphics card: the network computes in float32"
        return Accelerated("float32", False, (text,) if asked else ())
    forward: Forward = InPrecision(model.network, precision)
    remarks: tuple[str, ...] = ()
    if graphs:
        try:
            x = torch.zeros(1, *model.shape, device=model.device)
            evaluation(forward, x, model.sigmas[:1].float().to(model.device))
            forward = Graphed(forward)
        except RuntimeError as error:
            graphs = False
            remarks = (f"CUDA graphs cannot record this network ({first_line(error)}): it computes without",)
    model.forward = forward
    return Accelerated(precision, graphs, remarks)


class InPrecision:
    """A network whose products are made in one precision; the flags are torch's and global, so each call sets them."""

    def __init__(self, network: Forward, precision: str) -> None:
        self._network = network
        self._tf32 = precision == "tf32"
        self._bf16 = precision == "bf16"

    def __call__(self, x: Tensor, sigma: Tensor) -> Tensor:
        torch.backends.cudnn.allow_tf32 = torch.backends.cuda.matmul.allow_tf32 = self._tf32
        with torch.autocast(x.device.type, dtype=torch.bfloat16, enabled=self._bf16):
            return self._network(x, sigma).float()


class Graphed:
    """Replays a recorded evaluation for each shape met; where recording fails, computes without for good."""

    def __init__(self, forward: Forward, record: Callable[[Forward, Tensor, Tensor], Forward] | None = None) -> None:
        self._forward = forward
        self._record = record or evaluation
        self._graphs: dict[tuple[int, ...], Forward] = {}
        self.works = True

    def __call__(self, x: Tensor, sigma: Tensor) -> Tensor:
        if not self.works or torch.is_grad_enabled():
            return self._forward(x, sigma)
        key = (*x.shape, len(sigma))
        if key not in self._graphs:
            if len(self._graphs) >= MOST_GRAPHS:
                self._graphs.pop(next(iter(self._graphs)))
            try:
                self._graphs[key] = self._record(self._forward, x, sigma)
            except torch.OutOfMemoryError:
                raise
            except RuntimeError as error:
                _log.warning("CUDA graphs are given up: %s", first_line(error))
                self.works = False
                return self._forward(x, sigma)
        return self._graphs[key](x, sigma)


def evaluation(forward: Forward, x: Tensor, sigma: Tensor) -> Forward:
    """A recorded evaluation, without gradients. Raises RuntimeError if the network cannot be recorded."""
    without: Callable[..., Tensor] = torch.inference_mode()(forward)
    return capture(without, x, sigma)


def capture(function: Callable[..., Tensor], *inputs: Tensor) -> Callable[..., Tensor]:
    """``function`` recorded for inputs of these shapes. Raises RuntimeError if it cannot be recorded.

    What it does besides returning a tensor (gradients, say) it does at each call, to the same memory.
    """
    own = [tensor.clone() for tensor in inputs]
    aside: Any = torch.cuda.Stream()  # type: ignore[no-untyped-call] # torch gives it no types
    aside.wait_stream(torch.cuda.current_stream())
    with torch.cuda.stream(aside):
        for _ in range(3):  # libraries choose their algorithms and take their memory before anything is recorded
            function(*own)
    torch.cuda.current_stream().wait_stream(aside)
    graph = torch.cuda.CUDAGraph()
    # Other threads may ask the driver for memory meanwhile.
    with torch.cuda.graph(graph, capture_error_mode="thread_local"):
        out = function(*own)

    def replay(*inputs: Tensor) -> Tensor:
        for mine, given in zip(own, inputs, strict=True):
            mine.copy_(given)
        graph.replay()
        return out.clone()

    return replay


def first_line(error: Exception) -> str:
    """The beginning of an error's message."""
    return str(error).strip().partition("\n")[0][:160]
