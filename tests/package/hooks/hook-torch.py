"""Torch for PyInstaller: what is imported, with its libraries; the hook that comes with PyInstaller takes all of it.

The sources go along, for torch reads some of its own.
"""

from importlib.util import find_spec
from pathlib import Path

FOLDER = Path(find_spec("torch").origin).parent

module_collection_mode = "pyz+py"
bindepend_symlink_suppression = ["**/torch/lib/*.so*"]  # torch looks for its libraries beside each other

# Imported by names from a list.
hiddenimports = [
    f"torch._dynamo.polyfills.{path.stem}" for path in (FOLDER / "_dynamo" / "polyfills").glob("[a-z]*.py")
]

binaries = [
    (str(path), "torch/lib")
    for pattern in ("*.so", "*.so.*", "*.dll", "*.dylib")
    for path in (FOLDER / "lib").glob(pattern)
    if "test" not in path.name and "custom_ops" not in path.name and "with_compiler" not in path.name
]
datas = [(str(path), "torch/bin") for path in (FOLDER / "bin").glob("torch_shm_manager*")]  # asked for at the import
