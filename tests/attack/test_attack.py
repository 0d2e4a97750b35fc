"""The quick part of the attack: some hundred hostile inputs, a few kills, a short romp, a short stay in the window."""

from tests.attack import romp, soak
from tests.attack.__main__ import run

FILES, KILLS, ACTIONS = 120, 4, 60


def test_hostile_files_and_kills_do_no_harm(tmp_path):
    figures, kills = run(FILES, KILLS, 1, tmp_path, commands=("sample", "inpaint", "convert"))
    assert figures.problems == [], figures.text
    assert figures.total == FILES
    assert figures.refused > FILES / 3  # the damage is damage
    assert (kills.done, kills.problems, kills.litter) == (KILLS, [], 0), kills.text


def test_a_monkey_in_the_window_breaks_nothing():
    found = romp.run(ACTIONS, [1])
    assert found.good, found.text
    assert found.actions == ACTIONS


def test_a_stay_in_the_window_leaves_nothing_behind():
    stay = soak.run(0, rounds=2)
    assert (stay.errors, stay.left) == ([], []), stay.text
    assert (stay.rounds, stay.runs) == (2, 6)
    assert (stay.drift(2), stay.drift(3)) == (0, 0), stay.text
