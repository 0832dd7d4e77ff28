#include "http/flight.hpp"

namespace rubrica { inline namespace v0_1 { namespace http {

bool flight::begin(detail::curl_handles& handles, CURLM* multi) {
  auto handle = handles.take(what_);
  if (!handle) return exchange_.answered(std::move(handle).error()), false;
  result<body_reader> reader = detail::open_body(what_);
  if (!reader) {
    handles.give_back(*std::move(handle));
    return exchange_.answered(std::move(reader).error()), false;
  }
  handle_ = *std::move(handle);
  attempt_.emplace(handle_->easy(), what_, how_, *std::move(reader));
  if (curl_multi_add_handle(multi, handle_->easy()) == CURLM_OK) return true;
  end(handles, nullptr, CURLE_FAILED_INIT);
  return false;
}

void flight::end(detail::curl_handles& handles, CURLM* multi, CURLcode code) {
  if (multi != nullptr) curl_multi_remove_handle(multi, handle_->easy());
  result<response> answer = attempt_->finish(code);
  attempt_.reset();
  handles.give_back(std::move(handle_));
  exchange_.answered(std::move(answer));
}

result<response> flight::abandon(detail::curl_handles& handles, CURLM* multi) {
  if (attempt_) {
    attempt_->stop(errc::cancelled);
    end(handles, multi, CURLE_ABORTED_BY_CALLBACK);
  }
  return exchange_.cancel();
}

}}} // namespace rubrica::v0_1::http
