#!/bin/sh
# usage: deb.sh FOLDER
# Makes Debian packages of the committed tree in FOLDER, and fails on an error of lintian.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
rm -rf "$1"
mkdir -p "$1"
folder=$(cd "$1" && pwd)
"$here/dist.sh" "$folder" > /dev/null
rm "$folder"/*.spdx.json "$folder/SHA256SUMS"
cd "$folder"
tar -xzf rubrica-*.tar.gz
cp -R "$here/debian" "$(echo rubrica-*/)"
(cd rubrica-*/ && dpkg-buildpackage -b -us -uc > ../build.log 2>&1) || { tail -n 40 build.log >&2; exit 1; }
rm -rf rubrica-*/ rubrica-*.tar.gz
lintian --fail-on error --suppress-tags bogus-mail-host ./*.changes
ls -1 ./*.deb
