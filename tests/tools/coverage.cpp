// Writes docs/coverage.md, or checks it: the list of operations (tests/operations), each with the test that makes it.
//
// What each test did is read from a recording of test_clicksign (tests/support/sandbox/recording.hpp).
#include "operations/operation.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <set>
#include <stdexcept>

namespace {

using rubrica_test::operation;

/// What a test asked the simulator for, with success.
struct recorded_call {
  std::string test, file, verb, path;
};

std::string text_of(std::filesystem::path const& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error(file.string() + " cannot be read");
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<recorded_call> read_recording(std::string const& file) {
  constexpr std::string_view base = "/api/v3";
  std::vector<recorded_call> all;
  std::ifstream in(file);
  if (!in) throw std::runtime_error(file + " cannot be read");
  for (std::string line; std::getline(in, line);) {
    auto const one = nlohmann::json::parse(line);
    int const status = one["status"];
    std::string const target = one["target"];
    if (status < 200 || status > 299 || target.compare(0, base.size(), base) != 0) continue;
    std::filesystem::path const source = one["file"].get<std::string>();
    all.push_back(
        {one["test"], source.filename().string(), one["method"], target.substr(base.size(), target.find('?') - base.size())});
  }
  return all;
}

/// The file of the operation's test; empty when the test did not make it, or does not call the method by its name.
std::string file_of(operation const& one, std::vector<recorded_call> const& made, std::filesystem::path const& tests) {
  std::string const called = one.called();
  std::size_t const dot = called.find('.');
  std::string const method = called.substr(dot, called.find('(', dot) - dot) + '(';
  bool const any_path = *one.path == '\0';
  auto const found = std::find_if(made.begin(), made.end(), [&](recorded_call const& each) {
    return each.test == one.test && (any_path || one.makes(each.verb, each.path));
  });
  if (found == made.end() || text_of(tests / found->file).find(method) == std::string::npos) return {};
  return found->file;
}

struct page {
  std::string text;
  std::vector<std::string> problems;
};

page page_of(std::vector<recorded_call> const& made, std::filesystem::path const& tests) {
  page out;
  out.text =
      "# Operations and their tests\n\n"
      "Every method of `client` that calls ClickSign's API v3; `async_client` has the same. The test makes the call over a\n"
      "socket, the simulator takes it. `./dev coverage` writes this page from the list of operations in `tests/operations`.\n\n"
      "| operation | method | path | test |\n|---|---|---|---|\n";
  std::set<std::string> listed;
  for (operation const& one : rubrica_test::all_operations()) {
    if (*one.test == '\0') continue;
    listed.insert(one.called());
    std::string const file = file_of(one, made, tests);
    if (file.empty()) out.problems.push_back(std::string(one.name) + ": this test did not make it with success: " + one.test);
    bool const any = *one.path == '\0';
    out.text += "| `" + one.called() + "` | " + (any ? "any" : std::string(rubrica::http::to_string(one.verb))) + " | " +
                (any ? "any" : "`" + std::string(one.path) + "`") + " | [" + one.test + "](../tests/unit/clicksign/" + file +
                ") |\n";
  }
  for (operation const& one : rubrica_test::all_operations()) {
    if (listed.count(one.called()) == 0) out.problems.push_back(std::string(one.name) + " names no test");
  }
  return out;
}

int run(std::string const& mode, std::filesystem::path const& root, std::string const& recording) {
  page const now = page_of(read_recording(recording), root / "tests/unit/clicksign");
  for (std::string const& problem : now.problems) std::cerr << problem << '\n';
  auto const file = root / "docs/coverage.md";
  if (mode == "--write") {
    std::ofstream(file, std::ios::binary) << now.text;
  } else if (!std::filesystem::exists(file) || text_of(file) != now.text) {
    std::cerr << "docs/coverage.md is not what the list of operations says; ./dev coverage writes it\n";
    return 1;
  }
  return now.problems.empty() ? 0 : 1;
}

} // namespace

int main(int argc, char** argv) {
  if (argc != 4 || (std::string(argv[1]) != "--write" && std::string(argv[1]) != "--check")) {
    std::cerr << "usage: coverage_table --write|--check ROOT RECORDING\n";
    return 2;
  }
  try {
    return run(argv[1], argv[2], argv[3]);
  } catch (std::exception const& problem) {
    std::cerr << "coverage_table: " << problem.what() << '\n';
    return 2;
  }
}
