"""Looking into a network: the modules in their order, their maps, receptive fields, and what the noise level changes.

Everything is done on a copy of the modules that shares the weights, so a sampler that uses the network meanwhile does
not notice. Gradients are asked for, which keeps the fast ways of :mod:`app.networks.refinenet` out: every module does
its own work, and can be listened to.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from app.networks.embeddings import Scaled
from app.networks.listening import asked, listening
from app.params.inside import MOST_MAPS, OUTPUT, LayerRow, LevelEffect, Maps, Reach

PROBES = 8
"""Random combinations of a layer's maps whose gradients are averaged, unless it has no more maps than this."""

KEPT = 8
"""Bytes that a gradient needs of each number that a module makes, as a rule of thumb: what goes in, and what comes."""

NOTHING = 1e-12
"""Parts of the largest influence below which there is none: what is left by rounding."""

QUANTILES = (0.1, 0.5, 0.9)


def sharing_copy(network: nn.Module) -> nn.Module:
    """The same modules with the same tensors, so that hooks and settings of the copy are its own."""
    memo: dict[int, Any] = {}
    for module in network.modules():
        held = (*module.parameters(recurse=False), *module.buffers(recurse=False), *vars(module).values())
        memo |= {id(tensor): tensor for tensor in held if isinstance(tensor, Tensor)}
    copied: nn.Module = copy.deepcopy(network, memo)
    return copied


class Inside:
    """Looks into ``network``, whose ``forward(x, sigma)`` is the score."""

    def __init__(self, network: nn.Module, check: Callable[[], None] = lambda: None) -> None:
        """``check`` is called before each module and may raise, to stop there."""
        self._original, self._check = network, check
        self._networks: dict[bool, nn.Module] = {}
        self._rows: tuple[LayerRow, ...] = ()

    def network(self, *, dilated: bool = True) -> nn.Module:
        """The copy; without its dilations they are all 1, at the same weights."""
        if dilated not in self._networks:
            made = sharing_copy(self._original)
            for module in () if dilated else _convolutions(made):
                rate = _dilation(module)
                if rate > 1:
                    module.padding = tuple(int(p) // rate for p in module.padding)
                    module.dilation = (1, 1)
            self._networks[dilated] = made
        return self._networks[dilated]

    @property
    def dilations(self) -> bool:
        """Whether there is a dilation above 1."""
        return any(_dilation(module) > 1 for module in _convolutions(self._original))

    def rows(self, x: Tensor, sigma: float) -> tuple[LayerRow, ...]:
        """The modules that an evaluation at x [1, C, H, W] uses, in the order in which they begin."""
        if not self._rows:
            network = self.network()
            names = {module: name for name, module in network.named_modules()}
            shapes: dict[str, tuple[int, ...]] = {}

            def begin(module: nn.Module, _args: object) -> None:
                shapes.setdefault(names[module], ())

            def end(module: nn.Module, _args: object, out: object) -> None:
                found = _first(out)
                if found is not None and not shapes[names[module]]:
                    shapes[names[module]] = tuple(found.shape[1:])

            with listening(
                network.modules(), lambda m: [m.register_forward_pre_hook(begin), m.register_forward_hook(end)]
            ):
                self._evaluate(network, x, sigma)
            by_name = dict(network.named_modules())
            self._rows = tuple(_row(name, by_name[name], shape) for name, shape in shapes.items())
        return self._rows

    def gradient_bytes(self, x: Tensor, sigma: float) -> int:
        """The memory that :meth:`reach` takes, about."""
        return KEPT * sum(math.prod(row.shape) for row in self.rows(x, sigma))

    def maps(self, x: Tensor, sigma: float, name: str) -> Maps | None:
        """What the module ``name`` makes of x [1, C, H, W]; None where it makes no maps."""
        network = self.network()
        made = self._made(network, x, sigma, name)
        if made is None or made.ndim != 4:
            return None
        total = made.shape[1]
        shown = made[0, :MOST_MAPS].detach().float().cpu()
        low, high = shown.amin(dim=(1, 2)), shown.amax(dim=(1, 2))
        span = (high - low).clamp_min(1e-30)[:, None, None]
        grey = ((shown - low[:, None, None]) / span * 255).round().to(torch.uint8)
        return Maps(np.ascontiguousarray(grey.numpy()[..., None]), low.numpy(), high.numpy(), total)

    def reach(
        self, x: Tensor, sigma: float, name: str, pixel: tuple[int, int], *, dilated: bool = True, held: bool = True,
        probes: int = PROBES,
    ) -> Reach | None:  # fmt: skip
        """How much each pixel of x [1, C, H, W] matters to the module's output at the place below ``pixel``.

        Of a layer of more maps than ``probes`` the sum over them is estimated by so many: E |v^T J|^2 = |J|^2 for
        signs v at random. One shows what matters at all.
        See :class:`app.params.inside.LookRequest` for ``dilated`` and ``held``. None where it makes no maps.
        """
        network = self.network(dilated=dilated)
        x = x.detach().clone().requires_grad_(True)
        with torch.enable_grad(), _held(network) if held else listening((), lambda _: []):
            made = self._made(network, x, sigma, name)
        if made is None or made.ndim != 4 or not made.requires_grad:
            return None
        maps, height, width = made.shape[1:]
        place = made[0, :, pixel[0] * height // x.shape[2], pixel[1] * width // x.shape[3]]
        generator = torch.Generator().manual_seed(0)
        ways = torch.eye(maps) if maps <= probes else torch.randn(probes, maps, generator=generator).sign()
        total = torch.zeros(x.shape[2:], dtype=torch.float64)
        for way in ways.to(place):
            (gradient,) = torch.autograd.grad(place @ way, x, retain_graph=True)
            total += gradient[0].double().square().sum(dim=0).cpu()
        total /= 1 if maps <= probes else probes
        return _reach(total.sqrt().float().numpy(), pixel)

    def effect(self, x: Tensor, sigmas: Sequence[float], name: str) -> LevelEffect:
        """What the noise level changes in the module ``name`` and those within it, at ``sigmas``.

        Where nothing of it is told the level, in the nearest module around it where something is.
        """
        network = self.network()
        gain = getattr(network, "output_gain", torch.ones_like)
        output = gain(torch.tensor(list(sigmas), dtype=torch.float64)).numpy()
        told = {n: m for n, m in network.named_modules() if hasattr(m, "effect")}
        while name and not any(_within(inner, name) for inner in told):
            name = name.rpartition(".")[0]
        wanted = [module for inner, module in told.items() if _within(inner, name)]
        found: list[tuple[list[Tensor], list[Tensor]]] = []

        def hear(module: nn.Module, args: tuple[Any, ...]) -> None:
            if args[-1] is not None:
                effect = module.effect(args[-1])  # type: ignore[operator]
                found[-1][1].append(effect.shift[0])
                if isinstance(effect, Scaled):
                    found[-1][0].append(effect.gain[0])

        with listening(wanted, lambda module: [module.register_forward_pre_hook(hear)]):
            for sigma in sigmas if wanted else ():
                found.append(([], []))
                self._evaluate(network, x, sigma)
        gains, shifts = (_quantiles([both[k] for both in found]) for k in (0, 1))
        maps = sum(len(shift) for shift in found[0][1]) if found else 0
        return LevelEffect(tuple(sigmas), output, maps, gains, shifts)

    def _made(self, network: nn.Module, x: Tensor, sigma: float, name: str) -> Tensor | None:
        """What the module ``name`` returns the first time it is used; None if it is not, or is no tensor."""
        heard: list[Tensor | None] = []

        def hear(_module: nn.Module, _args: object, out: object) -> None:
            if not heard:
                found = _first(out)
                heard.append(None if found is None else found.clone())  # what follows may write into it

        with listening([network.get_submodule(name)], lambda module: [module.register_forward_hook(hear)]):
            self._evaluate(network, x, sigma)
        return heard[0] if heard else None

    def _evaluate(self, network: nn.Module, x: Tensor, sigma: float) -> None:
        with torch.enable_grad(), asked(network, self._check):
            network(x, torch.full((1,), sigma, dtype=x.dtype, device=x.device))


def _first(out: object) -> Tensor | None:
    """The tensor that a module returns, first of all if there are several."""
    out = out[0] if isinstance(out, (tuple, list)) and out else out
    return out if isinstance(out, Tensor) else None


def _held(network: nn.Module) -> Any:
    """Meanwhile each normalisation multiplies and adds what it does here, as if these were numbers of its own."""

    def hold(module: nn.Module, args: tuple[Any, ...], out: Tensor) -> Tensor:
        x = args[0]
        gain = _gain(module, x.detach(), args[1:])
        held: Tensor = out.detach() + gain.view(*gain.shape, *(1,) * (x.ndim - 2)) * (x - x.detach())
        return held

    norms = [m for m in network.modules() if isinstance(m, nn.GroupNorm) or hasattr(m, "coefficients")]
    return listening(norms, lambda module: [module.register_forward_hook(hold)])


def _gain(module: nn.Module, x: Tensor, told: tuple[Any, ...]) -> Tensor:
    """By what a normalisation multiplies each map of x [B, C, ...]: [B, C]."""
    channels = x.shape[1]
    if isinstance(module, nn.GroupNorm):
        groups, epsilon = module.num_groups, module.eps
        gamma = x.new_ones(1, channels) if module.weight is None else module.weight[None]
    else:
        c = module.coefficients(*told)  # type: ignore[operator]
        groups, epsilon, gamma = c.groups or channels, c.epsilon, c.gamma
    variance = x.reshape(len(x), groups, -1).var(dim=2, correction=0)
    gain: Tensor = (variance + epsilon).rsqrt().repeat_interleave(channels // groups, dim=1) * gamma.detach()
    return gain


def _convolutions(network: nn.Module) -> list[nn.Conv2d]:
    return [module for module in network.modules() if isinstance(module, nn.Conv2d)]


def _dilation(module: nn.Conv2d) -> int:
    return max(int(d) for d in module.dilation)


def _row(name: str, module: nn.Module, shape: tuple[int, ...]) -> LayerRow:
    parameters = sum(p.numel() for p in module.parameters())
    inner = module if isinstance(module, (nn.Conv2d, nn.ConvTranspose2d)) else getattr(module, "conv", None)
    kernel, dilation, stride = 0, 1, 1
    if isinstance(inner, (nn.Conv2d, nn.ConvTranspose2d)):
        kernel, dilation = int(inner.kernel_size[0]), int(inner.dilation[0])
        stride = int(inner.stride[0])
    return LayerRow(name, type(module).__name__, shape, parameters, kernel, dilation, stride, hasattr(module, "effect"))


def _within(inner: str, outer: str) -> bool:
    return outer == OUTPUT or inner == outer or inner.startswith(outer + ".")


def _quantiles(found: list[list[Tensor]]) -> np.ndarray | None:
    """Over all maps, at each level: [3, K]."""
    if not found or not found[0]:
        return None
    values = torch.stack([torch.cat([part.detach().double() for part in parts]) for parts in found])
    return torch.quantile(values, torch.tensor(QUANTILES, dtype=torch.float64), dim=1).cpu().numpy()


def _reach(influence: np.ndarray, pixel: tuple[int, int]) -> Reach:
    largest = float(influence.max())
    if largest <= 0:
        return Reach(influence, pixel, None, 0.0)
    rows, columns = np.nonzero(influence > NOTHING * largest)
    box = (int(rows.min()), int(columns.min()), int(rows.max()), int(columns.max()))
    down, across = np.indices(influence.shape)
    distances = np.hypot(down - pixel[0], across - pixel[1]).ravel()
    order = np.argsort(distances, kind="stable")
    share = np.cumsum(influence.ravel()[order].astype(np.float64))
    half = distances[order][int(np.searchsorted(share, share[-1] / 2))]
    return Reach(influence, pixel, box, float(half))
