"""What can be added to the program, each from the files that its account of the architecture names, and no others."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Addition:
    """New files, and lines put before a line that is there (path -> pairs of that line and what comes before it)."""

    files: dict[str, str] = field(default_factory=dict)
    lines: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)

    @property
    def paths(self) -> list[str]:
        """All files that it touches."""
        return [*self.files, *self.lines]

    def make(self, root: Path) -> None:
        """Add it to the tree below ``root``."""
        for name, text in self.files.items():
            path = root / name
            assert not path.exists(), path
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        for name, pairs in self.lines.items():
            path = root / name
            text = path.read_text(encoding="utf-8")
            for before, more in pairs:
                assert text.count(before) == 1, (name, before)
                text = text.replace(before, more + before)
            path.write_text(text, encoding="utf-8")


SAMPLER = Addition(
    {
        "app/core/samplers/pulled.py": '''"""Langevin dynamics that is also pulled to 0."""

from app.core.samplers.base import Kernel, State
from app.core.samplers.langevin import langevin_step
from app.params.samplers import ROWS, Sampler


def step(state, score, z, params, at):
    """One Langevin step, then the pull."""
    alpha = at.alpha(params.epsilon)
    return State(langevin_step(state.x, score, alpha, z, params.temperature) * (1 - params.pull), alpha)


PULLED = Kernel(ROWS[Sampler.PULLED], step)
'''
    },
    {
        "app/params/samplers.py": (
            (
                "\n\n@dataclass(frozen=True)\nclass LiveParams",
                '    PULLED = "pulled", "Pulled Langevin", "Towards 0"\n',
            ),
            (
                "\n    stochasticity: float = setting(",
                """    pull: float = setting(
        0.25, "Pull ϖ", name="Pull", symbol="ϖ", low=0, high=1, scale=(0, 1), linear=True, live=True, recorded=False,
        flags=("--pull",), metavar="P", help="pulled: how strongly", tip="How strongly it is pulled",
    )  # fmt: skip
""",
            ),
            (
                '    )\n}  # fmt: skip\n"""Every sampler\'s row."""',
                '        SamplerRow(Sampler.PULLED, LANGEVIN_RULE, langevin_limits, "Pulled", own=("pull",)),\n',
            ),
        )
    },
)

SETTING = Addition(
    lines={
        "app/params/sampling.py": (
            (
                "    native: tuple[float, ...] = setting(",
                """    gain: float = setting(
        1.0, "Gain κ", name="Gain", symbol="κ", low=0, high=10, scale=(0, 10), linear=True, recorded=False,
        flags=("--gain",), metavar="G", help="factor of the first x", tip="The first x is multiplied by it",
    )  # fmt: skip
""",
            ),
        ),
        "app/core/sampling.py": (
            (
                "    return noise.normal() * settings.noise_levels[0]",
                "    if settings.gain != 1:\n        return noise.normal() * settings.gain\n",
            ),
        ),
    }
)

PICTURE = Addition(
    lines={
        "app/params/export.py": (
            (
                '        ExportRow("levels", ',
                '        ExportRow("grid-bmp", Content.GRID, "Bitmap", ".bmp", "-", PICTURES, Need.RUN, WHICH),\n',
            ),
            (
                '        ExportRow("film", ',
                '        ExportRow("view-bmp", Content.VIEW, "The view (BMP)", ".bmp", "Without settings.", LAB),\n',
            ),
        ),
        "app/io/pictures.py": (
            (
                "PICTURES: dict[str, PictureFormat] =",
                '''def write_bmp(path, array, texts):
    """A bitmap."""
    with atomic_path(path) as temporary:
        to_image(array).save(temporary, format="BMP")


''',
            ),
            (
                '"""The formats of pictures, by their files\' ending."""',
                'PICTURES[".bmp"] = write_bmp\n',
            ),
        ),
    }
)

FILM = Addition(
    lines={
        "app/params/export.py": (
            (
                '        ExportRow("particles", ',
                '        ExportRow("frames", Content.FILM, "As an array", ".npy", "All.", LAB, Need.RUN, slow=True),\n',
            ),
        ),
        "app/io/animation.py": (
            (
                '"""The formats of films, by their files\' ending."""',
                '''

def save_frames(path, frames, *, delay_ms, comment):
    """All frames as one array."""
    frames = np.stack(list(frames))
    with atomic_path(path) as temporary, temporary.open("wb") as file:
        np.save(file, frames)
    return len(frames)


FILMS[".npy"] = save_frames
''',
            ),
        ),
    }
)

NETWORK = Addition(
    {
        "app/networks/gain.py": '''"""The score of a Gaussian whose variance is the only weight."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import nn


@dataclass(frozen=True)
class GainConfig:
    """The picture's side."""

    side: int = 8


class GainNet(nn.Module):
    """-x / (variance + sigma^2)."""

    def __init__(self, config):
        super().__init__()
        self.config = config
        self.variance = nn.Parameter(torch.ones(1))

    def forward(self, x, sigma):
        return -x / (self.variance + sigma.view(-1, 1, 1, 1) ** 2)
''',
        "app/io/formats/gain.py": '''"""Checkpoints that hold one variance."""

from app.io.formats.recommend import ve_settings
from app.io.formats.weights import Found
from app.networks.spaces import UNIT


def is_gain(tensors):
    """Whether these are its weights."""
    return set(tensors) == {"variance"}


def read_gain(path, tensors, config, options):
    """Eight by eight pixels."""
    return Found(
        format="gain checkpoint", architecture="gain", arguments={"side": 8}, tensors=tensors, shape=(1, 8, 8),
        sigmas=(2.0, 0.1), continuous=True, recommended=ve_settings(2.0, 0.1), data_space=UNIT,
    )
''',
    },
    {
        "app/networks/registry.py": (
            ("from app.networks.ncsn import ", "from app.networks.gain import GainConfig, GainNet\n"),
            ('    "tutorial": _factory(', '    "gain": _factory(GainNet, GainConfig, "the gain network"),\n'),
        ),
        "app/io/checkpoint.py": (
            ("from app.io.formats.ncsn import ", "from app.io.formats.gain import is_gain, read_gain\n"),
            ("    Family(is_tutorial, ", "    Family(is_gain, read_gain),\n"),
        ),
    },
)

DENSITY = Addition(
    {
        "app/lab/densities/cross.py": '''"""Four Gaussians at the ends of a cross."""

import torch

from app.lab.density import Law
from app.lab.mixture import GaussianMixture
from app.params.lab.density import DensityName

ENDS = torch.tensor([[3.0, 0.0], [-3.0, 0.0], [0.0, 3.0], [0.0, -3.0]])
CROSS = Law(
    DensityName.CROSS, lambda settings: GaussianMixture(ENDS, torch.full((4,), settings.width), torch.ones(4))
)
'''
    },
    {
        "app/params/lab/density.py": (
            ('    POINTS = "points", ', '    CROSS = "cross", "Cross", "Four Gaussians at the ends of a cross"\n'),
            ("        DensityRow(DensityName.POINTS, ", "        DensityRow(DensityName.CROSS, width=0.5),\n"),
        )
    },
)

WORKSPACE = Addition(
    {
        "app/ui/garden/workspace.py": '''"""A workspace with a label."""

from PySide6.QtWidgets import QLabel

from app.ui.workspace import Workspace


class GardenWorkspace(Workspace):
    """Says something."""

    def __init__(self, context, parent):
        super().__init__(context, parent)
        self.label = QLabel("Roses")

    @property
    def central(self):
        return self.label
''',
        "app/ui/garden/__init__.py": "",
    },
    {
        "app/ui/workspace.py": (
            (
                ")\n\n\ndef row_of(",
                '    WorkspaceSpec("garden", "Garden", "Flowers", "app.ui.garden.workspace:GardenWorkspace"),\n',
            ),
        )
    },
)

ADDITIONS = {
    "sampler": (SAMPLER, 2), "setting": (SETTING, 2), "picture format": (PICTURE, 2), "film format": (FILM, 2),
    "network family": (NETWORK, 4), "density": (DENSITY, 2), "workspace": (WORKSPACE, 3),
}  # fmt: skip
"""Each with the number of files that it may touch; a workspace is its folder (of two files here) and its row."""
