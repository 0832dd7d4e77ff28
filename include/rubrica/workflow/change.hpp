#pragma once

#include <rubrica/callbacks/route.hpp>
#include <rubrica/core/error.hpp>
#include <rubrica/core/open_enum.hpp>
#include <rubrica/core/timestamp.hpp>
#include <rubrica/signing/change.hpp>
#include <rubrica/workflow/action.hpp>
#include <rubrica/workflow/submission.hpp>

#include <cstdint>
#include <optional>
#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

/// What a change is about.
struct change_kind : open_enum<change_kind> {
  using open_enum::open_enum;
  static constexpr known state{"state"};     ///< the submission reached another state: `change::state`
  static constexpr known signing{"signing"}; ///< something happened to a document or a signer: `change::signing`
  static constexpr known file{"file"};       ///< a signed file was kept: `change::document`, `change::file`
  static constexpr known action{"action"};   ///< an action was carried out, or failed: `change::action`, `change::error`
  static constexpr known received{
      "received"}; ///< a callback that is no history, such as Pacto's: read it with `engine::delivery`
  static constexpr known quarantined{"quarantined"}; ///< a callback that could not be read or acted on: `engine::delivery`
  static constexpr known all[] = {state, signing, file, action, received, quarantined};
};

/// Something that has happened, told once and in order: what a CRM's own tables need to know.
struct change {
  std::int64_t position = 0; ///< grows; keep that of the last one that you applied, in the same transaction
  std::string tenant{};
  std::string id{}; ///< the submission; empty for callbacks about documents that no submission made
  change_kind kind{};
  std::string key{}; ///< 64 hexadecimal digits, the same for the same change for ever
  instant at{};      ///< when it was recorded, by the database's clock
  callbacks::provider provider = callbacks::provider::clicksign;
  std::optional<submission_state> state{};
  std::optional<workflow::action> action{};
  std::optional<signing::change> signing{};
  std::string document{};            ///< the provider's id of the document that it is about; or empty
  std::string file{};                ///< reference of the file store
  std::string delivery{};            ///< key of the callback that brought it; or empty
  std::optional<error_info> error{}; ///< of what failed
};

/// Which changes to read.
struct changes_query {
  std::int64_t after = 0; ///< position of the last one that was applied
  int limit = 100;        ///< 1 to 1,000
  std::string tenant{};   ///< empty: all tenants
};

} // namespace workflow
RUBRICA_END_NAMESPACE
