"""Settings of particles that show the physics behind sampling: free motion, inertia, a step that is too large."""

from __future__ import annotations

from app.params.lab.particles import ParticleStart

UNDERDAMPED: dict[str, object] = {"time_step": 0.1, "mass": 1.0, "friction": 1.0}
OVERDAMPED: dict[str, object] = {"epsilon": 0.2}
"""The same equation of motion without inertia: a step of 2 h / (m gamma) lasts as long as one of h."""

LARGE_STEP: dict[str, object] = {"epsilon": 2.0}
"""On the unit modes eta = 2: Langevin dynamics has twice their variance, MALA their own."""

PHYSICS: dict[str, dict[str, object]] = {
    "einstein": {"force": False, "start": ParticleStart.GAUSSIAN, "spread": 0.01},
    "damping": {},
}
"""Free particles from one place; and particles in the potential, without and with velocities."""
