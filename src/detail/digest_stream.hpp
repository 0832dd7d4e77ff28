#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace rubrica { inline namespace v0_1 { namespace detail {

/// SHA-256 of bytes that come piece by piece.
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

}}} // namespace rubrica::v0_1::detail
