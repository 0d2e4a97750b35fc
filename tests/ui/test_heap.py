"""The window's threads take their memory from one heap, so that none keeps what others could use."""

import sys

import pytest

from tests.processes import python

HEAPS = """
import ctypes, sys, threading
from app.ui.application import share_one_heap

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
