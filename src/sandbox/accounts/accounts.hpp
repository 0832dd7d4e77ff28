#pragma once

#include "sandbox/service/account_state.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

/// The accounts' states of a server, one for each token. Their number never changes, so iterating over them needs no lock.
class accounts {
public:
  accounts(server_state& server, server_options const& chosen);

  [[nodiscard]] account_state& first() const { return *worlds_.front(); }
  /// Null when there is no such number.
  [[nodiscard]] account_state* at(std::size_t number) const;
  /// The account of a raw access token; null: none.
  [[nodiscard]] account_state* of_token(std::string_view token) const;
  /// The account of the OAuth token in this `Authorization` header: of several, the one with this key, or the first without a
  /// key; null: none.
  [[nodiscard]] account_state* of_oauth(std::string_view authorization, std::string_view account_key) const;
  /// The account whose file a storage link names; the first one when it names none.
  [[nodiscard]] account_state& of_storage_token(std::string_view security_token) const;
  /// Whether the text contains a token of any account.
  [[nodiscard]] bool token_in(std::string_view text) const;

  [[nodiscard]] auto begin() const { return worlds_.begin(); }
  [[nodiscard]] auto end() const { return worlds_.end(); }

private:
  using index = std::unordered_map<std::string, account_state*>;
  static account_state* found(index const& among, std::string_view name);

  std::vector<std::unique_ptr<account_state>> worlds_;
  index by_token_;
  index by_key_;
  index by_storage_token_;
};

/// The value of `X-Amz-Security-Token` in an account's file links.
std::string storage_token(account_state const& service);

} // namespace sandbox
RUBRICA_END_NAMESPACE
