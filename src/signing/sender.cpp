#include <rubrica/signing/sender.hpp>

#include "signing/sending/sending.hpp"

#include <rubrica/signing/preflight.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

sender::sender(clicksign::client client) : client_(std::move(client)) {}

result<sent> sender::send(request const& request, send_options const& options) const {
  auto const now = std::chrono::time_point_cast<std::chrono::microseconds>(client_.clock()->calendar());
  auto checked = preflight(request, now);
  if (!checked) return std::move(checked).error();
  plan const plan = make_plan(*std::move(checked), random_key());
  return sending(client_, plan, options).run();
}

} // namespace signing
RUBRICA_END_NAMESPACE
