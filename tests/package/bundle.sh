#!/usr/bin/env bash
# A folder that runs without Python (PyInstaller), made from the wheel with the CPU build of torch, and used. It is left
# in out/bundle/score-explorer. Torch comes from where installers.sh takes it.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
bash "$here/build.sh" "$place"
version=$(basename "$place"/*.whl | cut -d- -f2)
if [ -z "${TORCH_INDEX:-}" ] && [ -z "${PIP_FIND_LINKS:-}" ]; then
  TORCH_INDEX=https://download.pytorch.org/whl/cpu
fi
sed 's/^\(torch==[0-9.]*\)$/\1+cpu/' "$root/constraints.txt" >"$place/constraints.txt"
"${PYTHON:-python3}" -m venv "$place/env"
"$place/env/bin/python" -m pip install --quiet -c "$place/constraints.txt" ${TORCH_INDEX:+--extra-index-url "$TORCH_INDEX"} \
  "$place"/*.whl pyinstaller
cd "$place"
"$place/env/bin/pyinstaller" --noconfirm --log-level WARN --distpath "$root/out/bundle" --workpath "$place/work" \
  "$here/bundle.spec"
rm -rf "$place/env" # nothing of it may be needed
bundle="$root/out/bundle/score-explorer"
"${PYTHON:-python3}" "$here/smoke.py" "$version" "$bundle/score-explorer" "$root/out/window-bundle.png"
echo "$bundle: $(du -sm "$bundle" | cut -f1) MiB in $(find "$bundle" -type f | wc -l) files. It works."
