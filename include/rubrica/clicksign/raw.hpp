#pragma once

#include <rubrica/clicksign/pending_call.hpp>
#include <rubrica/core/export.hpp>
#include <rubrica/http/request.hpp>

#include <optional>
#include <string>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

/// One parameter of a query.
struct query_parameter {
  std::string name{};  ///< `filter[status]`; rubrica encodes it
  std::string value{}; ///< not encoded; rubrica encodes it
};

/// A request to a route for which this version of rubrica has no method.
struct raw_request {
  http::method verb = http::method::get;
  /// Below the base URL and without a query: `/envelopes/3f0c…/something_new`. Segments of letters, digits and `-_.~:`.
  std::string path{};
  std::vector<query_parameter> query{};
  std::string body{}; ///< JSON; empty: none
  /// Whether rubrica may send it again after a failure, as far as the method allows: a `POST` only when it was not sent or the
  /// rate limit rejected it. None: true for everything but a `POST`.
  std::optional<bool> repeatable{};
  std::string route{"raw"}; ///< what observers see instead of the path; it should contain no value, such as `/things/{thing_id}`
};

/// The answer with a 2xx status.
struct raw_answer {
  int status = 0;
  std::string body{};       ///< JSON; empty when there was none
  std::string request_id{}; ///< `X-Request-Id`, for ClickSign's support
};

/// Any route of ClickSign's API, with the same token, deadline, rate limit, retries and errors as all other calls.
template <class Mode> class RUBRICA_EXPORT basic_raw_calls : public resource_base {
public:
  using resource_base::resource_base;
  template <class T> using reply = typename Mode::template reply<T>;

  /// `errc::invalid_argument` when the path could lead outside the base URL, or the body is not JSON.
  reply<raw_answer> send(raw_request const& request, call_options const& options = {}) const;
};

using raw_calls = basic_raw_calls<blocking>;

} // namespace clicksign
RUBRICA_END_NAMESPACE
