#pragma once

#include "crypto/hmac.hpp"

#include <random>
#include <stdexcept>
#include <string>
#include <string_view>

namespace rubrica_test {

/// The value that ClickSign would send in `Content-Hmac`.
inline std::string content_hmac(std::string_view key, std::string_view body) {
  rubrica::detail::digest value{};
  if (!rubrica::detail::hmac_sha256(key, body, value)) throw std::runtime_error("no HMAC");
  return "sha256=" + rubrica::detail::hex(value);
}

/// A callback as it arrives.
struct signed_body {
  std::string body{};
  std::string header{};
};

/// The same with one bit or one character changed, alternately in the body and in the header.
inline signed_body forged(signed_body of, unsigned round, std::mt19937& random) {
  std::string& changed = round % 2 == 0 ? of.body : of.header;
  char& at = changed[random() % changed.size()];
  char const before = at;
  while (at == before) at = static_cast<char>(round % 4 < 2 ? before ^ (1 << random() % 8) : random() % 256);
  return of;
}

} // namespace rubrica_test
