// A sending whose every allocation fails once, one after the other.
#include "support/catch.hpp"

#include "support/failing_memory.hpp"
#include "support/lossy.hpp"
#include "support/requests.hpp"

#include <new>

using namespace rubrica;
using namespace rubrica::signing;
using rubrica_test::failing_memory;
using rubrica_test::loss;
using rubrica_test::lossy;
using wrongs = std::vector<std::string>;

namespace {

/// What came of one run, held against what there is.
wrongs run_without(int number, bool from_then_on, int& completed) {
  lossy world([](auto const&, int) { return loss::none; });
  auto const request = rubrica_test::small_request();
  sender const sending(world.box.client);
  send_options how;
  how.parallel = 1; // so that all of it is on this thread
  std::optional<result<sent>> told;
  try {
    failing_memory const failing(number, from_then_on);
    told = sending.send(request, how);
  } catch (std::bad_alloc const&) {
    if (world.envelopes() > 0) return {"an exception in place of the envelope's name"};
    return {};
  }
  if (*told) ++completed;
  return rubrica_test::wrongs_of(world, *told, 1);
}

/// All numbers until nothing is left to fail.
void fail_each(bool from_then_on, int step) {
  int completed = 0;
  int number = 1;
  for (;; number += step) {
    INFO("allocation " << number);
    auto const wrong = run_without(number, from_then_on, completed);
    CHECK(wrong == wrongs());
    if (!failing_memory::has_failed()) break;
  }
  CHECK(number > 100);
  CHECK(completed > 1); // also where it failed after the activation
}

} // namespace

TEST_CASE("a sending that lacks memory once is done, is removed, or says what is left") {
  fail_each(false, 1);
}

TEST_CASE("a sending that gets no more memory from some moment on is done, removed, or says what is left") {
  fail_each(true, 7);
}
