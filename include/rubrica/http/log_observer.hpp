#pragma once

#include <rubrica/http/observer.hpp>

#include <functional>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace http {

/// Writes one line for each notice, such as
/// `request_finished call=7 POST /envelopes/{envelope_id}/documents attempt=1 status=201 effect=done us=48211 request_id=…`.
///
/// The lines are made of the notices' own members and nothing else, so there is neither an id of a record nor a value, a
/// header or a body in them, at any level. The library writes no log unless it is given one of these.
class RUBRICA_EXPORT log_observer final : public observer {
public:
  /// `write` gets each line without its end, from the threads that make the calls: several at once. What it throws is
  /// dropped, because a log that is full must not end a call.
  explicit log_observer(std::function<void(std::string_view line)> write);

  void call_started(call_notice const& notice) noexcept override;
  void request_started(request_notice const& notice) noexcept override;
  void request_finished(end_notice const& notice) noexcept override;
  void retry(wait_notice const& notice) noexcept override;
  void quota_wait(wait_notice const& notice) noexcept override;
  void error(error_notice const& notice) noexcept override;
  void call_finished(end_notice const& notice) noexcept override;
  void unknown(unknown_notice const& notice) noexcept override;

private:
  std::function<void(std::string_view)> write_;
};

} // namespace http
RUBRICA_END_NAMESPACE
