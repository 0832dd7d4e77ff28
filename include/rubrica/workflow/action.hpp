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
RUBRICA_EXPORT result<action> action_from(std::string_view name);

/// Whether an action is possible now.
struct allowed_action {
  workflow::action action = workflow::action::remind;
  std::string name{}; ///< `to_string(action)`
  bool allowed = false;
  std::string why_not{}; ///< one sentence; empty when it is allowed
  std::string rule{};    ///< the rule of the signing process that forbids it, such as `cancel_only_unsigned`; or empty
};

} // namespace workflow
RUBRICA_END_NAMESPACE
