#include "http/retry/call_report.hpp"

#include "http/outcome.hpp"

#include <rubrica/core/personal.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace http {

std::string request_id_of(response const& answer) {
  constexpr std::size_t longest = 64;
  std::string const* const id = find(answer.fields, "X-Request-Id");
  if (id == nullptr || id->size() > longest) return {};
  // Long digits are masked, because they may be personal; a text with characters that a UUID does not have is not from
  // ClickSign.
  std::string shown = without_personal_values(*id);
  return shown.find_first_not_of("0123456789abcdefABCDEF-") == std::string::npos ? shown : std::string();
}

call_report::call_report(observer* observer, call_request const& request, clock const& time)
    : observer_(observer), request_(request), time_(time) {
  if (observer_ == nullptr) return;
  number_ = observer_->next_call();
  began_ = time_.now();
  observer_->call_started(about<call_notice>());
}

template <class Notice> Notice call_report::about() const {
  Notice notice;
  notice.call = number_;
  notice.verb = request_.verb;
  notice.route = request_.route;
  return notice;
}

void call_report::request_started() {
  ++attempts_;
  if (observer_ == nullptr) return;
  request_began_ = time_.now();
  auto notice = about<request_notice>();
  notice.attempt = attempts_;
  observer_->request_started(notice);
}

end_notice call_report::end(result<response> const& answer, local_time began, std::string& request_id) const {
  auto notice = about<end_notice>();
  notice.attempt = attempts_;
  notice.duration = std::chrono::duration_cast<std::chrono::microseconds>(time_.now() - began);
  notice.outcome = outcome_of(request_.verb, answer);
  if (answer) {
    request_id = request_id_of(*answer);
    std::string_view const token = request_.authorization.reveal();
    if (!token.empty() && request_id.find(token) != std::string::npos) request_id.clear(); // the server echoed the token
    notice.status = answer->status;
    notice.request_id = request_id;
  } else {
    notice.error = answer.error().code;
  }
  return notice;
}

void call_report::request_finished(result<response> const& answer) {
  if (observer_ == nullptr) return;
  std::string request_id;
  observer_->request_finished(end(answer, request_began_, request_id));
}

void call_report::retry(result<response> const& answer, std::chrono::milliseconds wait) const {
  if (observer_ == nullptr) return;
  auto notice = about<wait_notice>();
  notice.wait = wait;
  if (answer)
    notice.status = answer->status;
  else
    notice.error = answer.error().code;
  observer_->retry(notice);
}

void call_report::quota_wait(std::chrono::milliseconds wait) const {
  if (observer_ == nullptr) return;
  auto notice = about<wait_notice>();
  notice.wait = wait;
  observer_->quota_wait(notice);
}

void call_report::finished(result<response> const& answer) const {
  if (observer_ == nullptr) return;
  if (!answer) {
    auto notice = about<error_notice>();
    notice.code = answer.error().code;
    notice.outcome = answer.error().outcome;
    observer_->error(notice);
  }
  std::string request_id;
  observer_->call_finished(end(answer, began_, request_id));
}

} // namespace http
RUBRICA_END_NAMESPACE
