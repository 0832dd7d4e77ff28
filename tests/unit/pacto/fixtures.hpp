#pragma once

#include "support/catch.hpp"

#include <rubrica/pacto/parse.hpp>

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

namespace pacto = rubrica::pacto;

/// The bytes of tests/data/pacto/NAME.json.
inline std::string bytes_of(std::string const& name) {
  std::ifstream file(std::string(RUBRICA_TEST_DATA) + "/pacto/" + name + ".json", std::ios::binary);
  if (!file) throw std::runtime_error("no fixture " + name);
  return {std::istreambuf_iterator<char>(file), {}};
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
