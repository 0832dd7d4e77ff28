#include <rubrica/sandbox/clock.hpp>

#include "sandbox/formats/json.hpp"
#include "sandbox/server/leading_clock.hpp"

#include <httplib.h>

#include <mutex>
#include <optional>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

using std::chrono::microseconds;
using std::chrono::steady_clock;

/// As far ahead as a simulator says over HTTP.
class followed_clock final : public leading_clock {
public:
  explicit followed_clock(std::string const& base_url)
      : client_(base_url.substr(0, base_url.find('/', base_url.find("://") + 3))) {
    client_.set_connection_timeout(1, 0);
    client_.set_read_timeout(1, 0);
  }

private:
  [[nodiscard]] microseconds ahead() const override {
    std::lock_guard<std::mutex> const lock(mutex_);
    auto const moment = steady_clock::now();
    if (asked_ && moment - *asked_ < std::chrono::seconds(1)) return ahead_;
    asked_ = moment;
    auto const answer = client_.Get("/__sandbox/clock");
    json const told = answer && answer->status == 200 ? json::parse(answer->body, nullptr, false) : json();
    if (told.is_object() && told.value("ahead_ms", json()).is_number_integer())
      ahead_ = std::chrono::milliseconds(told["ahead_ms"].get<std::int64_t>());
    return ahead_;
  }

  std::mutex mutable mutex_;
  httplib::Client mutable client_;
  std::optional<steady_clock::time_point> mutable asked_;
  microseconds mutable ahead_{0};
};

} // namespace

std::shared_ptr<rubrica::clock> clock(std::string const& base_url) {
  return std::make_shared<followed_clock>(base_url);
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
