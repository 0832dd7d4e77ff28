// The list of operations (tests/operations) says what the client sends and what the simulator takes.
#include "support/catch.hpp"

#include "faults/faulty_server.hpp"
#include "operations/operation.hpp"
#include "operations/values.hpp"
#include "sandbox/routes/router.hpp"

#include <algorithm>
#include <set>

namespace rows_test {

using namespace rubrica_test;

namespace {

constexpr std::string_view base = "/api/v3";

/// The operation's own request among those that its method makes.
raw_request request_of(operation const& one) {
  raw_server const server(right_for(one));
  rubrica::clicksign::client_options options;
  options.base_url = server.url(std::string(base));
  options.token = rubrica::secret(values::token);
  CHECK_FALSE(one.run(rubrica::clicksign::client(options), {}));
  auto const made = server.requests();
  auto const index = static_cast<std::size_t>(one.before);
  REQUIRE(made.size() > index);
  return made[index];
}

/// Whether the route takes the operation's request.
bool takes(rubrica::sandbox::route const& route, operation const& one) {
  return route.method == rubrica::http::to_string(one.verb) && name_of(route) == one.path;
}

} // namespace

TEST_CASE("each operation's row names the request that its method makes", "[faults][socket]") {
  REQUIRE(all_operations().size() > 80);
  for (operation const& one : all_operations()) {
    if (*one.path == '\0') continue;
    INFO(one.name);
    raw_request const made = request_of(one);
    std::string const path = made.target.substr(base.size(), made.target.find('?') - base.size());
    CAPTURE(made.method, path);
    CHECK(one.makes(made.method, path));
  }
}

TEST_CASE("each operation's row has a name of its own", "[faults]") {
  std::set<std::string> names;
  for (operation const& one : all_operations()) {
    INFO(one.name);
    CHECK(names.insert(one.name).second);
  }
}

TEST_CASE("the simulator has a route for each operation, and an operation for each route", "[faults]") {
  rubrica::sandbox::router const simulator;
  auto const& routes = simulator.all();
  auto const& operations = all_operations();
  for (operation const& one : operations) {
    if (*one.path == '\0') continue;
    INFO(one.name);
    CHECK(std::any_of(routes.begin(), routes.end(), [&](auto const* route) { return takes(*route, one); }));
  }
  for (auto const* route : routes) {
    bool const only_refuses = route->method == "PATCH" && route->pattern == "/memberships/*"; // with 405
    if (only_refuses) continue;
    INFO(route->method << ' ' << route->pattern);
    CHECK(std::any_of(operations.begin(), operations.end(), [&](operation const& one) { return takes(*route, one); }));
  }
}

} // namespace rows_test
