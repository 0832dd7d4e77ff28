// Callbacks of ClickSign, one after the other: each is read, or refused with a reason; those that were read give the same history
// in any order and with any repeats.

#include "property.hpp"

#include <rubrica/clicksign/webhook/parse.hpp>
#include <rubrica/signing/history.hpp>
#include <rubrica/signing/origin.hpp>

namespace webhook = rubrica::clicksign::webhook;
using namespace rubrica_fuzz;
using rubrica::errc;
using rubrica::signing::history;
using webhook::unverified_body;

namespace {

void check_limit(std::string const& body) {
  webhook::parse_options options;
  options.largest_body = body.size() - 1;
  auto const refused = webhook::parse(unverified_body(body), options);
  require(!refused && refused.error().code == errc::limit_exceeded, "a body over the limit is refused");
}

void check_event(webhook::event const& event, webhook::event const& padded, std::string const& body) {
  require(!event.name.empty(), "an event has a name");
  bool const has_one = event.document.has_value() || event.acceptance.has_value();
  require(event.subject != webhook::subject::found || has_one, "what the event is about is there when it was found");
  require(event.subject == padded.subject, "blanks around the body do not hide it");
  require(event.raw == body, "the body is kept byte for byte");
  for (auto const* signer : webhook::signers_of(event.data)) require(signer != nullptr, "signers are there");
  auto const origin = rubrica::signing::origin_of(event);
  require(!origin || !origin->key.empty(), "an origin has a key");
  require(origin.has_value() == rubrica::signing::origin_of(padded).has_value(), "blanks around the body do not hide the origin");
  history told;
  history told_padded;
  told.apply(event);
  require(told.apply(event).empty(), "nothing is told twice");
  told_padded.apply(padded);
  require(told == told_padded, "blanks around the body mean nothing");
  require(told.timeline().size() <= told.size(), "each line of the timeline is a fact");
}

void check_orders(std::vector<webhook::event> const& events) {
  history forwards;
  history backwards;
  history merged;
  for (auto const& each : events) {
    history alone;
    forwards.apply(each);
    alone.apply(each);
    merged.merge(alone);
  }
  for (auto each = events.rbegin(); each != events.rend(); ++each) backwards.apply(*each);
  require(forwards == backwards, "the order of callbacks means nothing");
  require(forwards == merged, "histories can be merged");
  require(forwards.merge(backwards).empty(), "equal histories have nothing to tell each other");
  auto const read = history::from_json(forwards.to_json());
  require(read.has_value() && *read == forwards, "a history survives being saved");

  history listed;
  rubrica::document_id const document("d");
  listed.apply_list(document, events);
  require(listed.apply_list(document, {events.rbegin(), events.rend()}).empty(), "the order of a list means nothing");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::vector<webhook::event> events;
  for (std::string_view const record : records_of(text_of(data, size), 4)) {
    std::string const body(record);
    if (!body.empty()) check_limit(body);
    auto event = webhook::parse(unverified_body(body));
    // Around a form, a compressed body or UTF-16, blanks would change the meaning.
    bool const is_json = trimmed(body).find_first_of("{[\"") == 0 && body.find('\0') == std::string::npos;
    auto const padded = is_json ? webhook::parse(unverified_body("\r\n\t " + body + " \n")) : event;
    require(event.has_value() == padded.has_value(), "blanks around the body do not decide");
    if (event) {
      check_event(*event, *padded, body);
      events.push_back(*std::move(event));
    } else {
      require_explained(event.error(), {errc::malformed, errc::limit_exceeded, errc::ambiguous_payload}, body);
    }
  }
  if (!events.empty()) check_orders(events);
  return 0;
}
