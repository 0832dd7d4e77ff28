#pragma once

#include "support/callbacks/content_hmac.hpp"

#include <random>
#include <string>

namespace rubrica_test {

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
