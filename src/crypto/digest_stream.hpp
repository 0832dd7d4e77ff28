#pragma once

#include <rubrica/core/export.hpp>

#include <memory>
#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

/// SHA-256 of bytes that arrive in pieces.
class digest_stream {
public:
  digest_stream();

  /// False when the cryptographic library fails.
  [[nodiscard]] bool add(std::string_view bytes);
  /// 64 lower-case hexadecimal digits of all that was added; empty when the cryptographic library fails.
  [[nodiscard]] std::string hex();

private:
  struct state;
  std::shared_ptr<state> state_;
};

} // namespace detail
RUBRICA_END_NAMESPACE
