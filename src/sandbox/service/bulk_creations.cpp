#include "sandbox/service/bulk_creations.hpp"

#include "sandbox/service/lifecycle.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

void finish(account_state& service, instant at) {
  bulk_creation job = std::move(service.bulk_creations.front());
  service.bulk_creations.pop_front();
  envelope& one = service.envelopes.add(std::move(job.made));
  activate(service, one);
  if (job.notifies) one.notified = at;
}

} // namespace

void offer_bulk_creations(account_state& service, schedule& next) {
  if (service.bulk_creations.empty()) return; // they end in the order in which they began
  instant const at = service.bulk_creations.front().enqueued + service.options.bulk_creation_after;
  next.offer(at, [&service, at] { finish(service, at); });
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
