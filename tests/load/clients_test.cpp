// Creating and destroying many clients must not leak anything.
#include "support/catch.hpp"

#include "support/http/raw_server.hpp"
#include "support/http/tls_identity.hpp"
#include "support/process/descriptors.hpp"
#include "support/process/peak_memory.hpp"

#include <rubrica/clicksign/client.hpp>

namespace clients_test {

using namespace rubrica;
using namespace rubrica_test;

namespace {

/// Creates a client, makes calls with it and destroys it, `clients` times; returns how many calls were answered.
int come_and_go(int clients, SSL_CTX* tls, std::string const& authority) {
  raw_server const server(always(answer(200, R"({"data":{"id":"e1","type":"envelopes"}})")), tls);
  clicksign::client_options options;
  options.base_url = server.url("/api/v3");
  options.token = secret("t0ken");
  options.ca_file = authority;
  int answered = 0;
  for (int i = 0; i < clients; ++i) answered += clicksign::client(options).envelopes().get(envelope_id("e1")).has_value() ? 1 : 0;
  return answered;
}

} // namespace

TEST_CASE("10,000 clients leave neither descriptors nor memory behind", "[load][socket][threads][memory]") {
  test_authority const authority;
  tls_context_ptr const identity = authority.server();
  constexpr int rounds = 100, clients = 100, tls_every = 10, settled = 20;
  int answered = come_and_go(1, nullptr, {});
  int const descriptors = open_descriptors();
  std::size_t memory = 0;
  for (int round = 0; round < rounds; ++round) {
    answered += come_and_go(clients, round % tls_every == 0 ? identity.get() : nullptr, authority.file());
    if (round == settled) memory = restart_peak_memory_kib();
  }
  CHECK(answered == rounds * clients + 1);
  CHECK(open_descriptors() == descriptors);
  if (memory_is_counted) CHECK(restart_peak_memory_kib() < memory + 2048);
}

} // namespace clients_test
