#include <rubrica/workflow/submission.hpp>

#include "text/enumerator.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace workflow {
namespace {

constexpr std::string_view states[] = {"waiting", "running", "finished", "ended", "cancelled", "failed"};

} // namespace

std::string_view to_string(submission_state state) {
  return states[static_cast<std::size_t>(state)];
}

result<submission_state> submission_state_from(std::string_view name) {
  if (auto const found = detail::enumerator_named(name, submission_state::failed)) return *found;
  return make_error(errc::invalid_argument, "no state has this name", outcome::not_sent);
}

} // namespace workflow
RUBRICA_END_NAMESPACE
