#pragma once

#include <rubrica/core/timestamp.hpp>

#include <cstdint>
#include <map>
#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

/// Fixed windows aligned to the epoch, for each account; an unknown token has its own (clicksign-rest §1.6).
class rate_limiter {
public:
  /// 0: no limit.
  explicit rate_limiter(int limit) : limit_(limit) {}

  struct usage {
    bool allowed = true;
    int limit = 0;
    int remaining = 0;
    std::int64_t reset = 0; ///< Unix seconds
  };
  /// `known`: `who` is an account, not just a token.
  usage count(std::string const& who, instant now, bool known);
  /// The usage with nothing left.
  [[nodiscard]] usage spent(instant now) const;
  [[nodiscard]] bool enabled() const { return limit_ > 0; }

private:
  int limit_;
  std::int64_t window_ = 0;
  std::map<std::string, int> used_; ///< in this window
};

} // namespace sandbox
RUBRICA_END_NAMESPACE
