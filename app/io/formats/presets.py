"""The published configurations of score_sde, by the names of their files in ``configs/ve/`` and ``configs/vp/``.

Only what decides the network and the meaning of its data is kept, by the names in those files.
"""

from __future__ import annotations

from typing import Any

_CIFAR10: dict[str, Any] = {
    "image_size": 32, "nf": 128, "ch_mult": [1, 2, 2, 2], "num_res_blocks": 4, "attn_resolutions": [16],
    "fir": True, "skip_rescale": True, "resblock_type": "biggan", "progressive": "none",
    "progressive_input": "residual", "progressive_combine": "sum", "embedding_type": "fourier",
    "sigma_max": 50.0, "sigma_min": 0.01, "num_scales": 1000,
}  # fmt: skip
_AT_256: dict[str, Any] = _CIFAR10 | {
    "image_size": 256, "ch_mult": [1, 1, 2, 2, 2, 2, 2], "num_res_blocks": 2, "progressive": "output_skip",
    "progressive_input": "input_skip", "num_scales": 2000,
}  # fmt: skip
_AT_1024: dict[str, Any] = _AT_256 | {
    "image_size": 1024, "nf": 16, "ch_mult": [1, 2, 4, 8, 16, 32, 32, 32], "num_res_blocks": 1, "sigma_max": 1348.0,
}  # fmt: skip
# Of configs/vp, and with another SDE of configs/subvp: DDPM's network with the blocks of BigGAN.
_DDPMPP: dict[str, Any] = _CIFAR10 | {
    "fir": False, "progressive_input": "none", "embedding_type": "positional", "sde": "vp", "centered": True,
    "scale_by_sigma": False,
}  # fmt: skip

PRESETS: dict[str, dict[str, Any]] = {
    "cifar10_ncsnpp_continuous": _CIFAR10,
    "cifar10_ncsnpp_deep_continuous": _CIFAR10 | {"num_res_blocks": 8},
    "cifar10_ncsnpp": _CIFAR10 | {"embedding_type": "positional"},
    # DDPM's own network is NCSN++ with everything new left out.
    "cifar10_ddpm": _CIFAR10 | {
        "num_res_blocks": 2, "fir": False, "skip_rescale": False, "resblock_type": "ddpm", "progressive_input": "none",
        "embedding_type": "positional",
    },
    "cifar10_ddpmpp_continuous": _DDPMPP,
    "cifar10_ddpmpp_deep_continuous": _DDPMPP | {"num_res_blocks": 8},
    "cifar10_ddpmpp": _DDPMPP | {"discrete": True},
    "celebahq_256_ncsnpp_continuous": _AT_256 | {"sigma_max": 348.0},
    "ffhq_256_ncsnpp_continuous": _AT_256 | {"sigma_max": 348.0},
    "bedroom_ncsnpp_continuous": _AT_256 | {"sigma_max": 378.0},
    "church_ncsnpp_continuous": _AT_256 | {"sigma_max": 380.0},
    "celebahq_ncsnpp_continuous": _AT_1024,
    "ffhq_ncsnpp_continuous": _AT_1024,
}  # fmt: skip
"""Name -> settings of :class:`app.networks.ncsnpp.NcsnppConfig`."""

DATA_SETS = {
    "cifar10": "CIFAR-10", "celebahq": "CelebA-HQ", "ffhq": "FFHQ", "bedroom": "LSUN bedroom", "church": "LSUN church",
}  # fmt: skip
"""First word of a preset's name -> the data set it was trained on."""
