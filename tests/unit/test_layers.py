"""The layers of the program: which module may import which, and what stays usable without Qt or torch."""

import ast
import sys
from pathlib import Path

import pytest

from tests.processes import python

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "app"

# Layer -> layers and libraries it may import. A star marks imports allowed inside functions, and for types, only.
ALLOWED = {
    "params": {"numpy"},
    "core": {"params", "torch", "numpy"},
    "networks": {"core", "params", "torch", "numpy", "*torch_fidelity"},
    "lab": {"core", "networks", "params", "torch", "numpy", "contourpy"},
    "training": {"core", "networks", "params", "torch", "numpy"},
    "io": {"networks", "core", "params", "torch", "numpy", "PIL", "safetensors", "yaml", "*av", "*pyarrow", "app"},
    "quality": {"networks", "core", "params", "torch", "numpy"},
    "jobs": {"io", "training", "lab", "quality", "networks", "core", "params", "torch", "numpy"},
    "workers": {
        "params",
        "PySide6.QtCore",
        "numpy",
        "*jobs",
        "*io",
        "*training",
        "*lab",
        "*quality",
        "*networks",
        "*core",
        "*torch",
    },
    "state": {"params", "PySide6.QtCore", "PySide6.QtGui", "numpy"},
    "render": {"params", "PySide6.QtCore", "PySide6.QtGui", "PySide6.QtSvg", "numpy", "ziamath"},
    "ui": {"state", "workers", "render", "params", "PySide6", "shiboken6", "pyqtgraph", "numpy", "app"},
}
FREE = {"__main__", "cli", "commands", "__init__"}
FORBIDDEN_IN_CORE = {"os", "io", "pathlib", "tempfile", "shutil", "pickle", "sqlite3"}


def _for_types_only(node):
    return isinstance(node, ast.If) and ast.unparse(node.test) in ("TYPE_CHECKING", "typing.TYPE_CHECKING")


def _imports(tree):
    """(module, inside a function or for types only?) for every import statement."""

    def walk(node, inside):
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Import):
                for alias in child.names:
                    yield alias.name, inside
            elif isinstance(child, ast.ImportFrom):
                assert child.level == 0, "relative import"
                for alias in child.names:
                    yield f"{child.module}.{alias.name}", inside
            elif not isinstance(child, ast.expr):  # in which nothing is imported
                function = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef)
                yield from walk(child, inside or function or _for_types_only(child))

    yield from walk(tree, inside=False)


def _allowed(module, inside, rules):
    parts = module.split(".")
    if parts[0] == "app":
        if len(parts) > 1 and (APP / parts[1]).is_dir():
            return parts[1] in rules or (inside and f"*{parts[1]}" in rules)
        return parts[1:] == ["__version__"] and "app" in rules
    if parts[0] in sys.stdlib_module_names or module == "typing_extensions.override":  # in typing from 3.12 on
        return True
    prefixes = {".".join(parts[:n]) for n in range(1, len(parts) + 1)}
    return bool(prefixes & rules) or (inside and bool({f"*{p}" for p in prefixes} & rules))


def _violations(layer, source):
    rules = ALLOWED[layer] | {layer}
    tree = ast.parse(source)
    for module, inside in _imports(tree):
        if not _allowed(module, inside, rules):
            yield f"imports {module}"
        if layer == "core" and module.split(".")[0] in FORBIDDEN_IN_CORE:
            yield f"touches files through {module}"
    if layer == "core" and any(
        isinstance(n, ast.Call) and isinstance(n.func, ast.Name) and n.func.id == "open" for n in ast.walk(tree)
    ):
        yield "opens a file"


def test_every_module_belongs_to_a_layer():
    entries = {p.name.removesuffix(".py") for p in APP.iterdir() if p.name != "__pycache__"}
    assert entries - {"py.typed", "_data"} <= set(ALLOWED) | FREE


def test_imports_point_down():
    found, modules = [], 0
    for layer in ALLOWED:
        for path in sorted((APP / layer).rglob("*.py")):
            found += [f"{path.relative_to(ROOT)} {what}" for what in _violations(layer, path.read_text())]
            modules += 1
    assert found == []
    assert modules > 150


def _workspaces():
    """The folders of ``ui`` that are a workspace each."""
    return {path.parent.name for path in (APP / "ui").glob("*/workspace.py")}


def _from_workspaces(source):
    for module, _ in _imports(ast.parse(source)):
        if module.startswith(tuple(f"app.ui.{name}." for name in _workspaces())):
            yield module


def test_what_the_workspaces_share_knows_none_of_them():
    assert _workspaces() >= {"sample", "inpaint", "lab"}
    below = [p for p in (APP / "ui").rglob("*.py") if p.parent.name not in _workspaces() and p.parent.name != "ui"]
    assert {p.parent.name for p in below} >= {"runs", "widgets", "charts"}
    assert {p.name: found for p in below if (found := list(_from_workspaces(p.read_text())))} == {}
    assert list(_from_workspaces("def f():\n    from app.ui.sample import center"))


@pytest.mark.parametrize(
    ("layer", "line"),
    [
        ("ui", "import torch"),
        ("ui", "def f():\n    import app.core.langevin"),
        ("ui", "if TYPE_CHECKING:\n    from app.core.types import Step"),
        ("ui", "from app.jobs import sampling"),
        ("core", "if TYPE_CHECKING:\n    from app.io import checkpoint"),
        ("jobs", "from app.render import grids"),
        ("jobs", "def f():\n    from PySide6 import QtCore"),
        ("workers", "if other:\n    from app.core import noise"),
        ("core", "import PySide6"),
        ("core", "from pathlib import Path"),
        ("core", "x = open('a')"),
        ("core", "from app.io import checkpoint"),
        ("workers", "from app.core import noise"),
        ("workers", "from PySide6 import QtWidgets"),
        ("state", "from app.io.checkpoint import load_checkpoint"),
        ("io", "import PySide6.QtCore"),
        ("training", "from app.io import checkpoint"),
        ("params", "import torch"),
    ],
)
def test_the_walk_finds_a_wrong_arrow(layer, line):
    assert list(_violations(layer, line))


def test_the_walk_allows_torch_inside_functions_of_workers():
    assert not list(_violations("workers", "def f():\n    import torch\n    from app.core import noise"))
    assert not list(_violations("workers", "if TYPE_CHECKING:\n    from app.core.types import Step"))


def _modules(*layers):
    for layer in layers:
        for path in sorted((APP / layer).rglob("*.py")):
            yield ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def test_the_lower_layers_work_without_qt():
    modules = list(_modules("params", "core", "networks", "lab", "training", "quality", "jobs", "io"))
    done = python(
        "-c",
        "import sys, importlib\n"
        "sys.modules['PySide6'] = None\n"
        f"for m in {modules!r}: importlib.import_module(m)\n"
        "print('imported', len(sys.modules))",
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("imported")


def test_the_window_imports_no_torch():
    modules = list(_modules("ui", "state", "workers", "render", "params", "commands"))
    done = python(
        "-c",
        "import sys, importlib, os\n"
        "os.environ['QT_QPA_PLATFORM'] = 'offscreen'\n"
        f"for m in {modules!r} + ['app.cli', 'app.__main__']: importlib.import_module(m)\n"
        "print(sorted(m for m in sys.modules if m.split('.')[0] == 'torch')[:3])",
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"
