#pragma once

#include <rubrica/clicksign/pending_call.hpp>
#include <rubrica/core/export.hpp>
#include <rubrica/core/id.hpp>
#include <rubrica/core/timestamp.hpp>

#include <optional>
#include <string>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

/// Users of the account who get access to folders together (clicksign-rest §10.6). For its users: `users().list` by group.
struct group {
  group_id id{};
  std::string name{};
  timestamp created_at{};
  timestamp updated_at{};
  std::string raw{}; ///< attributes that this version does not know, as a JSON object; or empty
};

/// A group to create.
struct new_group {
  std::string name{};
};

/// Which groups to list.
struct group_query {
  std::optional<std::string> name{}; ///< the whole name
  std::string sort{};                ///< `name`; `-name` for descending
  clicksign::paging paging{};
};

/// `/groups`. Only the official libraries have these calls; when the service does not have them, they end with `errc::not_found`
/// (docs/wire-uncertainties.md).
template <class Mode> class RUBRICA_EXPORT basic_groups : public resource_base {
public:
  using resource_base::resource_base;
  template <class T> using reply = typename Mode::template reply<T>;
  template <class T> using list_of = typename Mode::template list<T>;

  /// `errc::taken` when there is a group of this name.
  reply<group> create(new_group const& request, call_options const& options = {}) const;
  /// `errc::not_found` for an id that this account does not have.
  reply<group> get(group_id const& id, call_options const& options = {}) const;
  /// The account's groups.
  [[nodiscard]] list_of<group> list(group_query const& query = {}, call_options const& options = {}) const;
  /// `errc::taken` when there is a group of this name.
  reply<group> rename(group_id const& id, std::string const& name, call_options const& options = {}) const;
  /// Its users stay in the account, but lose the access that the group had.
  reply<void> remove(group_id const& id, call_options const& options = {}) const;

  /// Users that are in the group already stay there: JSON:API's rule, not measured.
  reply<void> add_users(group_id const& id, std::vector<user_id> const& who, call_options const& options = {}) const;
  /// Users that are not in the group are ignored: also JSON:API's rule. It is a `DELETE` with a body.
  reply<void> remove_users(group_id const& id, std::vector<user_id> const& who, call_options const& options = {}) const;
};

using groups = basic_groups<blocking>;

} // namespace clicksign
RUBRICA_END_NAMESPACE
