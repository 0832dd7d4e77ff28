#pragma once

#include "programs/our_programs.hpp"
#include "support/clock/wait_until.hpp"
#include "support/files/temporary_folder.hpp"
#include "support/http/raw_client.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace torture {

using json = nlohmann::json;

/// rubrica-sandbox with a log, and what a test asks of it while programs of ours talk to it.
class watched_simulator {
public:
  explicit watched_simulator(std::vector<std::string> more = {}) : box_(with_log(std::move(more))) {}

  std::string url() const { return box_.url(); }

  /// As `--fault` takes it.
  void plan(std::string const& fault) { ask("POST", "fault", json{{"plan", fault}}.dump()); }
  void clear() { ask("DELETE", "fault"); }
  /// Whether the first plan has met a request, which may have had no effect yet.
  bool has_struck() {
    auto const planned = ask("GET", "fault")["faults"];
    return planned.empty() || planned[0]["struck"] > 0;
  }
  /// Whether a request that a plan met has had its effect.
  bool has_done_struck() const {
    auto const all = log();
    return std::any_of(all.begin(), all.end(), [](json const& one) { return !one["fault"].is_null(); });
  }

  /// Number of envelopes that were ever activated under the key; "without_key" counts the others.
  int activated(std::string const& key) { return ask("GET", "activated")["activated"].value(key, 0); }
  /// Under all keys together.
  int activated() {
    json const told = ask("GET", "activated");
    int sum = 0;
    for (json const& count : told["activated"]) sum += count.get<int>();
    return sum;
  }
  /// Both, as the simulator tells them.
  json activations() { return ask("GET", "activated"); }
  int drafts() { return ask("GET", "activated")["drafts"]; }

  /// The requests so far.
  std::vector<json> log() const {
    std::vector<json> all;
    std::istringstream in(folder_.read("log"));
    for (std::string line; std::getline(in, line) && !in.eof();) all.push_back(json::parse(line)); // only what has its end
    return all;
  }

private:
  std::vector<std::string> with_log(std::vector<std::string> more) const {
    more.insert(more.end(), {"--log", folder_.path("log")});
    return more;
  }

  json ask(std::string const& method, std::string const& control, std::string const& body = {}) const {
    std::string const url = box_.url();
    auto const colon = url.rfind(':');
    rubrica_test::raw_client peer(std::stoi(url.substr(colon + 1)));
    peer.send(method + " /__sandbox/" + control + " HTTP/1.1\r\nHost: sandbox\r\nConnection: close\r\nContent-Length: " +
              std::to_string(body.size()) + "\r\n\r\n" + body);
    auto const answer = peer.read_to_end().bytes;
    if (answer.rfind("HTTP/1.1 200 ", 0) != 0) throw std::runtime_error("the simulator refused " + control + ": " + answer);
    return json::parse(answer.substr(answer.find("\r\n\r\n") + 4));
  }

  rubrica_test::temporary_folder folder_;
  rubrica_test::simulator box_;
};

} // namespace torture
