#include "clicksign/protocol/session.hpp"

#include "clicksign/protocol/wire.hpp"
#include "http/curl/curl_url.hpp"
#include "http/internal_address.hpp"
#include "text/cleanse.hpp"
#include "text/percent.hpp"
#include "text/plain.hpp"

#include <rubrica/core/id.hpp>
#include <rubrica/core/version.hpp>
#include <rubrica/http/curl_transport.hpp>

#include <fmt/ranges.h>

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
  return std::make_shared<http::curl_transport>(curl_options_of(options));
}

/// What ClickSign documents for its hosts; for another server the limit is learned from its answers.
int documented_quota(std::string const& base_url) {
  auto const is_at = [&](std::string_view url) { return base_url.compare(0, url.size(), url) == 0; };
  if (is_at(production_url)) return wire::production_quota;
  return is_at(sandbox_url) ? wire::sandbox_quota : 0;
}

http::call_rules rules_of(client_options const& options, result<credentials> const& who) {
  http::call_rules rules;
  if (options.time != nullptr) rules.time = options.time;
  rules.retry = options.retry;
  rules.watcher = options.observer;
  rules.account = options.quota;
  if (rules.account == nullptr)
    rules.account = http::quota_for(options.base_url, who ? who->authorization : secret(), documented_quota(options.base_url));
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
std::string path_of(operation const& what) {
  if (!what.path.empty()) return what.path;
  std::string path;
  auto id = what.ids.begin();
  for (std::size_t at = 0; at < what.route.size(); ++at) {
    if (what.route[at] != '{') {
      path += what.route[at];
      continue;
    }
    path += *id++;
    at = what.route.find('}', at);
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

session::session(client_options options)
    : options_(without_trailing_slash(std::move(options))), credentials_(credentials_of(options_)),
      pipeline_(transport_of(options_), rules_of(options_, credentials_)), api_is_internal_(leads_inside(options_.base_url)) {}

std::unique_ptr<http::curl_engine> session::make_engine(int max_in_flight) const {
  http::engine_options engine{max_in_flight, curl_options_of(options_), options_.transport};
  return std::make_unique<http::curl_engine>(std::move(engine), pipeline_.rules());
}

result<http::call_request> session::request_for(operation what) const {
  if (!credentials_) return credentials_.error();
  for (std::string const& id : what.ids) {
    if (!is_valid_id(id)) return make_error(errc::invalid_argument, "an id is empty or has characters that no id has");
  }
  http::call_request request;
  request.verb = what.verb;
  request.url = options_.base_url + path_of(what) + text_of(what.query);
  request.fields = {{"Accept", std::string(json_api_media_type)}};
  request.authorization = credentials_->authorization;
  if (!credentials_->account_key.empty()) request.fields.push_back({"X-Account-Key", credentials_->account_key});
  request.route = what.route;
  request.repeatable = what.repeatable;
  request.min_interval = what.min_interval;
  auto const* bytes = std::get_if<std::string>(&what.body);
  if (bytes == nullptr || !bytes->empty()) request.fields.push_back({"Content-Type", std::string(json_api_media_type)});
  request.body = std::move(what.body);
  return request;
}

std::chrono::steady_clock::time_point session::deadline_for_file(call_options const& how) const {
  return after(how.timeout.count() > 0 ? how.timeout : options_.upload_timeout, time()->now());
}

http::context session::context_for(http::request const& what, call_options const& how) const {
  bool const carries_file = std::holds_alternative<http::body_source>(what.body) || what.sink != nullptr;
  auto const own = after(how.timeout.count() > 0 ? how.timeout : options_.timeout, time()->now());
  return {carries_file ? deadline_for_file(how) : own, how.cancelled, how.on_upload, how.lane};
}

result<http::call_response> session::send(http::call_request const& what, call_options const& how) const {
  auto answer = pipeline_.send(what, context_for(what, how));
  if (answer && !what.outside_only && !answer->peer.empty()) api_is_internal_ = http::is_internal_address(answer->peer);
  return answer;
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

result<http::response> session::fetch(secret const& url, http::body_sink sink, std::uint64_t limit,
                                      call_options const& how) const {
  http::call_request request;
  request.url = url.reveal();
  detail::cleansed_at_end const guard(request.url);
  if (auto checked = check_link(request.url); !checked) return std::move(checked).error();
  request.sink = std::move(sink);
  request.max_response_bytes = limit;
  request.counts_against_quota = false; // files are outside the API and its rate limit (clicksign-rest §1.6)
  request.route = "storage";
  request.repeatable = false; // the sink has received bytes: its owner decides about a repetition
  request.outside_only = !api_is_internal_;
  auto answer = send(request, how);
  if (!answer) return std::move(answer).error();
  return http::response(*std::move(answer));
}

hidden_texts session::hidden(std::vector<personal> const& said) const {
  hidden_texts all{options_.token.reveal(), options_.oauth_token.reveal()};
  for (personal const& one : said) all.push_back(one.reveal());
  return all;
}

std::vector<personal> said_in(operation const& what) {
  constexpr std::string_view filter = "filter[";
  std::vector<personal> all = what.about;
  for (personal const& one : what.about) all.push_back(text::plain(one.reveal())); // as it was sent, and as it may be repeated
  for (query_parameter const& one : what.query) {
    if (one.name.compare(0, filter.size(), filter) != 0) continue;
    all.push_back(one.value);
  }
  return all;
}

void add_parameter(query_parameters& query, std::string_view name, std::string_view value) {
  query.push_back({std::string(name), std::string(value)});
}

void add_list(query_parameters& query, std::string_view name, std::vector<std::string> const& values) {
  if (!values.empty()) add_parameter(query, name, fmt::format("{}", fmt::join(values, ",")));
}

} // namespace clicksign
RUBRICA_END_NAMESPACE
