"""Progress bars in the reader's language: what is counted, and how fast."""

import io

import pytest
from tqdm import tqdm

from app.commands.bars import UNITS, make_bar, pace
from app.params import words

KOREAN = {
    "step": "스텝", "{0} {1} per second": "1초에 {0}{1}", "{0} seconds per {1}": "{1}당 {0}초", "loss {0}": "손실 {0}",
}  # fmt: skip


@pytest.fixture(autouse=True)
def english_again():
    yield
    words.speak({})


def drawn(monkeypatch):
    """What a bar writes that has done two of four."""
    line = io.StringIO()
    monkeypatch.setattr("sys.stderr", line)
    with make_bar(4, "step", quiet=False) as progress:
        progress.set_postfix_str(words.told("loss 0.5"), refresh=False)
        progress.update(2)
        progress.refresh()
    return line.getvalue()


def test_english_bars_are_tqdms_own(monkeypatch):
    said = drawn(monkeypatch)
    assert "step/s" in said or "s/step" in said
    assert "loss 0.5" in said
    assert "2/4" in said


def test_korean_bars_have_no_english_word(monkeypatch):
    words.speak(KOREAN)
    said = drawn(monkeypatch)
    assert "2/4" in said
    assert "손실 0.5" in said
    assert "스텝" in said.rpartition("2/4")[2]
    assert not any(letter.isascii() and letter.isalpha() for letter in said.replace("\x1b[A", ""))


def test_the_pace_is_so_many_a_second_or_seconds_for_one():
    assert pace(12.35, "step") == "12.35 step per second"
    words.speak(KOREAN)
    assert pace(4.0, "스텝") == "1초에 4.00스텝"
    assert pace(0.25, "스텝") == "스텝당 4.00초"
    assert pace(0.0, "스텝") == "1초에 ?스텝"


def test_a_quiet_one_draws_nothing(monkeypatch):
    words.speak(KOREAN)
    line = io.StringIO()
    monkeypatch.setattr("sys.stderr", line)
    with make_bar(4, "step", quiet=True) as progress:
        progress.update()
    assert line.getvalue() == ""
    assert set(KOREAN) & set(UNITS) == {"step", "{0} {1} per second", "{0} seconds per {1}"}


def test_a_bar_needs_no_thread_of_its_own():
    with make_bar(3, "step", quiet=True) as bar:
        bar.update()
    assert tqdm.monitor is None


def test_a_bar_goes_on_where_it_was_and_looks_at_the_clock_at_every_step(monkeypatch):
    said = io.StringIO()
    monkeypatch.setattr("sys.stderr", said)
    with make_bar(2000, "step", quiet=False, done=500) as bar:
        for _ in range(1500):  # quick ones: many would be left out, and with them the slow ones that come after
            bar.update()
        assert bar.miniters == 1
    first, *_, last = said.getvalue().split("\r")[1:]
    assert "500/2000" in first
    assert "2000/2000" in last
