"""Everything that wants a graphics card, in one go: what is checked and measured in two minutes, then trainings.

    python -m tests.bench.gpu check
    python -m tests.bench.gpu train --colour cifar10.zip --digits train-images-idx3-ubyte.gz --out out [--seconds 300]

``train`` may be called again and again: each training goes on where it was, for so many seconds, colour first.
With ``--device cpu --tiny`` both do the same with toys, which shows that nothing is missing before a card is at hand.
"""

from __future__ import annotations

import argparse
import os
import signal
import statistics
import subprocess
import sys
import time
from pathlib import Path

import torch

from app.core.device import device_label
from app.core.noise import SampleNoise
from app.io.training_state import load_training_state
from app.jobs.sampling import run_all
from app.networks import registry
from app.networks.cuda import accelerate
from app.networks.spaces import SpaceModel
from app.params import LiveParams, SampleSettings
from app.params.opening import PRECISIONS
from tests.bench import bench_networks
from tests.bench.bench_networks import SIGMAS, info_of, seconds
from tests.walks import anneal

ROOT = Path(__file__).resolve().parents[2]
CUDA_TESTS = tuple(f"tests/unit/test_{name}.py" for name in ("networks_cuda", "training_batches", "training"))
PLAIN = ("-q", "-c", os.devnull, "--rootdir", str(ROOT), "--noconftest", "-p", "no:pytest-qt", "-p", "no:cacheprovider")
"""A machine with a card may have no Qt."""
COMPACT = {"embed_features": 96, "blocks": 2, "coarse_blocks": 2, "groups": 8, "data_mean": 0.5, "data_std": 0.25}
NCSNPP = {
    "image_size": 32, "num_channels": 3, "nf": 128, "ch_mult": [1, 2, 2, 2], "num_res_blocks": 4,
    "attn_resolutions": [16],
}  # fmt: skip
OURS = [
    # name, architecture, arguments, shape
    ("compact, 48 features", "compact", {"features": 48, "coarse_features": 128} | COMPACT, (1, 28, 28)),
    ("compact, 96 features", "compact", {"features": 96, "coarse_features": 256} | COMPACT, (3, 32, 32)),
    ("NCSN++, 128 features", "ncsnpp", NCSNPP, (3, 32, 32)),
]
"""Networks whose public loop is that over the network itself, in eager float32."""
COLOUR = ["--features", "96", "--coarse-features", "256", "--flip", "--batch-size", "512", "--epochs", "60"]
DIGITS = ["--batch-size", "512", "--epochs", "60"]
BOTH = ["--half", "--precision", "bfloat16", "--sample-every", "0", "--save-every", "1"]
TINY = ["--features", "8", "--coarse-features", "16", "--batch-size", "8", "--epochs", "2", "--limit", "64"]


def built(architecture, arguments, shape):
    """A network of random weights on the CPU."""
    torch.manual_seed(0)
    own = {"channels": shape[0], "height": shape[1], "width": shape[2]} if architecture == "compact" else {}
    return registry.build(architecture, own | arguments).eval().requires_grad_(False)


def plain_steps(network, x):
    """The body of the public loop over the network itself, for ever: one evaluation, the norms, one update."""
    sigma, step_size = torch.full((1,), SIGMAS[0], device=x.device), 2e-5 * (SIGMAS[0] / SIGMAS[-1]) ** 2
    while True:
        with torch.no_grad():
            grad, noise = network(x, sigma), torch.randn_like(x) * (2 * step_size) ** 0.5
            x = x + step_size * grad + noise
        yield x


def our_steps(model, x, noise):
    """The same steps of our sampler."""
    params = LiveParams(epsilon=4e-5, steps_per_level=10**5)
    for step in anneal(model, x, SIGMAS, lambda: params, noise):
        yield step.x


def bare_steps(model, x):
    """Nothing but evaluations: no sampler can be faster."""
    sigma = torch.full((1,), SIGMAS[0], device=x.device)
    while True:
        with torch.inference_mode():
            yield model.forward(x, sigma)


def draws(noise):
    """Nothing but noise, drawn on the CPU and brought to the device."""
    while True:
        yield noise.normal()


def memory(device):
    """Peak memory in MiB since the last call, in words."""
    if device.type != "cuda":
        return "peak memory is not known here"
    peak = torch.cuda.max_memory_allocated() / 2**20
    torch.cuda.reset_peak_memory_stats()
    return f"peak {peak:.0f} MiB"


def one_network(case, device, batches, count, rounds):
    """A table of one network: each precision, with graphs, at each size of batch."""
    name, architecture, arguments, shape = case
    for precision, *_ in PRECISIONS:
        network = built(architecture, arguments, shape)
        model = SpaceModel(network, info_of(architecture, shape), device)
        for batch in batches:
            x = torch.rand(batch, *shape).to(device)
            plain = plain_steps(network, x)
            loop = statistics.median(seconds(plain, count, device) for _ in range(rounds))
            done = accelerate(model, precision, graphs=True)
            noise = SampleNoise(0, shape, batch, device=device)
            bare, ours = bare_steps(model, x), our_steps(model, x, noise)
            seconds(bare, 2, device), seconds(ours, 2, device)
            memory(device)
            pairs = [(seconds(bare, count, device), seconds(ours, count, device)) for _ in range(rounds)]
            limit, step = (statistics.median(side) for side in zip(*pairs, strict=True))
            how = f"{done.precision}{' with graphs' if done.graphs else ''}"
            what = f"{name}, {'x'.join(map(str, shape))}, batch {batch}, {how}"
            speed = f"{1e3 * step:.2f} ms a step, {batch / step:.0f} samples a second and step"
            drawn = statistics.median(seconds(draws(noise), count, device) for _ in range(rounds))
            more = f"bare {1e3 * limit:.2f} ms, noise and sampler {100 * (step / limit - 1):+.1f} %"
            more += f" (the noise alone {1e3 * drawn:.2f} ms, {100 * drawn / limit:.1f} %, while a card evaluates)"
            print(f"{what}: {loop / step:.2f} times the loop; {speed}; {more}; {memory(device)}", flush=True)
        if device.type != "cuda":
            return  # there the precisions are all the same


def halving(device):
    """Samples that do not fit at once are made in smaller batches, with the device's own allocator."""
    shape = (3, 32, 32)
    model = SpaceModel(built("compact", OURS[1][2], shape), info_of("compact", shape), device)
    asked = 1024 if device.type == "cuda" else 4
    if device.type == "cuda":
        torch.cuda.empty_cache()
        room = torch.cuda.mem_get_info()[1]
        torch.cuda.set_per_process_memory_fraction(min(1.0, 1.5 * 2**30 / room))
    else:
        forward = model.forward

        def limited(x, sigma):
            if len(x) > 2:
                raise MemoryError
            return forward(x, sigma)

        model.forward = limited
    settings = SampleSettings(
        levels=2, steps_per_level=1, sigma_max=1.0, sigma_min=0.5, count=asked, batch_size=asked, denoise=False
    )
    steps = list(run_all(model, settings))
    if device.type == "cuda":
        torch.cuda.set_per_process_memory_fraction(1.0)
    sizes = sorted({step.size for step in steps if step.shrunk}, reverse=True)
    made = sum(step.size for step in steps if step.step.index == 1)
    assert sizes, "everything fitted at once: nothing was learnt about halving"
    print(f"memory used up at {asked} samples at once: batches of {sizes}, {made} samples made", flush=True)


def check(args):
    """Tests of CUDA, then all that is measured."""
    device = torch.device(args.device)
    print(f"torch {torch.__version__}, {device_label(device)}", flush=True)
    began = time.monotonic()
    tests = CUDA_TESTS[:1] if args.tiny else CUDA_TESTS
    subprocess.run([sys.executable, "-m", "pytest", *PLAIN, *tests], cwd=ROOT, check=True)
    count, rounds, batches = (1, 1, (2,)) if args.tiny else (20, 3, (16, 64, 512))
    precisions = [None] if device.type != "cuda" else [name for name, *_ in PRECISIONS]
    for kind, channels, features, side in bench_networks.CASES[: 2 if args.tiny else None]:
        case = (kind, channels, 4 if args.tiny else features, side)
        for precision in precisions:
            bench_networks.compare(case, rounds=rounds, count=count, device=device, precision=precision)
    for name, architecture, arguments, shape in OURS:
        small = {"nf": 8, "num_res_blocks": 1} if architecture == "ncsnpp" else {"features": 8, "coarse_features": 16}
        case = (f"tiny {architecture}", architecture, arguments | small, shape)
        one_network(case if args.tiny else (name, architecture, arguments, shape), device, batches, count, rounds)
    halving(device)
    print(f"all of it took {time.monotonic() - began:.0f} s")


def train_for(words, out, seconds_each):
    """Begin or go on with a training, and stop it after so many seconds."""
    resume = ["--resume"] if out.with_suffix(".resume.pt").exists() else []
    command = [sys.executable, "-m", "app", "train", *words, "--out", str(out), *resume]
    print("$", " ".join(command), flush=True)
    process = subprocess.Popen(command, cwd=ROOT)
    try:
        process.wait(seconds_each)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGINT)  # it saves, and can be gone on with
        process.wait(120)


def is_complete(out):
    """Whether a training is over."""
    state = out.with_suffix(".resume.pt")
    return state.exists() and load_training_state(state).complete


def train(args):
    """Colour, then digits; each complete one is sampled from."""
    out = Path(args.out).absolute()
    out.mkdir(parents=True, exist_ok=True)
    for name, data, more, licence in (
        ("colour", args.colour, COLOUR, args.colour_licence),
        ("digits", args.digits, DIGITS, "MNIST, LeCun, Cortes and Burges; CC BY-SA 3.0"),
    ):
        file = out / f"{name}.safetensors"
        if data is None or (out / f"{name}.png").exists():
            continue
        words = ["--data", str(Path(data).absolute()), "--device", args.device, *BOTH, *(TINY if args.tiny else more)]
        if not is_complete(file):
            train_for([*words, "--licence", licence], file, args.seconds)
        complete = is_complete(file)
        print(f"{file}: {'complete' if complete else 'not complete yet: call this again'}", flush=True)
        if complete:
            few = ["-n", "4", "-T", "1", "--levels", "2"] if args.tiny else ["-n", "64", "--recipe", "fast"]
            sample = ["sample", "--checkpoint", str(file), *few, "--device", args.device, "--quiet"]
            grid = ["--out", str(out / f"{name}.png")]
            subprocess.run([sys.executable, "-m", "app", *sample, *grid], cwd=ROOT, check=True)


def main():
    """One of the two."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("check", "train"))
    parser.add_argument("--device", default="cuda")
    parser.add_argument("--tiny", action="store_true", help="toys: to prove the script on a CPU")
    parser.add_argument("--colour", help="pictures in colour, 32x32")
    parser.add_argument("--colour-licence", default="", help="their licence and source, kept in the file")
    parser.add_argument("--digits", help="MNIST's training pictures")
    parser.add_argument("--out", default="out/gpu", help="folder of the networks")
    parser.add_argument("--seconds", type=float, default=300, help="of each training")
    args = parser.parse_args()
    {"check": check, "train": train}[args.what](args)


if __name__ == "__main__":
    main()
