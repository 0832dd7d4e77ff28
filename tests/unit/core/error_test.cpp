#include "support/catch.hpp"

#include <rubrica/core/error.hpp>

#include <set>
#include <string>

namespace error_test {

using namespace rubrica;

TEST_CASE("every code has its own name and a sentence", "[core]") {
  std::set<std::string_view> names;
  for (int i = 0; i <= static_cast<int>(errc::unknown_route); ++i) {
    auto const code = static_cast<errc>(i);
    CHECK(names.insert(to_string(code)).second);
    CHECK(message(code).size() > 10);
    CHECK(message(code).back() == '.');
  }
}

TEST_CASE("an error in one line holds everything that helps", "[core]") {
  error_info error = make_error(errc::invalid);
  error.outcome = outcome::rejected;
  error.http_status = 422;
  error.request_id = "req-1";
  error.envelope_left_behind = "env-1";
  error.problems = {{"100", "title", "deadline_at - must be later", "/data/attributes/deadline_at"},
                    {"", "only a title", "", ""}};
  std::string const text = to_string(error);
  for (char const* part : {"invalid (rejected)", "HTTP 422", "request req-1", "env-1",
                           "/data/attributes/deadline_at: deadline_at - must be later", "; only a title"}) {
    CHECK(text.find(part) != std::string::npos);
  }
  CHECK(text.find('\n') == std::string::npos);
}

TEST_CASE("the rule and the place of an error are told", "[core]") {
  error_info refused = make_error(errc::rule_refused, "somebody has signed");
  refused.rule = "cancel_only_unsigned";
  CHECK(to_string(refused).find("[rule cancel_only_unsigned]") != std::string::npos);

  error_info malformed = make_error(errc::malformed);
  malformed.line = 3;
  malformed.column = 14;
  CHECK(to_string(malformed).find("[line 3, column 14]") != std::string::npos);
}

TEST_CASE("an error is safe to repeat only when the request cannot have happened", "[core]") {
  error_info error = make_error(errc::connect);
  CHECK(error.safe_to_retry());
  error.outcome = outcome::ambiguous;
  CHECK_FALSE(error.safe_to_retry());
  error.outcome = outcome::rejected;
  CHECK_FALSE(error.safe_to_retry());
  error.code = errc::rate_limited;
  CHECK(error.safe_to_retry());
  error.outcome = outcome::ambiguous;
  CHECK_FALSE(error.safe_to_retry());
  error.outcome = outcome::rejected;
  error.envelope_left_behind = "env-1";
  CHECK_FALSE(error.safe_to_retry());
}

TEST_CASE("an error is in doubt until something is proven", "[core]") {
  CHECK(error_info().outcome == outcome::ambiguous);
  CHECK(make_error(errc::timeout, {}, outcome::not_sent).outcome == outcome::not_sent);
  for (errc code : {errc::timeout, errc::cancelled, errc::connection_lost, errc::too_large, errc::protocol,
                    errc::service_unavailable, errc::server_error})
    CHECK(make_error(code).outcome == outcome::ambiguous);
  for (errc code : {errc::invalid_argument, errc::invalid_request, errc::rule_refused, errc::file_error, errc::dns, errc::connect,
                    errc::tls, errc::malformed, errc::signature_mismatch})
    CHECK(make_error(code).outcome == outcome::not_sent);
  for (errc code : {errc::unauthorized, errc::not_draft, errc::invalid, errc::rate_limited, errc::not_ready})
    CHECK(make_error(code).outcome == outcome::rejected);
}

TEST_CASE("a line for a log has rubrica's copy of a service's sentence, and the explanation the sentence", "[core]") {
  error_info error = make_error(errc::invalid);
  error.problems = {{"100", "t", "name - Ana inv\u00e1lido", "/data/attributes/name", "name inv\u00e1lido"},
                    {"100", "t", "Ana", "/signers/12/Ana/12/529/channels/529", "a text that is kept out of logs"}};
  std::string const line = to_string(error);
  CHECK(line.find("; /data/attributes/name: name inv\u00e1lido; ") != std::string::npos);
  CHECK(line.find("; /signers/12/\u2026/\u2026/\u2026/channels/\u2026: a text") != std::string::npos);
  CHECK(line.find("Ana") == std::string::npos);
  std::string const explained = explain(error);
  CHECK(explained.find("; /data/attributes/name: name - Ana inv\u00e1lido") != std::string::npos);
  CHECK(explained.find("/signers/12/Ana/12/529/channels/529") != std::string::npos);
}

TEST_CASE("an error is one line of readable characters, whatever it was made of", "[core]") {
  std::string const bad = "a\nb\rc\x1b[31m\xC2\x85"
                          "d\xE2\x80\xA8"
                          "e\xE2\x80\xAE"
                          "f\xFFg";
  error_info error = make_error(errc::malformed, bad);
  CHECK(error.message == "The text is not of the expected form. (a b c [31m d e f?g)");
  error.message = error.request_id = error.rule = error.envelope_left_behind = bad;
  error.problems = {{bad, bad, bad, bad}, {bad, bad, bad, bad, bad}};
  for (std::string const& line : {to_string(error), explain(error)}) {
    for (char c : line) CHECK(static_cast<unsigned char>(c) >= 0x20);
    for (char const* part : {"\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xAE", "\xFF"}) CHECK(line.find(part) == std::string::npos);
  }
}

TEST_CASE("outcomes have names", "[core]") {
  CHECK(to_string(outcome::not_sent) == "not_sent");
  CHECK(to_string(outcome::rejected) == "rejected");
  CHECK(to_string(outcome::ambiguous) == "ambiguous");
  CHECK(to_string(outcome::done) == "done");
}

} // namespace error_test
