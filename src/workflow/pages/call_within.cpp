#include "workflow/pages/call_within.hpp"

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

using std::chrono::milliseconds;

result<clicksign::call_options> call_within(engine::state const& of, claim const& held, work_options const& options,
                                            http::priority priority) {
  clicksign::call_options out;
  out.timeout = std::chrono::duration_cast<milliseconds>(held.until - of.clock().now());
  if (out.timeout.count() <= 0) return make_error(errc::timeout, "the time for this piece of work is over", outcome::not_sent);
  out.timeout = std::min(out.timeout, milliseconds(30'000));
  out.cancelled = options.cancelled;
  out.priority = priority;
  return out;
}

} // namespace workflow
RUBRICA_END_NAMESPACE
