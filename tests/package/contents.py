"""What is in a wheel and a source distribution: all that the program needs, and nothing of the tests.

python3 contents.py CHECKOUT WHEEL SDIST [WHEEL_FROM_SDIST]
"""

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

DATA = {"resources/": "app/_data/resources/", "checkpoints/": "app/_data/checkpoints/"}
"""Folder of the checkout -> where its files lie in a wheel."""

UNUSED = "resources/readme/"
"""Pictures of the README."""


def main(checkout, wheel, sdist, again=None):
    """Compare; the first thing that is wrong ends the program."""
    root = Path(checkout)
    tracked = subprocess.run(["git", "ls-files"], cwd=root, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    files = {name: (root / name).read_bytes() for name in tracked if (root / name).is_file()}
    expected = {placed(name): data for name, data in files.items() if placed(name)}
    for folder in (*DATA.values(), "app/_data/resources/icons/", "app/_data/resources/features/"):
        assert any(name.startswith(folder) for name in expected), folder

    with zipfile.ZipFile(wheel) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    info = {name for name in held if ".dist-info/" in name or ".data/data/share/" in name}
    check("the wheel", {name: data for name, data in held.items() if name not in info}, expected)
    shared = {name.split(".data/data/share/")[1]: data for name, data in held.items() if ".data/data/share/" in name}
    desktop = {name.removeprefix("resources/desktop/"): data for name, data in files.items() if "s/desktop/" in name}
    shape = {"icons/hicolor/scalable/apps/score-explorer.svg": files["resources/icons/program.svg"]}
    check("the wheel's share", shared, desktop | shape)

    with tarfile.open(sdist) as archive:
        top = f"{Path(sdist).name.removesuffix('.tar.gz')}/"
        held = {m.name.removeprefix(top): archive.extractfile(m).read() for m in archive.getmembers() if m.isfile()}
    outside = {name for name in held if name not in files}
    assert outside == {"PKG-INFO"}, outside
    needed = {name: data for name, data in files.items() if name.startswith(("app/", "tests/", *DATA))}
    missing = [name for name, data in needed.items() if held.get(name) != data]
    assert not missing, f"the source distribution lacks {missing}"

    if again is not None:
        assert Path(again).read_bytes() == Path(wheel).read_bytes(), "the source distribution makes another wheel"
    print(f"wheel: {Path(wheel).stat().st_size / 1e6:.1f} MB, {len(expected)} files; sdist: all that it must have")


def placed(name):
    """Where a file of the checkout lies in a wheel; empty: nowhere."""
    if name.startswith(UNUSED):
        return ""
    if name.startswith("app/"):
        return name
    return next((name.replace(folder, place, 1) for folder, place in DATA.items() if name.startswith(folder)), "")


def check(what, held, expected):
    """Both must be the same, byte by byte."""
    assert held.keys() == expected.keys(), f"{what}: {sorted(held.keys() ^ expected.keys())}"
    assert held == expected, f"{what} holds other bytes than the checkout"


if __name__ == "__main__":
    main(*sys.argv[1:])
