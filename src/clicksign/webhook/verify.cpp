#include <rubrica/clicksign/webhook/verify.hpp>

#include "crypto/hmac.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace clicksign::webhook {
namespace {

constexpr std::string_view prefix = "sha256=";

/// All ones when the character is between the two, else zero.
unsigned mask_between(unsigned c, unsigned first, unsigned last) {
  return 0U - (((first - 1U - c) & (c - last - 1U)) >> 31U);
}

/// The value of a lower-case hexadecimal digit; `not_digit` gets a bit for any other character.
unsigned digit_value(char character, unsigned& not_digit) {
  unsigned const c = static_cast<unsigned char>(character);
  unsigned const number = mask_between(c, '0', '9');
  unsigned const letter = mask_between(c, 'a', 'f');
  not_digit |= ~(number | letter);
  return (number & (c - '0')) | (letter & (c - 'a' + 10U));
}

/// The 32 bytes of `sha256=<64 digits>`. Neither branches nor addresses depend on the digits, so that all headers of this form
/// take the same time.
bool read_header(std::string_view text, detail::digest& out) {
  if (text.size() != prefix.size() + 2 * out.size() || text.substr(0, prefix.size()) != prefix) return false;
  text.remove_prefix(prefix.size());
  unsigned not_digit = 0;
  for (std::size_t i = 0; i < out.size(); ++i) {
    unsigned const high = digit_value(text[2 * i], not_digit);
    unsigned const low = digit_value(text[2 * i + 1], not_digit);
    out[i] = static_cast<unsigned char>(high << 4 | low);
  }
  return not_digit == 0;
}

std::string_view view(detail::digest const& value) {
  return {reinterpret_cast<char const*>(value.data()), value.size()};
}

std::optional<std::size_t> match(std::string_view body, detail::digest const& claimed, secret const* secrets, std::size_t count,
                                 bool& lacked_memory) {
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < count; ++i) {
    detail::digest expected{};
    if (secrets[i].empty()) continue;
    if (!detail::hmac_sha256(secrets[i].reveal(), body, expected)) {
      lacked_memory = true;
      continue;
    }
    bool const equal = constant_time_equal(view(expected), view(claimed));
    if (equal && !found) found = i; // no early exit: the time must not reveal which secret matched
  }
  return found;
}

bool has_empty(secret const* secrets, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    if (secrets[i].empty()) return true;
  }
  return count == 0;
}

struct comparison {
  std::optional<std::size_t> secret_index;
  errc refusal = errc::signature_mismatch;
  std::string_view why;
};

comparison compare(std::string_view body, std::string_view content_hmac, secret const* secrets, std::size_t count) {
  if (has_empty(secrets, count)) return {{}, errc::invalid_argument, "a webhook secret is missing or empty"};
  detail::digest claimed{};
  if (content_hmac.empty()) return {{}, errc::signature_missing, "no Content-Hmac"};
  if (!read_header(content_hmac, claimed)) return {{}, errc::signature_missing, "Content-Hmac is not sha256= and 64 digits"};
  bool lacked_memory = false;
  auto const found = match(body, claimed, secrets, count, lacked_memory);
  return {found, lacked_memory ? errc::out_of_memory : errc::signature_mismatch, {}};
}

} // namespace

std::optional<std::size_t> matching_secret(std::string_view body, std::string_view content_hmac,
                                           std::vector<secret> const& secrets) noexcept {
  detail::digest claimed{};
  if (!read_header(content_hmac, claimed)) return std::nullopt;
  bool lacked_memory = false;
  return match(body, claimed, secrets.data(), secrets.size(), lacked_memory);
}

result<verified_body> verify(std::string_view body, std::string_view content_hmac, std::vector<secret> const& secrets) {
  comparison const found = compare(body, content_hmac, secrets.data(), secrets.size());
  if (!found.secret_index) return make_error(found.refusal, found.why);
  return verified_body(body, *found.secret_index);
}

result<verified_body> verify(std::string_view body, std::string_view content_hmac, secret const& secret) {
  comparison const found = compare(body, content_hmac, &secret, 1);
  if (!found.secret_index) return make_error(found.refusal, found.why);
  return verified_body(body, *found.secret_index);
}

} // namespace clicksign::webhook
RUBRICA_END_NAMESPACE
