"""A process that has loaded everything once, and forks a child for each file that is to be read.

It reads requests from standard input, one JSON document a line, and answers each with one line: how the child ended,
what it said, and what it took. Run as ``python -m tests.attack.zygote FOLDER``; FOLDER is scratch.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import resource
import select
import signal
import sys
import time
import warnings
from pathlib import Path

TIMEOUT_S = 60
FORBIDDEN = (
    "os.system", "subprocess.Popen", "os.exec", "os.posix_spawn", "os.spawn", "os.startfile", "pty.spawn", "socket.",
    "webbrowser.open", "shutil.rmtree", "ctypes.dlopen",
)  # fmt: skip
"""Audit events that no reading of a file may raise."""


def _watch(scratch: Path, found: list[str]) -> None:
    """Note what a file could do only by having something run."""

    allowed = (str(scratch.parent), os.devnull)

    def hook(event, arguments):
        writes = event == "open" and isinstance(arguments[0], str) and set(str(arguments[1])) & set("wax+")
        if event.startswith(FORBIDDEN) or (writes and not os.path.abspath(arguments[0]).startswith(allowed)):  # noqa: PTH100
            found.append(f"{event} {arguments!r}"[:200])

    sys.addaudithook(hook)


def _child(request, scratch: Path, answer: int) -> None:
    """Read one file; what happens goes to the pipe ``answer``."""
    from app.params.plain import plain
    from tests.attack.readers import READERS, REFUSALS

    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nowhere, number)
    os.chdir(scratch)
    began = time.process_time()
    before = int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()
    ran: list[str] = []
    _watch(scratch, ran)
    outcome, said = "taken", ""
    target = request["words"] if request["kind"] == "command" else Path(os.fsdecode(bytes.fromhex(request["path"])))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            READERS[request["kind"]](target, scratch)
    except REFUSALS as error:
        outcome, said = "refused", str(error)
        if said != plain(said, 500):
            outcome = "defect"
    except BaseException as error:
        outcome, said = "defect", f"{type(error).__name__}: {str(error)[:300]}"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    seconds = time.process_time() - began
    done = {"outcome": outcome, "said": said, "seconds": seconds, "memory": max(0, peak - before), "ran": ran}
    os.write(answer, json.dumps(done).encode())
    os._exit(0)


def _interrupted(request, scratch: Path) -> dict:
    """Run a command line in a child, and kill it after ``kill_s`` seconds if it has not ended by then (0: never)."""
    child = os.fork()
    if child == 0:
        said = os.open(request["said"] or os.devnull, os.O_RDWR | os.O_CREAT)
        for number in (0, 1, 2):
            os.dup2(said, number)
        os.chdir(scratch)
        code = 1
        try:
            code = _begin(request["words"])
        finally:
            os._exit(code)
    began = time.perf_counter()
    seconds = request["kill_s"] or TIMEOUT_S
    end, pause = began + seconds, max(0.0005, min(0.01, seconds / 1000))  # a stay in the window is asked after rarely
    while True:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return {"outcome": "ended", "code": os.waitstatus_to_exitcode(status), "wall": time.perf_counter() - began}
        if time.perf_counter() >= end:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            return {"outcome": "killed", "wall": time.perf_counter() - began}
        time.sleep(pause)


def _begin(words) -> int:
    """A command, exports from the window, or a monkey or a stay there."""
    if words[0] == "window":
        from tests.attack.exporting import main as export

        return export(words[1:])
    if words[0] in ("monkey", "soak"):
        importlib.import_module(f"tests.attack.{words[0]}").main(*words[1:])
        return 1  # it does not come back
    from app.cli import main

    return main(words)


def _serve(request, scratch: Path) -> dict:
    """Have a child read a file, and wait for its end."""
    ours, theirs = os.pipe()
    began = time.perf_counter()
    child = os.fork()
    if child == 0:
        os.close(ours)
        try:
            _child(request, scratch, theirs)
        finally:
            os._exit(3)
    os.close(theirs)
    said, timed_out = b"", False
    while True:
        ready, _, _ = select.select([ours], [], [], max(0, began + TIMEOUT_S - time.perf_counter()))
        if not ready:
            timed_out = True
            os.kill(child, signal.SIGKILL)
            break
        part = os.read(ours, 1 << 16)
        if not part:
            break
        said += part
    os.close(ours)
    _, status = os.waitpid(child, 0)
    wall = time.perf_counter() - began
    if timed_out:
        return {"outcome": "timeout", "wall": wall}
    if os.WIFSIGNALED(status) or not said:
        ended = os.WTERMSIG(status) if os.WIFSIGNALED(status) else -os.waitstatus_to_exitcode(status)
        return {"outcome": "crash", "signal": ended, "wall": wall}
    return {**json.loads(said), "wall": wall}


def serve(scratch: Path) -> None:
    """Answer requests until there are no more."""
    import torch
    import torch._dynamo  # by the first optimizer, else in each child that trains

    import tests.attack.readers
    from app.io.images import _formats
    from app.ui.workspace import WORKSPACES
    from tests.models import write_ncsn

    torch.set_num_threads(1)  # a child of a process with threads of its own may wait for them for ever
    write_ncsn(scratch / "v1.pth", features=1, levels=2)
    tests.attack.readers.load_checkpoint(scratch / "v1.pth")  # what is imported late is imported now
    _formats()
    for name in ("tests.attack.monkey", "tests.attack.soak", *(spec.factory.partition(":")[0] for spec in WORKSPACES)):
        importlib.import_module(name)
    gc.collect()
    gc.freeze()  # a child that collects garbage would copy all that its parent has loaded
    for line in sys.stdin:
        request = json.loads(line)
        answer = _interrupted(request, scratch) if "kill_s" in request else _serve(request, scratch)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    serve(Path(sys.argv[1]).resolve())
