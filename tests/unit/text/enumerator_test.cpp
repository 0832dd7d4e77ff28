#include "support/catch.hpp"

#include "text/enumerator.hpp"

#include <rubrica/core/error.hpp>

namespace enumerator_test {

using namespace rubrica;

TEST_CASE("an enumerator is found by its name, up to the last one that counts", "[text]") {
  for (int value = 0; value <= static_cast<int>(errc::unknown_route); ++value) {
    auto const code = static_cast<errc>(value);
    CHECK(detail::enumerator_named(to_string(code), errc::unknown_route) == code);
  }
  CHECK(detail::enumerator_named("done", outcome::done) == outcome::done);
  CHECK_FALSE(detail::enumerator_named("done", outcome::ambiguous));
  CHECK_FALSE(detail::enumerator_named("", outcome::done));
  CHECK_FALSE(detail::enumerator_named("Done", outcome::done));
}

} // namespace enumerator_test
