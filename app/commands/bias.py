"""The bias of Langevin dynamics against its step size, beside MALA's: what ``particles --bias`` measures and prints."""

from __future__ import annotations

import argparse
import dataclasses
from typing import Any

import numpy as np

from app.cli import UsageError
from app.commands.language import tell
from app.commands.options import given
from app.params.lab.bias import BIAS_STEPS, NO_BIAS, STEP_SIZES, BiasPoint, BiasRequest, gaussian_bias
from app.params.lab.density import DensitySettings
from app.params.lab.particles import ParticleSettings
from app.params.samplers import ROWS, Sampler
from app.params.settings import fields_of

OF_THE_LAW = ("sigma_min", "meaning", "temperature", "seed")
"""The settings that say what is measured; step sizes and their number are the measurement's own."""


def measure(args: argparse.Namespace, density: DensitySettings, first: dict[str, Any]) -> int:
    """Print the bias at each step size, write the numbers if asked to; 0 when complete, 1 when interrupted.

    ``first``: the settings of the picture --from. Raises UsageError for options that belong to a run, SettingError.
    """
    law = _law(args, density, first)

    from app.commands.bars import make_bar
    from app.jobs.lab.bias import BiasWork

    work, points = BiasWork(), list[BiasPoint]()
    tell(f"{density.title}: bias of V in kT, after {BIAS_STEPS} steps that begin with exact samples")
    with make_bar(len(STEP_SIZES), "step size", quiet=args.quiet) as progress:
        try:
            for eta in STEP_SIZES:
                points.append(work(dataclasses.replace(law, eta=eta)))
                progress.update()
        except KeyboardInterrupt:
            pass
    for eta, point in zip(STEP_SIZES, points, strict=False):
        epsilon, biased, mala = f"{point.epsilon:.3g}", f"{point.langevin:.3g}", f"{point.mala:.3g}"
        if law.gaussian:
            biased = f"{biased} (closed form: {gaussian_bias(eta):.3g})"
        tell(f"epsilon {epsilon}: Langevin {biased}, MALA {mala}; accepted: {point.accepted:.3f} of the proposals")
    if args.npz is not None:
        _save(args.npz, law, points)
        tell(f"written: {args.npz}")
    return 0 if len(points) == len(STEP_SIZES) else 1


def _law(args: argparse.Namespace, density: DensitySettings, first: dict[str, Any]) -> BiasRequest:
    """What is measured: as the window has it for a panel with these settings."""
    said = given(args, ParticleSettings)
    fields = fields_of(ParticleSettings)
    flags = {key: next((f for f in fields[key].about.flags if f.startswith("--")), f"--{key}") for key in said}
    idle = [flag for key, flag in flags.items() if key not in OF_THE_LAW]
    named = {"--out": args.out, "--network": args.network, "--start-points": args.start_points}
    idle += [option for option, value in named.items() if value is not None]
    if idle:
        raise UsageError(f"--bias measures short runs of its own: leave out {', '.join(idle)}")
    sampler = first.get("sampler", Sampler.LANGEVIN)
    if not ROWS[sampler].one_level:  # the law is that of plain dynamics
        sampler, first = Sampler.LANGEVIN, {key: first[key] for key in ("seed",) if key in first}
    changes = {key: value for key, value in first.items() if key in OF_THE_LAW} | said
    law = BiasRequest.of(density, ParticleSettings.for_density(density, sampler, **changes))
    if law is None:
        raise UsageError(NO_BIAS)
    return law


def _save(path: str, law: BiasRequest, points: list[BiasPoint]) -> None:
    """The numbers as arrays [K], one entry a step size."""
    from app.io.lab import save_arrays

    document = {
        "density": law.density.to_dict(), "sigma": law.sigma, "sigma_is": law.meaning.value,
        "temperature": law.temperature, "seed": law.seed, "steps": BIAS_STEPS,
    }  # fmt: skip
    columns = {
        name: np.array([getattr(p, name) for p in points]) for name in ("epsilon", "langevin", "mala", "accepted")
    }
    save_arrays(path, document, eta=np.array(STEP_SIZES[: len(points)]), **columns)
