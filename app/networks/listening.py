"""Hooks on the modules of a network, for a while."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from torch import nn


@contextmanager
def listening(modules: Iterable[nn.Module], listen: Callable[[nn.Module], list[Any]]) -> Iterator[None]:
    """Meanwhile the hooks are there that ``listen`` registers with each module."""
    handles = [handle for module in modules for handle in listen(module)]
    try:
        yield
    finally:
        for handle in handles:
            handle.remove()


def asked(network: nn.Module, check: Callable[[], None]) -> AbstractContextManager[None]:
    """Meanwhile ``check`` is called before each module that this thread evaluates; what it raises ends that there."""
    here = threading.get_ident()

    def ask(_module: nn.Module, _args: object) -> None:
        if threading.get_ident() == here:  # another thread may use the same network
            check()

    return listening(network.modules(), lambda module: [module.register_forward_pre_hook(ask)])
