#include "clicksign/json_api.hpp"
#include "clicksign/webhook/event_reader.hpp"

#include <rubrica/clicksign/document.hpp>

namespace rubrica { inline namespace v0_1 { namespace clicksign {

pages<webhook::event> documents::events(envelope_id const& envelope, document_id const& id, call_options const& how) const {
  return call_for_list<webhook::event>(session_, "events", "/envelopes/{envelope_id}/documents/{document_id}/events",
                                       {envelope.text(), id.text()}, {}, how);
}

}}} // namespace rubrica::v0_1::clicksign
