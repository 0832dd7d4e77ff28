#pragma once

#include "http/call.hpp"
#include "http/quota/rate_window.hpp"

#include <rubrica/core/clock.hpp>
#include <rubrica/http/priority.hpp>
#include <rubrica/http/quota.hpp>

#include <memory>
#include <mutex>

RUBRICA_BEGIN_NAMESPACE
namespace http {

/// Whether a request may be sent.
struct admission {
  using local_time = std::chrono::steady_clock::time_point;

  bool granted = true;
  local_time ask_again{}; ///< when it may not be sent yet
  local_time earliest{};  ///< there is no place before this time
};

/// One call's place in the queue of its account, from its first request to its last: a retried call goes before those that came
/// after it. The destructor leaves the queue.
class quota_slot {
public:
  using local_time = admission::local_time;

  /// `account` may be null: then everything is granted.
  quota_slot(std::shared_ptr<quota> const& account, call_request const& request, priority value);
  ~quota_slot();
  quota_slot(quota_slot const&) = delete;
  quota_slot& operator=(quota_slot const&) = delete;

  /// Asks for a place; from then on the call is in the queue.
  admission ask(clock const& time);
  /// The same without taking the place.
  admission look(clock const& time) const;
  /// The request that was granted has ended with this answer.
  void ended(clock const& time, result<response> const& answer);

private:
  [[nodiscard]] bool is_spaced() const { return min_interval_.count() > 0; }
  admission after_the_last(local_time now) const;
  admission in_the_window(local_time now, std::chrono::system_clock::time_point calendar) const;
  /// Until when this call leaves the last `room` places to a person who works; `now`: it need not.
  [[nodiscard]] local_time kept_until(local_time now, std::int64_t room) const;
  /// The same after reserving what is missing, where processes share.
  admission in_the_shared_window(std::unique_lock<std::mutex>& lock, clock const& time, admission answer) const;

  std::shared_ptr<quota::state> account_;
  std::uint64_t number_ = 0;
  priority priority_;
  method verb_;
  std::chrono::seconds min_interval_;
  std::uint64_t endpoint_ = 0;
  bool under_way_ = false;
  rate_window::sent_request sent_;
};

} // namespace http
RUBRICA_END_NAMESPACE
