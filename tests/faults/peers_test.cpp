// Defects found in other libraries for this and similar services, unless another test covers them.
#include "support/catch.hpp"

#include "faults/faulty_server.hpp"
#include "operations/values.hpp"
#include "support/clock/skipping_clock.hpp"
#include "support/files/temporary_folder.hpp"
#include "support/http/raw_server.hpp"
#include "support/process/peak_memory.hpp"

#include <rubrica/clicksign/client.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace peers_test {

using namespace rubrica;
using namespace rubrica::clicksign;
using namespace rubrica_test;

namespace {

clicksign::client client_of(raw_server const& server, std::string const& token = values::token,
                            std::shared_ptr<rubrica::clock> time = std::make_shared<skipping_clock>()) {
  client_options options;
  options.base_url = server.url("/api/v3");
  options.token = secret(token);
  options.clock = std::move(time);
  return clicksign::client(options);
}

/// The requests of the operation, which gets the right answers.
std::vector<rubrica_test::raw_request> requests_of(operation const& target) {
  raw_server const server(right_for(target));
  REQUIRE_FALSE(target.run(client_of(server), {}));
  return server.requests();
}

call_options for_an_hour() {
  call_options options;
  options.timeout = std::chrono::hours(1);
  return options;
}

} // namespace

TEST_CASE("every operation makes the requests that it should, with the token in the header and nowhere else",
          "[faults][socket][secrets]") {
  for (operation const& each : all_operations()) {
    INFO(each.name);
    auto const requests = requests_of(each);
    CHECK(requests.size() == static_cast<std::size_t>(each.before + 1 + each.after));
    for (auto const& seen : requests) {
      CHECK(seen.field("Authorization") == values::token);
      CHECK(seen.target.find(values::token) == std::string::npos);
      CHECK(seen.body.find(values::token) == std::string::npos);
      CHECK(seen.target.rfind("/api/v3/", 0) == 0);
      CHECK(seen.field("User-Agent").rfind("rubrica/", 0) == 0);
      CHECK(seen.field("Accept") == "application/vnd.api+json");
      CHECK(seen.has_field("Content-Type") == !seen.body.empty());
    }
  }
}

TEST_CASE("every list is followed to its last page, nested ones too", "[faults][socket]") {
  int lists = 0;
  for (operation const& each : all_operations()) {
    if (each.answer != shape::list && each.answer != shape::any_list) continue;
    INFO(each.name);
    ++lists;
    raw_server const server([&each](connection& peer) {
      while (auto const asked = peer.read_request()) {
        auto const other = each.answer_to_another(*asked);
        std::string page = other.value_or(good_body(each));
        bool const is_last = asked->target.find("page%5Bnumber%5D=3") != std::string::npos;
        // The links of nested lists have another path, like the service's own.
        if (!is_last && !other) page.replace(page.rfind('}'), 1, R"(,"links":{"next":"https://elsewhere.example/other"}})");
        if (!peer.write(answer(200, page))) return;
      }
    });
    CHECK_FALSE(each.run(client_of(server), {}));
    auto const seen = server.requests();
    CHECK(std::count_if(seen.begin(), seen.end(),
                        [](auto const& one) { return one.target.find("page%5B") != std::string::npos; }) == 3);
  }
  CHECK(lists >= 16);
}

TEST_CASE("an id cannot lead to another path", "[faults][socket]") {
  raw_server const server(always(answer(200, "{}")));
  auto const client = client_of(server);
  for (std::string const bad :
       {"", ".", "..", "../users", "e1/signers", "e1?filter=x", "e1#x", "%2e%2e", "e 1", "e1\r\nX: y", "\xC3\xA9"}) {
    INFO(bad);
    envelope_id const good("e1");
    CHECK(client.envelopes().get(envelope_id(bad)).error().code == errc::invalid_argument);
    CHECK(client.envelopes().remove(envelope_id(bad)).error().code == errc::invalid_argument);
    CHECK(client.documents().get(good, document_id(bad)).error().code == errc::invalid_argument);
    CHECK(client.documents().get(envelope_id(bad), document_id("d")).error().code == errc::invalid_argument);
    CHECK(client.signers().remove(good, signer_id(bad)).error().code == errc::invalid_argument);
    CHECK(client.requirements().remove(good, requirement_id(bad)).error().code == errc::invalid_argument);
    CHECK(client.watchers().get(good, watcher_id(bad)).error().code == errc::invalid_argument);
    CHECK(client.notifications().notify(good, signer_id(bad)).error().code == errc::invalid_argument);
    CHECK(client.folders().get(folder_id(bad)).error().code == errc::invalid_argument);
    CHECK(client.templates().remove(template_id(bad)).error().code == errc::invalid_argument);
    CHECK(client.webhooks().remove(webhook_id(bad)).error().code == errc::invalid_argument);
    CHECK(client.acceptance_terms().cancel(acceptance_term_id(bad)).error().code == errc::invalid_argument);
    CHECK(client.signers().list(envelope_id(bad)).all().error().code == errc::invalid_argument);
  }
  CHECK(server.connections() == 0);
}

TEST_CASE("a filter is encoded, so that its value stays a value", "[faults][socket]") {
  raw_server const server(always(answer(200, R"({"data":[]})")));
  envelope_query query;
  query.name = "a&filter[status]=running #1 \xC3\xA9";
  CHECK(client_of(server).envelopes().list(query).all());
  CHECK(server.requests().at(0).target.find("filter%5Bname%5D=a%26filter%5Bstatus%5D%3Drunning%20%231%20%C3%A9") !=
        std::string::npos);
}

TEST_CASE("two clients of one process keep their tokens and answers apart", "[faults][socket]") {
  raw_server const server([](connection& peer) {
    while (auto const asked = peer.read_request())
      peer.write(answer(200, R"({"data":{"id":")" + asked->field("Authorization") + R"(","type":"envelopes"}})"));
  });
  auto const gym = client_of(server, "t0ken-gym");
  auto const school = client_of(server, "t0ken-school");
  for (int i = 0; i < 3; ++i) {
    CHECK(gym.envelopes().get(envelope_id("e"))->id == envelope_id("t0ken-gym"));
    CHECK(school.envelopes().get(envelope_id("e"))->id == envelope_id("t0ken-school"));
  }
}

TEST_CASE("what the rate limit turns away waits for the end of the window, in both spellings", "[faults][socket][clock]") {
  for (char const* spelling : {"X-Rate-Limit", "X-RateLimit"}) {
    INFO(spelling);
    auto const time = std::make_shared<skipping_clock>();
    raw_server const server([&](connection& peer) {
      for (int asked = 0; peer.read_request(); ++asked) {
        auto const now = std::chrono::duration_cast<std::chrono::seconds>(time->calendar().time_since_epoch()).count();
        std::string const reset = fmt::format("{}-Remaining: 0\r\n{}-Reset: {}\r\n", spelling, spelling, now + 30);
        peer.write(asked == 0 ? answer(429, "Too many requests", reset) : answer(200, R"({"data":[]})"));
      }
    });
    CHECK(client_of(server, values::token, time).envelopes().list({}, for_an_hour()).all());
    CHECK(server.count("GET") == 2);
    CHECK(time->skipped() >= std::chrono::seconds(29));
    CHECK(time->skipped() <= std::chrono::seconds(60));
  }
}

TEST_CASE("an observer hears of a repetition before its wait", "[faults][socket][clock]") {
  class listener final : public http::observer {
  public:
    explicit listener(skipping_clock const& time) : time_(time) {}
    void retry(http::wait_notice const&) noexcept override { skipped_when_told = time_.skipped(); }
    std::chrono::milliseconds skipped_when_told{-1};

  private:
    skipping_clock const& time_;
  };
  raw_server const server([](connection& peer) {
    for (int asked = 0; peer.read_request(); ++asked)
      peer.write(asked == 0 ? answer(503, "", "Retry-After: 4\r\n") : answer(200, R"({"data":[]})"));
  });
  auto const time = std::make_shared<skipping_clock>();
  auto const told = std::make_shared<listener>(*time);
  client_options options;
  options.base_url = server.url("/api/v3");
  options.token = secret("t");
  options.clock = time;
  options.observer = told;
  CHECK(clicksign::client(options).envelopes().list().all());
  CHECK(told->skipped_when_told == std::chrono::milliseconds(0));
  CHECK(time->skipped() >= std::chrono::seconds(3));
}

TEST_CASE("a result of a bulk call is judged by its members and not by its words", "[faults][socket]") {
  raw_server const server(always(answer(200, R"({"atomic:results":[{"data":{"id":"r","type":"requirements",
      "attributes":{"role":"errors","rubric_field":"\"errors\":[{}]"}}}]})")));
  new_requirement request;
  request.document = document_id("d");
  request.signer = signer_id("s");
  auto const results = client_of(server).bulk_requirements().apply(envelope_id("e"), {request}).value();
  REQUIRE(results.size() == 1);
  CHECK(results[0]->role.text() == "errors");
}

TEST_CASE("an answer without a list is not an empty list", "[faults][socket]") {
  for (char const* body : {"{}", R"({"data":null})", R"({"data":{"id":"e","type":"envelopes"}})", R"({"data":"none"})", "[]",
                           R"({"errors":[{"detail":"x"}]})", R"({"meta":{"record_count":0}})"}) {
    INFO(body);
    raw_server const server(always(answer(200, body)));
    auto const listed = client_of(server).envelopes().list().all();
    REQUIRE_FALSE(listed);
    CHECK(listed.error().code == errc::protocol);
  }
  raw_server const empty(always(answer(200, R"({"data":[]})")));
  CHECK(client_of(empty).envelopes().list().all()->empty());
}

TEST_CASE("a refusal after a lost answer leaves the outcome open", "[faults][socket]") {
  struct row {
    char const* why;
    std::vector<std::string> answers; ///< empty: the connection ends instead
    rubrica::outcome outcome;
  };
  std::string const not_draft = answer(403, R"({"errors":[{"detail":"envelope n\u00e3o est\u00e1 com status draft"}]})");
  std::string const off = answer(503, R"({"errors":[{"detail":"Servi\u00e7o indispon\u00edvel"}]})");
  row const rows[] = {{"refused", {not_draft}, outcome::rejected},
                      {"lost, then refused", {"", not_draft}, outcome::ambiguous},
                      {"failed, then refused", {answer(500, ""), not_draft}, outcome::ambiguous},
                      {"turned away, then refused", {answer(429, ""), not_draft}, outcome::rejected},
                      {"switched off", {off, off, off}, outcome::rejected},
                      {"lost, then switched off", {"", off, off}, outcome::ambiguous}};
  for (row const& one : rows) {
    INFO(one.why);
    std::atomic<std::size_t> next{0};
    raw_server const server([&](connection& peer) {
      while (peer.read_request()) {
        std::string const& text = one.answers.at(next++);
        if (text.empty() || !peer.write(text)) return;
      }
    });
    auto const refused = client_of(server).envelopes().activate(envelope_id("e"), for_an_hour());
    REQUIRE_FALSE(refused);
    CHECK(refused.error().outcome == one.outcome);
    CHECK(server.requests().size() == one.answers.size());
  }
}

TEST_CASE("a download is not held in memory", "[faults][socket][file][memory]") {
  constexpr std::size_t piece = 1 << 20, pieces = 48;
  raw_server const storage([](connection& peer) {
    if (!peer.read_request()) return;
    peer.write(fmt::format("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", piece * pieces));
    std::string bytes(piece, 'x');
    bytes.replace(0, 8, "%PDF-1.7");
    for (std::size_t i = 0; i < pieces; ++i) peer.write(bytes);
  });
  raw_server const api(
      always(answer(200, R"({"data":{"id":"d","type":"documents","links":{"files":{"signed":")" + storage.url("/f") + "\"}}}}")));
  temporary_folder const folder;
  std::size_t const before = restart_peak_memory_kib();
  auto const got = client_of(api).documents().download(envelope_id("e"), document_id("d"), folder.path("signed.pdf"));
  REQUIRE(got);
  CHECK(got->size == piece * pieces);
  if (memory_is_counted) CHECK(peak_memory_kib() < before + 12 * 1024);
}

} // namespace peers_test
