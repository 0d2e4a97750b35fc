"""Every declared field of every state, as a kind: guard, signal, what is kept; and settings of an older version."""

import importlib
import json
import logging
import math
import pkgutil
import re
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF, QSettings, Signal

import app.state
from app.io.errors import ImageError
from app.io.records import RunRecord
from app.params import Convention, ModelInfo, SampleSettings, SettingError
from app.params.axes import Axis
from app.params.history import Past
from app.params.inpainting import InpaintSettings, Paste
from app.params.inside import LevelEffect, LookedInto
from app.params.lab.density import DensityName, DensitySettings, Extent, SigmaMeaning
from app.params.lab.look import Look
from app.params.lab.particles import Shown
from app.params.lessons.chapter import Language, Shelf
from app.params.opening import Opening
from app.params.quality import Compared, Judged, Looking, Neighbours
from app.params.race import Contestant, Ground
from app.params.run import Frame, Problem
from app.params.samplers import ROWS, Sampler
from app.params.settings import fields_of
from app.params.status import RunPhase, RunStatus
from app.state.compare import CompareState
from app.state.history import HistoryState
from app.state.inpainting import InpaintState
from app.state.inside import InsideState
from app.state.lab.laboratory import Activity, LabState, PlaneTool, Spot
from app.state.lab.memory import recall
from app.state.lab.particles import ParticlesState
from app.state.lab.plane import ZOOM, PlaneGeometry, PlaneView
from app.state.lab.training import TrainingDraft
from app.state.lessons import LessonState
from app.state.model import ModelState
from app.state.observable import Observable, declared
from app.state.painting import Paintbox, PaintTool, Target
from app.state.preferences import Preferences
from app.state.quality import QualityState
from app.state.race import RaceState
from app.state.run import RunState
from app.state.settings import SettingsState

INFO = ModelInfo(
    name="a", path="a.pth", format="native", sha256="0" * 64, architecture="none", arguments={}, parameters=1,
    shape=(1, 2, 2), sigmas=(1.0,), continuous=True, weights="EMA",
)  # fmt: skip

SEEN = np.zeros((1, 1, 1, 1), np.uint8)
JUDGED = Judged(SEEN, np.zeros(1, np.int64), np.ones(1), ("0",))
COMPARED = Compared(SEEN, 3, (1.0,), 0.5)
FOUND = LookedInto((), "", 1.0, SEEN[0], None, None, LevelEffect((1.0,), np.ones(1)), dilations=False)
NEAR = Neighbours(SEEN, 0, SEEN, (0.0,), (0,), 1)

OTHER = {
    CompareState: {"peeking": True, "wiping": True, "divider": 0.25, "masked": True},
    HistoryState: {
        "entries": (Past("a", 0.0, SampleSettings(), "net", "0" * 64, (0,)),), "broken": ("a.png: it is damaged.",),
        "shown": "a",
    },
    InpaintState: {"settings": InpaintSettings(paste=Paste.LEVEL, resample=3)},
    InsideState: {
        "shown": True, "layer": "stem", "pixel": (1, 2), "sigma": 0.5, "dilated": False, "held": False, "found": FOUND,
        "problem": Problem("a", "b"),
    },
    LabState: {
        "look": Look(sigma=0.5), "arrows": 20, "view": PlaneView(1, 2, 3), "activity": Activity.LEARNING,
        "tool": PlaneTool.BRUSH, "brush": 0.125, "network": np.ones(2), "spot": Spot(1, 2.0, -3.0),
        "section": (0.0, 1.0, 2.0, 3.0),
    },
    ModelState: {
        "info": INFO, "compilable": "no compiler", "loading": "a.pth", "compiling": True, "device_choice": "cpu",
        "device_label": "CPU", "on_cpu": True, "threads": 2, "devices": ("cpu",), "memory": "1 GiB",
    },
    LessonState: {
        "shelf": Shelf(Language.ENGLISH), "language": Language.KOREAN, "chapter": "03-overdamped", "number": 2,
        "read": frozenset({("03-overdamped", 1)}), "answered": frozenset({(("03-overdamped", 1), 0)}),
    },
    ParticlesState: {"shown": Shown(both=False, speed=20.0)},
    Paintbox: {
        "target": Target.PICTURE, "tool": PaintTool.LASSO, "size": 9.0, "largest": 64.0, "hardness": 0.75,
        "ink": (1.0, 0.0, 0.0), "opacity": 0.25, "hidden": True,
    },
    RaceState: {
        "contestants": (Contestant(1, "Fast", SampleSettings()),), "ground": Ground(4, 7), "show_estimate": False,
        "focus": 2, "sigma": 0.5,
    },
    QualityState: {
        "labels": True, "features": "digits", "data": "a.npz", "judged": JUDGED, "compared": COMPARED,
        "neighbours": NEAR, "busy": True, "looking": Looking(1, 2), "problem": Problem("a", "b"),
    },
    RunState: {
        "status": RunStatus(phase=RunPhase.RUNNING, run_id=3), "sigmas": (1.0, 0.1), "show_estimate": False,
        "viewed": 2, "enlarged": True, "focus": 1, "marks": frozenset({2}),
    },
    Preferences: {
        "theme": "dark", "export_folder": "/a; 100 %, é", "language": "ko", "workspace": "lab", "path_mib": 64,
        "fan": 5, "convention": Convention.CODE, "start_page": True, "welcomed": True,
    },
}  # fmt: skip
"""State -> field -> a value that is not its default."""

FIELDS = [(state, field) for state in OTHER for field in declared(state)]


def each(rows):
    return pytest.mark.parametrize(("state", "field"), rows, ids=[f"{s.__name__}-{f.name}" for s, f in rows])


each_field = each(FIELDS)
each_kept_field = each([(state, field) for state, field in FIELDS if field.kept is not None])


@pytest.fixture
def ini(tmp_path):
    """A maker of settings in one file."""
    return lambda: QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)


def made(state, ini):
    instance = state(ini()) if state is Preferences else state()
    if state is RunState:  # without pictures there is nothing to look at
        instance.frame = Frame(3, None, np.zeros((4, 1, 1, 1)), np.zeros((4, 1, 1, 1)), 0.0)
    return instance


def listen(instance):
    """What all signals of a state say from now on: (name, values)."""
    told = []
    for base in type(instance).__mro__:
        for name, signal in vars(base).items():
            if isinstance(signal, Signal) and base is not Observable.__base__:
                getattr(instance, name).connect(lambda *values, name=name: told.append((name, values)))
    return told


def test_every_state_with_declared_fields_is_walked():
    for module in pkgutil.walk_packages(app.state.__path__, "app.state."):
        importlib.import_module(module.name)
    ours = [state for state in Observable.__subclasses__() if state.__module__.startswith("app.state.")]
    assert set(ours) == set(OTHER)
    for state, values in OTHER.items():
        assert [field.name for field in declared(state)] == list(values)


@each_field
def test_a_field_is_silent_for_an_equal_value_and_tells_another_once(ini, state, field):
    instance = made(state, ini)
    told, signal, value = listen(instance), _name(state, field.signal), OTHER[state][field.name]
    setattr(instance, field.name, getattr(instance, field.name))
    assert told == []
    setattr(instance, field.name, value)
    assert getattr(instance, field.name) is value or getattr(instance, field.name) == value
    assert told == [(signal, () if str(field.signal).endswith("()") else (value,))]
    setattr(instance, field.name, value)
    assert len(told) == 1


@each_field
def test_a_signal_that_brings_a_value_belongs_to_one_field(state, field):
    if not str(field.signal).endswith("()"):
        assert [other.name for other in declared(state) if other.signal is field.signal] == [field.name]


@each_kept_field
def test_a_kept_field_comes_back_and_rubbish_does_not(ini, caplog, state, field):
    def start():
        preferences = Preferences(ini())
        if state is Preferences:
            return preferences, preferences
        instance = state()
        instance.keep_in(preferences)
        return preferences, instance

    preferences, instance = start()
    value = OTHER[state][field.name]
    setattr(instance, field.name, value)
    preferences.sync()
    preferences, instance = start()
    assert getattr(instance, field.name) == value
    if field.kept.read is not str or field.name == "theme":
        preferences.store(field.kept.key, "\x00rubbish[{")
        preferences.sync()
        with caplog.at_level(logging.WARNING):
            assert getattr(start()[1], field.name) == field.default


def test_keys_are_used_once():
    keys = [field.kept.key for _state, field in FIELDS if field.kept]
    assert len(keys) == len(set(keys))


def _name(state, signal):
    return next(name for base in state.__mro__ for name, value in vars(base).items() if value is signal)


# What fields do to each other


def test_a_picture_has_no_rectangle_and_lasso():
    box = Paintbox()
    told = listen(box)
    box.target = Target.PICTURE
    box.tool = PaintTool.ERASER
    assert (box.target, len(told)) == (Target.PICTURE, 2)
    box.tool = PaintTool.RECTANGLE
    assert (box.target, box.tool, len(told)) == (Target.MASK, PaintTool.RECTANGLE, 3)
    box.target = Target.PICTURE
    assert (box.target, box.tool, len(told)) == (Target.PICTURE, PaintTool.BRUSH, 4)


def test_the_brush_fits_the_picture():
    box = Paintbox()
    told = listen(box)
    box.size = 5.4
    assert box.size == 5.0
    box.size = 1000
    assert box.size == 28.0
    box.size = -3
    assert box.size == 1.0
    box.size = 14
    told.clear()
    box.fit(256)
    assert (box.size, box.largest, len(told)) == (128.0, 256, 1)
    box.resize(-1)
    assert box.size == 112.0
    box.resize(2)
    assert box.size == 142.0


def test_what_is_compiled_is_what_is_being_opened():
    model = ModelState()
    told = listen(model)
    with model.together():
        model.loading, model.compiling = "a.pth", True
    assert (model.compiling, told) == (True, [("loading_changed", ())])
    model.loading = ""
    assert (model.compiling, len(told)) == (False, 2)


def test_the_same_network_opened_again_is_told_and_unknown_memory_is_not():
    model = ModelState()
    told = listen(model)
    model.info = INFO
    model.info = ModelInfo(**vars(INFO))
    assert [name for name, _ in told] == ["changed", "changed"]
    model.memory = "1 GiB"
    model.memory = ""
    assert (model.memory, len(told)) == ("1 GiB", 3)


def test_a_look_that_the_density_cannot_have_is_refused():
    state = LabState()
    state.choose(DensitySettings(DensityName.RINGS))
    look, told = state.look, listen(state)
    with pytest.raises(SettingError, match="mixture"):
        state.set_look(meaning=SigmaMeaning.TOTAL, sigma=0.5)
    assert (state.look, told) == (look, [])


# The plane on the screen


@pytest.fixture
def geometry():
    """Two panels of 200 pixels, one pixel being 0.05 units."""
    return PlaneGeometry(PlaneView(1.0, -2.0, 5.0), (QRectF(10, 20, 200, 200), QRectF(250, 20, 200, 200)))


def test_places_of_the_plane_and_points_of_the_screen(geometry):
    assert geometry.unit == 0.05
    assert geometry.from_screen(QPointF(110, 120)) == (1.0, -2.0)
    assert geometry.from_screen(QPointF(250, 20), 1) == (-4.0, 3.0)  # y grows upwards
    assert geometry.to_screen(6.0, -7.0, 1) == QPointF(450, 220)
    for panel in range(2):
        there = geometry.to_screen(2.5, 17.25, panel)
        assert geometry.from_screen(there, panel) == pytest.approx((2.5, 17.25))
    assert [geometry.panel_at(QPointF(x, 100)) for x in (5, 100, 230, 300)] == [None, 0, None, 1]


def test_what_is_dragged_follows_the_hand(geometry):
    place = geometry.from_screen(QPointF(60, 70))
    moved = PlaneGeometry(geometry.dragged(QPointF(30, -12)), geometry.plots)
    assert moved.from_screen(QPointF(90, 58)) == pytest.approx(place)
    assert moved.view.half == geometry.view.half


@pytest.mark.parametrize("factor", [1.2, 0.5, 1e9, 1e-5])
def test_what_is_zoomed_about_stays(geometry, factor):
    point = QPointF(300, 50)
    place = geometry.from_screen(point, 1)
    view = geometry.zoomed(factor, point, 1)
    assert view.half == min(max(5.0 / factor, ZOOM[0]), ZOOM[1])
    assert PlaneGeometry(view, geometry.plots).from_screen(point, 1) == pytest.approx(place, abs=1e-6 * view.half)


@pytest.mark.parametrize("half", [1e-4, 8.0, 3e6, 1e7])
def test_no_way_leads_out_of_the_plane(half):
    view = PlaneView(0.0, 0.0, half).moved(3e7, -1e9)
    assert (view.extent.x_max, view.extent.y_min) == (1e7, -1e7)
    for _ in range(300):  # as far as it goes, about a corner
        view = view.zoomed(1 / 1.2, view.extent.x_max, view.extent.y_min)
    assert (view, view.extent.x_min) == (PlaneView(0.0, 0.0, 1e7), -1e7)
    whole = PlaneView.around(Extent(-1e7, 1e7, 0.0, 1e7))
    assert whole == PlaneView(0.0, 0.0, 1e7)
    with pytest.raises(SettingError):
        PlaneView(1.0, 0.0, 1e7)


# Settings of an older version

OLD = rb"""[General]
export_folder="/home/someone/Pictures; 100 %"
models_json="{\"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\": {\"sampler\": \"annealed\", \"epsilon\": 2e-05, \"steps_per_level\": 5, \"levels\": 10, \"sigma_max\": 1.0, \"sigma_min\": 0.01, \"schedule\": \"geometric\", \"temperature\": 1.0, \"denoise\": true, \"start\": \"uniform\", \"seed\": 5, \"count\": 3, \"batch_size\": 3}}"
recent_json="[\"/data/gr\\u00f6\\u00dfer \\u00e9.safetensors\", \"/data/second, with a comma.pth\"]"
theme=dark
version=1

[documents]
lab_json="{\"version\": 1, \"activity\": \"learning\", \"brush\": 0.125, \"shown\": {\"both\": false, \"exact\": false, \"speed\": 20.0, \"trail\": 12}, \"density\": {\"name\": \"two-gaussians\", \"modes\": [[5.0, 5.0, 1.0, 0.8], [-5.0, -4.0, 1.0, 0.2]]}, \"view\": [0.5, 0.5, 4.0], \"look\": {\"sigma\": 0.3, \"meaning\": \"total\", \"heat\": \"potential\", \"arrows\": \"linear\", \"show_arrows\": true, \"contours\": true, \"data\": false, \"error\": \"difference\", \"level_behind\": false}, \"panels\": [{\"sampler\": \"langevin\", \"changes\": {}}, {\"sampler\": \"annealed\", \"changes\": {}}], \"learning\": {\"objective\": \"denoising\", \"width\": 128, \"depth\": 5, \"learning_rate\": 0.006, \"batch_size\": 512, \"noise\": true, \"sigma_max\": 25.0, \"sigma_min\": 0.1, \"levels\": 0, \"steps\": 20000, \"seed\": 0, \"limit\": 10000.0}}"

[layout]
window=@ByteArray(\x1\xd9\xd0\xcb\0)

[texts]
convention=code
device=cpu
inpaint="{\"paste\": \"level\", \"resample\": 3}"
openings={\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\": {\"use_ema\": false}}
workspace=lab
"""  # noqa: E501
"""A file that the program wrote before its states declared what they keep."""


@pytest.fixture
def old(ini):
    """Preferences from that file."""
    Path(ini().fileName()).write_bytes(OLD)
    return Preferences(ini())


def test_settings_of_an_older_version_are_read(old, caplog):
    with caplog.at_level(logging.WARNING):
        assert (old.theme, old.export_folder, old.workspace) == ("dark", "/home/someone/Pictures; 100 %", "lab")
        assert old.convention is Convention.CODE
        assert old.recent == ["/data/größer é.safetensors", "/data/second, with a comma.pth"]
        assert Opening.from_dict(old.openings["a" * 64]) == Opening(use_ema=False)
        assert old.settings_for("b" * 64, SampleSettings()).count == 3
        assert bytes(old.blob("window")) == b"\x01\xd9\xd0\xcb\x00"
        inpaint, model = InpaintState(), ModelState()
        inpaint.keep_in(old)
        model.keep_in(old)
        assert inpaint.settings == InpaintSettings(paste=Paste.LEVEL, resample=3)
        assert model.device_choice == "cpu"
        lab = LabState()
        particles, training = ParticlesState(lab.density), TrainingDraft()
        recall(old.document("lab"), lab, particles, training)
        assert lab.density.modes[1].y == -4.0
        assert (lab.activity, lab.brush, lab.view) == (Activity.LEARNING, 0.125, PlaneView(0.5, 0.5, 4.0))
        assert (lab.look.sigma, lab.look.heat, particles.shown.speed) == (0.3, "potential", 20.0)
        assert training.valid.depth == 5
    assert caplog.records == []


def test_what_is_set_goes_where_an_older_version_looks_for_it(old, ini):
    old.theme, old.export_folder, old.workspace, old.convention = "light", "/tmp/x", "sample", Convention.PAPER
    inpaint, model = InpaintState(), ModelState()
    for state in (inpaint, model):
        state.keep_in(old)
    inpaint.set(resample=7)
    model.device_choice = "auto"
    old.keep_opening("c" * 64, Opening(use_ema=False))
    old.sync()
    written = ini()
    assert [written.value(key) for key in ("theme", "export_folder", "texts/workspace", "texts/convention")] == [
        "light", "/tmp/x", "sample", "paper",
    ]  # fmt: skip
    assert json.loads(written.value("texts/inpaint")) == {"paste": "level", "resample": 7}
    assert written.value("texts/device") == "auto"
    assert json.loads(written.value("texts/openings")) == {h * 64: {"use_ema": False} for h in "ac"}


def test_another_device_than_the_processor_is_looked_for_anew(ini):
    preferences = Preferences(ini())
    preferences.store("texts/device", "cuda")
    model = ModelState()
    model.keep_in(preferences)
    assert model.device_choice == "auto"


def _never(field):
    """A value that a setting can have with no others; None if there is none."""
    if field.choices:
        return "nothing such"
    if field.number and field.about.high < math.inf:
        return field.about.high * 2 if field.kind is float else int(field.about.high) + 1
    return None


@pytest.mark.parametrize("make", [SettingsState, TrainingDraft], ids=lambda make: make.__name__)
def test_what_a_setting_can_have_with_no_others_is_not_taken(qapp, make):
    state = make()
    for key, field in fields_of(type(state.valid)).items():
        value, before = _never(field), state.value(key)
        if value is not None:
            with pytest.raises(SettingError, match=re.escape(field.called)):
                state.set(key, value)
            assert (state.value(key), state.error) == (before, "")


@pytest.mark.parametrize("sampler", [sampler for sampler in Sampler if not ROWS[sampler].pictures])
def test_a_sampler_of_the_plane_is_refused_among_pictures_wherever_it_comes_from(qapp, ini, caplog, sampler):
    state = SettingsState()
    with pytest.raises(SettingError, match="sampler must be one of"):
        state.set("sampler", sampler)
    assert state.value("sampler") is Sampler.ANNEALED
    assert state.valid == state.recommended
    with pytest.raises(SettingError, match="sampler must be one of"):
        SampleSettings.from_dict({"sampler": sampler.value})
    with pytest.raises(SettingError, match="sampler must be one of"):
        Axis("sampler", (Sampler.ANNEALED, sampler))
    record = json.loads(RunRecord.of(INFO, SampleSettings()).to_json())
    record["settings"]["sampler"] = sampler.value
    with pytest.raises(ImageError, match="sampler must be one of"):
        RunRecord.from_json(json.dumps(record), "a.png")
    preferences = Preferences(ini())
    preferences.keep_settings("a" * 64, SampleSettings(sampler=Sampler.HEUN))
    kept = preferences.stored("models_json")
    preferences.store("models_json", kept.replace("heun", sampler.value))
    with caplog.at_level(logging.WARNING):
        assert preferences.settings_for("a" * 64, SampleSettings()) == SampleSettings()
    assert "sampler must be one of" in caplog.text
