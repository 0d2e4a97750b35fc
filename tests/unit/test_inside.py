"""Looking into networks: modules in their order, receptive fields of known size, what the noise level changes."""

import dataclasses
import json
import math

import numpy as np
import pytest
import torch
from torch import nn

from app.cli import main
from app.io.checkpoint import load_checkpoint
from app.io.images import read_picture
from app.io.places import lessons_folder
from app.jobs.inside import SEED, InsideWork, layers, noisy, some_levels
from app.networks import registry
from app.networks.inside import Inside, sharing_copy
from app.networks.instance_norm import InstanceNormPlus
from app.networks.ncsnpp_blocks import GroupNorm
from app.networks.refinenet import Conv3x3
from app.params import SettingError
from app.params.inside import OUTPUT, LookRequest
from app.render.inside import DIMMED, reach_picture
from tests.models import gaussian, small_network, write_small

SIDE = 33
MIDDLE = (16, 16)


class Chain(nn.Module):
    """Convolutions with dilations, one after the other, with an activation and a normalisation between them."""

    def __init__(self, dilations, norm=None, channels=1, features=12, stride=1):
        super().__init__()
        torch.manual_seed(1)
        widths = [channels, *[features] * (len(dilations) - 1), channels]
        self.convs = nn.ModuleList(
            Conv3x3(a, b, dilation=d) for a, b, d in zip(widths, widths[1:], dilations, strict=False)
        )
        self.norms = nn.ModuleList(norm(b) for b in widths[1:-1]) if norm is not None else None

    def forward(self, x, sigma):
        for k, conv in enumerate(self.convs):
            x = conv(x)
            if k + 1 < len(self.convs):
                x = nn.functional.elu(x if self.norms is None else self.norms[k](x))
        return x / sigma[:, None, None, None]


def picture(channels=1, side=SIDE):
    return torch.rand(1, channels, side, side, generator=torch.Generator().manual_seed(2))


@pytest.mark.parametrize("count", [1, 2, 3, 5])
def test_k_convolutions_see_a_square_of_side_2k_plus_1(count):
    reach = Inside(Chain([1] * count)).reach(picture(), 1.0, OUTPUT, MIDDLE)
    assert reach.size == (2 * count + 1,) * 2
    assert reach.box == (16 - count, 16 - count, 16 + count, 16 + count)


@pytest.mark.parametrize("dilations", [(1, 2), (1, 2, 4), (4, 2, 1), (3, 3)])
def test_dilated_ones_see_1_plus_twice_the_sum_and_without_dilation_as_any(dilations):
    inside = Inside(Chain(dilations))
    assert inside.dilations
    side = 1 + 2 * sum(dilations)
    assert inside.reach(picture(), 1.0, OUTPUT, MIDDLE).size == (side, side)
    first, last = 16 - len(dilations), 16 + len(dilations)
    assert inside.reach(picture(), 1.0, OUTPUT, MIDDLE, dilated=False).box == (first, first, last, last)
    assert inside.reach(picture(), 1.0, OUTPUT, MIDDLE).size == (side, side)  # and nothing of it stays


def test_each_layer_of_a_chain_sees_what_those_before_it_add_up_to():
    inside = Inside(Chain([1, 2, 4]))
    sides = [inside.reach(picture(), 1.0, f"convs.{k}", MIDDLE).size[0] for k in range(3)]
    assert sides == [3, 7, 15]


def test_what_lies_beyond_the_edge_is_not_seen():
    assert Inside(Chain([1, 2])).reach(picture(), 1.0, OUTPUT, (0, SIDE - 1)).box == (0, SIDE - 4, 3, SIDE - 1)


def test_the_influence_of_one_convolution_is_the_norm_of_its_weights():
    network = Chain([1], channels=3)
    found = Inside(network).reach(picture(3), 0.5, OUTPUT, MIDDLE).influence
    weights = network.convs[0].weight.detach().square().sum(dim=(0, 1)).sqrt() / 0.5
    assert np.allclose(found[15:18, 15:18], weights.numpy(), rtol=1e-5)
    assert found.sum() == pytest.approx(float(weights.sum()), rel=1e-5)


def test_of_many_maps_the_influence_is_estimated_without_bias():
    network = Chain([1, 1], features=400)
    found = Inside(network).reach(picture(), 1.0, "convs.0", MIDDLE).influence[15:18, 15:18]
    weights = network.convs[0].weight.detach().square().sum(dim=(0, 1)).sqrt().numpy()
    assert np.allclose(found, weights, rtol=0.35)


@pytest.mark.parametrize(
    "norm", [InstanceNormPlus, GroupNorm, lambda c: nn.GroupNorm(3, c), lambda c: nn.GroupNorm(2, c, affine=False)]
)
def test_normalisations_see_everything_unless_their_statistics_are_held(norm):
    network = Chain([1, 2, 1], norm)
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.add_(torch.randn_like(parameter) / 10)
    inside = Inside(network)
    assert inside.reach(picture(), 1.0, OUTPUT, MIDDLE).size == (9, 9)
    assert inside.reach(picture(), 1.0, OUTPUT, MIDDLE, held=False).size == (SIDE, SIDE)


def test_with_held_statistics_a_normalisation_multiplies_as_it_does():
    """Of one map alone the gain is gamma / deviation: so is the influence of the pixel itself."""

    class Norm(nn.Module):
        def __init__(self):
            super().__init__()
            self.norm = nn.GroupNorm(1, 2)
            nn.init.constant_(self.norm.weight, 3.0)

        def forward(self, x, sigma):
            return self.norm(x)

    x = picture(2)
    reach = Inside(Norm()).reach(x, 1.0, OUTPUT, MIDDLE)
    deviation = float((x.var(correction=0) + 1e-5).sqrt())
    assert reach.size == (1, 1)
    assert reach.influence[MIDDLE] == pytest.approx(math.sqrt(2) * 3 / deviation, rel=1e-5)
    assert reach.half == 0


def test_half_of_the_influence_is_counted_from_the_pixel_outwards():
    network = Chain([2])
    with torch.no_grad():
        network.convs[0].weight.fill_(0)
        network.convs[0].weight[0, 0, 1, 1] = 1
        network.convs[0].weight[0, 0, 0, 1] = 1.5  # two rows up
    assert Inside(network).reach(picture(), 1.0, OUTPUT, MIDDLE).half == 2


def test_a_pixel_that_nothing_depends_on():
    network = Chain([1])
    nn.init.zeros_(network.convs[0].weight)
    reach = Inside(network).reach(picture(), 1.0, OUTPUT, MIDDLE)
    assert reach.box is None
    assert reach.size == (0, 0)


def test_modules_stand_in_their_order_with_what_they_make():
    network = registry.build("ncsn", {"channels": 1, "features": 16, "sigmas": [1.0, 0.1]})
    rows = Inside(network).rows(picture(side=28), 1.0)
    names = [row.name for row in rows]
    assert names[:6] == ["", "begin_conv", "res1.0", "res1.0.normalize1", "res1.0.normalize1.embed", "res1.0.conv1"]
    assert names[-1] == "end_conv"
    by_name = {row.name: row for row in rows}
    assert by_name[""].shape == (1, 28, 28)
    assert by_name[""].parameters == sum(p.numel() for p in network.parameters())
    assert by_name["res3.0.conv1"].shape == (32, 14, 14)
    assert (by_name["res3.0.conv1"].kernel, by_name["res3.0.conv1"].dilation) == (3, 2)
    assert by_name["begin_conv"].parameters == 16 * 9 + 16
    assert [row.told for row in rows[:5]] == [False, False, False, True, False]
    assert by_name["res2.0.conv2"].kernel == 3  # a convolution and the mean of four in one


def test_what_is_added_to_a_module_s_maps_afterwards_is_not_its_own():
    network = registry.build("ncsn", {"channels": 1, "features": 16, "sigmas": [1.0, 0.1]}).eval()
    inside, x = Inside(network), picture(side=28)
    with torch.no_grad():
        network.res1[0].conv2.weight.zero_()
        network.res1[0].conv2.bias.fill_(0.25)
    assert set(inside.maps(x, 1.0, "res1.0.conv2").high.tolist()) == {0.25}  # the block adds its input in place
    assert inside.reach(x, 1.0, "res1.0.conv2", (14, 14)).size == (0, 0)
    assert inside.reach(x, 1.0, "res1.0", (14, 14)).size == (3, 3)


FAMILIES = {
    "compact": None,
    "ncsn": {"channels": 1, "features": 16, "sigmas": [1.0, 0.5, 0.1]},
    "ncsnv2": {"channels": 1, "features": 16, "levels": 3},
    "ncsnpp": {"image_size": 16, "num_channels": 1, "nf": 16, "ch_mult": [1, 2], "num_res_blocks": 1,
               "attn_resolutions": [8]},
    "tutorial": {},
    "unet2d": {"in_channels": 1, "out_channels": 1, "block_out_channels": [32], "layers_per_block": 1},
}  # fmt: skip
SIDES = {"compact": 8, "ncsnpp": 16}


def built(name):
    if name == "compact":
        return small_network()
    torch.manual_seed(0)
    network = registry.build(name, FAMILIES[name]).eval()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.add_(torch.randn_like(parameter) / 10)
    return network


@pytest.mark.parametrize("name", FAMILIES)
def test_looking_into_a_network_of_each_family_changes_nothing_of_it(name):
    network = built(name)
    x, sigma = picture(side=SIDES.get(name, 28)), torch.tensor([0.5])
    with torch.inference_mode():
        before = network(x, sigma)
    inside = Inside(network)
    rows = inside.rows(x, 0.5)
    for row in rows[:: max(1, len(rows) // 6)]:
        maps = inside.maps(x, 0.5, row.name)
        assert (maps is None) == (len(row.shape) != 3)
        if maps is not None:
            assert (maps.total, *maps.pictures.shape[1:3]) == row.shape
    inside.reach(x, 0.5, OUTPUT, (4, 4), dilated=False, held=False)
    effect = inside.effect(x, (0.5, 0.1), OUTPUT)
    assert (effect.gain is not None) == (name in ("compact", "ncsn"))
    assert (effect.shift is not None) == (name != "ncsnv2")
    with torch.inference_mode():
        assert torch.equal(network(x, sigma), before)
    copied = sharing_copy(network)
    pairs = zip(network.parameters(), copied.parameters(), strict=True)
    assert all(mine.data_ptr() == its.data_ptr() for mine, its in pairs)  # no memory for its weights


@pytest.mark.parametrize("name", ["compact", "ncsnv2", "ncsnpp", "tutorial"])
def test_the_score_is_the_raw_output_times_the_gain(name):
    """Doubling the last convolution adds gain times its raw output to the score."""
    network = built(name)
    x, sigma = picture(side=SIDES.get(name, 28)), 0.3
    last = {"compact": "head", "ncsnv2": "end_conv", "tutorial": "tconv1"}.get(name) or "all_modules." + str(
        len(network.all_modules) - 1
    )
    module = network.get_submodule(last)
    with torch.no_grad():
        before = network(x, torch.tensor([sigma]))
        raw = []
        handle = module.register_forward_hook(lambda _m, _a, out: raw.append(out))
        network(x, torch.tensor([sigma]))
        handle.remove()
        for parameter in module.parameters():
            parameter.mul_(2)
        added = network(x, torch.tensor([sigma])) - before
    out = torch.nn.functional.pixel_shuffle(raw[0], 2) if name == "compact" else raw[0]
    gain = Inside(network).effect(x, (sigma,), OUTPUT).output[0]
    assert torch.allclose(added, gain * out, rtol=1e-3, atol=1e-4)


def test_what_the_level_changes_are_the_rows_of_the_normalisation():
    network = built("ncsn")
    effect = Inside(network).effect(picture(side=28), (1.0, 0.5, 0.1), "normalizer")
    gamma, _, beta = network.normalizer.embed.weight.detach().double().chunk(3, dim=1)
    ways = torch.tensor([0.1, 0.5, 0.9], dtype=torch.float64)
    assert effect.maps == 16
    assert np.allclose(effect.gain, torch.quantile(gamma, ways, dim=1).numpy())
    assert np.allclose(effect.shift, torch.quantile(beta, ways, dim=1).numpy())
    assert effect.output.tolist() == [1, 1, 1]  # it has learned 1 / sigma itself
    within = Inside(network).effect(picture(side=28), (1.0,), "res1.0.conv1")
    around = Inside(network).effect(picture(side=28), (1.0,), "res1.0")
    assert np.array_equal(within.gain, around.gain)  # a convolution is told nothing: the block around it is


def test_an_unconditional_network_s_output_is_divided_by_sigma():
    effect = Inside(built("ncsnv2")).effect(picture(side=28), (2.0, 0.5, 0.1), "res1.0")
    assert effect.gain is None
    assert effect.shift is None
    assert effect.output.tolist() == pytest.approx([0.5, 2, 10])


def test_the_film_of_the_compact_network_is_one_plus_the_scale():
    network = built("compact")
    effect = Inside(network).effect(picture(side=8), (0.7,), "down.0")
    with torch.no_grad():
        scale, shift = network.down[0].film(network.embed(torch.tensor([0.7]).log()))[0].double().chunk(2)
    assert effect.gain[1, 0] == pytest.approx(1 + float(torch.quantile(scale, 0.5)), rel=1e-5)
    assert effect.shift[1, 0] == pytest.approx(float(torch.quantile(shift, 0.5)), rel=1e-4)
    std = network.config.data_std
    assert effect.output[0] == pytest.approx(std / (0.7 * math.hypot(0.7, std)))


# The job


@pytest.fixture
def model(tmp_path):
    return load_checkpoint(write_small(tmp_path / "small.safetensors"))


def test_a_look_answers_for_the_picture_with_noise(model):
    seen = np.full((8, 8, 1), 51, np.uint8)
    found = InsideWork()(LookRequest(model, seen, 0.25, "down.0", (2, 5)))
    x = noisy(model, seen, 0.25)
    z = torch.randn(1, 1, 8, 8, generator=torch.Generator().manual_seed(SEED))
    assert torch.allclose(x, 0.2 + 0.25 * z, atol=1e-6)
    assert found.input.shape == (8, 8, 1)
    assert found.row.kind == "ResBlock"
    assert found.reach.pixel == (2, 5)
    assert found.maps.pictures.shape == (8, 4, 4, 1)
    assert found.maps.pictures.min() == 0
    assert found.maps.pictures.max() == 255


def test_what_the_lesson_says_of_the_small_ncsn():
    model = load_checkpoint("ncsn")
    inside, x = Inside(model.network), noisy(model, read_picture(lessons_folder() / "pictures" / "eight.png"), 0.1)
    middle = (14, 14)
    names = ("begin_conv", "res1.0.conv1", "res1.0.conv2", "res1.1.conv1", "res1.1.conv2")
    sides = [inside.reach(x, 0.1, name, middle, probes=1).size[0] for name in names]
    assert sides == [3, 5, 7, 9, 11]
    sides = [inside.reach(x, 0.1, f"res2.{name}", middle, probes=1).size[0] for name in ("0", "1.conv1", "1.conv2")]
    assert np.diff(sides).tolist() == [4, 4]  # at half the size
    with_, without = (inside.reach(x, 0.1, "res4.1", middle, dilated=dilated) for dilated in (True, False))
    assert with_.size == (28, 28)
    assert 8 < with_.half < 12
    assert 0.35 < without.half / with_.half < 0.65
    gain = inside.effect(x, model.describe().sigmas, "normalizer").gain[1]
    assert gain[[0, -1]] == pytest.approx([0.9, 4], rel=0.05)
    assert (np.diff(gain) > 0).all()


def test_a_module_that_is_not_there_and_a_pixel_outside_become_the_nearest_that_are(model):
    found = InsideWork()(LookRequest(model, None, 1.0, "res1.0.conv1", (99, 3)))
    assert found.name == OUTPUT
    assert found.reach.pixel == (7, 3)


def test_what_makes_numbers_has_neither_maps_nor_sight(model):
    found = InsideWork()(LookRequest(model, None, 1.0, "embed.hidden"))
    assert found.maps is None
    assert found.reach is None


def test_a_network_too_large_for_the_memory_shows_its_maps_alone(model, monkeypatch):
    whole = InsideWork()(LookRequest(model, None, 1.0))
    assert whole.too_large is None
    needed = 8 * sum(math.prod(row.shape) for row in whole.rows)
    monkeypatch.setattr("app.jobs.inside.free_bytes", lambda _device: 2 * needed - 1)
    found = InsideWork()(LookRequest(model, None, 1.0))
    assert found.reach is None
    assert found.maps is not None
    assert found.too_large == pytest.approx(needed / 2**30)
    monkeypatch.setattr("app.jobs.inside.free_bytes", lambda _device: None)
    assert InsideWork()(LookRequest(model, None, 1.0)).reach is not None


def test_one_evaluation_without_enough_memory_is_not_begun(model, monkeypatch):
    monkeypatch.setattr("app.jobs.batches.free_bytes", lambda _device: 1000)
    monkeypatch.setattr(Inside, "rows", lambda *_: pytest.fail("begun"))
    with pytest.raises(SettingError, match=r"cannot be looked into here: .* GiB of memory are free"):
        InsideWork()(LookRequest(model, None, 1.0))


def test_it_ends_between_two_modules_where_it_is_told_to(model):
    class EnoughError(Exception):
        pass

    left = [3]

    def check():
        left[0] -= 1
        if left[0] < 0:
            raise EnoughError

    with pytest.raises(EnoughError):
        InsideWork(check)(LookRequest(model, None, 1.0))
    assert left == [-1]  # nothing was begun after it
    assert not any(module._forward_hooks or module._forward_pre_hooks for module in model.network.modules())
    assert InsideWork()(LookRequest(model, None, 1.0)).rows


def test_one_probe_shows_what_matters_at_all():
    inside = Inside(Chain([1, 2, 1], features=30))
    assert inside.reach(picture(), 1.0, "convs.1", MIDDLE, probes=1).size == (7, 7)


def test_a_formula_has_no_inside():
    with pytest.raises(SettingError, match="no network"):
        InsideWork()(LookRequest(gaussian(), None, 1.0))
    with pytest.raises(SettingError, match="no network"):
        layers(gaussian())


def test_levels_are_thinned_evenly():
    assert some_levels((3.0, 2.0, 1.0)) == (3.0, 2.0, 1.0)
    assert some_levels(tuple(range(100, 0, -1)))[::11] == (100, 1)
    assert len(some_levels(tuple(range(1000)))) == 12


def test_requests_are_told_apart_by_what_they_ask(model):
    one = LookRequest(model, None, 1.0)
    assert one.same(LookRequest(model, None, 1.0))
    assert not one.same(None)
    for other in ({"sigma": 2.0}, {"pixel": (0, 0)}, {"name": "stem"}, {"dilated": False}, {"held": False}):
        assert not one.same(dataclasses.replace(one, **other))
    assert not one.same(LookRequest(model, np.zeros((8, 8, 1), np.uint8), 1.0))


# The picture


def test_the_brightest_pixel_is_the_one_that_matters_most_and_what_does_not_is_grey():
    network = Chain([1])
    with torch.no_grad():
        network.convs[0].weight.fill_(0)
        network.convs[0].weight[0, 0, 1, 1] = 1
        network.convs[0].weight[0, 0, 0, 1] = 1e-2
        network.convs[0].weight[0, 0, 2, 1] = 1e-3
    reach = Inside(network).reach(picture(), 1.0, OUTPUT, MIDDLE)
    drawn = reach_picture(np.full((SIDE, SIDE, 1), 100, np.uint8), reach)
    assert drawn.shape == (SIDE, SIDE, 3)
    sums = drawn.astype(int).sum(axis=2)
    assert sums[16, 16] > sums[15, 16] > sums[17, 16]
    assert (drawn[16, 17] == round(100 * DIMMED)).all()
    assert (np.delete(sums.ravel(), [15 * SIDE + 16, 16 * SIDE + 16, 17 * SIDE + 16]) == 3 * 45).all()
    alone = reach_picture(np.full((SIDE, SIDE, 3), 100, np.uint8), None)
    assert (alone == 45).all()


# The command


def test_info_lists_the_modules(tmp_path, capsys):
    path = str(write_small(tmp_path / "small.safetensors"))
    assert main(["info", path, "--layers"]) == 0
    lines = capsys.readouterr().out.split("\n\n")[-1].splitlines()
    assert lines[0].split() == ["module", "makes", "parameters", "sees"]
    assert lines[1].startswith("score (CompactScoreNet)")
    assert lines[1].endswith("all")
    (stem,) = [line for line in lines if line.startswith("stem ")]
    assert stem.split()[2:] == ["3x3)", "8", "x", "4", "x", "4", "296", "6", "x", "6"]
    main(["info", path, "--layers", "--json"])
    listed = json.loads(capsys.readouterr().out)["layers"]
    assert listed[0]["name"] == ""
    assert [row["sees"] for row in listed if row["name"] == "stem"] == [[6, 6]]
