#pragma once

#include "http/curl/curl_attempt.hpp"
#include "http/curl/curl_handles.hpp"
#include "http/retry/retry_machine.hpp"
#include "text/cleanse.hpp"

#include <rubrica/http/async_transport.hpp>

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
  ~async_call() { detail::cleanse(request_.url); } // the link to a file opens it for whoever has it
  async_call(async_call const&) = delete;
  async_call& operator=(async_call const&) = delete;
  /// Set separately, because constructing the rest may run out of memory and must not lose the completion.
  void on_completion(completion done) noexcept { done_ = std::move(done); }

  /// The next step that the retry machine asks for.
  retry_machine::step next() { return machine_.next(); }

  /// Makes the request ready for the multi handle, or tells the retry machine why it cannot be sent.
  bool begin(detail::curl_handles& handles, CURLM* multi);
  [[nodiscard]] bool is_sending() const { return attempt_.has_value() || custom_ != nullptr; }
  /// A transport of the caller's own has the request, which must stay until its answer comes.
  [[nodiscard]] bool is_with_another() const { return custom_ != nullptr; }
  [[nodiscard]] CURL* easy() const { return handle_->easy(); }
  void resume() noexcept { attempt_->resume(); }
  [[nodiscard]] bool is_answered() const noexcept { return attempt_->is_answered(); }
  /// Ends a request that was cancelled or whose deadline has passed; false when it has ended by that.
  bool may_go_on() noexcept;
  /// The request has ended, in whatever way: tells the retry machine.
  void end(detail::curl_handles& handles, CURLM* multi, CURLcode code);
  /// The same for a transport that is not libcurl: `done` says when it has ended, on whatever thread; then `answered` is called.
  void begin(async_transport& other, async_transport::completion done);
  void answered(result<response> answer);
  /// Tells that transport to end the request.
  void stop() noexcept;

  /// The result of a call that ends because the engine ends.
  result<call_response> abandon(detail::curl_handles& handles, CURLM* multi);
  /// The result of a call that ends by an exception.
  result<call_response> break_off(CURLM* multi, errc code) noexcept;
  [[nodiscard]] completion const& done() const noexcept { return done_; }

  [[nodiscard]] context const& limits() const { return limits_; }

private:
  call_request request_;
  context const limits_;
  completion done_;
  retry_machine machine_;
  std::unique_ptr<detail::curl_handle> handle_;
  std::optional<detail::curl_attempt> attempt_;
  async_transport* custom_ = nullptr; // not null: it has the request
  bool stopped_ = false;              // and was told to end it
  bool late_ = false;                 // because of the deadline
  bool out_ = false;                  // a request was sent, and the retry machine does not know the result yet
};

} // namespace http
RUBRICA_END_NAMESPACE
