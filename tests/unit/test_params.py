import dataclasses
import json
import math

import pytest

from app.cli import build_parser
from app.commands.options import given
from app.params import Convention, LiveParams, Sampler, SampleSettings, SettingError, epsilon_from, epsilon_to
from app.params.lab.particles import ParticleSettings
from app.params.settings import fields_of
from tests.translations import every_settings


def test_the_codes_step_is_half_of_the_papers():
    # The official step_lr = 2e-5 is the paper's epsilon = 4e-5.
    assert epsilon_from(2e-5, Convention.CODE) == 4e-5
    assert epsilon_from(4e-5, Convention.PAPER) == 4e-5
    assert epsilon_to(4e-5, Convention.CODE) == 2e-5
    assert epsilon_to(4e-5, Convention.PAPER) == 4e-5


def test_settings_survive_json():
    settings = SampleSettings(sampler=Sampler.CONSISTENT, levels=200, epsilon=1.2e-5, sigma_max=1.0, seed=2**40)
    assert SampleSettings.from_dict(json.loads(json.dumps(settings.to_dict()))) == settings


def test_what_is_missing_comes_from_the_base_and_unknown_names_are_ignored():
    base = SampleSettings(levels=33)
    assert SampleSettings.from_dict({"epsilon": 1, "colour": "red"}, base) == dataclasses.replace(base, epsilon=1.0)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("epsilon", 0), ("epsilon", float("nan")), ("epsilon", "a"), ("epsilon", True), ("steps_per_level", 0),
        ("steps_per_level", 2.5), ("steps_per_level", 10**9), ("levels", 0), ("levels", 10**9), ("sigma_max", 1e-9),
        ("sigma_min", -1.0), ("sigma_min", 1.0), ("temperature", -0.1), ("temperature", float("inf")), ("seed", -1),
        ("seed", 2**63), ("count", 0), ("count", 10**9), ("batch_size", 0), ("sampler", "x"), ("schedule", 3),
        ("start", None), ("denoise", "yes"),
    ],
)  # fmt: skip
def test_absurd_values_are_refused_by_name(name, value):
    with pytest.raises(SettingError, match=name.split("_")[0]):
        SampleSettings.from_dict({name: value})


def test_evaluations_counts_the_networks_work():
    base = {"levels": 7, "steps_per_level": 3, "sigma_max": 1.0, "sigma_min": 0.1, "epsilon": 1e-2}
    assert SampleSettings(**base).plan.total == 22
    assert SampleSettings(**base, denoise=False).plan.total == 21
    assert SampleSettings(**base, sampler=Sampler.LANGEVIN).plan.total == 4
    assert SampleSettings(**base | {"epsilon": 0.01}, sampler=Sampler.CONSISTENT).plan.total == 8


def test_consistent_sampling_refuses_the_first_papers_ten_levels():
    # v1's L = 10 from 1 to 0.01 with eta = 0.4: gamma = 0.60, h = 0.2 lies below 1 - gamma.
    with pytest.raises(SettingError, match=r"0\.2"):
        SampleSettings(sampler=Sampler.CONSISTENT, epsilon=4e-5, levels=10)
    assert SampleSettings(sampler=Sampler.CONSISTENT, epsilon=4e-5, levels=30).eta == pytest.approx(0.4)


def test_params_that_change_while_running_are_checked_too():
    with pytest.raises(SettingError, match="epsilon"):
        LiveParams(epsilon=-1)


HOSTILE = (
    10**400, -(10**400), 10**5000, math.nan, math.inf, "x" * 10**5, "9" * 400, [10**400], [math.nan], {}, b"a", (),
)  # fmt: skip


@pytest.mark.parametrize("cls", sorted(every_settings(), key=lambda cls: cls.__name__))
def test_whatever_a_setting_is_given_it_is_taken_or_refused(cls):
    for key, field in fields_of(cls).items():
        for value in (*HOSTILE, None, True, "", 0, -1, 1e-320):
            message = ""
            try:
                cls.from_dict({key: value})
            except SettingError as error:
                message = str(error)
            assert message or value not in HOSTILE or field.kind in (str, tuple), (key, value)
            assert len(message) < 500


@pytest.mark.parametrize(
    ("command", "cls", "words", "message"),
    [
        ("sample", SampleSettings, ["--epsilon", "9" * 400], "--epsilon: epsilon must be a finite number, not inf"),
        (
            "sample",
            SampleSettings,
            ["-T", "9" * 400],
            "--steps-per-level: steps per level must be from 1 to",
        ),
        ("sample", SampleSettings, ["--sigma-min", "1e-300"], "--sigma-min: sigma_min is nearer to zero"),
        ("particles", ParticleSettings, ["--mass", "-2"], "--mass: mass must be above 0 and at most 1e.09, not -2"),
        ("particles", ParticleSettings, ["--count", "0"], "--count: the number of particles must be from 1 to 50000"),
    ],
)
def test_a_refused_option_is_named_as_it_was_typed(command, cls, words, message):
    with pytest.raises(SettingError, match=message):
        given(build_parser().parse_args([command, *words]), cls)


@pytest.mark.parametrize("words", [["-T", "9" * 5000], ["-T", "2.5"], ["--epsilon", "x" * 10**5]])
def test_what_is_no_number_at_all_is_quoted_shortly(words, capsys):
    with pytest.raises(SystemExit):
        build_parser().parse_args(["sample", *words])
    *_, line = capsys.readouterr().err.strip().split("\n")
    assert words[0] in line
    assert "number" in line
    assert len(line) < 200
