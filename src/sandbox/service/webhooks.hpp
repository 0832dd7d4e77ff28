#pragma once

#include "sandbox/service/account_state.hpp"

#include <map>
#include <memory>
#include <thread>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

/// Writes the callback of a document's event in its present state, and queues it. The account's state is locked.
void queue_callback(account_state& service, envelope const& owner, document const& target, event const& happened);
/// Queues a callback with this body for every active webhook of the account that has subscribed to the event.
void queue_body(account_state& service, std::string const& event_name, json const& body);

/// `sha256=<hex>`
std::string content_hmac(std::string const& secret, std::string const& body);

/// The thread that posts an account's callbacks, one after the other; it wakes up when something is due.
class webhook_poster {
public:
  explicit webhook_poster(account_state& service);
  ~webhook_poster();
  webhook_poster(webhook_poster const&) = delete;
  webhook_poster& operator=(webhook_poster const&) = delete;

  /// Waits until everything that is due now has been delivered.
  void drain();

private:
  class receiver;

  void run();
  void wait_for_work(std::unique_lock<std::mutex>& lock);
  void deliver(std::unique_lock<std::mutex>& lock, delivery next);
  receiver& receiver_of(std::string const& url);

  account_state& service_;
  std::map<std::string, std::unique_ptr<receiver>> receivers_; ///< by URL; guarded by the state's mutex
  bool stopping_ = false;
  std::thread thread_;
};

} // namespace sandbox
RUBRICA_END_NAMESPACE
