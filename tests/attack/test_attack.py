"""The quick part of the attack: some hundred hostile inputs of all kinds, each read in a child process, and kills."""

from tests.attack.__main__ import run

FILES, KILLS = 160, 6


def test_hostile_files_and_kills_do_no_harm(tmp_path):
    figures, kills = run(FILES, KILLS, 1, tmp_path, commands=("sample", "inpaint", "convert"))
    assert figures.problems == [], figures.text
    assert figures.total == FILES
    assert figures.refused > FILES / 3  # the damage is damage
    assert (kills.done, kills.problems, kills.litter) == (KILLS, [], 0), kills.text
