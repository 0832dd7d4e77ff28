#include "sandbox/accounts.hpp"

#include "sandbox/bytes.hpp"

#include <utility>

namespace rubrica { inline namespace v0_1 { namespace sandbox {

accounts::accounts(common& server, server_options const& chosen) {
  worlds_.push_back(std::make_unique<world>(server, chosen, 0));
  for (account const& one : chosen.more_accounts) {
    server_options own = chosen;
    own.token = one.token;
    own.webhook_url = one.webhook_url;
    own.webhook_secret = one.webhook_secret;
    own.switches = one.switches;
    worlds_.push_back(std::make_unique<world>(server, std::move(own), worlds_.size()));
  }
}

world* accounts::at(std::size_t number) const {
  return number < worlds_.size() ? worlds_[number].get() : nullptr;
}

world* accounts::of_token(std::string_view token) const {
  for (auto const& one : worlds_) {
    if (!token.empty() && one->options.token.reveal() == token) return one.get();
  }
  return nullptr;
}

world& accounts::of_storage_token(std::string_view security_token) const {
  for (auto const& one : worlds_) {
    if (storage_token(*one) == security_token) return *one;
  }
  return first();
}

bool accounts::token_in(std::string_view text) const {
  for (auto const& one : worlds_) {
    if (text.find(one->options.token.reveal()) != std::string_view::npos) return true;
  }
  return false;
}

std::string storage_token(world const& service) {
  return sha256_hex(service.account_key);
}

}}} // namespace rubrica::v0_1::sandbox
