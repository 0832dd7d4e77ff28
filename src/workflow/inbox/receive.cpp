#include "workflow/engine_state.hpp"
#include "workflow/inbox/delivery_text.hpp"

#include <new>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {
namespace {

using soci::use;

/// Nothing but this row and its parts is touched, so that the callbacks of a tenant do not wait for each other.
result<void> keep(database const& on, callbacks::delivery const& one) {
  std::string const key = deduplication_key(one);
  if (key.empty()) return make_error(errc::out_of_memory);
  auto const parts = in_parts(one.to_json());
  return on.write([&](connection& at) -> result<void> {
    bool const is_new =
        at.change("{insert_new} rubrica_deliveries (tenant, delivery_key, state, received_at, id, subject, delivery) "
                  "VALUES (:tenant, :key, 'new', {now}, '', '', :delivery) {if_absent}",
                  use(one.tenant, "tenant"), use(key, "key"), use(parts.front(), "delivery")) > 0;
    if (is_new) store_rest(at, one.tenant, key, parts);
    return {};
  });
}

} // namespace

callbacks::reply engine::receive(callbacks::incoming const& request) {
  callbacks::reply later{503, {}};
  auto const& routes = state_->options().routes;
  if (routes == nullptr) return {404, "no callbacks are received here"};
  auto const at = state_->database();
  try {
    auto const came = routes->receive(request);
    if (!came) return came.reply();
    return at && keep(**at, *came) ? came.reply() : later;
  } catch (std::bad_alloc const&) { // the provider comes again
    return later;
  }
}

} // namespace workflow
RUBRICA_END_NAMESPACE
