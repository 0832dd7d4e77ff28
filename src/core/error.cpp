#include <rubrica/core/error.hpp>

#include <fmt/format.h>

#include <iterator>

namespace rubrica { inline namespace v0_1 {
namespace {

struct description {
  errc code;
  std::string_view name;
  std::string_view sentence;
};

constexpr description descriptions[] = {
    {errc::invalid_argument, "invalid_argument", "An argument of the call cannot be used."},
    {errc::invalid_request, "invalid_request", "The request has problems that must be mended before it can be sent."},
    {errc::rule_refused, "rule_refused", "A rule of the signing process does not allow this."},
    {errc::file_error, "file_error", "A local file could not be read or written."},
    {errc::dns, "dns", "The server's name was not found."},
    {errc::connect, "connect", "The server could not be reached."},
    {errc::tls, "tls", "A secure connection to the server could not be made."},
    {errc::timeout, "timeout", "The time allowed for the call has passed."},
    {errc::cancelled, "cancelled", "The call was cancelled."},
    {errc::connection_lost, "connection_lost", "The connection ended before the answer was complete."},
    {errc::too_large, "too_large", "The answer was larger than allowed."},
    {errc::protocol, "protocol", "The answer was not of the expected form."},
    {errc::address_refused, "address_refused", "The link to the file leads to an address that is not allowed."},
    {errc::process_forked, "process_forked", "The client belongs to the parent of this process."},
    {errc::out_of_memory, "out_of_memory", "There was not enough memory."},
    {errc::unauthorized, "unauthorized", "The access token was not accepted."},
    {errc::forbidden, "forbidden", "The account may not do this."},
    {errc::forbidden_plan, "forbidden_plan", "The account's plan does not include this function."},
    {errc::account_blocked, "account_blocked", "The account is blocked at ClickSign."},
    {errc::api_user_missing, "api_user_missing", "The e-mail of the API user is not set in ClickSign's settings."},
    {errc::not_draft, "not_draft", "This is only possible while the envelope is a draft."},
    {errc::already_signed, "already_signed", "The signer has already signed."},
    {errc::not_found, "not_found", "The record was not found."},
    {errc::invalid, "invalid", "The service refused values of the request."},
    {errc::taken, "taken", "The value is already in use."},
    {errc::not_ready, "not_ready", "The service is still processing the document."},
    {errc::rate_limited, "rate_limited", "Too many requests were made in a short time."},
    {errc::service_unavailable, "service_unavailable", "The service is not available."},
    {errc::server_error, "server_error", "The service failed."},
    {errc::signature_missing, "signature_missing", "The callback carries no usable signature."},
    {errc::signature_mismatch, "signature_mismatch", "The signature of the callback does not match."},
    {errc::malformed, "malformed", "The text is not of the expected form."},
    {errc::limit_exceeded, "limit_exceeded", "The input exceeds a limit."},
    {errc::ambiguous_payload, "ambiguous_payload", "The payload fits more than one callback."},
    {errc::unknown_route, "unknown_route", "Nobody is registered for this path."},
};

description const& describe(errc code) {
  for (description const& candidate : descriptions) {
    if (candidate.code == code) return candidate;
  }
  return descriptions[0];
}

} // namespace

std::string_view sentence(errc code) {
  return describe(code).sentence;
}

std::string_view name(errc code) {
  return describe(code).name;
}

std::string_view name(outcome value) {
  switch (value) {
  case outcome::not_sent: return "not_sent";
  case outcome::rejected: return "rejected";
  case outcome::ambiguous: return "ambiguous";
  case outcome::done: return "done";
  }
  return "ambiguous";
}

std::string to_string(error_info const& error) {
  std::string text = fmt::format("{} ({}): {}", name(error.code), name(error.effect), error.message);
  auto out = std::back_inserter(text);
  if (!error.rule.empty()) fmt::format_to(out, " [rule {}]", error.rule);
  if (error.http_status != 0) fmt::format_to(out, " [HTTP {}]", error.http_status);
  if (!error.request_id.empty()) fmt::format_to(out, " [request {}]", error.request_id);
  if (error.line != 0) fmt::format_to(out, " [line {}, column {}]", error.line, error.column);
  if (!error.envelope_left_behind.empty()) fmt::format_to(out, " [envelope left behind {}]", error.envelope_left_behind);
  for (problem const& one : error.errors) {
    fmt::format_to(out, "; {}{}{}", one.pointer, one.pointer.empty() ? "" : ": ", one.detail.empty() ? one.title : one.detail);
  }
  return text;
}

error_info make_error(errc code, std::string_view detail) {
  error_info error;
  error.code = code;
  error.message = detail.empty() ? std::string(sentence(code)) : fmt::format("{} ({})", sentence(code), detail);
  return error;
}

}} // namespace rubrica::v0_1
