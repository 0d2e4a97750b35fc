"""Texts and numbers from outside."""

import math

import pytest

from app.params import SettingError
from app.params.checks import real, whole
from app.params.plain import plain, shown


@pytest.mark.parametrize("text", ["a\nb", "\x1b[31m", "\u202eabc", "\udcff", "x" * 10_000, "\0" * 10_000, "", "é漢字"])
def test_what_is_shown_is_one_short_printable_line(text):
    for limit in (1, 20, 200):
        result = plain(text, limit)
        assert len(result) <= limit
        assert result.isprintable()
        result.encode("utf-8")
    if text.isprintable() and len(text) <= 200:
        assert plain(text) == text


def test_values_are_quoted_shortly():
    assert shown(10**5000) == "an integer of about 5000 digits"
    assert shown(-7) == "-7"
    assert shown("a\nb") == r"'a\nb'"
    assert len(shown("x" * 10**6)) <= 60
    assert shown([1] * 10**6) == "a list"
    assert shown(None) == "None"


@pytest.mark.parametrize("value", [3, 3.0, 1e-29, 1e29])
def test_real_numbers_are_taken(value):
    assert real("x", value, 0) == float(value)
    assert isinstance(real("x", value), float)


@pytest.mark.parametrize("value", [True, None, "3", [3], math.nan, math.inf, 10**400, -(10**400), 1e-320, -1e-31])
def test_what_is_no_usable_real_number_is_refused(value):
    with pytest.raises(SettingError, match="x "):
        real("x", value)


def test_limits_are_named():
    for value, options, message in (
        (-1, {"low": 0}, "at least 0,"), (0, {"low": 0, "open_low": True}, "above 0,"), (5, {"high": 4}, "at most 4,"),
        (5, {"low": 1, "high": 4}, "at least 1 and at most 4,"), (10**300, {"high": 4}, "about 300 digits"),
    ):  # fmt: skip
        with pytest.raises(SettingError, match=message):
            real("x", value, **options)
    with pytest.raises(SettingError, match="from 1 to 4, not an integer of about 400 digits"):
        whole("x", 10**400, 1, 4)
    for value in (True, 1.0, "1", None):
        with pytest.raises(SettingError, match="whole number"):
            whole("x", value, 1, 4)
    assert whole("x", 4, 1, 4) == 4
