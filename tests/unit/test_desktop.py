"""The program in a desktop's menu: the files' formats, and how they get there."""

import configparser
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from app import __version__
from app.cli import main
from app.io import desktop
from app.io.errors import FileError, WriteError
from app.io.places import data_home, desktop_folder
from tests import program_icon
from tests.conftest import ROOT
from tests.warm import SECONDS

freedesktop = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="this desktop has no such entries")

MAIN_CATEGORIES = {
    "AudioVideo", "Development", "Education", "Game", "Graphics", "Network", "Office", "Science", "Settings", "System",
    "Utility",
}  # fmt: skip
"""Those of the desktop menu specification."""

FOLDER = desktop_folder()
ENTRY = FOLDER / desktop.ENTRY
(METAINFO,) = FOLDER.glob("metainfo/*.metainfo.xml")


def entry(text):
    """The keys and values of a desktop entry, as text in the file."""
    parser = configparser.RawConfigParser(delimiters=("=",), comment_prefixes=("#",), strict=True)
    parser.optionxform = str
    parser.read_string(text)
    assert parser.sections() == ["Desktop Entry"]
    return dict(parser["Desktop Entry"])


def string(value):
    """A value of type string, its escapes undone."""
    return re.sub(r"\\(.)", lambda m: {"s": " ", "n": "\n", "t": "\t", "r": "\r"}.get(m[1], m[1]), value)


def words(values):
    """The words of ``Exec``, quotes and their escapes undone."""
    found = re.findall(r'"((?:\\.|[^"\\])*)"(?: |$)|([^"\\\s]+)', string(values["Exec"]))
    return [re.sub(r"\\(.)", r"\1", quoted) if quoted else bare for quoted, bare in found]


def test_the_entry_has_what_the_specification_asks_for():
    text = ENTRY.read_text()
    assert text.startswith("[Desktop Entry]\n")
    values = entry(text)
    assert all(re.fullmatch(r"[A-Za-z0-9-]+(\[[a-z]{2}\])?", key) for key in values)
    assert values["Type"] == "Application"
    assert values["Name"] == values["Icon"] == values["TryExec"] == desktop.COMMAND
    assert values["Exec"] == f"{desktop.COMMAND} %f"
    assert {values["Terminal"], values["StartupNotify"]} <= {"true", "false"}
    for key in ("Categories", "Keywords"):
        assert values[key].endswith(";")
    assert len(MAIN_CATEGORIES & set(values["Categories"].split(";"))) == 1
    assert all(key.partition("[")[0] in values for key in values)
    assert 'application.setDesktopFileName("score-explorer")' in (ROOT / "app/ui/application.py").read_text()


def test_the_description_has_what_appstream_asks_for():
    component = ET.parse(METAINFO).getroot()
    assert (component.tag, component.get("type")) == ("component", "desktop-application")
    name = component.findtext("id")
    assert METAINFO.name == f"{name}.metainfo.xml"
    assert re.fullmatch(r"[a-z]+(\.[A-Za-z_][A-Za-z0-9_]*){2,}", name)
    assert component.findtext("launchable[@type='desktop-id']") == desktop.ENTRY.name
    assert component.findtext("provides/binary") == desktop.COMMAND
    assert component.findtext("metadata_license") == component.findtext("project_license") == "MIT"
    values = entry(ENTRY.read_text())
    assert component.findtext("name") == values["Name"]
    assert component.findtext("summary") == values["Comment"]
    assert [c.text for c in component.iterfind("categories/category")] == values["Categories"].split(";")[:-1]
    assert len(component.findtext("summary")) < 80
    assert not component.findtext("summary").endswith(".")
    assert {child.tag for child in component.find("description")} <= {"p", "ul", "ol"}
    assert component.find("content_rating").get("type") == "oars-1.1"


def test_the_description_s_newest_release_is_this_version():
    newest = ET.parse(METAINFO).getroot().find("releases/release")
    assert newest.get("version") == __version__
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", newest.get("date"))


@pytest.mark.parametrize("size", program_icon.SIZES)
def test_an_icon_is_the_drawing_at_its_size(size, qapp):
    with Image.open(program_icon.place(size)) as image:
        assert image.mode == "RGBA"
        found = np.asarray(image).astype(int)
    assert found.shape == (size, size, 4)
    difference = abs(found - program_icon.drawn(size))
    assert np.mean(difference) < 0.5  # Qt's versions may differ at edges
    assert (found[..., 3] == 255).mean() == pytest.approx(np.pi / 4, abs=4 / size)  # a disc as large as the field


def test_there_are_no_other_icons_and_all_are_small():
    files = [path for path in program_icon.FOLDER.rglob("*.*") if path.is_file()]
    assert sorted(files) == sorted(program_icon.place(size) for size in program_icon.SIZES)
    assert sum(path.stat().st_size for path in files) < 80_000


@pytest.mark.parametrize(
    "command",
    [("/usr/bin/score-explorer",), ("/a b/python", "/ü/main.py"), ('/$x`"\\/100%/%f', "\\"), ("/a'b;c&d/*~?#",)],
)
def test_what_an_entry_starts_is_read_back_as_it_was(command):
    values = entry(desktop.entry_for(command, ENTRY.read_bytes()).decode())
    *found, last = words(values)
    assert last == "%f"
    assert found == [word.replace("%", "%%") for word in command]
    assert string(values["TryExec"]) == command[0]
    others = {"Exec", "TryExec"}
    assert {k: v for k, v in values.items() if k not in others} == {
        k: v for k, v in entry(ENTRY.read_text()).items() if k not in others
    }


@pytest.mark.parametrize("name", ["/a\nExec=rm", "/a\x1b", "/a\udcff"])
def test_a_path_that_could_forge_a_line_is_refused(name, tmp_path):
    with pytest.raises(WriteError, match="cannot hold"):
        desktop.install(tmp_path, (name,))
    assert not any(tmp_path.iterdir())


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    return tmp_path / "share"


def files_in(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@freedesktop
def test_it_is_put_into_the_menu_and_taken_out_again(home, capsys):
    expected = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.*")} | {desktop.SHAPE.as_posix()}
    expected = {name for name in expected if not (FOLDER / name).is_dir()}
    assert len(expected) == len(program_icon.SIZES) + 3
    for _ in range(2):  # again: replaced
        assert main(["--install-desktop"]) == 0
        said = capsys.readouterr().out
        assert files_in(home) == expected
    assert all(name in said for name in (*expected, str(home)))
    values = entry((home / desktop.ENTRY).read_text())
    command = words(values)[:-1]
    assert " ".join(command) in said
    assert Path(command[0]).is_absolute()
    other = home / "applications" / "other.desktop"
    other.write_text("mine")
    assert main(["--uninstall-desktop"]) == 0
    said = capsys.readouterr().out
    assert all(name in said for name in (*expected, str(home)))
    assert files_in(home) == {"applications/other.desktop"}
    assert main(["--uninstall-desktop"]) == 0
    assert "Nothing to remove" in capsys.readouterr().out


@freedesktop
def test_what_the_entry_starts_is_this_program(home, tmp_path):
    assert main(["--install-desktop"]) == 0
    command = words(entry((home / desktop.ENTRY).read_text()))[:-1]
    done = subprocess.run(
        [*command, "--version"], cwd=tmp_path, capture_output=True, text=True, timeout=SECONDS, check=True
    )
    assert done.stdout.split() == ["score-explorer", __version__]


@freedesktop
def test_the_entry_is_the_last_thing_written(home, capsys):
    (home / "metainfo").mkdir(parents=True)
    os.mkfifo(home / "metainfo" / METAINFO.name)
    assert main(["--install-desktop"]) == 1
    assert "pipe" in capsys.readouterr().err
    assert not (home / desktop.ENTRY).exists()


@freedesktop
@pytest.mark.parametrize("option", ["--install-desktop", "--uninstall-desktop"])
def test_a_file_beside_it_is_refused(option, home, capsys):
    assert main([option, "a.pth"]) == 2
    assert "open no file" in capsys.readouterr().err
    assert not home.exists()


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_other_systems_are_told_so(system, home, monkeypatch, capsys):
    monkeypatch.setattr(sys, "platform", system)
    assert main(["--install-desktop"]) == 2
    assert "freedesktop.org" in capsys.readouterr().err
    assert not home.exists()


@freedesktop
@pytest.mark.parametrize("value", [None, "", "relative/share"])
def test_without_an_absolute_data_home_the_default_counts(value, monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    if value is not None:
        monkeypatch.setenv("XDG_DATA_HOME", value)
    assert data_home() == tmp_path / ".local" / "share"


def test_the_command_is_the_one_that_was_called_or_that_belongs_to_this_code(tmp_path, monkeypatch):
    called = tmp_path / desktop.COMMAND
    called.touch()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", [desktop.COMMAND])
    assert desktop.own_command() == (str(called),)
    monkeypatch.setattr(sys, "argv", ["-m"])
    assert desktop.own_command() == (sys.executable, str(ROOT / "main.py"))
    scripts = tmp_path / "bin"
    monkeypatch.setattr(desktop, "__file__", str(tmp_path / "site-packages" / "app" / "io" / "desktop.py"))
    monkeypatch.setattr(desktop.sysconfig, "get_path", {"scripts": str(scripts)}.__getitem__)
    with pytest.raises(FileError, match="Install the package"):
        desktop.own_command()
    scripts.mkdir()
    (scripts / desktop.COMMAND).touch()
    assert desktop.own_command() == (str(scripts / desktop.COMMAND),)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert desktop.own_command() == (sys.executable,)
