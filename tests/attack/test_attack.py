"""The quick part of the attack: some hundred hostile inputs of all kinds, each read in a child process."""

from tests.attack.__main__ import run

FILES = 160


def test_hostile_files_are_refused_and_nothing_else_happens(tmp_path):
    figures = run(FILES, 1, tmp_path)
    assert figures.problems == [], figures.text
    assert figures.total == FILES
    assert figures.refused > FILES / 3  # the damage is damage
