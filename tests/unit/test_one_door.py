"""Nothing opens a file but the door and the writer: a walk through the calls of every module."""

import ast
import re

import pytest

from tests.conftest import ROOT

APP = ROOT / "app"

METHODS = {"read_bytes", "read_text", "write_bytes", "write_text", "touch", "symlink_to", "hardlink_to"}
FUNCTIONS = re.compile(
    r"(os|io|_io)\.(open|fdopen|open_code|mkfifo|truncate)|(np|numpy)\.(load|loadtxt|genfromtxt|fromfile|memmap|save\w*)"
    r"|torch\.(load|save)|Image\.open|zipfile\.\w+|gzip\.\w+|bz2\.\w+|lzma\.(open|LZMAFile)|tarfile\.\w+|shelve\.\w+"
    r"|(tempfile|shutil|mmap|pickle|dbm|sqlite3)\.\w+|io\.FileIO|safe_open|save_file|open|QFile|QSaveFile|QImageReader"
    r"|\w*\.?imread"
)
MODE = re.compile(r"[rwax][bt+]*")
EXCEPTIONS = re.compile(r"zipfile\.BadZipFile|pickle\.\w*Error")
GIVEN = re.compile(r"(temporary|file|buffer|stream|archive)\b")
"""What the writer and the door hand out: calls that begin with one of these, or are given one, open nothing."""

ALLOWED = {
    "io/door.py": {"os.open", "os.fdopen"},
    "io/atomic.py": {"tempfile.mkstemp", "path.open", "os.open"},
    "io/owners.py": {"Path(f'/proc/{pid}/stat').read_bytes"},  # of the system's own
    "io/kernels.py": None,  # the compiler's files, in a folder of their own
    "io/places.py": {"maps.read_text"},
    "io/last_end.py": {"path.write_text", "path.read_text"},  # its mark that it lives, and the system's counts
    "jobs/memory.py": {"path.read_text"},  # of the system's own
    "jobs/training.py": {"tempfile.mkdtemp"},  # a last place for a finished network, written by the writer
    "commands/streams.py": {"os.open", "_Deaf", "io.FileIO"},
    "networks/kernels/calls.py": None,
    "ui/crash.py": None,  # when nothing else may work any more
    "ui/icons.py": {"file.open", "QFile"},  # the program's own drawings, by Qt
}
"""Module -> the calls that it may make; None: any."""


def name_of(node):
    """As ``ast.unparse`` has it, which takes long."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return f"{node.value.id}.{node.attr}"
    return ast.unparse(node)


def calls(source):
    """The calls in a module that open files by their names, as text."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        text = name_of(node.func)
        if EXCEPTIONS.fullmatch(text) or (GIVEN.match(text) and text != "file.open"):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        modes = [a.value for a in (*node.args, *(k.value for k in node.keywords)) if isinstance(a, ast.Constant)]
        opens = name == "open" and any(isinstance(m, str) and MODE.fullmatch(m) for m in modes)
        by_name = opens or FUNCTIONS.fullmatch(text)
        given = by_name and any(GIVEN.fullmatch(ast.unparse(argument)) for argument in node.args[:2])
        if name in METHODS or (by_name and not given):
            yield text


def test_no_module_opens_a_file_itself():
    found = {}
    for path in sorted(APP.rglob("*.py")):
        module = path.relative_to(APP).as_posix()
        allowed = ALLOWED.get(module, set())
        if allowed is not None and (more := set(calls(path.read_text())) - allowed):
            found[module] = more
    assert found == {}


def test_json_is_understood_in_one_place():
    """Size, depth and numbers of what comes from outside are bounded there."""
    found = set()
    for path in sorted(APP.rglob("*.py")):
        if "json" not in (source := path.read_text()):
            continue
        nodes = list(ast.walk(ast.parse(source)))
        reads = [n for n in nodes if isinstance(n, ast.Attribute) and n.attr in ("loads", "load")]
        imports = any(isinstance(n, ast.ImportFrom) and n.module == "json" for n in nodes)
        if imports or any(ast.unparse(n) in ("json.loads", "json.load") for n in reads):
            found.add(path.relative_to(APP).as_posix())
    assert found == {"params/documents.py"}


def test_what_is_allowed_exists():
    for module, allowed in ALLOWED.items():
        assert (APP / module).is_file(), module
        found = set(calls((APP / module).read_text()))
        assert allowed is None or allowed <= found | {"_Deaf", "io.FileIO", "file.open", "QFile"}


@pytest.mark.parametrize(
    "line",
    [
        "open('a')", "with open(path) as f: pass", "Path('a').read_bytes()", "path.open('rb')", "path.open(mode='w')",
        "np.load(path)", "np.savez(path, a=1)", "torch.load(path)", "torch.save(x, path)", "Image.open(path)",
        "zipfile.ZipFile(path)", "gzip.open(path)", "os.open(path, 0)", "tempfile.mkstemp()", "safe_open(path, 'pt')",
        "save_file(x, path)", "io.open(path)", "np.memmap(path)", "shutil.copy(a, b)", "self.place.write_text('x')",
    ],
)  # fmt: skip
def test_the_walk_finds_each_way_to_open_a_file(line):
    assert list(calls(line))


@pytest.mark.parametrize(
    "line",
    ["dialog.open()", "self.open(path)", "temporary.open('wb')", "np.save(file, x)", "zipfile.ZipFile(file)",
     "archive.open(entry)", "read_bytes(path, DataError, limit=1)", "Image.open(file, formats=f)"],
)  # fmt: skip
def test_the_walk_passes_what_the_door_and_the_writer_hand_out(line):
    assert not list(calls(line))
