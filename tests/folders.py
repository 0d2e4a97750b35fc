"""Folders of diffusers as that library lays them out, written here without it."""

import json

import torch
from safetensors.torch import save_file

from app.networks import registry
from app.networks.unet2d import Unet2dConfig

UNET = {
    "_class_name": "UNet2DModel", "sample_size": 8, "in_channels": 3, "out_channels": 3, "block_out_channels": [8, 16],
    "down_block_types": ["DownBlock2D", "AttnDownBlock2D"], "up_block_types": ["AttnUpBlock2D", "UpBlock2D"],
    "layers_per_block": 1, "norm_num_groups": 4, "attention_head_dim": None, "time_embedding_type": "positional",
    "mid_block_type": "UNetMidBlock2D", "class_embed_type": None, "num_class_embeds": None, "dropout": 0.0,
}  # fmt: skip
EXPLODING = {"time_embedding_type": "fourier", "center_input_sample": True}
DDPM = {
    "_class_name": "DDPMScheduler", "num_train_timesteps": 100, "beta_schedule": "linear", "beta_start": 1e-4,
    "beta_end": 0.02, "prediction_type": "epsilon", "trained_betas": None, "clip_sample": True,
}  # fmt: skip
VE = {"_class_name": "ScoreSdeVeScheduler", "num_train_timesteps": 20, "sigma_max": 50.0, "sigma_min": 0.01}
INDEX = {
    "_class_name": "DDPMPipeline", "scheduler": ["diffusers", "DDPMScheduler"], "unet": ["diffusers", "UNet2DModel"]
}  # fmt: skip


def unet_state(unet, seed=7):
    """Random weights of the network that ``unet`` describes, by their present names."""
    fields = Unet2dConfig.__dataclass_fields__
    arguments = {k: 0 if v is None else v for k, v in unet.items() if k in fields}
    fourier = unet["time_embedding_type"] == "fourier"
    arguments["process"] = "exploding" if fourier else "preserving"
    torch.manual_seed(seed)
    return {k: torch.randn_like(v) / 4 for k, v in registry.build("unet2d", arguments).state_dict().items()}


def write_json(path, data):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data))


def write_folder(
    folder, *, unet=None, scheduler=DDPM, index=INDEX, state=None, at="unet", name="diffusion_pytorch_model.safetensors"
):
    """A folder as ``save_pretrained`` writes it; None leaves out the index, the scheduler."""
    unet = UNET | (unet or {})
    if index is not None:
        write_json(folder / "model_index.json", index)
    inner = folder / at
    write_json(inner / "config.json", unet)
    if scheduler is not None:
        write_json(folder / ("scheduler" if at else "") / "scheduler_config.json", scheduler)
    state = unet_state(unet) if state is None else state
    if name.endswith(".safetensors"):
        save_file(state, inner / name)
    else:
        torch.save(state, inner / name)
    return folder


def write_shards(folder, state, at="unet"):
    """The weights of a written folder spread over two files."""
    inner = folder / at
    (inner / "diffusion_pytorch_model.safetensors").unlink()
    names = sorted(state)
    halves = {"a-00001-of-00002.safetensors": names[::2], "a-00002-of-00002.safetensors": names[1::2]}
    for file, keys in halves.items():
        save_file({key: state[key] for key in keys}, inner / file)
    places = {key: file for file, keys in halves.items() for key in keys}
    write_json(inner / "diffusion_pytorch_model.safetensors.index.json", {"metadata": {}, "weight_map": places})
