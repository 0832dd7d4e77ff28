#include "http/curl/async_call.hpp"

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

void async_call::send_by(transport& other) {
  out_ = true;
  machine_.answered(other.send(request_, limits_));
  out_ = false;
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
