"""The quick part of the attack: some eighty hostile inputs, a few kills, a short romp, a short stay in the window."""

import pytest

from tests.attack import romp, soak
from tests.attack.__main__ import run, warm

FILES, KILLS, ACTIONS = 80, 4, 60


@pytest.fixture(scope="module")
def pool(tmp_path_factory):
    """One process imports everything; what is done in the window is done in its children, too."""
    with warm(tmp_path_factory.mktemp("attack")) as made:
        yield made


def test_hostile_files_and_kills_do_no_harm(pool):
    figures, kills = run(pool, FILES, KILLS, 1, commands=("sample", "inpaint", "convert"))
    assert figures.problems == [], figures.text
    assert figures.total == FILES
    assert figures.refused > FILES / 3  # the damage is damage
    assert (kills.done, kills.problems, kills.litter) == (KILLS, [], 0), kills.text


def test_a_monkey_in_the_window_breaks_nothing(pool):
    found = romp.run(ACTIONS, [1], pool.start)
    assert found.harmless, found.text
    assert found.actions == ACTIONS


def test_a_stay_in_the_window_leaves_nothing_behind(pool):
    stay = soak.run(0, rounds=2, start=pool.start)
    assert (stay.errors, stay.left) == ([], []), stay.text
    assert (stay.rounds, stay.runs) == (2, 6)
    assert (stay.drift(2), stay.drift(3)) == (0, 0), stay.text
