#include "support/catch.hpp"

#include <rubrica/core/failure.hpp>
#include <rubrica/core/result.hpp>

#include <memory>
#include <optional>
#include <string>
#include <type_traits>

namespace result_failure_test {

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

static_assert(std::is_nothrow_copy_constructible_v<failure>);
static_assert(std::is_nothrow_copy_assignable_v<failure>);

TEST_CASE("a copy of a failure has every member of its error, after the first one is gone", "[core]") {
  error_info error = make_error(errc::rate_limited, "in a test", outcome::rejected);
  error.http_status = 429;
  error.problems = {{"bad_request", "title", "detail", "/data/attributes/name", "for logs"}};
  error.request_id = "0f2e";
  error.rule = "some_rule";
  error.envelope_left_behind = "e1";
  error.retry_after = std::chrono::milliseconds(1500);
  error.line = 3;
  error.column = 7;
  std::optional<failure> first(error);
  failure copied(*first);
  failure assigned(make_error(errc::timeout));
  assigned = copied;
  first.reset();
  for (failure const* one : {&copied, &assigned}) {
    error_info const& told = one->error();
    CHECK(told.code == error.code);
    CHECK(told.message == error.message);
    CHECK(told.outcome == error.outcome);
    CHECK(told.http_status == 429);
    REQUIRE(told.problems.size() == 1);
    CHECK(told.problems[0].code == "bad_request");
    CHECK(told.problems[0].title == "title");
    CHECK(told.problems[0].detail == "detail");
    CHECK(told.problems[0].pointer == "/data/attributes/name");
    CHECK(told.problems[0].for_logs == "for logs");
    CHECK(told.request_id == "0f2e");
    CHECK(told.rule == "some_rule");
    CHECK(told.envelope_left_behind == "e1");
    CHECK(told.retry_after == std::chrono::milliseconds(1500));
    CHECK(told.line == 3);
    CHECK(told.column == 7);
    CHECK(one->what() == to_string(error));
  }
}

} // namespace result_failure_test
