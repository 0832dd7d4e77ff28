#pragma once

#include "http/call.hpp"

#include <rubrica/http/transport.hpp>

#include <chrono>
#include <string>
#include <utility>

namespace rubrica_test {

/// Long enough for the slowest machine: a test that passes never waits for it.
inline rubrica::http::context long_deadline() {
  rubrica::http::context limits;
  limits.deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  return limits;
}

/// For calls that only end by their deadline.
inline rubrica::http::context short_deadline(std::chrono::milliseconds time = std::chrono::milliseconds(1000)) {
  rubrica::http::context limits;
  limits.deadline = std::chrono::steady_clock::now() + time;
  return limits;
}

inline constexpr const char test_token[] = "TOKEN-7f3a2b-CANARY";

/// A request with the test's token.
inline rubrica::http::call_request call(rubrica::http::method verb, std::string url, std::string body = {}) {
  rubrica::http::call_request request;
  request.verb = verb;
  request.url = std::move(url);
  request.authorization = rubrica::secret(test_token);
  if (!body.empty()) request.fields = {{"Content-Type", "application/vnd.api+json"}};
  request.body = std::move(body);
  return request;
}

inline rubrica::http::call_request get(std::string url) {
  return call(rubrica::http::method::get, std::move(url));
}
inline rubrica::http::call_request post(std::string url, std::string body = "{\"data\":{}}") {
  return call(rubrica::http::method::post, std::move(url), std::move(body));
}

} // namespace rubrica_test
