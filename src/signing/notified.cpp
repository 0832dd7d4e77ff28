#include "signing/notified.hpp"

#include <algorithm>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

std::optional<error_info> why_nobody_was_notified(result<clicksign::notification> answer) {
  if (!answer) return std::move(answer).error();
  auto const& listed = answer->summary;
  bool const is_any = std::any_of(listed.begin(), listed.end(), [](auto const& one) { return one.notified; });
  if (listed.empty() || is_any) return std::nullopt;
  return make_error(errc::protocol, "ClickSign took the notification and says that it notified none of the signers",
                    outcome::done);
}

} // namespace signing
RUBRICA_END_NAMESPACE
