#include <rubrica/clicksign/webhook/verify.hpp>

#include "detail/hmac.hpp"

#include <array>

namespace rubrica { inline namespace v0_1 { namespace clicksign { namespace webhook {
namespace {

constexpr std::string_view prefix = "sha256=";

constexpr unsigned no_digit = 0x100;

/// What each byte is worth as a lower-case hexadecimal digit, or `no_digit`.
constexpr auto digit_values = [] {
  std::array<unsigned short, 256> values{};
  for (auto& value : values) value = no_digit;
  for (unsigned i = 0; i < 10; ++i) values['0' + i] = static_cast<unsigned short>(i);
  for (unsigned i = 0; i < 6; ++i) values['a' + i] = static_cast<unsigned short>(10 + i);
  return values;
}();

unsigned digit_value(char c) {
  return digit_values[static_cast<unsigned char>(c)];
}

/// The 32 bytes of `sha256=<64 digits>`. The digits decide over no branch, so that all headers of this form take the same time.
bool read_header(std::string_view text, detail::digest& out) {
  if (text.size() != prefix.size() + 2 * out.size() || text.substr(0, prefix.size()) != prefix) return false;
  text.remove_prefix(prefix.size());
  unsigned seen = 0;
  for (std::size_t i = 0; i < out.size(); ++i) {
    unsigned const high = digit_value(text[2 * i]);
    unsigned const low = digit_value(text[2 * i + 1]);
    seen |= high | low;
    out[i] = static_cast<unsigned char>(high << 4 | low);
  }
  return (seen & no_digit) == 0;
}

std::string_view view(detail::digest const& value) {
  return {reinterpret_cast<char const*>(value.data()), value.size()};
}

std::optional<std::size_t> match(std::string_view body, detail::digest const& claimed, secret const* secrets, std::size_t count) {
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < count; ++i) {
    detail::digest expected{};
    if (secrets[i].empty() || !detail::hmac_sha256(secrets[i].reveal(), body, expected)) continue;
    bool const equal = constant_time_equal(view(expected), view(claimed));
    if (equal && !found) found = i; // no early end: the time must not tell which secret it was
  }
  return found;
}

bool has_empty(secret const* secrets, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    if (secrets[i].empty()) return true;
  }
  return count == 0;
}

struct verdict {
  std::optional<std::size_t> secret_index;
  errc refusal = errc::signature_mismatch;
  std::string_view why;
};

verdict judge(std::string_view body, std::string_view content_hmac, secret const* secrets, std::size_t count) {
  if (has_empty(secrets, count)) return {{}, errc::invalid_argument, "a webhook secret is missing or empty"};
  detail::digest claimed{};
  if (content_hmac.empty()) return {{}, errc::signature_missing, "no Content-Hmac"};
  if (!read_header(content_hmac, claimed)) return {{}, errc::signature_missing, "Content-Hmac is not sha256= and 64 digits"};
  return {match(body, claimed, secrets, count), errc::signature_mismatch, {}};
}

} // namespace

std::optional<std::size_t> matching_secret(std::string_view body, std::string_view content_hmac,
                                           std::vector<secret> const& secrets) noexcept {
  detail::digest claimed{};
  if (!read_header(content_hmac, claimed)) return std::nullopt;
  return match(body, claimed, secrets.data(), secrets.size());
}

result<verified_body> verify(std::string_view body, std::string_view content_hmac, std::vector<secret> const& secrets) {
  verdict const found = judge(body, content_hmac, secrets.data(), secrets.size());
  if (!found.secret_index) return make_error(found.refusal, found.why);
  return verified_body(body, *found.secret_index);
}

result<verified_body> verify(std::string_view body, std::string_view content_hmac, secret const& secret) {
  verdict const found = judge(body, content_hmac, &secret, 1);
  if (!found.secret_index) return make_error(found.refusal, found.why);
  return verified_body(body, *found.secret_index);
}

}}}} // namespace rubrica::v0_1::clicksign::webhook
