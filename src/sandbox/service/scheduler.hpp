#pragma once

#include "sandbox/service/account_state.hpp"

#include <functional>
#include <optional>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

/// Keeps the earliest of the chores that are offered to it.
class schedule {
public:
  template <class Act> void offer(instant at, Act act) {
    if (at_ && *at_ <= at) return;
    at_ = at;
    act_ = std::move(act);
  }

  [[nodiscard]] std::optional<instant> at() const { return at_; }
  void act() const { act_(); }

private:
  std::optional<instant> at_;
  std::function<void()> act_;
};

/// Offers what is due for an envelope: its deadline, reminders, finished files, the end of an old draft.
void offer_envelope_chores(account_state& service, envelope& owner, schedule& next);

/// Does everything that is due, in the order of time. All of it runs while the account's state is locked.
void catch_up(account_state& service);
/// When something is due next, by the server's clock.
std::optional<instant> next_time_due(account_state& service);
/// Wakes the thread that posts the callbacks if it would sleep too long.
void wake_poster(account_state& service);

} // namespace sandbox
RUBRICA_END_NAMESPACE
