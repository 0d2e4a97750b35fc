"""Resampling by two with a small smoothing kernel, as in StyleGAN2 (Karras et al. 2020, arXiv 1912.04958, B).

``upfirdn`` in three words: put zeros between the pixels (up), convolve with the kernel (fir), keep every other pixel
(down). Each function here is one (transposed) convolution per channel, which never touches the zeros nor computes what
is dropped. NCSN++ smooths with the outer square of (1, 3, 3, 1) (Song et al. 2021, arXiv 2011.13456, appendix H.1).
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from typing_extensions import override


def square_kernel(taps: Sequence[float]) -> Tensor:
    """The outer square of ``taps``, of sum 1: [n] -> [n, n]. Raises ValueError for a sum of 0."""
    line = torch.tensor(list(taps), dtype=torch.float32)
    if not 2 <= len(line) <= 16 or not sum(taps) > 0:
        raise ValueError(f"the resampling kernel {list(taps)} must have from 2 to 16 taps of positive sum")
    kernel = torch.outer(line, line)
    return kernel / kernel.sum()


def downsample(x: Tensor, kernel: Tensor, extra: int = 0) -> Tensor:
    """Smooth and keep every other pixel: [B, C, H, W] -> [B, C, H/2, W/2].

    ``extra`` widens the zero padding and keeps every pixel, for a convolution of stride 2 and width ``extra`` + 1 that
    follows.
    """
    pad = kernel.shape[0] - 2 + extra
    x = F.pad(x, [(pad + 1) // 2, pad // 2] * 2)
    return F.conv2d(x, _per_channel(kernel.flip(0, 1), x), stride=1 if extra else 2, groups=x.shape[1])


def upsample(x: Tensor, kernel: Tensor) -> Tensor:
    """Zeros between the pixels, smooth, times 4 (so that a constant stays): [B, C, H, W] -> [B, C, 2H, 2W]."""
    n = kernel.shape[0]
    first = n - 2 - (n - 1) // 2
    full = F.conv_transpose2d(x, _per_channel(4 * kernel, x), stride=2, groups=x.shape[1])
    return full[:, :, first : first + 2 * x.shape[2], first : first + 2 * x.shape[3]]


def _per_channel(kernel: Tensor, x: Tensor) -> Tensor:
    return kernel.to(x.dtype).expand(x.shape[1], 1, *kernel.shape)


class ResampledConv(nn.Module):
    """A 3x3 convolution fused with resampling by two: the published ``Conv2d_0``.

    Up: the picture with zeros between the pixels is convolved, then smoothed. (The public PyTorch code fails on this
    path; what is done here is what its TensorFlow original does.) Down: smoothed, then convolved with stride 2.
    """

    kernel: Tensor

    def __init__(self, c_in: int, c_out: int, kernel: Sequence[float], *, up: bool) -> None:
        super().__init__()
        self.up = up
        self.weight = nn.Parameter(torch.zeros(c_out, c_in, 3, 3))
        self.bias = nn.Parameter(torch.zeros(c_out))
        self.register_buffer("kernel", square_kernel(kernel), persistent=False)

    @override
    def forward(self, x: Tensor) -> Tensor:
        if not self.up:
            return F.conv2d(downsample(x, self.kernel, extra=2), self.weight, self.bias, stride=2)
        x = F.conv_transpose2d(x, self.weight.flip(2, 3).transpose(0, 1), stride=2)
        pad = self.kernel.shape[0] - 4
        x = F.pad(x, [(pad + 1) // 2 + 1, pad // 2 + 1] * 2)
        x = F.conv2d(x, _per_channel(4 * self.kernel.flip(0, 1), x), groups=x.shape[1])
        return x + self.bias[:, None, None]
