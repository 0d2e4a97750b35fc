#!/usr/bin/env bash
# Installs the project (not editable) into a fresh environment, goes to another folder, and makes digits there:
# proves that resources and bundled weights travel with the package.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
"${PYTHON:-python3}" -m venv "$place/env"
"$place/env/bin/python" -m pip install --quiet -c "$root/constraints.txt" "$root"
mkdir "$place/elsewhere"
cd "$place/elsewhere"
unset PYTHONPATH
"$place/env/bin/score-explorer" --version
"$place/env/bin/score-explorer" info mnist
"$place/env/bin/score-explorer" sample --checkpoint mnist -n 4 --levels 5 --out digits.png --npz digits.npz --quiet
"$place/env/bin/python" - <<'PYTHON'
from pathlib import Path

import numpy as np

import app
from app.io.features import read_features
from app.io.pictures import read_record
from app.io.places import icons_folder

package = Path(app.__file__).parent
assert "site-packages" in package.parts, f"the checkout was imported, not the installed package: {package}"
icons = icons_folder()
assert icons.is_relative_to(package) and any(icons.glob("*.svg")), "no resources installed"
read_features("digits")
assert np.load("digits.npz")["samples"].shape == (4, 1, 28, 28)
assert read_record("digits.png").settings.levels == 5
PYTHON
status=0
env -u DISPLAY -u WAYLAND_DISPLAY -u QT_QPA_PLATFORM "$place/env/bin/score-explorer" 2>message || status=$?
[ "$status" = 1 ] && grep -q "score-explorer sample" message || { echo "without a display:"; cat message; exit 1; }
echo "The installed package works."
