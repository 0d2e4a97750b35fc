#!/usr/bin/env bash
# The wheel installed by pipx and by uv, each into a clean home, with the CPU build of torch; then used. Takes some
# gigabytes below TMPDIR for as long as it runs. Torch comes from TORCH_INDEX, or from where PIP_FIND_LINKS points to.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
python=$(command -v "${PYTHON:-python3}")
pictures="$root/out"
mkdir -p "$pictures"
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
bash "$here/build.sh" "$place"
wheel=$(echo "$place"/*.whl)
version=$(basename "$wheel" | cut -d- -f2)
sed 's/^\(torch==[0-9.]*\)$/\1+cpu/' "$root/constraints.txt" >"$place/constraints.txt"
if [ -z "${TORCH_INDEX:-}" ] && [ -z "${PIP_FIND_LINKS:-}" ]; then
  TORCH_INDEX=https://download.pytorch.org/whl/cpu
fi
"$python" -m venv "$place/tools"
"$place/tools/bin/python" -m pip install --quiet -c "$root/constraints.txt" pipx uv
export HOME="$place/home" PATH="$place/tools/bin:$PATH"
unset PYTHONPATH
mkdir "$HOME"

use() { # name, command
  "$python" "$here/smoke.py" "$version" "$2" "$pictures/window-$1.png"
  echo "Installed by $1, it works."
}

pip_arguments="-c $place/constraints.txt${TORCH_INDEX:+ --extra-index-url $TORCH_INDEX}"
PIPX_HOME="$place/pipx" PIPX_BIN_DIR="$place/pipx/bin" PIPX_DEFAULT_PYTHON="$python" PIPX_DEFAULT_BACKEND=pip \
  pipx install --pip-args="$pip_arguments" "$wheel"
use pipx "$place/pipx/bin/score-explorer"
rm -rf "$place/pipx"

export UV_CACHE_DIR="$place/cache" UV_TOOL_DIR="$place/uv" UV_TOOL_BIN_DIR="$place/uv/bin" UV_PYTHON_DOWNLOADS=never
export UV_FIND_LINKS="${PIP_FIND_LINKS:-}"
uv tool install --quiet --python "$python" --constraints "$place/constraints.txt" ${TORCH_INDEX:+--index "$TORCH_INDEX"} "$wheel"
use uv "$place/uv/bin/score-explorer"
