"""One chart with its heading: title and legend at the left, the newest value at the right."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from app.render.curves import Curve
from app.ui.charts.chart import Chart
from app.ui.text import raised
from app.ui.theme import tabular
from app.ui.widgets.labels import rich_label

if TYPE_CHECKING:
    from app.ui.charts.plot import ChartPlot

SMALL = 0.85
"""The texts' size, in parts of the window's."""

SWATCH, GAP = 14.0, 8.0
"""The length of a line in the legend, and the space around one."""


class ChartView(QWidget):
    """Heading, and below it what is to come or, once there is something to draw, the plot."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart = Chart("")
        self.plot: ChartPlot | None = None
        font = small_font(self)
        self._heading = _Heading(font)
        self._hint = rich_label()
        self._hint.setProperty("role", "quiet")
        self._hint.setWordWrap(True)
        self._hint.setFont(font)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(self._heading)
        self._column.addWidget(self._hint, 1)

    def show_chart(self, chart: Chart) -> None:
        """Show heading or hint; :meth:`draw` draws the rest."""
        self.chart = chart
        self._heading.show_chart(chart)
        self._hint.setText(raised(escape(chart.empty, quote=False)))
        self._hint.setVisible(chart.blank or self.plot is None)
        about = ": ".join(filter(None, (chart.title, chart.empty)))
        self._heading.setToolTip(f"<p>{raised(escape(about, quote=False))}</p>")
        if self.plot is not None:
            self.plot.setVisible(not chart.blank)

    def set_plot(self, plot: ChartPlot) -> None:
        """Draw with this from now on."""
        self.plot = plot
        plot.setAccessibleName(self.chart.title)
        self._column.addWidget(plot, 1)
        self._hint.hide()

    def draw(self) -> None:
        """Draw the chart last shown."""
        if self.plot is not None and not self.chart.blank:
            self.plot.setAccessibleName(self.chart.title)
            self.plot.show_chart(self.chart)


def small_font(widget: QWidget) -> QFont:
    """The font of a chart's texts."""
    font = tabular(widget.font())
    font.setPointSizeF(max(6.5, font.pointSizeF() * SMALL))
    return font


class _Heading(QWidget):
    """A line of text that gives way: first the title is cut short."""

    def __init__(self, font: QFont) -> None:
        super().__init__()
        self._chart = Chart("")
        self.setFont(font)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(0, self.fontMetrics().height())

    def show_chart(self, chart: Chart) -> None:
        """Show this chart's."""
        self._chart = chart
        self.update()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        """The title, the legend, the value."""
        painter = QPainter(self)
        metrics, room = QFontMetricsF(self.font()), QRectF(self.rect())
        chart, palette, middle = self._chart, self.palette(), Qt.AlignmentFlag.AlignVCenter
        legend = [(curve, SWATCH + GAP + metrics.horizontalAdvance(curve.label)) for curve in self._labelled()]
        value = metrics.horizontalAdvance(chart.value)
        left = room.width() - sum(wide + GAP for _, wide in legend) - (value + GAP if value else 0)
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | middle, chart.value)
        title = metrics.elidedText(chart.title, Qt.TextElideMode.ElideRight, max(0.0, left))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | middle, title)
        x = metrics.horizontalAdvance(title) + GAP
        for curve, wide in legend:
            self._paint_key(painter, QRectF(x, 0, wide, room.height()), curve)
            x += wide + GAP
        if chart.unit and x + metrics.horizontalAdvance(chart.unit) <= room.width() - value - GAP:
            painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
            painter.drawText(room.adjusted(x, 0, 0, 0), Qt.AlignmentFlag.AlignLeft | middle, chart.unit)
        painter.end()

    def _labelled(self) -> list[Curve]:
        return [] if self._chart.blank else [curve for curve in self._chart.curves if curve.label]

    def _paint_key(self, painter: QPainter, room: QRectF, curve: Curve) -> None:
        colour = QColor(curve.colour)
        colour.setAlphaF(0.5 if curve.faint else 1.0)
        style = Qt.PenStyle.DashLine if curve.dashed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(colour, 2, style))
        middle = round(room.center().y())
        painter.drawLine(QPointF(room.left(), middle), QPointF(room.left() + SWATCH, middle))
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, curve.label)
