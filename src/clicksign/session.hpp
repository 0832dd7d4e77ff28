#pragma once

#include "http/pipeline.hpp"

#include <rubrica/clicksign/call_options.hpp>
#include <rubrica/clicksign/client.hpp>

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace rubrica { inline namespace v0_1 { namespace clicksign {

/// One request to the API, before it has a URL.
struct operation {
  http::method verb = http::method::get;
  std::string_view route;                 ///< `/envelopes/{envelope_id}/documents`
  std::vector<std::string_view> ids = {}; ///< for the braces, in order
  std::string query = {};                 ///< `page%5Bnumber%5D=1`, without `?`
  std::variant<std::string, http::body_source> body = {};
  bool repeatable = true;
};

/// What all resources of one client share.
class session {
public:
  explicit session(client_options options);

  /// The answer when its status is 2xx, otherwise what went wrong.
  result<http::response> call(operation const& what, call_options const& how) const;
  /// A file from the storage service: no token goes there.
  result<http::response> fetch(secret const& url, http::body_sink sink, call_options const& how) const;

  [[nodiscard]] std::shared_ptr<clock> const& time() const { return pipeline_.time(); }

private:
  result<http::request> request_for(operation const& what) const;
  http::context context_for(call_options const& how, std::chrono::milliseconds otherwise) const;

  client_options options_;
  http::pipeline pipeline_;
};

/// Appends `&name=value`, percent-encoded.
void add_parameter(std::string& query, std::string_view name, std::string_view value);

}}} // namespace rubrica::v0_1::clicksign
