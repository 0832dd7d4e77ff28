#pragma once

#include "programs/process.hpp"

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace rubrica_test {

/// The programs lie beside the tests.
inline std::string program(std::string const& name) {
  return (std::filesystem::read_symlink("/proc/self/exe").parent_path() / name).string();
}

inline constexpr char const* program_token = "t0ken-7f3a";

/// rubrica-sandbox on a free port; the first of its accounts has no limit unless `more` sets one.
struct simulator {
  explicit simulator(std::vector<std::string> more = {}, std::string token = program_token)
      : server(command(std::move(more), std::move(token))) {}

  process server;
  std::string first_line = server.read_line();

  std::string url() const {
    auto const begin = first_line.find("http://");
    return first_line.substr(begin, first_line.find(' ', begin) - begin);
  }

private:
  static std::vector<std::string> command(std::vector<std::string> more, std::string token) {
    std::vector<std::string> all{program("rubrica-sandbox"), "--port", "0", "--token", std::move(token), "--rate-limit", "0"};
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }
};

/// rubrica-send with these arguments, to its end.
inline finished send(std::vector<std::string> arguments, std::string const& token = program_token) {
  arguments.insert(arguments.begin(), program("rubrica-send"));
  return run(std::move(arguments), {{"CLICKSIGN_TOKEN", token}});
}

inline std::string last_line(std::string text) {
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text.substr(text.rfind('\n') + 1);
}

} // namespace rubrica_test
