# shellcheck shell=sh
# Sourced by run.sh: what is built and run on this machine, by its own compilers, and by those that cross.

# configured NAME OPTIONS...: a build folder of rubrica::core and its tests
configured() {
  name=$1
  shift
  # shellcheck disable=SC2086  # a list of options
  cmake -S "$tree" -B "$work/$name" $quick -DRUBRICA_WITH_WORKFLOW=OFF -DRUBRICA_BUILD_EXAMPLES=OFF -DRUBRICA_BUILD_SANDBOX=OFF \
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
  # libstdc++ 12 uses in stable_sort what it declares as deprecated itself, and clang tells it of each use since 15.
  clang clang_newest "$compiler" -DCMAKE_CXX_FLAGS=-Wno-deprecated-declarations
}
# fmt and Catch2 of Debian are compiled for libstdc++, so only what has them as headers can be linked: the sources are compiled.
try_clang_libc__() {
  echo '#include <vector>' | clang++ -stdlib=libc++ -x c++ -fsyntax-only - 2> /dev/null || skip "libc++ is not installed"
  headers clang++ -stdlib=libc++
  configured libcxx -DCMAKE_CXX_COMPILER=clang++ "-DCMAKE_CXX_FLAGS=-stdlib=libc++ -DFMT_HEADER_ONLY" -DRUBRICA_BUILD_TESTS=OFF \
    -DRUBRICA_WITH_SIMDJSON=OFF
  cmake --build "$work/libcxx" --target rubrica_core --parallel "$jobs"
}

# What Debian has as headers only, as CMake finds it, for any processor and system: headers_of NAME TARGET FOLDER VERSION [DEFINITION]
headers_of() {
  mkdir -p "$prefix/include" "$prefix/lib/cmake/$1"
  ln -sfn "/usr/include/$3" "$prefix/include/$3"
  echo "set(PACKAGE_VERSION $4)
set(PACKAGE_VERSION_COMPATIBLE TRUE)" > "$prefix/lib/cmake/$1/$1ConfigVersion.cmake"
  echo "add_library($2 INTERFACE IMPORTED)
set_target_properties($2 PROPERTIES INTERFACE_INCLUDE_DIRECTORIES $prefix/include INTERFACE_COMPILE_DEFINITIONS \"${5-}\")" \
    > "$prefix/lib/cmake/$1/$1Config.cmake"
}
# windows_crypto: OpenSSL's libcrypto for Windows, which Debian has no package of, made of Debian's source and kept in $cache
windows_crypto() {
  [ ! -f "$cache/mingw-crypto/lib/libcrypto.a" ] || return 0
  made=$work/mingw/openssl
  rm -rf "$made"
  mkdir -p "$made/lists/partial" "$cache/mingw-crypto/lib"
  (
    cd "$made"
    . /etc/os-release
    echo "deb-src http://deb.debian.org/debian $VERSION_CODENAME main" > sources.list
    from="-o Dir::Etc::SourceList=$made/sources.list -o Dir::Etc::SourceParts=- -o Dir::State::Lists=$made/lists"
    # shellcheck disable=SC2086  # options
    { apt-get $from update && apt-get $from source --tar-only openssl; } || skip "OpenSSL's source cannot be fetched"
    tar -xf openssl_*.orig.tar.gz
    cd openssl-*/
    ./Configure mingw64 --cross-compile-prefix=x86_64-w64-mingw32- no-shared no-tests no-asm no-engine no-legacy no-module no-dso
    make -s -j "$jobs" build_generated libcrypto.a
    cp -r include "$cache/mingw-crypto/"
    cp libcrypto.a "$cache/mingw-crypto/lib/"
  )
  rm -rf "$made"
}
# core with its tests, but those of crypto, which fork, and rubrica-inspect, which reads files with it; all of it run by wine.
try_mingw() {
  compiler=x86_64-w64-mingw32-g++-posix
  command -v $compiler > /dev/null || skip "$compiler is not installed"
  wine=$(command -v wine64 || command -v wine || command -v /usr/lib/wine/wine64) || skip "wine is not installed"
  export WINEPREFIX="$work/mingw/wine" WINEDEBUG=-all
  windows_crypto
  prefix=$work/mingw/prefix
  headers_of fmt fmt::fmt fmt "$(pkg-config --modversion fmt)" FMT_HEADER_ONLY
  headers_of nlohmann_json nlohmann_json::nlohmann_json nlohmann "$(pkg-config --modversion nlohmann_json)"
  headers_of Catch2 Catch2::Catch2 catch2 2
  # -O1 and no exports: its ar and ld take minutes for an object of 24,000 inline functions, which is what -O0 leaves of a unity build.
  configured mingw/build -DCMAKE_SYSTEM_NAME=Windows -DCMAKE_CXX_COMPILER=$compiler -DCMAKE_CROSSCOMPILING_EMULATOR="$wine" \
    -DCMAKE_PREFIX_PATH="$prefix" -DOPENSSL_ROOT_DIR="$cache/mingw-crypto" -DCMAKE_CXX_STANDARD_LIBRARIES="-lws2_32 -lcrypt32" \
    -DCMAKE_EXE_LINKER_FLAGS=-static -DCMAKE_CXX_FLAGS=-DRUBRICA_STATIC_DEFINE -DRUBRICA_WITH_SIMDJSON=OFF -DCMAKE_CXX_FLAGS_DEBUG=-O1
  for test in core text json clicksign_webhook assinebem pacto callbacks; do echo "test_$test"; done |
    xargs cmake --build "$work/mingw/build" --parallel "$jobs" --target
  ctest --test-dir "$work/mingw/build" -L core -E test_crypto --output-on-failure
  $compiler -std=c++20 -static -DRUBRICA_STATIC_DEFINE -I "$tree/include" -isystem "$prefix/include" "$tree/examples/rubrica_inspect.cpp" \
    "$work/mingw/build/src/librubrica_core.a" "$cache/mingw-crypto/lib/libcrypto.a" -lws2_32 -lcrypt32 -o "$work/mingw/rubrica-inspect.exe"
  "$wine" "$work/mingw/rubrica-inspect.exe" --version
  "$wine" "$work/mingw/rubrica-inspect.exe" --signatures --reveal "$tree/tests/fuzz/corpus/verify_signed_file/one_signature" |
    tee "$work/mingw/signatures"
  grep -q '"signer":"Fulana"' "$work/mingw/signatures"
}
try_musl() { skip "Debian's musl-tools are for C: there is no C++ library for musl"; }
