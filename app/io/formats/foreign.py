"""Networks and files that are known by sight and cannot be used, so that a refusal can say what they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

_PIXELS = "Give a network of pixels: what lives in a latent space shows nothing until another network decodes it"
_RETRAIN = "Train it as a UNet2DModel of diffusers, which is read as a folder, or by the command train"
_CONVERTED = (
    "diffusers has the published ones as folders (google/ddpm-cifar10-32 and others): give such a folder; its own were "
    "converted from these"
)
_EDM = "Its layout is not read here: train the same data by the command train, or as a UNet2DModel of diffusers"

FLAX = "In diffusers, load it with from_flax=True and save it with save_pretrained; that folder is read"

_NETWORKS = (
    ("an autoencoder with a diffusion model in its latent space", ("first_stage_model.",), _PIXELS),
    ("a diffusion transformer (DiT, SiT) in a latent space", ("x_embedder.proj.weight", "t_embedder.mlp.0.weight"),
     _PIXELS),
    ("a denoising-diffusion-pytorch network (lucidrains)", ("betas", "alphas_cumprod", "model.init_conv.weight"),
     _RETRAIN),
    ("a denoising-diffusion-pytorch network (lucidrains)", ("init_conv.weight", "time_mlp.1.weight"), _RETRAIN),
    ("a minDiffusion network", ("oneover_sqrta", "sqrtab"), _RETRAIN),
    ("a minDiffusion network", ("eps_model.",), _RETRAIN),
    ("DDPM's U-Net in the layout of pytorch_diffusion and ddim", ("temb.dense.0.weight", "conv_in.weight"), _CONVERTED),
    ("a DDPM network in the layout of pytorch-ddpm", ("time_embedding.timembedding.0.weight",), _RETRAIN),
    ("a conditional network of diffusers, told a text or a class", ("add_embedding.", "conv_in.weight"), _PIXELS),
    ("a U-Net of guided-diffusion (ADM)", ("input_blocks.0.0.weight", "time_embed.0.weight"), _RETRAIN),
    ("a conditional network of diffusers, told a text", ("mid_block.attentions.0.transformer_blocks.",), _PIXELS),
    ("a UNet2DModel of diffusers without its folder", ("time_embedding.linear_1.weight", "conv_in.weight"),
     "Give the folder that it was saved in, with unet/config.json and scheduler/scheduler_config.json"),
    ("an EDM network of NVIDIA's", ("model.map_layer0.weight",), _EDM),
    ("an EDM network of NVIDIA's", ("map_layer0.weight",), _EDM),
)  # fmt: skip
"""(what it is, names or beginnings of names that only it has together, what can be done instead)."""

_WRAPPINGS = (
    ("a checkpoint of denoising-diffusion-pytorch (lucidrains)", {"step", "model", "opt", "ema", "scaler"}, _RETRAIN),
    ("a flow-matching or DDPM checkpoint (torchcfm, pytorch-ddpm)", {"net_model", "ema_model", "sched", "optim"},
     "A velocity of flow matching has no noise level here; " + _RETRAIN[0].lower() + _RETRAIN[1:]),
)  # fmt: skip

_FILES = (
    (b"\x1f\x8b", "a gzip file"), (b"\x89HDF", "an HDF5 file"), (b"BZh", "a bzip2 file"), (b"\xfd7zXZ", "an xz file"),
    (b"\x93NUMPY", "an array of numpy's"), (b"\x89PNG", "a PNG picture"), (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"), (b"%PDF", "a PDF document"), (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"), (b"\x08", "perhaps an ONNX network"), (b"GGUF", "a GGUF network"),
)  # fmt: skip


def network_name(names: Iterable[str]) -> tuple[str, str] | None:
    """What kind of network has tensors of these names and what can be done instead; None if it is not known."""
    found = list(names)
    known = set(found)
    for title, wanted, advice in _NETWORKS:
        if all(any(k.startswith(w) for k in found) if w.endswith(".") else w in known for w in wanted):
            return title, advice
    return None


def wrapping_name(data: Any) -> tuple[str, str] | None:
    """The same of the program that wrote a dictionary with these entries."""
    if not isinstance(data, Mapping):
        return None
    return next(((title, advice) for title, wanted, advice in _WRAPPINGS if wanted <= set(data)), None)


def file_name(start: bytes) -> str:
    """What kind of file begins with these bytes, or an empty text."""
    text = start.lstrip().lower()
    if text.startswith((b"<!doctype", b"<html", b"<?xml")):
        return "a web page, saved in place of the file"
    if text.startswith(b"{"):
        return "a text (JSON)"
    return next((title for magic, title in _FILES if start.startswith(magic)), "")
