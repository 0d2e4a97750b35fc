"""Arguments that several commands share, and how they become settings."""

from __future__ import annotations

import argparse
import dataclasses
from typing import Any

from app.params import Convention, ModelInfo, Sampler, SampleSettings, Schedule, Start, epsilon_from


def add_sampling(parser: argparse.ArgumentParser) -> None:
    """Declare the sampler's options. Their defaults come from the checkpoint, so here they are all None."""
    group = parser.add_argument_group("sampler (default: what the checkpoint recommends)")
    group.add_argument("--sampler", choices=[s.value for s in Sampler], help="the algorithm")
    step = group.add_mutually_exclusive_group()
    step.add_argument("--epsilon", type=float, metavar="E", help="step size at the smallest level, paper's Algorithm 1")
    step.add_argument(
        "--step-lr", type=float, metavar="E", help="the same in the official code's convention (epsilon = 2 step_lr)"
    )
    group.add_argument("--steps-per-level", "-T", type=int, metavar="T", help="Langevin steps at each noise level")
    group.add_argument("--levels", "-L", type=int, metavar="L", help="number of noise levels")
    group.add_argument("--sigma-max", type=float, metavar="S", help="the largest noise level, sigma_1")
    group.add_argument("--sigma-min", type=float, metavar="S", help="the smallest noise level, sigma_L")
    group.add_argument(
        "--native-levels", action=argparse.BooleanOptionalAction,
        help="visit only the levels that a network of discrete labels knows (ncsn, discrete NCSN++), the nearest in "
        "log sigma; without it the network maps each sigma to the nearest",
    )  # fmt: skip
    group.add_argument("--schedule", choices=[s.value for s in Schedule], help="how the levels lie between the two")
    group.add_argument("--temperature", type=float, metavar="TAU", help="1 samples p, smaller values sharpen it")
    group.add_argument("--start", choices=[s.value for s in Start], help="the law of the first x")
    denoise = group.add_mutually_exclusive_group()
    denoise.add_argument("--denoise", action="store_true", default=None, help="end with x + sigma_L^2 s(x, sigma_L)")
    denoise.add_argument("--no-denoise", dest="denoise", action="store_false", help="end with the last Langevin step")


def add_run(parser: argparse.ArgumentParser) -> None:
    """Declare the options about how many samples, from which seed and on which device."""
    parser.add_argument("-n", "--count", type=int, metavar="N", help="number of samples (default: 16)")
    parser.add_argument("--seed", type=int, metavar="S", help="the same seed gives the same pictures (default: 0)")
    parser.add_argument("--batch-size", type=int, metavar="B", help="samples in one evaluation (default: up to 64)")
    parser.add_argument("--device", default="auto", help="auto, cuda, cuda:1, mps or cpu (default: auto)")


def add_output(parser: argparse.ArgumentParser, what: str) -> None:
    """Declare how the grid of ``what`` (a plural) looks, and what is printed."""
    look = parser.add_argument_group("the grid")
    look.add_argument("--columns", type=int, metavar="N", help=f"{what} in a row (default: as square as possible)")
    look.add_argument("--padding", type=int, default=1, metavar="PX", help="pixels between pictures (default: 1)")
    look.add_argument("--scale", type=int, metavar="K", help="enlarge K times, unsmoothed (default: to about 800 px)")
    parser.add_argument("--json", action="store_true", help="print a summary as JSON on standard output")
    parser.add_argument("--quiet", action="store_true", help="no progress bar")


def settings_from(args: argparse.Namespace, base: SampleSettings, info: ModelInfo) -> SampleSettings:
    """``base`` with what the command line says, for the network described by ``info``. Raises SettingError."""
    given: dict[str, Any] = {
        field.name: getattr(args, field.name)
        for field in dataclasses.fields(SampleSettings)
        if getattr(args, field.name, None) is not None
    }
    if getattr(args, "step_lr", None) is not None:
        given["epsilon"] = epsilon_from(args.step_lr, Convention.CODE)
    if getattr(args, "native_levels", None) is not None:
        given["native"] = info.sigmas if args.native_levels and not info.continuous else ()
    if "batch_size" not in given and "count" in given:
        given["batch_size"] = max(1, min(64, given["count"]))
    return SampleSettings.from_dict(given, base)
