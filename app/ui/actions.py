"""All actions as data. Menus, the toolbar, the shortcut sheet and the command palette are made from this one table."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence, QPalette

from app.ui.icons import make_icon
from app.ui.text import tr


@dataclass(frozen=True)
class ActionSpec:
    """One action.

    ``menu`` is its group in menus, sheet and palette; ``toolbar`` puts it there, too; ``separated`` draws a line before
    it; ``short`` is its text on buttons. ``keys`` are portable key sequences, the first of which is shown.
    ``workspace`` actions go to whichever workspace is shown, and are disabled where it does not know them.
    """

    id: str
    text: str
    menu: str
    keys: tuple[str, ...] = ()
    tip: str = ""
    icon: str = ""
    toolbar: bool = False
    checkable: bool = False
    separated: bool = False
    workspace: bool = False
    repeat: bool = False
    short: str = ""


@dataclass(frozen=True)
class ActionState:
    """How an action stands now; an empty text, icon or tip keeps the table's."""

    enabled: bool = True
    checked: bool = False
    text: str = ""
    icon: str = ""
    tip: str = ""


FILE, RUN, VIEW, SAMPLES, PAINT, HELP = "&File", "&Run", "&View", "&Samples", "&Paint", "&Help"
MENUS = (FILE, RUN, SAMPLES, PAINT, VIEW, HELP)

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "open", "&Open…", FILE, ("Ctrl+O",), "Open a checkpoint, or a picture made by this program", "open", True
    ),
    ActionSpec(
        "export",
        "&Export pictures…",
        FILE,
        ("Ctrl+E",),
        "Save the grid, the noise levels or each sample as PNG",
        "export",
        True,
        workspace=True,
        short="Export",
    ),
    ActionSpec("quit", "&Quit", FILE, ("Ctrl+Q",), "Leave the program; layout and settings come back", separated=True),
    ActionSpec(
        "play",
        "&Play",
        RUN,
        ("Space",),
        "Start sampling; while it runs: pause, and go on",
        "play",
        True,
        separated=True,
        workspace=True,
    ),
    ActionSpec(
        "step",
        "One &step",
        RUN,
        (".",),
        "One evaluation of the network: one Langevin step",
        "step",
        True,
        workspace=True,
        repeat=True,
        short="Step",
    ),
    ActionSpec(
        "level",
        "One &level",
        RUN,
        ("Ctrl+.",),
        "On to the end of this noise level",
        "level",
        True,
        workspace=True,
        repeat=True,
        short="Level",
    ),
    ActionSpec(
        "stop",
        "S&top",
        RUN,
        ("Esc",),
        "End the run after the evaluation under way; its pictures stay",
        "stop",
        True,
        workspace=True,
    ),
    ActionSpec("reset", "&Reset", RUN, ("R",), "Stop, and forget the run's pictures", "reset", True, workspace=True),
    ActionSpec(
        "restart",
        "Start a&new",
        RUN,
        ("Ctrl+Return", "Ctrl+Enter"),
        "Start from noise with the present settings, even during a run",
        workspace=True,
        separated=True,
    ),
    ActionSpec("new_seed", "New s&eed", RUN, ("N",), "Choose another seed at random", "dice", workspace=True),
    ActionSpec(
        "recommended",
        "Recommended se&ttings",
        RUN,
        (),
        "Set everything to what suits the network",
        "undo",
        workspace=True,
    ),
    ActionSpec(
        "mark",
        "&Mark",
        SAMPLES,
        ("M",),
        "Mark the sample in focus, or remove its mark",
        "mark",
        workspace=True,
    ),
    ActionSpec("mark_all", "Mark &all", SAMPLES, ("Ctrl+A",), "Mark every sample", workspace=True),
    ActionSpec("mark_none", "Mark &none", SAMPLES, ("Ctrl+Shift+A",), "Remove all marks", workspace=True),
    ActionSpec(
        "keep_marked",
        "&Keep only the marked",
        SAMPLES,
        ("K",),
        "The next runs sample only the marked ones, each with its own noise as before",
        workspace=True,
        separated=True,
    ),
    ActionSpec(
        "keep_all", "Sample a&ll again", SAMPLES, ("Shift+K",), "The next runs sample the whole batch", workspace=True
    ),
    ActionSpec(
        "inpaint_this",
        "&Inpaint this",
        SAMPLES,
        ("I",),
        "Take the sample in focus as the picture to paint a mask on",
        "brush",
        workspace=True,
        separated=True,
    ),
    ActionSpec(
        "undo",
        "&Undo",
        PAINT,
        ("Ctrl+Z",),
        "Take back the last stroke",
        "undo",
        workspace=True,
        repeat=True,
        short="Undo",
    ),
    ActionSpec(
        "redo",
        "&Redo",
        PAINT,
        ("Ctrl+Shift+Z", "Ctrl+Y"),
        "Put it in again",
        "redo",
        workspace=True,
        repeat=True,
        short="Redo",
    ),
    ActionSpec(
        "brush",
        "&Brush",
        PAINT,
        ("B",),
        "Paint; with Alt or the right button: erase; with Shift: a straight line",
        "brush",
        checkable=True,
        workspace=True,
        separated=True,
    ),
    ActionSpec("eraser", "&Eraser", PAINT, ("E",), "Erase", "eraser", checkable=True, workspace=True),
    ActionSpec(
        "rectangle", "Re&ctangle", PAINT, ("Shift+R",), "Fill a rectangle", "rectangle", checkable=True, workspace=True
    ),
    ActionSpec("lasso", "&Lasso", PAINT, ("Shift+L",), "Fill an outline", "lasso", checkable=True, workspace=True),
    ActionSpec(
        "paint_picture",
        "Draw in the &picture",
        PAINT,
        ("P",),
        "Brush and eraser change the picture instead of the mask",
        "draw",
        checkable=True,
        workspace=True,
        short="Picture",
    ),
    ActionSpec("larger", "L&arger brush", PAINT, ("]",), "Also Ctrl+wheel", workspace=True, repeat=True),
    ActionSpec("smaller", "S&maller brush", PAINT, ("[",), "Also Ctrl+wheel", workspace=True, repeat=True),
    ActionSpec(
        "invert_mask",
        "&Invert mask",
        PAINT,
        ("Shift+M",),
        "What was known is regenerated, and the other way round",
        workspace=True,
        separated=True,
    ),
    ActionSpec("clear_mask", "Clear mas&k", PAINT, ("Shift+C",), "Everything is known", workspace=True),
    ActionSpec("fill_mask", "&Fill mask", PAINT, ("Shift+F",), "Everything is regenerated", workspace=True),
    ActionSpec("hide_mask", "&Hide mask", PAINT, ("H",), "Do not draw it", checkable=True, workspace=True),
    ActionSpec(
        "open_picture",
        "&Open picture or data set…",
        PAINT,
        ("Ctrl+Shift+O",),
        "A picture file of any usual kind, or IDX, zip, npz",
        workspace=True,
        separated=True,
    ),
    ActionSpec(
        "open_folder", "Open fol&der of pictures…", PAINT, (), "Then pick a picture by its number", workspace=True
    ),
    ActionSpec("paste_picture", "Pa&ste picture", PAINT, ("Ctrl+V",), "Take the clipboard's picture", workspace=True),
    ActionSpec("empty_canvas", "Emp&ty canvas", PAINT, (), "Draw the picture by hand", workspace=True),
    ActionSpec("open_mask", "Import mas&k…", PAINT, (), "A PNG: white is regenerated", workspace=True),
    ActionSpec("save_mask", "E&xport mask…", PAINT, (), "A PNG: white is regenerated", workspace=True),
    ActionSpec(
        "wipe",
        "&Wiping divider",
        VIEW,
        ("W",),
        "The original left of a line that you drag over the completions. Hold Tab to see only the original",
        "wipe",
        checkable=True,
        workspace=True,
    ),
    ActionSpec(
        "against_masked",
        "Compare with the &masked input",
        VIEW,
        ("Shift+W",),
        "Instead of the original",
        checkable=True,
        workspace=True,
    ),
    ActionSpec(
        "estimate",
        "&Denoised estimate",
        VIEW,
        ("D",),
        "Show Tweedie's estimate x + σ² s(x, σ), the expected clean picture, instead of the noisy x",
        "estimate",
        True,
        checkable=True,
        workspace=True,
        separated=True,
        short="Estimate",
    ),
    ActionSpec(
        "enlarge",
        "One sample &large",
        VIEW,
        ("Return", "Enter"),
        "Show the sample in focus with its history of levels",
        "grid",
        True,
        checkable=True,
        workspace=True,
        short="Enlarge",
    ),
    ActionSpec(
        "live", "Follow the &run", VIEW, ("L",), "Leave the level looked at and follow the run again", workspace=True
    ),
    ActionSpec(
        "previous_level",
        "&Previous level",
        VIEW,
        ("PgUp",),
        "Look at the noise level before",
        workspace=True,
        repeat=True,
    ),
    ActionSpec(
        "next_level", "&Next level", VIEW, ("PgDown",), "Look at the noise level after", workspace=True, repeat=True
    ),
    ActionSpec("zoom_in", "Zoom &in", VIEW, ("Ctrl++", "Ctrl+="), workspace=True, separated=True, repeat=True),
    ActionSpec("zoom_out", "Zoom &out", VIEW, ("Ctrl+-",), workspace=True, repeat=True),
    ActionSpec(
        "zoom_fit", "&Fit", VIEW, ("Ctrl+0",), "The largest whole factor at which everything is visible", workspace=True
    ),
    ActionSpec(
        "plots",
        "Plots &large…",
        VIEW,
        ("Ctrl+Shift+G",),
        "The plots against the noise level in a window of their own: zoom, pan, save the numbers as CSV",
        "plots",
        workspace=True,
        separated=True,
    ),
    ActionSpec(
        "panels",
        "Hide pa&nels",
        VIEW,
        ("F8", "Ctrl+\\"),
        "Only the pictures; again: the panels come back",
        "panels",
        True,
        checkable=True,
        separated=True,
    ),
    ActionSpec("full_screen", "F&ull screen", VIEW, ("F11",), checkable=True),
    ActionSpec("theme_system", "Theme of the &system", VIEW, checkable=True, separated=True),
    ActionSpec("theme_light", "&Light theme", VIEW, checkable=True),
    ActionSpec("theme_dark", "D&ark theme", VIEW, checkable=True),
    ActionSpec(
        "reset_layout", "Reset la&yout", VIEW, (), "Put all panels back where they were at first", separated=True
    ),
    ActionSpec("commands", "&Command palette…", HELP, ("Ctrl+Shift+P",), "Find any command by typing", "search"),
    ActionSpec(
        "shortcuts",
        "&Keyboard shortcuts",
        HELP,
        ("F1", "?"),
        "All shortcuts on one sheet",
        "help",
        True,
        separated=True,
    ),
    ActionSpec("about", "&About", HELP, separated=True),
)


class ActionTable(QObject):
    """The table's QActions, and how each is carried out."""

    def __init__(self, specs: Iterable[ActionSpec], palette: QPalette, parent: QObject) -> None:
        super().__init__(parent)
        self.specs = {spec.id: spec for spec in specs}
        self.actions = {spec.id: self._make(spec) for spec in self.specs.values()}
        self._icons: dict[str, str] = {}
        self.set_palette(palette)

    def __getitem__(self, action_id: str) -> QAction:
        return self.actions[action_id]

    def _make(self, spec: ActionSpec) -> QAction:
        action = QAction(tr(spec.text), self)
        action.setObjectName(spec.id)
        if spec.short:
            action.setIconText(tr(spec.short))
        action.setShortcuts([QKeySequence.fromString(keys) for keys in spec.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setAutoRepeat(spec.repeat)
        action.setCheckable(spec.checkable)
        self._show_tip(action, tr(spec.tip) or self.plain_text(spec))
        return action

    @staticmethod
    def _show_tip(action: QAction, tip: str) -> None:
        if action.statusTip() != tip:
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(f"{tip} ({keys})" if keys else tip)
            action.setStatusTip(tip)

    @staticmethod
    def plain_text(spec: ActionSpec) -> str:
        """The action's name without its mnemonic."""
        return tr(spec.text).replace("&", "")

    def set_palette(self, palette: QPalette) -> None:
        """Draw the icons in these colours."""
        self._palette = palette
        for spec in self.specs.values():
            name = self._icons.get(spec.id, spec.icon)
            if name:
                self.actions[spec.id].setIcon(make_icon(name, palette))

    def bind(self, action_id: str, handler: Callable[[], None]) -> None:
        """Carry an action out by ``handler``."""
        self.actions[action_id].triggered.connect(lambda _checked=False: handler())

    def show_state(self, action_id: str, state: ActionState) -> None:
        """Enable, check, and name an action as it stands."""
        action, spec = self.actions[action_id], self.specs[action_id]
        action.setEnabled(state.enabled)
        if spec.checkable:
            action.setChecked(state.checked)
        text = tr(state.text or spec.text)
        if action.text() != text:
            action.setText(text)
        self._show_tip(action, tr(state.tip or spec.tip) or self.plain_text(spec))
        icon = state.icon or spec.icon
        if icon and icon != self._icons.get(action_id, spec.icon):
            self._icons[action_id] = icon
            action.setIcon(make_icon(icon, self._palette))
