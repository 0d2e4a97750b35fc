"""The window under test: settings in a fresh file, and no thread, timer or window left behind by any test."""

import gc
import shutil
import sys
import threading
import traceback
import weakref

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, QStandardPaths, Qt, QThread, QTimer
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QApplication

from app.io.places import bundled_checkpoints
from app.params.masks import Preset
from app.state.preferences import Preferences
from app.ui.main_window import MainWindow
from app.ui.making import Making
from app.ui.theme import LIGHT, apply_theme, palette_of
from tests.models import gaussian, write_ncsn, write_small
from tests.ui.desk_inpaint import InpaintDesk
from tests.ui.desk_lab import LabDesk
from tests.ui.desk_sample import SampleDesk
from tests.ui.inpaint import take
from tests.ui.waiting import Bot

QStandardPaths.setTestModeEnabled(True)


@pytest.fixture(scope="session")
def qapp_cls():
    return QApplication


@pytest.fixture
def qtbot(qapp, request):
    return Bot(request)


@pytest.fixture(autouse=True)
def _own_settings(tmp_path, monkeypatch):
    """Every path where Qt or the program would keep something points into the test's folder."""
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))


@pytest.fixture(autouse=True)
def _no_leaks(request, monkeypatch):
    """Fail on a running thread, an active timer or a window that the test leaves behind, and say where it began."""
    begun = []

    def remember(cls):
        start = cls.start

        def remembered(self, *args):
            begun.append((weakref.ref(self), _places(sys._getframe(1))))
            return start(self, *args)

        monkeypatch.setattr(cls, "start", remembered)

    remember(QThread)
    remember(QTimer)
    before = _windows()
    yield
    # What pytest keeps for longer, arguments and what patches would put back, stays for ever once it is frozen below.
    request.node.funcargs.clear()
    monkeypatch.undo()
    if QApplication.instance() is None:
        return
    for _ in range(2):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
        gc.collect()
    kept = sum(type(thing) is MainWindow for thing in gc.get_objects())
    gc.freeze()  # what has outlived a test need not be looked through after each of the others
    at_work = [(reference(), places) for reference, places in begun if _at_work(reference())]
    left = [f"{thing!r}, begun at:\n{''.join(traceback.format_list(places))}" for thing, places in at_work]
    left += [f"window {text}" for key, text in _windows().items() if key not in before]
    if kept and not hasattr(sys, "last_value"):  # the traceback of a test that failed keeps what it speaks of
        left += [f"{kept} windows in memory, since something still refers to them"]
    if left:
        pytest.fail("left behind: " + "\n".join(left))


def _places(frame):
    """The five calls that led here, the last one last; their lines are read only to be printed."""
    places = []
    while frame is not None and len(places) < 5:
        places.append(traceback.FrameSummary(frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name,
                                             lookup_line=False))  # fmt: skip
        frame = frame.f_back
    return places[::-1]


def _at_work(thing):
    try:
        return thing is not None and (thing.isRunning() if isinstance(thing, QThread) else thing.isActive())
    except RuntimeError:  # its C++ side has gone
        return False


def _windows():
    if QApplication.instance() is None:
        return {}
    return {id(w): repr(w) for w in QApplication.topLevelWidgets() if w.isVisible() or isinstance(w, MainWindow)}


@pytest.fixture
def preferences(tmp_path):
    return Preferences(QSettings(str(tmp_path / "preferences.ini"), QSettings.Format.IniFormat))


@pytest.fixture(autouse=True)
def at_once(request, monkeypatch):
    """Whatever is made in pieces is made at once, unless a test says that it is about the pieces."""
    if "in_pieces" not in request.fixturenames:
        monkeypatch.setattr(Making, "begin", Making.finish)


@pytest.fixture(autouse=True)
def few_exact_samples(request, monkeypatch):
    """Clouds are measured against 200 exact samples: the energy distance to the usual 2000 takes 40 ms.

    A test that is about that distance, or the potential, asks for ``all_exact_samples``.
    """
    if "all_exact_samples" not in request.fixturenames:
        monkeypatch.setattr("app.lab.statistics.ENERGY_SAMPLES", 200)


@pytest.fixture
def all_exact_samples():
    """Clouds are measured against as many exact samples as in the program."""


@pytest.fixture
def in_pieces():
    """What is made in pieces takes its turns, as in the program."""


@pytest.fixture
def usual_font(qapp):
    """Text about as wide as that of a usual desktop, whatever fonts the machine has, or none at all."""
    before = qapp.font()
    font = QFont(before)
    for size in range(12, 4, -1):
        font.setPixelSize(size)
        if QFontMetricsF(font).horizontalAdvance("The quick brown fox jumps over the lazy dog 0123456789") <= 350:
            break
    qapp.setFont(font)
    yield
    qapp.setFont(before)


@pytest.fixture
def first_workspace():
    """The key of the workspace that windows begin with; files about another one say so, and no other is built."""
    return ""


@pytest.fixture
def dressed():
    """Windows wear the program's style sheet. It takes two fifths of a window's time: files about looks ask for it."""


def wear(*, dressed):
    """The looks of what is made next, or, dressed, has been made."""
    if dressed:
        apply_theme(QApplication.instance(), "light")
    else:
        QApplication.instance().setPalette(palette_of(LIGHT))


@pytest.fixture
def make_window(request, qtbot, preferences, first_workspace):
    """A shown window with the given bundled checkpoints; it is closed and destroyed after the test."""
    made = []
    dressed = "dressed" in request.fixturenames

    def make(bundled=None, size=(1280, 800), workspace=first_workspace):
        preferences.workspace = workspace or preferences.workspace
        if not any(isinstance(w, MainWindow) for w in QApplication.topLevelWidgets()):
            # Each widget is told of the style sheet again whenever one around it is put into another: once is enough.
            QApplication.instance().setStyleSheet("")
        window = MainWindow(preferences, bundled or {})
        made.append(window)
        wear(dressed=dressed)
        window.resize(*size)
        with qtbot.waitExposed(window):
            window.show()
        with qtbot.waitActive(window):  # shortcuts act in the active window only
            window.activateWindow()
        return window

    yield make
    for window in made:
        window.close()
        window.deleteLater()


@pytest.fixture(scope="session")
def small_file(tmp_path_factory):
    return write_small(tmp_path_factory.mktemp("network") / "small.safetensors")


@pytest.fixture
def small(tmp_path, small_file):
    """The path of a small checkpoint with random weights, 8 x 8 pictures."""
    return str(shutil.copy(small_file, tmp_path))


@pytest.fixture
def window(make_window, qtbot, small):
    """A window with a small network opened."""
    window = make_window()
    open_network(window, qtbot, small)
    return window


@pytest.fixture
def make_desk(request, qtbot, preferences):
    """What panels stand on, without a window; another workspace's are of another kind."""
    made = []

    def make(bundled=None, kind=SampleDesk):
        QApplication.instance().setStyleSheet("")
        wear(dressed="dressed" in request.fixturenames)
        made.append(kind(qtbot, preferences, bundled))
        return made[-1]

    yield make
    for desk in made:
        desk.end()


@pytest.fixture
def bare_desk(make_desk):
    """The same without a network."""
    return make_desk()


@pytest.fixture
def desk(bare_desk, qtbot, small):
    """The same with a small network opened: of panels alone."""
    with qtbot.waitSignal(bare_desk.models.opened):
        bare_desk.models.open(small)
    return bare_desk


@pytest.fixture
def lab_desk(make_desk):
    """What a panel of the laboratory stands on, without a window."""
    return make_desk(kind=LabDesk)


@pytest.fixture
def digits(make_window, qtbot):
    """A window with the bundled digits opened, and settings for a quick run."""
    return with_digits(make_window, qtbot)


@pytest.fixture
def digits_desk(make_desk, qtbot):
    """The same without a window."""
    return with_digits(make_desk, qtbot)


def with_digits(make, qtbot):
    bundled = bundled_checkpoints()
    if "mnist" not in bundled:
        pytest.skip("the bundled checkpoint is not in this checkout")
    window = make({name: str(path) for name, path in bundled.items()})
    open_network(window, qtbot, str(bundled["mnist"]))
    for name, value in (("count", 4), ("levels", 10), ("steps_per_level", 2)):
        window.workspace.settings.set(name, value)
    return window


def open_network(window, qtbot, path):
    with qtbot.waitSignal(window.models.opened, timeout=60_000):
        window.open_path(path)


def install(window, model):
    """Use a model object as the opened network."""
    window.models.model = model
    window.models.state.info = model.describe()
    window.models.opened.emit()


class Gate:
    """Wraps a model's score function: each evaluation says that it has begun, then waits to be let through."""

    def __init__(self, model):
        self._function = model.function
        self._permits = threading.Semaphore(0)
        self.entered = 0
        self.open = threading.Event()
        self.model = model
        model.function = self._score

    def _score(self, x, sigma):
        self.entered += 1
        while not self._permits.acquire(timeout=0.02):
            if self.open.is_set():
                break
        return self._function(x, sigma)

    def let(self, count=1):
        self._permits.release(count)


@pytest.fixture
def gates():
    """Makes gates; all are opened after the test, so that no thread waits for ever."""
    made = []

    def make(model):
        made.append(Gate(model))
        return made[-1]

    yield make
    for gate in made:
        gate.open.set()


def click(qtbot, widget):
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


@pytest.fixture
def filler(window):
    """What shows the workspace of fillings: the window. Files about the workspace alone have it on a desk."""
    window.show_workspace("inpaint")
    return window


@pytest.fixture
def inpaint(filler, qtbot):
    """The workspace with a small network, a picture drawn at random and its lower half masked."""
    return half_masked(filler.workspace, qtbot)


def half_masked(workspace, qtbot):
    picture = np.random.default_rng(0).integers(0, 256, (8, 8, 1), dtype=np.uint8)
    take(workspace, qtbot, picture)
    workspace.brush_panel.presets[Preset.LOWER].click()
    for name, value in (("count", 3), ("seed", 7)):
        workspace.settings.set(name, value)
    return workspace


@pytest.fixture
def gated(filler, qtbot, gates):
    """The workspace with a network that waits before each evaluation."""
    gate = at_gate(filler, gates)
    return whitened(filler.workspace, qtbot), gate


def at_gate(window, gates):
    gate = gates(gaussian(0.5, 0.1, (1, 8, 8)))
    install(window, gate.model)
    return gate


def whitened(workspace, qtbot):
    """It is quick, its picture is white, and the lower half masked."""
    defaults = {"levels": 3, "steps_per_level": 2, "sigma_max": 1.0, "sigma_min": 0.1, "epsilon": 1e-3, "count": 2}
    for name, value in defaults.items():
        workspace.settings.set(name, value)
    take(workspace, qtbot, np.full((8, 8, 1), 255, np.uint8))
    workspace.brush_panel.presets[Preset.LOWER].click()
    return workspace


@pytest.fixture
def inpaint_desk(make_desk):
    """The workspace of fillings and nothing around it, without a network."""
    return make_desk(kind=InpaintDesk)


@pytest.fixture
def ncsn(tmp_path):
    return str(write_ncsn(tmp_path / "checkpoint.pth"))


@pytest.fixture
def both(tmp_path):
    return str(write_ncsn(tmp_path / "v2.pth", ema=True))
