"""The walk as the tests use it: one batch, given where it starts."""

from app.core.inpainting import Filling
from app.core.samplers import KERNELS, At, State
from app.core.samplers.underdamped import UNDERDAMPED, Inertia
from app.core.sampling import picture_walk
from app.core.walk import PictureScale, Position, Walk
from app.params import Sampler
from app.params.lab.particles import ParticleParams
from app.params.samplers import choices

PICTURE_SAMPLERS = [sampler for sampler, *_ in choices(pictures=True)]
PARTICLE_SAMPLERS = [sampler for sampler, *_ in choices(particles=True)]


def anneal(model, x, sigmas, read_params, noise, sampler=Sampler.ANNEALED):
    """The steps of a sampler from x through the levels, without the denoising step."""
    return Walk(model.score, x, sigmas, KERNELS[sampler], noise).steps(read_params)


def run_batch(model, settings, read_params, noise):
    """The steps of a whole run of one batch."""
    return picture_walk(model, settings, noise).steps(read_params)


def inpaint(model, settings, read_params, noise, *, read_known, inpainting):
    """The same, filling a picture."""
    return picture_walk(model, settings, noise, Filling(inpainting, read_known)).steps(read_params)


def final_denoise(model, x, sigmas, params):
    """The denoising step alone."""
    walk = Walk(model.score, x, sigmas, KERNELS[Sampler.ANNEALED], noise=None, denoise=True)
    walk.position = Position(level=len(sigmas))
    return walk.step(params)


def baoab_step(score, x, v, s, z, *, h, mass=1.0, friction=1.0, temperature=1.0):
    """One step of the underdamped sampler from places x, velocities v and the score s there: the new ones."""
    params = ParticleParams(time_step=h, mass=mass, friction=friction, temperature=temperature)
    at = At(0, (1.0,), PictureScale())
    moved = UNDERDAMPED.move(State(x, memory=Inertia(v, s)), z, params, at)
    new = UNDERDAMPED.step(moved, score(moved.x), None, params, at)
    return new.x, *new.memory
