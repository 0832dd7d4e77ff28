#pragma once

#include "clicksign/webhook/payload.hpp"
#include "clicksign/webhook/value_readers.hpp"
#include "json/model_handlers.hpp"

#include <rubrica/clicksign/webhook/event.hpp>

// Reads events: `event_fields` for the wire's {"name", "data", "occurred_at"}, and `members_of<event>` for the REST resource
// {"id", "type", "attributes": {"name", "data", "created"}}, which any list reader can use.

RUBRICA_BEGIN_NAMESPACE
namespace clicksign::webhook {

/// The name selects the group of the data.
template <class Event> struct event_name_reader {
  static void assign(void* object, std::string_view text) {
    auto& event = as<Event>(object);
    event.name = detail::constant_of<event_name>(text);
    if (!text.empty()) choose_payload(event.name, event.data);
  }
  static void unknowns(void* object, detail::unknown_values& out) {
    detail::unknown_text<event_name>(&as<Event>(object).name, out);
  }
  static constexpr value_handler value = value_handler().on_string(&assign).on_unknowns(&unknowns);
};

template <class Event> target event_name_target(void* owner) {
  return {owner, &event_name_reader<Event>::value};
}

template <class Event> target event_data_target(void* owner) {
  return payload_target(as<Event>(owner).data);
}

template <class Event>
inline constexpr auto event_fields = member_list({
    {"name", event_name_target<Event>},
    {"data", event_data_target<Event>},
    {"occurred_at", member<&Event::occurred_at>},
    {"created", member_as<&Event::occurred_at, unless_given<timestamp>>},
});

constexpr auto json_members(detail::tag<past_event>) {
  return event_fields<past_event>;
}

constexpr auto json_members(detail::tag<event>) {
  return member_list({
      {"id", member_as<&event::id, text_or_number<event_id>>},
      {"attributes", same_owner<event_fields<event>>},
  });
}

} // namespace clicksign::webhook
RUBRICA_END_NAMESPACE
