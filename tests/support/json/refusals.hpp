#pragma once

#include "support/catch.hpp"

#include <rubrica/core/error.hpp>

#include <string>

namespace rubrica_test {

/// `malformed`, with this place.
inline void check_place(rubrica::error_info const& error, int line, int column) {
  CHECK(error.code == rubrica::errc::malformed);
  CHECK(error.line == line);
  CHECK(error.column == column);
}

/// `limit_exceeded`, naming this limit.
inline void check_limit(rubrica::error_info const& error, std::string const& name) {
  CHECK(error.code == rubrica::errc::limit_exceeded);
  CHECK(error.message.find(name) != std::string::npos);
}

/// An object whose only member nests so many levels deep with it.
inline std::string nested_object(std::size_t depth) {
  return R"({"anexo":)" + std::string(depth - 1, '[') + std::string(depth - 1, ']') + "}";
}

} // namespace rubrica_test
