#!/bin/sh
# usage: try_conan.sh [WORK]       default: build/conan
# `conan create` of this tree, which runs test_package, for the options that differ; CONAN: the program, conan unless given.
# It works without Conan Center: recipes of a line each say that the dependencies are Debian's, so that what is tried is rubrica's.
# With Conan Center, `conan create . --build=missing` is all there is to it.
set -eu
tree=$(cd "$(dirname "$0")/../.." && pwd)
work=${1:-$tree/build/conan}
conan=${CONAN:-conan}
mkdir -p "$work"
export CONAN_HOME="$work/home"

# debian NAME VERSION CMAKE_FILE LINE...: a recipe for what apt has installed; the lines are of package_info
debian() {
  recipe=$work/$1
  mkdir -p "$recipe"
  {
    printf 'from conan import ConanFile\nclass Debian(ConanFile):\n  name = "%s"\n  version = "%s"\n' "$1" "$2"
    printf '  options = {"with_sqlite3": [True, False]}\n  default_options = {"with_sqlite3": True}\n  def package_info(self):\n'
    printf '    self.cpp_info.includedirs = []\n    self.cpp_info.set_property("cmake_file_name", "%s")\n' "$3"
    shift 3
    printf '    %s\n' "$@"
  } > "$recipe/conanfile.py"
  "$conan" export "$recipe" > "$work/log" 2>&1 || { cat "$work/log"; exit 1; }
}
# target NAME LIBRARY: the lines for a package of one library
target() { printf 'self.cpp_info.set_property("cmake_target_name", "%s"); self.cpp_info.system_libs = [%s]' "$1" "$2"; }
# part COMPONENT TARGET LIBRARY
part() {
  printf 'self.cpp_info.components["%s"].set_property("cmake_target_name", "%s"); ' "$1" "$2"
  printf 'self.cpp_info.components["%s"].includedirs = []; self.cpp_info.components["%s"].system_libs = ["%s"]' "$1" "$1" "$3"
}
version_of() { dpkg-query -W -f='${Version}' "$1" | sed 's/^[0-9]*://; s/[-+].*//'; }

"$conan" profile detect --force > /dev/null 2>&1
fmt=$(version_of libfmt-dev) json=$(version_of nlohmann-json3-dev) simdjson=$(version_of libsimdjson-dev)
httplib=$(version_of libcpp-httplib-dev) zlib=$(version_of zlib1g-dev) soci=$(version_of libsoci-dev)
debian fmt "$fmt" fmt "$(target fmt::fmt '"fmt"')"
debian nlohmann_json "$json" nlohmann_json "$(target nlohmann_json::nlohmann_json '')"
debian openssl "$(version_of libssl-dev)" OpenSSL "$(part crypto OpenSSL::Crypto crypto)" "$(part ssl OpenSSL::SSL ssl)"
debian libcurl "$(version_of libcurl4-openssl-dev)" CURL "$(target CURL::libcurl '"curl"')"
debian simdjson "$simdjson" simdjson "$(target simdjson::simdjson '"simdjson"')"
debian cpp-httplib "$httplib" httplib "$(target httplib::httplib '"cpp-httplib"')"
debian zlib "${zlib%.dfsg}" ZLIB "$(target ZLIB::ZLIB '"z"')"
debian soci "$soci" SOCI "$(part soci_core SOCI::soci_core soci_core)" "$(part soci_sqlite3 SOCI::soci_sqlite3 soci_sqlite3)"
{
  cat "$CONAN_HOME/profiles/default"
  printf '[platform_tool_requires]\ncmake/%s\n[replace_requires]\n' "$(cmake --version | sed -n '1s/.* //p')"
  printf 'fmt/*: fmt/%s\nnlohmann_json/*: nlohmann_json/%s\nsimdjson/*: simdjson/%s\n' "$fmt" "$json" "$simdjson"
  printf 'cpp-httplib/*: cpp-httplib/%s\nsoci/*: soci/%s\n' "$httplib" "$soci"
} > "$work/debian"

# create OPTIONS...
create() {
  echo "== conan create $*"
  "$conan" create "$tree" --profile="$work/debian" --build=missing --no-remote "$@" \
    -c:h "tools.cmake.cmaketoolchain:extra_variables={'RUBRICA_UNITY_BUILD': 'ON'}" > "$work/log" 2>&1 ||
    { tail -n 40 "$work/log"; exit 1; }
  grep '^rubrica [0-9]' "$work/log"
}
create -o "rubrica/*:with_client=False"
create -o "rubrica/*:with_sandbox=True" -o "rubrica/*:with_simdjson=True" -o "rubrica/*:shared=True"
create -o "rubrica/*:with_sandbox=True" -o "rubrica/*:with_workflow=True"
"$conan" graph info "$tree" --profile="$work/debian" --no-remote -s os=Windows > "$work/log" 2>&1 || :
grep -q "there is no Windows yet" "$work/log" || { echo "Windows is not refused" >&2; exit 1; }
echo "conan: rubrica ok"
