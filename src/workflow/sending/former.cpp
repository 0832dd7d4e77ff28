#include "workflow/sending/former.hpp"

#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

result<std::optional<signing::envelope_progress>> look_at_former(clicksign::client const& client, envelope_id const& former,
                                                                 clicksign::call_options const& how) {
  using maybe = std::optional<signing::envelope_progress>;
  auto now = signing::fetch_progress(client, former, how);
  if (!now && now.error().code == errc::not_found) return maybe();
  if (!now) return std::move(now).error();
  return maybe(*std::move(now));
}

} // namespace workflow
RUBRICA_END_NAMESPACE
