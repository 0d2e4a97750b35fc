"""``score-explorer field``: the score field of a 2-D density as a picture, without a window."""

from __future__ import annotations

import argparse
import dataclasses
from typing import TYPE_CHECKING, Any

from app.cli import UsageError
from app.commands.lab import (
    Painter,
    add_density,
    add_look,
    add_picture,
    open_network,
    read_density,
    read_picture,
    report_errors,
)
from app.commands.language import listed, tell
from app.commands.options import add_out, check_outputs
from app.params.checks import finite
from app.params.export import Content
from app.params.lab.density import DensitySettings, Extent, SigmaMeaning
from app.params.lab.fields import FieldSettings
from app.params.lab.flow import FlowPanel, FlowRequest, FlowStart
from app.params.lab.look import Look
from app.params.words import say, told

if TYPE_CHECKING:
    from app.lab.density import Density, ScoreField
    from app.lab.fields import Field
    from app.params.lab.run import LearnedScore

EXAMPLES = """\
examples:
  score-explorer field --density two-gaussians --sigma 1 --out field.png
  score-explorer field --density swiss-roll --sigma 0.3 --heat potential --arrows log --out roll.png --npz roll.npz
  score-explorer field --density two-gaussians --sigma 1 --network learned.safetensors --out compared.png
"""


def add(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "field",
        help="draw the score field of a 2-D density",
        description="Draw the exact score of a 2-D density at a noise level as arrows over its log-density.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_out(parser, Content.VIEW, "the picture")
    parser.add_argument(
        "--npz", metavar="NPZ",
        help="the arrays: x, y, log_density [H, W], arrow_x, arrow_y, score [h, w, 2] (and learned, with --network)",
    )  # fmt: skip
    add_density(parser)
    add_picture(parser)
    parser.add_argument("--sigma", type=float, metavar="S", help="the noise level (default: 1)")
    parser.add_argument(
        "--sigma-is", choices=[m.value for m in SigmaMeaning],
        help="what sigma means: 'added', noise added to the data (default), or 'total', on mixtures of Gaussians the "
        "narrowest mode's whole width as in the paper's toy code",
    )  # fmt: skip
    parser.add_argument(
        "--extent", type=float, nargs=4, metavar=("X0", "X1", "Y0", "Y1"), help="the part of the plane to draw"
    )
    look = parser.add_argument_group("the picture")
    look.add_argument("--heat", choices=["log-density", "potential"], help="the heat map (default: log-density)")
    look.add_argument(
        "--arrows", choices=["linear", "log", "normalised"], help="what an arrow's length means (default: linear)"
    )
    look.add_argument(
        "--flow", choices=["grid", "line"],
        help="draw lines of the probability-flow ODE down to this sigma, from a grid of starts, each with the same "
        "probability, or from a straight line; in --npz as flow [N, P, 2] and flow_sigmas [P]",
    )  # fmt: skip
    look.add_argument("--flow-from", type=float, metavar="S", help="the noise level at which they begin (default: 20)")
    look.add_argument(
        "--flow-line",
        type=float,
        nargs=4,
        metavar=("X0", "Y0", "X1", "Y1"),
        help="where --flow line begins",
    )
    look.add_argument("--grid", type=int, default=40, metavar="N", help="arrows along each side (default: 40)")
    look.add_argument("--data", type=int, default=0, metavar="N", help="draw N samples of the data over the field")
    look.add_argument("--seed", type=int, default=0, metavar="S", help="the seed of those samples")
    add_look(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Compute, draw, write."""
    check_outputs(args, Content.VIEW)
    if args.picture is None:
        density_settings = read_density(args)
        look, view = Look(), density_settings.view
    else:
        density_settings, (look, view) = read_picture(args, _seen)
    look = _asked(args, look)
    extent = view if args.extent is None else Extent(*args.extent)
    settings = FieldSettings(extent, look.sigma, look.meaning, arrows=args.grid)
    network = open_network(args)
    flow = _flow(args, look, density_settings, settings, network)

    from app.jobs.lab.files import field_document, save_field
    from app.jobs.lab.learned import score_of
    from app.lab.densities import build
    from app.lab.fields import compute_field

    density = build(density_settings)
    field = compute_field(density, settings)
    document = field_document(density_settings, settings, flow)
    if args.npz is not None:
        save_field(args.npz, field, density_settings, score_of(network), flow)
    if args.out is not None:
        _draw(args, look, density_settings, density, field, score_of(network), flow, document)
    tell(f"{density_settings.title}, {_sigma(density_settings, settings)}: {listed(args.out, args.npz)}")
    if network is not None:
        report_errors(density_settings, network)
    return 0


def _seen(document: Any, _density: DensitySettings) -> tuple[Look, Extent]:
    """How a field is shown, and which part of the plane, in an experiment of the laboratory."""
    from app.params.lab.experiment import read_settings

    x, y, half = (finite("the view", value) for value in document["view"])
    return read_settings(Look, document["look"]), Extent(x - half, x + half, y - half, y + half)


def _asked(args: argparse.Namespace, look: Look) -> Look:
    """The look with what the options say. Raises SettingError."""
    said = {
        "sigma": args.sigma,
        "meaning": None if args.sigma_is is None else SigmaMeaning(args.sigma_is),
        "heat": args.heat,
        "arrows": {"log": "logarithmic"}.get(args.arrows, args.arrows),
        "flow": None if args.flow is None else FlowStart(args.flow),
        "flow_from": args.flow_from,
    }
    return dataclasses.replace(look, **{key: value for key, value in said.items() if value is not None})


def _flow(
    args: argparse.Namespace, look: Look, density: DensitySettings, settings: FieldSettings,
    network: LearnedScore | None,
) -> FlowRequest | None:  # fmt: skip
    """The lines that are wanted. Raises UsageError for options of lines without --flow."""
    if look.flow is FlowStart.NONE:
        if args.flow_from is not None or args.flow_line is not None:
            raise UsageError("--flow-from and --flow-line go with --flow")
        return None
    if args.flow_line is not None and look.flow is not FlowStart.LINE:
        raise UsageError("--flow-line goes with --flow line")
    scores = (None,) if network is None else (None, network)
    panels = tuple(FlowPanel(settings.sigma, settings.meaning, score) for score in scores)
    line = None
    if args.flow_line is not None:
        x0, y0, x1, y1 = (finite("--flow-line", value) for value in args.flow_line)
        line = x0, y0, x1, y1
    return FlowRequest(density, look.flow, look.flow_from, panels, line)


def _draw(
    args: argparse.Namespace, look: Look, density_settings: DensitySettings, density: Density, field: Field,
    network: ScoreField | None, flow: FlowRequest | None, document: dict[str, Any],
) -> None:  # fmt: skip
    import torch

    from app.io.lab import view_texts
    from app.io.pictures import save_picture
    from app.jobs.lab.flow import FlowWork
    from app.lab.fields import contour_levels, contour_lines, field_error, learned_arrows
    from app.render.lab.fields import ArrowLength, FieldPicture, HeatKind, field_panels, render_panels
    from app.render.lab.flow import coloured
    from app.render.lab.panel import DARK, LIGHT

    painter = Painter()
    settings = field.settings
    data = density.sample(args.data, torch.Generator().manual_seed(args.seed)).numpy() if args.data > 0 else None
    picture = FieldPicture(
        extent=settings.extent,
        log_density=field.log_density,
        arrow_x=field.arrow_x,
        arrow_y=field.arrow_y,
        score=field.score,
        contours=tuple(line for lines in contour_lines(field, contour_levels(field)) for line in lines)
        if look.contours
        else (),
        learned=None if network is None else learned_arrows(density, network, settings),
        difference=None if network is None else field_error(density, network, settings, 100).difference,
        data=data,
    )
    panels = field_panels(
        picture, heat=HeatKind(look.heat), length=ArrowLength(look.arrows),
        exact_title=say("Score ∇ log p" if network is None else "Exact score ∇ log p"),
    )  # fmt: skip
    lines = () if flow is None else FlowWork()(flow)
    panels = [
        panel if found is None else dataclasses.replace(panel, flow=coloured(found.lines, found.sigmas))
        for panel, found in zip(panels, (*lines, None, None, None), strict=False)
    ]
    if not look.show_arrows:
        panels = [dataclasses.replace(panel, arrows=None) for panel in panels]
    image = render_panels(
        panels,
        DARK if args.theme == "dark" else LIGHT,
        heading=say(density_settings.title),
        note=told(_sigma(density_settings, settings, "σ =")),
        panel_width=720 if len(panels) == 1 else 520,
    )
    save_picture(args.out, painter.array(image), view_texts(document))


def _sigma(density: DensitySettings, settings: FieldSettings, name: str = "sigma") -> str:
    """The noise level, and on mixtures what it means."""
    meaning = "total width of the narrowest mode" if settings.meaning is SigmaMeaning.TOTAL else "noise added"
    return f"{name} {settings.sigma:.3g}" + (f" ({meaning})" if density.modes else "")
