# shellcheck shell=sh
# Sourced by run.sh: what is built and run on this machine, by its own compilers, and by those that cross.

# configured NAME OPTIONS...: a build folder of rubrica::core and its tests
configured() {
  name=$1
  shift
  cmake -S "$tree" -B "$work/$name" -G Ninja -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS_DEBUG=-O0 -DRUBRICA_UNITY_BUILD=ON \
    -DRUBRICA_WARNINGS_AS_ERRORS=ON -DRUBRICA_WITH_WORKFLOW=OFF -DRUBRICA_BUILD_EXAMPLES=OFF -DRUBRICA_BUILD_SANDBOX=OFF \
    -DRUBRICA_BUILD_CLIENT=OFF "$@"
}
# core NAME OPTIONS...: built, and its tests run
core() {
  configured "$@"
  cmake --build "$work/$1" --target core_tests --parallel "$jobs"
  ctest --test-dir "$work/$1" -L core --output-on-failure
}
# client NAME OPTIONS...: the whole library and its simulator, and the tests of core and of http
client() {
  configured "$@" -DRUBRICA_BUILD_CLIENT=ON -DRUBRICA_BUILD_SANDBOX=ON
  cmake --build "$work/$1" --target rubrica_rubrica rubrica_sandbox core_tests test_http --parallel "$jobs"
  ctest --test-dir "$work/$1" -L core --output-on-failure
  ctest --test-dir "$work/$1" -R '^test_http$' --output-on-failure
}
# headers COMPILER OPTIONS...: all public headers in each C++, with every warning that a program may have switched on
headers() {
  compiler=$1
  shift
  (cd "$tree/include" && find rubrica -name '*.hpp' ! -path '*/interop/*' ! -name soci.hpp | sort) |
    sed 's/.*/#include <&>/' > "$work/headers.cpp"
  for standard in 17 20 23 26; do
    # The newest is not known to every compiler.
    echo 'int main() {}' | "$compiler" "-std=c++$standard" -x c++ -fsyntax-only - 2> /dev/null || continue
    "$compiler" "-std=c++$standard" -O0 -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wold-style-cast -Werror \
      "$@" -I "$tree/include" -fsyntax-only "$work/headers.cpp"
    echo "C++$standard: no warning"
  done
}
newest() { # newest NAME: the newest NAME-N that is installed
  for path in /usr/bin/"$1"-[0-9]*; do [ -x "$path" ] && basename "$path"; done | sort -t - -k 2 -V | tail -n 1
}

try_headers_g__() { headers g++ -Wuseless-cast; }
try_headers_clang() {
  command -v clang++ > /dev/null || skip "clang++ is not installed"
  headers clang++
}
try_cxx20() { client cxx20 -DCMAKE_CXX_STANDARD=20; }
try_cxx23() { client cxx23 -DCMAKE_CXX_STANDARD=23; }
# A program without exceptions and type information reads callbacks with the library as it is.
try_plain_readers() {
  configured plain
  cmake --build "$work/plain" --target rubrica_core --parallel "$jobs"
  g++ -std=c++17 -fno-exceptions -fno-rtti -DRUBRICA_STATIC_DEFINE -I "$tree/include" "$tree/test_package/receive.cpp" \
    -o "$work/plain/receive" "$work/plain/src/librubrica_core.a" -lfmt -lcrypto -lsimdjson
  "$work/plain/receive"
}
try_assertions() { core assertions "-DCMAKE_CXX_FLAGS=-D_GLIBCXX_ASSERTIONS -D_GLIBCXX_CONCEPT_CHECKS"; }
try_lto() { core lto -DCMAKE_INTERPROCEDURAL_OPTIMIZATION=ON -DCMAKE_CXX_FLAGS_DEBUG=-O1; }
# The program that test_package compiles, with everything in it. Debian's fmt is a shared library only, so its headers are used.
try_static_pie() {
  configured static_pie -DRUBRICA_WITH_SIMDJSON=OFF -DCMAKE_CXX_FLAGS=-DFMT_HEADER_ONLY -DRUBRICA_BUILD_TESTS=OFF
  cmake --build "$work/static_pie" --target rubrica_core --parallel "$jobs"
  g++ -std=c++17 -fPIE -static-pie -DRUBRICA_STATIC_DEFINE -DFMT_HEADER_ONLY -I "$tree/include" "$tree/test_package/receive.cpp" \
    -o "$work/static_pie/receive" "$work/static_pie/src/librubrica_core.a" -lcrypto -ldl -pthread
  "$work/static_pie/receive"
}
clang() { # clang NAME COMPILER OPTIONS...
  command -v "$2" > /dev/null || skip "$2 is not installed"
  name=$1 compiler=$2
  shift 2
  client "$name" -DCMAKE_CXX_COMPILER="$compiler" "$@"
}
try_clang_14() { clang clang14 clang++-14; }
try_clang_newest() {
  compiler=$(newest clang++)
  [ "${compiler:-clang++-14}" != clang++-14 ] || skip "no clang newer than 14 is installed"
  clang clang_newest "$compiler"
}
# fmt and Catch2 of Debian are compiled for libstdc++, so only what has them as headers can be linked: the sources are compiled.
try_clang_libc__() {
  echo '#include <vector>' | clang++ -stdlib=libc++ -x c++ -fsyntax-only - 2> /dev/null || skip "libc++ is not installed"
  headers clang++ -stdlib=libc++
  configured libcxx -DCMAKE_CXX_COMPILER=clang++ "-DCMAKE_CXX_FLAGS=-stdlib=libc++ -DFMT_HEADER_ONLY" -DRUBRICA_BUILD_TESTS=OFF \
    -DRUBRICA_WITH_SIMDJSON=OFF
  cmake --build "$work/libcxx" --target rubrica_core --parallel "$jobs"
}

# Debian has neither OpenSSL nor fmt for Windows: core is compiled with the headers of this machine's, and not linked. http/file.cpp,
# which core reads a signed file and certificates by their paths with, is POSIX.
try_mingw() {
  compiler=x86_64-w64-mingw32-g++-posix
  command -v $compiler > /dev/null || skip "$compiler is not installed"
  mkdir -p "$work/mingw/include"
  for folder in openssl fmt nlohmann; do ln -sfn "/usr/include/$folder" "$work/mingw/include/$folder"; done
  multiarch=$(gcc -print-multiarch)
  mkdir -p "$work/mingw/arch" && ln -sfn "/usr/include/$multiarch/openssl" "$work/mingw/arch/openssl"
  sources=$(sed -n '/target_sources(rubrica_\(core\|detail\)_objects/,/)/p' "$tree"/src/*/CMakeLists.txt "$tree"/src/*/*/CMakeLists.txt |
    grep -c cpp)
  echo "$sources sources of core"
  for list in "$tree"/src/*/CMakeLists.txt "$tree"/src/*/*/CMakeLists.txt; do
    sed -n '/target_sources(rubrica_\(core\|detail\)_objects/,/)/p' "$list" | grep -o '[a-z0-9_]*\.cpp' |
      grep -v -e json_simdjson -e '^file\.cpp$' | sed "s|^|$(dirname "$list")/|" || :
  done | xargs -n 1 -P "$jobs" $compiler -std=c++17 -Wall -Wextra -Werror -DFMT_HEADER_ONLY -DRUBRICA_STATIC_DEFINE -DRUBRICA_BUILDING \
    -I "$tree/include" -I "$tree/src" -isystem "$work/mingw/include" -isystem "$work/mingw/arch" -fsyntax-only
}
try_musl() { skip "Debian's musl-tools are for C: there is no C++ library for musl"; }
