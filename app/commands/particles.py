"""``score-explorer particles``: particles that follow the score of a 2-D density, without a window."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from app.cli import UsageError
from app.commands.bias import measure
from app.commands.lab import (
    Painter,
    add_density,
    add_look,
    add_picture,
    open_network,
    read_density,
    read_picture,
    target_numbers,
)
from app.commands.language import listed, tell
from app.commands.options import add_out, add_settings, check_outputs, given
from app.params.export import Content
from app.params.lab.density import DensitySettings
from app.params.lab.particles import LONGEST_TRAIL, ParticleSettings, ParticleStart
from app.params.samplers import Sampler
from app.params.words import say, told

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from tqdm import tqdm

    from app.core.types import Step
    from app.lab.particles import ParticleRun
    from app.lab.statistics import ParticleNumbers

EXAMPLES = """\
examples:
  score-explorer particles --sampler langevin --out plain.gif
  score-explorer particles --sampler annealed --seed 0 --out annealed.gif --npz annealed.npz
  score-explorer particles --from exported.png --panel B --out again.gif
  score-explorer particles --density swiss-roll --sampler underdamped --friction 0.5 --npz roll.npz
  score-explorer particles --bias --temperature 0.5 --npz bias.npz

Without other options it runs the paper's Figure 3: 1280 particles from a box, epsilon 0.1, plain Langevin dynamics for
1000 steps or annealed through 10 levels from sigma 20 to 1 with 100 steps each.
"""


def add(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "particles",
        help="let particles follow the score of a 2-D density",
        description="Run plain, annealed or underdamped Langevin dynamics in the plane.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_out(parser, Content.FILM, "the run as an animation")
    parser.add_argument(
        "--npz", metavar="NPZ",
        help="the final particles as an array: particles, float32 [N, 2]; with --bias its numbers",
    )  # fmt: skip
    add_density(parser)
    add_picture(parser)
    parser.add_argument("--panel", choices=["A", "B"], default="A", help="which of that picture's panels (default: A)")
    group = parser.add_argument_group("the run (default: what suits the density; on two-gaussians Figure 3)")
    add_settings(group, ParticleSettings)
    group.add_argument("--start", choices=["box", "gaussian"], help="where the particles start (default: box)")
    group.add_argument("--start-points", metavar="FILE", help="start at these points instead: CSV or .npy")
    parser.add_argument(
        "--trails", type=int, default=0, metavar="N",
        help=f"draw the last N steps of some particles, up to {LONGEST_TRAIL} (default: 0, none)",
    )  # fmt: skip
    parser.add_argument(
        "--bias", action="store_true",
        help="no run: how much too large the mean of V becomes at several step sizes, in Langevin dynamics and in MALA",
    )  # fmt: skip
    parser.add_argument("--frames", type=int, default=100, metavar="N", help="frames of the animation (default: 100)")
    add_look(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Run, draw, write, or measure the bias; 0 when complete, 1 when interrupted (what is there is kept)."""
    check_outputs(args, Content.FILM, filmed=args.bias)
    if not 2 <= args.frames <= 1000:
        raise UsageError(f"--frames must be from 2 to 1000, not {args.frames}")
    if not 0 <= args.trails <= LONGEST_TRAIL:
        raise UsageError(f"--trails must be from 0 to {LONGEST_TRAIL}, not {args.trails}")
    density_settings, first = _experiment(args) if args.picture is not None else (read_density(args), {})
    if args.bias:
        return measure(args, density_settings, first)
    settings = _settings(args, density_settings, first)
    network = open_network(args)

    from app.commands.bars import make_bar
    from app.jobs.lab.learned import score_of
    from app.lab.densities import build
    from app.lab.particles import ParticleRun
    from app.lab.statistics import Reference

    density = build(density_settings)
    particles = ParticleRun(density, settings, score_of(network))
    particles.check_stable(settings.live)
    reference = Reference.for_run(density, settings)
    document = {"density": density_settings.to_dict(), "settings": settings.to_dict()}
    with make_bar(particles.steps, "step", quiet=args.quiet) as bar:
        if args.out is None:
            taken, live = _watch(bar), settings.live
            with suppress(KeyboardInterrupt):
                for step in particles.run(lambda: live):
                    taken(step)
        else:
            from app.io.animation import save_film

            frames = _frames(args, density_settings, particles, bar)
            save_film(args.out, frames, delay_ms=50, comment=json.dumps(document))
    if args.npz is not None:
        from app.io.lab import save_arrays

        save_arrays(args.npz, document, particles=particles.x.numpy())
    _report(args, density_settings, particles, reference.numbers(particles.x, particles.v, settings.mass))
    return 0 if particles.index == particles.steps else 1


def _experiment(args: argparse.Namespace) -> tuple[DensitySettings, dict[str, Any]]:
    """The density and one panel's settings of a picture that the 2-D laboratory exported."""
    from app.params.lab.experiment import PanelChoice

    def read(document: Any, density: DensitySettings) -> PanelChoice:
        return PanelChoice.read(document["panels"]["AB".index(args.panel)], density)

    density, choice = read_picture(args, read)
    return density, {"sampler": choice.sampler} | choice.changes


def _settings(args: argparse.Namespace, density: DensitySettings, first: dict[str, Any]) -> ParticleSettings:
    said = first | given(args, ParticleSettings)
    sampler = said.pop("sampler", Sampler.LANGEVIN)
    if args.start_points is not None:
        if args.start is not None:
            raise UsageError("give either --start or --start-points")
        from app.io.points import load_points

        said |= {"start": ParticleStart.POINTS, "points": load_points(args.start_points)}
    return ParticleSettings.for_density(density, sampler, **said)


def _watch(bar: tqdm[Any]) -> Callable[[Step | None], None]:
    def taken(step: Step | None) -> None:
        if step is not None:
            bar.set_postfix_str(told(f"level {step.level + 1}/{step.levels}, sigma {step.sigma:.3g}"), refresh=False)
            bar.update()

    return taken


def _frames(
    args: argparse.Namespace, density_settings: DensitySettings, particles: ParticleRun, bar: tqdm[Any]
) -> Iterator[NDArray[np.uint8]]:
    """The frames of the animation: the start, then evenly spread steps to the last, or until Ctrl-C."""
    from app.jobs.lab.film import Replay, shown_steps
    from app.lab.densities import build
    from app.lab.fields import compute_field, contour_levels, contour_lines
    from app.params.lab.fields import SIGMA_COLOURS, FieldSettings
    from app.render.colours import sigma_colour
    from app.render.lab.panel import DARK, LIGHT
    from app.render.lab.particles import ParticlePicture, render_particles, shade_of

    painter = Painter()
    settings, view = particles.settings, density_settings.view
    behind = FieldSettings(view, particles.sigmas[-1], settings.meaning, arrows=2, cells=200)
    background = compute_field(build(density_settings), behind)
    contours = tuple(line for lines in contour_lines(background, contour_levels(background, 6)) for line in lines)
    density = shade_of(background.log_density, settings.temperature)
    replay, taken = Replay(density_settings, particles, args.trails), _watch(bar)
    with suppress(KeyboardInterrupt):
        for index in shown_steps(particles.steps, args.frames):
            frame = replay.advance(index, taken)
            picture = ParticlePicture(
                extent=view, places=frame.places, colour=sigma_colour(frame.sigma, *SIGMA_COLOURS).name(),
                title=told(f"step {frame.index} / {particles.steps}     σ = {frame.sigma:.3g}"), density=density,
                contours=contours, trails=() if frame.trails is None else tuple(frame.trails), shares=frame.shares,
                weights=frame.weights,
            )  # fmt: skip
            theme = DARK if args.theme == "dark" else LIGHT
            heading, note = say(settings.sampler.label), say(density_settings.title)
            yield painter.array(render_particles([picture], theme, heading=heading, note=note))


def _report(
    args: argparse.Namespace, density: DensitySettings, particles: ParticleRun, numbers: ParticleNumbers
) -> None:
    title, sampler = density.title, particles.settings.sampler.value
    if particles.index < particles.steps:
        tell(f"Interrupted after {particles.index} of {particles.steps} steps: the particles as they were are kept.")
    tell(f"{title}, {sampler}: {particles.index} steps of {len(particles.x)} particles")
    shares = target_numbers(numbers.shares, numbers.weights)
    if shares:
        tell(f"share in each mode: {shares}")
    (xx, xy), (_, yy) = numbers.covariance
    tell(f"mean ({numbers.mean[0]:.3g}, {numbers.mean[1]:.3g}), covariance (xx {xx:.3g}, xy {xy:.3g}, yy {yy:.3g})")
    far = f"{numbers.energy_distance:.3g}"
    if particles.settings.temperature == 1:
        tell(f"energy distance to exact samples: {far}")
    else:
        tell(f"energy distance to exact samples of p^(1/tau): {far}")
    if particles.accepted is not None:
        tell(f"accepted: {particles.accepted:.3f} of the proposals")
    if numbers.kinetic_temperature is not None:
        expected, error = particles.kinetic_temperature(particles.settings.live)
        tell(
            f"kinetic temperature: {numbers.kinetic_temperature:.3g}; tau = {particles.settings.temperature:g}, and "
            f"the scheme itself gives {expected:.3g} in the narrowest mode; standard error {error:.2g}"
        )
    tell(f"written: {listed(args.out, args.npz)}")
