#include "sandbox/accounts/accounts.hpp"

#include "sandbox/formats/bytes.hpp"

#include <algorithm>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

accounts::accounts(server_state& server, server_options const& chosen) {
  worlds_.push_back(std::make_unique<account_state>(server, chosen, 0));
  for (account const& one : chosen.more_accounts) {
    server_options own = chosen;
    own.token = one.token;
    own.webhook_url = one.webhook_url;
    own.webhook_secret = one.webhook_secret;
    own.switches = one.switches;
    worlds_.push_back(std::make_unique<account_state>(server, std::move(own), worlds_.size()));
  }
  for (auto const& one : worlds_) {
    server.account_states.push_back(one.get());
    by_token_[std::string(one->options.token.reveal())] = one.get();
    by_key_[one->account_key] = one.get();
    by_storage_token_[storage_token(*one)] = one.get();
  }
}

account_state* accounts::at(std::size_t number) const {
  return number < worlds_.size() ? worlds_[number].get() : nullptr;
}

account_state* accounts::found(index const& among, std::string_view name) {
  auto const it = among.find(std::string(name));
  return it == among.end() ? nullptr : it->second;
}

account_state* accounts::of_token(std::string_view token) const {
  return found(by_token_, token);
}

account_state* accounts::of_oauth(std::string_view authorization, std::string_view account_key) const {
  // `Bearer` is only for OAuth tokens, which are only accepted in the header (clicksign-rest §1.2).
  constexpr std::string_view scheme = "Bearer ";
  std::string_view const expected = first().options.oauth_token.reveal();
  if (expected.empty() || authorization.substr(0, scheme.size()) != scheme) return nullptr;
  if (authorization.substr(scheme.size()) != expected) return nullptr;
  if (account_key.empty()) return &first();
  // INFERRED: the answer to a key that the token may not use is not recorded.
  return found(by_key_, account_key);
}

account_state& accounts::of_storage_token(std::string_view security_token) const {
  account_state* const named = found(by_storage_token_, security_token);
  return named == nullptr ? first() : *named;
}

bool accounts::token_in(std::string_view text) const {
  auto const stands = [text](secret const& token) {
    return !token.empty() && text.find(token.reveal()) != std::string_view::npos;
  };
  return stands(first().options.oauth_token) ||
         std::any_of(worlds_.begin(), worlds_.end(), [&](auto const& one) { return stands(one->options.token); });
}

std::string storage_token(account_state const& service) {
  return sha256_hex(service.account_key);
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
