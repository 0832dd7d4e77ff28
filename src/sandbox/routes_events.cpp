#include "sandbox/lookup.hpp"
#include "sandbox/pages.hpp"
#include "sandbox/resources.hpp"

#include <algorithm>

namespace rubrica { inline namespace v0_1 { namespace sandbox {
namespace {

void collect(document const& source, list_query const& query, std::vector<event const*>& rows) {
  for (event const& one : source.events) {
    if (query.accepts("name", one.name)) rows.push_back(&one);
  }
}

reply events_page(call const& request, list_query const& query, std::vector<event const*> const& rows) {
  auto const row = [&](std::size_t i) { return event_resource(*rows[i]); };
  // The service names another path in these links (clicksign-v3 §2.3).
  return page_reply(request, query, rows.size(), row, "/events");
}

reply of_document(call& request) {
  envelope& owner = envelope_of(request);
  document const& source = document_of(request, owner);
  list_query const query(request, {"name"});
  std::vector<event const*> rows;
  collect(source, query, rows);
  return events_page(request, query, rows);
}

reply of_envelope(call& request) {
  envelope const& owner = envelope_of(request);
  list_query const query(request, {"name"});
  std::vector<event const*> rows;
  for (auto const& source : owner.documents) collect(*source, query, rows);
  std::stable_sort(rows.begin(), rows.end(), [](event const* a, event const* b) { return a->created < b->created; });
  return events_page(request, query, rows);
}

} // namespace

void add_event_routes(std::vector<route>& routes) {
  routes.push_back({"GET", "/envelopes/*/events", of_envelope, {}});
  routes.push_back({"GET", "/envelopes/*/documents/*/events", of_document, {}});
}

}}} // namespace rubrica::v0_1::sandbox
