// Answers are lost after the service has done what was asked, on real sockets; waits are skipped.
#include "support/catch.hpp"

#include "support/clock/skipping_clock.hpp"
#include "support/files/temporary_folder.hpp"
#include "support/sandbox/sandboxed.hpp"
#include "support/signing/requests.hpp"
#include "torture/blind_client.hpp"

#include <rubrica/sandbox/fault.hpp>
#include <rubrica/signing/folder_journal.hpp>
#include <rubrica/signing/sender.hpp>

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace losses_test {

namespace sandbox = rubrica::sandbox;
namespace sign = rubrica::signing;
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

/// What the caller knows of each sending in the end.
enum class known { sent, not_sent };

/// Sends so many over a network that loses answers, half of them under a key of the caller's, and finishes what is left open.
struct lossy_sends {
  std::map<std::string, known> ends; ///< by key
  int resumed = 0;
  strings wrongs;
  sandboxed box;
  rubrica_test::temporary_folder folder;

  lossy_sends(int percent, int sends) : box(losing(percent), {}, std::make_shared<rubrica_test::skipping_clock>()) {
    send_all(sends);
    finish();
    compare(sends);
  }

private:
  std::shared_ptr<sign::journal> journal() const { return sign::folder_journal::open(folder.path("journal")).value(); }

  void send_all(int sends) {
    sign::sender const sender(box.client, journal());
    for (int number = 0; number < sends; ++number) {
      sign::send_options options;
      if (number % 2 == 0) options.key = key_of(number);
      auto const told = sender.send(rubrica_test::request_with_signers(2), options);
      if (told)
        ends[told->key] = known::sent;
      else if (!options.key.empty() && told.error().outcome != rubrica::outcome::ambiguous)
        ends[options.key] = known::not_sent;
    }
  }

  /// As a program does when it starts. The journal is opened anew each time: what a run that ended without knowing holds until its
  /// time is over, by a clock that waits are not skipped on, is free when its program has ended.
  void finish() {
    for (int starts = 0; starts < 20; ++starts) {
      auto const found = sign::sender(box.client, journal()).resume();
      if (!found) return wrongs.push_back("resume: " + found.error().message);
      for (auto const& one : *found) take(one);
      if (found->empty()) break;
    }
    auto const swept = sign::sender(box.client, journal()).sweep();
    if (!swept) wrongs.push_back("sweep: " + swept.error().message);
  }

  void take(sign::resumed const& one) {
    ++resumed;
    if (one.state == sign::sending_state::sent) ends[one.key] = known::sent;
    if (one.state == sign::sending_state::given_up) ends[one.key] = known::not_sent;
  }

  void compare(int sends) {
    auto const seen = box.server.activations();
    for (auto const& [key, count] : seen.by_key) {
      if (count != 1) wrongs.push_back(std::to_string(count) + " envelopes of " + key);
      auto const end = ends.find(key);
      if (end == ends.end() || end->second != known::sent) wrongs.push_back("nobody was told that this was sent: " + key);
    }
    for (auto const& [key, end] : ends) {
      if (end == known::sent && seen.by_key.count(key) == 0) wrongs.push_back("told as sent, and was not: " + key);
    }
    if (seen.without_key > 0) wrongs.push_back("envelopes without a key");
    if (seen.drafts > 0) wrongs.push_back(std::to_string(seen.drafts) + " drafts are left");
    if (2 * seen.by_key.size() < static_cast<std::size_t>(sends)) wrongs.push_back("less than half was sent");
    if (!journal()->load_open().value().empty()) wrongs.push_back("sendings are still open");
  }
};

} // namespace

TEST_CASE("no sending with a journal is doubled or left as a draft, whatever part of the answers is lost",
          "[torture][socket][file][clock]") {
  for (int percent : {1, 5, 20}) {
    INFO(percent);
    CHECK(lossy_sends(percent, 100).wrongs == strings());
  }
}

TEST_CASE("no sending of six thousand is doubled or left as a draft", "[.long][torture][socket][file][clock]") {
  for (int percent : {1, 5, 20}) {
    lossy_sends const done(percent, 2000);
    WARN(percent << " % of the answers lost: " << done.ends.size() << " ends known, " << done.resumed << " resumed");
    CHECK(done.wrongs == strings());
  }
}

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
