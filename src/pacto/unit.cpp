#include <rubrica/pacto/unit.hpp>

#include "crypto/hmac.hpp"

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace pacto {
namespace {

std::string_view view(detail::digest const& value) {
  return {reinterpret_cast<char const*>(value.data()), value.size()};
}

} // namespace

bool url_secret_matches(unit const& unit, std::string_view from_url) noexcept {
  // Digests are compared, because comparing texts of different lengths would reveal the secret's length.
  detail::digest given{};
  detail::digest expected{};
  bool const hashed = detail::sha256(from_url, given) && detail::sha256(unit.url_secret.reveal(), expected);
  return hashed && constant_time_equal(view(given), view(expected)) && !unit.url_secret.empty();
}

bool is_chave(std::string_view text) noexcept {
  auto const is_hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); };
  return text.size() == 32 && std::all_of(text.begin(), text.end(), is_hex);
}

} // namespace pacto
RUBRICA_END_NAMESPACE
