"""All actions as data. Menus, the toolbar, the shortcut sheet and the command palette are made from this one table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from app.params.status import RunPhase
from app.ui.situation import Situation, Subject
from app.ui.text import one_line, tr

Fact: TypeAlias = Callable[[Situation], bool]


def _always(_situation: Situation) -> bool:
    return True


@dataclass(frozen=True)
class ActionSpec:
    """One action.

    ``menu`` is its group in menus, sheet and palette; ``toolbar`` puts it there, too; ``separated`` draws a line before
    it; ``short`` is its text on buttons. ``keys`` are portable key sequences, the first of which is shown.
    ``workspace`` actions go to whichever workspace is shown, and are disabled where it does not know them.
    ``enabled`` and ``checked`` say how it stands in a situation; one without ``checked`` cannot be checked. ``face`` is
    its text and icon where they change ("" is that of the row), ``tips`` what it does where that is something else.
    """

    id: str
    text: str
    menu: str
    keys: tuple[str, ...] = ()
    tip: str = ""
    icon: str = ""
    enabled: Fact = _always
    checked: Fact | None = None
    face: Callable[[Situation], tuple[str, str]] | None = None
    tips: Mapping[Subject, str] = field(default_factory=dict)
    toolbar: bool = False
    separated: bool = False
    workspace: bool = True
    repeat: bool = False
    short: str = ""


def _play(now: Situation) -> tuple[str, str]:
    if now.phase is RunPhase.RUNNING:
        return tr("&Pause"), "pause"
    if now.branching:
        return tr("&Branch here"), ""
    if now.phase.resting:
        return tr("Go &on"), ""
    if now.waiting:
        return tr("Do not start"), "pause"
    return {Subject.FILLINGS: tr("&Fill"), Subject.NETWORK: tr("&Train")}.get(now.subject, ""), ""


def _stop(now: Situation) -> bool:
    return (now.phase.active or now.waiting) and now.phase is not RunPhase.STOPPING


def _undo(now: Situation) -> tuple[str, str]:
    return tr("&Undo {0}").format(_in_a_menu(now.undo)) if now.undo else "", ""


def _redo(now: Situation) -> tuple[str, str]:
    return tr("&Redo {0}").format(_in_a_menu(now.redo)) if now.redo else "", ""


def _in_a_menu(text: str) -> str:
    return one_line(text, 60).replace("&", "&&")


def _inpaint(now: Situation) -> tuple[str, str]:
    return tr("Fill this one &next") if now.subject is Subject.FILLINGS else "", ""


FILE, RUN, VIEW, SAMPLES, PAINT, HELP = "&File", "&Run", "&View", "&Samples", "&Paint", "&Help"
MENUS = (FILE, RUN, SAMPLES, PAINT, VIEW, HELP)

_FILLINGS, _PARTICLES, _NETWORK = Subject.FILLINGS, Subject.PARTICLES, Subject.NETWORK

# fmt: off
ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("open", "&Open…", FILE, ("Ctrl+O",), "Open a checkpoint, or a picture made by this program", "open",
               toolbar=True, workspace=False),
    ActionSpec("export", "&Export pictures…", FILE, ("Ctrl+E",),
               "Save pictures, a strip of levels, a film, the plots or the numbers", "export",
               enabled=lambda now: now.exportable, toolbar=True, short="Export",
               tips={_PARTICLES: "Save the view, the particles, the field or an animation of the run",
                     _NETWORK: "Save the view, the field or its numbers"}),
    ActionSpec("copy", "&Copy picture", FILE, ("Ctrl+C",),
               "Put what is shown on the clipboard: the sample that is enlarged, else the grid",
               enabled=lambda now: now.pictures),
    ActionSpec("train", "&Train a network…", FILE, ("Ctrl+Shift+T",),
               "Train a network on pictures of your own, and watch it learn; the program can be used meanwhile",
               separated=True, workspace=False),
    ActionSpec("quit", "&Quit", FILE, ("Ctrl+Q",), "Leave the program; layout and settings come back",
               separated=True, workspace=False),

    ActionSpec("play", "&Play", RUN, ("Space",), "Start sampling; while it runs: pause, and go on", "play",
               enabled=lambda now: now.phase is not RunPhase.STOPPING, face=_play, toolbar=True, separated=True,
               tips={_FILLINGS: "Fill what the mask covers; while it goes on: pause, and go on",
                     _PARTICLES: "Let the particles follow the score; while they run: pause, and go on",
                     _NETWORK: "Train the network; while it learns: pause, and go on"}),
    ActionSpec("step", "One &step", RUN, (".",), "One evaluation of the network: one Langevin step", "step",
               enabled=lambda now: now.startable, toolbar=True, repeat=True, short="Step",
               tips={_PARTICLES: "One step of all particles", _NETWORK: "One step of the optimiser"}),
    ActionSpec("level", "One &level", RUN, ("Ctrl+.",), "On to the end of this noise level", "level",
               enabled=lambda now: now.startable and now.has_levels, toolbar=True, repeat=True, short="Level",
               tips={_PARTICLES: "On to the end of this noise level of the annealed panel"}),
    ActionSpec("stop", "S&top", RUN, ("Esc",), "End the run after the evaluation under way; its pictures stay", "stop",
               enabled=_stop, toolbar=True,
               tips={_PARTICLES: "End the run; the particles stay where they are",
                     _NETWORK: "End the training; the network stays"}),
    ActionSpec("reset", "&Reset", RUN, ("R",), "Stop, and forget the run's pictures", "reset",
               enabled=lambda now: now.has_result or now.phase.active, toolbar=True,
               tips={_PARTICLES: "Stop, and forget the particles", _NETWORK: "Stop, and forget the network"}),
    ActionSpec("fan_out", "&Fan out", RUN, ("F",),
               "Many times on from the sample in focus, as it is at the level seen, each with fresh noise: do all "
               "become the same? The earlier the level, the less is decided", "fan", enabled=lambda now: now.forkable,
               separated=True, short="Fan out"),
    ActionSpec("fan_size", "N&umber to fan out…", RUN, (), "How many times F goes on from one sample"),
    ActionSpec("start_from", "Start from a pi&cture…", RUN, (),
               "Begin with a picture of your own, with the noise of the level seen added to it", "open"),
    ActionSpec("restart", "Start a&new", RUN, ("Ctrl+Return", "Ctrl+Enter"),
               "Start from noise with the present settings, even during a run", separated=True,
               tips={_PARTICLES: "Start the particles anew with the present settings, even during a run",
                     _NETWORK: "Train a new network with the present settings"}),
    ActionSpec("new_seed", "New s&eed", RUN, ("N",), "Choose another seed at random", "dice"),
    ActionSpec("recommended", "Recommended se&ttings", RUN, (),
               "Set everything but the seed to what suits the network", "undo",
               tips={_PARTICLES: "Set everything to what suits the density",
                     _NETWORK: "Set everything to the defaults"}),
    ActionSpec("sweep", "S&weep two settings…", RUN, ("Ctrl+T",),
               "A table of pictures: one setting against another, filled in the background", "grid", separated=True),
    ActionSpec("race", "Race settin&gs…", RUN, ("Ctrl+R",),
               "Two to four settings from the same noise, live side by side, level by level of σ", "race"),

    ActionSpec("mark", "&Mark", SAMPLES, ("M",), "Mark the sample in focus, or remove its mark", "mark",
               enabled=lambda now: now.pictures),
    ActionSpec("mark_all", "Mark &all", SAMPLES, ("Ctrl+A",), "Mark every sample", enabled=lambda now: now.pictures),
    ActionSpec("mark_none", "Mark &none", SAMPLES, ("Ctrl+Shift+A",), "Remove all marks",
               enabled=lambda now: now.marks),
    ActionSpec("keep_marked", "&Keep only the marked", SAMPLES, ("K",),
               "The next runs sample only the marked ones, each with its own noise as before",
               enabled=lambda now: now.marks, separated=True),
    ActionSpec("keep_all", "Sample a&ll again", SAMPLES, ("Shift+K",), "The next runs sample the whole batch",
               enabled=lambda now: now.some_kept),
    ActionSpec("inpaint_this", "&Inpaint this", SAMPLES, ("I",),
               "Take the sample in focus as the picture to paint a mask on", "brush",
               enabled=lambda now: now.inpaintable, face=_inpaint, separated=True),

    ActionSpec("undo", "&Undo", PAINT, ("Ctrl+Z",), "Take back the last stroke", "undo",
               enabled=lambda now: now.undo is not None, face=_undo, repeat=True, short="Undo"),
    ActionSpec("redo", "&Redo", PAINT, ("Ctrl+Shift+Z", "Ctrl+Y"), "Put it in again", "redo",
               enabled=lambda now: now.redo is not None, face=_redo, repeat=True, short="Redo"),
    ActionSpec("brush", "&Brush", PAINT, ("B",),
               "Paint; with Alt or the right button: erase; with Shift: a straight line", "brush",
               checked=lambda now: now.tool == "brush", separated=True),
    ActionSpec("eraser", "&Eraser", PAINT, ("E",), "Erase", "eraser", checked=lambda now: now.tool == "eraser"),
    ActionSpec("rectangle", "Re&ctangle", PAINT, ("Shift+R",), "Fill a rectangle", "rectangle",
               checked=lambda now: now.tool == "rectangle"),
    ActionSpec("lasso", "&Lasso", PAINT, ("Shift+L",), "Fill an outline", "lasso",
               checked=lambda now: now.tool == "lasso"),
    ActionSpec("paint_picture", "Draw in the &picture", PAINT, ("P",),
               "Brush and eraser change the picture instead of the mask", "draw",
               checked=lambda now: now.on_picture, short="Picture"),
    ActionSpec("larger", "L&arger brush", PAINT, ("]",), "Also Ctrl+wheel", repeat=True),
    ActionSpec("smaller", "S&maller brush", PAINT, ("[",), "Also Ctrl+wheel", repeat=True),
    ActionSpec("invert_mask", "&Invert mask", PAINT, ("Shift+M",),
               "What was known is regenerated, and the other way round", separated=True),
    ActionSpec("clear_mask", "Clear mas&k", PAINT, ("Shift+C",), "Everything is known"),
    ActionSpec("fill_mask", "&Fill mask", PAINT, ("Shift+F",), "Everything is regenerated"),
    ActionSpec("hide_mask", "&Hide mask", PAINT, ("H",), "Do not draw it", checked=lambda now: now.mask_hidden),
    ActionSpec("open_picture", "&Open picture or data set…", PAINT, ("Ctrl+Shift+O",),
               "A picture file of any usual kind, or IDX, zip, npz", separated=True),
    ActionSpec("open_folder", "Open fol&der of pictures…", PAINT, (), "Then pick a picture by its number"),
    ActionSpec("paste_picture", "Pa&ste picture", PAINT, ("Ctrl+V",), "Take the clipboard's picture"),
    ActionSpec("empty_canvas", "Emp&ty canvas", PAINT, (), "Draw the picture by hand"),
    ActionSpec("open_mask", "Import mas&k…", PAINT, (), "A PNG: white is regenerated"),
    ActionSpec("save_mask", "E&xport mask…", PAINT, (), "A PNG: white is regenerated"),

    ActionSpec("wipe", "&Wiping divider", VIEW, ("W",),
               "The original left of a line that you drag over the completions. Hold Tab to see only the original",
               "wipe", checked=lambda now: now.wiping),
    ActionSpec("against_masked", "Compare with the &masked input", VIEW, ("Shift+W",), "Instead of the original",
               checked=lambda now: now.against_masked),
    ActionSpec("estimate", "&Denoised estimate", VIEW, ("D",),
               "Show Tweedie's estimate x + σ² s(x, σ), the expected clean picture, instead of the noisy x", "estimate",
               checked=lambda now: now.estimate, toolbar=True, separated=True, short="Estimate"),
    ActionSpec("enlarge", "One sample &large", VIEW, ("Return", "Enter"),
               "Show the sample in focus with its history of levels", "grid",
               enabled=lambda now: now.pictures, checked=lambda now: now.enlarged, toolbar=True, short="Enlarge"),
    ActionSpec("inside", "Inside the net&work", VIEW, ("Ctrl+I",),
               "The modules of the open network, their maps for the picture seen, how far they see, and what the noise "
               "level changes in them; again: back to the pictures", "network", checked=lambda now: now.inside),
    ActionSpec("live", "Follow the &run", VIEW, ("L",), "Leave the level looked at and follow the run again",
               enabled=lambda now: now.looking_back),
    ActionSpec("replay", "Re&play", VIEW, ("J",), "Play what is kept of the run from what is seen; again: stop",
               "replay", enabled=lambda now: now.pictures, separated=True),
    ActionSpec("replay_back", "Play &backwards", VIEW, ("Shift+J",),
               "The same from the end to the noise that it came from; again: stop", "replay-back",
               enabled=lambda now: now.pictures),
    ActionSpec("previous_step", "Previous s&tep", VIEW, ("Alt+Left",), "Look at the step before",
               enabled=lambda now: now.pictures or now.past, repeat=True),
    ActionSpec("next_step", "Ne&xt step", VIEW, ("Alt+Right",), "Look at the step after",
               enabled=lambda now: now.looking_back, repeat=True),
    ActionSpec("previous_level", "&Previous level", VIEW, ("PgUp",), "Look at the noise level before",
               enabled=lambda now: now.pictures and not now.at_first, repeat=True),
    ActionSpec("next_level", "&Next level", VIEW, ("PgDown",), "Look at the noise level after",
               enabled=lambda now: now.looking_back, repeat=True),
    ActionSpec("path_memory", "Memory for the ti&meline…", VIEW, (),
               "How much memory the pictures of a run's steps may have; with less some steps are left out"),
    ActionSpec("zoom_in", "Zoom &in", VIEW, ("Ctrl++", "Ctrl+="), enabled=lambda now: now.zoomable,
               separated=True, repeat=True),
    ActionSpec("zoom_out", "Zoom &out", VIEW, ("Ctrl+-",), enabled=lambda now: now.zoomable, repeat=True),
    ActionSpec("zoom_fit", "&Fit", VIEW, ("Ctrl+0",), "The largest whole factor at which everything is visible",
               enabled=lambda now: now.zoomable),
    ActionSpec("plots", "Plots &large…", VIEW, ("Ctrl+Shift+G",),
               "The plots against the noise level in a window of their own: zoom, pan, save the numbers as CSV",
               "plots", separated=True),
    ActionSpec("history", "&History", VIEW, ("Ctrl+H",),
               "The list of all runs, also of earlier days: look at one again, give it a star or a name", "history"),
    ActionSpec("compare_runs", "&Compare runs…", VIEW, ("Ctrl+Shift+H",),
               "The run chosen in the history beside the one that is shown, in a window of their own"),
    ActionSpec("panels", "Hide pa&nels", VIEW, ("F8", "Ctrl+\\"), "Only the pictures; again: the panels come back",
               "panels", checked=lambda now: now.panels_hidden, toolbar=True, separated=True, workspace=False),
    ActionSpec("full_screen", "F&ull screen", VIEW, ("F11",), checked=lambda now: now.full_screen, workspace=False),
    ActionSpec("theme_system", "Theme of the &system", VIEW, checked=lambda now: now.theme == "system",
               separated=True, workspace=False),
    ActionSpec("theme_light", "&Light theme", VIEW, checked=lambda now: now.theme == "light", workspace=False),
    ActionSpec("theme_dark", "D&ark theme", VIEW, checked=lambda now: now.theme == "dark", workspace=False),
    ActionSpec("reset_layout", "Reset la&yout", VIEW, (), "Put all panels back where they were at first",
               separated=True, workspace=False),

    ActionSpec("learn", "&Learn", HELP, ("Ctrl+4",),
               "The paper step by step, in English and Korean; each step sets the program up for what it tells",
               "learn", checked=lambda now: now.learning, toolbar=True, workspace=False),
    ActionSpec("start_page", "&Start page", HELP, (),
               "A few ways to begin: digits, painting, the 2-D lab, a file, the lessons, the tour", workspace=False),
    ActionSpec("tour", "&Tour", HELP, (), "Five stations, each at the real control: where everything is",
               workspace=False),
    ActionSpec("panel_help", "&Help on this panel", HELP, ("Shift+F1",),
               "What the panel that has the keyboard shows, and what its controls do", workspace=False),
    ActionSpec("commands", "&Command palette…", HELP, ("Ctrl+Shift+P",), "Find any command by typing", "search",
               separated=True, workspace=False),
    ActionSpec("shortcuts", "&Keyboard shortcuts", HELP, ("F1", "?"), "All shortcuts on one sheet", "help",
               toolbar=True, separated=True, workspace=False),
    ActionSpec("about", "&About", HELP, separated=True, workspace=False),
)
# fmt: on
