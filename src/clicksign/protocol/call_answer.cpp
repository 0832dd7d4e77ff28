#include "clicksign/protocol/call_answer.hpp"

#include "clicksign/protocol/api_error.hpp"
#include "clicksign/protocol/json_api.hpp"
#include "http/outcome.hpp"

#include <algorithm>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

call_answer::call_answer(shared_session session, operation const& target)
    : session_(std::move(session)), said_(sensitive_values(target)), verb_(target.verb) {}

std::optional<error_info> call_answer::refusal(finished_call& ended) const {
  if (!ended.answer) return std::move(ended.answer).error();
  http::call_response const& answer = *ended.answer;
  if (!http::is_success(answer.status)) {
    return error_from(answer, verb_, session_->clock()->calendar(), session_->hidden(said_), session_->base_url());
  }
  if (is_foreign(answer)) return explained(foreign_answer(answer, verb_, session_->base_url()), answer);
  return {};
}

error_info call_answer::explained(error_info error, http::response const& answer) const {
  if (error.http_status != 0) add_what_is_told(error, answer, session_->hidden(said_));
  return error;
}

error_info unwritten_body() {
  return make_error(errc::invalid_argument, "a text is not valid UTF-8, or JSON was expected and it is not");
}

result<page_operation> page_of_list(list_operation const& target) {
  auto const position = list_position::from(target.page.from);
  if (!position) return make_error(errc::invalid_argument, "the cursor is not one");
  if (target.page.size < 1) return make_error(errc::invalid_argument, "a page has one item at least");
  page_operation out{*position, std::min(target.page.size, paging::largest_size), {}};
  out.target = {http::method::get, target.route, target.ids, target.query};
  add_parameter(out.target.query, "page[number]", std::to_string(position->page));
  add_parameter(out.target.query, "page[size]", std::to_string(out.size));
  return out;
}

std::shared_ptr<prepared_call const> call_access::kept(prepared_call prepared) {
  return std::make_shared<prepared_call const>(std::move(prepared));
}

std::shared_ptr<prepared_call const> call_access::kept_secretly(prepared_call prepared) {
  auto const end = [](prepared_call* one) noexcept {
    if (one->request) detail::cleanse(one->request->url);
    delete one;
  };
  return std::shared_ptr<prepared_call>(new prepared_call(std::move(prepared)), end);
}

} // namespace clicksign
RUBRICA_END_NAMESPACE
