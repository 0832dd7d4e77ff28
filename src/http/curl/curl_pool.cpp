#include "http/curl/curl_pool.hpp"

#include "http/curl/sigpipe.hpp"

#include <unistd.h>

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

curl_pool::curl_pool(std::size_t limit) : limit_(limit), owner_(getpid()) {}

curl_pool::~curl_pool() {
  forget_if_forked();
  sigpipe_guard const guard; // closing a TLS connection writes to it, and the peer may be gone
  idle_.clear();
}

template <class Wanted> std::unique_ptr<curl_handle> curl_pool::take_if(Wanted wanted) {
  std::lock_guard<std::mutex> const lock(mutex_);
  forget_if_forked();
  auto const found = std::find_if(idle_.rbegin(), idle_.rend(), [&](auto const& one) { return wanted(one->target()); });
  if (found == idle_.rend()) return nullptr;
  std::unique_ptr<curl_handle> handle = std::move(*found);
  idle_.erase(std::next(found).base());
  return handle;
}

std::unique_ptr<curl_handle> curl_pool::take(std::string_view origin) {
  return take_if([origin](curl_target const& one) { return one.origin == origin; });
}

std::unique_ptr<curl_handle> curl_pool::take_for(std::string_view url) {
  return take_if([url](curl_target const& one) { return begins_like(one.start, url); });
}

void curl_pool::give_back(std::unique_ptr<curl_handle> handle) noexcept {
  std::unique_ptr<curl_handle> surplus; // closed after the lock is released
  std::lock_guard<std::mutex> const lock(mutex_);
  try {
    idle_.push_back(nullptr);
  } catch (std::bad_alloc const&) {
    return; // closed instead of kept: the answer matters more
  }
  idle_.back() = std::move(handle);
  if (idle_.size() <= limit_) return;
  surplus = std::move(idle_.front());
  idle_.erase(idle_.begin());
}

// In a forked child the connections still belong to the parent: using them, or closing them by the TLS protocol, would break the
// parent's calls. So they are neither used nor closed.
void curl_pool::forget_if_forked() {
  if (owner_ == getpid()) return;
  for (std::unique_ptr<curl_handle>& handle : idle_) static_cast<void>(handle.release());
  idle_.clear();
  owner_ = getpid();
}

} // namespace detail
RUBRICA_END_NAMESPACE
