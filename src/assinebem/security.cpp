#include <rubrica/assinebem/security.hpp>

#include "crypto/base64.hpp"
#include "crypto/hmac.hpp"

#include <openssl/crypto.h>

#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace assinebem {
namespace {

/// A text that contains a secret, overwritten by the destructor. Its size is known at the beginning, so no copy is left behind.
class secret_text {
public:
  explicit secret_text(std::size_t size) { text_.reserve(size); }
  ~secret_text() { OPENSSL_cleanse(text_.data(), text_.size()); }
  secret_text(secret_text const&) = delete;
  secret_text& operator=(secret_text const&) = delete;

  std::string& operator*() { return text_; }

private:
  std::string text_;
};

char folded(char c) {
  if (c == '_') return '-';
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

bool same_header(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (folded(a[i]) != folded(b[i])) return false;
  }
  return true;
}

std::string_view view(detail::digest const& value) {
  return {reinterpret_cast<char const*>(value.data()), value.size()};
}

} // namespace

bool is_security_token_header(std::string_view name) noexcept {
  constexpr std::string_view cgi = "HTTP-";
  if (same_header(name.substr(0, cgi.size()), cgi)) name.remove_prefix(cgi.size());
  return same_header(name, security_token_header);
}

bool token_matches(std::string_view header_value, secret const& token) noexcept {
  // Digests are compared, because comparing texts of different lengths would reveal the token's length.
  detail::digest given{};
  detail::digest expected{};
  bool const hashed = detail::sha256(header_value, given) && detail::sha256(token.reveal(), expected);
  return hashed && constant_time_equal(view(given), view(expected)) && !token.empty();
}

result<std::size_t> verify_token(std::string_view header_value, std::vector<secret> const& tokens) {
  std::size_t found = tokens.size();
  bool usable = !tokens.empty();
  for (std::size_t i = tokens.size(); i-- > 0;) {
    if (tokens[i].empty()) usable = false;
    if (token_matches(header_value, tokens[i])) found = i; // no early exit: the time must not reveal which token matched
  }
  if (!usable) return make_error(errc::invalid_argument, "a security token is missing or empty");
  if (header_value.empty()) return make_error(errc::signature_missing, "no ASSINEBEM-SECURITY-TOKEN");
  if (found == tokens.size()) return make_error(errc::signature_mismatch, "ASSINEBEM-SECURITY-TOKEN");
  return found;
}

result<secret> security_hash(secret const& token, secret const& api_secret, std::string_view url, std::string_view query) {
  if (token.empty() || api_secret.empty()) return make_error(errc::invalid_argument, "the API token or secret is empty");
  secret_text hashed(url.size() + api_secret.reveal().size() + query.size());
  (*hashed).append(url).append(api_secret.reveal()).append(query);
  std::string const digits = detail::sha256_hex(*hashed);
  if (digits.empty()) return make_error(errc::invalid_argument, "SHA-256 is not available");
  std::size_t const length = token.reveal().size() + 1 + digits.size();
  secret_text plain(length);
  (*plain).append(token.reveal()).append(":").append(digits);
  secret_text encoded(detail::base64_length(length) + 1);
  detail::append_base64(*encoded, *plain);
  return secret(*encoded);
}

} // namespace assinebem
RUBRICA_END_NAMESPACE
