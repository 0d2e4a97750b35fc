#!/usr/bin/env bash
# build.sh FOLDER: wheel and source distribution, as they are published, and what is in them. The wheel is made twice,
# from the tree and from the source distribution, and must come out the same.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
mkdir -p "$1"
place=$(cd "$1" && pwd)
tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
"${PYTHON:-python3}" -m venv "$tools/env"
"$tools/env/bin/python" -m pip install --quiet -c "$root/constraints.txt" hatchling
rm -f "$place"/score_explorer-*
(cd "$root" && "$tools/env/bin/python" -m hatchling build -d "$place" >/dev/null)
mkdir "$tools/source"
tar -C "$tools/source" --strip-components 1 -xzf "$place"/score_explorer-*.tar.gz
(cd "$tools/source" && "$tools/env/bin/python" -m hatchling build -t wheel -d "$tools/again" >/dev/null)
if [ -e "$root/.git" ]; then
  "$tools/env/bin/python" "$root/tests/package/contents.py" "$root" "$place"/*.whl "$place"/*.tar.gz "$tools/again"/*.whl
else
  cmp "$place"/*.whl "$tools/again"/*.whl
fi
