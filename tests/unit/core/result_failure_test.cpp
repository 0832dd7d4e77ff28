#include "support/catch.hpp"

#include <rubrica/core/failure.hpp>
#include <rubrica/core/result.hpp>

#include <memory>
#include <string>

using namespace rubrica;

namespace {

result<std::string> greeting(bool wanted) {
  if (!wanted) return make_error(errc::not_found, "no greeting");
  return std::string("bom dia");
}

} // namespace

TEST_CASE("a result holds a value", "[core]") {
  auto r = greeting(true);
  REQUIRE(r);
  CHECK(r.has_value());
  CHECK(*r == "bom dia");
  CHECK(r->size() == 7);
  CHECK(r.value() == "bom dia");
  std::string const moved = std::move(r).value();
  CHECK(moved == "bom dia");
}

TEST_CASE("a result holds an error, and value() throws it", "[core]") {
  auto const r = greeting(false);
  REQUIRE_FALSE(r);
  CHECK(r.error().code == errc::not_found);
  CHECK_THROWS_AS(r.value(), failure);
  try {
    static_cast<void>(r.value());
  } catch (failure const& thrown) {
    CHECK(thrown.error().code == errc::not_found);
    CHECK(std::string(thrown.what()) == to_string(r.error()));
  }
}

TEST_CASE("a result of nothing holds success or an error", "[core]") {
  result<void> const good;
  CHECK(good);
  CHECK_NOTHROW(good.value());
  result<void> const bad = make_error(errc::timeout);
  CHECK_FALSE(bad);
  CHECK(bad.error().code == errc::timeout);
  CHECK_THROWS_AS(bad.value(), failure);
}

TEST_CASE("a result carries what can only be moved", "[core]") {
  result<std::unique_ptr<int>> r = std::make_unique<int>(7);
  REQUIRE(r);
  auto owned = *std::move(r);
  CHECK(*owned == 7);
}

TEST_CASE("a result is made in place, to be filled", "[core]") {
  struct unmoved {
    unmoved() = default;
    unmoved(unmoved&&) = delete;
    int filled = 0;
  };
  result<unmoved> made(std::in_place);
  REQUIRE(made.has_value());
  made->filled = 7;
  CHECK(made->filled == 7);
}
