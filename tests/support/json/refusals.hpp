#pragma once

#include "support/catch.hpp"

#include <rubrica/core/error.hpp>

#include <string>

namespace rubrica_test {

/// Checks for `malformed` with this place.
inline void check_place(rubrica::error_info const& error, int line, int column) {
  CHECK(error.code == rubrica::errc::malformed);
  CHECK(error.line == line);
  CHECK(error.column == column);
}

/// Checks for `limit_exceeded` with the name of this limit.
inline void check_limit(rubrica::error_info const& error, std::string const& name) {
  CHECK(error.code == rubrica::errc::limit_exceeded);
  CHECK(error.message.find(name) != std::string::npos);
}

/// An object whose only member is such an object again, `depth` levels deep in all.
inline std::string nested_object(std::size_t depth) {
  return R"({"anexo":)" + std::string(depth - 1, '[') + std::string(depth - 1, ']') + "}";
}

} // namespace rubrica_test
