"""What the compiled kernels refuse, each with words for it, before anything is read or written out of place."""

import pytest
import torch

from app.networks.kernels import calls
from tests.kernels import load_kernels

B, C, OUT = 3, 32, 16
GIVEN = {"gamma": torch.ones(1, C), "beta": torch.zeros(1, C)}


@pytest.fixture(scope="module", autouse=True)
def _built():
    load_kernels()


def maps(*shape, dtype=torch.float32, device="cpu"):
    return torch.zeros(*shape, dtype=dtype, device=device).contiguous(memory_format=torch.channels_last)


def convolved(**changes):
    """The kernel itself, with something else than what it takes."""
    given = {
        "x": maps(B, C, 5, 6), "gamma": None, "alpha": None, "beta": None, "groups": 0, "epsilon": 1e-5, "act": "elu",
        "pool": "", "weights": torch.zeros(36, C, OUT), "bias": torch.zeros(OUT), "residual": maps(B, OUT, 5, 6),
        "dilation": 1, "cache": 2**20,
    }  # fmt: skip
    assert set(changes) <= set(given)
    with torch.inference_mode():
        return torch.ops.score_explorer_kernels.convolved(**(given | changes))


def prepared(**changes):
    given = {"x": maps(B, C, 5, 6), "gamma": None, "alpha": None, "beta": None, "groups": 0, "epsilon": 0, "act": ""}
    with torch.inference_mode():
        return torch.ops.score_explorer_kernels.prepared(**(given | changes))


MAPS = [
    ({"x": torch.zeros(B, C, 5, 6)}, "x must be stored channels-last"),
    ({"x": maps(2 * B, C, 5, 6)[::2]}, "x must be stored channels-last"),
    ({"x": maps(1, C, 5, 6).expand(B, C, 5, 6)}, "x must be stored channels-last"),
    ({"x": maps(B, C, 5, 6)[:, :16]}, "x must be stored channels-last"),
    ({"x": maps(B, C, 5, 6, dtype=torch.float64)}, "x must be dense float32, not Strided Double"),
    ({"x": maps(B, C, 5, 6, dtype=torch.bfloat16)}, "x must be dense float32, not Strided BFloat16"),
    ({"x": maps(B, C, 5, 6).to_sparse()}, "x must be dense float32"),
    ({"x": torch.zeros(B, C, 5)}, r"x must be \[B, C, H, W\], not \[3, 32, 5\]"),
    ({"x": torch.zeros(B, C, 5, 6, 1)}, r"x must be \[B, C, H, W\]"),
    ({"x": torch.zeros(())}, r"x must be \[B, C, H, W\]"),
    ({"x": maps(B, 0, 5, 6)}, "a multiple of 16 channels, not 0"),
    ({"x": maps(B, 24, 5, 6)}, "a multiple of 16 channels, not 24"),
    ({"x": maps(B, C, 5, 6, device="meta")}, "x must be on the CPU, not on meta"),
    ({"gamma": torch.ones(1, C)}, "gamma and beta come together"),
    ({"beta": torch.ones(1, C)}, "gamma and beta come together"),
    ({"alpha": torch.ones(1, C)}, "alpha with them only"),
    (GIVEN | {"gamma": torch.ones(C)}, r"gamma must be \[1 or 3, 32\], not \[32\]"),
    (GIVEN | {"gamma": torch.ones(2, C)}, r"gamma must be \[1 or 3, 32\], not \[2, 32\]"),
    (GIVEN | {"beta": torch.ones(B, C - 1)}, r"beta must be \[1 or 3, 32\], not \[3, 31\]"),
    (GIVEN | {"alpha": torch.ones(B, 2 * C)[:, ::2]}, "alpha must be contiguous"),
    (GIVEN | {"alpha": torch.ones(1, 1).expand(B, C)}, "alpha must be contiguous"),
    (GIVEN | {"beta": torch.ones(1, C, dtype=torch.int64)}, "beta must be dense float32, not Strided Long"),
    (GIVEN | {"gamma": torch.ones(1, C, device="meta")}, "gamma must be on the CPU"),
    (GIVEN | {"groups": 5}, "32 maps cannot be normalised in 5 groups"),
    (GIVEN | {"groups": 64}, "32 maps cannot be normalised in 64 groups"),
    (GIVEN | {"groups": -1}, "32 maps cannot be normalised in -1 groups"),
    (GIVEN | {"groups": 4, "alpha": torch.ones(1, C)}, "in 4 groups with alpha"),
    ({"act": "tanh"}, "no activation 'tanh'"),
    ({"act": "ELU"}, "no activation 'ELU'"),
]

CHAIN = [
    ({"pool": "min"}, "no pooling 'min'"),
    ({"weights": torch.zeros(35, C, OUT)}, r"weights must be \[36, 32, 16\], not \[35, 32, 16\]"),
    ({"weights": torch.zeros(36, C - 16, OUT)}, r"weights must be \[36, 32, 16\], not \[36, 16, 16\]"),
    ({"weights": torch.zeros(36, C)}, r"weights must be \[36, 32, 0\], not \[36, 32\]"),
    ({"weights": torch.zeros(36, OUT, C).transpose(1, 2)}, "weights must be contiguous"),
    ({"weights": torch.zeros(36, C, OUT, dtype=torch.float64)}, "weights must be dense float32"),
    ({"weights": torch.zeros(36, C, OUT, device="meta")}, "weights must be on the CPU"),
    ({"weights": torch.zeros(36, C, 8)}, "the result must have a multiple of 16 channels, not 8"),
    ({"weights": torch.zeros(36, C, 0)}, "the result must have a multiple of 16 channels, not 0"),
    ({"bias": torch.zeros(OUT - 1)}, r"bias must be \[16\], not \[15\]"),
    ({"bias": torch.zeros(1, OUT)}, r"bias must be \[16\], not \[1, 16\]"),
    ({"bias": torch.zeros(2 * OUT)[::2]}, "bias must be contiguous"),
    ({"bias": torch.zeros(OUT, dtype=torch.float16)}, "bias must be dense float32"),
    ({"residual": maps(B - 1, OUT, 5, 6)}, r"residual must be \[3, 16, 5, 6\], not \[2, 16, 5, 6\]"),
    ({"residual": maps(B, OUT, 6, 5)}, r"residual must be \[3, 16, 5, 6\], not \[3, 16, 6, 5\]"),
    ({"residual": maps(B, C, 5, 6)}, r"residual must be \[3, 16, 5, 6\], not \[3, 32, 5, 6\]"),
    ({"residual": torch.zeros(B, OUT, 5, 6)}, "residual must be stored channels-last"),
    ({"residual": maps(B, OUT, 5, 6, dtype=torch.float64)}, "residual must be dense float32"),
    ({"dilation": 0}, "the dilation must be positive, not 0"),
    ({"dilation": -2}, "the dilation must be positive, not -2"),
]


@pytest.mark.parametrize(("changes", "words"), MAPS + CHAIN)
def test_a_convolution_refuses_what_it_cannot_index(changes, words):
    with pytest.raises(RuntimeError, match=words):
        convolved(**changes)


@pytest.mark.parametrize(("changes", "words"), MAPS)
def test_preparing_refuses_what_it_cannot_index(changes, words):
    with pytest.raises(RuntimeError, match=words):
        prepared(**changes)


def test_with_nothing_wrong_nothing_is_refused():
    assert convolved().shape == (B, OUT, 5, 6)
    assert convolved(**GIVEN, alpha=torch.ones(B, C), bias=None, residual=None, cache=-1).shape == (B, OUT, 5, 6)
    assert prepared(**GIVEN, groups=8).shape == (B, C, 5, 6)
    assert convolved(x=maps(0, C, 5, 6), residual=None, **GIVEN).shape == (0, OUT, 5, 6)
    assert convolved(x=maps(B, C, 5, 0), residual=None, **GIVEN).shape == (B, OUT, 5, 0)
    assert prepared(x=maps(0, C, 5, 6), **GIVEN).shape == (0, C, 5, 6)


@pytest.mark.parametrize("name", ["x", "weights", "bias", "residual", "gamma"])
def test_gradients_are_refused_where_they_would_be_lost(name):
    given = {"x": maps(B, C, 5, 6), "weights": torch.zeros(36, C, OUT), "bias": torch.zeros(OUT),
             "residual": maps(B, OUT, 5, 6), **GIVEN}  # fmt: skip
    given[name].requires_grad_()
    arguments = (given["gamma"], None, given["beta"], 0, 1e-5, "", "", given["weights"], given["bias"])
    kernel = torch.ops.score_explorer_kernels.convolved
    try:
        with pytest.raises(RuntimeError, match=f"{name} must not ask for gradients"):
            kernel(given["x"], *arguments, given["residual"], 1, 1)
        with torch.no_grad():
            assert kernel(given["x"], *arguments, given["residual"], 1, 1).shape == (B, OUT, 5, 6)
    finally:
        given[name].requires_grad_(False)


def test_what_python_hands_over_is_made_contiguous():
    both = torch.ones(B, 2 * C).chunk(2, dim=1)  # as a table of coefficients by noise level gives them
    norm = calls.Coefficients(both[0], None, both[1])
    with torch.inference_mode():
        assert calls.prepare(maps(B, C, 5, 6), norm, "").shape == (B, C, 5, 6)
        residual = torch.zeros(B, OUT, 5, 6)
        found = calls.convolve(maps(B, C, 5, 6), norm, "", "", torch.zeros(36, C, OUT), None, residual, 1)
    assert found.shape == (B, OUT, 5, 6)
