#pragma once

#include <rubrica/http/observer.hpp>

#include <functional>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace http {

/// Writes one line for each notice, such as
/// `request_finished call=7 POST /envelopes/{envelope_id}/documents attempt=1 status=201 effect=done us=48211 request_id=…`.
///
/// The lines contain only members of the notices: never an id of a record, a value, a header or a body. The library writes no log
/// unless it is given such an observer.
class RUBRICA_EXPORT log_observer final : public observer {
public:
  /// `write` gets each line without a line break, on the threads that make the calls, so several at once. Its exceptions are
  /// ignored, because a failing log must not end a call.
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
