#pragma once

#include "sandbox/service/world.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

/// The worlds of a server, one for each token. Their number never changes, so iterating over them needs no lock.
class accounts {
public:
  accounts(common& server, server_options const& chosen);

  [[nodiscard]] world& first() const { return *worlds_.front(); }
  /// Null when there is no such number.
  [[nodiscard]] world* at(std::size_t number) const;
  /// The account of a raw access token; null: none.
  [[nodiscard]] world* of_token(std::string_view token) const;
  /// The account of the OAuth token in this `Authorization` header: of several, the one with this key, or the first without a
  /// key; null: none.
  [[nodiscard]] world* of_oauth(std::string_view authorization, std::string_view account_key) const;
  /// The account whose file a storage link names; the first one when it names none.
  [[nodiscard]] world& of_storage_token(std::string_view security_token) const;
  /// Whether the text contains a token of any account.
  [[nodiscard]] bool token_in(std::string_view text) const;

  [[nodiscard]] auto begin() const { return worlds_.begin(); }
  [[nodiscard]] auto end() const { return worlds_.end(); }

private:
  using index = std::unordered_map<std::string, world*>;
  static world* found(index const& among, std::string_view name);

  std::vector<std::unique_ptr<world>> worlds_;
  index by_token_;
  index by_key_;
  index by_storage_token_;
};

/// The value of `X-Amz-Security-Token` in an account's file links.
std::string storage_token(world const& service);

} // namespace sandbox
RUBRICA_END_NAMESPACE
