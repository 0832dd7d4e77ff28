#include "sandbox/bulk_creations.hpp"

#include "sandbox/lifecycle.hpp"

namespace rubrica { inline namespace v0_1 { namespace sandbox {
namespace {

void finish(world& service, std::size_t index, instant at) {
  auto& all = service.bulk_creations;
  bulk_creation job = std::move(all[index]);
  all.erase(all.begin() + static_cast<std::ptrdiff_t>(index));
  envelope& one = *job.made;
  service.envelopes.emplace(one.id, std::move(job.made));
  activate(service, one);
  if (job.notifies) service.last_notification["/envelopes/" + one.id + "/notifications"] = at;
}

} // namespace

void offer_bulk_creations(world& service, agenda& next) {
  for (std::size_t i = 0; i < service.bulk_creations.size(); ++i) {
    instant const at = service.bulk_creations[i].enqueued + service.options.bulk_creation_after;
    next.offer(at, [&service, i, at] { finish(service, i, at); });
  }
}

}}} // namespace rubrica::v0_1::sandbox
