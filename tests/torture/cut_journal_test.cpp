// A journal's file that ends too early, at any byte.
#include "support/catch.hpp"

#include "support/clock/skipping_clock.hpp"
#include "support/sandbox/sandboxed.hpp"
#include "torture/durable_send.hpp"

#include <rubrica/signing/folder_journal.hpp>
#include <rubrica/signing/sender.hpp>

#include <filesystem>
#include <memory>

namespace cut_journal_test {

using namespace torture;
namespace sign = rubrica::signing;
using rubrica_test::sandboxed;
using rubrica_test::temporary_folder;
using rubrica_test::wait_until;

namespace {

constexpr char const* key = "contrato-0001";

/// The journal of a process that was killed while it sent to the simulator.
void interrupt(sandboxed& box, std::string const& journal) {
  box.server
      .add_fault(
          rubrica::sandbox::read_fault_plan("commit_then_timeout,delay=3600000,method=POST,path=/envelopes/*/signers").value())
      .value();
  wanted what{key, journal};
  auto command = command_of(what, box.server.base_url());
  rubrica_test::process doomed(command, {{"CLICKSIGN_TOKEN", std::string(box.server.token().reveal())}});
  // A plan has met a request before the request is done; then it is in the list.
  REQUIRE(wait_until([&] { return box.count("POST", "/signers") == 1; }));
  doomed.send_signal(SIGKILL);
  doomed.finish();
}

/// What came of a journal in the folder: an error that names it before anything was sent, or the one envelope.
std::string check(sandboxed& box, std::string const& folder) {
  box.server.forget_requests();
  auto const journal = sign::folder_journal::open(folder).value();
  auto const found = sign::sender(box.client, journal).resume();
  auto const activated = box.server.activations();
  std::size_t const running = activated.by_key.count(key) == 0 ? 0 : activated.by_key.at(key);
  if (running > 1) return "two envelopes";
  bool const is_error = !found || (found->size() == 1 && (*found)[0].error);
  if (is_error) {
    if (!box.server.requests().empty()) return "an error after requests";
    auto const& why = found ? *(*found)[0].error : found.error();
    return why.message.size() > 10 ? "named" : "an error without a sentence";
  }
  if (found->empty()) return box.server.requests().empty() ? "nothing found" : "requests for nothing";
  return (*found)[0].state == sign::sending_state::sent && running == 1 ? "sent" : "neither sent nor refused";
}

} // namespace

TEST_CASE("a journal's file that ends at any byte is a named error before anything is sent, and the whole one is finished",
          "[torture][process][socket][file][clock]") {
  sandboxed box(rubrica_test::unlimited(), {}, std::make_shared<rubrica_test::skipping_clock>());
  temporary_folder const folder;
  interrupt(box, folder.path("journal"));
  std::filesystem::path const record = record_in(folder.path("journal"));
  REQUIRE_FALSE(record.empty());
  auto const size = std::filesystem::file_size(record);
  REQUIRE(size > 200);
  std::map<std::string, int> outcomes;
  for (std::uintmax_t length = 0; length <= size; ++length) {
    std::filesystem::path const copy = folder.path("copy");
    std::filesystem::remove_all(copy);
    std::filesystem::copy(folder.path("journal"), copy);
    std::filesystem::resize_file(copy / record.filename(), length);
    auto const outcome = check(box, copy.string());
    ++outcomes[outcome];
    INFO(length << " of " << size);
    // What lacks only blanks after its end is whole.
    CHECK(((length + 2 > size && outcome == "sent") || outcome == "named"));
  }
  CAPTURE(outcomes);
  CHECK(outcomes["sent"] >= 1);
  CHECK(box.server.activations().by_key.at(key) == 1);
  CHECK(box.server.activations().drafts == 0);
}

TEST_CASE("a sending under the key of a damaged record is refused before anything is sent", "[torture][process][socket][file]") {
  sandboxed box;
  temporary_folder const folder;
  interrupt(box, folder.path("journal"));
  std::filesystem::path const record = record_in(folder.path("journal"));
  REQUIRE_FALSE(record.empty());
  auto const size = std::filesystem::file_size(record);
  for (std::uintmax_t const length : {size - 3, size / 2, size / 4, std::uintmax_t{0}}) {
    std::filesystem::resize_file(record, length);
    box.server.forget_requests();
    auto command = command_of({key, folder.path("journal")}, box.server.base_url());
    auto const end = rubrica_test::run(command, {{"CLICKSIGN_TOKEN", std::string(box.server.token().reveal())}});
    INFO(end.out << end.err);
    CHECK(end.status == 1);
    CHECK(box.server.requests().empty());
    CHECK(box.server.activations().by_key.empty());
  }
}

} // namespace cut_journal_test
