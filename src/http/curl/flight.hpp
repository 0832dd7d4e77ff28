#pragma once

#include "http/curl/curl_attempt.hpp"
#include "http/curl/curl_handles.hpp"
#include "http/retry/exchange.hpp"

#include <functional>
#include <memory>
#include <optional>

RUBRICA_BEGIN_NAMESPACE
namespace http {

/// One call of the engine, from its start to its completion.
class flight {
public:
  using completion = std::function<void(result<call_response>)>;

  flight(call_request what, context how, call_rules const& rules)
      : what_(std::move(what)), how_(std::move(how)), exchange_(what_, how_, rules) {}
  /// Apart from the rest, which may be out of memory and would take it along.
  void on_completion(completion done) noexcept { done_ = std::move(done); }

  /// What the exchange says to do now.
  exchange::step next() { return exchange_.next(); }

  /// Makes the request ready to be driven by the multi handle, or says to the exchange why it cannot be sent.
  bool begin(detail::curl_handles& handles, CURLM* multi);
  [[nodiscard]] bool is_sending() const { return attempt_.has_value(); }
  [[nodiscard]] CURL* easy() const { return handle_->easy(); }
  void resume() noexcept { attempt_->resume(); }
  /// Ends a request whose time is over or that was cancelled; false then.
  bool may_go_on() { return attempt_->may_go_on(); }
  /// The request is done with, one way or another: the exchange is told.
  void end(detail::curl_handles& handles, CURLM* multi, CURLcode code);
  /// The same for a transport that is not libcurl.
  void send_by(transport& other);

  /// The result of a call that the engine's end cuts short.
  result<call_response> abandon(detail::curl_handles& handles, CURLM* multi);
  /// The same for a call that an exception ends.
  result<call_response> break_off(CURLM* multi, errc code) noexcept;
  [[nodiscard]] completion const& done() const noexcept { return done_; }

  [[nodiscard]] context const& how() const { return how_; }

private:
  call_request const what_;
  context const how_;
  completion done_;
  exchange exchange_;
  std::unique_ptr<detail::curl_handle> handle_;
  std::optional<detail::curl_attempt> attempt_;
  bool out_ = false; // a request left, and the exchange does not know what became of it
};

} // namespace http
RUBRICA_END_NAMESPACE
