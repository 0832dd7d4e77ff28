#pragma once

#include "http/call.hpp"

#include <rubrica/http/transport.hpp>

#include <chrono>
#include <string>
#include <utility>

namespace rubrica_test {

/// Long enough for the slowest machine: a test that passes never waits for it.
inline rubrica::http::context long_deadline() {
  rubrica::http::context how;
  how.deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  return how;
}

/// For calls that only end by their deadline.
inline rubrica::http::context short_deadline(std::chrono::milliseconds time = std::chrono::milliseconds(1000)) {
  rubrica::http::context how;
  how.deadline = std::chrono::steady_clock::now() + time;
  return how;
}

inline constexpr const char test_token[] = "TOKEN-7f3a2b-CANARY";

/// A request with the test's token.
inline rubrica::http::call_request call(rubrica::http::method verb, std::string url, std::string body = {}) {
  rubrica::http::call_request what;
  what.verb = verb;
  what.url = std::move(url);
  what.authorization = rubrica::secret(test_token);
  if (!body.empty()) what.fields = {{"Content-Type", "application/vnd.api+json"}};
  what.body = std::move(body);
  return what;
}

inline rubrica::http::call_request get(std::string url) {
  return call(rubrica::http::method::get, std::move(url));
}
inline rubrica::http::call_request post(std::string url, std::string body = "{\"data\":{}}") {
  return call(rubrica::http::method::post, std::move(url), std::move(body));
}

} // namespace rubrica_test
