// The first line is the header Content-Hmac, the rest the body. The right header is always accepted, any other never; the right
// one is computed with another interface of OpenSSL.

#include "property.hpp"
#include "support/callbacks/content_hmac.hpp"

#include <rubrica/clicksign/webhook/diagnose.hpp>
#include <rubrica/clicksign/webhook/verify.hpp>

namespace webhook = rubrica::clicksign::webhook;
using namespace rubrica_fuzz;
using rubrica::errc;
using rubrica::secret;

namespace {

constexpr std::string_view keys[] = {"the-secret-of-today", "the-secret-of-yesterday"};

bool has_form(std::string_view header) {
  constexpr std::string_view prefix = "sha256=";
  return header.size() == prefix.size() + 64 && header.substr(0, prefix.size()) == prefix &&
         header.find_first_not_of("0123456789abcdef", prefix.size()) == std::string_view::npos;
}

std::vector<secret> secrets() {
  return {secret(keys[0]), secret(keys[1])};
}

/// A header made up by the fuzzer must be accepted only if it is the one that OpenSSL computes.
void check_header(std::string_view body, std::string_view header) {
  auto const all = secrets();
  auto const verified = webhook::verify(body, header, all);
  bool const is_first = header == rubrica_test::content_hmac(keys[0], body);
  bool const is_second = header == rubrica_test::content_hmac(keys[1], body);
  require(verified.has_value() == (is_first || is_second), "a header is accepted exactly when it is right");
  auto const index = webhook::matching_secret(body, header, all);
  require(index.has_value() == verified.has_value(), "matching_secret gives the verdict of verify");
  if (verified) {
    require(verified->bytes() == body && verified->secret_index() == *index, "the verified body is the body");
    require(*index == (is_first ? 0u : 1u), "the secret that matched is named");
    return;
  }
  errc const expected = has_form(header) ? errc::signature_mismatch : errc::signature_missing;
  require(verified.error().code == expected, "the refusal says whether the header had the form");
  require(webhook::diagnose(body, header, all[0]) != webhook::mismatch::none, "diagnose finds a cause for a refusal");
}

void check_right_one(std::string_view body, std::size_t choice) {
  auto const all = secrets();
  std::string header = rubrica_test::content_hmac(keys[1], body);
  auto const verified = webhook::verify(body, header, all);
  require(verified && verified->secret_index() == 1 && verified->bytes() == body, "the right header is accepted");
  require(webhook::verify(body, header, all[1]).has_value(), "also by its secret alone");
  require(!webhook::verify(body, header, all[0]), "but not by the other one");
  require(webhook::diagnose(body, header, all[1]) == webhook::mismatch::none, "diagnose finds no fault with it");
  require(webhook::diagnose(body, header, all[0]) != webhook::mismatch::none, "diagnose sees that the secret is wrong");
  auto const unusable = webhook::verify(body, header, {all[1], secret()});
  require(!unusable && unusable.error().code == errc::invalid_argument, "an empty secret spoils all");

  std::string other(body);
  if (other.empty())
    other = "x";
  else
    other[choice % other.size()] = static_cast<char>(other[choice % other.size()] ^ (1 << (choice % 8)));
  require(!webhook::verify(other, header, all), "one bit of the body is changed");
  require(!webhook::verify(std::string(body) + '\n', header, all), "something is added to the body");
  header[choice % header.size()] = static_cast<char>(header[choice % header.size()] ^ (1 << (choice % 8)));
  require(!webhook::verify(body, header, all), "one bit of the header is changed");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view body = text_of(data, size);
  std::string_view const header = take_until(body, '\n');
  check_header(body, header);
  check_right_one(body, header.size() + body.size());
  check_right_one(header, header.size()); // a body without a line break, too
  return 0;
}
