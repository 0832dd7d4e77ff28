#include "fixtures.hpp"
#include "support/callbacks/signed_body.hpp"
#include "support/catch.hpp"

#include <random>

namespace verify_test {

using namespace rubrica_test;
namespace webhook = rubrica::clicksign::webhook;
using rubrica::errc;
using rubrica::secret;

namespace {

std::string const body = R"({"event":{"name":"sign"}})";
std::string const good = "sha256=b47b6c24d6828c31af78da985ab18d947a2ee3f404c858dc25d040f15466a4ec";
std::string const digits = good.substr(7);

errc refusal(std::string_view header) {
  return webhook::verify(body, header, secret("supersecret")).error().code;
}

} // namespace

TEST_CASE("verify accepts the vectors of clicksign-callbacks §4", "[clicksign][webhook]") {
  auto const first = webhook::verify(
      R"({"event":{"name":"sign","data":{"id":"fixture-envelope-externo"},"occurred_at":"2026-08-13T10:00:00-03:00"}})",
      "sha256=872cd227226418ae41310ba03e31efaacfbcb128cb302adc0a3799df0ffd81dc",
      secret("fixture-secret-129-02-nao-e-real-jamais-usar-em-producao"));
  REQUIRE(first.has_value());
  CHECK(first->secret_index() == 0);
  CHECK(webhook::parse(*first).value().name == webhook::event_name::sign);
  CHECK(webhook::verify("The quick brown fox jumps over the lazy dog",
                        "sha256=f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8", secret("key"))
            .has_value());
  CHECK(webhook::verify(body, good, secret("supersecret")).has_value());
  CHECK(webhook::verify("", content_hmac("supersecret", ""), secret("supersecret")).has_value());
}

TEST_CASE("a verified body owns its bytes", "[clicksign][webhook]") {
  std::string buffer = body;
  auto verified = webhook::verify(buffer, good, secret("supersecret")).value();
  buffer.assign(buffer.size(), 'x');
  CHECK(verified.bytes() == body);
  auto const copied = webhook::parse(verified).value();
  auto const moved = webhook::parse(std::move(verified)).value();
  CHECK(copied.raw == body);
  CHECK(moved.raw == body);
}

TEST_CASE("verify takes bytes as they are, also those that are no text", "[clicksign][webhook]") {
  for (std::string const& raw : {std::string("{\"a\":\"caf\xE9\"}"), std::string("\xEF\xBB\xBF{}"), std::string("a\0b", 3),
                                 std::string("{\"a\":\"\\u00e9\"}\r\n")}) {
    CHECK(webhook::verify(raw, content_hmac("supersecret", raw), secret("supersecret"))->bytes() == raw);
  }
}

TEST_CASE("verify refuses other headers as missing", "[clicksign][webhook]") {
  std::string upper = digits;
  for (char& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  std::string const headers[] = {"",
                                 " ",
                                 "sha256",
                                 "sha256=",
                                 digits,
                                 "sha256=" + upper,
                                 "SHA256=" + digits,
                                 "Sha256=" + digits,
                                 "sha256:" + digits,
                                 "sha256 =" + digits,
                                 " " + good,
                                 good + " ",
                                 good + "\n",
                                 good + "0",
                                 good.substr(0, good.size() - 1),
                                 good.substr(0, good.size() - 1) + "g",
                                 "sha256=0x" + digits.substr(2),
                                 "sha1=49962845b198e0c77b720c462ee0d4d6d2e0e1b5",
                                 "sha512=" + digits + digits,
                                 "sha256=" + digits + digits,
                                 "sha256=" + digits + ",sha256=" + digits,
                                 "sha256=tHtsJNaCjDGveNqYWrGNlHou4/QEyFjcJdBA8VRmpOw=",
                                 "sha256=" + digits.substr(0, 63) + std::string(1, '\0'),
                                 "hmac-sha256=" + digits,
                                 "sha256=\xC3\xA9" + digits.substr(2),
                                 "\xFF\xFE",
                                 "sh\xC3\xA1"
                                 "256=" +
                                     digits};
  for (std::string const& header : headers) {
    INFO(header);
    CHECK(refusal(header) == errc::signature_missing);
  }
}

TEST_CASE("verify refuses other bytes and other secrets", "[clicksign][webhook]") {
  secret const used("supersecret");
  CHECK(refusal("sha256=" + std::string(64, '0')) == errc::signature_mismatch);
  CHECK(refusal("sha256=6e0bc43f27942458826046604d6fa07a8fc0d09d2ad7776248880e3d1a7d05b8") == errc::signature_mismatch);
  CHECK(webhook::verify(body + "\n", good, used).error().code == errc::signature_mismatch);
  CHECK(webhook::verify("\xEF\xBB\xBF" + body, good, used).error().code == errc::signature_mismatch);
  CHECK(webhook::verify(body.substr(1), good, used).error().code == errc::signature_mismatch);
  CHECK(webhook::verify(R"({"event":{"name":"sigm"}})", good, used).error().code == errc::signature_mismatch);
  CHECK(webhook::verify("", good, used).error().code == errc::signature_mismatch);
  CHECK(webhook::verify(body, good, secret("supersecret ")).error().code == errc::signature_mismatch);
  // The secret is text: one that was hex-decoded is another key.
  CHECK_FALSE(webhook::verify(body, "sha256=ebc6d01dbcf63d3e39f1e6d815f897b490329e728da1913d5091215f24f2f373",
                              secret("973d92ca80c2206a0e65b35d2371d595"))
                  .has_value());
}

TEST_CASE("verify accepts any of several secrets", "[clicksign][webhook]") {
  std::vector<secret> const secrets = {secret("new"), secret("supersecret"), secret("older")};
  CHECK(webhook::verify(body, good, secrets).value().secret_index() == 1);
  CHECK(webhook::verify(body, content_hmac("new", body), secrets).value().secret_index() == 0);
  CHECK(webhook::verify(body, content_hmac("older", body), secrets).value().secret_index() == 2);
  CHECK_FALSE(webhook::verify(body, content_hmac("gone", body), secrets).has_value());
}

TEST_CASE("verify refuses an empty secret", "[clicksign][webhook]") {
  std::string const with_empty_key = content_hmac("", body);
  CHECK(webhook::verify(body, with_empty_key, secret("")).error().code == errc::invalid_argument);
  CHECK(webhook::verify(body, with_empty_key, secret(nullptr)).error().code == errc::invalid_argument);
  CHECK(webhook::verify(body, good, std::vector<secret>{}).error().code == errc::invalid_argument);
  CHECK(webhook::verify(body, good, {secret("supersecret"), secret()}).error().code == errc::invalid_argument);
  CHECK_FALSE(webhook::matching_secret(body, with_empty_key, {secret("")}).has_value());
  CHECK_FALSE(webhook::matching_secret(body, good, {}).has_value());
}

TEST_CASE("verify accepts no mutation of a body or a header", "[clicksign][webhook][property]") {
  std::mt19937 random(20260302);
  std::vector<secret> const secrets = {secret("973d92ca80c2206a0e65b35d2371d595")};
  std::string const original = bytes_of("deadline");
  signed_body const good_one{original, content_hmac(secrets[0].reveal(), original)};
  REQUIRE(webhook::matching_secret(good_one.body, good_one.header, secrets).has_value());
  int accepted = 0;
  for (unsigned i = 0; i < 100'000; ++i) {
    auto const forgery = forged(good_one, i, random);
    if (webhook::matching_secret(forgery.body, forgery.header, secrets)) ++accepted;
  }
  CHECK(accepted == 0);
}

} // namespace verify_test
