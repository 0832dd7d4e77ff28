#include <rubrica/workflow/view.hpp>

#include "text/enumerator.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace workflow {
namespace {

constexpr std::string_view action_names[] = {"remind", "cancel", "remove", "withdraw", "send_again", "download"};
constexpr std::string_view obstacle_names[] = {
    "none",  "not_sent_yet", "to_be_sent",           "still_running", "somebody_signed", "everybody_signed",
    "ended", "cancelled",    "nothing_at_clicksign", "erased",        "no_signed_file"};
constexpr std::string_view file_names[] = {"none", "wanted", "kept", "failed"};

} // namespace

std::string_view to_string(action value) {
  return action_names[static_cast<std::size_t>(value)];
}

result<action> action_from(std::string_view name) {
  if (auto const found = detail::enumerator_named(name, action::download)) return *found;
  return make_error(errc::invalid_argument, "there is no such action", outcome::not_sent);
}

std::string_view to_string(obstacle value) {
  return obstacle_names[static_cast<std::size_t>(value)];
}

std::string_view to_string(file_state state) {
  return file_names[static_cast<std::size_t>(state)];
}

} // namespace workflow
RUBRICA_END_NAMESPACE
