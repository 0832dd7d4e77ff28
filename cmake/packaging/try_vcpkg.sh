#!/bin/sh
# usage: try_vcpkg.sh VCPKG_ROOT [FEATURE...]      default: client sandbox
# Installs the port beside this script as an overlay, and builds and runs the projects of tests/consumer against it.
# OVERLAYS: more folders of ports, separated by colons; VCPKG: the program, VCPKG_ROOT/vcpkg unless given; WORK: a folder to fill.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
tree=$(cd "$here/../.." && pwd)
[ $# -gt 0 ] || { sed -n '2,4s/^# //p' "$0" >&2; exit 2; }
root=$(cd "$1" && pwd)
shift
[ $# -gt 0 ] || set -- client sandbox
vcpkg=${VCPKG:-$root/vcpkg}
work=${WORK:-$tree/build/vcpkg}
features=$(printf ',%s' "$@")
triplet=${TRIPLET:-$(uname -m | sed 's/x86_64/x64/; s/aarch64/arm64/')-linux}

overlays="--overlay-ports=$here/vcpkg"
for folder in $(printf %s "${OVERLAYS:-}" | tr : ' '); do overlays="$overlays --overlay-ports=$folder"; done

# Out of the tree, whose manifest vcpkg would read instead.
mkdir -p "$work" && cd "$work"
# shellcheck disable=SC2086  # a list of options
"$vcpkg" install "rubrica[core$features]" --vcpkg-root="$root" --triplet="$triplet" --host-triplet="$triplet" \
  --x-install-root="$work/installed" --no-binarycaching $overlays
test -s "$work/installed/$triplet/share/rubrica/copyright"
if grep -rlF -e "$root/packages" -e "$root/buildtrees" -e "$tree" "$work/installed/$triplet/share/rubrica" "$work/installed/$triplet"/lib/pkgconfig/rubrica*
then
  echo "these files name a folder of the build" >&2
  exit 1
fi

for component in core "$@"; do
  [ "$component" != simdjson ] || continue
  cmake -S "$tree/tests/consumer" -B "$work/$component" -G Ninja -DCOMPONENT="$component" -DVCPKG_INSTALLED_DIR="$work/installed" \
    -DVCPKG_TARGET_TRIPLET="$triplet" -DVCPKG_MANIFEST_MODE=OFF -DCMAKE_TOOLCHAIN_FILE="$root/scripts/buildsystems/vcpkg.cmake" \
    --log-level=NOTICE
  cmake --build "$work/$component"
  "$work/$component/consumer_17"
done
echo "vcpkg: rubrica[core$features] ok"
