"""Instance normalisation++ in its forms (Song & Ermon 2019, appendix A; Song & Ermon 2020, appendix B).

Plain instance normalisation removes each map's mean, and with it the picture's overall colour. The paper's "++" adds
the means back in standardised form: with mu_k, s_k the mean and standard deviation of map k over the picture, m and v
the mean and standard deviation of the mu_k over the maps,

    z_k = gamma_k [(x_k - mu_k) / s_k  +  alpha_k (mu_k - m) / v]  +  beta_k.

In NCSN gamma, alpha and beta are looked up by the noise level (*conditional*); NCSNv2 has one set for all levels.

All of it is one number to multiply by and one to add for each map and sample, so the map itself is read twice and
written once, whatever the form.
"""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor, nn
from typing_extensions import override

from app.networks.embeddings import Scaled


class Coefficients(NamedTuple):
    """What decides a normalisation: gamma, alpha (None: the plain form) and beta, [1, C] or [B, C].

    With ``groups`` the statistics are those of so many groups of neighbouring maps, not each map's own; ``epsilon`` is
    added to the variances.
    """

    gamma: Tensor
    alpha: Tensor | None
    beta: Tensor
    groups: int = 0
    epsilon: float = 1e-5


def standardised_means(mean: Tensor, epsilon: float) -> Tensor:
    """(mu - m) / v over the maps of a sample: [B, C] -> [B, C]."""
    v, m = torch.var_mean(mean, dim=1, keepdim=True)  # the unbiased variance, as the public networks have it
    return (mean - m) * (v + epsilon).rsqrt()


def scale_and_shift(x: Tensor, c: Coefficients) -> Tensor:
    """The module's formula for x [B, C, H, W]; without alpha the plain normalisation, never by groups.

    The variance is taken in two passes of plain sums: torch's own, of maps stored channels-last, takes four times as
    long, and the mean of squares less the square of the mean loses digits. One buffer serves all passes.
    """
    mean = x.mean(dim=(2, 3))
    buffer = x - mean[:, :, None, None]
    rstd = (buffer.square_().mean(dim=(2, 3)) + c.epsilon).rsqrt()
    scale = c.gamma * rstd
    shift = c.beta - mean * scale
    if c.alpha is not None:
        shift = torch.addcmul(shift, c.gamma * c.alpha, standardised_means(mean, c.epsilon))
    out = None if torch.is_grad_enabled() else buffer
    return torch.addcmul(shift[:, :, None, None], x, scale[:, :, None, None], out=out)


def _table(levels: int, width: int) -> nn.Embedding:
    """A row of coefficients for each level, not drawn at random (which costs a tenth of a second a network)."""
    return nn.Embedding(levels, width, _weight=torch.ones(levels, width))


class _InstanceNorm(nn.Module):
    """x [B, C, H, W] and the noise level ([B] or [1], or None where it does not matter) -> the same shape."""

    def coefficients(self, level: Tensor | None = None) -> Coefficients:
        raise NotImplementedError

    @override
    def forward(self, x: Tensor, level: Tensor | None = None) -> Tensor:
        return scale_and_shift(x, self.coefficients(level))


class InstanceNormPlus(_InstanceNorm):
    """Instance normalisation++ with one set of coefficients, as in NCSNv2: x [B, C, H, W] -> the same."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.alpha = nn.Parameter(torch.ones(channels))
        self.gamma = nn.Parameter(torch.ones(channels))
        self.beta = nn.Parameter(torch.zeros(channels))

    @override
    def coefficients(self, level: Tensor | None = None) -> Coefficients:
        """gamma, alpha, beta as [1, C]."""
        return Coefficients(self.gamma[None], self.alpha[None], self.beta[None])


class ConditionalInstanceNorm(_InstanceNorm):
    """Instance normalisation with coefficients by noise level, as in NCSN; ``level`` is [B] or [1].

    ``plus``: in the form "++"; the deeper NCSN has the plain one.
    """

    def __init__(self, channels: int, levels: int, *, plus: bool) -> None:
        super().__init__()
        self.parts = 3 if plus else 2
        self.embed = _table(levels, self.parts * channels)

    @override
    def coefficients(self, level: Tensor | None = None) -> Coefficients:
        """gamma, alpha, beta, [B, C] or [1, C] as the level is."""
        gamma, *alpha, beta = self.embed(level).chunk(self.parts, dim=1)
        return Coefficients(gamma, alpha[0] if alpha else None, beta)

    def effect(self, level: Tensor) -> Scaled:
        """Gamma and beta."""
        found = self.coefficients(level)
        return Scaled(found.gamma, found.beta)
