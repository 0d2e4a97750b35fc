"""The window's threads take their memory from one heap, so that none keeps what others could use, and give it back."""

import sys

import pytest

from app.params.export import EXPORTS
from app.params.run import Done, Moment
from app.workers.control import RunControl
from app.workers.exports import export_thread
from app.workers.run import RunLink, RunThread
from tests.processes import python

HEAPS = """
import ctypes, sys, threading
from app.workers.heap import share_one_heap

shared = share_one_heap() if sys.argv[1] == "shared" else False
kept, full, over = [], threading.Barrier(5), threading.Event()

def work():
    kept.append([bytes(2000) for _ in range(2000)])
    full.wait()
    over.wait()

threads = [threading.Thread(target=work) for _ in range(4)]
for thread in threads:
    thread.start()
full.wait()
libc = ctypes.CDLL(None)
libc.fopen.restype = ctypes.c_void_p
file = libc.fopen(sys.argv[2].encode(), b"w")
libc.malloc_info(0, ctypes.c_void_p(file))
libc.fclose(ctypes.c_void_p(file))
over.set()
print(shared)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems' heaps are not told so")
def test_threads_share_one_heap(tmp_path):
    heaps = {}
    for how in ("shared", "apart"):
        told = tmp_path / how
        answer = python("-c", HEAPS, how, str(told), check=True)
        if how == "shared" and answer.stdout.strip() != "True":
            pytest.skip("this C library takes no such wish")
        heaps[how] = told.read_text().count("<heap nr=")
    assert heaps["shared"] == 1
    assert heaps["apart"] > 1


FREED = """
import os
from pathlib import Path
from app.workers.heap import give_back

def memory():
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE") // 2**20

blocks = [b"x" * (100_000 + k) for k in range(600)]
last = blocks.pop()
blocks.clear()
full = memory()
print(give_back(), full - memory())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems are not asked")
def test_what_was_freed_is_given_back():
    """The newest block is in use: the C library itself gives back only what lies behind it."""
    given, less = python("-c", FREED, check=True).stdout.split()
    if given != "True":
        pytest.skip("this C library takes no such wish")
    assert int(less) > 40


@pytest.mark.parametrize(("moments", "times"), [((), 0), ((Moment(lambda _: "a frame"),), 1)])
def test_a_run_gives_memory_back_when_it_has_ended_and_a_task_does_not(moments, times, qapp, monkeypatch):
    given, thread = [], RunThread(1, lambda *_: iter(moments), RunLink(RunControl(None)))
    monkeypatch.setattr("app.workers.run.give_back", lambda: given.append(thread._moment))
    thread.run()
    assert given == [None] * times


def test_an_export_gives_memory_back_before_it_is_told(qapp, monkeypatch):
    seen = []
    monkeypatch.setattr("app.jobs.export.write", lambda *_: seen.append("written") or ("a.gif",))
    monkeypatch.setattr("app.workers.exports.give_back", lambda: seen.append("given back"))
    thread = export_thread(1, EXPORTS["film"], "a.gif", None, "title")
    thread.told.connect(lambda _, what: seen.append(what))
    thread.run()
    assert seen == ["written", "given back", Done(("a.gif",))]
