#!/usr/bin/env bash
# The package as a user gets it from pip: a wheel, installed into a fresh environment and used from another folder.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
bash "$here/build.sh" "$place"
"${PYTHON:-python3}" -m venv "$place/env"
"$place/env/bin/python" -m pip install --quiet -c "$root/constraints.txt" \
  ${TORCH_INDEX:+--extra-index-url "$TORCH_INDEX"} "$place"/*.whl
cd "$place"
unset PYTHONPATH
version=$("$place/env/bin/python" - <<'PYTHON'
import importlib.util
from importlib.metadata import version
from pathlib import Path

import app

assert "site-packages" in Path(app.__file__).parts, f"the checkout was imported: {app.__file__}"
assert importlib.util.find_spec("tests") is None, "the tests were installed, too"
assert app.__version__ == version("score-explorer")
print(app.__version__)
PYTHON
)
"$place/env/bin/python" "$here/smoke.py" "$version" "$place/env/bin/score-explorer"
echo "The installed package works."
