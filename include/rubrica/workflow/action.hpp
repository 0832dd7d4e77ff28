#pragma once

#include <rubrica/core/export.hpp>
#include <rubrica/core/open_enum.hpp>
#include <rubrica/core/result.hpp>

#include <string>
#include <string_view>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

/// What a person may do with a submission: the buttons of its page.
enum class action {
  remind,     ///< call those who have not signed yet
  cancel,     ///< while nobody has signed
  remove,     ///< delete what was cancelled
  withdraw,   ///< its record is deleted in the CRM: cancel and delete as far as ClickSign allows, signed in part or not
  send_again, ///< after the former envelope has ended without all signatures
  download    ///< fetch the signed files again
};

/// The enumerator's own name.
RUBRICA_EXPORT std::string_view to_string(action value);
/// The action of that name; `invalid_argument` when there is none.
RUBRICA_EXPORT result<action> action_from(std::string_view name);

/// Why an action is not possible now.
enum class obstacle {
  none,                 ///< it is possible
  not_sent_yet,         ///< it waits to be sent
  to_be_sent,           ///< the same, where cancelling it comes first
  still_running,        ///< the envelope runs: cancelling it comes first
  somebody_signed,      ///< too late to cancel
  everybody_signed,     ///< it is finished
  ended,                ///< it ended without all signatures
  cancelled,            ///< that has happened already
  nothing_at_clicksign, ///< it could not be sent, or was cancelled before it was sent
  erased,               ///< its personal data is gone (`engine::forget`)
  no_signed_file        ///< nobody has signed, or ClickSign still makes the file
};

/// The enumerator's own name.
RUBRICA_EXPORT std::string_view to_string(obstacle value);

/// Whether an action is possible now.
struct allowed_action {
  workflow::action action = workflow::action::remind;
  std::string name{}; ///< `to_string(action)`
  bool allowed = false;
  workflow::obstacle obstacle = workflow::obstacle::none; ///< why it is not; `label` has the sentence in both languages
  std::string why_not{};                                  ///< the English sentence; empty when it is allowed
  std::string rule{}; ///< the rule of the signing process that forbids it, such as `cancel_only_unsigned`; or empty
};

} // namespace workflow
RUBRICA_END_NAMESPACE
