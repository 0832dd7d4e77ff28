#include "clicksign/protocol/credentials.hpp"

#include "text/cleanse.hpp"
#include "text/plain.hpp"

#include <fmt/format.h>

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

/// What was copied along with a token, in words; empty: nothing.
std::string_view more_than_the_token(std::string_view token) {
  if (token.substr(0, 3) == "\xEF\xBB\xBF") return "begins with a byte order mark, as a file of some editors does";
  if (token.find_first_of("\r\n") != std::string_view::npos) return "has a line end in it";
  if (token.find_first_of("\"'`") != std::string_view::npos) return "has a quote in it";
  if (token.find_first_of(" \t") != std::string_view::npos) return "has a blank in it";
  return text::is_plain(token) ? "" : "has an invisible mark or a blank of another alphabet in it";
}

} // namespace

result<credentials> credentials_of(client_options const& options) {
  if (!options.token.empty() && !options.oauth_token.empty()) {
    return make_error(errc::invalid_argument, "an access token and an OAuth token were given: a client uses one of them");
  }
  for (secret const* token : {&options.token, &options.oauth_token}) {
    auto const more = more_than_the_token(token->reveal());
    if (!more.empty()) return make_error(errc::invalid_argument, fmt::format("the access token {}: give it alone", more));
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
