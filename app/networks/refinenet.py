"""The blocks of the RefineNet that NCSN and NCSNv2 share (Lin et al. 2017, arXiv 1611.06612; dilated as in
Yu & Koltun 2016, arXiv 1511.07122).

A RefineNet is a residual encoder whose coarse maps are refined on the way back up. Each refinement (a *RefineBlock*)
has three parts: residual convolution units (*RCU*) adapt each incoming map, multi-resolution fusion (*MSF*) brings
them to one size and adds them, and chained residual pooling (*CRP*) gathers context from large windows.

NCSN puts a conditional normalisation before every convolution and pools by averages; NCSNv2 has no normalisation
inside the refinement and pools by maxima (Song & Ermon 2020, appendix B). So each block takes ``make_norm``: a factory
channels -> module, or None. The names of the parts are those of the published weights.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from typing_extensions import override

from app.networks import winograd
from app.networks.kernels import calls

NormFactory = Callable[[int], nn.Module]
Activation = Callable[[Tensor], Tensor]


def elu(x: Tensor) -> Tensor:
    """The exponential linear unit: x above 0, e^x - 1 below.

    e^x - 1 is never below x, so it is a maximum. On a CPU this takes two thirds of the time of torch's own, which
    computes more digits near 0 than float32 activations of size 1 can use (the error here is at most 1e-7).
    """
    if x.device.type != "cpu" or torch.is_grad_enabled():
        return F.elu(x)
    below = x.clamp_max(0).exp_().sub_(1)
    return torch.maximum(x, below, out=below)


def leaky_relu(x: Tensor) -> Tensor:
    """X above 0, x / 5 below."""
    return F.leaky_relu(x, 0.2)


ACTIVATIONS: dict[str, Activation] = {
    "elu": elu,
    "relu": F.relu,
    "lrelu": leaky_relu,
    "swish": F.silu,
}
"""The activations that the public configurations can name."""


_NAMES: dict[Activation | None, str] = {None: "", **{function: name for name, function in ACTIVATIONS.items()}}
"""The same the other way round: the names by which the compiled kernels know them."""

MEAN, MAX = "mean", "max"
"""The ways to pool."""


class Conv3x3(nn.Conv2d):
    """A 3x3 convolution that keeps the size; on a CPU by Winograd's algorithm once :meth:`transform` was called.

    ``compiled``: whether :mod:`app.networks.kernels` does it, together with what comes before and after.
    """

    def __init__(self, c_in: int, c_out: int, *, dilation: int = 1, bias: bool = True) -> None:
        super().__init__(c_in, c_out, 3, padding=dilation, dilation=dilation, bias=bias)
        self.rate = dilation
        self.transformed: Tensor | None = None
        self.compiled = False

    def can_transform(self) -> bool:
        """Whether Winograd's algorithm can be faster here."""
        return self.weight.device.type == "cpu" and winograd.pays(self.in_channels, self.out_channels)

    def can_compile(self) -> bool:
        """Whether the compiled kernels take maps of these numbers of channels."""
        return self.weight.device.type == "cpu" and calls.takes_channels(self.in_channels, self.out_channels)

    def transform(self) -> None:
        """Prepare the weights, which must not change any more."""
        self.transformed = winograd.transformed(self.weight)

    def transformed_bytes(self) -> int:
        """The memory that the prepared weights take."""
        return self.weight.numel() * winograd.EXPANSION * 4

    def pays_compiled(self, x: Tensor) -> bool:
        """Whether the compiled kernels are in use, and faster for these maps."""
        return self.compiled and calls.takes(x) and winograd.tiles(x, self.rate) >= winograd.FEWEST

    @override
    def forward(self, x: Tensor) -> Tensor:
        if self.transformed is None or torch.is_grad_enabled() or not self._pays(x):
            return super().forward(x)
        return winograd.convolve(x, self.transformed, self.bias, self.rate)

    def _pays(self, x: Tensor) -> bool:
        return winograd.pays(self.in_channels, self.out_channels) and winograd.fits(x, self.rate)


def apply_conv(
    conv: nn.Module,
    x: Tensor,
    level: Tensor | None = None,
    *,
    norm: Any = None,
    act: Activation | None = None,
    pool: str = "",
    residual: Tensor | None = None,
) -> Tensor:
    """What a RefineNet is made of: normalise, activate, pool over 5x5 (MEAN or MAX), convolve, add: [B, C, H, W].

    One pass of the compiled kernels where they are in use, else one operation after the other.
    """
    if isinstance(conv, Conv3x3) and conv.transformed is not None and conv.pays_compiled(x):
        coefficients = None if norm is None else norm.coefficients(level)
        return calls.convolve(
            x, coefficients, _NAMES[act], pool, conv.transformed, conv.bias, residual, dilation=conv.rate
        )
    h = apply_norm(conv, x, level, norm=norm, act=act)
    if pool:
        h = F.avg_pool2d(h, 5, stride=1, padding=2) if pool == MEAN else max_pool(h)
    out: Tensor = conv(h)
    return out if residual is None else out.add_(residual)


def apply_norm(
    conv: nn.Module, x: Tensor, level: Tensor | None = None, *, norm: Any = None, act: Activation | None = None
) -> Tensor:
    """X normalised and activated, for what follows: ``conv``."""
    if norm is not None and getattr(conv, "compiled", False) and calls.takes(x):
        return calls.prepare(x, norm.coefficients(level), _NAMES[act])
    if norm is not None:
        x = norm(x, level)
    return x if act is None else act(x)


class ConvMeanPool(nn.Module):
    """A convolution followed by 2x2 mean pooling: [B, C, H, W] -> [B, C', H/2, W/2], H and W even.

    Both are linear, so they are done as one convolution of stride 2: the mean of four shifted copies of the kernel,
    4x4 instead of 3x3, at a quarter of the positions. That is less than half of the arithmetic.
    """

    def __init__(self, c_in: int, c_out: int, kernel: int) -> None:
        super().__init__()
        self.conv = nn.Conv2d(c_in, c_out, kernel, padding=kernel // 2)

    @override
    def forward(self, x: Tensor) -> Tensor:
        w = self.conv.weight
        shifts = [(0, 1, 0, 1), (1, 0, 0, 1), (0, 1, 1, 0), (1, 0, 1, 0)]
        pooled = torch.stack([F.pad(w, shift) for shift in shifts]).mean(0)
        if x.is_contiguous(memory_format=torch.channels_last):
            pooled = pooled.contiguous(memory_format=torch.channels_last)
        return F.conv2d(x, pooled, self.conv.bias, stride=2, padding=self.conv.padding)


class ResidualBlock(nn.Module):
    """Normalise, activate, convolve, twice; add the (resampled) input: [B, C, H, W] -> [B, C', H', W'].

    ``down`` halves the size; with a dilation above 1 the dilated convolutions take the place of halving, so the window
    grows while the map keeps its size.
    """

    def __init__(
        self, c_in: int, c_out: int, make_norm: NormFactory, act: Activation, *, down: bool = False, dilation: int = 1
    ) -> None:
        super().__init__()
        self.act = act
        middle = c_in if down else c_out
        self.normalize1 = make_norm(c_in)
        self.conv1 = Conv3x3(c_in, middle, dilation=dilation)
        self.normalize2 = make_norm(middle)
        if down and dilation == 1:
            self.conv2: nn.Module = ConvMeanPool(middle, c_out, 3)
            self.shortcut: nn.Module | None = ConvMeanPool(c_in, c_out, 1)
        else:
            self.conv2 = Conv3x3(middle, c_out, dilation=dilation)
            self.shortcut = Conv3x3(c_in, c_out, dilation=dilation) if down else None

    @override
    def forward(self, x: Tensor, level: Tensor | None) -> Tensor:
        h = apply_conv(self.conv1, x, level, norm=self.normalize1, act=self.act)
        beside = x if self.shortcut is None else self.shortcut(x)
        return apply_conv(self.conv2, h, level, norm=self.normalize2, act=self.act, residual=beside)


class RCU(nn.Module):
    """Residual convolution units: ``blocks`` times (normalise, activate, convolve) twice, plus the input."""

    def __init__(self, channels: int, blocks: int, make_norm: NormFactory | None, act: Activation) -> None:
        super().__init__()
        self.act = act
        self.names = [[f"{block}_{part}" for part in (1, 2)] for block in range(1, blocks + 1)]
        self.normed = make_norm is not None
        for name in (name for pair in self.names for name in pair):
            if make_norm is not None:
                self.add_module(f"{name}_norm", make_norm(channels))
            self.add_module(f"{name}_conv", Conv3x3(channels, channels, bias=False))

    @override
    def forward(self, x: Tensor, level: Tensor | None) -> Tensor:
        parts = self._modules
        for first, second in self.names:
            h = x
            for name, residual in ((first, None), (second, x)):
                norm = parts[f"{name}_norm"] if self.normed else None
                h = apply_conv(parts[f"{name}_conv"], h, level, norm=norm, act=self.act, residual=residual)  # type: ignore[arg-type]
            x = h
        return x


def max_pool(x: Tensor) -> Tensor:
    """The maximum over 5x5 around each pixel; on a CPU over rows, then over columns, which is less work."""
    if x.device.type != "cpu":
        return F.max_pool2d(x, 5, stride=1, padding=2)
    return F.max_pool2d(F.max_pool2d(x, (1, 5), stride=1, padding=(0, 2)), (5, 1), stride=1, padding=(2, 0))


class CRP(nn.Module):
    """Chained residual pooling: pool over 5x5 and convolve, twice in a chain, each added to the map."""

    def __init__(self, channels: int, make_norm: NormFactory | None, act: Activation) -> None:
        super().__init__()
        self.act = act
        self.convs = nn.ModuleList(Conv3x3(channels, channels, bias=False) for _ in range(2))
        self.norms = nn.ModuleList(make_norm(channels) for _ in range(2)) if make_norm is not None else None

    @override
    def forward(self, x: Tensor, level: Tensor | None) -> Tensor:
        x = path = self.act(x)
        for i, conv in enumerate(self.convs):
            norm, pool = (None, MAX) if self.norms is None else (self.norms[i], MEAN)
            path = apply_conv(conv, path, level, norm=norm, pool=pool)
            x = x + path
        return x


class MSF(nn.Module):
    """Multi-resolution fusion: convolve each map to ``c_out`` channels, enlarge to one size, add."""

    def __init__(self, c_ins: Sequence[int], c_out: int, make_norm: NormFactory | None) -> None:
        super().__init__()
        self.convs = nn.ModuleList(Conv3x3(c_in, c_out) for c_in in c_ins)
        self.norms = nn.ModuleList(make_norm(c_in) for c_in in c_ins) if make_norm is not None else None

    @override
    def forward(self, xs: Sequence[Tensor], level: Tensor | None, size: torch.Size) -> Tensor:
        total = torch.zeros(())
        for i, (conv, x) in enumerate(zip(self.convs, xs, strict=True)):
            h = apply_conv(conv, x, level, norm=None if self.norms is None else self.norms[i])
            if h.shape[2:] != size:
                h = F.interpolate(h, size=size, mode="bilinear", align_corners=True)
            total = h if i == 0 else total.add_(h)
        return total


class RefineBlock(nn.Module):
    """One refinement: the maps ``xs`` (finest first) to one map of the first one's size and ``c_out`` channels."""

    def __init__(
        self, c_ins: Sequence[int], c_out: int, make_norm: NormFactory | None, act: Activation, *, last: bool = False
    ) -> None:
        super().__init__()
        self.adapt_convs = nn.ModuleList(RCU(c_in, 2, make_norm, act) for c_in in c_ins)
        self.output_convs = RCU(c_out, 3 if last else 1, make_norm, act)
        self.msf = MSF(c_ins, c_out, make_norm) if len(c_ins) > 1 else None
        self.crp = CRP(c_out, make_norm, act)

    @override
    def forward(self, xs: Sequence[Tensor], level: Tensor | None) -> Tensor:
        hs = [adapt(x, level) for adapt, x in zip(self.adapt_convs, xs, strict=True)]
        h = hs[0] if self.msf is None else self.msf(hs, level, xs[0].shape[2:])
        out: Tensor = self.output_convs(self.crp(h, level), level)
        return out
