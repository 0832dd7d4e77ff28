#pragma once

#include <rubrica/core/error.hpp>
#include <rubrica/core/id.hpp>
#include <rubrica/core/open_enum.hpp>
#include <rubrica/core/timestamp.hpp>
#include <rubrica/signing/document_state.hpp>
#include <rubrica/signing/request.hpp>
#include <rubrica/signing/timeline.hpp>
#include <rubrica/workflow/action.hpp>
#include <rubrica/workflow/submission.hpp>

#include <optional>
#include <string>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

enum class file_state {
  none,   ///< there is no signed file yet
  wanted, ///< it is there, and will be fetched
  kept,   ///< it lies in the file store
  failed  ///< it could not be fetched: `document_view::file_error`
};

/// The enumerator's own name.
RUBRICA_EXPORT std::string_view to_string(file_state state);

/// What was found out about a signed file before it was kept.
struct file_verdict : open_enum<file_verdict> {
  using open_enum::open_enum;
  static constexpr known intact{"intact"};          ///< its signatures hold, and cover all of it
  static constexpr known unsigned_file{"unsigned"}; ///< it has no signature
  static constexpr known not_intact{"not_intact"};  ///< a signature does not hold: look at it with `signing::verify_signed_file`
  static constexpr known unchecked{"unchecked"};    ///< the engine has no trust store
  static constexpr known all[] = {intact, unsigned_file, not_intact, unchecked};
};

/// One document of a submission, as its page shows it.
struct document_view {
  document_id id{}; ///< ClickSign's; empty before it was sent
  std::string name{};
  std::string type{};
  std::string description{};
  signing::document_state state{}; ///< with its signers
  workflow::file_state file = file_state::none;
  std::string reference{};                ///< with `kept`: of the file store
  std::string sha256{};                   ///< with `kept`: of the signed file
  std::string verdict{};                  ///< with `kept`: one of `file_verdict`
  std::optional<error_info> file_error{}; ///< with `failed`
};

/// Somebody who is to sign, as asked for.
struct signer_view {
  signer_id id{}; ///< ClickSign's; empty before it was sent
  personal name{};
  personal email{};
  personal mobile{};
  clicksign::role role{};                     ///< the first one, on the first document that the signer signs
  clicksign::authentication authentication{}; ///< the first one, likewise
  int group = 1;
};

/// All that a page about a submission shows.
struct view {
  std::string tenant{};
  std::string id{};
  int attempt = 1; ///< grows each time that it is sent again
  submission_state state = submission_state::waiting;
  signing::record record{};
  std::string name{}; ///< of the envelope, without its reference
  std::string message{};
  envelope_id envelope{};
  timestamp deadline{};
  std::vector<document_view> documents{};
  std::vector<signer_view> signers{};
  signing::timeline_lines timeline{};
  std::vector<allowed_action> actions{};
  std::optional<workflow::action> under_way{};    ///< an action that is to be carried out
  std::optional<error_info> last_error{};         ///< why it waits or failed; or of the last action
  std::optional<error_info> notification_error{}; ///< why the signers were not called, or may not have been
  instant submitted_at{};
  instant next_work_at{}; ///< when a worker looks at it again; the epoch: never
};

} // namespace workflow
RUBRICA_END_NAMESPACE
