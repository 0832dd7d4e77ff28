# shellcheck shell=sh
# Sourced by run.sh: other suites of Debian, in a chroot, and other processors, by Debian's cross compilers and qemu-user in one.

# bare SUITE: $root becomes a fresh chroot of the suite with the committed tree in /src; it goes when the platform was tried
bare() {
  [ "$(id -u)" = 0 ] || skip "a chroot needs root"
  command -v debootstrap > /dev/null || skip "debootstrap is not installed"
  base=$cache/$1
  if [ ! -d "$base" ]; then
    rm -rf "$base.part"
    debootstrap --variant=minbase --include=ca-certificates "$1" "$base.part" || skip "the suite $1 cannot be fetched"
    mv "$base.part" "$base"
  fi
  root=$(mktemp -d "$cache/root.XXXXXX")
  trap 'umount -l "$root/proc" "$root/dev" 2> /dev/null || :; rm -rf --one-file-system "$root"' EXIT
  trap 'exit 130' INT TERM HUP # through the line above
  cp -a "$base/." "$root"
  # As this machine reaches the network, and its mirrors where the suite is the same.
  for file in /etc/resolv.conf /etc/hosts; do cp "$file" "$root$file"; done
  cp /etc/apt/apt.conf.d/99* "$root/etc/apt/apt.conf.d/" 2> /dev/null || :
  echo force-unsafe-io > "$root/etc/dpkg/dpkg.cfg.d/thrown-away" # nothing in it outlives this trial
  mount -t proc proc "$root/proc"
  mount --rbind /dev "$root/dev"
  mount --make-rslave "$root/dev"
  mkdir -p "$root/src"
  git -C "$tree" archive HEAD | tar -x -C "$root/src"
}
# inside COMMAND: a line of shell in the chroot, in the tree
inside() {
  echo "+ $1"
  chroot "$root" /usr/bin/env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive JOBS="$jobs" \
    sh -c "cd /src && $1"
}
# listed NAME: a list of packages, as ./dev has it
listed() { sed -n "/^$1=\"/{:more;/\"\$/!{N;b more};s/^$1=\"//;s/\"\$//;s/\n/ /g;p}" "$tree/dev"; }
packages=$(listed to_build)
install="apt-get update && apt-get install -y --no-install-recommends"

# What a newcomer does first, then the library and the tests of core and of http.
newcomer() {
  bare "$1"
  inside "./dev demo"
  inside "cmake --build --preset release --parallel $jobs --target core_tests test_http"
  inside "ctest --preset release -L core"
  inside "build/release/bin/test_http"
}
try_debian_12() { newcomer bookworm; }
try_debian_13() { newcomer trixie; }
try_debian_sid() { newcomer sid; }
# The newest clang with the newest of everything else.
try_clang_sid() {
  bare sid
  inside "$install $packages clang"
  inside "clang++ --version && \
    cmake -B build/clang $quick -DCMAKE_CXX_COMPILER=clang++ -DRUBRICA_WITH_WORKFLOW=OFF -DRUBRICA_BUILD_EXAMPLES=OFF"
  inside "cmake --build build/clang --target rubrica_rubrica rubrica_sandbox core_tests --parallel $jobs"
  inside "ctest --test-dir build/clang -L core --output-on-failure"
}

# The engine with the newest SOCI and the newest of each database.
try_workflow_sid() {
  bare sid
  inside "$install $packages $(listed to_store_build) postgresql mariadb-server libboost-date-time-dev"
  inside "cmake -B build/workflow $quick -DRUBRICA_WITH_WORKFLOW=ON"
  inside "cmake --build build/workflow --target test_workflow rubrica-engine rubrica-crm --parallel $jobs"
  inside "build/workflow/bin/test_workflow"
}

# The receivers of examples/receive in frameworks that Debian 12 has no package of (Drogon), or an older one: each stores a callback
# and refuses a forged one. Debian has no package of Crow.
try_receivers() {
  bare trixie
  inside "$install $packages curl openssl libboost-dev libpistache-dev libdrogon-dev libjsoncpp-dev uuid-dev libpq-dev libsqlite3-dev \
    libmariadb-dev libbrotli-dev libhiredis-dev libyaml-cpp-dev"
  inside "cmake -B build/receivers $quick -DRUBRICA_BUILD_TESTS=OFF -DRUBRICA_WITH_WORKFLOW=OFF"
  inside "cmake --build build/receivers --target receivers drogon_server --parallel $jobs"
  inside "sh tests/platforms/receive.sh build/receivers/bin/receive_beast build/receivers/bin/receive_pistache build/receivers/bin/receive_drogon"
}

# away: the chroot of `bare` goes before the platform was tried
away() {
  umount -l "$root/proc" "$root/dev"
  rm -rf --one-file-system "$root"
}
# Debian packages of this tree, built in the suite, installed in another chroot of it that has no compiler yet, and used: README's first
# program sends to the simulator of rubrica-tools. DEBS: a folder of packages that were made in the suite before, by ./dev deb.
packaged() {
  made=${DEBS:-$work/deb-$1}
  if [ -z "${DEBS:-}" ]; then
    bare "$1"
    inside "$install git"
    inside "git init -q . && git add -A && git -c user.name=x -c user.email=x@example.org commit -qm x && ./dev deb"
    rm -rf "$made"
    cp -r "$root/src/build/deb" "$made"
    away
  fi
  bare "$1"
  cp "$made"/*.deb "$root/src/"
  inside "$install ./rubrica-tools_*.deb ./librubrica*0.1_*.deb"
  inside "rubrica-send --version && rubrica-inspect --version && rubrica-sandbox --version && rubrica-trigger --version"
  inside "$install ./librubrica-dev_*.deb g++ pkg-config man-db cmake ninja-build"
  inside "g++ -std=c++17 test_package/send.cpp -o /tmp/send \$(pkg-config --cflags --libs rubrica rubrica-sandbox) && /tmp/send"
  inside "g++ -std=c++20 examples/guide/01_send.cpp -o /tmp/01_send \$(pkg-config --cflags --libs rubrica)"
  inside "{ rubrica-sandbox --port 8080 --token t0ken > /dev/null & sandbox=\$!; sleep 2; cd examples/assets
    export CLICKSIGN_URL=http://127.0.0.1:8080/api/v3 CLICKSIGN_TOKEN=t0ken
    /tmp/01_send && rubrica-send contrato.pdf --signer 'Ana Souza <ana@acme.example>' --base-url \$CLICKSIGN_URL; ended=\$?; kill \$sandbox; exit \$ended; }"
  inside "cmake -S tests/consumer -B /tmp/consumer -G Ninja && cmake --build /tmp/consumer && /tmp/consumer/consumer_17"
}
try_deb_12() { packaged bookworm; }
try_deb_13() { packaged trixie; }

# crossed ARCHITECTURE TRIPLE QEMU: core and its tests for another processor
crossed() {
  bare bookworm
  inside "dpkg --add-architecture $1 && $install g++-$(echo "$2" | tr _ -) cmake ninja-build pkg-config qemu-user \
    libssl-dev:$1 libfmt-dev:$1 nlohmann-json3-dev catch2"
  printf 'set(CMAKE_SYSTEM_NAME Linux)\nset(CMAKE_SYSTEM_PROCESSOR %s)\nset(CMAKE_CXX_COMPILER %s-g++)\nset(CMAKE_CROSSCOMPILING_EMULATOR %s)\nset(CMAKE_LIBRARY_ARCHITECTURE %s)\n' \
    "$1" "$2" "$3" "$2" > "$root/src/cross.cmake"
  # -O1: what the compiler, which runs as it is, leaves out need not be emulated.
  inside "cmake -B build/cross $quick -DCMAKE_TOOLCHAIN_FILE=cross.cmake -DCMAKE_CXX_FLAGS_DEBUG=-O1 -DRUBRICA_BUILD_CLIENT=OFF \
    -DRUBRICA_BUILD_SANDBOX=OFF -DRUBRICA_WITH_WORKFLOW=OFF -DRUBRICA_WITH_SIMDJSON=OFF -DRUBRICA_BUILD_EXAMPLES=OFF"
  inside "cmake --build build/cross --target core_tests --parallel $jobs"
  inside "ctest --test-dir build/cross -L core --output-on-failure"
}
try_i386() { crossed i386 i686-linux-gnu qemu-i386; }
try_arm64() { crossed arm64 aarch64-linux-gnu qemu-aarch64; }
try_s390x() { crossed s390x s390x-linux-gnu qemu-s390x; }
