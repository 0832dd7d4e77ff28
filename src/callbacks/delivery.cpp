#include <rubrica/callbacks/delivery.hpp>

#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace callbacks {

std::string_view to_string(verdict value) noexcept {
  switch (value) {
  case verdict::accept: return "accept";
  case verdict::accept_and_quarantine: return "accept_and_quarantine";
  case verdict::accept_and_drop: return "accept_and_drop";
  case verdict::reject: return "reject";
  }
  return "unknown";
}

std::string const& delivery::raw() const noexcept {
  if (auto const* event = clicksign()) return event->raw;
  if (auto const* callback = assinebem()) return callback->raw;
  return kept;
}

std::vector<pacto::notification> const& delivery::pacto() const noexcept {
  static std::vector<pacto::notification> const none;
  auto const* notifications = std::get_if<std::vector<pacto::notification>>(&content);
  return notifications != nullptr ? *notifications : none;
}

receipt::receipt(callbacks::delivery delivery, callbacks::reply reply)
    : verdict_(delivery.verdict), delivery_(std::move(delivery)), reply_(std::move(reply)) {}

receipt::receipt(callbacks::verdict verdict, error_info error, callbacks::reply reply)
    : verdict_(verdict), error_(std::move(error)), reply_(std::move(reply)) {}

} // namespace callbacks
RUBRICA_END_NAMESPACE
