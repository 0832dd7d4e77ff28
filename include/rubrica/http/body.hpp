#pragma once

#include <rubrica/core/result.hpp>

#include <cstdint>
#include <functional>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace http {

/// Reads the next bytes of a body into the buffer and returns how many; 0 at the end.
using body_reader = std::function<result<std::size_t>(char* buffer, std::size_t size)>;

/// A request body that is produced while it is sent, so that memory does not grow with it.
struct body_source {
  std::uint64_t size = 0;                      ///< exact number of bytes, known beforehand
  std::function<result<body_reader>()> open{}; ///< called once for each attempt
};

/// Receives the bytes of a response body as they come. An error ends the transfer and is what the call returns.
using body_sink = std::function<result<void>(std::string_view bytes)>;

} // namespace http
RUBRICA_END_NAMESPACE
