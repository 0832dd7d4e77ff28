// The examples of history.hpp and change.hpp, as they are printed there.
#include "support/callbacks/event_sequences.hpp"
#include "support/catch.hpp"

#include <rubrica/signing/sender.hpp>

#include <fstream>
#include <map>
#include <sstream>

namespace history_examples_test {

using namespace rubrica;
using rubrica_test::event;

namespace {

/// The user's own database and downloads.
struct crm {
  std::map<std::string, std::string> saved{};
  std::vector<std::pair<envelope_id, document_id>> downloaded{};

  std::string load(std::string const& record) const { return saved.at(record); }
  void save(std::string const& record, std::string const& text) { saved[record] = text; }
  void download(envelope_id const& envelope, document_id const& document) { downloaded.emplace_back(envelope, document); }

  void when_a_request_was_sent(signing::sent const& sent) {
    signing::history history;
    history.expect(sent);
    save("OP-1207", history.to_json());
  }

  void when_a_callback_comes(event const& event) {
    auto history = signing::history::from_json(load("OP-1207")).value();
    for (auto& change : history.apply(event))
      if (change.is(signing::change::file_ready)) download(change.envelope, *change.document.clicksign());
    save("OP-1207", history.to_json());
  }

  void of_change(signing::history history, signing::sent const& sent, event const& event) {
    history.expect(sent);
    for (auto& change : history.apply(event))
      if (change.is(signing::change::file_ready)) download(change.envelope, *change.document.clicksign());
  }
};

signing::sent one_document() {
  signing::sent sent;
  sent.envelope = envelope_id("env-1");
  sent.documents = {document_id("doc-1")};
  sent.signers = {signer_id("ana"), signer_id("bia")};
  return sent;
}

std::string without_comment(std::string const& line) {
  std::string const code = line.substr(0, line.find("//"));
  auto const first = code.find_first_not_of(' ');
  return first == std::string::npos ? std::string() : code.substr(first, code.find_last_not_of(' ') + 1 - first);
}

std::string text_of(std::string const& path) {
  std::ifstream file(std::string(RUBRICA_TEST_DATA) + "/../" + path);
  REQUIRE(file);
  std::string text;
  for (std::string line; std::getline(file, line);) text += without_comment(line) + '\n';
  return text;
}

/// The lines of code between ```cpp and ``` in the comments of a header, one text for each example.
std::vector<std::string> examples_in(std::string const& header) {
  std::ifstream file(std::string(RUBRICA_TEST_DATA) + "/../../include/rubrica/signing/" + header);
  REQUIRE(file);
  std::vector<std::string> examples;
  bool inside = false;
  for (std::string line; std::getline(file, line);) {
    std::string const text = line.compare(0, 4, "/// ") == 0 ? line.substr(4) : std::string();
    if (text == "```cpp") {
      examples.emplace_back();
      inside = true;
    } else if (text == "```") {
      inside = false;
    } else if (inside) {
      examples.back() += without_comment(text) + '\n';
    }
  }
  return examples;
}

} // namespace

TEST_CASE("the examples of history.hpp save what was sent and download what is ready, once", "[signing][history]") {
  crm user;
  user.when_a_request_was_sent(one_document());
  for (auto const& each : rubrica_test::seven_events()) user.when_a_callback_comes(each);
  for (auto const& each : rubrica_test::seven_events()) user.when_a_callback_comes(each); // they come again
  REQUIRE(user.downloaded.size() == 1);
  CHECK(user.downloaded[0].first == envelope_id("env-1"));
  CHECK(user.downloaded[0].second == document_id("doc-1"));
}

TEST_CASE("the example of change.hpp names the envelope", "[signing][history]") {
  crm user;
  user.of_change({}, one_document(), rubrica_test::seven_events().back());
  REQUIRE(user.downloaded.size() == 1);
  CHECK(user.downloaded[0].first == envelope_id("env-1"));
}

TEST_CASE("the examples of history.hpp and change.hpp are run here as they are printed", "[signing][history]") {
  std::string const run = text_of("unit/signing/history_examples_test.cpp");
  for (std::string const header : {"history.hpp", "change.hpp"}) {
    auto const examples = examples_in(header);
    REQUIRE_FALSE(examples.empty());
    for (auto const& each : examples) {
      INFO(header << ":\n" << each);
      CHECK(run.find(each) != std::string::npos);
    }
  }
}

} // namespace history_examples_test
