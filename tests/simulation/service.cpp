#include "simulation/service.hpp"

#include "sandbox/formats/json.hpp"
#include "sandbox/service/lifecycle.hpp"

#include <algorithm>
#include <stdexcept>

namespace simulation {

using namespace rubrica;

namespace {

sandbox::server_options server_options_of(world& all, service::options const& chosen) {
  sandbox::server_options out;
  out.token = secret(access_token);
  out.rate_limit = chosen.quota;
  out.document_ready_after = chosen.document_ready_after;
  out.seed = all.chance.bits() | 1;
  out.webhook_secret = secret(callback_secret);
  if (chosen.tells_events) out.webhook_url = "https://crm.example/hook";
  return out;
}

} // namespace

result<std::string> body_of(http::request const& request) {
  if (auto const* text = std::get_if<std::string>(&request.body)) return *text;
  auto const& source = std::get<http::body_source>(request.body);
  auto read = source.open();
  if (!read) return std::move(read).error();
  std::string bytes(source.size, '\0');
  std::size_t filled = 0;
  for (;;) {
    auto got = (*read)(bytes.data() + filled, bytes.size() - filled);
    if (!got) return std::move(got).error();
    filled += *got;
    if (*got == 0 || filled == bytes.size()) break;
  }
  bytes.resize(filled);
  return bytes;
}

service::service(world& all, options chosen) : service(all, chosen, server_options_of(all, chosen)) {}

service::service(world& all, options chosen, sandbox::server_options const& own)
    : all_(all), chosen_(chosen), clock_(std::make_shared<machine_clock>(all, duration(0), duration(0))), shared_(own, clock_),
      accounts_(shared_, own), api_(shared_, accounts_, [](instant) {}) {
  shared_.api_origin = "http://127.0.0.1:9";
  shared_.storage_origin = "http://127.0.0.1:10";
}

std::string service::bytes_of(http::request const& request, std::string const& body) const {
  constexpr std::string_view origin = "http://127.0.0.1:9";
  std::string bytes;
  bytes.reserve(512 + body.size());
  bytes.append(http::to_string(request.verb)).append(" ").append(request.url, origin.size()).append(" HTTP/1.1\r\n");
  for (http::header const& one : request.fields) bytes.append(one.name).append(": ").append(one.value).append("\r\n");
  bytes.append("Authorization: ").append(request.authorization.reveal()).append("\r\n");
  if (!body.empty()) bytes.append("Content-Length: ").append(std::to_string(body.size())).append("\r\n");
  return bytes.append("\r\n").append(body);
}

http::response service::answer(http::request const& request, std::string const& body) {
  sandbox::http_request_reader reader;
  reader.add(bytes_of(request, body));
  if (reader.advance() != sandbox::http_request_reader::state::complete) throw std::logic_error("a request that is not HTTP");
  sandbox::http_request read = reader.take();
  if (chosen_.ignores_name) read.query.erase("filter[name]");
  sandbox::reply reply = api_.answer(read);
  observe(read, reply.status);
  if (longest_lag_ > duration(0) && read.method == "GET" && reply.status == 200) hide_recent(reply.body);
  http::response out;
  out.status = reply.status;
  for (auto& [name, value] : reply.headers) out.fields.push_back({name, value});
  if (!reply.content_type.empty()) out.fields.push_back({"Content-Type", reply.content_type});
  out.body = std::move(reply.body);
  return out;
}

void service::observe(sandbox::http_request const& request, int status) {
  constexpr std::string_view envelopes = "/api/v3/envelopes/";
  constexpr std::string_view notifications = "/notifications";
  if (status >= 300 || request.path.rfind(envelopes, 0) != 0) return;
  std::string const id = request.path.substr(envelopes.size(), 36);
  if (request.method != "GET" && foreign_.count(id) != 0) all_.violation("somebody else's envelope was changed");
  bool const notified = request.path.size() == envelopes.size() + id.size() + notifications.size() &&
                        request.path.compare(envelopes.size() + id.size(), std::string::npos, notifications) == 0;
  if (notified && ++notifications_[id] > 1) all_.violation("the signers were called twice");
}

/// Of a list; a single record is shown at once.
void service::hide_recent(std::string& body) {
  sandbox::json answer = sandbox::json::parse(body);
  sandbox::json& records = answer["data"];
  if (!records.is_array() || records.empty()) return;
  instant const shown_until = account().now() - all_.chance.between(duration(0), longest_lag_);
  auto const is_recent = [&](sandbox::json const& one) {
    return *timestamp(one["attributes"]["created"].get<std::string>()).at() > shown_until;
  };
  auto const hidden = std::remove_if(records.begin(), records.end(), is_recent);
  if (hidden == records.end()) return;
  all_.note("server: a list is behind");
  records.erase(hidden, records.end());
  answer["meta"]["record_count"] = records.size(); // a page holds all that a run creates
  body = answer.dump();
}

void service::create_foreign_draft(std::string const& name) {
  auto made = std::make_unique<sandbox::envelope>();
  made->id = account().ids.uuid();
  made->name = name;
  made->created_at = account().now();
  made->updated_at = made->created_at;
  made->deadline = made->created_at + std::chrono::hours(24 * 30);
  foreign_.insert(made->id);
  account().envelopes.add(std::move(made));
}

} // namespace simulation
