"""What is timed waits for its threads as the program does, not as the tests, which leave the cores to each other."""

import os

os.environ.pop("OMP_WAIT_POLICY", None)
