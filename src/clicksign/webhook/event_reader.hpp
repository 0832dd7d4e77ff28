#pragma once

#include "clicksign/webhook/payload.hpp"
#include "clicksign/webhook/shapes.hpp"
#include "json/json_shapes.hpp"

#include <rubrica/clicksign/webhook/event.hpp>

// How events are read: `event_fields` for the wire's {"name", "data", "occurred_at"}, and `table_of<event>` for the REST
// resource {"id", "type", "attributes": {"name", "data", "created"}}, which any list reader can use.

RUBRICA_BEGIN_NAMESPACE
namespace detail {

/// The name decides into which group the data goes.
template <class Event> struct event_name_shape {
  static void assign(void* object, std::string_view text) {
    auto& event = as<Event>(object);
    event.name = constant_of<clicksign::webhook::event_name>(text);
    if (!text.empty()) clicksign::webhook::choose_payload(event.name, event.data);
  }
  static void unknowns(void* object, unknown_values& out) {
    unknown_text<clicksign::webhook::event_name>(&as<Event>(object).name, out);
  }
  static constexpr shape value = with_unknowns(scalar_shape(&assign), &unknowns);
};

template <class Event> slot event_name_slot(void* owner) {
  return {owner, &event_name_shape<Event>::value};
}

template <class Event> slot event_data_slot(void* owner) {
  return clicksign::webhook::payload_slot(as<Event>(owner).data);
}

template <class Event> struct event_fields {
  using type = event_fields;
  using owner = Event;
  static constexpr json_member list[] = {
      {"name", event_name_slot<Event>},
      {"data", event_data_slot<Event>},
      {"occurred_at", at<&owner::occurred_at>},
      {"created", at<&owner::occurred_at>},
  };
};

template <> struct table_of<clicksign::webhook::past_event> : event_fields<clicksign::webhook::past_event> {};

template <> struct table_of<clicksign::webhook::event> {
  using type = table_of;
  using owner = clicksign::webhook::event;
  static constexpr json_member list[] = {
      {"id", at_as<&owner::id, text_or_number<event_id>>},
      {"attributes", same_owner<event_fields<owner>>},
  };
};

} // namespace detail
RUBRICA_END_NAMESPACE
