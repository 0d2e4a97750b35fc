"""Commands in the reader's language: help, errors, what is printed and painted; programs read the same in all."""

import argparse
import json
import re

import numpy as np
import pytest

from app.cli import COMMANDS, build_parser, main
from app.commands.language import language_for, speak
from app.commands.parser import Parser, columns, wrapped
from app.params import words
from app.params.lab.density import Extent
from app.render.lab.panel import LIGHT
from app.render.lab.particles import ParticlePicture, render_particles

ENGLISH = re.compile(r"(?<![-=.\w])[A-Za-z]{2,},? [a-z]{2,} [a-z]{2,}")
"""Three words in a row."""

HANGUL = re.compile("[가-힣]")


@pytest.fixture(autouse=True)
def english_again():
    yield
    words.speak({})


def run(*arguments):
    """The exit code of the program, however it ends."""
    try:
        return main(arguments)
    except SystemExit as end:
        return end.code


@pytest.mark.parametrize("command", [None, *COMMANDS])
def test_help_is_in_korean_to_the_last_sentence(command, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    assert run("--language", "ko", *([command] if command else []), "--help") == 0
    text = capsys.readouterr().out
    assert HANGUL.search(text)
    assert ENGLISH.findall(text) == []
    told = [line for line in text.splitlines() if HANGUL.search(line) and "score-explorer" not in line]
    assert [line for line in told if columns(line) > 100] == []


@pytest.mark.parametrize("command", [None, *COMMANDS])
def test_english_help_is_argparses_own(command, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    arguments = [command] if command else []
    assert run(*arguments, "--help") == 0
    text = capsys.readouterr().out
    monkeypatch.setattr(Parser, "_get_formatter", argparse.ArgumentParser._get_formatter)
    with pytest.raises(SystemExit):
        build_parser().parse_args([*arguments, "--help"])
    assert capsys.readouterr().out == text


@pytest.mark.parametrize(
    "arguments",
    [
        ("sample", "--levels", "many"),
        ("sample", "--sampler", "none"),
        ("sample", "--no-such-option"),
        ("sample", "--levels", "0", "--out", "grid.png"),
        ("sample", "--sigma-max", "-1", "--out", "grid.png"),
        ("sample", "--checkpoint", "no-such-file", "--out", "grid.png"),
        ("sample", "--out", "grid.txt"),
        ("sample",),
        ("sweep", "--x", "epsilon=none", "--out", "sweep.png"),
        ("info", "/dev/null"),
        ("inpaint", "--out", "grid.png"),
        ("particles", "--ring-count", "3", "--out", "run.gif"),
        ("no-such-command",),
    ],
)
def test_errors_are_in_korean(arguments, capsys):
    assert run("--language", "ko", *arguments) in (1, 2)
    last = capsys.readouterr().err.splitlines()[-1]
    assert HANGUL.search(last)
    assert ENGLISH.findall(last) == []


def test_what_a_command_reports_is_in_korean_and_what_programs_read_is_not(tmp_path, capsys):
    def field(language):
        file = tmp_path / f"{language}.npz"
        assert run("--language", language, "field", "--npz", str(file), "--grid", "3") == 0
        return np.load(file), capsys.readouterr().out

    (korean, told), (english, said) = field("ko"), field("en")
    assert said == f"Two Gaussians, sigma 1 (noise added): {tmp_path / 'en.npz'}\n"
    assert told == f"두 가우스 분포, sigma 1 (더한 잡음): {tmp_path / 'ko.npz'}\n"
    assert sorted(korean) == sorted(english)
    assert all(np.array_equal(korean[name], english[name]) for name in english)
    found = {}
    for language in ("ko", "en"):
        assert run("--language", language, "info", "mnist", "--json") == 0
        found[language] = json.loads(capsys.readouterr().out)
    assert found["ko"] == found["en"]


def test_painted_captions_are_in_korean(qapp, monkeypatch):
    from app.render.lab import particles

    painted = []
    monkeypatch.setattr(particles, "_that_fits", lambda _metrics, _width, *texts: painted.extend(texts) or texts[-1])
    cloud = ParticlePicture(Extent(-1, 1, -1, 1), np.zeros((2, 2)), "#ffffff", shares=(0.5, 0.5), weights=(0.8, 0.2))
    speak("ko")
    render_particles([cloud], LIGHT, scale=1)
    assert painted[:3] == ["입자의 몫 (선: 정확한 값)", "몫 (선: 정확한 값)", "몫"]
    assert "(정확한 값: 0.800)" in painted[3]


def test_the_language_is_the_one_asked_for_before_the_command_else_the_systems():
    korean = {"LANG": "ko_KR.UTF-8"}
    assert language_for([], COMMANDS, korean) == "ko"
    assert language_for(["--language", "en", "sample"], COMMANDS, korean) == "en"
    assert language_for(["--language=en"], COMMANDS, korean) == "en"
    assert language_for(["lessons", "--language", "en"], COMMANDS, korean) == "ko"
    assert language_for([], COMMANDS, {"LANG": "de_DE.UTF-8"}) == "en"
    assert language_for([], COMMANDS, korean | {"LC_ALL": "C.UTF-8"}) == "en"
    assert language_for([], COMMANDS, korean | {"LANGUAGE": "en_GB:ko"}) == "en"
    assert language_for([], COMMANDS, {"LANG": "C", "LANGUAGE": "ko"}) == "en"


def test_wide_letters_count_twice():
    assert columns("가a") == 3
    assert wrapped(["가나", "다라", "마바사아자차카"], 9) == ["가나 다라", "마바사아자차카"]
