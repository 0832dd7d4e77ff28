// A sending whose every allocation fails once, one after the other.
#include "support/catch.hpp"

#include "support/process/failing_memory.hpp"
#include "support/signing/lossy_sandbox.hpp"
#include "support/signing/requests.hpp"

#include <new>

namespace sender_test {

using namespace rubrica;
using namespace rubrica::signing;
using rubrica_test::failing_allocation;
using rubrica_test::loss;
using rubrica_test::lossy_sandbox;
using rubrica_test::shortage;
using wrongs = std::vector<std::string>;

namespace {

/// The result of one run, compared with the server's records.
wrongs run_without(std::size_t which, shortage kind, int& completed) {
  lossy_sandbox world([](auto const&, int) { return loss::none; });
  auto const request = rubrica_test::small_request();
  sender const sending(world.box.client);
  send_options options;
  options.parallel = 1; // so that all of it is on this thread
  std::optional<result<sent>> told;
  try {
    failing_allocation const failing(which, kind);
    told = sending.send(request, options);
  } catch (std::bad_alloc const&) {
    if (world.envelopes() > 0) return {"an exception in place of the envelope's name"};
    return {};
  }
  if (*told) ++completed;
  return rubrica_test::wrongs_of(world, *told, 1);
}

/// All numbers until nothing is left to fail.
void fail_each(shortage kind, std::size_t step) {
  int completed = 0;
  std::size_t which = 0;
  for (bool failed = true; failed; which += step) {
    INFO("allocation " << which);
    auto const wrong = run_without(which, kind, completed);
    CHECK(wrong == wrongs());
    failed = failing_allocation::happened();
  }
  CHECK(which > 100);
  CHECK(completed > 1); // also where it failed after the activation
}

} // namespace

TEST_CASE("a sending that lacks memory once is done, is removed, or says what is left", "[memory][socket][rule2]") {
  fail_each(shortage::once, 1);
}

TEST_CASE("a sending that gets no more memory from some moment on is done, removed, or says what is left",
          "[memory][socket][rule2]") {
  fail_each(shortage::for_good, 7);
}

} // namespace sender_test
