#!/bin/sh
# usage: run.sh [NAME...]       without names: all of them; list: their names
# Tries rubrica on platforms other than this one and prints a line for each: NAME ok|failed|skipped: why (seconds). What each
# said is in build/platforms/NAME.log. Exit status 1 when one failed. JOBS=N limits the processes.
#
# What is tried is rubrica::core and its tests unless said otherwise: the client is in debian-*, cxx* and clang*. Suites of Debian are
# made by debootstrap and need root; the base of each is kept in CACHE (/var/tmp/rubrica-platforms) for the next time.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
tree=$(cd "$here/../.." && pwd)
work=$tree/build/platforms
cache=${CACHE:-/var/tmp/rubrica-platforms}
jobs=${JOBS:-$(nproc)}
# How everything is built that is tried: quickly, and with each warning as an error.
quick="-G Ninja -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS_DEBUG=-O0 -DRUBRICA_UNITY_BUILD=ON -DRUBRICA_WARNINGS_AS_ERRORS=ON"
. "$here/debian.sh"
. "$here/builds.sh"

# shellcheck disable=SC2086  # a list of names
names="headers-g++ headers-clang cxx20 cxx23 plain-readers assertions lto static-pie clang-14 clang-newest clang-libc++
  clang-sid debian-12 debian-13 debian-sid workflow-sid receivers deb-12 deb-13 i386 arm64 s390x mingw musl"

skip() { echo "$*" > "$work/why"; exit 77; }

function_of() { echo "try_$(echo "$1" | tr -- '-+' '__')"; }

# one NAME
one() {
  command -v "$(function_of "$1")" > /dev/null || { echo "run.sh: there is no platform '$1'" >&2; exit 2; }
  : > "$work/why"
  began=$(date +%s)
  state=ok
  sh "$here/run.sh" --only "$1" > "$work/$1.log" 2>&1 || case $? in # a shell of its own, which ends with the first error
    77) state="skipped: $(cat "$work/why")" ;;
    *) state="failed: see build/platforms/$1.log"; failed=1 ;;
  esac
  echo "$1 $state ($(($(date +%s) - began)) s)"
}

case ${1-} in
  list) printf '%s\n' $names; exit 0 ;;
  --only) "$(function_of "$2")"; exit 0 ;;
esac
[ $# -gt 0 ] || set -- $names
mkdir -p "$work" "$cache"
failed=0
for name in "$@"; do one "$name"; done
exit $failed
