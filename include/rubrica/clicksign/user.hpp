#pragma once

#include <rubrica/clicksign/pending_call.hpp>
#include <rubrica/core/export.hpp>
#include <rubrica/core/id.hpp>
#include <rubrica/core/personal.hpp>
#include <rubrica/core/timestamp.hpp>

#include <optional>
#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

/// A person with a login at ClickSign (clicksign-rest §10.4). The person's rights in the account are in a `membership`.
struct user {
  user_id id{};
  personal name{};
  personal email{};
  personal phone_number{};
  timestamp created_at{};
  timestamp updated_at{};
  std::string raw{}; ///< attributes that this version does not know, as a JSON object; or empty
};

/// A user to create. All members are required.
struct new_user {
  personal name{};
  personal email{};        ///< must be in the account's domain
  personal phone_number{}; ///< area code and number, 10 or 11 digits
};

/// Which users to list.
struct user_query {
  std::optional<personal> email{}; ///< the whole address
  group_id group{};                ///< users in it (`groups.key`); empty: all
  clicksign::paging paging{};
};

/// `/users`. ClickSign can neither change nor remove a user; remove the membership instead.
template <class Mode> class RUBRICA_EXPORT basic_users : public resource_base {
public:
  using resource_base::resource_base;
  template <class T> using reply = typename Mode::template reply<T>;
  template <class T> using list_of = typename Mode::template list<T>;

  /// `errc::forbidden` when the address is not in the account's domain, `errc::taken` when another user has it already.
  reply<user> create(new_user const& request, call_options const& options = {}) const;
  /// `errc::not_found` for an id that this account does not have.
  reply<user> get(user_id const& id, call_options const& options = {}) const;
  /// The user to whom the token belongs: the cheapest way to check a token. Only the official libraries have this call; when the
  /// service does not have it, it ends with `errc::not_found` (docs/wire-uncertainties.md).
  reply<user> me(call_options const& options = {}) const;
  /// The account's users.
  [[nodiscard]] list_of<user> list(user_query const& query = {}, call_options const& options = {}) const;
};

using users = basic_users<blocking>;

} // namespace clicksign
RUBRICA_END_NAMESPACE
