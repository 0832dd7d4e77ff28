#include "http/curl/flight.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace http {

bool flight::begin(detail::curl_handles& handles, CURLM* multi) {
  auto handle = handles.take(what_);
  if (!handle) return exchange_.answered(std::move(handle).error()), false;
  result<body_reader> reader = detail::open_body(what_);
  if (!reader) {
    handles.give_back(*std::move(handle));
    return exchange_.answered(std::move(reader).error()), false;
  }
  handle_ = *std::move(handle);
  attempt_.emplace(*handle_, what_, how_, *std::move(reader));
  out_ = curl_multi_add_handle(multi, handle_->easy()) == CURLM_OK;
  if (out_) return true;
  end(handles, nullptr, CURLE_FAILED_INIT);
  return false;
}

void flight::end(detail::curl_handles& handles, CURLM* multi, CURLcode code) {
  if (multi != nullptr) curl_multi_remove_handle(multi, handle_->easy());
  result<response> answer = attempt_->finish(code);
  attempt_.reset();
  handles.give_back(std::move(handle_));
  exchange_.answered(std::move(answer));
  out_ = false;
}

void flight::send_by(transport& other) {
  out_ = true;
  exchange_.answered(other.send(what_, how_));
  out_ = false;
}

result<call_response> flight::break_off(CURLM* multi, errc code) noexcept {
  if (attempt_) curl_multi_remove_handle(multi, handle_->easy());
  attempt_.reset();
  handle_.reset(); // its connection is in an unknown state
  return exchange_.break_off(code, out_);
}

result<call_response> flight::abandon(detail::curl_handles& handles, CURLM* multi) {
  if (attempt_) {
    attempt_->stop(errc::cancelled);
    end(handles, multi, CURLE_ABORTED_BY_CALLBACK);
  }
  return exchange_.cancel();
}

} // namespace http
RUBRICA_END_NAMESPACE
