#pragma once

#include "clicksign/protocol/api_error.hpp"
#include "clicksign/protocol/credentials.hpp"
#include "http/curl/curl_engine.hpp"
#include "http/pipeline.hpp"

#include <rubrica/clicksign/call_options.hpp>
#include <rubrica/clicksign/client.hpp>
#include <rubrica/core/personal.hpp>

#include <atomic>
#include <initializer_list>
#include <mutex>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

using query_parameters = std::vector<query_parameter>;

/// The values for the braces of a route, in order. Made here and not where they are named, which is in every method.
struct path_ids {
  path_ids() = default;
  path_ids(std::initializer_list<std::string_view> ids);
  std::vector<std::string> all{};
};

/// One request to the API, before its URL is made.
struct operation {
  http::method verb = http::method::get;
  std::string_view route; ///< `/envelopes/{envelope_id}/documents`; observers see it, so it contains no value
  path_ids ids = {};
  query_parameters query = {};
  std::variant<std::string, http::body_source> body = {};
  bool repeatable = true;
  std::chrono::seconds min_interval{0}; ///< ClickSign accepts one such call in this time
  std::string path = {};                ///< replaces the route and its ids, when the route is not one of ours
  std::vector<personal> about = {};     ///< personal values in it: no error may repeat them
};

/// The state that all resources of one client share.
class session {
public:
  explicit session(client_options options);

  [[nodiscard]] result<http::call_request> request_for(operation target) const;
  [[nodiscard]] http::context context_for(http::request const& request, call_options const& options) const;

  /// The answer of any status.
  result<http::call_response> send(http::call_request const& request, call_options const& options) const;
  /// Notes from an answer whether the API is reached inside the own network; `send` does it by itself.
  void learn_from(http::call_request const& request, http::response const& answer) const;
  /// Fetches a file of at most `limit` bytes from the storage service; the caller adds where the bytes go. Neither token nor
  /// account key is sent, and the link must be allowed by `client_options::storage_hosts`. Sent once.
  [[nodiscard]] result<http::call_request> file_request(secret const& url, std::uint64_t limit) const;
  /// The deadline of a call that carries a file.
  [[nodiscard]] std::chrono::steady_clock::time_point deadline_for_file(call_options const& options) const;

  /// Values that no error may repeat: the client's credentials, and these values.
  [[nodiscard]] hidden_texts hidden(std::vector<personal> const& said) const;

  /// Without a slash at its end.
  [[nodiscard]] std::string const& base_url() const { return options_.base_url; }
  [[nodiscard]] http::call_policy const& rules() const { return pipeline_.rules(); }
  [[nodiscard]] std::shared_ptr<rubrica::clock> const& clock() const { return pipeline_.rules().clock; }
  /// Null: there is no observer.
  [[nodiscard]] http::observer* observer() const { return pipeline_.rules().observer.get(); }
  /// An engine with the same rules and the same quota.
  [[nodiscard]] std::unique_ptr<http::curl_engine> make_engine(int max_in_flight) const;
  /// For what makes several calls at a time and blocks: one engine for all of it, made when it is first needed.
  [[nodiscard]] std::shared_ptr<call_runner> shared_runner() const;

private:
  [[nodiscard]] result<void> check_link(std::string const& url) const;

  client_options options_;
  result<credentials> credentials_;
  http::pipeline pipeline_;
  mutable std::atomic<bool> api_is_internal_{false}; // as far as known from the addresses seen
  mutable std::mutex making_engine_;
  mutable std::unique_ptr<http::curl_engine> engine_;
  mutable std::shared_ptr<call_runner> runner_;
};

/// Values of a request that may be personal: `operation::about`, and the filters of a list, which may be a name as well as one
/// of ClickSign's words.
std::vector<personal> sensitive_values(operation const& target);

void add_parameter(query_parameters& query, std::string_view name, std::string_view value);
/// One parameter with the values joined by commas; nothing when there are none.
void add_list(query_parameters& query, std::string_view name, std::vector<std::string> const& values);

} // namespace clicksign
RUBRICA_END_NAMESPACE
