#include "clicksign/protocol/credentials.hpp"

#include "text/cleanse.hpp"
#include "text/plain.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {
namespace {

secret bearer(secret const& token) {
  constexpr std::string_view scheme = "Bearer ";
  std::string text;
  text.reserve(scheme.size() + token.reveal().size()); // reserved first: a growing string would leave its old copy in the heap
  text.append(scheme).append(token.reveal());
  secret value(text);
  detail::cleanse(text);
  return value;
}

/// Whether a token contains characters that were copied along with it: blanks, line breaks, quotes, zero-width characters.
bool has_more_than_the_token(secret const& token) {
  return !text::is_plain(token.reveal()) || token.reveal().find_first_of(" \t\r\n\"'`") != std::string_view::npos;
}

} // namespace

result<credentials> credentials_of(client_options const& options) {
  if (!options.token.empty() && !options.oauth_token.empty()) {
    return make_error(errc::invalid_argument, "an access token and an OAuth token were given: a client uses one of them");
  }
  if (has_more_than_the_token(options.token) || has_more_than_the_token(options.oauth_token)) {
    return make_error(errc::invalid_argument,
                      "the access token has a blank, a line end, a quote or an invisible mark in it: give it alone");
  }
  if (!options.oauth_token.empty()) return credentials{bearer(options.oauth_token), options.account_key};
  if (options.token.empty()) {
    return make_error(errc::invalid_argument,
                      "the access token is empty, and there is no OAuth token in its place: generate one in ClickSign "
                      "under Configurações > API");
  }
  if (!options.account_key.empty()) {
    return make_error(errc::invalid_argument, "an account key goes with an OAuth token only: an access token has one account");
  }
  return credentials{options.token, {}};
}

} // namespace clicksign
RUBRICA_END_NAMESPACE
