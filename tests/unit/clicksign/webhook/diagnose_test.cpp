#include <rubrica/clicksign/webhook/diagnose.hpp>

#include "support/callbacks/signed_body.hpp"
#include "support/catch.hpp"

#include "crypto/hmac.hpp"

namespace diagnose_test {

namespace webhook = rubrica::clicksign::webhook;
using rubrica::secret;
using webhook::mismatch;

namespace {

std::string const key = "00112233445566778899aabbccddeeff";
std::string const body = R"({"event":{"name":"sign"},"document":{"url":"https://x.test/?a=1\u0026b=2","n":"Jo\u00e3o"}})";
std::string const good = rubrica_test::content_hmac(key, body);

mismatch cause(std::string_view received, std::string_view header = good, std::string_view used = key) {
  return webhook::diagnose(received, header, secret(used), secret("the-api-token"));
}

} // namespace

TEST_CASE("diagnose tells what is wrong with the header", "[clicksign][webhook]") {
  std::string const digits = good.substr(7);
  std::string upper = good;
  for (char& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  CHECK(cause(body) == mismatch::none);
  CHECK(cause(body, "") == mismatch::header_missing);
  CHECK(cause(body, digits) == mismatch::prefix_missing);
  CHECK(cause(body, upper) == mismatch::upper_case);
  CHECK(cause(body, " " + good) == mismatch::blanks);
  CHECK(cause(body, "sha1=49962845b198e0c77b720c462ee0d4d6d2e0e1b5") == mismatch::other_algorithm);
  CHECK(cause(body, "49962845b198e0c77b720c462ee0d4d6d2e0e1b5") == mismatch::other_algorithm);
  CHECK(cause(body, "sha512=" + digits + digits) == mismatch::other_algorithm);
  CHECK(cause(body, "sha256=tHtsJNaCjDGveNqYWrGNlHou4/QEyFjcJdBA8VRmpOw=") == mismatch::base64_digest);
  CHECK(cause(body, "tHtsJNaCjDGveNqYWrGNlHou4/QEyFjcJdBA8VRmpOw=") == mismatch::base64_digest);
  CHECK(cause(body, "sha256=hello") == mismatch::unreadable_header);
}

TEST_CASE("diagnose tells what is wrong with the secret", "[clicksign][webhook]") {
  std::string decoded;
  for (int i = 0; i < 16; ++i) decoded += static_cast<char>(i * 17);
  CHECK(cause(body, good, "") == mismatch::secret_missing);
  CHECK(cause(body, good, "the-api-token") == mismatch::api_token_as_secret);
  CHECK(cause(body, good, key + "\n") == mismatch::secret_with_blanks);
  CHECK(cause(body, good, decoded) == mismatch::secret_hex_decoded);
  CHECK(cause(body, good, "another") == mismatch::other_secret_or_body);
}

TEST_CASE("diagnose tells what was changed in the body", "[clicksign][webhook]") {
  CHECK(cause(body + "\n") == mismatch::trailing_newline);
  CHECK(cause(body + "\r\n") == mismatch::trailing_newline);
  CHECK(cause(body, rubrica_test::content_hmac(key, body + "\n")) == mismatch::trailing_newline);
  CHECK(cause("\xEF\xBB\xBF" + body) == mismatch::byte_order_mark);
  CHECK(cause("{\r\n}", rubrica_test::content_hmac(key, "{\n}")) == mismatch::line_endings_changed);
  CHECK(cause(R"({ "a": "x&y", "b": "<" })", rubrica_test::content_hmac(key, R"({"a":"x\u0026y","b":"\u003c"})")) ==
        mismatch::body_reserialised);
  CHECK(cause("{ \"n\" : \"Jo\xC3\xA3o \xF0\x9F\x98\x80\" }",
              rubrica_test::content_hmac(key, R"({"n":"Jo\u00e3o \ud83d\ude00"})")) == mismatch::body_reserialised);
  CHECK(cause(R"({"a": 1})", rubrica_test::content_hmac(key, R"({"a":1})")) == mismatch::body_reserialised);
  CHECK(cause("forged") == mismatch::other_secret_or_body);
}

TEST_CASE("diagnose recognises a plain hash in place of an HMAC", "[clicksign][webhook]") {
  CHECK(cause(body, "sha256=" + rubrica::detail::sha256_hex(key + body)) == mismatch::plain_hash);
}

TEST_CASE("diagnose has a sentence for each cause", "[clicksign][webhook]") {
  for (int i = 0; i <= static_cast<int>(mismatch::other_secret_or_body); ++i) {
    CHECK(webhook::message(static_cast<mismatch>(i)).size() > 10);
    for (int j = 0; j < i; ++j) CHECK(webhook::message(static_cast<mismatch>(i)) != webhook::message(static_cast<mismatch>(j)));
  }
}

} // namespace diagnose_test
