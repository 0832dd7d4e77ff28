#pragma once

#include "http/call.hpp"

#include <rubrica/core/clock.hpp>
#include <rubrica/core/result.hpp>
#include <rubrica/http/observer.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace http {

/// Reports to an observer, if there is one, what happens to one call.
class call_report {
public:
  call_report(observer* observer, call_request const& request, clock const& time);

  void request_started();
  void request_finished(result<response> const& answer);
  void retry(result<response> const& answer, std::chrono::milliseconds wait) const;
  void quota_wait(std::chrono::milliseconds wait) const;
  void finished(result<response> const& answer) const;

  /// How many requests were sent.
  [[nodiscard]] int attempts() const { return attempts_; }

private:
  using local_time = std::chrono::steady_clock::time_point;

  template <class Notice> Notice about() const;
  end_notice end(result<response> const& answer, local_time began, std::string& request_id) const;

  observer* observer_;
  call_request const& request_;
  clock const& time_;
  std::uint64_t number_ = 0;
  int attempts_ = 0;
  local_time began_{};
  local_time request_began_{};
};

/// The answer's `X-Request-Id`; empty when there is none or it does not have the form of a UUID.
std::string request_id_of(response const& answer);

} // namespace http
RUBRICA_END_NAMESPACE
