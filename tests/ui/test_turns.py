"""A thread that computes in Python gives way to the window soon."""

from app.workers.turns import TURN_S
from tests.processes import python

ASKED = """
import sys
from app.io.places import icons_folder
from app.ui.application import make_application

application = make_application(str(icons_folder()))
print(sys.getswitchinterval())
"""


def test_the_program_takes_short_turns():
    assert float(python("-c", ASKED, check=True).stdout) == TURN_S
