// The cost of a call compared with the bare transfer of the same bytes by libcurl, in paired rounds of one run.
#include "bench/measure.hpp"
#include "support/files/pdf.hpp"
#include "support/http/raw_server.hpp"
#include "support/http/tls_identity.hpp"
#include "support/sandbox/sandboxed.hpp"

#include <rubrica/clicksign/async_client.hpp>
#include <rubrica/clicksign/future.hpp>
#include <rubrica/http/curl_transport.hpp>
#include <rubrica/signing/sender.hpp>

#include <curl/curl.h>
#include <openssl/ssl.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

using namespace rubrica;
using namespace rubrica_bench;
using clock_type = std::chrono::steady_clock;

namespace {

std::string const created_body =
    R"({"data":{"id":"0f8fad5b-d9cb-469f-a165-70867728950e","type":"envelopes","links":{"self":"https://sandbox.clicksign.com/api/v3/envelopes/0f8fad5b-d9cb-469f-a165-70867728950e"},"attributes":{"name":"Contrato de fornecimento","status":"draft","deadline_at":"2026-12-24T09:17:36.417-03:00","locale":"pt-BR","auto_close":true,"rubric_enabled":true,"remind_interval":3,"block_after_refusal":true,"deadline_partial_signature_action":"closed","default_subject":"Contrato","default_message":"Bom dia","metadata":{},"migrated":false,"created":"2026-11-24T09:17:36.418-03:00","modified":"2026-11-24T09:17:36.458-03:00"}}})";
std::string const fields =
    "Content-Type: application/vnd.api+json; charset=utf-8\r\nX-Rate-Limit: 1000000\r\nX-Rate-Limit-Remaining: 999999\r\n";
std::string const created = rubrica_test::answer(201, created_body, fields);

clicksign::new_envelope kilobyte() {
  clicksign::new_envelope request;
  request.name = "Contrato de fornecimento";
  request.subject = "Contrato";
  request.message = std::string(640, 'm');
  return request;
}

/// The baseline: one handle, the same bytes sent, the answer read into a string.
class bare_handle {
public:
  bare_handle(rubrica_test::raw_request const& like, std::string const& url, std::string const& ca_file) : body_(like.body) {
    for (auto const* name : {"Accept", "Content-Type", "Authorization", "User-Agent"}) {
      fields_ = curl_slist_append(fields_, (std::string(name) + ": " + like.field(name)).c_str());
    }
    fields_ = curl_slist_append(fields_, "Expect:");
    curl_easy_setopt(easy_, CURLOPT_URL, url.c_str());
    curl_easy_setopt(easy_, CURLOPT_HTTPHEADER, fields_);
    curl_easy_setopt(easy_, CURLOPT_POSTFIELDS, body_.c_str());
    curl_easy_setopt(easy_, CURLOPT_POSTFIELDSIZE, static_cast<long>(body_.size()));
    curl_easy_setopt(easy_, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1);
    curl_easy_setopt(easy_, CURLOPT_WRITEDATA, &answer_);
    curl_easy_setopt(easy_, CURLOPT_WRITEFUNCTION, &take);
    if (!ca_file.empty()) curl_easy_setopt(easy_, CURLOPT_CAINFO, ca_file.c_str());
  }
  ~bare_handle() {
    curl_easy_cleanup(easy_);
    curl_slist_free_all(fields_);
  }
  bare_handle(bare_handle const&) = delete;
  bare_handle& operator=(bare_handle const&) = delete;

  void call() {
    answer_.clear();
    must(curl_easy_perform(easy_) == CURLE_OK && !answer_.empty(), "the bare call failed");
  }

private:
  static std::size_t take(char* bytes, std::size_t, std::size_t size, void* into) {
    static_cast<std::string*>(into)->append(bytes, size);
    return size;
  }

  CURL* easy_ = curl_easy_init();
  curl_slist* fields_ = nullptr;
  std::string body_;
  std::string answer_;
};

double microseconds_each(int calls, std::function<void()> const& call) {
  auto const begin = clock_type::now();
  for (int i = 0; i < calls; ++i) call();
  return std::chrono::duration<double, std::micro>(clock_type::now() - begin).count() / calls;
}

/// The ratio of paired rounds: client over bare.
bool compare(char const* name, rubrica_test::raw_server& server, std::string const& ca_file, double target, int rounds) {
  clicksign::client_options options;
  options.base_url = server.url("/api/v3");
  options.token = secret("t0ken-7f3a");
  options.ca_file = ca_file;
  clicksign::client const client(options);
  auto const request = kilobyte();
  auto through_client = [&] { must(client.envelopes().create(request).value().auto_close, "the client's call failed"); };
  through_client();
  bare_handle bare(server.requests().front(), server.url("/api/v3/envelopes"), ca_file);
  auto by_hand = [&] { bare.call(); };
  by_hand();
  int const handshakes = server.handshakes();

  constexpr int calls = 100;
  auto const costs = in_pairs(
      rounds, [&] { return microseconds_each(calls, through_client); }, [&] { return microseconds_each(calls, by_hand); });
  std::printf("%-56s %9.1f us, bare %.1f us\n", name, median(costs.ours), median(costs.theirs));
  bool const fine = report("  client / bare handle", median(costs.ratios), target, "x");
  return report("  handshakes after the first request", server.handshakes() - handshakes, 0, "") && fine;
}

/// A reconnection with the system's authorities, when the CA store is in memory already.
bool reconnect(rubrica_test::test_authority const& authority, int rounds) {
  auto const tls = authority.server();
  std::string const last = rubrica_test::answer(201, created_body, fields + "Connection: close\r\n");
  rubrica_test::raw_server server(
      [&last](rubrica_test::connection& peer) {
        if (peer.read_request()) peer.write(last);
        peer.close();
      },
      tls.get());
  std::string const bundle = authority.file() + ".with-system";
  {
    std::ofstream out(bundle);
    std::ifstream system("/etc/ssl/certs/ca-certificates.crt");
    std::ifstream own(authority.file());
    out << system.rdbuf() << own.rdbuf();
  }
  clicksign::client_options options;
  options.base_url = server.url("/api/v3");
  options.token = secret("t0ken-7f3a");
  options.ca_file = bundle;
  clicksign::client const client(options);
  auto const request = kilobyte();
  must(client.envelopes().create(request).has_value(), "the first call of a reconnection failed");
  std::vector<double> costs;
  for (int round = 0; round < rounds; ++round) {
    double const before = cpu_milliseconds();
    must(client.envelopes().create(request).has_value(), "a call that reconnects failed");
    costs.push_back(cpu_milliseconds() - before);
  }
  std::remove(bundle.c_str());
  return report("forced reconnect over TLS, CPU of the caller", median(costs), 5, "ms");
}

/// A network between the client and the server: each answer comes 20 ms later.
class far_away final : public http::transport {
public:
  static constexpr std::chrono::milliseconds distance{20};

  result<http::response> send(http::request const& request, http::context const& limits) override {
    auto answer = near_.send(request, limits);
    std::this_thread::sleep_for(distance);
    return answer;
  }

private:
  http::curl_transport near_{};
};

/// Calls in a row by the client against as many at a time by the engine, to a server that thinks for 20 ms.
bool thirty_two_at_a_time() {
  rubrica_test::raw_server server([](rubrica_test::connection& peer) {
    while (peer.read_request()) {
      peer.pause(far_away::distance);
      peer.write(created);
    }
  });
  clicksign::client_options options;
  options.base_url = server.url("/api/v3");
  options.token = secret("t0ken-7f3a");
  clicksign::client const client(options);
  clicksign::async_client async(client, {32});
  envelope_id const id("0f8fad5b-d9cb-469f-a165-70867728950e");
  constexpr int few = 32;
  constexpr int many = 32 * 20;
  auto in_a_row = [&] { must(client.envelopes().get(id).has_value(), "a call in a row failed"); };
  auto at_once = [&](int calls) {
    std::vector<std::future<result<clicksign::envelope>>> under_way;
    for (int i = 0; i < calls; ++i) under_way.push_back(start_future(async, async.envelopes().get(id)));
    for (auto& one : under_way) must(one.get().has_value(), "a call of the engine failed");
  };
  at_once(few); // connects
  in_a_row();
  double const sequential = microseconds_each(few, in_a_row);
  double const together = microseconds_each(1, [&] { at_once(many); }) / many;
  double const rate = sequential / together;
  std::printf("%-56s %9.3f x   target >= 25       %s\n", "32 calls in flight on one thread, rate", rate,
              rate >= 25 ? "ok" : "MISS");
  return rate >= 25;
}

bool send_to_ten(int rounds) {
  rubrica_test::sandboxed const box(rubrica_test::unlimited(), std::make_shared<far_away>());
  signing::request request;
  request.name = "Contrato";
  request.files.push_back({});
  request.files.back().name = "contrato.pdf";
  request.files.back().bytes = rubrica_test::small_pdf();
  for (int i = 0; i < 10; ++i) {
    signing::signer one;
    one.name = personal(std::string("Maria Clara ") + static_cast<char>('A' + i) + "lves");
    one.email = personal("maria" + std::to_string(i) + "@exemplo.com.br");
    request.signers.push_back(one);
  }
  std::vector<double> trips;
  for (int round = 0; round < rounds; ++round) {
    auto const begin = clock_type::now();
    must(signing::sender(box.client).send(request).has_value(), "sending to ten signers failed");
    std::chrono::duration<double, std::milli> const took = clock_type::now() - begin;
    if (round > 0) trips.push_back(took / far_away::distance);
  }
  return report("one document to ten signers, 20 ms away, round trips", median(trips), 6, "");
}

} // namespace

int main(int argc, char** argv) {
  bool const check = checked(argc, argv);
  constexpr int rounds = 41;
  bool fine = true;
  {
    rubrica_test::raw_server server(rubrica_test::always(created));
    fine = compare("1 KB create over loopback", server, {}, 1.25, rounds) && fine;
  }
  rubrica_test::test_authority const authority;
  {
    auto const tls = authority.server();
    rubrica_test::raw_server server(rubrica_test::always(created), tls.get());
    fine = compare("1 KB create over TLS", server, authority.file(), 1.15, rounds) && fine;
  }
  fine = reconnect(authority, rounds) && fine;
  fine = thirty_two_at_a_time() && fine;
  fine = send_to_ten(6) && fine;
  return check && !fine ? 1 : 0;
}
