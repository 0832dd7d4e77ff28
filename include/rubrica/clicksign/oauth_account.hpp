#pragma once

#include <rubrica/clicksign/pending_call.hpp>
#include <rubrica/core/export.hpp>
#include <rubrica/core/id.hpp>

#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

/// An account that the user of an OAuth token belongs to (clicksign-rest §10.9).
struct oauth_account {
  oauth_account_id id{};
  std::string name{};
  std::string key{}; ///< for `client_options::account_key`
  std::string raw{}; ///< attributes that this version does not know, as a JSON object; or empty
};

/// Which page of the accounts to list.
struct oauth_account_query {
  clicksign::paging paging{};
};

/// `/oauth2/accounts`, for clients with an `oauth_token`; with an access token `errc::unauthorized`. To use several accounts,
/// list them with a client without an `account_key`, then create a client for each `key`.
///
/// Known from one private source; where it does not exist the call ends with `errc::not_found`.
template <class Mode> class RUBRICA_EXPORT basic_oauth_accounts : public resource_base {
public:
  using resource_base::resource_base;
  template <class T> using list_of = typename Mode::template list<T>;

  /// The accounts that the OAuth token may use.
  [[nodiscard]] list_of<oauth_account> list(oauth_account_query const& query = {}, call_options const& options = {}) const;
};

using oauth_accounts = basic_oauth_accounts<blocking>;

} // namespace clicksign
RUBRICA_END_NAMESPACE
