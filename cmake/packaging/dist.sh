#!/bin/sh
# usage: dist.sh FOLDER [REVISION]      default: HEAD
# Writes into FOLDER what a release consists of: the source archive, its SBOM (SPDX 2.3) and SHA256SUMS. Everything follows from
# the revision alone, byte for byte: no time, time zone, user or umask of the machine is in it.
set -eu
tree=$(cd "$(dirname "$0")/../.." && pwd)
mkdir -p "$1"
folder=$(cd "$1" && pwd)
revision=${2:-HEAD}
cd "$tree"

version=$(git show "$revision:CMakeLists.txt" | sed -n 's/^project(rubrica VERSION \([0-9.]*\).*/\1/p')
[ -n "$version" ] || { echo "dist: $revision has no version in CMakeLists.txt" >&2; exit 1; }
name=rubrica-$version
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct "$revision")
export SOURCE_DATE_EPOCH LC_ALL=C TZ=UTC

git -c tar.umask=0022 archive --format=tar --prefix="$name/" "$revision" | gzip -n -9 > "$folder/$name.tar.gz"
git show "$revision:docs/dependencies.md" |
  python3 "$tree/cmake/packaging/sbom.py" "$version" "$folder/$name.tar.gz" > "$folder/$name.spdx.json"
cd "$folder"
sha256sum "$name.tar.gz" "$name.spdx.json" > SHA256SUMS
echo "$folder: $name.tar.gz, $name.spdx.json, SHA256SUMS"
