"""The inside of the open network: its modules at the left, what one of them makes and sees at the right."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QSizePolicy,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.params.inside import OUTPUT, LayerRow, LookedInto, Maps, Reach
from app.state.inside import InsideState
from app.ui.runs.colours import LevelColours
from app.ui.sample.inside_charts import EffectCharts
from app.ui.sample.inside_session import InsideSession
from app.ui.sample.reach_view import ReachView
from app.ui.text import count, number, tip, tr
from app.ui.widgets.batch_view import BatchView
from app.ui.widgets.buttons import tool_button
from app.ui.widgets.labels import ElidedLabel, PlainLabel, error_label, quiet_label, show_error
from app.ui.widgets.sliders import ScaleSlider
from app.ui.workspace import Context

NAME = Qt.ItemDataRole.UserRole


class InsideView(QWidget):
    """Shows an :class:`InsideState`, and sets what is asked for there."""

    help_page = "sample-inside"
    closed = Signal()
    """Back to the pictures."""

    def __init__(
        self, session: InsideSession, colours: LevelColours, context: Context, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._state, self._colours = session, session.state, colours
        self._rows: tuple[LayerRow, ...] = ()
        self.setObjectName("inside")
        self.setAccessibleName(tr("Inside the network"))
        self.tree = self._make_tree()
        self.layer = ElidedLabel()
        self.layer.setProperty("role", "heading")
        self.layer.setAccessibleName(tr("The module that is looked at"))
        self.maps = BatchView(tr("Maps of the module"))
        self.maps.setObjectName("maps")
        self.about_maps = quiet_label()
        self.about_maps.setAccessibleName(tr("About the maps"))
        self.reach = ReachView()
        self.reach.setObjectName("reach")
        self.about_reach = quiet_label()
        self.about_reach.setAccessibleName(tr("About what it sees"))
        self.effect = EffectCharts(self._state, session, colours, context)
        self.effect.setObjectName("effect")
        self.effect.setMinimumHeight(104)
        self.error = error_label()
        self.waiting = quiet_label(tr("It is looked into when the run rests, or when an earlier step is looked at."))
        self._make_controls()
        self._lay_out()
        self._connect()
        self._show()

    def _make_tree(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setObjectName("layers")
        tree.setAccessibleName(tr("Modules of the network, in the order in which they compute"))
        tree.setToolTip(tr("Choose one: its maps for the picture seen, and what one place of it sees, stand beside"))
        tree.setHeaderLabels([tr("Module"), tr("Makes")])
        tree.setIndentation(14)
        tree.setUniformRowHeights(True)
        tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        tree.setMinimumWidth(216)
        tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        tree.header().setStretchLastSection(False)
        return tree

    def _make_controls(self) -> None:
        self.dilated = QCheckBox(tr("Dilations"))
        self.dilated.setObjectName("dilated")
        self.dilated.setToolTip(
            tr("Off: every dilation is 1, at the same weights. How much less does a place of the module see?")
        )
        self.held = QCheckBox(tr("Convolutions only"))
        self.held.setToolTip(
            tr("On: means and deviations that a normalisation divides by are taken as fixed. Off: through them each "
               "place sees the whole picture a little")
        )  # fmt: skip
        self.sigma = ScaleSlider(0.01, 1.0)
        self.sigma.setObjectName("sigma")
        self.sigma.setAccessibleName(tr("Noise level σ that the network is told"))
        self.sigma.setToolTip(tr("Noise of this σ is put on the picture, and the network is told this σ"))
        self.sigma.setMinimumWidth(80)
        self.value = PlainLabel()
        self.value.setMinimumWidth(76)
        self.value.setAccessibleName(tr("σ"))
        self.follow = QCheckBox(tr("σ of the step seen"))
        self.follow.setToolTip(tr("Take the noise level of the step that is seen in the timeline, whichever it is"))
        self.shut = tool_button(tr("Back to the pictures"), tr("Show the samples again (Ctrl+I)"))
        self.shut.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.shut.setProperty("role", "option")

    def _lay_out(self) -> None:
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.setAutoFillBackground(True)
        panes = QGridLayout()
        panes.setHorizontalSpacing(12)
        panes.setVerticalSpacing(4)
        for column, (view, about) in enumerate(((self.maps, self.about_maps), (self.reach, self.about_reach))):
            panes.addWidget(view, 0, column)
            panes.addWidget(about, 1, column, Qt.AlignmentFlag.AlignTop)
            panes.setColumnStretch(column, 1)
        panes.setRowStretch(0, 1)
        head, ways, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for row in (head, ways, foot):
            row.setSpacing(8)
        head.addWidget(self.layer, 1)
        head.addWidget(self.shut)
        for box in (self.dilated, self.held):
            ways.addWidget(box)
        ways.addStretch(1)
        foot.addWidget(self.sigma, 1)
        foot.addWidget(self.value)
        foot.addWidget(self.follow)
        right = QWidget()
        column_layout = QVBoxLayout(right)
        column_layout.setContentsMargins(4, 0, 0, 0)
        column_layout.setSpacing(6)
        column_layout.addLayout(head)
        column_layout.addLayout(panes, 3)
        column_layout.addLayout(ways)
        column_layout.addLayout(foot)
        column_layout.addWidget(self.effect, 1)
        for label in (self.waiting, self.error):
            column_layout.addWidget(label)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self.tree)
        split.addWidget(right)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 5)
        split.setSizes([260, 650])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.addWidget(split)
        self.setFocusProxy(self.tree)

    def _connect(self) -> None:
        state = self._state
        self.tree.currentItemChanged.connect(self._chosen)
        self.shut.clicked.connect(self.closed)
        self.dilated.toggled.connect(partial(InsideState.dilated.set, state))
        self.held.toggled.connect(partial(InsideState.held.set, state))
        self.sigma.value_picked.connect(partial(InsideState.sigma.set, state))
        self.follow.clicked.connect(self._follow)
        self.reach.picked.connect(self._picked)
        for signal in (state.found_changed, state.asked_changed, state.shown_changed):
            signal.connect(self._show)
        self._session.changed.connect(self._show_level)
        self._colours.changed.connect(self._show_level)

    # What the user does

    @Slot(QTreeWidgetItem, QTreeWidgetItem)
    def _chosen(self, item: QTreeWidgetItem | None, _before: QTreeWidgetItem | None) -> None:
        if item is not None and item.data(0, NAME) is not None:
            self._state.layer = str(item.data(0, NAME))

    @Slot(bool)
    def _follow(self, follow: bool) -> None:
        self._state.sigma = None if follow else self._session.sigma

    @Slot(int, int)
    def _picked(self, row: int, column: int) -> None:
        self._state.pixel = (row, column)

    # From the state to the widgets

    @Slot()
    def _show(self) -> None:
        state = self._state
        found = state.found
        self._show_level()
        self.held.setChecked(state.held)
        self.dilated.setChecked(state.dilated)
        show_error(self.error, "" if state.problem is None else f"{tr(state.problem.title)}: {state.problem.text}")
        if found is None:
            self._fill(())
            for view in (self.maps, self.reach):
                view.show_pictures(None)
            for label in (self.layer, self.about_maps, self.about_reach):
                label.setText("")
            return
        self._fill(found.rows)
        self._choose(state.layer if any(row.name == state.layer for row in found.rows) else OUTPUT)
        self.dilated.setVisible(found.dilations)
        self.layer.setText(title_of(found.row))
        self._show_maps(found.maps)
        self._show_reach(found)

    def _show_maps(self, maps: Maps | None) -> None:
        if maps is None:
            self.maps.hint = tr("It makes no maps, but numbers: they tell other modules the noise level.")
            self.maps.show_pictures(None)
            self.about_maps.setText("")
            return
        ends = zip(maps.low.tolist(), maps.high.tolist(), strict=True)
        texts = [tr("map {0}: {1} … {2}").format(k + 1, *map(_signed, both)) for k, both in enumerate(ends)]
        height, width = maps.pictures.shape[1:3]
        about = tr("{0} maps of {1} × {2}, each from black, its lowest, to white").format(maps.total, height, width)
        if len(maps.pictures) < maps.total:
            about += tr("; the first {0}").format(len(maps.pictures))
        self.maps.show_pictures(maps.pictures, texts, about)
        self.about_maps.setText(about)

    def _show_reach(self, found: LookedInto) -> None:
        self.reach.show_pictures(found.input, found.reach)
        text = reach_text(found.reach, found.input.shape[:2])
        if found.too_large is not None:
            text = tr("To follow gradients through this network takes about {0} GiB, and there is not as much free.")
            text = text.format(number(found.too_large))
        self.about_reach.setText(text)
        self.reach.setAccessibleDescription(self.about_reach.text())

    @Slot()
    def _show_level(self) -> None:
        sigma, (high, low) = self._session.sigma, self._colours.ends
        self.waiting.setVisible(self._session.waiting)
        with QSignalBlocker(self.follow):
            self.follow.setChecked(self._state.sigma is None)
        self.sigma.set_scale(low, high)
        self.sigma.set_colours(self._colours.of_sigma)
        if sigma is not None:
            self.sigma.show_value(sigma)
        self.value.setText("" if sigma is None else f"σ = {number(sigma)}")

    def _fill(self, rows: tuple[LayerRow, ...]) -> None:
        """The tree of the modules; those that only hold others are there, too."""
        if rows == self._rows:
            return
        self._rows = rows
        with QSignalBlocker(self.tree):
            self.tree.clear()
            holders: dict[str, QTreeWidgetItem] = {}
            for row in rows:
                _fill_item(self._item(holders, row.name, _label(row)), row)

    def _item(self, holders: dict[str, QTreeWidgetItem], name: str, text: str) -> QTreeWidgetItem:
        """A line, in that of the module around it, which is made if it is not there yet."""
        if name not in holders:
            around, _, last = name.rpartition(".")
            if around:
                item = QTreeWidgetItem(self._item(holders, around, around.rpartition(".")[2]))
            else:
                item = QTreeWidgetItem(self.tree)
            holders[name] = item
            item.setText(0, text or last)
        return holders[name]

    def _choose(self, name: str) -> None:
        """Mark the module's line, and open what it lies in."""
        current = self.tree.currentItem()
        if current is not None and current.data(0, NAME) == name:
            return
        found = self.tree.findItems("", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive, 0)
        with QSignalBlocker(self.tree):
            for item in found:
                if item.data(0, NAME) == name:
                    self.tree.setCurrentItem(item)
                    self.tree.scrollToItem(item)
                    return


def _fill_item(item: QTreeWidgetItem, row: LayerRow) -> QTreeWidgetItem:
    item.setData(0, NAME, row.name)
    item.setText(1, " × ".join(map(str, row.shape)))
    item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    lines = [f"{row.name or tr('the whole network')}: {row.kind}", tr("{0} parameters").format(count(row.parameters))]
    if row.told:
        lines.append(tr("It is told the noise level."))
    for column in range(2):
        item.setToolTip(column, tip("\n".join(lines)))
    return item


def _label(row: LayerRow) -> str:
    """How a module is called in the tree: by the last part of its name, and its size if it is a convolution."""
    if row.name == OUTPUT:
        return tr("score")
    text = row.name.rpartition(".")[2]
    if row.kernel:
        text += f"  {row.kernel}×{row.kernel}"
    if row.dilation > 1:
        text += " " + tr("dilation {0}").format(row.dilation)
    if row.stride > 1:
        text += " " + tr("stride {0}").format(row.stride)
    return text + ("  σ" if row.told else "")


def title_of(row: LayerRow) -> str:
    """The module that is looked at, in one line."""
    text = tr("The score: what the whole network makes") if row.name == OUTPUT else f"{row.name} ({row.kind})"
    return f"{text}, {tr('{0} parameters').format(count(row.parameters))}" if row.parameters else text


def reach_text(reach: Reach | None, size: tuple[int, ...]) -> str:
    """How far one place of a module sees, in words."""
    if reach is None:
        return ""
    if reach.box is None:
        return tr("No pixel of the picture matters to it.")
    row, column = reach.pixel
    height, width = reach.size
    if (height, width) == tuple(size):
        text = tr("Its place under pixel ({0}, {1}) sees the whole picture; half of what matters is within {2} pixels.")
        return text.format(row + 1, column + 1, number(reach.half))
    text = tr("Its place under pixel ({0}, {1}) sees {2} × {3} pixels; half of what matters is within {4} pixels.")
    return text.format(row + 1, column + 1, height, width, number(reach.half))


def _signed(value: float) -> str:
    return number(value).replace("-", "−")
