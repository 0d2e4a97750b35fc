"""What the actions' states depend on: the facts of the workspace that is shown, and of the window around it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from app.params.status import RunPhase


class Subject(Enum):
    """What the run of a workspace makes."""

    PICTURES = auto()
    FILLINGS = auto()
    PARTICLES = auto()
    NETWORK = auto()


@dataclass(frozen=True)
class Situation:
    """How things stand. A workspace says the first three groups, as far as it has such things; the window the last."""

    # The run, and what it made
    subject: Subject = Subject.PICTURES
    phase: RunPhase = RunPhase.IDLE
    waiting: bool = False
    """It begins as soon as the network is open."""
    has_levels: bool = True
    """It goes from noise level to noise level."""
    has_result: bool = False
    """It made something that can be forgotten."""
    exportable: bool = False
    inpaintable: bool = False
    """The sample in focus can be taken as the picture to be filled."""

    # What is looked at
    pictures: bool = False
    """There are samples."""
    marks: bool = False
    some_kept: bool = False
    """The next runs sample only some of the batch."""
    past: bool = False
    """Earlier steps are kept, though there are no samples."""
    looking_back: bool = False
    """An earlier step of the run is looked at."""
    at_first: bool = False
    """It is one of the first level."""
    forkable: bool = False
    """Something can go on from the step seen."""
    branching: bool = False
    """To play or to step means to go on from there."""
    estimate: bool = False
    enlarged: bool = False
    inside: bool = False
    """The inside of the network is shown instead of the pictures."""
    zoomable: bool = False
    wiping: bool = False
    against_masked: bool = False

    # Painting
    undo: str | None = None
    """What can be taken back, perhaps without a name; None if nothing can."""
    redo: str | None = None
    tool: str = ""
    """The action that took the present tool."""
    on_picture: bool = False
    """It changes the picture instead of the mask."""
    mask_hidden: bool = False

    # The window
    panels_hidden: bool = False
    full_screen: bool = False
    theme: str = "system"
    learning: bool = False
    """The lessons are open."""

    @property
    def startable(self) -> bool:
        """Whether a step or a level can be gone."""
        return self.phase in (RunPhase.IDLE, RunPhase.PAUSED)
