#pragma once

#include "support/catch.hpp"
#include "support/files/data.hpp"

#include <rubrica/clicksign/webhook/parse.hpp>

#include <string>

/// The bytes of tests/data/webhooks/NAME.json.
inline std::string bytes_of(std::string const& name) {
  return rubrica_test::data_file("webhooks/" + name + ".json");
}

inline rubrica::result<rubrica::clicksign::webhook::event> parse_text(std::string text) {
  return rubrica::clicksign::webhook::parse(rubrica::clicksign::webhook::unverified_body(std::move(text)));
}

inline rubrica::clicksign::webhook::event event_of(std::string const& name) {
  return parse_text(bytes_of(name)).value();
}

/// The payload of a fixture, which must be in this group.
template <class Group> Group payload_of(std::string const& name) {
  return std::get<Group>(event_of(name).data);
}

/// Who acts in the fixtures.
template <class Event> void check_operator(Event const& e) {
  CHECK(e.user.email == "operador@rubrica.test");
  CHECK(e.user.name == "Olga Pereira");
  CHECK(e.account.key == "acc0-1111");
  CHECK_FALSE(e.account.timestamp_signature_functionality.has_value());
}
