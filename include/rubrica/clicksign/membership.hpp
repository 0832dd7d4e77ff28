#pragma once

#include <rubrica/clicksign/pending_call.hpp>
#include <rubrica/clicksign/related.hpp>
#include <rubrica/core/export.hpp>
#include <rubrica/core/field.hpp>
#include <rubrica/core/id.hpp>
#include <rubrica/core/open_enum.hpp>
#include <rubrica/core/timestamp.hpp>

#include <optional>
#include <string>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

/// What a member may do. The documentation and the server's error message have different lists; these are the values of both
/// (clicksign-rest §15.14). Other texts may be sent too: `membership_role("auditor")`.
struct membership_role : open_enum<membership_role> {
  using open_enum::open_enum;
  static constexpr known admin{"admin"};
  static constexpr known global{"global"};
  static constexpr known observer{"observer"};
  static constexpr known downloader{"downloader"};
  static constexpr known member{"member"};       ///< in the server's list only
  static constexpr known guest{"guest"};         ///< in the server's list only
  static constexpr known financial{"financial"}; ///< in the documentation only
  static constexpr known manager{"manager"};     ///< in the documentation only
  static constexpr known all[] = {admin, global, observer, downloader, member, guest, financial, manager};
};

/// A user's membership in the account (clicksign-rest §10.5).
struct membership {
  membership_id id{};
  membership_role role{};
  bool consumption = false;       ///< `consumption_accessible`: sees the billing page
  bool tracking = false;          ///< `tracking_accessible`: sees the page of sent e-mails
  bool folder_management = false; ///< `folder_management_accessible`
  timestamp created_at{};
  timestamp updated_at{};
  std::string raw{};                         ///< attributes that this version does not know, as a JSON object; or empty
  std::vector<clicksign::related> related{}; ///< its `user`, when the answer names it; ClickSign's samples do not
};

/// A membership to create.
struct new_membership {
  user_id user{};
  membership_role role{};                  ///< required
  std::optional<bool> consumption{};       ///< none: ClickSign's default, false
  std::optional<bool> tracking{};          ///< none: ClickSign's default, false
  std::optional<bool> folder_management{}; ///< none: ClickSign's default, true
};

/// Attributes to change; absent ones stay as they are.
struct membership_changes {
  field<membership_role> role{};
  field<bool> consumption{};
  field<bool> tracking{};
  field<bool> folder_management{};
};

/// Which memberships to list.
struct membership_query {
  user_id user{}; ///< of this user; empty: all
  clicksign::paging paging{};
};

/// `/memberships`, for accounts with single sign-on; the others are refused with `errc::forbidden` or `errc::forbidden_plan`.
/// ClickSign cannot show a single membership: list those of the user.
template <class Mode> class RUBRICA_EXPORT basic_memberships : public resource_base {
public:
  using resource_base::resource_base;
  template <class T> using reply = typename Mode::template reply<T>;
  template <class T> using list_of = typename Mode::template list<T>;

  /// `errc::taken` when the user is a member already.
  reply<membership> create(new_membership const& request, call_options const& options = {}) const;
  /// Who belongs to the account, and with which rights.
  [[nodiscard]] list_of<membership> list(membership_query const& query = {}, call_options const& options = {}) const;
  /// Uses `PUT`: the server refuses a `PATCH` here (docs/wire-uncertainties.md).
  reply<membership> update(membership_id const& id, membership_changes const& changes, call_options const& options = {}) const;
  /// The user stays, without access to the account.
  reply<void> remove(membership_id const& id, call_options const& options = {}) const;
};

using memberships = basic_memberships<blocking>;

} // namespace clicksign
RUBRICA_END_NAMESPACE
