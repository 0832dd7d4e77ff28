#!/bin/sh
# usage: exports.sh LIB_DIR INCLUDE_DIR WORK_DIR CXX COVERAGE
# What installed shared libraries export, held against what the installed headers declare and the list of operations: all of it,
# and nothing else.
set -eu
export LC_ALL=C
libraries=$1 include=$2 work=$3 cxx=$4 coverage=$5
mkdir -p "$work"
failed=0

# complain TITLE FILE: a fault for each line of the file
complain() {
  [ -s "$2" ] || return 0
  printf '%s:\n' "$1"
  sed 's/^/  /' "$2"
  failed=1
}

for library in "$libraries"/librubrica*.so; do
  nm -D --defined-only --no-demangle "$library" | sed 's/^[^ ]* //'
done | sort -u > "$work/exported"
cut -d ' ' -f 2 "$work/exported" | c++filt | sort -u > "$work/exported_names"

grep -v -e ' _ZNK*7rubrica' -e ' _Z[A-Z]*N7rubrica' -e ' _ZT[hvc].*N7rubrica' "$work/exported" | c++filt > "$work/foreign" || :
complain "Exported, and nothing of rubrica" "$work/foreign"

# Functions of a namespace: as many of a name as there are declarations of it.
(cd "$include" && find rubrica -name '*.hpp') | grep -v '^rubrica/interop/' | sort > "$work/headers"
(cd "$include" && xargs sed -nE 's/^RUBRICA_EXPORT [^(]*[ &*>]([a-z_]+)\(.*/\1/p' < "$work/headers") | sort | uniq -c > "$work/declared"
sed -nE 's/^rubrica::([a-z0-9_]+::)*([a-z_]+)(\[abi:[a-z0-9]+\])?\(.*/\2/p' "$work/exported_names" | sort | uniq -c > "$work/defined"
[ -s "$work/defined" ] || echo "0 nothing" > "$work/defined"
awk 'NR == FNR { have[$2] = $1; next } have[$2] < $1 { print $2 ": " $1 " declared, " have[$2] + 0 " exported" }' \
  "$work/defined" "$work/declared" > "$work/missing"
[ -s "$work/declared" ] || echo "no header declares a function" > "$work/missing"
complain "Declared with RUBRICA_EXPORT, and not exported" "$work/missing"
# In the first column a header has declarations of namespaces, and the first word says which are no plain functions.
(cd "$include" && xargs awk '
  /^(\[\[[a-z]+\]\] )?[a-z][A-Za-z0-9_:<>, *&]*[ &*][a-z_]+\(/ && previous !~ /^template/ &&
    $1 !~ /^(inline|constexpr|template|using|typedef|friend|namespace|struct|class|enum|extern|static|return)$/ {
    print FILENAME ": " $0
  }
  { previous = $0 }' < "$work/headers") > "$work/unmarked"
complain "Declared without RUBRICA_EXPORT" "$work/unmarked"

# Methods: g++ writes every declaration into its debug information, and every inline function into the object.
if "$cxx" --version | grep -q 'Free Software Foundation'; then
  sed 's/.*/#include <&>/' "$work/headers" > "$work/headers.cpp"
  for mode in blocking deferred; do # templates are described where they are instantiated
    echo "template class rubrica::clicksign::resources<rubrica::clicksign::$mode>;" >> "$work/headers.cpp"
  done
  "$cxx" -std=c++17 -O0 -g -gdwarf-5 -fno-eliminate-unused-debug-types -fno-eliminate-unused-debug-symbols -fkeep-inline-functions \
    -I "$include" -c "$work/headers.cpp" -o "$work/headers.o"
  # What is deleted, defaulted, made by the compiler or purely virtual (2) has no definition to find.
  readelf --debug-dump=info "$work/headers.o" 2> /dev/null | awk '
    / Abbrev Number: / { if (name != "" && !without) print name; name = ""; without = 0 }
    / DW_AT_linkage_name/ { name = $NF }
    / DW_AT_(deleted|defaulted|artificial) / { without = 1 }
    / DW_AT_virtuality/ && / 2\t/ { without = 1 }' | grep -E '^_ZNK?7rubrica' | sort -u | c++filt |
    grep -E '^rubrica::([a-z0-9_]+::)*(basic_[a-z_]+<[a-z0-9_:]+>::)?~?[a-z0-9_]+(\[abi:[a-z0-9]+\])?\(' | sort -u > "$work/methods"
  nm --defined-only "$work/headers.o" | sed 's/^[^ ]* . //' | c++filt | sort -u > "$work/inline"
  sort -u "$work/exported_names" "$work/inline" | comm -13 - "$work/methods" > "$work/missing"
  grep -q 'basic_envelopes<.*blocking>::get(' "$work/methods" || echo "the debug information names no method" > "$work/missing"
  complain "Declared in a header, and neither exported nor inline" "$work/missing"
fi

# A method of a resource is an operation: docs/coverage.md, which is written from the list of them, names each once for each overload.
grep -v -e ')::' -e ' const::' "$work/exported_names" | # what is local to a method
  sed -nE 's/^rubrica::([a-z0-9_]+::)*basic_([a-z_]+)<[a-z0-9_:]*::blocking>::([a-z_]+)\(.*/\2().\3/p' |
  sed 's/^raw_calls/raw/' | grep -v -e '\.basic_' -e '\.resource_base' | sort > "$work/operations" || : # no constructors
sed -nE 's/^\| `([a-z_]+\(\)\.[a-z_]+(\([a-z_]+\))?)` .*/\1/p' "$coverage" | sort -u | sed -E 's/\([a-z_]+\)$//' | sort > "$work/listed"
[ -s "$work/operations" ] || echo "no resource exports a method" > "$work/operations"
comm -23 "$work/operations" "$work/listed" > "$work/missing"
complain "Operations without a row in tests/operations" "$work/missing"
comm -13 "$work/operations" "$work/listed" > "$work/foreign"
complain "In docs/coverage.md, and no operation" "$work/foreign"
exit $failed
