#include "clicksign/protocol/session.hpp"

#include "clicksign/protocol/call_runner.hpp"
#include "clicksign/protocol/wire.hpp"
#include "http/awaited_transport.hpp"
#include "http/curl/curl_url.hpp"
#include "http/internal_address.hpp"
#include "http/threaded_transport.hpp"
#include "text/cleanse.hpp"
#include "text/percent.hpp"
#include "text/plain.hpp"

#include <rubrica/core/id.hpp>
#include <rubrica/core/version.hpp>
#include <rubrica/http/curl_transport.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {
namespace {

constexpr std::string_view json_api_media_type = "application/vnd.api+json";

http::curl_options curl_options_of(client_options const& options) {
  http::curl_options curl;
  curl.ca_file = options.ca_file;
  curl.proxy = options.proxy;
  curl.connect_timeout = options.connect_timeout;
  curl.user_agent = fmt::format("rubrica/{}", version_text);
  if (!options.user_agent_suffix.empty()) curl.user_agent += " " + options.user_agent_suffix;
  return curl;
}

std::shared_ptr<http::transport> transport_of(client_options const& options) {
  if (options.transport != nullptr) return options.transport;
  auto const time = options.clock != nullptr ? options.clock : system_clock();
  if (options.async_transport != nullptr) return std::make_shared<http::awaited_transport>(options.async_transport, time);
  return std::make_shared<http::curl_transport>(curl_options_of(options));
}

/// What ClickSign documents for its hosts; for another server the limit is learned from its answers.
int documented_quota(std::string const& base_url) {
  auto const is_at = [&](std::string_view url) { return base_url.compare(0, url.size(), url) == 0; };
  if (is_at(production_url)) return wire::production_quota;
  return is_at(sandbox_url) ? wire::sandbox_quota : 0;
}

http::call_policy rules_of(client_options const& options, result<credentials> const& who) {
  http::call_policy rules;
  if (options.clock != nullptr) rules.clock = options.clock;
  rules.retry = options.retry;
  rules.observer = options.observer;
  rules.quota = options.quota;
  if (rules.quota == nullptr)
    rules.quota = http::quota_for(options.base_url, who ? who->authorization : secret(), documented_quota(options.base_url));
  return rules;
}

client_options without_trailing_slash(client_options options) {
  while (!options.base_url.empty() && options.base_url.back() == '/') options.base_url.pop_back();
  return options;
}

/// A time too far ahead to be represented is the same as no limit.
std::chrono::steady_clock::time_point after(std::chrono::milliseconds wait, std::chrono::steady_clock::time_point now) {
  constexpr auto never = (std::chrono::steady_clock::time_point::max)();
  return std::chrono::duration_cast<std::chrono::milliseconds>(never - now) <= wait ? never : now + wait;
}

bool leads_inside(std::string const& base_url) {
  auto const target = detail::check_url(base_url);
  return target && target->internal;
}

/// The route with its ids; they were checked, so they need no encoding.
std::string path_of(operation const& target) {
  if (!target.path.empty()) return target.path;
  std::string path;
  auto id = target.ids.all.begin();
  for (std::size_t at = 0; at < target.route.size(); ++at) {
    if (target.route[at] != '{') {
      path += target.route[at];
      continue;
    }
    path += *id++;
    at = target.route.find('}', at);
  }
  return path;
}

/// `?page%5Bnumber%5D=1&...`
std::string text_of(query_parameters const& query) {
  std::string text;
  for (query_parameter const& one : query) {
    text += text.empty() ? '?' : '&';
    text += detail::percent_encoded(one.name) + '=' + detail::percent_encoded(one.value);
  }
  return text;
}

} // namespace

path_ids::path_ids(std::initializer_list<std::string_view> ids) : all(ids.begin(), ids.end()) {}

session::session(client_options options)
    : options_(without_trailing_slash(std::move(options))), credentials_(credentials_of(options_)),
      pipeline_(transport_of(options_), rules_of(options_, credentials_)), api_is_internal_(leads_inside(options_.base_url)) {}

std::unique_ptr<http::curl_engine> session::make_engine(int max_in_flight) const {
  http::engine_options engine{max_in_flight, curl_options_of(options_), options_.async_transport};
  if (engine.custom == nullptr && options_.transport != nullptr) {
    auto const threads = static_cast<std::size_t>(std::max(max_in_flight, 1));
    engine.custom = std::make_shared<http::threaded_transport>(options_.transport, threads);
  }
  return std::make_unique<http::curl_engine>(std::move(engine), pipeline_.rules());
}

std::shared_ptr<call_runner> session::shared_runner() const {
  constexpr int most_in_flight = 64;
  std::lock_guard const lock(making_engine_);
  if (runner_ == nullptr) {
    engine_ = make_engine(most_in_flight);
    runner_ = std::make_shared<engine_runner>(engine_->orders());
  }
  return runner_;
}

result<http::call_request> session::request_for(operation target) const {
  if (!credentials_) return credentials_.error();
  for (std::string const& id : target.ids.all) {
    if (!is_valid_id(id)) return make_error(errc::invalid_argument, "an id is empty or has characters that no id has");
  }
  http::call_request request;
  request.verb = target.verb;
  request.url = options_.base_url + path_of(target) + text_of(target.query);
  request.fields = {{"Accept", std::string(json_api_media_type)}};
  request.authorization = credentials_->authorization;
  if (!credentials_->account_key.empty()) request.fields.push_back({"X-Account-Key", credentials_->account_key});
  request.route = target.route;
  request.repeatable = target.repeatable;
  request.min_interval = target.min_interval;
  auto const* bytes = std::get_if<std::string>(&target.body);
  if (bytes == nullptr || !bytes->empty()) request.fields.push_back({"Content-Type", std::string(json_api_media_type)});
  request.body = std::move(target.body);
  return request;
}

std::chrono::steady_clock::time_point session::deadline_for_file(call_options const& options) const {
  return after(options.timeout.count() > 0 ? options.timeout : options_.upload_timeout, clock()->now());
}

http::context session::context_for(http::request const& request, call_options const& options) const {
  bool const carries_file = std::holds_alternative<http::body_source>(request.body) || request.sink != nullptr;
  auto const own = after(options.timeout.count() > 0 ? options.timeout : options_.timeout, clock()->now());
  return {carries_file ? deadline_for_file(options) : own, options.cancelled, options.on_upload, options.priority};
}

result<http::call_response> session::send(http::call_request const& request, call_options const& options) const {
  auto answer = pipeline_.send(request, context_for(request, options));
  if (answer) learn_from(request, *answer);
  return answer;
}

void session::learn_from(http::call_request const& request, http::response const& answer) const {
  if (!request.outside_only && !answer.peer.empty()) api_is_internal_ = http::is_internal_address(answer.peer);
}

/// An API that is reached over TLS must not send us to a plain address, and an external one must not send us into our own
/// network. This checks the link as it is written; the transport checks the address that it connects to.
result<void> session::check_link(std::string const& url) const {
  auto const refused = [](errc code, std::string_view why) {
    return make_error(code, why, outcome::rejected); // without the link, which opens the file for whoever has it
  };
  bool const api_is_secure = options_.base_url.rfind("https://", 0) == 0;
  if (api_is_secure && url.rfind("https://", 0) != 0) return refused(errc::protocol, "the link to the file is not https");
  auto const target = detail::check_url(url);
  if (!target) return refused(errc::protocol, "the link to the file cannot be used");
  auto const& allowed = options_.storage_hosts;
  bool const listed =
      std::any_of(allowed.begin(), allowed.end(), [&](auto const& one) { return http::same_name(one, target->host); });
  if (!allowed.empty() && !listed) return refused(errc::address_refused, "its host is not among `storage_hosts`");
  if (!api_is_internal_ && target->internal) return refused(errc::address_refused, "it is an internal one");
  return {};
}

result<http::call_request> session::file_request(secret const& url, std::uint64_t limit) const {
  http::call_request request;
  request.url = url.reveal();
  if (auto checked = check_link(request.url); !checked) {
    detail::cleanse(request.url);
    return std::move(checked).error();
  }
  request.max_response_bytes = limit;
  request.counts_against_quota = false; // files are outside the API and its rate limit (clicksign-rest §1.6)
  request.route = "storage";
  request.repeatable = false; // the sink has received bytes: its owner decides about a repetition
  request.outside_only = !api_is_internal_;
  return request;
}

hidden_texts session::hidden(std::vector<personal> const& said) const {
  hidden_texts all{options_.token.reveal(), options_.oauth_token.reveal()};
  for (personal const& one : said) all.push_back(one.reveal());
  return all;
}

std::vector<personal> sensitive_values(operation const& target) {
  constexpr std::string_view filter = "filter[";
  std::vector<personal> all = target.about;
  for (personal const& one : target.about) all.push_back(text::plain(one.reveal())); // as it was sent, and as it may be repeated
  for (query_parameter const& one : target.query) {
    if (one.name.compare(0, filter.size(), filter) != 0) continue;
    all.push_back(one.value);
  }
  return all;
}

void add_parameter(query_parameters& query, std::string_view name, std::string_view value) {
  query.push_back({std::string(name), std::string(value)});
}

void add_list(query_parameters& query, std::string_view name, std::vector<std::string> const& values) {
  if (values.empty()) return;
  std::string all;
  for (std::string const& one : values) all.append(all.empty() ? 0 : 1, ',').append(one);
  add_parameter(query, name, all);
}

} // namespace clicksign
RUBRICA_END_NAMESPACE
