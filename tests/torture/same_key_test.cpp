// Eight processes send under one key at once.
#include "support/catch.hpp"

#include "torture/durable_send.hpp"

#include <memory>
#include <set>

namespace same_key_test {

using namespace torture;
using rubrica_test::temporary_folder;

namespace {

using strings = std::vector<std::string>;

constexpr int senders = 8;

/// One round. With `shares_journal` they have one folder, else each has none.
strings race(watched_simulator& box, wanted const& what) {
  std::vector<std::unique_ptr<sending_process>> all;
  for (int i = 0; i < senders; ++i) all.push_back(std::make_unique<sending_process>(what, box.url()));
  strings wrongs;
  std::set<std::string> envelopes;
  for (auto const& one : all) {
    auto const end = one->finish();
    if (end.status == 0) {
      envelopes.insert(json::parse(rubrica_test::last_line(end.out))["envelope_id"].dump());
    } else {
      json const error = json::parse(rubrica_test::last_line(end.err), nullptr, false);
      // Another process is at work on it: that is all that may be said.
      bool const busy = error.is_object() && error.value("code", "") == "not_ready";
      if (!busy) wrongs.push_back("a sender ended with " + std::to_string(end.status) + ": " + end.err);
    }
  }
  if (envelopes.size() != 1) wrongs.push_back("the senders tell of " + std::to_string(envelopes.size()) + " envelopes");
  for (std::string& one : wrongs_of(box, what.key)) wrongs.push_back(std::move(one));
  for (std::string& one : wrongs) one += " (key " + what.key + ")";
  return wrongs;
}

strings races(int rounds, bool share_journal) {
  watched_simulator box;
  temporary_folder const folder;
  strings wrongs;
  for (int round = 0; round < rounds; ++round) {
    wanted const what{"contrato-" + std::to_string(round), share_journal ? folder.path("journal") : std::string(), 1};
    for (std::string& one : race(box, what)) wrongs.push_back(std::move(one));
  }
  return wrongs;
}

} // namespace

TEST_CASE("eight processes that send under one key with one journal make one envelope", "[torture][process][socket][file]") {
  CHECK(races(4, true) == strings());
}

TEST_CASE("eight processes that send under one key without a journal make one envelope", "[torture][process][socket]") {
  CHECK(races(4, false) == strings());
}

TEST_CASE("eight processes that send under one key make one envelope two hundred times with one journal and as often without",
          "[.long][torture][process][socket][file]") {
  CHECK(races(200, true) == strings());
  CHECK(races(200, false) == strings());
}

} // namespace same_key_test
