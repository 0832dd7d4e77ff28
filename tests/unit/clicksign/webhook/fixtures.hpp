#pragma once

#include <rubrica/clicksign/webhook/parse.hpp>

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

/// The bytes of tests/data/webhooks/NAME.json.
inline std::string bytes_of(std::string const& name) {
  std::ifstream file(std::string(RUBRICA_TEST_DATA) + "/webhooks/" + name + ".json", std::ios::binary);
  if (!file) throw std::runtime_error("no fixture " + name);
  return {std::istreambuf_iterator<char>(file), {}};
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
