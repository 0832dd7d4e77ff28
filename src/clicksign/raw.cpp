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

char const* obstacle(raw_request const& what) {
  if (!is_path(what.path)) return "the path of a raw call is not plain segments below the base URL";
  if (what.body.empty()) return nullptr;
  if (what.verb == http::method::get) return "a GET has no body";
  auto const json = check_json(what.body);
  detail::require_memory(json);
  return json ? nullptr : "the body of a raw call is not JSON";
}

operation operation_of(raw_request const& what) {
  operation call;
  call.verb = what.verb;
  call.route = what.route.empty() ? std::string_view("raw") : std::string_view(what.route);
  call.path = what.path;
  call.query = what.query;
  call.body = what.body;
  call.repeatable = what.repeatable.value_or(what.verb != http::method::post);
  return call;
}

} // namespace

template <class Mode>
auto basic_raw_calls<Mode>::send(raw_request const& what, call_options const& how) const -> reply<raw_answer> {
  if (char const* const why = obstacle(what)) {
    return run<Mode>(refused_call<raw_answer>(session_, make_error(errc::invalid_argument, why)));
  }
  auto read = [verb = what.verb](http::response const& answer) -> result<raw_answer> {
    if (auto const json = check_json(answer.body); !json && !answer.body.empty()) {
      return unreadable_answer(answer, verb, json.error());
    }
    raw_answer out{answer.status, answer.body, http::request_id_of(answer)};
    return out;
  };
  return run<Mode>(call_for<raw_answer>(session_, operation_of(what), how, read));
}

template class basic_raw_calls<blocking>;
template class basic_raw_calls<deferred>;

} // namespace clicksign
RUBRICA_END_NAMESPACE
