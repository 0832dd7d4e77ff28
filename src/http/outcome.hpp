#pragma once

#include <rubrica/core/result.hpp>
#include <rubrica/http/request.hpp>
#include <rubrica/http/response.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace http {

// The one place for what is known about the effect of a request (docs/adr/0002-outcomes.md).

/// What an answer of this status proves: `done` for 2xx; `rejected` for a redirect, which is not followed, and for 4xx; else the
/// request may have had its effect. A 408 and a 303 are among the last.
outcome outcome_of(method verb, int status);

/// The same for what was found out otherwise: a read has no effect to wonder about, so that nothing about it is `ambiguous`.
outcome outcome_of(method verb, outcome known);

/// What one request ended with.
outcome outcome_of(method verb, result<response> const& answer);

inline bool is_success(int status) {
  return status >= 200 && status < 300;
}

/// An answer that sends to another place: nothing was done here. A 303 says that it was done.
bool is_redirect(int status);

} // namespace http
RUBRICA_END_NAMESPACE
