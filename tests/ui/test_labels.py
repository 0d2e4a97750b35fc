"""Labels that change during a run: what they say is seen and told, and nothing is laid out anew for it."""

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.render.images import to_array
from app.ui.runs.controls import ValueGrid
from app.ui.widgets.labels import LineLabel, PlainLabel


class Layouts(QObject):
    """How often a widget is asked to lay its contents out anew."""

    count = 0

    def eventFilter(self, _watched, event):
        self.count += event.type() is QEvent.Type.LayoutRequest
        return False


@pytest.fixture
def host(qtbot):
    """A widget with numbers and a plain label."""
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.grid = ValueGrid([("eta", "η", "the step"), ("snr", "SNR", "the ratio")])
    widget.plain = PlainLabel("1")
    column = QVBoxLayout(widget)
    column.addLayout(widget.grid)
    column.addWidget(widget.plain)
    widget.layouts = Layouts(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    QApplication.processEvents()
    widget.installEventFilter(widget.layouts)
    return widget


def test_another_number_lays_nothing_out_anew(host):
    host.grid.show_values({"eta": "0.800", "snr": "12.3"})
    QApplication.processEvents()
    assert [label.text() for label in host.grid.values.values()] == ["0.800", "12.3"]
    assert host.layouts.count == 0
    host.plain.setText("longer")
    QApplication.processEvents()
    assert host.layouts.count > 0


def test_a_number_is_painted_and_told(host):
    label = host.grid.values["eta"]
    before = to_array(label.grab().toImage())
    host.grid.show_values({"eta": "0.800"})
    assert (to_array(label.grab().toImage()) != before).any()
    assert (label.accessibleName(), label.accessibleDescription()) == ("η", "0.800")
    assert label.toolTip() == "the step"


def test_a_line_without_a_name_is_named_by_its_text(qtbot):
    label = LineLabel("first")
    qtbot.addWidget(label)
    assert label.accessibleName() == "first"
    label.setText("second")
    assert label.accessibleName() == label.text() == "second"
    label.setAccessibleName("name")
    assert (label.accessibleName(), label.accessibleDescription()) == ("name", "second")
    assert label.sizeHint() == LineLabel("a much longer text than that").sizeHint()


def test_a_number_past_its_limit_has_the_role_of_an_error(host):
    host.grid.show_values({"eta": "9", "snr": "1"}, {"eta"})
    roles = {key: label.property("role") or "" for key, label in host.grid.values.items()}
    assert roles == {"eta": "error", "snr": ""}
    host.grid.show_values({"eta": "1", "snr": "1"})
    assert not host.grid.values["eta"].property("role")
