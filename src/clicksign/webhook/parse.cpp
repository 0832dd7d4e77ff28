#include <rubrica/clicksign/webhook/parse.hpp>

#include "clicksign/webhook/acceptance_table.hpp"
#include "clicksign/webhook/document_table.hpp"
#include "clicksign/webhook/read_event.hpp"
#include "detail/json_place.hpp"

namespace rubrica { inline namespace v0_1 { namespace clicksign { namespace webhook {
namespace {

using detail::as;
using detail::shape;
using detail::slot;
using detail::slot_for;

/// What a callback's root holds, on the way into the event.
struct body {
  event& out;
  std::vector<signer> signers{}; // 2018: beside the document
  std::vector<past_event> events{};
  envelope_id envelope{}; // only where an activation ended
  bool is_object = false;
  bool has_event = false;
  bool event_is_object = false;
};

struct wrapped_event {
  static slot begin(void* object) {
    as<body>(object).event_is_object = true;
    return detail::same_owner<detail::event_fields<event>>(&as<body>(object).out);
  }
  static constexpr shape value{nullptr, nullptr, nullptr, nullptr, &begin, nullptr, nullptr, nullptr, nullptr, nullptr};
};

/// The document, or an array whose first object is the document. One without any member is no document.
struct wrapped_document {
  static slot begin(void* object) { return as<body>(object).out.document ? slot{} : slot{object, &value}; }
  static slot member(void* object, std::string_view key, std::size_t& hint) {
    auto& document = as<body>(object).out.document;
    if (!document) document.emplace();
    return detail::member_in<detail::table_of<document_snapshot>>(&*document, key, hint);
  }
  static slot itself(void* object) { return {object, &value}; }
  static constexpr shape value{nullptr, nullptr, nullptr, nullptr, &begin, &member, &itself, &itself, nullptr, nullptr};
};

struct root {
  static slot begin(void* object) {
    as<body>(object).is_object = true;
    return {object, &value};
  }
  static slot member(void* object, std::string_view key, std::size_t&) {
    auto& read = as<body>(object);
    if (key == "event") return read.has_event = true, slot{object, &wrapped_event::value};
    if (key == "document") return {object, &wrapped_document::value};
    if (key == "acceptance") return slot_for(read.out.acceptance);
    if (key == "envelope") return {&read.envelope, &detail::envelope_reference::value};
    if (key == "signers") return slot_for(read.signers);
    if (key == "events") return slot_for(read.events);
    return {};
  }
  static constexpr shape value = detail::object_shape(&begin, &member);
};

/// An event without the wrapper: a resource of `GET …/events`, or what stands inside `event`.
struct bare_event {
  event& out;
  std::string type{};
};

struct bare {
  static slot begin(void* object) { return {object, &value}; }
  static slot member(void* object, std::string_view key, std::size_t& hint) {
    auto& read = as<bare_event>(object);
    if (key == "type") return slot_for(read.type);
    slot const of_resource = detail::member_in<detail::table_of<event>>(&read.out, key, hint);
    if (of_resource.how != nullptr) return of_resource;
    return detail::member_in<detail::event_fields<event>>(&read.out, key, hint = 0);
  }
  static constexpr shape value = detail::object_shape(&begin, &member);
};

detail::json_limits limits_for(parse_options const& options) {
  detail::json_limits limits;
  limits.bytes = options.largest_body;
  limits.duplicate_keys = false; // two readers of one body could otherwise see two different events
  return limits;
}

void adopt_older_form(body& read) {
  if (read.signers.empty() && read.events.empty()) return;
  auto& document = read.out.document;
  if (!document) document.emplace();
  if (document->signers.empty()) document->signers = std::move(read.signers);
  if (document->events.empty()) document->events = std::move(read.events);
}

/// Only by its resource type or by a name that is ClickSign's is a bare object known to be an event.
result<void> read_bare(std::string_view text, event& out, detail::json_limits const& limits, detail::json_producer producer) {
  bare_event read{out};
  result<void> json = detail::read_json(text, {&read, &bare::value}, limits, producer);
  if (!json) return json;
  bool const is_event = out.name.is_known() || (read.type == "events" && !out.name.empty());
  if (!is_event) return detail::malformed_at(text, detail::offset_of(text), "the body has no object 'event'");
  return {};
}

result<void> read_callback(std::string_view text, event& out, detail::json_limits const& limits, detail::json_producer producer) {
  body read{out};
  result<void> json = detail::read_json(text, {&read, &root::value}, limits, producer);
  if (!json) return json;
  if (!read.is_object) return detail::malformed_at(text, detail::offset_of(text), "the body is not an object");
  if (!read.has_event) return read_bare(text, out, limits, producer);
  if (!read.event_is_object) return detail::malformed_at(text, detail::offset_of(text, {"event"}), "'event' is not an object");
  if (out.name.empty()) {
    return detail::malformed_at(text, detail::offset_of(text, {"event", "name"}), "'event.name' is missing or empty");
  }
  adopt_older_form(read);
  if (auto* ended = std::get_if<activation_event>(&out.data); ended && ended->envelope.empty()) ended->envelope = read.envelope;
  return {};
}

} // namespace

result<event> read_event(std::string bytes, parse_options const& options, detail::json_producer producer) {
  result<event> parsed(std::in_place);
  if (auto const read = read_callback(bytes, *parsed, limits_for(options), producer); !read) return read.error();
  parsed->raw = std::move(bytes);
  return parsed;
}

result<event> parse(verified_body body, parse_options const& options) {
  return read_event(std::move(body).bytes(), options, &detail::parse_json);
}

result<event> parse(unverified_body body, parse_options const& options) {
  return read_event(std::move(body.bytes), options, &detail::parse_json);
}

}}}} // namespace rubrica::v0_1::clicksign::webhook
