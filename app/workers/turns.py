"""How soon the window gets Python to itself while a thread works."""

from __future__ import annotations

import sys

TURN_S = 0.001


def take_short_turns() -> None:
    """Let a thread that computes in Python give way to one that waits after a millisecond, not after five.

    Painting lets go of Python with every second array that it copies: the timeline stood still for a third of a second
    while a file was opened.
    """
    sys.setswitchinterval(TURN_S)
