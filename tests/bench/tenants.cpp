// How the costs of a router grow with its tenants: adding them all, and one request of a tenant, of a stranger, and where each
// tenant has a form of path of its own.
#include "bench/measure.hpp"
#include "support/callbacks/signed_body.hpp"

#include <rubrica/callbacks/router.hpp>

#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

using namespace rubrica;
using namespace rubrica_bench;

namespace {

constexpr char key[] = "973d92ca80c2206a0e65b35d2371d595";
std::string const body = R"({"event":{"name":"sign","data":{"signer":{"key":"s"}}},"document":{"key":"d"}})";
constexpr std::size_t sizes[] = {1'000, 10'000, 100'000};

callbacks::route tenant(std::size_t number, bool own_path) {
  callbacks::route one;
  one.tenant = "tenant " + std::to_string(number);
  one.path_token = secret("token-of-a-tenant-" + std::to_string(number));
  one.secrets = {secret(key)};
  if (own_path) one.path = "/of/" + std::to_string(number) + "/{TOKEN}";
  return one;
}

callbacks::router table_of(std::size_t tenants, bool own_path) {
  callbacks::router table;
  for (std::size_t i = 0; i < tenants; ++i) must(table.add(tenant(i, own_path)).has_value(), "a route cannot be added");
  return table;
}

double request_microseconds(callbacks::router const& table, std::string const& path, bool is_tenant) {
  std::string const signature = rubrica_test::content_hmac(key, body);
  callbacks::incoming request;
  request.path = path;
  request.body = body;
  request.headers = [&](std::string_view name) { return name == "Content-Hmac" ? signature : std::string(); };
  return cpu_microseconds_each(5000, [&] { must(static_cast<bool>(table.receive(request)) == is_tenant, "the wrong answer"); });
}

/// How often the cost doubles while the number does: 1 is linear, 0 is independent.
double slope(std::vector<double> const& costs) {
  return std::log(costs.back() / costs.front()) / std::log(double(sizes[2]) / double(sizes[0]));
}

bool measured(char const* name, bool own_path) {
  std::vector<double> adding;
  std::vector<double> of_tenant;
  std::vector<double> of_stranger;
  for (std::size_t const count : sizes) {
    double const begin = cpu_milliseconds();
    callbacks::router const table = table_of(count, own_path);
    adding.push_back(cpu_milliseconds() - begin);
    std::string const start = own_path ? "/of/17/" : "/api/rest/clicksign/";
    of_tenant.push_back(request_microseconds(table, start + "token-of-a-tenant-17", true));
    of_stranger.push_back(request_microseconds(table, start + "token-of-nobody", false));
    std::printf("%-20s %7zu tenants: added in %8.1f ms; a request of a tenant %6.2f us, of a stranger %6.2f us\n", name, count,
                adding.back(), of_tenant.back(), of_stranger.back());
  }
  bool fine = report("slope of adding", slope(adding), 1.2, "");
  fine = report("slope of a tenant's request", slope(of_tenant), 0.1, "") && fine;
  return report("slope of a stranger's request", slope(of_stranger), 0.1, "") && fine;
}

} // namespace

int main(int argc, char** argv) {
  bool fine = measured("one form of path", false);
  fine = measured("a form for each", true) && fine;
  return checked(argc, argv) && !fine ? 1 : 0;
}
