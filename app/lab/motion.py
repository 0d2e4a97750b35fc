"""Free motion in closed form: how far particles come on which no force acts, under the steps that were taken.

Einstein (1905): the mean squared displacement in d dimensions grows as 2 d D t with k_B T = gamma_f D, gamma_f the
friction coefficient. Here k_B T = tau. An overdamped step of size alpha lasts alpha / 2 and D = tau; a step
of BAOAB lasts h, gamma_f = m gamma with gamma the rate, and the scheme itself gives (h tau / 2m) coth(gamma h / 2).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from app.core.samplers.underdamped import kept_velocity, noise_deviation
from app.params.lab.particles import ParticleParams

DIMENSIONS = 2


@dataclass
class FreeMotion:
    """What free particles, at rest at first, have come to: ``time``, their exact mean squared displacement ``free``
    under the scheme, and ``einstein``, the sum of 2 d D dt.

    The covariances of x and v of one coordinate go through the same linear steps as the particles.
    """

    time: float = 0.0
    free: float = 0.0
    einstein: float = 0.0
    _xv: float = 0.0
    _vv: float = 0.0

    def overdamped(self, alpha: float, temperature: float) -> None:
        """A step x + sqrt(tau alpha) z."""
        self.time += alpha / 2
        self.free += DIMENSIONS * temperature * alpha
        self.einstein += DIMENSIONS * temperature * alpha

    def underdamped(self, params: ParticleParams) -> None:
        """A step of BAOAB without a force: half a drift, the random step of v, half a drift."""
        h, keep, kick = params.time_step, kept_velocity(params), noise_deviation(params)
        xx = self.free / DIMENSIONS
        for half in (True, False):
            xx += h * self._xv + h**2 / 4 * self._vv
            self._xv += h / 2 * self._vv
            if half:
                self._xv, self._vv = keep * self._xv, keep**2 * self._vv + kick**2
        self.time += h
        self.free = DIMENSIONS * xx
        self.einstein += 2 * DIMENSIONS * diffusion(params) * h


def diffusion(params: ParticleParams) -> float:
    """Einstein's D = tau / (m gamma) of particles with velocities; infinite where nothing slows them down."""
    friction = params.friction * params.drag
    return params.temperature / (params.mass * friction) if friction > 0 else math.inf
