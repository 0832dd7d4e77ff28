#!/bin/sh
# usage: abi.sh FOLDER [REVISION]      default: the newest tag v*
# Holds the shared libraries of the committed tree against those of a release. Both are built here: a stored description would be
# megabytes for each release, and be of another compiler. A patch version changes nothing that a program can see
# (docs/adr/0003-abi.md); a minor version may, so its changes are only shown.
set -eu
tree=$(cd "$(dirname "$0")/../.." && pwd)
mkdir -p "$1"
folder=$(cd "$1" && pwd)
cd "$tree"
old=${2:-$(git describe --tags --abbrev=0 --match 'v[0-9]*' 2>/dev/null || :)}
[ -n "$old" ] || { echo "abi: there is no release yet (no tag v*): name a revision to compare with"; exit 0; }

version_of() { git show "$1:CMakeLists.txt" | sed -n 's/^project(rubrica VERSION \([0-9.]*\).*/\1/p'; }

# libraries NAME REVISION: builds the shared libraries of core and client
libraries() {
  rm -rf "${folder:?}/$1"
  mkdir -p "$folder/$1/tree"
  git archive "$2" | tar -x -C "$folder/$1/tree"
  cmake -S "$folder/$1/tree" -B "$folder/$1/build" -G Ninja -DCMAKE_BUILD_TYPE=Debug -DBUILD_SHARED_LIBS=ON -DRUBRICA_UNITY_BUILD=ON \
    -DRUBRICA_BUILD_TESTS=OFF -DRUBRICA_BUILD_EXAMPLES=OFF -DRUBRICA_BUILD_SANDBOX=OFF -DRUBRICA_WITH_WORKFLOW=OFF \
    --log-level=NOTICE
  cmake --build "$folder/$1/build" > "$folder/$1/log" || { tail -n 20 "$folder/$1/log" >&2; exit 1; }
}
libraries old "$old"
libraries new HEAD

changed=0
for library in librubrica_core librubrica; do
  echo "== $library.so of $old and of this tree"
  status=0
  abidiff --drop-private-types --headers-dir1 "$folder/old/tree/include" --headers-dir2 "$folder/new/tree/include" \
    "$folder/old/build/src/$library.so" "$folder/new/build/src/$library.so" || status=$?
  # Its reader of debug information stops at some of ours (libabigail 2.2): the symbols can be compared without.
  if [ $status -ge 128 ] || [ $((status % 4)) != 0 ]; then
    echo "abi: abidiff failed ($status); only the exported symbols of $library.so are compared" >&2
    for side in old new; do strip --strip-debug -o "$folder/$side/$library.so" "$folder/$side/build/src/$library.so"; done
    status=0
    abidiff "$folder/old/$library.so" "$folder/new/$library.so" || status=$?
  fi
  [ $status = 0 ] || changed=1
done
minor_of() { version_of "$1" | cut -d . -f 1-2; }
if [ $changed = 0 ]; then
  echo "abi: as in $old"
elif [ "$(minor_of "$old")" = "$(minor_of HEAD)" ]; then
  echo "abi: changed since $old, which a patch version may not do: give this tree another minor version" >&2
  exit 1
else
  echo "abi: changed since $old, as another minor version may"
fi
