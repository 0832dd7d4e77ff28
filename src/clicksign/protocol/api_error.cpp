#include "clicksign/protocol/api_error.hpp"

#include "clicksign/protocol/hidden_values.hpp"
#include "clicksign/protocol/json_api.hpp"
#include "clicksign/protocol/refusal_text.hpp"
#include "clicksign/protocol/service_texts.hpp"
#include "core/pointer_names.hpp"
#include "http/outcome.hpp"
#include "http/retry/call_report.hpp"
#include "http/time/retry_after.hpp"
#include "text/ascii.hpp"

#include <rubrica/core/personal.hpp>

#include <algorithm>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {
namespace {

errc code_of(int status, refusal const& said, hidden_values const& hidden) {
  if (auto const meant = meaning_of(status, said.problems, hidden)) return *meant;
  switch (status) {
  case 400:
  case 409:
  case 413:
  case 422: return errc::invalid;
  case 401: return errc::unauthorized;
  case 402: return errc::forbidden_plan;
  case 403:
  case 423:
  case 451: return errc::forbidden;
  case 404:
  case 405:
  case 410: return errc::not_found;
  case 408: return errc::timeout;
  case 429: return errc::rate_limited;
  case 503: return errc::service_unavailable;
  default: break;
  }
  if (status >= 500) return errc::server_error;
  bool const by_api = !said.problems.empty() && said.place != said_in::text;
  return status >= 400 && by_api ? errc::invalid : errc::protocol;
}

/// What a refusal proves beyond its status: a 503 in ClickSign's own form says that the function is off.
outcome outcome_of(http::method verb, int status, bool as_documented) {
  return status == 503 && as_documented ? outcome::rejected : http::outcome_of(verb, status);
}

/// A pointer that has only names of members and indices tells no value, though a name or an address may have letters in common with
/// it, as `documentos@acme.com.br` has.
std::string masked_pointer(std::string const& pointer, hidden_values const& hidden) {
  bool const is_place = detail::with_known_names(pointer) == pointer;
  return is_place ? pointer : without_personal_values(hidden.masked(pointer));
}

/// Masks the hidden texts, and what looks personal in the rest.
void clean(std::vector<problem>& problems, hidden_values const& hidden) {
  for (problem& one : problems) {
    one.for_logs = for_logs(one); // before masking: a masked word would make it another sentence
    for (std::string* text : {&one.code, &one.title, &one.detail}) *text = without_personal_values(hidden.masked(*text));
    one.pointer = masked_pointer(one.pointer, hidden);
  }
}

/// The type that ClickSign asks for in place of the one that was sent; empty when it asks for none.
std::string_view demanded_type(std::vector<problem> const& problems) {
  constexpr std::string_view beginning = "type deve ser igual a ";
  for (problem const& one : problems) {
    if (!detail::begins_with(one.detail, beginning)) continue;
    std::string_view const name = detail::trimmed(std::string_view(one.detail).substr(beginning.size()), " \"'`.");
    bool const is_name =
        std::all_of(name.begin(), name.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_' || c == '-'; });
    if (is_name) return name;
  }
  return {};
}

bool is_web_page(std::string_view body) {
  std::size_t const begin = body.find_first_not_of(" \t\r\n");
  return begin != std::string_view::npos && body[begin] == '<';
}

constexpr std::string_view api_path = "/api/v3";

/// Why the answer looks as if it did not come from the API.
std::string_view hint_on_address(http::response const& answer, std::string_view base_url) {
  std::size_t const size = base_url.size();
  bool const ends_right = size >= api_path.size() && base_url.substr(size - api_path.size()) == api_path;
  bool const page = is_web_page(answer.body);
  bool const redirects = http::is_redirect(answer.status);
  if (!ends_right && (page || redirects || answer.status == 404)) return "the base URL does not end in /api/v3";
  if (redirects) return "the server redirects, which is not followed";
  return page ? "a web page came in place of the API's answer" : std::string_view();
}

/// Empty when the service put hidden texts there.
std::string request_id_without(hidden_texts const& hidden, http::response const& answer) {
  std::string id = http::request_id_of(answer);
  bool const repeats = std::any_of(hidden.begin(), hidden.end(),
                                   [&](std::string_view value) { return !value.empty() && id.find(value) != std::string::npos; });
  return repeats ? std::string() : id;
}

bool is_complete(std::string_view body) {
  return body.size() <= largest_error_body;
}

} // namespace

error_info error_from(http::method verb, int status, refusal said, hidden_texts const& hidden, std::string_view hint) {
  bool const as_documented = said.as_documented && !said.problems.empty();
  hidden_values const values(hidden);
  errc const code = code_of(status, said, values);
  // Every refusal by ClickSign passes here, in whatever form the answer came.
  clean(said.problems, values);
  std::string const type(hint.empty() ? demanded_type(said.problems) : std::string_view());
  std::string const asked = type.empty() ? std::string(hint) : "ClickSign asks for the type " + type;
  error_info error = make_error(code, asked, outcome_of(verb, status, as_documented));
  error.http_status = status;
  error.problems = std::move(said.problems);
  if (error.code == errc::not_ready) error.retry_after = std::chrono::seconds(1);
  return error;
}

error_info error_from(http::call_response const& answer, http::method verb, std::chrono::system_clock::time_point now,
                      hidden_texts const& hidden, std::string_view base_url) {
  auto said = is_complete(answer.body) ? read_refusal(answer) : result<refusal>(refusal());
  if (!said) return lacking_memory(verb);
  bool const by_api = !said->problems.empty() && said->place == said_in::errors;
  std::string_view hint = by_api ? std::string_view() : hint_on_address(answer, base_url);
  if (!is_complete(answer.body)) hint = "its text is larger than 1 MiB and was not read";
  error_info error = error_from(verb, answer.status, *std::move(said), hidden, hint);
  if (answer.earlier_attempt_unknown) error.outcome = http::outcome_of(verb, outcome::ambiguous);
  error.request_id = request_id_without(hidden, answer);
  if (error.code == errc::rate_limited) error.retry_after = http::requested_wait(answer, now).value_or(std::chrono::seconds(10));
  return error;
}

bool is_foreign(http::response const& answer) {
  return is_web_page(answer.body);
}

error_info foreign_answer(http::response const& answer, http::method verb, std::string_view base_url) {
  return unexpected_answer(answer, verb, hint_on_address(answer, base_url));
}

error_info unexpected_answer(http::response const& answer, http::method verb, std::string_view reason) {
  error_info error = make_error(errc::protocol, reason, http::outcome_of(verb, outcome::ambiguous));
  error.http_status = answer.status;
  return error;
}

void add_what_is_told(error_info& error, http::response const& answer, hidden_texts const& hidden) {
  error.request_id = request_id_without(hidden, answer);
  if (error.code != errc::protocol || !is_complete(answer.body)) return;
  auto said = read_listed_errors(answer.body); // a success that holds another text is no refusal
  if (!said) return;                           // the error is complete already
  clean(said->problems, hidden_values(hidden));
  error.problems = std::move(said->problems);
}

error_info unreadable_answer(http::response const& answer, http::method verb, error_info const& why) {
  if (why.code == errc::out_of_memory) return lacking_memory(verb);
  return unexpected_answer(answer, verb, why.code == errc::limit_exceeded ? "it is JSON beyond a limit" : "it is not JSON");
}

error_info lacking_memory(http::method verb) {
  error_info error = make_error(errc::out_of_memory);
  error.outcome = http::outcome_of(verb, outcome::ambiguous);
  return error;
}

} // namespace clicksign
RUBRICA_END_NAMESPACE
