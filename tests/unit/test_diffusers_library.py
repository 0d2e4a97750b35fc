"""Networks that diffusers itself wrote, against its own answers: kinds of blocks, and whole runs of DDIM.

The library is in an extra of its own (``pip install -e ".[compare]"``); without it these tests are skipped.
"""

import itertools
import math

import pytest
import torch

from app.core.noise import RecordedNoise
from app.io.checkpoint import load_checkpoint
from app.networks.preserving import Preserving, log_sigmas
from app.params import LiveParams, Sampler
from tests.walks import anneal

diffusers = pytest.importorskip("diffusers", reason="diffusers is not installed (the extra 'compare')")

PLAIN = [("DownBlock2D", "UpBlock2D"), ("AttnDownBlock2D", "AttnUpBlock2D"),
         ("ResnetDownsampleBlock2D", "ResnetUpsampleBlock2D")]  # fmt: skip
SKIP = [("SkipDownBlock2D", "SkipUpBlock2D"), ("AttnSkipDownBlock2D", "AttnSkipUpBlock2D")]
WIDTHS = {"block_out_channels": (32, 32, 64), "layers_per_block": 2, "sample_size": 16}
STYLES = {
    "convolutions": {"downsample_padding": 0, "act_fn": "mish", "freq_shift": 1, "flip_sin_to_cos": False},
    "residual blocks": {"downsample_type": "resnet", "upsample_type": "resnet", "act_fn": "gelu",
                        "resnet_time_scale_shift": "scale_shift", "mid_block_type": None},
    "no attention": {"add_attention": False, "attention_head_dim": None, "time_embedding_dim": 40},
    "own groups": {"attn_norm_num_groups": 4, "resnet_time_scale_shift": "scale_shift", "mid_block_scale_factor": 1.5},
}  # fmt: skip


def network(**settings):
    torch.manual_seed(3)
    made = diffusers.UNet2DModel(**WIDTHS, **settings).eval().requires_grad_(False)
    for parameter in made.parameters():
        parameter.add_(torch.randn_like(parameter) / 50)
    return made


def saved(tmp_path, made, scheduler):
    diffusers.DDPMPipeline(made, scheduler).save_pretrained(tmp_path / "net")
    return load_checkpoint(tmp_path / "net")


def check(ours, theirs, labels):
    x = torch.rand(len(labels), 3, 16, 16, generator=torch.Generator().manual_seed(1))
    with torch.inference_mode():
        expected, found = theirs(x, labels).sample, ours.network.raw(x, labels)
    assert float((found - expected).norm() / expected.norm()) < 1e-5


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("kinds", [*itertools.product(PLAIN, PLAIN)], ids=lambda k: f"{k[0][0]}-{k[1][1]}")
def test_each_plain_block_answers_as_the_library_does(tmp_path, kinds, style):
    (down, _), (_, up) = kinds
    made = network(
        down_block_types=(down, "DownBlock2D", down), up_block_types=(up, "UpBlock2D", up), norm_num_groups=8,
        **STYLES[style],
    )  # fmt: skip
    check(saved(tmp_path, made, diffusers.DDPMScheduler()), made, torch.tensor([3.0, 500.5]))


@pytest.mark.parametrize("kinds", [*itertools.product(SKIP, SKIP)], ids=lambda k: f"{k[0][0]}-{k[1][1]}")
def test_each_skip_block_answers_as_the_library_does(tmp_path, kinds):
    made = network(
        down_block_types=tuple(kinds[i][0] for i in (0, 1, 0)), up_block_types=tuple(kinds[i][1] for i in (0, 1, 1)),
        time_embedding_type="fourier", center_input_sample=True, norm_num_groups=None, attention_head_dim=None,
        mid_block_scale_factor=math.sqrt(2),
    )  # fmt: skip
    check(saved(tmp_path, made, diffusers.ScoreSdeVeScheduler()), made, torch.tensor([0.05, 30.0]))


@pytest.mark.parametrize("schedule", ["linear", "scaled_linear", "squaredcos_cap_v2", "sigmoid"])
def test_the_noise_of_each_step_is_that_of_the_library(schedule):
    kept = diffusers.DDPMScheduler(beta_schedule=schedule).alphas_cumprod.double()
    ours = log_sigmas(Preserving(1000, schedule, 1e-4, 0.02, (), "epsilon"))
    torch.testing.assert_close(torch.tensor(ours).double(), ((1 - kept) / kept).log() / 2, rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("schedule", ["linear", "scaled_linear", "squaredcos_cap_v2"])
@pytest.mark.parametrize("prediction", ["epsilon", "v_prediction", "sample"])
def test_a_run_of_ddim_from_one_noise_ends_at_the_same_picture(tmp_path, prediction, schedule):
    made = network(down_block_types=("DownBlock2D",) * 3, up_block_types=("UpBlock2D",) * 3, norm_num_groups=8)
    scheduler = diffusers.DDIMScheduler(
        prediction_type=prediction, beta_schedule=schedule, clip_sample=False, set_alpha_to_one=False, steps_offset=0
    )
    ours = saved(tmp_path, made, scheduler)
    scheduler.set_timesteps(10)
    x = torch.randn(2, 3, 16, 16, generator=torch.Generator().manual_seed(1))
    kept = [float(scheduler.alphas_cumprod[t]) for t in scheduler.timesteps]
    sigmas = [math.sqrt((1 - a) / a) / 2 for a in kept]
    y = (x / math.sqrt(kept[0]) + 1) / 2  # the noisy picture in [0, 1] units
    with torch.inference_mode():
        for t in scheduler.timesteps:
            x = scheduler.step(made(x, t).sample, t, x).prev_sample
        for step in anneal(ours, y, sigmas, lambda: LiveParams(), RecordedNoise(torch.zeros(11, *y.shape)),
                           Sampler.ANCESTRAL):  # fmt: skip
            y = step.x
    last = float(scheduler.final_alpha_cumprod)
    expected = (x / math.sqrt(last) + 1) / 2
    assert float((y - expected).norm() / expected.norm()) < 1e-4
