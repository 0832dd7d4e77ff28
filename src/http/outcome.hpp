#pragma once

#include <rubrica/core/result.hpp>
#include <rubrica/http/request.hpp>
#include <rubrica/http/response.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace http {

// The only place that decides what is known about the effect of a request (docs/adr/0002-outcomes.md).

/// What an answer of this status proves: `done` for 2xx; `rejected` for a redirect, which is not followed, and for 4xx; else the
/// request may have had its effect. A 408 and a 303 are among the last.
outcome outcome_of(method verb, int status);

/// The same for evidence of other kinds. A read has no effect, so it is never `ambiguous`.
outcome outcome_of(method verb, outcome known);

/// The result of one request.
outcome outcome_of(method verb, result<response> const& answer);

inline bool is_success(int status) {
  return status >= 200 && status < 300;
}

/// A redirect: nothing was done here. A 303 says that the request was carried out.
bool is_redirect(int status);

} // namespace http
RUBRICA_END_NAMESPACE
