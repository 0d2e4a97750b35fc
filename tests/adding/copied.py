"""Runs pytest in a copy of the tree, in a process that has imported the original: nothing of that is left."""

import os
import runpy
import sys

if __name__ == "__main__":
    for name in [name for name in sys.modules if name.partition(".")[0] in ("app", "tests")]:
        del sys.modules[name]
    sys.path.insert(0, os.getcwd())  # noqa: PTH109
    runpy.run_module("pytest", run_name="__main__", alter_sys=True)
