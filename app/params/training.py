"""Settings of image training."""

from __future__ import annotations

import math
from dataclasses import dataclass

from typing_extensions import override

from app.params.checks import SettingError
from app.params.sampling import SEED_MAX
from app.params.settings import Settings, setting

PRECISIONS = (
    ("float32", "float32", "every product in 32 bits"),
    ("bfloat16", "bfloat16", "products in 16 bits, weights and their steps in 32: faster where the processor has them"),
)

ARCHITECTURES = (
    ("compact", "compact", "Small and quick on a CPU, of any noise level"),
    ("ncsn", "NCSN", "The network of Song & Ermon 2019: it is told the index of one of L noise levels"),
    ("ncsnv2", "NCSNv2", "The network of Song & Ermon 2020: told nothing, its output is divided by sigma"),
)
OBJECTIVES = (
    ("denoising", "denoising score matching", "Equations 5 and 6 of Song & Ermon 2019"),
    ("sliced", "sliced score matching", "Song et al. 2019: by random projections of the Jacobian"),
)


@dataclass(frozen=True)
class TrainParams(Settings):
    """Settings of image training (:mod:`app.training.images`).

    ``compact``: ln sigma is drawn from a normal law with ``log_mean`` and ``log_std``, truncated to [sigma_min,
    sigma_max]. ``ncsn``, ``ncsnv2``: one of ``levels`` geometric levels between the two. The defaults here are those of
    the compact network; the others have the published ones (:mod:`app.training.plans`).
    """

    architecture: str = setting(
        "compact", "Network", choices=ARCHITECTURES, recorded=False, flags=("--architecture",),
        tip="What is trained: a small network for a CPU, or the networks of the papers with their objective.",
        help="compact (default), or the networks of the papers, with their objective and defaults",
    )  # fmt: skip
    objective: str = setting(
        "denoising", "Objective", choices=OBJECTIVES, recorded=False, flags=("--objective",),
        tip="What is minimised. Sliced score matching needs no known noise, but varies more and takes longer.",
        help="of ncsn and ncsnv2: denoising (default) or sliced score matching",
    )  # fmt: skip
    epochs: int = setting(
        20, "Epochs", low=1, high=1_000_000, scale=(1, 1000), flags=("--epochs",), metavar="N",
        tip="How often each picture is seen. More take longer and fit better; a run that is finished can go on with "
        "more of them.",
        help="times each picture is seen (default: 20)",
    )  # fmt: skip
    batch_size: int = setting(
        128, "Batch size", called="batch size", unit="pictures", low=1, high=65_536, scale=(8, 1024),
        flags=("--batch-size",), metavar="N",
        tip="Pictures in each step. More make a step steadier, slower, and take more memory.",
        help="pictures in each step (default: 128)",
    )  # fmt: skip
    learning_rate: float = setting(
        1e-3, "Learning rate", called="learning rate", low=0, high=10, open_low=True, scale=(1e-5, 1e-2),
        flags=("--learning-rate",), metavar="R",
        tip="How far Adam moves the weights in a step. Too large and the loss jumps or is lost; too small and it "
        "hardly falls.",
        help="Adam's (default: 0.001)",
    )  # fmt: skip
    warmup_steps: int = setting(
        300, "Warm-up", called="warm-up steps", unit="steps", low=0, high=10_000_000, flags=("--warmup-steps",),
        metavar="N", tip="Over so many steps the learning rate rises from 0, so that the first gradients do no harm.",
        help="steps over which the learning rate rises from 0 (default: 300)",
    )  # fmt: skip
    decay_fraction: float = setting(
        0.3, "Decay", called="decay fraction", low=0, high=1, scale=(0, 1), linear=True, flags=("--decay-fraction",),
        metavar="F", tip="Over this last part of the run the learning rate falls to 0: the loss settles.",
        help="the last part of the run, over which it falls to 0 (default: 0.3)",
    )  # fmt: skip
    ema_decay: float = setting(
        0.999, "EMA decay", called="EMA decay", low=0, high=0.999999, flags=("--ema-decay",), metavar="F",
        tip="How slowly the averaged weights follow. It is these that sample and that are written; 0: those of the "
        "newest step.",
        help="of the weights' moving average, which is what samples (default: 0.999)",
    )  # fmt: skip
    gradient_clip: float = setting(
        1.0, "Gradient clip", called="gradient clip", low=0, high=1e9, open_low=True, flags=("--gradient-clip",),
        metavar="G", tip="A longer gradient is cut to this length, so that one odd batch does not throw the weights.",
        help="the largest norm of a step's gradient (default: 1)",
    )  # fmt: skip
    seed: int = setting(
        0, "Seed", low=0, high=SEED_MAX, flags=("--seed",), metavar="S",
        tip="Of the first weights, the noise and the order of the pictures: the same seed trains the same network.",
        help="of the first weights, the noise and the order of the pictures (default: 0)",
    )  # fmt: skip
    flip: bool = setting(
        False, "Mirror", recorded=False, flags=("--flip",), box="half of the pictures, left to right",
        tip="Each step mirrors half of its pictures: twice the data, if left and right mean nothing.",
        help="mirror half of the pictures of each step, left to right",
    )  # fmt: skip
    sigma_max: float = setting(
        20.0, "Largest σ", low=0, high=1e6, open_low=True, scale=(0.1, 100), flags=("--sigma-max",), metavar="S",
        tip="The largest noise level that is learned. It should drown all differences between pictures.",
        help="largest noise level (default: from the data)",
    )  # fmt: skip
    sigma_min: float = setting(
        0.01, "Smallest σ", low=0, high=1e6, open_low=True, scale=(0.001, 1), flags=("--sigma-min",), metavar="S",
        tip="The smallest noise level that is learned: noise that one does not see in a picture.",
        help="smallest noise level (default: 0.01, less for data of little contrast)",
    )  # fmt: skip
    levels: int = setting(
        10, "Levels L", low=2, high=1000, scale=(2, 500), recorded=False, flags=("--levels",), metavar="L",
        tip="Noise levels from the largest to the smallest, each the same factor below the one before. The network "
        "learns these alone.",
        help="noise levels of ncsn and ncsnv2 (default: 10; ncsnv2: from the data)",
    )  # fmt: skip
    log_mean: float = setting(
        math.log(0.5), "Mean of ln σ", low=-20, high=20, flags=("--log-mean",), metavar="M",
        tip="The noise levels of a step are drawn around this one: where most is to be learned.",
        help="mean of ln sigma in training (default: ln 0.5, less for data of little contrast)",
    )  # fmt: skip
    log_std: float = setting(
        1.4, "Deviation of ln σ", low=0, high=20, open_low=True, flags=("--log-std",), metavar="D",
        tip="How far from their mean they are drawn: more spreads the learning over more noise levels.",
        help="and its standard deviation (default: 1.4)",
    )  # fmt: skip
    precision: str = setting(
        "float32", "Precision", choices=PRECISIONS, recorded=False, flags=("--precision",),
        tip="In how many bits the network computes while it is trained.",
        help="of the products; bfloat16 is faster on processors that have it (default: float32)",
    )  # fmt: skip

    @override
    def __post_init__(self) -> None:
        super().__post_init__()
        if self.architecture == "compact" and self.objective != "denoising":
            raise SettingError("the objective of a compact network is denoising; sliced is for ncsn and ncsnv2")
        if self.architecture != "compact" and self.sigma_max == self.sigma_min:
            raise SettingError("noise levels need a sigma_max above sigma_min")
        if self.sigma_max < self.sigma_min:
            raise SettingError(f"sigma_max ({self.sigma_max:g}) must not be below sigma_min ({self.sigma_min:g})")


COMPACT_ONLY = ("coarse_features", "blocks", "coarse_blocks", "log_mean", "log_std")
LEVELS_ONLY = ("levels", "objective")
COMPACT_SIZES = {"features": 48, "coarse_features": 128, "blocks": 2, "coarse_blocks": 2}
NCSN_FEATURES = {("ncsn", 1): 64}
"""(architecture, channels) -> the published width, where it is not 128."""


@dataclass(frozen=True)
class SizeParams(Settings):
    """How large the network is to be; None: as is usual for its architecture. The last three are of compact alone."""

    features: int | None = setting(
        None, "Width", unit="features", low=1, high=1024, scale=(8, 256), flags=("--features",), metavar="N",
        tip="Features at every place of the network (compact: at its fine scale). Twice as many take about four "
        "times as long and hold more.",
        help="width of the network (default: 48 of compact, at its fine scale; ncsn 64 in grey, else 128)",
    )  # fmt: skip
    coarse_features: int | None = setting(
        None, "Width, coarse", unit="features", low=1, high=1024, scale=(16, 512), flags=("--coarse-features",),
        metavar="N", tip="The same at half the resolution, where the network sees the picture as a whole.",
        help="compact: at the coarse scale (default: 128)",
    )  # fmt: skip
    blocks: int | None = setting(
        None, "Blocks", low=1, high=16, scale=(1, 8), linear=True, flags=("--blocks",), metavar="N",
        tip="Residual blocks on the way down, and as many on the way up.",
        help="compact: residual blocks down, and up (default: 2)",
    )  # fmt: skip
    coarse_blocks: int | None = setting(
        None, "Blocks, coarse", low=1, high=16, scale=(1, 8), linear=True, flags=("--coarse-blocks",), metavar="N",
        tip="Residual blocks at half the resolution, before its attention.",
        help="compact: at the coarse scale, before its attention (default: 2)",
    )  # fmt: skip

    @property
    def given(self) -> dict[str, int]:
        """Those that were chosen."""
        return {name: value for name, value in self.values().items() if value is not None}


def usual_sizes(architecture: str, channels: int) -> dict[str, int]:
    """How large a network is where nothing is chosen, for pictures of so many channels."""
    return COMPACT_SIZES if architecture == "compact" else {
        "features": NCSN_FEATURES.get((architecture, channels), 128)
    }  # fmt: skip


def idle_settings(architecture: str) -> tuple[str, ...]:
    """The settings that do nothing for an architecture."""
    return LEVELS_ONLY if architecture == "compact" else COMPACT_ONLY


@dataclass(frozen=True)
class WatchParams(Settings):
    """What is written while a training goes on, with how many threads it computes, and what it begins with."""

    save_every: float = setting(
        5.0, "Save every", called="the time between savings", unit="min", low=0, high=1e6, scale=(1, 60),
        flags=("--save-every",), metavar="MIN",
        tip="So often the state is saved that the training can be taken up from, and the network as it is then. No "
        "more than this is lost if the computer stops.",
        help="save this often (default: 5 minutes)",
    )  # fmt: skip
    sample_every: int = setting(
        1, "Sample every", called="epochs between grids", unit="epochs", low=0, high=10**6, flags=("--sample-every",),
        metavar="N",
        tip="After so many epochs the averaged weights sample a grid, which takes some time from the training; 0: "
        "never.",
        help="epochs between grids (0: none)",
    )  # fmt: skip
    sample_minutes: float = setting(
        0.0, "And every", called="the time between grids", unit="min", low=0, high=1e6, flags=("--sample-minutes",),
        metavar="MIN", tip="A grid also whenever so many minutes have passed since the last one; 0: by epochs alone.",
        help="minutes between grids, besides those of the epochs (0: none)",
    )  # fmt: skip
    keep_mib: int = setting(
        0, "Keep", called="the room for what is kept", unit="MiB", low=0, high=10**7, flags=("--keep",), metavar="MIB",
        tip="The network and its grid are kept along the way, in a folder beside the file, up to this much: when it "
        "is full, some in between are removed. 0: only the newest.",
        help="keep networks and grids along the way in FILE's folder .along, up to so many MiB (default: 0, none)",
    )  # fmt: skip
    half: bool = setting(
        False, "Weights", flags=("--half",), box="in 16 bits",
        tip="The network is written in half precision: half the size, hardly any difference.",
        help="write the finished weights in 16 bits",
    )  # fmt: skip
    threads: int | None = setting(
        None, "Threads", low=1, high=1024, flags=("--threads",), metavar="N",
        tip="So many of the processor's cores compute the training. Fewer leave room for sampling beside it, and "
        "round differently: another number of threads gives another network, though hardly a different one.",
        help="threads of the processor to compute with (default: all cores)",
    )  # fmt: skip
    start: str | None = setting(
        None, "Begin with", called="the network to begin with", flags=("--start",), metavar="FILE",
        files="*.safetensors",
        tip="A finished compact network whose weights the training begins with; this one may have more blocks.",
        help="a finished compact network to begin with; --blocks may be more than its own",
    )  # fmt: skip
