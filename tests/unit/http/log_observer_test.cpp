#include "support/catch.hpp"

#include "http/pipeline.hpp"
#include "support/canaries.hpp"
#include "support/clock/manual_clock.hpp"
#include "support/http/http_calls.hpp"
#include "support/http/raw_server.hpp"
#include "support/http/scripted_transport.hpp"

#include <rubrica/http/curl_transport.hpp>
#include <rubrica/http/log_observer.hpp>

#include <mutex>

namespace log_observer_test {

using namespace rubrica;
using namespace rubrica::http;

namespace {

struct logbook {
  std::mutex mutex;
  std::vector<std::string> lines;

  std::shared_ptr<observer> writer() {
    return std::make_shared<log_observer>([this](std::string_view line) {
      std::lock_guard<std::mutex> const lock(mutex);
      lines.emplace_back(line);
    });
  }
  std::string text() const {
    std::string all;
    for (auto const& line : lines) all += line + '\n';
    return all;
  }
};

call_policy rules_with(logbook& log) {
  call_policy rules;
  rules.clock = std::make_shared<rubrica_test::manual_clock>();
  rules.observer = log.writer();
  rules.random = [] { return 1.0; };
  return rules;
}

} // namespace

TEST_CASE("a log has one line for each notice", "[http][observer]") {
  logbook log;
  auto const transport = std::make_shared<rubrica_test::scripted_transport>();
  transport->fails(errc::connect, outcome::not_sent)
      .status(503, {}, {{"X-Request-Id", "7d2b8f1c-8e1a-4b67-9d3c-2f8e6a1b5c40"}})
      .status(200);
  call_request request;
  request.route = "/envelopes/{envelope_id}";
  REQUIRE(pipeline(transport, rules_with(log)).send(request, {}));
  CHECK(log.lines == std::vector<std::string>{
                         "call_started call=1 GET /envelopes/{envelope_id}",
                         "request_started call=1 GET /envelopes/{envelope_id} attempt=1",
                         "request_finished call=1 GET /envelopes/{envelope_id} attempt=1 error=connect effect=not_sent us=0",
                         "retry call=1 GET /envelopes/{envelope_id} wait_ms=50 error=connect",
                         "request_started call=1 GET /envelopes/{envelope_id} attempt=2",
                         "request_finished call=1 GET /envelopes/{envelope_id} attempt=2 status=503 effect=rejected us=0 "
                         "request_id=7d2b8f1c-8e1a-4b67-9d3c-2f8e6a1b5c40",
                         "retry call=1 GET /envelopes/{envelope_id} wait_ms=100 status=503",
                         "request_started call=1 GET /envelopes/{envelope_id} attempt=3",
                         "request_finished call=1 GET /envelopes/{envelope_id} attempt=3 status=200 effect=done us=0",
                         "call_finished call=1 GET /envelopes/{envelope_id} attempt=3 status=200 effect=done us=150000",
                     });
}

TEST_CASE("a log names waits, errors and what is unknown", "[http][observer]") {
  logbook log;
  auto const writer = log.writer();
  wait_notice wait;
  wait.call = 3;
  wait.route = "/signers";
  wait.wait = std::chrono::milliseconds(700);
  writer->quota_wait(wait);
  error_notice error;
  error.call = 4;
  error.verb = method::del;
  error.route = "/signers/{signer_id}";
  error.code = errc::already_signed;
  error.outcome = outcome::rejected;
  error.status = 403;
  error.request_id = "aa-bb";
  writer->error(error);
  writer->unknown({unknown_notice::what::value, "envelopes.status"});
  writer->unknown({unknown_notice::what::field, "envelopes.colour"});
  CHECK(log.text() == "quota_wait call=3 GET /signers wait_ms=700\n"
                      "error call=4 DELETE /signers/{signer_id} code=already_signed effect=rejected status=403 request_id=aa-bb\n"
                      "unknown value envelopes.status\n"
                      "unknown field envelopes.colour\n");
}

TEST_CASE("a log that fails does not end the call", "[http][observer]") {
  call_policy rules;
  rules.observer = std::make_shared<log_observer>([](std::string_view) { throw std::runtime_error("the disk is full"); });
  auto const transport = std::make_shared<rubrica_test::scripted_transport>();
  transport->status(200);
  CHECK(pipeline(transport, rules).send({}, {}));
  rules.observer = std::make_shared<log_observer>(nullptr);
  transport->status(200);
  CHECK(pipeline(transport, rules).send({}, {}));
}

TEST_CASE("the search for canaries finds them in each spelling", "[http][observer][secrets]") {
  std::vector<std::string> const canaries{"ana.souza+1@acme.example"};
  for (auto const& spelling : rubrica_test::spellings_of(canaries[0]))
    CHECK_FALSE(rubrica_test::canaries_in("before " + spelling + " after", canaries).empty());
  std::string encoded;
  for (std::size_t shift = 0; shift < 3; ++shift) {
    detail::append_base64(encoded = {}, std::string(shift, '{') + canaries[0] + "}, and more");
    CHECK_FALSE(rubrica_test::canaries_in(encoded, canaries).empty());
  }
  CHECK(rubrica_test::canaries_in("nothing", canaries).empty());
}

TEST_CASE("no secret and no personal value reaches the log, whatever the server does",
          "[http][observer][socket][secrets][rule8]") {
  std::vector<std::string> const canaries{rubrica_test::test_token,
                                          "3b241101-e2bb-4255-8caf-4136c566a962",
                                          "ana.souza@acme.example",
                                          "529.982.247-25",
                                          "52998224725",
                                          "11987654321",
                                          "X-Amz-Signature=5f2c9d7e",
                                          "conteudo sigiloso do contrato",
                                          "webhook-secret/8d1f+42",
                                          "correlation-71f3"};
  std::string all;
  for (auto const& canary : canaries) all += canary + " ";
  std::string const fields = "X-Request-Id: " + canaries[2] + "\r\nX-Note: " + all + "\r\nLocation: https://evil.example/?" +
                             canaries[6] + "\r\nSet-Cookie: a=" + canaries[0] + "\r\n";
  std::vector<rubrica_test::raw_server::handler> const servers{
      rubrica_test::always(rubrica_test::answer(200, all, fields)),
      rubrica_test::always(rubrica_test::answer(302, all, fields)),
      rubrica_test::always(rubrica_test::answer(401, all, fields)),
      rubrica_test::always(rubrica_test::answer(422, all, fields)),
      rubrica_test::always(rubrica_test::answer(429, all, fields + "Retry-After: " + canaries[4] + "\r\n")),
      rubrica_test::always(rubrica_test::answer(503, all, fields)),
      rubrica_test::always("HTTP/1.1 " + all + "\r\n\r\n"),
      rubrica_test::always(all),
      [](rubrica_test::connection& peer) {
        peer.read_request();
        peer.reset();
      },
  };
  logbook log;
  std::string problems;
  for (auto const& server_kind : servers) {
    rubrica_test::raw_server server(server_kind);
    for (method verb : {method::get, method::post, method::patch, method::del}) {
      call_policy rules;
      rules.observer = log.writer();
      rules.retry.base_delay = rules.retry.throttled_base_delay = std::chrono::milliseconds(1);
      rules.retry.throttled_attempts = 1;
      auto request = rubrica_test::call(verb, server.url("/envelopes/" + canaries[1] + "?X-Amz-Signature=5f2c9d7e"), all);
      request.route = "/envelopes/{envelope_id}";
      request.fields.push_back({"X-Correlation-Id", canaries[9]});
      auto const answer = pipeline(std::make_shared<curl_transport>(), rules).send(request, rubrica_test::long_deadline());
      if (!answer) problems += to_string(answer.error()) + '\n';
    }
  }
  CHECK(log.lines.size() > 36 * 4); // every kind of notice but those of waiting
  CHECK_FALSE(problems.empty());
  CHECK(rubrica_test::canaries_in(log.text(), canaries).empty());
  CHECK(rubrica_test::canaries_in(problems, canaries).empty());
}

} // namespace log_observer_test
