"""3x3 convolutions with a quarter of the multiplications (Winograd's F(4x4, 3x3); Lavin & Gray 2016, arXiv 1509.09308).

A 4x4 tile of the output depends on a 6x6 tile of the input. Both are taken to a basis in which the convolution is a
product at each of 36 places, so that a convolution of many channels becomes 36 matrix products, 36 multiplications a
tile and pair of channels instead of 144. The changes of basis are matrix products too, so all of the work is done by
the fastest routine there is. A dilated convolution is one on every phase of the grid.

The result differs from the direct one by rounding, about 1e-6 of its size. It pays for many channels on a CPU; see
:func:`pays`.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor

_INPUT = torch.tensor(
    [
        [4, 0, -5, 0, 1, 0],
        [0, -4, -4, 1, 1, 0],
        [0, 4, -4, -1, 1, 0],
        [0, -2, -1, 2, 1, 0],
        [0, 2, -1, -2, 1, 0],
        [0, 4, 0, -5, 0, 1],
    ],
    dtype=torch.float64,
)
_KERNEL = torch.tensor(
    [
        [1 / 4, 0, 0],
        [-1 / 6, -1 / 6, -1 / 6],
        [-1 / 6, 1 / 6, -1 / 6],
        [1 / 24, 1 / 12, 1 / 6],
        [1 / 24, -1 / 12, 1 / 6],
        [0, 0, 1],
    ],
    dtype=torch.float64,
)
_OUTPUT = torch.tensor(
    [[1, 1, 1, 1, 1, 0], [0, 1, -1, 2, -2, 0], [0, 1, 1, 4, 4, 0], [0, 1, -1, 8, -8, 1]], dtype=torch.float64
)
_INPUT_2D = torch.kron(_INPUT, _INPUT).float()
_OUTPUT_2D = torch.kron(_OUTPUT, _OUTPUT).float()


CACHE = 2**22
"""Bytes that the tiles of the samples done at a time may take."""


EXPANSION = 4
"""How many numbers stand for one of a weight: 36 places for 9."""


def transformed(weight: Tensor) -> Tensor:
    """The weight in the tiles' basis: [C', C, 3, 3] -> [36, C, C']."""
    nine = weight.permute(2, 3, 1, 0).reshape(9, -1).double()
    product = torch.kron(_KERNEL, _KERNEL) @ nine
    return product.float().reshape(36, weight.shape[1], weight.shape[0])


def pays(c_in: int, c_out: int) -> bool:
    """Whether this can be faster than the direct convolution: with fewer channels the changes of basis cost more."""
    return min(c_in, c_out) >= 128


FEWEST = 16
"""With fewer tiles than this the weights, four times as many as before, take longer to read than to use."""


def tiles(x: Tensor, dilation: int) -> int:
    """How many tiles the maps x [B, C, H, W] have, with those that are not filled."""
    tall, wide = (math.ceil(math.ceil(side / dilation) / 4) for side in x.shape[2:])
    return len(x) * dilation**2 * tall * wide


def fits(x: Tensor, dilation: int) -> bool:
    """Whether the maps divide into enough tiles with nothing over, which would be computed for nothing."""
    even = x.shape[2] % (4 * dilation) == 0 and x.shape[3] % (4 * dilation) == 0
    return even and tiles(x, dilation) >= FEWEST


def convolve(x: Tensor, weights: Tensor, bias: Tensor | None, dilation: int = 1) -> Tensor:
    """A 3x3 convolution that keeps the size: x [B, C, H, W], weights of :func:`transformed` -> [B, C', H, W].

    x and the result are float32, stored channels-last; H and W are multiples of 4 times the dilation. A few samples
    are done at a time, so that their tiles stay in the processor's cache.
    """
    b, c, h, w = x.shape
    d, c_out = dilation, weights.shape[2]
    tall, wide = h // (4 * d), w // (4 * d)  # tiles of a phase, in either direction
    out = torch.empty(b, h, w, c_out)
    padded = _framed(x.permute(0, 2, 3, 1), d)
    rows, columns = padded.shape[1:3]
    line = columns * c
    strides = (d * line, d * c, rows * line, line, c, 4 * d * line, 4 * d * c, 1)
    few = max(1, CACHE // (36 * tall * wide * d * d * max(c, c_out) * 4))
    for first in range(0, b, few):
        part = padded[first : first + few]
        n = part.shape[0]
        tiles = part.as_strided((6, 6, n, d, d, tall, wide, c), strides, part.storage_offset()).reshape(36, -1)
        places = torch.mm(_INPUT_2D, tiles).view(36, -1, c)
        product = torch.bmm(places, weights)
        grid = torch.mm(_OUTPUT_2D, product.view(36, -1)).view(4, 4, n, d, d, tall, wide, c_out)
        target = out[first : first + few].view(n, tall, 4, d, wide, 4, d, c_out).permute(2, 5, 0, 3, 6, 1, 4, 7)
        if bias is None:
            target.copy_(grid)
        else:
            torch.add(grid, bias, out=target)
    return out.permute(0, 3, 1, 2)


def _framed(x: Tensor, d: int) -> Tensor:
    """The maps x [B, H, W, C] in a frame of d zeros; only the frame is filled twice."""
    b, h, w, c = x.shape
    framed = torch.empty(b, h + 2 * d, w + 2 * d, c)
    for edge in (framed[:, :d], framed[:, -d:], framed[:, d:-d, :d], framed[:, d:-d, -d:]):
        edge.zero_()
    framed[:, d:-d, d:-d] = x
    return framed
