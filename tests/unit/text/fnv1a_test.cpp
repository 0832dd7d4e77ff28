#include "support/catch.hpp"
#include "text/fnv1a.hpp"

#include <string_view>

namespace fnv1a_test {

using rubrica::detail::fnv1a;
using rubrica::detail::fnv1a_empty;

std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = fnv1a_empty;
  for (char const c : text) hash = fnv1a(hash, static_cast<unsigned char>(c));
  return hash;
}

TEST_CASE("hashes are those that the authors of FNV publish", "[text]") {
  CHECK(hash_of("") == 0xcbf29ce484222325U);
  CHECK(hash_of("a") == 0xaf63dc4c8601ec8cU);
  CHECK(hash_of("foobar") == 0x85944171f73967e8U);
}

} // namespace fnv1a_test
