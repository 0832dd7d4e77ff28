// Answers are lost after the service has done what was asked, on real sockets; waits are skipped.
#include "support/catch.hpp"

#include "support/sandbox/sandboxed.hpp"
#include "torture/blind_client.hpp"

#include <rubrica/sandbox/fault.hpp>

#include <string>
#include <vector>

namespace losses_test {

namespace sandbox = rubrica::sandbox;
using rubrica_test::sandboxed;
using strings = std::vector<std::string>;

namespace {

/// A simulator that loses so many of a hundred answers to what writes, after it was done.
sandbox::server_options losing(int percent) {
  auto options = rubrica_test::unlimited();
  options.faults.push_back(sandbox::read_fault_plan("commit-then-reset=" + std::to_string(percent) + '%').value());
  return options;
}

std::string key_of(int number) {
  return "contrato-" + std::to_string(number);
}

int sent_twice(sandbox::server const& server) {
  int twice = 0;
  for (auto const& [key, count] : server.activations().by_key) twice += count > 1 ? 1 : 0;
  return twice;
}

} // namespace

TEST_CASE("a client that begins again after a lost answer sends twice and leaves drafts", "[torture][socket]") {
  for (int percent : {5, 20}) {
    sandboxed box(losing(percent));
    auto options = box.server.client_options();
    options.retry.attempts = 1; // else rubrica's own client saves it from most of them
    torture::blind_client client{rubrica::clicksign::client(options)};
    for (int i = 0; i < 100; ++i) client.send(key_of(i));
    INFO(percent);
    CHECK(sent_twice(box.server) > 0);
    CHECK(box.server.activations().drafts > 0);
  }
}

} // namespace losses_test
