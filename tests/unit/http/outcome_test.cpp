#include "support/catch.hpp"

#include "http/outcome.hpp"

namespace outcome_test {

using namespace rubrica;
using namespace rubrica::http;

TEST_CASE("the status of an answer proves the outcome of a request", "[http]") {
  struct row {
    int status;
    outcome of_a_write;
    outcome of_a_read;
  };
  constexpr row rows[] = {
      {0, outcome::ambiguous, outcome::rejected},   {100, outcome::ambiguous, outcome::rejected},
      {200, outcome::done, outcome::done},          {201, outcome::done, outcome::done},
      {204, outcome::done, outcome::done},          {299, outcome::done, outcome::done},
      {300, outcome::ambiguous, outcome::rejected}, {301, outcome::rejected, outcome::rejected},
      {302, outcome::rejected, outcome::rejected},  {303, outcome::ambiguous, outcome::rejected},
      {304, outcome::ambiguous, outcome::rejected}, {307, outcome::rejected, outcome::rejected},
      {308, outcome::rejected, outcome::rejected},  {400, outcome::rejected, outcome::rejected},
      {404, outcome::rejected, outcome::rejected},  {408, outcome::ambiguous, outcome::rejected},
      {422, outcome::rejected, outcome::rejected},  {429, outcome::rejected, outcome::rejected},
      {499, outcome::rejected, outcome::rejected},  {500, outcome::ambiguous, outcome::rejected},
      {503, outcome::ambiguous, outcome::rejected}, {599, outcome::ambiguous, outcome::rejected},
  };
  for (row const& one : rows) {
    INFO(one.status);
    for (method verb : {method::post, method::put, method::patch, method::del})
      CHECK(outcome_of(verb, one.status) == one.of_a_write);
    CHECK(outcome_of(method::get, one.status) == one.of_a_read);
    CHECK(outcome_of(method::post, result<response>(response{one.status, {}, {}})) == one.of_a_write);
  }
}

TEST_CASE("a read is never in doubt, and what is known otherwise stays", "[http]") {
  for (outcome known : {outcome::not_sent, outcome::rejected, outcome::done, outcome::ambiguous}) {
    CHECK(outcome_of(method::post, known) == known);
    CHECK(outcome_of(method::get, known) == (known == outcome::ambiguous ? outcome::rejected : known));
    auto const failed = result<response>(make_error(errc::timeout, {}, known));
    CHECK(outcome_of(method::get, failed) != outcome::ambiguous);
    CHECK(outcome_of(method::patch, failed) == known);
  }
}

} // namespace outcome_test
