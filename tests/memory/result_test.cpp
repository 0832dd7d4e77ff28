#include "support/catch.hpp"

#include "support/process/failing_memory.hpp"

#include <rubrica/core/error.hpp>
#include <rubrica/core/result.hpp>

#include <new>
#include <string>

namespace result_test {

using namespace rubrica;
using rubrica_test::failing_allocation;

namespace {

std::string const long_text(100, 'x');

bool is_same(result<std::string> const& a, result<std::string> const& b) {
  if (a.has_value() != b.has_value()) return false;
  return a ? *a == *b : a.error().message == b.error().message && a.error().code == b.error().code;
}

} // namespace

TEST_CASE("a result to which another cannot be copied for want of memory is as it was", "[memory][rule2]") {
  result<std::string> const value(long_text);
  result<std::string> const other(long_text + "y");
  result<std::string> const error(make_error(errc::protocol, long_text));
  result<std::string> const refusal(make_error(errc::invalid, long_text + "y"));
  for (auto const* from : {&other, &refusal}) {
    for (auto const* before : {&value, &error}) {
      int failures = 0;
      for (bool failed = true; failed;) {
        result<std::string> to = *before;
        failed = false;
        try {
          failing_allocation const failing(static_cast<std::size_t>(failures));
          to = *from;
        } catch (std::bad_alloc const&) {
          failed = true;
          ++failures;
        }
        CHECK(is_same(to, failed ? *before : *from));
      }
      CHECK(failures > 0);
    }
  }
}

} // namespace result_test
