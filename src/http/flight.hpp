#pragma once

#include "detail/curl_attempt.hpp"
#include "detail/curl_handles.hpp"
#include "http/exchange.hpp"

#include <functional>
#include <memory>
#include <optional>

namespace rubrica { inline namespace v0_1 { namespace http {

/// One call of the engine, from its start to its completion.
class flight {
public:
  using completion = std::function<void(result<response>)>;

  flight(request what, context how, std::shared_ptr<completion const> done, call_rules const& rules)
      : what_(std::move(what)), how_(std::move(how)), done_(std::move(done)), exchange_(what_, how_, rules) {}

  /// What the exchange says to do now.
  exchange::step next() { return exchange_.next(); }

  /// Makes the request ready to be driven by the multi handle, or says to the exchange why it cannot be sent.
  bool begin(detail::curl_handles& handles, CURLM* multi);
  [[nodiscard]] bool is_sending() const { return attempt_.has_value(); }
  [[nodiscard]] CURL* easy() const { return handle_->easy(); }
  /// Ends a request whose time is over or that was cancelled; false then.
  bool may_go_on() { return attempt_->may_go_on(); }
  /// The request is done with, one way or another: the exchange is told.
  void end(detail::curl_handles& handles, CURLM* multi, CURLcode code);
  /// The same for a transport that is not libcurl.
  void send_by(transport& other) { exchange_.answered(other.send(what_, how_)); }

  /// The result of a call that the engine's end cuts short.
  result<response> abandon(detail::curl_handles& handles, CURLM* multi);
  void complete(result<response> answer) { (*done_)(std::move(answer)); }

  /// From now on the request may have left.
  void leaves() noexcept { has_left_ = true; }
  /// Lets go of a request in whatever state the lack of memory left it, and says what may have happened. Allocates nothing.
  error_info drop(CURLM* multi) {
    if (handle_ != nullptr && multi != nullptr) curl_multi_remove_handle(multi, handle_->easy());
    attempt_.reset();
    handle_.reset();
    error_info error = make_error(errc::out_of_memory);
    error.effect = !has_left_ ? outcome::not_sent : what_.verb == method::get ? outcome::rejected : outcome::ambiguous;
    return error;
  }

  [[nodiscard]] context const& how() const { return how_; }

private:
  request const what_;
  context const how_;
  std::shared_ptr<completion const> const done_;
  exchange exchange_;
  std::unique_ptr<detail::curl_handle> handle_;
  std::optional<detail::curl_attempt> attempt_;
  bool has_left_ = false;
};

}}} // namespace rubrica::v0_1::http
