#include "workflow/changes/error_json.hpp"

#include "text/enumerator.hpp"

#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {
namespace {

using detail::enumerator_named;
using nlohmann::json;

void set_unless_none(json& object, char const* name, std::int64_t number) {
  if (number != 0) object[name] = number;
}

json json_of(problem const& one) {
  json out = json::object();
  set_unless_empty(out, "code", one.code);
  set_unless_empty(out, "title", one.title);
  set_unless_empty(out, "detail", one.detail);
  set_unless_empty(out, "pointer", one.pointer);
  set_unless_empty(out, "for_logs", one.for_logs);
  return out;
}

} // namespace

json json_of(error_info const& error) {
  json out = {{"code", to_string(error.code)}, {"message", error.message}, {"outcome", to_string(error.outcome)}};
  set_unless_none(out, "http_status", error.http_status);
  for (problem const& one : error.problems) out["problems"].push_back(json_of(one));
  set_unless_empty(out, "request_id", error.request_id);
  set_unless_empty(out, "rule", error.rule);
  set_unless_empty(out, "envelope_left_behind", error.envelope_left_behind);
  set_unless_none(out, "retry_after", error.retry_after.count());
  set_unless_none(out, "line", error.line);
  set_unless_none(out, "column", error.column);
  return out;
}

std::string to_json(error_info const& error) {
  return text_of(json_of(error));
}

std::optional<error_info> error_of(json const& value) {
  if (!value.is_object() || !value.contains("code")) return std::nullopt;
  error_info out;
  out.code = enumerator_named(text_in(value, "code"), errc::unknown_route).value_or(errc::protocol);
  out.message = text_in(value, "message");
  out.outcome = enumerator_named(text_in(value, "outcome"), outcome::done).value_or(outcome::ambiguous);
  out.http_status = static_cast<int>(number_in(value, "http_status"));
  if (auto const problems = value.find("problems"); problems != value.end() && problems->is_array()) {
    for (json const& one : *problems) {
      out.problems.push_back({text_in(one, "code"), text_in(one, "title"), text_in(one, "detail"), text_in(one, "pointer"),
                              text_in(one, "for_logs")});
    }
  }
  out.request_id = text_in(value, "request_id");
  out.rule = text_in(value, "rule");
  out.envelope_left_behind = text_in(value, "envelope_left_behind");
  out.retry_after = std::chrono::milliseconds(number_in(value, "retry_after"));
  out.line = static_cast<int>(number_in(value, "line"));
  out.column = static_cast<int>(number_in(value, "column"));
  return out;
}

std::optional<error_info> error_from_json(std::string_view text) {
  return error_of(json::parse(text, nullptr, false));
}

void set_unless_empty(json& object, char const* name, std::string_view text) {
  if (!text.empty()) object[name] = text;
}

std::string text_in(json const& object, char const* name) {
  if (!object.is_object()) return {};
  auto const found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::int64_t number_in(json const& object, char const* name) {
  if (!object.is_object()) return 0;
  auto const found = object.find(name);
  return found != object.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
}

std::string text_of(json const& value) {
  return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

} // namespace workflow
RUBRICA_END_NAMESPACE
