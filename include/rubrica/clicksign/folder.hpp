#pragma once

#include <rubrica/clicksign/pending_call.hpp>
#include <rubrica/clicksign/related.hpp>
#include <rubrica/core/export.hpp>
#include <rubrica/core/id.hpp>
#include <rubrica/core/timestamp.hpp>

#include <optional>
#include <string>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

/// A folder of the account (clicksign-rest §10.3).
struct folder {
  folder_id id{};
  std::string name{};
  std::string path{}; ///< of the folder that contains it: empty in the root, `/Contratos` below that
  bool in_root = false;
  timestamp created_at{};
  timestamp updated_at{};
  std::string raw{}; ///< attributes that this version does not know, as a JSON object; or empty
  std::vector<clicksign::related> related{};
};

/// A folder to create.
struct new_folder {
  std::string name{};
  folder_id parent{}; ///< empty: in the root
};

/// Which folders to list. ClickSign cannot search them by name.
struct folder_query {
  std::optional<bool> in_root{};
  clicksign::paging paging{};
};

/// `/folders`. ClickSign cannot remove a folder.
template <class Mode> class RUBRICA_EXPORT basic_folders : public resource_base {
public:
  using resource_base::resource_base;
  template <class T> using reply = typename Mode::template reply<T>;
  template <class T> using list_of = typename Mode::template list<T>;

  /// Whether ClickSign refuses the name of a folder beside it is not known; a refusal is `errc::taken`.
  reply<folder> create(new_folder const& request, call_options const& options = {}) const;
  /// `errc::not_found` for an id that this account does not have.
  reply<folder> get(folder_id const& id, call_options const& options = {}) const;
  /// The account's folders.
  [[nodiscard]] list_of<folder> list(folder_query const& query = {}, call_options const& options = {}) const;
  /// Renames the folder. One official collection has this call, one official library says that it does not exist; in that case
  /// `errc::not_found` (docs/wire-uncertainties.md).
  reply<folder> rename(folder_id const& id, std::string const& name, call_options const& options = {}) const;
};

using folders = basic_folders<blocking>;

} // namespace clicksign
RUBRICA_END_NAMESPACE
