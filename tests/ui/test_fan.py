"""Many runs from one sample: what share of them becomes which class is said below the grid."""

import numpy as np
import pytest
from PySide6.QtCore import Qt

from app.params.status import RunPhase
from app.state.preferences import FAN
from tests.models import gaussian
from tests.ui.conftest import install
from tests.ui.test_quality_panel import Digitlike


@pytest.fixture
def early(bare_desk, qtbot):
    """A finished run of pictures like digits, its first level looked at, the third sample in focus."""
    desk = bare_desk
    assert desk.fan.judging is not None
    install(desk, Digitlike())
    run(desk, qtbot)
    return desk


def run(window, qtbot):
    for name, value in {"levels": 3, "steps_per_level": 1, "sigma_max": 1.0, "sigma_min": 0.1, "count": 3}.items():
        window.workspace.settings.set(name, value)
    window.workspace.session.restart()
    rest(window, qtbot)
    window.workspace.run.focus = 2
    window.workspace.run.viewed_level = 0
    window.workspace.central.setFocus()


def rest(window, qtbot):
    qtbot.waitUntil(lambda: window.workspace.run.phase is RunPhase.IDLE, timeout=60_000)
    qtbot.waitUntil(lambda: window.tasks.running == 0, timeout=60_000)


def test_a_fan_says_what_became_of_the_sample(early, qtbot):
    workspace = early.workspace
    shares = workspace.center.shares
    assert not shares.isVisible()
    assert workspace.fan.judging.judged("fan") is None  # it is none
    qtbot.keyClick(early.center, Qt.Key.Key_F)
    rest(early, qtbot)
    judged = workspace.fan.judging.judged("fan")
    assert len(judged.classes) == FAN
    assert shares.isVisible()
    assert "sample 3, 16 times" in shares.accessibleName()
    counts = np.bincount(judged.classes, minlength=10)
    expected = sorted(((str(k), n / FAN) for k, n in enumerate(counts) if n), key=lambda part: -part[1])
    assert shares.parts == expected
    assert shares.accessibleDescription().startswith(f"{expected[0][0]}: {100 * expected[0][1]:.0f} %")
    assert not shares.grab().toImage().isNull()
    workspace.session.restart()  # a run from noise
    rest(early, qtbot)
    assert not shares.isVisible()


def test_pictures_of_no_known_kind_have_no_shares(bare_desk, qtbot):
    desk = bare_desk
    assert desk.fan.judging is not None
    install(desk, gaussian(0.5, 0.1, (1, 8, 8)))
    run(desk, qtbot)
    qtbot.keyClick(desk.center, Qt.Key.Key_F)
    rest(desk, qtbot)
    assert desk.run.fanned == 2
    assert not desk.center.shares.isVisible()


def test_fillings_that_fan_out_have_shares_too(make_window, qtbot):
    window = make_window()
    install(window, Digitlike())
    window.show_workspace("inpaint")
    window.workspace.mask.replace(np.tri(28, dtype=bool), "half")
    run(window, qtbot)
    shares = window.workspace.completions.shares
    assert not shares.isVisible()
    window.workspace.completions.give_focus()
    qtbot.keyClick(window, Qt.Key.Key_F)
    rest(window, qtbot)
    judged = window.workspace.fan.judging.judged("fan")
    assert len(judged.classes) == FAN
    assert shares.isVisible()
    assert "sample 3, 16 times" in shares.accessibleName()
    assert sum(share for _, share in shares.parts) == pytest.approx(1)
    window.workspace.run.viewed_level = 1
    rest(window, qtbot)
    assert window.workspace.fan.judging.judged("fan").pictures is window.workspace.run.pictures()
