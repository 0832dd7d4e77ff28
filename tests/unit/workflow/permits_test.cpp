// Processes that reserve requests of one account in one database (src/workflow/permits/database_permits.hpp).
#include "support/catch.hpp"
#include "support/files/temporary_folder.hpp"
#include "support/process/forked.hpp"
#include "support/workflow/databases.hpp"
#include "workflow/permits/database_permits.hpp"

#include <fstream>
#include <random>
#include <vector>

namespace permits_test {

using namespace rubrica;
using namespace rubrica::workflow;
using rubrica_test::every_database;
using rubrica_test::exit_code_of;
using rubrica_test::fork_child;
using rubrica_test::fresh_database;
using rubrica_test::temporary_folder;

namespace {

constexpr int processes = 4;
constexpr int windows = 30;
constexpr int limit = 50;

store_options patient() {
  store_options out;
  out.patience = std::chrono::minutes(2);
  return out;
}

/// One process: takes blocks of each window until it is used up, and writes down what it got.
int reserve_all(fresh_database const& on, std::string const& book, unsigned seed) {
  auto const at = open_store(on.address, patient());
  if (!at) return 1;
  database_permits permits(at->database(), "account");
  std::minstd_rand random(seed);
  std::ofstream out(book);
  for (int window = 0; window < windows; ++window) {
    int granted = 0;
    for (int left = 1; left > 0;) {
      auto const some = permits.reserve(window, 1 + static_cast<int>(random() % 5), limit);
      if (!some) return 2;
      granted += some->granted;
      left = some->left;
    }
    out << granted << '\n';
  }
  return out.flush() ? 0 : 3;
}

} // namespace

TEST_CASE("four processes reserve each window up to its limit, and no more", "[workflow][process][file]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    open_store(on.address).value();
    temporary_folder const folder;
    auto const book = [&](int of) { return folder.path(std::to_string(of)); };
    std::vector<pid_t> children;
    for (int i = 0; i < processes; ++i)
      children.push_back(fork_child([&] { return reserve_all(on, book(i), static_cast<unsigned>(i + 1)); }));
    for (pid_t const child : children) REQUIRE(exit_code_of(child) == 0);
    std::vector<int> used(windows, 0);
    for (int i = 0; i < processes; ++i) {
      std::ifstream in(book(i));
      for (int& one : used) {
        int granted = -1;
        REQUIRE(in >> granted);
        one += granted;
      }
    }
    CHECK(used == std::vector<int>(windows, limit));
  }
}

} // namespace permits_test
