// How the costs of a router grow with its tenants: adding them all, and one request of a tenant, of a stranger, and where each
// tenant has a form of path of its own.
#include "bench/measure.hpp"
#include "support/callbacks/signed_body.hpp"

#include <rubrica/callbacks/router.hpp>

#include <atomic>
#include <cmath>
#include <cstdio>
#include <string>
#include <thread>
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

/// Microseconds of one addition, replacement and removal among so many tenants.
double change_microseconds(callbacks::router& table, std::size_t tenants) {
  constexpr int rounds = 2000;
  std::size_t number = tenants;
  return cpu_microseconds_each(rounds, [&] {
    callbacks::route const guest = tenant(number, false);
    must(table.add(guest).has_value(), "a route cannot be added");
    must(table.replace(guest).has_value(), "a route cannot be replaced");
    must(table.remove(guest.tenant) == 1, "a route cannot be removed");
    ++number;
  });
}

/// Microseconds of a reader's request while another thread changes routes without a pause.
double beside_a_writer(callbacks::router& table, std::string const& path, std::size_t tenants) {
  std::atomic<bool> is_over{false};
  std::thread writer([&] {
    for (std::size_t number = tenants; !is_over; ++number) {
      must(table.add(tenant(number, false)).has_value(), "a route cannot be added");
      must(table.remove("tenant " + std::to_string(number)) == 1, "a route cannot be removed");
    }
  });
  double const each = request_microseconds(table, path, true);
  is_over = true;
  writer.join();
  return each;
}

bool changes() {
  std::string const path = "/api/rest/clicksign/token-of-a-tenant-17";
  std::vector<double> cost;
  double slowed = 0;
  for (std::size_t const count : {std::size_t{100}, std::size_t{100'000}}) {
    auto table = table_of(count, false);
    cost.push_back(change_microseconds(table, count));
    double const alone = request_microseconds(table, path, true);
    slowed = beside_a_writer(table, path, count) / alone;
    std::printf("%7zu tenants: add, replace and remove in %7.2f us; a request beside a writer costs %5.2f times as much\n", count,
                cost.back(), slowed);
  }
  bool const fine = report("changes among 100,000 tenants and among 100", cost.back() / cost.front(), 10, "x");
  return report("a request beside a writer and alone", slowed, 2, "x") && fine;
}

} // namespace

int main(int argc, char** argv) {
  bool fine = measured("one form of path", false);
  fine = measured("a form for each", true) && fine;
  fine = changes() && fine;
  return checked(argc, argv) && !fine ? 1 : 0;
}
