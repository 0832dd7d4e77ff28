#include <rubrica/workflow/submission.hpp>

#include <algorithm>
#include <iterator>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {
namespace {

constexpr std::string_view states[] = {"waiting", "running", "finished", "ended", "cancelled", "failed"};

} // namespace

std::string_view to_string(submission_state state) {
  return states[static_cast<std::size_t>(state)];
}

result<submission_state> submission_state_from(std::string_view name) {
  auto const* const found = std::find(std::begin(states), std::end(states), name);
  if (found == std::end(states)) return make_error(errc::invalid_argument, "no state has this name", outcome::not_sent);
  return static_cast<submission_state>(found - std::begin(states));
}

} // namespace workflow
RUBRICA_END_NAMESPACE
