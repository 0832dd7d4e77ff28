#include "sandbox/service/bulk_creations.hpp"

#include "sandbox/service/lifecycle.hpp"
#include "sandbox/service/notices.hpp"

#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

void finish_bulk_creation(account_state& service, bulk_creation job, instant at) {
  if (service.switches.bulk_creation_fails) return;
  envelope& one = service.envelopes.add(std::move(job.made));
  if (service.switches.bulk_creation_stays_draft) return;
  activate(service, one);
  if (!job.notifies) return;
  one.notified = at;
  call_signers(service, one, job.message, at);
}

void offer_bulk_creations(account_state& service, schedule& next) {
  if (service.bulk_creations.empty()) return; // they end in the order in which they began
  instant const at = service.bulk_creations.front().enqueued + service.options.bulk_creation_after;
  next.offer(at, [&service, at] {
    bulk_creation job = std::move(service.bulk_creations.front());
    service.bulk_creations.pop_front();
    finish_bulk_creation(service, std::move(job), at);
  });
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
