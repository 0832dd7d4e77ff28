// Writes docs/coverage.md, or checks it: every operation of the client with a test that makes it over a socket.
//
// The operations are read from src/clicksign, what was called from a recording of test_clicksign (tests/support/sandbox/recording.hpp).

#include <algorithm>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "tools/coverage/operations.hpp"
#include "tools/coverage/test_cases.hpp"
#include "tools/coverage/text.hpp"

namespace {

using namespace coverage;

/// Operations that ClickSign's clients mention and that have no method here.
struct {
  char const* method;
  char const* route;
  char const* why;
} constexpr left_out[] = {
    {"POST", "/envelopes/{envelope_id}/available",
     "one private program of ClickSign's calls it in place of `activate`; no answer of it is known"},
    {"GET", "/documents/{document_id}/relationships/requirements",
     "two clients have it and a third says that API v3 does not; `requirements().list` filters by document"},
    {"GET", "/signers/{signer_id}/relationships/requirements", "the same; `requirements().list` filters by signer"},
};

/// Which operations each test case made with success: indices into the list of them.
using calls_of_tests = std::map<std::string, std::set<std::size_t>>;

calls_of_tests read_recording(std::string const& file, std::vector<operation> const& operations) {
  calls_of_tests made;
  std::ifstream in(file);
  if (!in) throw std::runtime_error(file + " cannot be read");
  constexpr std::string_view base = "/api/v3";
  for (std::string line; std::getline(in, line);) {
    auto const one = nlohmann::json::parse(line);
    int const status = one["status"];
    std::string target = one["target"];
    if (status < 200 || status > 299 || target.compare(0, base.size(), base) != 0) continue;
    target = target.substr(base.size(), target.find('?') - base.size());
    auto const found = made_by(operations, one["method"], target);
    made[one["test"]].insert(found.begin(), found.end());
  }
  return made;
}

/// How well the test case shows the operation: 0 best, 4 not at all.
int rank(test_case const& test, operation const& what, bool in_own_file) {
  bool const direct = calls(test.text, what.resource, what.name);
  bool const indirect = calls(test.helpers, what.resource, what.name);
  if (!direct && !indirect) return 4;
  if ((test.text + test.helpers).find(what.argument) == std::string::npos) return 4;
  return (direct ? 0 : 2) + (in_own_file ? 0 : 1);
}

test_case const* test_of(std::size_t index, std::vector<operation> const& operations, std::vector<test_case> const& tests,
                         calls_of_tests const& made) {
  operation const& what = operations[index];
  std::set<std::string> own_files;
  for (operation const& one : operations) {
    if (one.resource == what.resource) own_files.insert(one.file + "_test.cpp");
  }
  test_case const* best = nullptr;
  int best_rank = 4;
  for (test_case const& test : tests) {
    auto const called = made.find(test.name);
    if (called == made.end() || (!what.route.empty() && called->second.count(index) == 0)) continue;
    int const its_rank = rank(test, what, own_files.count(test.file) != 0);
    if (its_rank < best_rank) {
      best = &test;
      best_rank = its_rank;
    }
  }
  return best;
}

std::string or_any(std::string const& text) {
  return text.empty() ? "any" : "`" + text + "`";
}

struct table {
  std::string text;
  std::vector<std::string> problems;
};

table table_of(std::vector<operation> const& operations, std::vector<test_case> const& tests, calls_of_tests const& made) {
  table out;
  out.text =
      "# Operations and their tests\n\n"
      "Every method of `client` that calls ClickSign's API v3; `async_client` has the same. The test makes the call over a\n"
      "socket, the simulator takes it. `./dev coverage` writes this page from the sources and from a recording of the tests.\n\n"
      "| operation | method | path | test |\n|---|---|---|---|\n";
  for (std::size_t i = 0; i < operations.size(); ++i) {
    operation const& one = operations[i];
    std::string const name = one.resource + "()." + one.name + (one.argument.empty() ? "" : "(" + one.argument + ")");
    test_case const* const test = test_of(i, operations, tests, made);
    if (test == nullptr) out.problems.push_back("no test calls " + name + " and has a 2xx answer to it");
    out.text += "| `" + name + "` | " + (one.method.empty() ? "any" : one.method) + " | " + or_any(one.route) + " | ";
    if (test != nullptr) out.text += "[" + test->name + "](../tests/unit/clicksign/" + test->file + ")";
    out.text += " |\n";
  }
  out.text += "\n## Left out\n\n`raw()` calls these too.\n\n| method | path | why |\n|---|---|---|\n";
  for (auto const& one : left_out) {
    out.text += std::string("| ") + one.method + " | `" + one.route + "` | " + one.why + " |\n";
    bool const is_there = std::any_of(operations.begin(), operations.end(), [&](operation const& each) {
      return each.method == one.method && each.route == one.route;
    });
    if (is_there) out.problems.push_back(std::string(one.route) + " is not left out");
  }
  return out;
}

int run(std::string const& mode, std::filesystem::path const& root, std::string const& recording) {
  auto const operations = operations_of(root);
  auto const made = read_recording(recording, operations);
  table const now = table_of(operations, test_cases_in(root / "tests/unit/clicksign"), made);
  for (std::string const& problem : now.problems) std::cerr << problem << '\n';
  auto const page = root / "docs/coverage.md";
  if (mode == "--write") {
    std::ofstream(page, std::ios::binary) << now.text;
    std::cout << page.string() << ": " << operations.size() << " operations\n";
  } else if (!std::filesystem::exists(page) || text_of(page) != now.text) {
    std::cerr << "docs/coverage.md is not what the sources say; ./dev coverage writes it\n";
    return 1;
  }
  return now.problems.empty() ? 0 : 1;
}

} // namespace

int main(int argc, char** argv) {
  if (argc != 4 || (std::string(argv[1]) != "--write" && std::string(argv[1]) != "--check")) {
    std::cerr << "usage: coverage --write|--check ROOT RECORDING\n";
    return 2;
  }
  try {
    return run(argv[1], argv[2], argv[3]);
  } catch (std::exception const& problem) {
    std::cerr << "coverage: " << problem.what() << '\n';
    return 2;
  }
}
