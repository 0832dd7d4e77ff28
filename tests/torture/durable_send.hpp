#pragma once

#include "torture/watched_simulator.hpp"

#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace torture {

/// A sending by rubrica-send: one file, one signer.
struct wanted {
  std::string key;
  std::string journal; ///< a folder; empty: none
  int quiescence = 0;  ///< seconds
  std::vector<std::string> more{};
};

inline std::map<std::string, std::string> with_token() {
  return {{"CLICKSIGN_TOKEN", rubrica_test::program_token}};
}

inline std::vector<std::string> command_of(wanted const& what, std::string const& url) {
  std::vector<std::string> all{rubrica_test::program("rubrica-send"),
                               std::string(RUBRICA_EXAMPLE_ASSETS) + "/contrato.pdf",
                               "--signer",
                               "Ana Souza <ana@acme.example>",
                               "--base-url",
                               url,
                               "--quiescence",
                               std::to_string(what.quiescence),
                               "--json"};
  if (!what.key.empty()) all.insert(all.end(), {"--key", what.key});
  if (!what.journal.empty()) all.insert(all.end(), {"--journal", what.journal});
  all.insert(all.end(), what.more.begin(), what.more.end());
  return all;
}

/// rubrica-send, while it runs.
class sending_process : public rubrica_test::process {
public:
  sending_process(wanted const& what, std::string const& url) : process(command_of(what, url), with_token()) {}

  void kill() {
    send_signal(SIGKILL);
    finish();
  }
};

inline rubrica_test::finished send_to_end(wanted const& what, std::string const& url) {
  return rubrica_test::run(command_of(what, url), with_token());
}

/// `rubrica-send --resume`: its exit status, and a line for each sending that it found open.
struct resumed {
  int status = -1;
  std::vector<json> lines;
  std::string err;
};

inline std::vector<json> json_lines(std::string const& text) {
  std::vector<json> all;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) all.push_back(json::parse(line));
  return all;
}

inline resumed resume(std::string const& journal, std::string const& url, std::vector<std::string> more = {}) {
  more.insert(more.begin(),
              {rubrica_test::program("rubrica-send"), "--resume", "--journal", journal, "--base-url", url, "--json"});
  auto end = rubrica_test::run(std::move(more), with_token());
  return {end.status, json_lines(end.out), std::move(end.err)};
}

/// `rubrica-send --sweep`: removes drafts whose envelope runs already; returns what is wrong.
inline std::vector<std::string> sweep(std::string const& url) {
  auto const end =
      rubrica_test::run({rubrica_test::program("rubrica-send"), "--sweep", "--base-url", url, "--json"}, with_token());
  if (end.status == 0) return {};
  return {"sweep ended with " + std::to_string(end.status) + ": " + end.err};
}

/// The file of a whole record in a journal; empty: there is none yet.
inline std::string record_in(std::string const& journal) {
  std::error_code none;
  for (auto const& one : std::filesystem::directory_iterator(journal, none)) {
    std::ifstream in(one.path(), std::ios::binary);
    std::string const text{std::istreambuf_iterator<char>(in), {}};
    bool const is_whole = json::accept(text) && text.find("rubrica.sending") != std::string::npos;
    if (is_whole && one.path().extension() == ".json") return one.path().string();
  }
  return {};
}

/// What is wrong in the end: a sentence each. `key` empty: whatever key there is.
inline std::vector<std::string> wrongs_of(watched_simulator& box, std::string const& key) {
  std::vector<std::string> wrongs;
  int const running = key.empty() ? box.activated() : box.activated(key);
  if (running != 1)
    wrongs.push_back(std::to_string(running) + " envelopes were activated under " + (key.empty() ? "any key" : key));
  if (int const drafts = box.drafts(); drafts != 0) wrongs.push_back(std::to_string(drafts) + " drafts are left");
  return wrongs;
}

} // namespace torture
