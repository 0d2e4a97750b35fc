"""The paintbox: what is painted on, the tools, the brush, ready-made masks, and mask files."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QColorDialog,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.params.masks import FIGURES, Preset
from app.state.mask import MaskState
from app.state.painting import Paintbox, PaintTool, Target
from app.state.source import SourceState
from app.ui.action_table import ActionTable
from app.ui.inpaint.panel_button import PanelButton
from app.ui.later import later
from app.ui.text import tr
from app.ui.widgets.fields import NumberEdit, NumberRow
from app.ui.widgets.labels import PlainLabel, heading, rule_line

TOOLS = ("brush", "eraser", "rectangle", "lasso")

PRESETS: tuple[tuple[Preset, str, str], ...] = (
    (Preset.UPPER, "Upper half", "Regenerate the upper half"),
    (Preset.LOWER, "Lower half", "Regenerate the lower half"),
    (Preset.LEFT, "Left half", "Regenerate the left half"),
    (Preset.RIGHT, "Right half", "Regenerate the right half"),
    (Preset.CENTRE, "Centre", "Regenerate a square in the middle, half as wide as the picture"),
    (Preset.ROWS, "Every other row", "Regenerate every second row of pixels"),
    (Preset.HEAD, "Another head", "Regenerate the head of the figure in the picture: everything above its shoulders"),
)


class BrushPanel(QWidget):
    """Edits a :class:`Paintbox`; the buttons are the actions of the table."""

    preset_chosen = Signal(object, float)
    """(Preset, percent)."""

    def __init__(
        self, paintbox: Paintbox, mask: MaskState, source: SourceState, actions: ActionTable,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._box, self._mask, self._source = paintbox, mask, source
        self._swatch: tuple[float, float, float] | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(12, 4, 12, 12)
        self._layout.setSpacing(6)
        self._layout.addLayout(self._buttons(actions, TOOLS, tr("Tools")))
        self._layout.addLayout(self._buttons(actions, ("paint_picture", "undo", "redo"), ""))
        self._make_brush(actions)
        self._heading(tr("Mask: what is regenerated"))
        self.share = PlainLabel(role="quiet")
        self.share.setAccessibleName(tr("Regenerated part"))
        self._layout.addWidget(self.share)
        self._make_presets()
        self._heading(tr("Mask files: white = regenerate"))
        self._layout.addLayout(
            self._plain_buttons(actions, (("open_mask", tr("Import…")), ("save_mask", tr("Export…"))))
        )
        self._layout.addStretch(1)
        for signal in (paintbox.changed, source.reshaped):
            signal.connect(self._show)
        self._later = later(self, self._show_share, 100)
        for signal in (mask.changed, mask.reshaped):
            signal.connect(self._show_share_soon)
        self._show()

    def _heading(self, text: str) -> None:
        self._layout.addSpacing(4)
        self._layout.addWidget(rule_line())
        self._layout.addWidget(heading(text))

    def _buttons(self, actions: ActionTable, ids: tuple[str, ...], name: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        for action_id in ids:
            action = actions[action_id]
            button = QToolButton()
            button.setDefaultAction(action)
            button.setProperty("role", "tool")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAccessibleName(f"{name} {actions.plain_text(actions.specs[action_id])}".strip())
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            row.addWidget(button)
        return row

    def _plain_buttons(self, actions: ActionTable, ids: tuple[tuple[str, str], ...]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        for action_id, text in ids:
            action = actions[action_id]
            button = PanelButton(text, action.toolTip(), actions.plain_text(actions.specs[action_id]))
            button.follow(action)
            row.addWidget(button)
        return row

    def _number(
        self, label: str, name: str, tip: str, limits: tuple[float, float], scale: tuple[float, float],
        picked: Callable[[float], None], *, whole: bool = False, linear: bool = False,
    ) -> NumberRow:  # fmt: skip
        row = NumberRow(label, name, tip, limits, scale, whole=whole, linear=linear)
        row.value_picked.connect(picked)
        self._layout.addWidget(row)
        return row

    def _make_brush(self, actions: ActionTable) -> None:
        box = self._box
        self.brush_size = self._number(
            tr("Size (pixels)"), tr("Brush size in pixels"),
            tr("The brush's diameter, in pixels of the picture ([ and ], or Ctrl+wheel)"),
            (1, 4096), (1, 28), partial(Paintbox.size.set, box), whole=True,
        )  # fmt: skip
        self.masking, self.picture = QWidget(), QWidget()
        self.hands = QStackedWidget()  # as high whatever is painted on: what lies below stays under the mouse
        self.hands.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._layout.addWidget(self.hands)
        outer = self._layout
        self._layout = self._page(self.masking)
        self.opacity = self._number(
            tr("Opacity"), tr("Opacity of the mask"), tr("How strongly the mask covers the picture (H hides it)"),
            (0, 1), (0, 1), partial(Paintbox.opacity.set, box), linear=True,
        )  # fmt: skip
        whole = ("invert_mask", tr("Invert")), ("clear_mask", tr("Clear")), ("fill_mask", tr("Fill"))
        self._layout.addLayout(self._plain_buttons(actions, whole))
        self._layout.addStretch(1)
        self._layout = self._page(self.picture)
        self.hardness = self._number(
            tr("Hardness"), tr("Hardness of the brush"),
            tr("The part of the radius that covers fully; beyond it the brush fades"),
            (0, 1), (0, 1), partial(Paintbox.hardness.set, box), linear=True,
        )  # fmt: skip
        self.grey = self._number(
            tr("Grey"), tr("Grey of the brush"), tr("What the brush paints: 0 is black, 1 is white"),
            (0, 1), (0, 1), lambda value: Paintbox.ink.set(box, (value, value, value)), linear=True,
        )  # fmt: skip
        self.colour = QPushButton(tr("&Colour…"))
        self.colour.setToolTip(tr("What the brush paints"))
        self.colour.setAccessibleName(tr("Colour of the brush"))
        self.colour.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.colour.clicked.connect(self._choose_colour)
        self._layout.addWidget(self.colour)
        self._layout.addStretch(1)
        self._layout = outer

    def _page(self, page: QWidget) -> QVBoxLayout:
        self.hands.addWidget(page)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        return layout

    def _make_presets(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(4)
        for column in range(2):
            grid.setColumnStretch(column, 1)
        self.presets: dict[Preset, QPushButton] = {}
        for place, (preset, text, tip) in enumerate(PRESETS):
            button = self._preset_button(preset, tr(text), tr(tip))
            grid.addWidget(button, place // 2, place % 2)
        random = self._preset_button(Preset.RANDOM, tr("Random pixels"), tr("Regenerate pixels chosen at random"))
        self.percent = NumberEdit(0, 100)
        self.percent.show_value(50)
        self.percent.setAccessibleName(tr("Percent of random pixels"))
        self.percent.setToolTip(tr("How many of the pixels are regenerated, in percent"))
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.percent)
        row.addWidget(PlainLabel(tr("%")))
        last = grid.rowCount()
        grid.addWidget(random, last, 0)
        grid.addLayout(row, last, 1)
        self._layout.addLayout(grid)

    def _preset_button(self, preset: Preset, text: str, tip: str) -> QPushButton:
        button = PanelButton(text, tip, tip)
        button.clicked.connect(partial(self._choose_preset, preset))
        self.presets[preset] = button
        return button

    def _choose_preset(self, preset: Preset, _checked: bool = False) -> None:
        self.preset_chosen.emit(preset, self.percent.value())

    @Slot()
    def _choose_colour(self) -> None:
        dialog = QColorDialog(QColor.fromRgbF(*self._box.ink), self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.colorSelected.connect(self._colour_chosen)
        dialog.open()

    @Slot(QColor)
    def _colour_chosen(self, colour: QColor) -> None:
        self._box.ink = (colour.redF(), colour.greenF(), colour.blueF())

    @Slot()
    def _show(self) -> None:
        box = self._box
        if self.brush_size.slider is not None:
            self.brush_size.slider.set_scale(1, max(2.0, box.largest))
        self.brush_size.show_value(box.size)
        self.brush_size.setEnabled(box.tool in (PaintTool.BRUSH, PaintTool.ERASER))
        self.hands.setCurrentWidget(self.picture if box.target is Target.PICTURE else self.masking)
        self.hardness.show_value(box.hardness)
        self.grey.show_value(round(box.ink[0], 3))
        grey = self._source.channels == 1
        self.grey.setVisible(grey)
        self.presets[Preset.HEAD].setVisible(self._source.channels > 1 and self._source.shape == FIGURES[1:])
        self.colour.setVisible(not grey)
        if self._swatch != box.ink:
            self._swatch = box.ink
            self.colour.setIcon(_swatch(QColor.fromRgbF(*box.ink), self.colour.iconSize(), self.devicePixelRatioF()))
        self.opacity.show_value(box.opacity)
        self._show_share()

    @Slot()
    def _show_share_soon(self) -> None:
        """Ten times a second is enough: another text makes Qt lay the whole panel out anew."""
        if not self._later.isActive():
            self._later.start()

    @Slot()
    def _show_share(self) -> None:
        percent = f"{100 * self._mask.share:.3g}"
        self.share.setText(
            tr("{0} of {1} pixels ({2} %)").format(self._mask.count, self._mask.pixels.size, percent)
            if self._mask.count
            else tr("nothing yet: paint, or choose one below")
        )


def _swatch(colour: QColor, size: QSize, ratio: float) -> QIcon:
    pixmap = QPixmap(size * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(128, 128, 128))
    painter.setBrush(colour)
    painter.drawRoundedRect(QRectF(0, 0, size.width(), size.height()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.end()
    return QIcon(pixmap)
