"""What holds an array is compared by identity: whether ``==`` of two arrays is true cannot be asked."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

APP = Path(__file__).parents[2] / "app"
ARRAY = re.compile(r"\b(ND)?Array\b|ndarray|\bTensor\b")


def holders(source: str) -> Iterator[str]:
    """The dataclasses in ``source`` that hold an array and would compare it."""
    if "dataclass" not in source or not ARRAY.search(source):
        return
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.ClassDef):
            continue
        made = [d for d in map(ast.unparse, node.decorator_list) if re.match(r"(dataclasses\.)?dataclass\b", d)]
        fields = [ast.unparse(field.annotation) for field in node.body if isinstance(field, ast.AnnAssign)]
        arrays = [f for f in fields if ARRAY.search(f) and "Callable" not in f]
        if made and arrays and "eq=False" not in made[0]:
            yield node.name


def test_no_dataclass_compares_its_arrays():
    assert [(path.name, name) for path in sorted(APP.rglob("*.py")) for name in holders(path.read_text("utf-8"))] == []


@pytest.mark.parametrize(
    "field", ["x: np.ndarray", "x: Array | None = None", "x: tuple[Tensor, ...]", "x: NDArray[np.float64]"]
)
def test_the_walk_finds_one(field):
    assert list(holders(f"@dataclass(frozen=True)\nclass Frame:\n    {field}\n")) == ["Frame"]
    assert list(holders(f"@dataclass(frozen=True, eq=False)\nclass Frame:\n    {field}\n")) == []
