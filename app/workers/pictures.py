"""The runs that make pictures, as a thread runs them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.params import LiveParams, SampleSettings
from app.params.inpainting import InpaintSettings
from app.params.path import Kept, Leg, OwnPicture, Point
from app.params.run import Frame, Moment, Tell
from app.workers.known import KnownLink
from app.workers.run import RunLink, RunThread

if TYPE_CHECKING:
    from app.core.types import ScoreModel

FRAME_SECONDS = 1 / 15
"""Pictures go to the window at most this often, whatever the levels' length: painting takes cores from the network."""

PictureLink = RunLink[LiveParams, Frame]


@dataclass(frozen=True)
class Given:
    """What a run is to fill, and how."""

    link: KnownLink
    settings: InpaintSettings


@dataclass(frozen=True)
class Departure:
    """Where a run begins that does not begin with noise: the legs before it, the path taken over of them, a picture.

    ``point`` is where the way can be taken up; from the start without one.
    """

    before: tuple[Leg, ...] = ()
    kept: Kept = field(default_factory=Kept)
    beginning: OwnPicture | None = None
    point: Point | None = None


def picture_thread(
    run_id: int, model: ScoreModel, settings: SampleSettings, indices: tuple[int, ...], link: PictureLink,
    given: Given | None = None, departure: Departure | None = None, threads: int | None = None,
) -> RunThread[LiveParams, Frame]:  # fmt: skip
    """A thread that samples, or fills what is given; from noise, or from where ``departure`` says.

    So many ``threads`` of the processor compute; None: as many as it has cores.
    """
    start = departure or Departure()

    def begin(link: PictureLink, tell: Tell) -> Iterator[Moment[Frame]]:
        from app.jobs.pictures import PictureJob, PictureRun
        from app.jobs.threads import computed_with

        filling = None if given is None else (given.settings, given.link)
        job = PictureJob(run_id, model, settings, indices, filling, start.before, start.beginning, start.point)
        return computed_with(threads, PictureRun(job, link.control.params_at, tell, link.control.check).moments)

    return RunThread(run_id, begin, link, frame_seconds=FRAME_SECONDS)
