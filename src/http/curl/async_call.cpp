#include "http/curl/async_call.hpp"

#include "http/awaited_transport.hpp"

#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace http {

bool async_call::begin(detail::curl_handles& handles, CURLM* multi) {
  auto handle = handles.take(request_);
  if (!handle) return machine_.answered(std::move(handle).error()), false;
  result<body_reader> reader = detail::open_body(request_);
  if (!reader) {
    handles.give_back(*std::move(handle));
    return machine_.answered(std::move(reader).error()), false;
  }
  handle_ = *std::move(handle);
  attempt_.emplace(*handle_, request_, limits_, *std::move(reader));
  out_ = curl_multi_add_handle(multi, handle_->easy()) == CURLM_OK;
  if (out_) return true;
  end(handles, nullptr, CURLE_FAILED_INIT);
  return false;
}

void async_call::end(detail::curl_handles& handles, CURLM* multi, CURLcode code) {
  if (multi != nullptr) curl_multi_remove_handle(multi, handle_->easy());
  result<response> answer = attempt_->finish(code);
  attempt_.reset();
  handles.give_back(std::move(handle_));
  machine_.answered(std::move(answer));
  out_ = false;
}

bool async_call::may_go_on() noexcept {
  if (attempt_) return attempt_->may_go_on();
  bool const cancelled = limits_.cancelled != nullptr && limits_.cancelled->load();
  bool const late = limits_.deadline <= std::chrono::steady_clock::now();
  if (stopped_ || (!cancelled && !late)) return true;
  late_ = !cancelled;
  stop();
  return true; // until the transport says so
}

void async_call::begin(async_transport& other, async_transport::completion done) {
  stopped_ = late_ = false;
  other.start(request_, limits_, std::move(done));
  custom_ = &other;
  out_ = true;
}

void async_call::answered(result<response> answer) {
  custom_ = nullptr;
  machine_.answered(late_ ? as_timeout(std::move(answer)) : std::move(answer));
  out_ = false;
}

void async_call::stop() noexcept {
  if (custom_ != nullptr && !std::exchange(stopped_, true)) custom_->cancel(request_);
}

result<call_response> async_call::break_off(CURLM* multi, errc code) noexcept {
  if (attempt_) curl_multi_remove_handle(multi, handle_->easy());
  attempt_.reset();
  handle_.reset(); // its connection is in an unknown state
  return machine_.break_off(code, out_);
}

result<call_response> async_call::abandon(detail::curl_handles& handles, CURLM* multi) {
  if (attempt_) {
    attempt_->stop(errc::cancelled);
    end(handles, multi, CURLE_ABORTED_BY_CALLBACK);
  }
  return machine_.cancel();
}

} // namespace http
RUBRICA_END_NAMESPACE
