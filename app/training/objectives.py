"""What is minimised in a training of pictures: an objective draws the noise levels of a batch and says its loss.

All losses are of one scale: near 1 for a network that knows nothing, and v / (v + sigma^2), averaged over the levels,
for the best network of data that are normal with variance v.
"""

from __future__ import annotations

from typing import Any, Protocol

import torch
from torch import Tensor, nn
from typing_extensions import override

from app.params import TrainParams
from app.training.denoising import denoising_losses, sample_sigmas


class Objective(Protocol):
    """``normals`` is how many standard normal numbers the loss takes for each number of a picture."""

    normals: int

    def sigmas(self, n: int, generator: torch.Generator) -> Tensor:
        """The noise levels of a batch of n pictures, [n] float32 on the CPU, in no particular order of the pictures."""
        ...

    def losses(self, network: Any, clean: Tensor, normal: Tensor, sigma: Tensor) -> Tensor:
        """The loss of each of the pictures [B, C, H, W] at sigma [B]: [B]; ``normal`` is [B, normals, C, H, W]."""
        ...

    def weight(self, sigma: float) -> float:
        """What the mean squared error of a pixel of the network's estimate of the clean picture counts in the loss."""
        ...


class PreconditionedDenoising:
    """Denoising score matching over a continuum of levels (:mod:`app.training.denoising`)."""

    normals = 1

    def __init__(self, params: TrainParams, data_std: float) -> None:
        self._params, self._data_std = params, data_std

    def sigmas(self, n: int, generator: torch.Generator) -> Tensor:
        """Truncated log-normal."""
        p = self._params
        return sample_sigmas(n, p.sigma_min, p.sigma_max, p.log_mean, p.log_std, generator)

    def losses(self, network: Any, clean: Tensor, normal: Tensor, sigma: Tensor) -> Tensor:
        """See :func:`app.training.denoising.denoising_losses`."""
        return denoising_losses(network, clean, normal[:, 0], sigma, self._data_std)

    def weight(self, sigma: float) -> float:
        """1 over the variance of the best estimate, were the pixels independent and normal."""
        return (sigma**2 + self._data_std**2) / (sigma * self._data_std) ** 2


class LevelDenoising:
    """The paper's objective (Song & Ermon 2019, equations 5 and 6) with lambda(sigma) = sigma^2 over L levels.

    For each picture a level is drawn, each as likely as any other; the loss is 1/2 || sigma s(x + sigma z, sigma) + z
    ||^2, here over C H W / 2.
    """

    normals = 1

    def __init__(self, levels: tuple[float, ...]) -> None:
        self.levels = torch.tensor(levels, dtype=torch.float32)

    def sigmas(self, n: int, generator: torch.Generator) -> Tensor:
        """Uniform over the levels."""
        return self.levels[torch.randint(len(self.levels), (n,), generator=generator)]

    def losses(self, network: Any, clean: Tensor, normal: Tensor, sigma: Tensor) -> Tensor:
        """Equation 6."""
        z, sig = normal[:, 0], sigma[:, None, None, None]
        residual: Tensor = sig * network(clean + sig * z, sigma) + z
        return residual.float().square().mean(dim=(1, 2, 3))

    def weight(self, sigma: float) -> float:
        """The residual sigma s + z is (estimate - clean) / sigma."""
        return 1 / sigma**2


class LevelSliced(LevelDenoising):
    """Sliced score matching of the pictures with noise, over L levels (Song et al. 2019, arXiv 1905.07088).

    With v ~ N(0, I) the loss is lambda(sigma) E[v^T (grad s) v + 1/2 ||s||^2] (equation 8, of reduced variance),
    lambda = sigma^2, one v a picture, as in the published code of NCSN. Here 1 plus that over C H W / 2: the same scale
    as denoising score matching, from which it differs by that constant and by chance.
    """

    normals = 2

    @override
    def losses(self, network: Any, clean: Tensor, normal: Tensor, sigma: Tensor) -> Tensor:
        """One product of the Jacobian with v by differentiating twice."""
        z, v, sig = normal[:, 0], normal[:, 1], sigma[:, None, None, None]
        noisy = (clean + sig * z).requires_grad_(True)
        score: Tensor = network(noisy, sigma).float()
        (along,) = torch.autograd.grad((score * v).sum(), noisy, create_graph=True)
        return 1 + (sig * sig * (score * score + 2 * v * along)).mean(dim=(1, 2, 3))


class LossOf(nn.Module):
    """A network with its objective as one module, so that machines that share a batch can share its gradients.

    ``forward`` takes pictures [B, C, H, W], normal [B, normals, C, H, W], sigma [B] and gives the losses [B].
    """

    def __init__(self, network: nn.Module, objective: Objective) -> None:
        super().__init__()
        self.network, self._objective = network, objective

    @override
    def forward(self, clean: Tensor, normal: Tensor, sigma: Tensor) -> Tensor:
        return self._objective.losses(self.network, clean, normal, sigma)
