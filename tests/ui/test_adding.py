"""What one must touch to add something: a copy of the tree, with one more of everything, is used as by a user."""

import ast
import os
import shutil

import pytest

from tests.adding.additions import ADDITIONS
from tests.conftest import ROOT, SHARED
from tests.warm import Command


@pytest.mark.parametrize("name", ADDITIONS)
def test_it_touches_few_files(name):
    addition, files = ADDITIONS[name]
    assert len(addition.paths) == files


def test_all_that_was_added_is_found_everywhere(tmp_path):
    ignored = shutil.ignore_patterns("_data")
    for folder in ("app", "tests"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=ignored)
    for name in ("resources", "checkpoints", "pyproject.toml"):
        (tmp_path / name).symlink_to(ROOT / name)
    for addition, _ in ADDITIONS.values():
        addition.make(tmp_path)
    checks = tmp_path / "tests" / "adding" / "checks.py"
    words = ["-q", "-p", "no:cacheprovider", "-p", "no:benchmark", "-p", "no:xdist", str(checks)]
    own = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    environment = own | {"SCORE_EXPLORER_SHARED": str(SHARED)}
    with Command(*words, module="tests.adding.copied", folder=tmp_path, environment=environment) as process:
        printed, said = process.communicate()
    assert process.returncode == 0, printed[-6000:] + said[-2000:]
    checked = [node for node in ast.parse(checks.read_text()).body if getattr(node, "name", "").startswith("test_")]
    assert f"{len(checked)} passed" in printed
