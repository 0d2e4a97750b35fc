"""The three objectives of score matching, for networks in the plane.

All are weighted by lambda(sigma) = sigma^2 (sigma^2 + v) / v with v the data's variance (lambda = v without noise), so
that every sigma counts alike; see :mod:`app.training.denoising`. Networks are called as network(x [N, 2], sigma [N]).
"""

from __future__ import annotations

import torch
from torch import Tensor

from app.networks.plane import PlaneScoreNet


def denoising_loss(network: PlaneScoreNet, clean: Tensor, z: Tensor, sigma: Tensor) -> Tensor:
    """Denoising score matching (Song & Ermon 2019, equation 5): lambda/2 E|s(x + sigma z, sigma) + z / sigma|^2."""
    score = network(clean + sigma[:, None] * z, sigma)
    loss: Tensor = (weight(network, sigma) * (score + z / sigma[:, None]).square().sum(dim=1)).mean() / 2
    return loss


def implicit_loss(network: PlaneScoreNet, x: Tensor, sigma: Tensor) -> Tensor:
    """Implicit score matching (equation 1; Hyvärinen 2005): lambda E[tr grad s + |s|^2 / 2], with the exact trace."""
    x = x.requires_grad_()
    score: Tensor = network(x, sigma)
    rows = [torch.autograd.grad(score[:, k].sum(), x, create_graph=True)[0] for k in range(2)]
    trace = rows[0][:, 0] + rows[1][:, 1]
    loss: Tensor = (weight(network, sigma) * (trace + score.square().sum(dim=1) / 2)).mean()
    return loss


def sliced_loss(network: PlaneScoreNet, x: Tensor, sigma: Tensor, directions: Tensor) -> Tensor:
    """Sliced score matching, variance reduced (equation 3): lambda E[v^T grad s v + |s|^2 / 2].

    ``directions`` v [N, 2] are standard normal or Rademacher. The second term is the expectation over v of
    (v^T s)^2 / 2, taken exactly (Song et al. 2019, "Sliced score matching", equation 8).
    """
    x = x.requires_grad_()
    score: Tensor = network(x, sigma)
    slope = torch.autograd.grad((score * directions).sum(), x, create_graph=True)[0]
    loss: Tensor = (weight(network, sigma) * ((slope * directions).sum(dim=1) + score.square().sum(dim=1) / 2)).mean()
    return loss


def weight(network: PlaneScoreNet, sigma: Tensor) -> Tensor:
    """The weight lambda(sigma), [N] -> [N]."""
    v = network.config.std**2
    if network.config.sigma_max == 0:
        return torch.full_like(sigma, v)
    return sigma.square() * (sigma.square() + v) / v
