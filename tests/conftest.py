"""What all tests share: where the reference data lie, and a machine without surprises."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
# Before any test imports Qt: without a screen it would end the process.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

SHARED = Path(os.environ.get("SCORE_EXPLORER_SHARED", ROOT.parent / "shared"))


@pytest.fixture
def shared():
    """The folder of reference data beside the checkout; tests that need it are skipped where it is absent."""
    if not (SHARED / "golden").is_dir():
        pytest.skip(f"the reference data are not at {SHARED}")
    return SHARED
