// Every operation of the client has a row: the operations are read from the sources, as for docs/coverage.md.
#include "support/catch.hpp"

#include "faults/exposed_server.hpp"
#include "faults/values.hpp"
#include "tools/coverage/operations.hpp"
#include "tools/coverage/test_cases.hpp"
#include "tools/coverage/text.hpp"

#include <algorithm>
#include <set>

using namespace rubrica_test;

namespace {

/// From the row's name to the next row's.
std::string text_of_row(std::string const& name, std::vector<std::string> const& sources) {
  for (std::string const& source : sources) {
    std::size_t const at = source.find("{\"" + name + "\", kind::");
    if (at == std::string::npos) continue;
    std::size_t const own = source.find("kind::", at);
    return source.substr(at, source.find("kind::", own + 1) - at);
  }
  FAIL("the row " << name << " is not found in tests/faults");
  return {};
}

/// The operations with the method and the route of a request that the row makes.
std::set<std::size_t> made_by_row(operation const& row, std::vector<coverage::operation> const& all) {
  raw_server const server(right_for(row));
  std::string const base = "/api/v3";
  rubrica::clicksign::client_options options;
  options.base_url = server.url(base);
  options.token = rubrica::secret(values::token);
  auto const error = row.run(rubrica::clicksign::client(options), {});
  INFO(row.name);
  CHECK_FALSE(error);
  std::set<std::size_t> made;
  for (raw_request const& one : server.requests()) {
    std::string const path = one.target.substr(base.size(), one.target.find('?') - base.size());
    auto const found = coverage::made_by(all, one.method, path);
    made.insert(found.begin(), found.end());
  }
  return made;
}

struct known_row {
  std::string text;
  std::set<std::size_t> made;
};

bool is_about(known_row const& row, coverage::operation const& what, std::size_t index) {
  bool const any_route = what.route.empty();
  // The rows' arguments are named after their types: a_token_event() is a new_token_event.
  std::string const argument = what.argument.empty() ? "" : what.argument.substr(std::string("new").size());
  return coverage::calls(row.text, what.resource, what.name) && (any_route || row.made.count(index) != 0) &&
         row.text.find(argument) != std::string::npos;
}

} // namespace

TEST_CASE("each operation of the client has a row") {
  std::filesystem::path const root = RUBRICA_SOURCE;
  auto const all = coverage::operations_of(root);
  REQUIRE(all.size() > 80);
  std::vector<std::string> sources;
  for (auto const& file : coverage::sources_in(root / "tests/faults")) sources.push_back(coverage::text_of(file));
  std::vector<known_row> rows;
  std::set<std::string> names;
  for (operation const& one : all_operations()) {
    rows.push_back({text_of_row(one.name, sources), made_by_row(one, all)});
    CHECK(names.insert(one.name).second);
  }
  for (std::size_t i = 0; i < all.size(); ++i) {
    INFO(all[i].resource << "()." << all[i].name << " " << all[i].argument << " " << all[i].method << " " << all[i].route);
    CHECK(std::any_of(rows.begin(), rows.end(), [&](known_row const& row) { return is_about(row, all[i], i); }));
  }
}
