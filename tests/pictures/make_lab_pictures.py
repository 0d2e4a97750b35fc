"""Draw the README's pictures of the 2-D lab with the running program: one real click each on the paper's figures.

    python -m tests.pictures.make_lab_pictures [FOLDER]       the README's pictures (default: resources/readme)
    python -m tests.pictures.make_lab_pictures FOLDER --all   whole windows of every scene, size, ratio and theme

Without a screen it uses Qt's offscreen platform. Each scene starts from fresh settings. The README's figures show the
planes with the numbers below them.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.pictures.make_pictures import ROOT, SIZES, press, settle, until

README = (
    ("figure1", "light", "view"), ("figure2", "light", "view"), ("figure3", "light", "view"),
    ("figure3", "dark", "window"),
)  # fmt: skip


def main() -> int:
    """Start one process a picture, because the pixel ratio is fixed when Qt starts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", default=str(ROOT / "resources" / "readme"))
    parser.add_argument("--all", action="store_true", help="every scene at every size, pixel ratio and theme")
    parser.add_argument("--scene", action="append", help="these scenes only", choices=sorted(SCENES))
    parser.add_argument("--one", nargs=5, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.one:
        scene, theme, part, size, _ = args.one
        draw(scene, theme, part, tuple(map(int, size.split("x"))), Path(args.folder) / picture_name(*args.one))
        return 0
    jobs = [(*row, "1280x720" if row[2] == "view" else "1280x800", "1") for row in README]
    if args.all:
        jobs = [
            (scene, theme, "window", f"{w}x{h}", ratio)
            for scene in SCENES for theme in ("light", "dark") for w, h in SIZES for ratio in ("1", "2")
        ]  # fmt: skip
    for job in jobs:
        if args.scene and job[0] not in args.scene:
            continue
        with tempfile.TemporaryDirectory() as home:
            own = {"XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home, "QT_SCALE_FACTOR": job[4]}
            environment = os.environ | own | ({} if os.environ.get("DISPLAY") else {"QT_QPA_PLATFORM": "offscreen"})
            command = [sys.executable, "-m", "tests.pictures.make_lab_pictures", args.folder, "--one", *job]
            subprocess.run(command, cwd=ROOT, env=environment, check=True)
        sys.stdout.write(f"{Path(args.folder) / picture_name(*job)}\n")
    return 0


def picture_name(scene: str, theme: str, part: str, size: str, ratio: str) -> str:
    """The README's pictures have short names."""
    if part == "view":
        return f"lab-{scene}.png"
    if (scene, theme, size, ratio) == ("figure3", "dark", "1280x800", "1"):
        return "lab-dark.png"
    return f"lab-{scene}-{theme}-{size}-{ratio}x.png"


def draw(scene: str, theme: str, part: str, size: tuple[int, int], path: Path) -> None:
    """Start the program in the laboratory, play the scene, save the picture."""
    from PySide6.QtCore import QRect

    from app.io.places import icons_folder
    from app.state.preferences import Preferences
    from app.ui.application import Starter, Themer, make_application
    from app.ui.main_window import MainWindow

    application = make_application(str(icons_folder()))
    preferences = Preferences()
    preferences.theme = theme
    preferences.workspace = "lab"
    themer = Themer(application, preferences)
    window = MainWindow(preferences, {})
    starter = Starter(window, None)
    window.first_painted.connect(starter.begin)
    window.resize(*size)
    window.show()
    lab = window.workspace
    until(lambda: lab.fields.idle and lab.fields.request is not None)
    SCENES[scene](window, lab)
    until(lambda: lab.fields.idle and not lab.run.counting)
    settle()
    picture = window.grab()
    if part == "view":
        # The planes and, under them, the numbers: what lies beside the panel at the left.
        left = lab.center.mapTo(window, lab.center.rect().topLeft())
        below = window.statusBar().mapTo(window, window.statusBar().rect().topLeft())
        top = lab.center.canvas.mapTo(window, lab.center.canvas.rect().topLeft())
        picture = picture.copy(QRect(left.x(), top.y(), window.width() - left.x(), below.y() - top.y()))
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.save(str(path), "PNG", 0)
    shrink(path)
    window.close()
    del themer


def click(widget) -> None:
    """A real click."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def start(window, lab):
    """The first thing that is seen."""


def figure1(window, lab):
    """Both halves: without noise until the loss has no bottom, then with a little."""
    click(lab.center.figures["figure1"])
    until(lambda: lab.training.reason is not None and lab.training.before is not None)
    close_notices(window)


def figure2(window, lab):
    """Two Gaussians, learned."""
    click(lab.center.figures["figure2"])
    until(lambda: lab.training.reason is not None)


def figure3(window, lab):
    """Plain beside annealed Langevin dynamics beside exact samples."""
    click(lab.center.figures["figure3"])
    until(lambda: lab.run.reason is not None)


def midway(window, lab):
    """Particles with trails in the middle of a run."""
    from PySide6.QtCore import Qt

    click(lab.center.figures["figure3"])
    until(lambda: lab.run.frame is not None and lab.run.frame.panels[0].index >= 330)
    press(window, Qt.Key.Key_Space)
    until(lambda: lab.run.phase.value == "paused")


def underdamped(window, lab):
    """One panel, underdamped, on a Swiss roll."""
    from app.params.lab.density import DensityName, DensitySettings
    from app.params.samplers import Sampler

    lab.state.choose(DensitySettings(DensityName.SWISS_ROLL))
    lab.particles.set_shown(both=False)
    lab.particles.panels[0].set("sampler", Sampler.UNDERDAMPED)
    midway_steps = 120
    lab.run.play_pause()
    until(lambda: lab.run.frame is not None and lab.run.frame.panels[0].index >= midway_steps)
    lab.run.play_pause()
    until(lambda: lab.run.phase.value == "paused")


def field(window, lab):
    """The field of the checkerboard."""
    from app.params.lab.density import DensityName, DensitySettings
    from app.state.lab.laboratory import Activity

    click(lab.center.activities[Activity.FIELD])
    lab.state.choose(DensitySettings(DensityName.CHECKERBOARD))
    lab.state.set_look(sigma=0.4)


def close_notices(window) -> None:
    """The explanation was read; the picture is of the planes."""
    window.notices.clear()


def shrink(path: Path) -> None:
    """Take the lowest bits, which nobody sees, or all but 256 colours, if a picture without fields has no more."""
    from PIL import Image, ImageChops, ImageOps, ImageStat

    with Image.open(path) as image:
        plain = ImageOps.posterize(image.convert("RGB"), 6)
    few = plain.quantize(256, kmeans=3, dither=Image.Dither.NONE)
    changed = ImageStat.Stat(ImageChops.difference(few.convert("RGB"), plain)).mean
    (few if max(changed) < 0.1 else plain).save(path, optimize=True)


SCENES = {
    "start": start, "figure1": figure1, "figure2": figure2, "figure3": figure3, "midway": midway,
    "underdamped": underdamped, "field": field,
}  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
