#include "clicksign/calls.hpp"
#include "clicksign/webhook/event_reader.hpp"

#include <rubrica/clicksign/document.hpp>

namespace rubrica { inline namespace v0_1 { namespace clicksign {

template <class Mode>
auto basic_documents<Mode>::events(envelope_id const& envelope, document_id const& id, event_query const& query,
                                   call_options const& how) const -> list_of<webhook::event> {
  std::string parameters;
  if (!query.name.empty()) add_parameter(parameters, "filter[name]", query.name.text());
  return run_list<Mode, webhook::event>(session_,
                                        {"events",
                                         "/envelopes/{envelope_id}/documents/{document_id}/events",
                                         {envelope.text(), id.text()},
                                         parameters,
                                         query.paging},
                                        how);
}

template auto basic_documents<blocking>::events(envelope_id const&, document_id const&, event_query const&,
                                                call_options const&) const -> list_of<webhook::event>;
template auto basic_documents<deferred>::events(envelope_id const&, document_id const&, event_query const&,
                                                call_options const&) const -> list_of<webhook::event>;

}}} // namespace rubrica::v0_1::clicksign
