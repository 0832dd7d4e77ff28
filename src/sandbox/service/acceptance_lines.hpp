#pragma once

#include "sandbox/records/model.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

/// Acceptance terms wait in a queue for each recipient: one is sent when those before it have ended (clicksign-callbacks §7.5).
class acceptance_lines {
public:
  /// Call it when the term is new or its status changed. It may be sent `sent_after` its creation.
  void look_at(acceptance_term& one, instant::duration sent_after);

  struct due {
    instant at;
    acceptance_term* to = nullptr;
  };
  /// What is due next: sending a term, or its expiry.
  [[nodiscard]] std::optional<due> next() const;

private:
  struct line {
    std::map<std::uint64_t, acceptance_term*> open; ///< by number
    std::optional<instant> ended;                   ///< when the last of those before it ended
    std::optional<instant> due;
  };
  [[nodiscard]] static instant due_of(line const& one, instant::duration sent_after);

  std::unordered_map<std::string, line> lines_; ///< by phone number
  std::set<std::pair<instant, std::string>> due_;
};

} // namespace sandbox
RUBRICA_END_NAMESPACE
