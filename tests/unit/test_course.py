"""Going on from a run: the same bits where nothing is changed, from a kept point or the way gone again."""

import dataclasses

import numpy as np
import pytest
import torch

from app.core.course import TENSOR_BYTES, Course, Journey, mapped, moved, size_of
from app.core.inpainting import Known
from app.core.walk import BranchPoint, Position
from app.params import LiveParams, Sampler, SampleSettings
from app.params.inpainting import InpaintSettings, Paste
from app.params.path import Leg, OwnPicture
from tests.models import ExactModel, mixture
from tests.walks import PICTURE_SAMPLERS

SHAPE = (1, 8, 8)
SETTINGS = SampleSettings(
    levels=6, steps_per_level=2, sigma_max=1.0, sigma_min=0.2, epsilon=0.8 * 0.2**2, count=3, batch_size=3, seed=7
)
CHANGES = (
    (2, dataclasses.replace(SETTINGS.live, temperature=0.5)),
    (5, dataclasses.replace(SETTINGS.live, epsilon=0.025)),
)
FILLED = {None: None} | {paste: InpaintSettings(paste, 2) for paste in Paste}


@pytest.fixture(scope="module")
def model():
    """Pixels that are dark or bright: a score that is no linear one, of which a step costs a tenth of a network's."""
    return ExactModel(mixture([0.2, 0.8], [0.4, 0.6], 0.01).function, SHAPE)


class Painted:
    """A picture and a mask; from evaluation ``at`` on another mask."""

    def __init__(self, at=3):
        self.done, self.at = 0, at
        source = torch.rand(SHAPE, generator=torch.Generator().manual_seed(1))
        masks = torch.zeros(2, 8, 8, dtype=torch.bool)
        masks[0, 2:6, 1:7] = masks[1, 3:7, 1:7] = True
        self.known = [Known(source, mask) for mask in masks]

    def on_way(self, done):
        self.done = done

    def read(self):
        return self.known[self.done >= self.at]


def journey(model, legs, *, painted=None, beginning=None, whole=True):
    painted = painted or Painted()
    course = Course(tuple(legs), beginning)
    count = len(course.legs[-1].indices)
    made = Journey(course, lambda _: model, 0, count, read_known=painted.read, on_way=painted.on_way, whole=whole)
    made.painted = painted
    return made


def finish(made, walk, leg):
    """All that is made from ``walk`` on to the end of the course: x after each step, and the points."""
    seen, points = [], []
    for now, step in made.rejoin(walk):
        walk = now
        if step is not None:
            seen.append(step.x)
            points.append(walk.save())
    while True:
        made.painted.on_way(walk.position.index)
        step = walk.step(leg.params_at(walk.position.index))
        if step is None:
            return seen, points
        seen.append(step.x)
        points.append(walk.save())


def run(model, legs, **more):
    made = journey(model, legs, **more)
    return finish(made, made.begin(), legs[-1])


def leg(until=0, changes=CHANGES, inpainting=None, sample=None, **settings):
    settings = dataclasses.replace(SETTINGS, **settings)
    return Leg(settings, tuple(range(settings.count)), until, changes if until == 0 or changes == () else
               tuple(c for c in changes if c[0] < until), inpainting, sample)  # fmt: skip


def same(one, other):
    return len(one) == len(other) and all(torch.equal(a, b) for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("sampler", PICTURE_SAMPLERS)
@pytest.mark.parametrize("paste", FILLED)
def test_a_branch_with_nothing_changed_has_the_bits_of_the_run(model, sampler, paste):
    whole = leg(sampler=sampler, inpainting=FILLED[paste])
    plain, points = run(model, [whole])
    for done in sorted({1, len(plain) // 2, len(plain) - 1}):
        legs = [leg(done, sampler=sampler, inpainting=FILLED[paste]), whole]
        again, _ = run(model, legs)  # the way gone again, as in another process
        assert same(again, plain)
        for kept in {done, max(1, done - 2)}:  # from a point kept there, and before
            made = journey(model, legs)
            rest, _ = finish(made, made.take_up(points[kept - 1]), whole)
            assert same(rest, plain[kept:])


CHANGED = {
    "epsilon": {"epsilon": 0.012},
    "temperature": {"temperature": 0.3},
    "steps": {"steps_per_level": 4},
    "seed": {"seed": 8},
    "sampler": {"sampler": Sampler.HEUN},
    "levels": {"levels": 9},
}


@pytest.mark.parametrize("change", CHANGED)
@pytest.mark.parametrize("paste", [None, Paste.RUN])
def test_a_changed_branch_differs_from_there_on_and_only_there(model, change, paste):
    plain, points = run(model, [leg(changes=(), inpainting=FILLED[paste])])
    legs = [leg(4, (), FILLED[paste]), leg(0, (), FILLED[paste], **CHANGED[change])]
    branch, branched = run(model, legs)
    assert same(branch[:4], plain[:4])
    rest = zip(branch[4:], plain[4:], strict=False)
    assert not any(torch.equal(a, b) for a, b in list(rest)[1:])
    made = journey(model, legs)  # taken up where it branched, and in its own part: the same
    assert same(finish(made, made.take_up(points[3]), legs[1])[0], branch[4:])
    made = journey(model, legs)
    assert same(finish(made, made.take_up(branched[5]), legs[1])[0], branch[6:])


@pytest.mark.parametrize("sampler", PICTURE_SAMPLERS)
def test_a_mask_changed_at_the_branch_is_a_change_also_for_what_the_sampler_remembers(model, sampler):
    how = FILLED[Paste.RUN]
    legs = [leg(2, (), how, sampler=sampler), leg(0, (), how, sampler=sampler)]
    plain, _ = run(model, legs[1:], painted=Painted(at=99))
    branch, points = run(model, legs, painted=Painted(at=2))
    assert same(branch[:2], plain[:2])
    assert not torch.equal(branch[2], plain[2])
    made = journey(model, legs, painted=Painted(at=2))
    assert same(finish(made, made.take_up(points[1]), legs[1])[0], branch[2:])


@pytest.mark.parametrize(("old", "new", "done", "level"), [
    (Sampler.ANNEALED, Sampler.HEUN, 4, 1),  # at rest at level 1: Heun begins with the noise that x has
    (Sampler.ANNEALED, Sampler.ANNEALED, 4, 2),
    (Sampler.ANNEALED, Sampler.ANCESTRAL, 3, 1),  # in the middle of level 1
    (Sampler.DPM_SOLVER, Sampler.ANNEALED, 2, 2),  # two steps led to the noise of level 2
    (Sampler.DPM_SOLVER, Sampler.HEUN, 2, 2),
    (Sampler.HEUN, Sampler.DPM_SOLVER, 3, 2),  # after Euler's step from level 1
])  # fmt: skip
def test_another_sampler_goes_on_at_the_level_that_the_noise_belongs_to(model, old, new, done, level):
    legs = [leg(done, (), sampler=old), leg(0, (), sampler=new, temperature=0.9)]
    made = journey(model, legs)
    *_, (walk, _) = made.rejoin(made.begin())
    step = walk.step(legs[1].settings.live)
    assert (step.level, step.index) == (level, done + 1)


def test_other_levels_go_on_below_the_noise_of_x(model):
    legs = [leg(4, ()), leg(0, (), levels=11)]  # at rest at sigma_2 of 6; of 11 the levels 1, 3, 5, ... are the same
    made = journey(model, legs)
    *_, (walk, _) = made.rejoin(made.begin())
    step = walk.step(SETTINGS.live)
    assert step.sigma == pytest.approx(legs[1].settings.noise_levels[3])
    assert step.sigma < legs[0].settings.noise_levels[1]


@pytest.mark.parametrize("paste", FILLED)
def test_many_go_on_from_one_sample_each_with_noise_of_its_own(model, paste):
    how = FILLED[paste]
    plain, points = run(model, [leg(changes=(), inpainting=how)])
    fan = [leg(4, (), how, sample=1), leg(0, (), how, count=5, batch_size=5)]
    many, _ = run(model, fan)
    assert same(many[:4], plain[:4])
    assert many[-1].shape == (5, *SHAPE)
    assert len({x.numpy().tobytes() for x in many[-1]}) == 5
    made = journey(model, fan)
    taken = made.take_up(points[3])
    walk = next(walk for walk, step in made.rejoin(taken) if step is None)
    assert all(torch.equal(x, plain[3][1]) for x in walk.state.x)
    assert same(finish(made, made.take_up(points[3]), fan[1])[0], many[4:])


def test_of_the_legs_before_a_fan_only_the_batch_of_its_sample_is_gone_again():
    first = Leg(dataclasses.replace(SETTINGS, count=10, batch_size=4), tuple(range(10)), 4, sample=9)
    course = Course((first, Leg(SETTINGS, (0, 1, 2))))
    assert course.slices(0, 3) == [(8, 2), (0, 3)]
    assert course.slices(0, 3, whole=True) == [(0, 10), (0, 3)]
    assert Course((Leg(SETTINGS, (0, 1, 2), 4), Leg(SETTINGS, (0, 1, 2)))).slices(1, 2) == [(1, 2), (1, 2)]


def test_a_run_begins_with_a_picture_of_ones_own_at_a_level(model):
    picture = np.full(SHAPE, 0.25, np.float32)
    whole = leg(changes=())
    made = journey(model, [whole], beginning=OwnPicture(picture, 3))
    walk = made.begin()
    sigma = SETTINGS.noise_levels[3]
    noise = (walk.state.x - model.from_pixels(torch.from_numpy(picture)[None])) / sigma
    assert noise.shape == (3, *SHAPE)
    assert abs(float(noise.mean())) < 0.3
    assert float(noise.std()) == pytest.approx(1, abs=0.2)
    step = walk.step(SETTINGS.live)
    assert (step.level, step.index) == (3, 1)
    seen, points = run(model, [whole], beginning=OwnPicture(picture, 3))
    assert len(seen) == 3 * 2 + 1
    made = journey(model, [leg(3, ()), whole], beginning=OwnPicture(picture, 3))
    assert same(finish(made, made.take_up(points[1]), whole)[0], seen[2:])


def test_nothing_goes_on_from_beyond_the_end(model):
    made = journey(model, [leg(99, ()), leg(0, ())])
    with pytest.raises(ValueError, match="ends before"):
        list(made.rejoin(made.begin()))


def test_a_leg_knows_its_parameters_at_every_evaluation():
    epsilons = [leg().params_at(n).epsilon for n in range(7)]
    assert epsilons == [SETTINGS.epsilon] * 5 + [0.025] * 2
    assert isinstance(leg().params_at(0), LiveParams)


def test_a_point_is_mapped_moved_and_weighed(model):
    _, points = run(model, [leg(sampler=Sampler.HEUN)])
    point = points[0]
    doubled = mapped(point, lambda tensor: 2 * tensor)
    assert torch.equal(doubled.state.memory.slope, 2 * point.state.memory.slope)
    assert doubled.position == point.position
    assert size_of(point) == 3 * (3 * 64 * 4 + TENSOR_BYTES)  # x, and the slope with where it was taken
    assert moved(point, "cpu") is point
    there = moved(point, "meta")
    assert (there.state.x.device.type, there.state.memory.slope.device.type) == ("meta", "meta")
    assert isinstance(there, BranchPoint)
    assert Position() == mapped(Position(), lambda tensor: tensor)
