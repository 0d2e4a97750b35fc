"""An action that changes again and again stays connected to its button once."""

from PySide6.QtCore import SIGNAL, QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolBar, QToolButton

from app.ui.button_actions import ButtonActions


def test_a_button_follows_its_action_by_one_connection(qtbot):
    bar, owner = QToolBar(), QObject()
    qtbot.addWidget(bar)
    action = QAction("before", owner)
    ButtonActions(owner).watch(action)
    bar.addAction(action)
    button = bar.widgetForAction(action)
    other = QToolButton(bar)
    other.setDefaultAction(action)
    for k in range(50):
        action.setEnabled(k % 2 == 0)
        action.setText(f"text {k}")
    assert action.receivers(SIGNAL("changed()")) <= 4  # one of each button, the bar's, and ours
    assert [b.isEnabled() for b in (button, other)] == [False, False]
    assert [b.text() for b in (button, other)] == ["text 49", "text 49"]
    pressed = []
    action.setEnabled(True)
    action.triggered.connect(lambda: pressed.append("once"))
    other.click()
    assert pressed == ["once"]


def test_the_windows_actions_gain_no_connection_by_switching(window):
    actions = [window.table[name] for name in ("play", "restart", "export")]

    def counted():
        return [action.receivers(SIGNAL("changed()")) for action in actions]

    def switch():
        for key in ("inpaint", "sample"):
            window.show_workspace(key)

    switch()
    before = counted()
    for _ in range(5):
        switch()
    assert counted() == before
