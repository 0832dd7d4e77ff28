#include "sandbox/service/webhooks.hpp"

#include "sandbox/limits.hpp"
#include "sandbox/service/lifecycle.hpp"

#include <httplib.h>

#include <algorithm>
#include <array>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

using std::chrono::milliseconds;

// After the first attempt. The service's own schedule is not published.
constexpr std::array<milliseconds, 3> pauses{milliseconds(20), milliseconds(60), milliseconds(180)};

struct url_parts {
  std::string origin;
  std::string user;
  std::string password;
  std::string target;
};

url_parts split_url(std::string const& url) {
  url_parts parts;
  auto const host = url.find("://") == std::string::npos ? 0 : url.find("://") + 3;
  auto const end = std::min(url.find_first_of("/?", host), url.size());
  std::string authority = url.substr(host, end - host);
  parts.target = url.substr(end);
  if (parts.target.empty() || parts.target.front() != '/') parts.target.insert(0, 1, '/');
  if (auto const at = authority.rfind('@'); at != std::string::npos) {
    std::string const userinfo = authority.substr(0, at);
    auto const colon = std::min(userinfo.find(':'), userinfo.size());
    parts.user = userinfo.substr(0, colon);
    parts.password = colon == userinfo.size() ? std::string() : userinfo.substr(colon + 1);
    authority.erase(0, at + 1);
  }
  parts.origin = url.substr(0, host) + authority;
  return parts;
}

bool delivered(int status) {
  return status >= 200 && status < 300;
}

} // namespace

class webhook_poster::receiver {
public:
  explicit receiver(std::string const& url) : parts_(split_url(url)), client_(parts_.origin) {
    client_.set_tcp_nodelay(true);
    client_.set_connection_timeout(2, 0);
    client_.set_read_timeout(5, 0);
    client_.set_write_timeout(5, 0);
    if (!parts_.user.empty()) client_.set_basic_auth(parts_.user, parts_.password);
  }

  /// The receiver's status; 0 when there was no answer.
  int post(delivery const& delivery) {
    httplib::Headers const headers{{"Content-Hmac", delivery.hmac}, {"Event", delivery.event}, {"Accept", "application/json"}};
    auto const answer = client_.Post(parts_.target, headers, delivery.body, "application/json");
    return answer ? answer->status : 0;
  }

  /// Called from another thread: ends a post that hangs.
  void stop() { client_.stop(); }

private:
  url_parts parts_;
  httplib::Client client_;
};

webhook_poster::webhook_poster(account_state& service) : service_(service) {
  thread_ = std::thread([this] { run(); });
}

webhook_poster::~webhook_poster() {
  {
    locked const lock(service_.mutex);
    stopping_ = true;
    service_.work.notify_all();
    for (auto const& one : receivers_) one.second->stop();
  }
  thread_.join();
}

void webhook_poster::run() {
  std::unique_lock<std::mutex> lock(service_.mutex);
  while (!stopping_) {
    catch_up(service_);
    if (auto ready = service_.callbacks.take(service_.now())) {
      deliver(lock, *std::move(ready));
    } else {
      wait_for_work(lock);
    }
  }
}

void webhook_poster::wait_for_work(std::unique_lock<std::mutex>& lock) {
  service_.shared.changed.notify_all(); // `drain` may be waiting
  std::optional<instant> due = next_time_due(service_);
  std::optional<instant> const held = service_.callbacks.next();
  if (held && (!due || *held < *due)) due = held;
  service_.poster_sleeps_until = due;
  if (due) {
    service_.work.wait_until(lock, std::chrono::system_clock::time_point(*due - service_.shared.ahead));
  } else {
    service_.work.wait(lock);
  }
}

webhook_poster::receiver& webhook_poster::receiver_of(std::string const& url) {
  // Receivers of removed webhooks are forgotten at some time; this only costs a new connection.
  if (receivers_.size() > limits::most_webhooks) receivers_.clear();
  auto& one = receivers_[url];
  if (!one) one = std::make_unique<receiver>(url);
  return *one;
}

void webhook_poster::deliver(std::unique_lock<std::mutex>& lock, delivery next) {
  service_.posting = true;
  receiver& to = receiver_of(next.url);
  while (!stopping_) {
    lock.unlock();
    int const status = to.post(next);
    lock.lock();
    next.status = status;
    std::size_t const failures = static_cast<std::size_t>(next.attempts++);
    if (delivered(status) || failures >= pauses.size()) break;
    service_.work.wait_for(lock, pauses[failures], [this] { return stopping_; });
  }
  service_.posting = false;
  service_.shared.tell(std::move(next));
  service_.shared.changed.notify_all();
}

void webhook_poster::drain() {
  std::unique_lock<std::mutex> lock(service_.mutex);
  catch_up(service_);
  service_.work.notify_all();
  service_.shared.changed.wait(lock, [this] { return !service_.callbacks.ready(service_.now()) && !service_.posting; });
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
