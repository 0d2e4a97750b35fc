"""What all tests share: where the reference data lie, and a machine without surprises."""

import os
from pathlib import Path

import pytest

from app.io.places import icons_folder
from app.ui.icons import use_icons

ROOT = Path(__file__).resolve().parents[1]
# Before any test begins with Qt: without a screen it would end the process.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

use_icons(str(icons_folder()))

SHARED = Path(os.environ.get("SCORE_EXPLORER_SHARED", ROOT.parent / "shared"))


@pytest.fixture
def shared():
    """The folder of reference data beside the checkout; tests that need it are skipped where it is absent."""
    if not (SHARED / "golden").is_dir():
        pytest.skip(f"the reference data are not at {SHARED}")
    return SHARED
