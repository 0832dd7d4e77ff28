#include <rubrica/core/error.hpp>

#include "core/pointer_names.hpp"
#include "text/code_point.hpp"

#include <fmt/format.h>

RUBRICA_BEGIN_NAMESPACE
namespace {

struct description {
  errc code;
  std::string_view name;
  std::string_view sentence;
  outcome proven; // what the code alone proves
};

constexpr description descriptions[] = {
    {errc::invalid_argument, "invalid_argument", "An argument of the call cannot be used.", outcome::not_sent},
    {errc::invalid_request, "invalid_request", "The request has problems that must be mended before it can be sent.",
     outcome::not_sent},
    {errc::rule_refused, "rule_refused", "A rule of the signing process does not allow this.", outcome::not_sent},
    {errc::file_error, "file_error", "A local file could not be read or written.", outcome::not_sent},
    {errc::out_of_memory, "out_of_memory", "Out of memory.", outcome::ambiguous}, // 15 bytes fit into a string without allocation
    {errc::dns, "dns", "The server's name was not found.", outcome::not_sent},
    {errc::connect, "connect", "The server could not be reached.", outcome::not_sent},
    {errc::tls, "tls", "A secure connection to the server could not be made.", outcome::not_sent},
    {errc::timeout, "timeout", "The time allowed for the call has passed.", outcome::ambiguous},
    {errc::cancelled, "cancelled", "The call was cancelled.", outcome::ambiguous},
    {errc::connection_lost, "connection_lost", "The connection ended before the answer was complete.", outcome::ambiguous},
    {errc::too_large, "too_large", "The answer was larger than allowed.", outcome::ambiguous},
    {errc::protocol, "protocol", "The answer was not of the expected form.", outcome::ambiguous},
    {errc::address_refused, "address_refused", "The link to the file leads to an address that is not allowed.",
     outcome::not_sent},
    {errc::conflict, "conflict", "The key was used for another request.", outcome::rejected},
    {errc::interrupted, "interrupted", "An earlier attempt did a part of this, and what it did last is not known.",
     outcome::ambiguous},
    {errc::process_forked, "process_forked", "The client belongs to the parent of this process.", outcome::not_sent},
    {errc::unauthorized, "unauthorized", "The access token was not accepted.", outcome::rejected},
    {errc::forbidden, "forbidden", "The account may not do this.", outcome::rejected},
    {errc::forbidden_plan, "forbidden_plan", "The account's plan does not include this, or what it includes is used up.",
     outcome::rejected},
    {errc::account_blocked, "account_blocked", "The account is blocked at ClickSign.", outcome::rejected},
    {errc::api_user_missing, "api_user_missing", "The e-mail of the API user is not set in ClickSign's settings.",
     outcome::rejected},
    {errc::not_draft, "not_draft", "This is only possible while the envelope is a draft.", outcome::rejected},
    {errc::already_signed, "already_signed", "The signer has already signed.", outcome::rejected},
    {errc::not_found, "not_found", "The record was not found.", outcome::rejected},
    {errc::invalid, "invalid", "The service refused values of the request.", outcome::rejected},
    {errc::taken, "taken", "The value is already in use.", outcome::rejected},
    {errc::not_ready, "not_ready", "The service is still processing the document.", outcome::rejected},
    {errc::rate_limited, "rate_limited", "Too many requests were made in a short time.", outcome::rejected},
    {errc::service_unavailable, "service_unavailable", "The service is not available.", outcome::ambiguous},
    {errc::server_error, "server_error", "The service failed.", outcome::ambiguous},
    {errc::signature_missing, "signature_missing", "The callback carries no usable signature.", outcome::not_sent},
    {errc::signature_mismatch, "signature_mismatch", "The signature of the callback does not match.", outcome::not_sent},
    {errc::malformed, "malformed", "The text is not of the expected form.", outcome::not_sent},
    {errc::limit_exceeded, "limit_exceeded", "The input exceeds a limit.", outcome::not_sent},
    {errc::ambiguous_payload, "ambiguous_payload", "The payload fits more than one callback.", outcome::not_sent},
    {errc::unknown_route, "unknown_route", "Nobody is registered for this path.", outcome::not_sent},
};

description const& describe(errc code) {
  for (description const& candidate : descriptions) {
    if (candidate.code == code) return candidate;
  }
  return descriptions[0];
}

} // namespace

std::string_view message(errc code) {
  return describe(code).sentence;
}

std::string_view to_string(errc code) {
  return describe(code).name;
}

std::string_view to_string(outcome value) {
  switch (value) {
  case outcome::not_sent: return "not_sent";
  case outcome::rejected: return "rejected";
  case outcome::ambiguous: return "ambiguous";
  case outcome::done: return "done";
  }
  return "ambiguous";
}

namespace {

void append_head(std::string& text, error_info const& error) {
  text += fmt::format("{} ({}): {}", to_string(error.code), to_string(error.outcome), error.message);
  if (!error.rule.empty()) text += fmt::format(" [rule {}]", error.rule);
  if (error.http_status != 0) text += fmt::format(" [HTTP {}]", error.http_status);
  if (!error.request_id.empty()) text += fmt::format(" [request {}]", error.request_id);
  if (error.line != 0) text += fmt::format(" [line {}, column {}]", error.line, error.column);
  if (!error.envelope_left_behind.empty()) text += fmt::format(" [envelope left behind {}]", error.envelope_left_behind);
}

void append_problem(std::string& text, std::string_view pointer, std::string_view sentence) {
  text += fmt::format("; {}{}{}", pointer, pointer.empty() ? "" : ": ", sentence);
}

std::string const& sentence_of(problem const& one) {
  return one.detail.empty() ? one.title : one.detail;
}

} // namespace

std::string to_string(error_info const& error) {
  std::string text;
  append_head(text, error);
  for (problem const& one : error.problems) {
    if (one.for_logs.empty())
      append_problem(text, one.pointer, sentence_of(one));
    else
      append_problem(text, detail::with_known_names(one.pointer), one.for_logs);
  }
  return detail::printable(text);
}

std::string explain(error_info const& error) {
  std::string text;
  append_head(text, error);
  for (problem const& one : error.problems) append_problem(text, one.pointer, sentence_of(one));
  return detail::printable(text);
}

error_info make_error(errc code, std::string_view detail) {
  return make_error(code, detail, describe(code).proven);
}

error_info make_error(errc code, std::string_view detail, outcome outcome) {
  error_info error;
  error.code = code;
  error.outcome = outcome;
  error.message =
      detail.empty() ? std::string(message(code)) : rubrica::detail::printable(fmt::format("{} ({})", message(code), detail));
  return error;
}

RUBRICA_END_NAMESPACE
