#pragma once

#include "http/curl/curl_attempt.hpp"
#include "http/curl/curl_handles.hpp"
#include "http/retry/retry_machine.hpp"

#include <functional>
#include <memory>
#include <optional>

RUBRICA_BEGIN_NAMESPACE
namespace http {

/// One call of the engine, from its start to its completion.
class async_call {
public:
  using completion = std::function<void(result<call_response>)>;

  async_call(call_request request, context limits, call_policy const& rules)
      : request_(std::move(request)), limits_(std::move(limits)), machine_(request_, limits_, rules) {}
  /// Set separately, because constructing the rest may run out of memory and must not lose the completion.
  void on_completion(completion done) noexcept { done_ = std::move(done); }

  /// The next step that the retry machine asks for.
  retry_machine::step next() { return machine_.next(); }

  /// Makes the request ready for the multi handle, or tells the retry machine why it cannot be sent.
  bool begin(detail::curl_handles& handles, CURLM* multi);
  [[nodiscard]] bool is_sending() const { return attempt_.has_value(); }
  [[nodiscard]] CURL* easy() const { return handle_->easy(); }
  void resume() noexcept { attempt_->resume(); }
  /// Ends a request that was cancelled or whose deadline has passed; false then.
  bool may_go_on() { return attempt_->may_go_on(); }
  /// The request has ended, in whatever way: tells the retry machine.
  void end(detail::curl_handles& handles, CURLM* multi, CURLcode code);
  /// The same for a transport that is not libcurl.
  void send_by(transport& other);

  /// The result of a call that ends because the engine ends.
  result<call_response> abandon(detail::curl_handles& handles, CURLM* multi);
  /// The result of a call that ends by an exception.
  result<call_response> break_off(CURLM* multi, errc code) noexcept;
  [[nodiscard]] completion const& done() const noexcept { return done_; }

  [[nodiscard]] context const& limits() const { return limits_; }

private:
  call_request const request_;
  context const limits_;
  completion done_;
  retry_machine machine_;
  std::unique_ptr<detail::curl_handle> handle_;
  std::optional<detail::curl_attempt> attempt_;
  bool out_ = false; // a request was sent, and the retry machine does not know the result yet
};

} // namespace http
RUBRICA_END_NAMESPACE
