#include "support/catch.hpp"
#include "json/duplicate_key_check.hpp"

#include <string>

namespace duplicate_key_check_test {

using rubrica::detail::duplicate_key_check;

TEST_CASE("names of every length differ by any byte, and only the same name is named twice", "[json]") {
  for (std::size_t length = 1; length <= 40; ++length) {
    std::string name;
    for (std::size_t at = 0; at < length; ++at) name += static_cast<char>('a' + at % 26);
    duplicate_key_check check;
    check.enter();
    CHECK(check.add(name));
    CHECK(check.add(name + '\0'));
    for (std::size_t at = 0; at < length; ++at) {
      std::string other = name;
      other[at] = static_cast<char>(other[at] ^ 1);
      INFO(name << " / " << other);
      CHECK(check.add(other));
    }
    CHECK_FALSE(check.add(std::string(name)));
  }
}

} // namespace duplicate_key_check_test
