#pragma once

#include <rubrica/clicksign/call.hpp>
#include <rubrica/core/export.hpp>
#include <rubrica/core/id.hpp>
#include <rubrica/core/personal.hpp>
#include <rubrica/core/timestamp.hpp>

#include <optional>
#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

/// Somebody with a login at ClickSign (clicksign-rest §10.4). What the person may do in the account says a `membership`.
struct user {
  user_id id{};
  personal name{};
  personal email{};
  personal phone_number{};
  timestamp created{};
  timestamp modified{};
  std::string raw{}; ///< attributes that this version does not know, as a JSON object; or empty
};

/// A user to create. All members are required.
struct new_user {
  personal name{};
  personal email{};        ///< of the account's own domain
  personal phone_number{}; ///< area code and number, 10 or 11 digits
};

/// Which users to list.
struct user_query {
  std::optional<personal> email{}; ///< the whole address
  group_id group{};                ///< those in it (`groups.key`); empty: all
  clicksign::paging paging{};
};

/// `/users`. ClickSign can neither change nor remove a user; a membership is what is taken away.
template <class Mode> class RUBRICA_EXPORT basic_users : public resource_base {
public:
  using resource_base::resource_base;
  template <class T> using reply = typename Mode::template reply<T>;
  template <class T> using list_of = typename Mode::template list<T>;

  /// `errc::forbidden` when the address is not of the account's domain, `errc::taken` when somebody has it already.
  reply<user> create(new_user const& what, call_options const& how = {}) const;
  reply<user> get(user_id const& id, call_options const& how = {}) const;
  /// The user in whose name the client calls: the cheapest way to see whether a token is good. Only the official libraries
  /// have this call; where it does not exist it ends with `errc::not_found` (docs/wire-uncertainties.md).
  reply<user> me(call_options const& how = {}) const;
  [[nodiscard]] list_of<user> list(user_query const& query = {}, call_options const& how = {}) const;
};

using users = basic_users<blocking>;

} // namespace clicksign
RUBRICA_END_NAMESPACE
