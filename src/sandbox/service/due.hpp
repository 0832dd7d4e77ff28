#pragma once

#include "sandbox/service/world.hpp"

#include <functional>
#include <optional>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

/// Keeps the earliest of the chores that are offered to it.
class agenda {
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
void offer_envelope_chores(world& service, envelope& owner, agenda& next);

/// Does everything that is due, in the order of time. All of it runs while the world is locked.
void catch_up(world& service);
/// When something is due next, by the server's clock.
std::optional<instant> next_due(world& service);
/// Wakes the thread that posts the callbacks if it would sleep too long.
void wake_poster(world& service);

} // namespace sandbox
RUBRICA_END_NAMESPACE
