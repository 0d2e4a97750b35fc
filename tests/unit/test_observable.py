"""Declared fields: guard, signal, checks, changes made together, and what comes back at the next start."""

import logging
from functools import partial
from operator import is_

import pytest
from PySide6.QtCore import Signal

from app.state.observable import Kept, Observable, Observed, declared


class Lamp(Observable):
    changed = Signal()
    watts_changed = Signal(float)
    name_changed = Signal(str)
    shade_changed = Signal(object)
    watts = Observed(60.0, watts_changed, kept=Kept("lamp/watts", float))
    lit = Observed(False, changed)
    dimmed = Observed(1.0, changed)
    name = Observed("", name_changed, kept=Kept("lamp/name", str))
    shade = Observed[object](None, shade_changed, same=is_)

    @watts.check
    def _bearable(self, watts: float) -> float:
        if watts < 0:
            raise ValueError("a lamp takes power")
        return min(watts, 100.0)

    @lit.then
    def _full_light(self) -> None:
        self.dimmed = 1.0


class Lantern(Lamp):
    hung_changed = Signal(bool)
    hung = Observed(False, hung_changed)
    colour = Observed("white", Lamp.changed)


class Drawer:
    """A store that says what was asked of it."""

    def __init__(self, **texts):
        self.texts = {f"lamp/{key}": text for key, text in texts.items()}
        self.written = []

    def stored(self, key):
        return self.texts.get(key)

    def store(self, key, text):
        self.written.append((key, text))
        self.texts[key] = text


def told_by(lamp):
    """What the signals of a lamp say from now on."""
    told = []
    lamp.changed.connect(lambda: told.append("changed"))
    for name in ("watts_changed", "name_changed", "shade_changed"):
        getattr(lamp, name).connect(partial(lambda name, value: told.append((name, value)), name))
    return told


def test_an_equal_value_is_silent_another_is_told_once_with_its_value():
    lamp = Lamp()
    told = told_by(lamp)
    lamp.watts = 60
    lamp.lit = False
    assert told == []
    lamp.watts = 40.0
    lamp.watts = 40.0
    lamp.lit = True
    assert told == [("watts_changed", 40.0), "changed"]
    assert (lamp.watts, lamp.lit) == (40.0, True)


def test_instances_have_their_own_values_and_the_class_the_declaration():
    first, second = Lamp(), Lamp()
    first.watts = 25.0
    assert second.watts == 60.0
    assert Lamp.watts.of(first) == 25.0
    assert Lamp.watts.default == 60.0
    partial(Lamp.watts.set, second)(15.0)
    assert (first.watts, second.watts) == (25.0, 15.0)


def test_fields_and_signals_are_inherited():
    assert [f.name for f in declared(Lantern)] == ["watts", "lit", "dimmed", "name", "shade", "hung", "colour"]
    lantern = Lantern()
    told = told_by(lantern)
    lantern.colour = "red"
    lantern.watts = 10.0
    assert told == ["changed", ("watts_changed", 10.0)]


def test_sameness_can_be_identity():
    lamp, shade = Lamp(), [1]
    told = told_by(lamp)
    lamp.shade = shade
    lamp.shade = shade
    lamp.shade = [1]
    assert told == [("shade_changed", [1])] * 2


def test_a_check_puts_right_or_refuses():
    lamp = Lamp()
    told = told_by(lamp)
    lamp.watts = 1e6
    assert lamp.watts == 100.0
    lamp.watts = 101.0  # put right to what it is already
    with pytest.raises(ValueError, match="takes power"):
        lamp.watts = -1.0
    assert lamp.watts == 100.0
    assert told == [("watts_changed", 100.0)]


def test_what_follows_is_there_before_anybody_is_told():
    lamp = Lamp()
    lamp.dimmed = 0.5
    seen = []
    lamp.changed.connect(lambda: seen.append((lamp.lit, lamp.dimmed)))
    lamp.lit = True
    assert seen == [(True, 1.0)]
    lamp.dimmed = 0.25
    lamp.lit = True
    assert seen[1:] == [(True, 0.25)]  # it was lit: nothing follows


def test_together_tells_each_signal_once_and_not_what_went_back():
    lamp = Lamp()
    told, seen = told_by(lamp), []
    lamp.watts_changed.connect(lambda watts: seen.append((watts, lamp.lit)))
    with lamp.together():
        lamp.watts = 40.0
        with lamp.together():
            lamp.lit = True
            lamp.dimmed = 0.25
        lamp.name = "desk"
        lamp.name = ""
        assert told == []
    assert told == [("watts_changed", 40.0), "changed"]
    assert seen == [(40.0, True)]


def test_an_error_inside_puts_everything_back():
    lamp, drawer = Lamp(), Drawer()
    lamp.keep_in(drawer)
    told = told_by(lamp)

    def refused():
        with lamp.together():
            lamp.lit = True
            lamp.name = "desk"
            lamp.watts = -1.0

    with pytest.raises(ValueError, match="takes power"):
        refused()
    assert (lamp.lit, lamp.name, lamp.watts) == (False, "", 60.0)
    assert told == drawer.written == []
    lamp.name = "wall"
    assert told == [("name_changed", "wall")]


def test_a_listener_may_change_another_field():
    lamp = Lamp()
    told = told_by(lamp)
    lamp.watts_changed.connect(lambda watts: Lamp.name.set(lamp, f"{watts:g} W"))
    lamp.watts = 40.0
    assert told == [("watts_changed", 40.0), ("name_changed", "40 W")]


def test_what_is_kept_comes_back_and_is_kept_before_anybody_is_told():
    lamp, drawer = Lamp(), Drawer()
    lamp.watts = 25.0  # before there was a place to keep it
    lamp.keep_in(drawer)
    seen = []
    lamp.watts_changed.connect(lambda: seen.append(dict(drawer.texts)))
    lamp.watts = 0.1
    lamp.watts = 0.1
    lamp.lit = True
    lamp.name = "desk"
    assert drawer.written == [("lamp/watts", "0.1"), ("lamp/name", "desk")]
    assert seen == [{"lamp/watts": "0.1"}]
    again = Lamp()
    again.keep_in(drawer)
    assert (again.watts, again.name, again.lit) == (0.1, "desk", False)


def test_reading_writes_nothing():
    drawer = Drawer(watts="1e6", name="desk")
    lamp = Lamp()
    lamp.keep_in(drawer)
    assert (lamp.watts, lamp.name) == (100.0, "desk")
    assert drawer.written == []


@pytest.mark.parametrize("text", ["bright", "", "-5"])
def test_what_cannot_be_used_is_dropped_with_a_warning(caplog, text):
    lamp = Lamp()
    with caplog.at_level(logging.WARNING):
        lamp.keep_in(Drawer(watts=text, name="desk"))
    assert (lamp.watts, lamp.name) == (60.0, "desk")
    assert [record.getMessage().startswith("the stored setting lamp/watts") for record in caplog.records] == [True]
