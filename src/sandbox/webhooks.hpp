#pragma once

#include "sandbox/world.hpp"

#include <memory>
#include <thread>

namespace rubrica { inline namespace v0_1 { namespace sandbox {

/// Writes the callback of an event as the service would send it now, and queues it. The world is locked.
void queue_callback(world& service, envelope const& owner, document const& target, event const& what);

/// `sha256=<hex>`
std::string content_hmac(world const& service, std::string const& body);

/// The thread that posts callbacks, one after the other, and wakes up when something is due.
class webhook_poster {
public:
  explicit webhook_poster(world& service);
  ~webhook_poster();
  webhook_poster(webhook_poster const&) = delete;
  webhook_poster& operator=(webhook_poster const&) = delete;

  /// Waits until everything that is due now has been delivered.
  void drain();

private:
  class receiver;

  void run();
  void wait_for_work(std::unique_lock<std::mutex>& lock);
  void deliver(std::unique_lock<std::mutex>& lock);

  world& service_;
  std::unique_ptr<receiver> receiver_;
  bool stopping_ = false;
  std::thread thread_;
};

}}} // namespace rubrica::v0_1::sandbox
