"""The laboratory's networks and fields as files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app.io.lab import load_plane_network, save_arrays, save_plane_network
from app.jobs.lab.flow import FlowWork
from app.jobs.lab.learned import network_of, score_of
from app.lab.densities import build
from app.lab.density import ScoreField
from app.lab.fields import Field, compute_field, learned_arrows
from app.params import SettingError
from app.params.lab.density import DensitySettings
from app.params.lab.fields import FieldSettings
from app.params.lab.flow import FlowRequest
from app.params.lab.run import LearnedScore
from app.params.lab.training import LabTrainSettings


def read_network(path: str | Path) -> LearnedScore:
    """A network that the laboratory saved. Raises CheckpointError for anything else."""
    file = load_plane_network(path)
    steps = file.training.get("steps", 0)
    try:
        settings = LabTrainSettings.from_dict({k: v for k, v in file.training.items() if k != "steps"})
    except SettingError:  # what cannot be used is as by default
        settings = LabTrainSettings()
    network = file.network.eval().requires_grad_(requires_grad=False)
    steps = steps if isinstance(steps, int) else 0
    return LearnedScore(network, file.density, settings, steps, Path(path).name, file.learned_from)


def write_network(path: str, learned: LearnedScore) -> None:
    """The network with its settings. Raises WriteError."""
    save_plane_network(
        path, network_of(learned), learned.density, learned.settings, learned.steps, learned.learned_from
    )


def field_document(
    density: DensitySettings, settings: FieldSettings, flow: FlowRequest | None = None
) -> dict[str, Any]:
    """What a picture or the arrays of a field say about themselves."""
    e = settings.extent
    lines = {} if flow is None else {"flow": {"start": flow.start.value, "from": flow.largest, "line": flow.line}}
    return lines | {
        "density": density.to_dict(),
        "sigma": settings.sigma,
        "sigma_is": settings.meaning.value,
        "extent": [e.x_min, e.x_max, e.y_min, e.y_max],
    }


def save_field(
    path: str, field: Field, density: DensitySettings, learned: ScoreField | None, flow: FlowRequest | None = None
) -> None:
    """The arrays of a field, with the learned score beside the exact one if it is given; and the lines of a flow.

    Raises WriteError, and SettingError for lines that cannot be.
    """
    arrays = {name: getattr(field, name) for name in ("x", "y", "log_density", "arrow_x", "arrow_y", "score")}
    if learned is not None:
        arrays["learned"] = learned_arrows(build(density), learned, field.settings)
    found = () if flow is None else FlowWork()(flow)
    for name, lines in zip(("flow", "learned_flow"), found, strict=False):
        if lines is not None:
            arrays |= {name: lines.lines, "flow_sigmas": lines.sigmas}
    save_arrays(path, field_document(density, field.settings, flow), **arrays)


def write_field(
    path: str, density: DensitySettings, settings: FieldSettings, network: LearnedScore | None,
    flow: FlowRequest | None = None,
) -> None:  # fmt: skip
    """Compute a field and save it. Raises WriteError, and SettingError for a sigma that cannot be."""
    save_field(path, compute_field(build(density), settings), density, score_of(network), flow)
