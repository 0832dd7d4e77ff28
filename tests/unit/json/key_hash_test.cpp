#include "support/catch.hpp"
#include "json/key_hash.hpp"

#include <string>

using rubrica::detail::hash_of;

TEST_CASE("names of JSON members of every length differ by any byte", "[json]") {
  for (std::size_t length = 0; length <= 40; ++length) {
    std::string name;
    for (std::size_t at = 0; at < length; ++at) name += static_cast<char>('a' + at % 26);
    std::string const copy = name;
    CHECK(hash_of(name) == hash_of(copy));
    CHECK(hash_of(name) != hash_of(copy + '\0'));
    for (std::size_t at = 0; at < length; ++at) {
      std::string other = name;
      other[at] = static_cast<char>(other[at] ^ 1);
      INFO(name << " / " << other);
      CHECK(hash_of(name) != hash_of(other));
    }
  }
}
