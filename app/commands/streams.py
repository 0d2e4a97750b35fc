"""Standard streams that cannot end a run: closed, full, or of an encoding without Greek letters."""

from __future__ import annotations

import errno
import io
import os
import sys
from contextlib import suppress
from typing import Any

from typing_extensions import override


class _Deaf(io.FileIO):
    """Standard error that nobody need be able to read: what cannot be written is dropped."""

    @override
    def write(self, data: Any, /) -> int:
        try:
            return super().write(data)
        except OSError:
            return len(memoryview(data))


def steady() -> None:
    """Make standard output and error such that writing to them raises nothing but for what was asked to be written.

    A closed descriptor is opened on nothing, or the next file that is opened would become standard output. What the
    encoding lacks is escaped. Errors of standard error, on which a progress bar writes, are dropped; those of standard
    output are raised, and :func:`settled` reports those that show only at the end.
    """
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    if sys.stdin is None:
        sys.stdin = io.TextIOWrapper(io.FileIO(0, closefd=False))
    if sys.stdout is None:
        sys.stdout = _text(io.FileIO(1, "w", closefd=False))
    if sys.stderr is None or os.name != "nt":
        sys.stderr = _text(_Deaf(2, "w", closefd=False), sys.stderr.encoding if sys.stderr is not None else "utf-8")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def settled(code: int) -> int:
    """The exit code, once all of standard output is where it should be: 1 instead of 0 if it cannot be."""
    try:
        sys.stdout.flush()
    except OSError as error:
        discard_output()
        if error.errno != errno.EPIPE:
            from app.io.errors import why
            from app.params.words import told

            print(told(f"score-explorer: standard output cannot be written to: {why(error)[0]}."), file=sys.stderr)
        return code or 1
    return code


def discard_output() -> None:
    """Let what is still to be written to standard output go nowhere: its reader is gone, or its disk is full."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _text(raw: io.FileIO, encoding: str = "utf-8") -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BufferedWriter(raw), encoding=encoding, line_buffering=True, write_through=True)
