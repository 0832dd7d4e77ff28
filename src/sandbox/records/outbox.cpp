#include "sandbox/records/outbox.hpp"

#include "sandbox/limits.hpp"

#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

bool outbox::take_room(delivery const& one) {
  if (size_ + one.body.size() > limits::largest_outbox) return false;
  size_ += one.body.size();
  return true;
}

bool outbox::add(delivery one) {
  if (!take_room(one)) return false;
  std::string const url = one.url;
  ready_.emplace(++numbers_, std::move(one));
  if (for_next_.count(url) != 0) release_followed(url);
  return true;
}

bool outbox::hold(delivery one, instant until) {
  if (!take_room(one)) return false;
  held_.emplace(until, waiting{std::move(one), ++numbers_, false});
  return true;
}

bool outbox::hold_for_next(delivery one, instant until) {
  if (!take_room(one)) return false;
  ++for_next_[one.url];
  held_.emplace(until, waiting{std::move(one), ++numbers_, true});
  return true;
}

void outbox::release_followed(std::string const& url) {
  std::map<std::uint64_t, delivery> released; // ordered by event, not by time
  for (auto it = held_.begin(); it != held_.end();) {
    bool const followed = it->second.for_next && it->second.callback.url == url;
    if (followed) released.emplace(it->second.number, std::move(it->second.callback));
    it = followed ? held_.erase(it) : std::next(it);
  }
  for_next_.erase(url);
  for (auto& one : released) ready_.emplace(++numbers_, std::move(one.second));
}

void outbox::forget_follower(waiting const& one) {
  auto const found = for_next_.find(one.callback.url);
  if (one.for_next && --found->second == 0) for_next_.erase(found);
}

std::optional<delivery> outbox::take(instant now) {
  while (!held_.empty() && held_.begin()->first <= now) {
    waiting one = std::move(held_.begin()->second);
    held_.erase(held_.begin());
    forget_follower(one);
    ready_.emplace(one.number, std::move(one.callback));
  }
  if (ready_.empty()) return std::nullopt;
  delivery first = std::move(ready_.begin()->second);
  ready_.erase(ready_.begin());
  size_ -= first.body.size();
  return first;
}

std::optional<instant> outbox::next() const {
  return held_.empty() ? std::nullopt : std::optional<instant>(held_.begin()->first);
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
