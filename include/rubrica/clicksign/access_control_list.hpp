#pragma once

#include <rubrica/clicksign/pending_call.hpp>
#include <rubrica/clicksign/related.hpp>
#include <rubrica/core/export.hpp>
#include <rubrica/core/id.hpp>
#include <rubrica/core/timestamp.hpp>

#include <string>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

/// A group's access to a folder (clicksign-rest §10.7).
struct access_control_list {
  access_control_list_id id{};
  timestamp created_at{}; ///< empty when the answer has none, as in the official libraries' fixtures
  timestamp updated_at{};
  std::string raw{};                         ///< attributes that this version does not know, as a JSON object; or empty
  std::vector<clicksign::related> related{}; ///< its `folder` and its `group`
};

/// `/access_control_lists`: gives groups access to folders and takes it away. ClickSign can neither list nor show who has
/// access. Only the official libraries have these calls; where they do not exist they end with `errc::not_found`.
template <class Mode> class RUBRICA_EXPORT basic_access_control_lists : public resource_base {
public:
  using resource_base::resource_base;
  template <class T> using reply = typename Mode::template reply<T>;

  /// Gives the group access to the folder.
  reply<access_control_list> create(folder_id const& folder, group_id const& group, call_options const& options = {}) const;
  /// Folder and group, in the body of a `DELETE`, say what to remove; the id cannot be used here.
  reply<void> remove(folder_id const& folder, group_id const& group, call_options const& options = {}) const;
};

using access_control_lists = basic_access_control_lists<blocking>;

} // namespace clicksign
RUBRICA_END_NAMESPACE
