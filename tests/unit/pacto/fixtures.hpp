#pragma once

#include "support/catch.hpp"
#include "support/files/data.hpp"

#include <rubrica/pacto/parse.hpp>

#include <string>

namespace pacto = rubrica::pacto;

/// The bytes of tests/data/pacto/NAME.json.
inline std::string bytes_of(std::string const& name) {
  return rubrica_test::data_file("pacto/" + name + ".json");
}

inline pacto::notification read(std::string const& body, pacto::unit const& unit = {}, std::string const& hint = "") {
  return pacto::parse(hint, body, unit).value();
}

inline pacto::unit praia() {
  pacto::unit unit;
  unit.name = "praia";
  unit.url_secret = rubrica::secret("kq7-very-long-secret");
  return unit;
}
