"""Networks and files that are known by sight and cannot be used, so that a refusal can say what they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

_NETWORKS = (
    ("an autoencoder with a diffusion model in its latent space", ("first_stage_model.",)),
    ("a diffusion transformer (DiT, SiT) in a latent space", ("x_embedder.proj.weight", "t_embedder.mlp.0.weight")),
    ("a denoising-diffusion-pytorch network (lucidrains)", ("betas", "alphas_cumprod", "model.init_conv.weight")),
    ("a denoising-diffusion-pytorch network (lucidrains)", ("init_conv.weight", "time_mlp.1.weight")),
    ("a minDiffusion network", ("oneover_sqrta", "sqrtab")),
    ("a minDiffusion network", ("eps_model.",)),
    ("DDPM's U-Net in the layout of pytorch_diffusion and ddim", ("temb.dense.0.weight", "conv_in.weight")),
    ("a DDPM network in the layout of pytorch-ddpm", ("time_embedding.timembedding.0.weight",)),
    ("a U-Net of guided-diffusion (ADM)", ("input_blocks.0.0.weight", "time_embed.0.weight")),
    ("a UNet2DModel of diffusers", ("time_embedding.linear_1.weight", "conv_in.weight")),
    ("an EDM network of NVIDIA's", ("model.map_layer0.weight",)),
    ("an EDM network of NVIDIA's", ("map_layer0.weight",)),
)  # fmt: skip
"""(what it is, names or beginnings of names that only it has together)."""

_WRAPPINGS = (
    ("a checkpoint of denoising-diffusion-pytorch (lucidrains)", {"step", "model", "opt", "ema", "scaler"}),
    ("a flow-matching or DDPM checkpoint (torchcfm, pytorch-ddpm)", {"net_model", "ema_model", "sched", "optim"}),
)  # fmt: skip

_FILES = (
    (b"\x1f\x8b", "a gzip file"), (b"\x89HDF", "an HDF5 file"), (b"BZh", "a bzip2 file"), (b"\xfd7zXZ", "an xz file"),
    (b"\x93NUMPY", "an array of numpy's"), (b"\x89PNG", "a PNG picture"), (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"), (b"%PDF", "a PDF document"), (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"), (b"\x08", "perhaps an ONNX network"), (b"GGUF", "a GGUF network"),
)  # fmt: skip


def network_name(names: Iterable[str]) -> str:
    """What kind of network has tensors of these names, or an empty text."""
    found = list(names)
    known = set(found)
    for title, wanted in _NETWORKS:
        if all(any(k.startswith(w) for k in found) if w.endswith(".") else w in known for w in wanted):
            return title
    return ""


def wrapping_name(data: Any) -> str:
    """What kind of program wrote a dictionary with these entries, or an empty text."""
    if not isinstance(data, Mapping):
        return ""
    return next((title for title, wanted in _WRAPPINGS if wanted <= set(data)), "")


def file_name(start: bytes) -> str:
    """What kind of file begins with these bytes, or an empty text."""
    text = start.lstrip().lower()
    if text.startswith((b"<!doctype", b"<html", b"<?xml")):
        return "a web page, saved in place of the file"
    if text.startswith(b"{"):
        return "a text (JSON)"
    return next((title for magic, title in _FILES if start.startswith(magic)), "")
