#pragma once

#include "support/catch.hpp"
#include "support/files/data.hpp"

#include <rubrica/assinebem/parse.hpp>

#include <string>

namespace assinebem = rubrica::assinebem;

/// The bytes of tests/data/assinebem/NAME.
inline std::string bytes_of(std::string const& name) {
  return rubrica_test::data_file("assinebem/" + name);
}

/// The payload of a body, which must be of this kind.
template <class Kind> Kind read(std::string const& body, std::string const& hint = "") {
  return std::get<Kind>(assinebem::parse(hint, body).value().payload);
}

template <class Kind> Kind fixture(std::string const& name) {
  return read<Kind>(bytes_of(name + ".json"));
}

inline std::string kind_of(std::string const& body, std::string const& hint = "") {
  auto const parsed = assinebem::parse(hint, body);
  return std::string(parsed ? assinebem::kind(parsed->payload) : to_string(parsed.error().code));
}

/// Checks that Brasilia's offset was assumed, and the moment, in seconds since 1970.
inline void check_assumed(rubrica::timestamp const& time, std::string const& text, long long seconds) {
  CHECK(time.text() == text);
  REQUIRE(time.at().has_value());
  CHECK(std::chrono::duration_cast<std::chrono::seconds>(time.at()->time_since_epoch()).count() == seconds);
  CHECK(time.offset_assumed());
  CHECK(time.offset() == std::chrono::minutes(-180));
}
