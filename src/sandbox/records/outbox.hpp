#pragma once

#include <rubrica/core/timestamp.hpp>
#include <rubrica/sandbox/server.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

/// The callbacks of an account that are not posted yet, in the order of their events; a fault may hold one back.
class outbox {
public:
  /// False when there is no room (`limits::largest_outbox`). Callbacks for the same URL that wait for the next one come after
  /// it.
  bool add(delivery one);
  /// Adds one that waits until that time.
  bool hold(delivery one, instant until);
  /// Adds one that waits for the next one, but at most until that time.
  bool hold_for_next(delivery one, instant until);

  /// The next one that is ready.
  std::optional<delivery> take(instant now);
  [[nodiscard]] bool ready(instant now) const { return !ready_.empty() || (!held_.empty() && held_.begin()->first <= now); }
  /// When the first of those held back is ready.
  [[nodiscard]] std::optional<instant> next() const;

private:
  struct waiting {
    delivery callback;
    std::uint64_t number = 0;
    bool for_next = false;
  };
  bool take_room(delivery const& one);
  void release_followed(std::string const& url);
  void forget_follower(waiting const& one);

  std::map<std::uint64_t, delivery> ready_;
  std::multimap<instant, waiting> held_;
  std::unordered_map<std::string, std::size_t> for_next_; ///< number of those that wait for the next one, by URL
  std::uint64_t numbers_ = 0;
  std::size_t size_ = 0;
};

} // namespace sandbox
RUBRICA_END_NAMESPACE
