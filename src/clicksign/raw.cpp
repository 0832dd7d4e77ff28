#include <rubrica/clicksign/raw.hpp>

#include "clicksign/protocol/calls.hpp"
#include "core/out_of_memory.hpp"
#include "http/retry/call_report.hpp"

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {
namespace {

bool is_plain(char c) {
  bool const letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return letter || (c >= '0' && c <= '9') || std::string_view("-_.~:").find(c) != std::string_view::npos;
}

bool is_segment(std::string_view text) {
  return !text.empty() && text != "." && text != ".." && std::all_of(text.begin(), text.end(), is_plain);
}

/// Whether nobody on the way can decode or resolve anything in such a path, or take part of it for a query.
bool is_path(std::string_view text) {
  if (text.empty()) return false;
  while (!text.empty()) {
    if (text.front() != '/') return false;
    text.remove_prefix(1);
    std::string_view const segment = text.substr(0, text.find('/'));
    if (!is_segment(segment)) return false;
    text.remove_prefix(segment.size());
  }
  return true;
}

char const* obstacle(raw_request const& request) {
  if (!is_path(request.path)) return "the path of a raw call is not plain segments below the base URL";
  if (request.body.empty()) return nullptr;
  if (request.verb == http::method::get) return "a GET has no body";
  auto const json = check_json(request.body);
  detail::require_memory(json);
  return json ? nullptr : "the body of a raw call is not JSON";
}

operation operation_of(raw_request const& request) {
  operation call;
  call.verb = request.verb;
  call.route = request.route.empty() ? std::string_view("raw") : std::string_view(request.route);
  call.path = request.path;
  call.query = request.query;
  call.body = request.body;
  call.repeatable = request.repeatable.value_or(request.verb != http::method::post);
  return call;
}

std::optional<error_info> read_raw(finished_call const& ended, void* out) {
  http::response const& answer = *ended.answer;
  if (auto const json = check_json(answer.body); !json && !answer.body.empty()) {
    return unreadable_answer(answer, ended.call.verb, json.error());
  }
  *static_cast<raw_answer*>(out) = {answer.status, answer.body, http::request_id_of(answer)};
  return std::nullopt;
}

} // namespace

template <class Mode>
auto basic_raw_calls<Mode>::send(raw_request const& request, call_options const& options) const -> reply<raw_answer> {
  if (char const* const why = obstacle(request)) {
    return run<Mode>(refused_call<raw_answer>(session_, make_error(errc::invalid_argument, why)));
  }
  return run<Mode>(call_for<raw_answer, &read_raw>(session_, operation_of(request), options));
}

template class basic_raw_calls<blocking>;
template class basic_raw_calls<deferred>;

} // namespace clicksign
RUBRICA_END_NAMESPACE
