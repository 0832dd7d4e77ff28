#include "support/catch.hpp"

#include <rubrica/clicksign/completion.hpp>

#include <memory>
#include <optional>
#include <stdexcept>

namespace completion_test {

using namespace rubrica;
using namespace rubrica::clicksign;

TEST_CASE("a completion may own what cannot be copied", "[clicksign][async]") {
  int seen = 0;
  completion<int> const done([&seen, owned = std::make_unique<int>(2)](result<int> answer) { seen = *answer + *owned; });
  done(40);
  CHECK(seen == 42);
}

TEST_CASE("a completion tells the first result only, whichever copy gets it", "[clicksign][async]") {
  int told = 0;
  completion<void> const done([&told](result<void>) { ++told; });
  auto const copy = done;
  copy({});
  done(make_error(errc::timeout));
  CHECK(told == 1);
}

TEST_CASE("a completion that is dropped tells so", "[clicksign][async]") {
  std::optional<error_info> why;
  {
    completion<int> const done([&why](result<int> answer) { why = answer.error(); });
    auto const copy = done;
  }
  REQUIRE(why);
  CHECK(why->code == errc::out_of_memory);
  CHECK(why->outcome == outcome::ambiguous);
  CHECK_FALSE(why->safe_to_retry());
}

TEST_CASE("what a completion throws while it is dropped is ignored", "[clicksign][async]") {
  bool told = false;
  {
    completion<int> const done([&told](result<int>) {
      told = true;
      throw std::runtime_error("of the caller's own");
    });
  }
  CHECK(told);
}

} // namespace completion_test
