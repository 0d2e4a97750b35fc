"""Steps of annealed Langevin dynamics: ours beside the public loop over the same network written out literally.

    python -m tests.bench.bench_networks [--compiled] [--steps N]

Where there is an NVIDIA graphics card, the same follows on it: exact, in TF32 and in bfloat16, with CUDA graphs.

One step is one evaluation of the network and one update, as in the loop's body. The literal side is the public code's
own arithmetic (tests/literal.py) in eager, contiguous float32; ours is ``app.core.langevin.anneal`` over the model as
``load_checkpoint`` gives it. The two take turns, so that whatever else the machine does meets both; the median of the
ratios of neighbours is the result.
"""

from __future__ import annotations

import argparse
import math
import statistics
import time

import torch

from app.core.device import device_label
from app.core.noise import GlobalNoise
from app.io.kernels import compile_model
from app.networks import registry
from app.networks.cuda import accelerate
from app.networks.spaces import SpaceModel
from app.params import LiveParams, ModelInfo
from app.params.opening import PRECISIONS
from tests import literal
from tests.walks import anneal

SIGMAS = tuple(math.exp(-math.log(100) * i / 9) for i in range(10))
BATCH = 16
CASES = [("ncsn", 1, 64, 28), ("ncsnv2", 1, 64, 28), ("ncsn", 3, 128, 32), ("ncsnv2", 3, 128, 32)]


def network_of(kind, channels, features):
    """The named network with weights that keep the maps of unit size."""
    torch.manual_seed(0)
    more = {"sigmas": list(SIGMAS)} if kind == "ncsn" else {"levels": len(SIGMAS)}
    return registry.build(kind, {"channels": channels, "features": features} | more).eval().requires_grad_(False)


def literal_steps(state, x, conditional, device):
    """The body of the public loop, for ever: one evaluation, the norms it reports, one update."""
    labels = torch.zeros(BATCH, dtype=torch.long, device=device)
    step_size = 2e-5 * (SIGMAS[0] / SIGMAS[-1]) ** 2
    while True:
        with torch.no_grad():
            grad = literal.refinenet(state, x, labels)
            if not conditional:
                grad = grad / torch.full((BATCH,), SIGMAS[0], device=device)[:, None, None, None]
            noise = torch.randn_like(x) * math.sqrt(step_size * 2)
            x = x + step_size * grad + noise
        yield x


def our_steps(model, x, shape, device):
    """The same steps of our sampler."""
    params = LiveParams(epsilon=4e-5, steps_per_level=10**5)
    for step in anneal(model, x, SIGMAS, lambda: params, GlobalNoise(shape, BATCH, device)):
        yield step.x


def seconds(steps, count, device):
    """How long ``count`` steps take, per step."""
    began = time.perf_counter()
    for _ in range(count):
        next(steps)
    if device.type == "cuda":
        torch.cuda.synchronize()
    return (time.perf_counter() - began) / count


def info_of(kind, shape):
    """What a model must say of itself."""
    return ModelInfo(
        name=kind, path="", format="", sha256="", architecture=kind, arguments={}, parameters=0, shape=shape,
        sigmas=SIGMAS, continuous=False, weights="live",
    )  # fmt: skip


def compare(case, *, rounds, count, device, compiled=False, precision=None):
    """Print one line: how long a step takes on either side, and how far their scores are apart."""
    kind, channels, features, side = case
    shape = (channels, side, side)
    network = network_of(kind, channels, features)
    state = {k: v.clone().to(device) for k, v in network.state_dict().items()}
    model = SpaceModel(network, info_of(kind, shape), device)
    compile_s = compile_model(model) if compiled else 0
    how = f", compiled (built in {compile_s:.1f} s)" if compiled else ""
    if precision is not None:
        done = accelerate(model, precision, graphs=True)
        how = f", {done.precision}{' with graphs' if done.graphs else ''}"
    x = torch.rand(BATCH, *shape).to(device)
    labels = torch.zeros(BATCH, dtype=torch.long, device=device)
    with torch.inference_mode():
        expected = literal.refinenet(state, x, labels) / (1 if kind == "ncsn" else SIGMAS[0])
        error = float((model.score(x, SIGMAS[0]) - expected).norm() / expected.norm())
    torch.backends.cudnn.allow_tf32 = torch.backends.cuda.matmul.allow_tf32 = False  # the literal side is exact
    theirs, ours = literal_steps(state, x, kind == "ncsn", device), our_steps(model, x, shape, device)
    seconds(theirs, 2, device), seconds(ours, 2, device)
    pairs = [(seconds(theirs, count, device), seconds(ours, count, device)) for _ in range(rounds)]
    slow, fast = (statistics.median(side) * 1e3 for side in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    name = f"{kind}, {features} features, {channels}x{side}x{side}, batch {BATCH}"
    print(f"{name}: {slow:8.2f} ms -> {fast:8.2f} ms a step, {ratio:.2f} times; error {error:.1e}{how}", flush=True)


def main():
    """Measure every case."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--compiled", action="store_true", help="with the compiled kernels")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--steps", type=int, default=2, help="steps a round")
    parser.add_argument("--only", type=int, help="only this case, from 0")
    args = parser.parse_args()
    cases = CASES if args.only is None else [CASES[args.only]]
    device = torch.device("cpu")
    print(f"torch {torch.__version__}, {device_label(device)}", flush=True)
    for case in cases:
        compare(case, rounds=args.rounds, count=args.steps, device=device, compiled=args.compiled)
    if not torch.cuda.is_available():
        print("no NVIDIA graphics card here")
        return
    device = torch.device("cuda")
    print(device_label(device), flush=True)
    for case in cases:
        for precision, *_ in PRECISIONS:
            compare(case, rounds=args.rounds, count=50, device=device, precision=precision)


if __name__ == "__main__":
    main()
