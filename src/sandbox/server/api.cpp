#include "sandbox/server/api.hpp"

#include "clicksign/protocol/wire.hpp"
#include "sandbox/formats/bytes.hpp"
#include "sandbox/formats/text.hpp"
#include "sandbox/http/errors.hpp"
#include "sandbox/limits.hpp"
#include "sandbox/routes/body.hpp"
#include "sandbox/routes/pages.hpp"
#include "sandbox/service/scheduler.hpp"

#include <fmt/format.h>

#include <exception>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

constexpr std::string_view base_path = "/api/v3";
constexpr std::size_t etag_digits = 32;

// Headers of recorded answers besides those that depend on the request (clicksign-rest §1.3).
constexpr std::pair<char const*, char const*> fixed_headers[] = {
    {"Server", "nginx"},
    {"Vary", "Accept"},
    {"X-Frame-Options", "SAMEORIGIN"},
    {"X-XSS-Protection", "1; mode=block"},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Download-Options", "noopen"},
    {"X-Permitted-Cross-Domain-Policies", "none"},
    {"Referrer-Policy", "strict-origin-when-cross-origin"},
    {"Strict-Transport-Security", "max-age=63072000; includeSubDomains"}};

/// The tokens in the request, in the order in which they are tried.
std::vector<std::string> given_tokens(http_request const& request) {
  std::vector<std::string> tokens{request.header("Authorization"), request.parameter("access_token")};
  if (!clicksign::wire::header_token_wins) std::swap(tokens.front(), tokens.back());
  if (tokens.front().empty()) tokens.erase(tokens.begin());
  if (!clicksign::wire::query_token_serves_for_a_bad_header) tokens.resize(1);
  return tokens;
}

bool is_below_base(std::string const& path) {
  bool const below = path.compare(0, base_path.size(), base_path) == 0;
  return below && (path.size() == base_path.size() || path[base_path.size()] == '/');
}

/// The path below `/api/v3`, without trailing slashes; any other path stays whole.
std::string own_path(std::string path) {
  if (is_below_base(path)) path.erase(0, base_path.size());
  while (path.size() > 1 && path.back() == '/') path.pop_back();
  return path;
}

/// Rails' answer when there is no controller.
reply rails_page(http_request const& request, int status, std::string const& title, std::string const& text) {
  if (request.header("Accept").find("application/json") == std::string::npos) {
    return html_reply(status, std::to_string(status), text);
  }
  return {status, fmt::format(R"({{"status":{},"error":"{}"}})", status, title), "application/json; charset=UTF-8", {}};
}

reply no_route(http_request const& request) {
  return rails_page(request, 404, "Not Found", "A página que você procura não existe.");
}

void add_quota(reply& out, rate_limiter::usage const& quota) {
  if (quota.limit == 0) return;
  out.headers.emplace_back("X-Rate-Limit", std::to_string(quota.limit));
  out.headers.emplace_back("X-Rate-Limit-Remaining", std::to_string(quota.remaining));
  out.headers.emplace_back("X-Rate-Limit-Reset", std::to_string(quota.reset));
}

void require_room_for(account_state& service, std::string const& envelope_id, std::size_t records) {
  envelope const* const owner = service.envelopes.find(envelope_id);
  if (owner == nullptr || owner->records + records <= limits::largest_records) return;
  reject(422, base_error("o envelope deve ser menor ou igual à 16 MB, sem os arquivos")); // INFERRED: no such limit is known
}

void add_records(account_state& service, std::string const& envelope_id, std::size_t records) {
  if (envelope* const owner = service.envelopes.find(envelope_id)) owner->records += records;
}

void spoil(reply& out, fault kind) {
  if (kind == fault::truncated) out.end = out.body.empty() ? ending::reset : ending::cut;
  if (kind == fault::commit_then_reset) out.end = ending::reset;
}

} // namespace

seen_request log_entry(http_request const& request, int status, ending end, origin where, accounts const& known) {
  seen_request seen;
  seen.method = request.method;
  seen.path = request.path;
  seen.status = end == ending::reset ? 0 : status;
  seen.done = status < 300;
  seen.where = where;
  seen.had_authorization = request.has_header("Authorization");
  seen.carried_token = known.token_in(request.target) || known.token_in(request.body);
  for (auto const& header : request.headers) seen.carried_token = seen.carried_token || known.token_in(header.second);
  return seen;
}

void tell(server_state& shared, seen_request& seen) {
  seen.at = shared.now();
  recent<seen_request>& list = seen.where == origin::storage ? shared.storage_requests : shared.api_requests;
  list.add(seen, seen.path.size() + seen.route.size());
}

reply api::answer(http_request const& request) {
  auto const begin = shared_.clock->now();
  auto const [planned, until] = matching_fault(request);
  reply out = attempted(request, planned, until);
  std::chrono::duration<double> const took = shared_.clock->now() - begin;
  server_options const& options = accounts_.first().options;
  seen_request const seen = finish(request, out, planned, took.count());
  if (options.on_request) options.on_request(seen);
  if (planned && planned->what != fault::delay) pause_(until);
  auto const& told = options.on_exchange;
  if (told && out.end == ending::whole) told({request.method, request.target, request.body, out.status, out.body});
  return out;
}

met_fault api::matching_fault(http_request const& request) {
  locked const lock(shared_.mutex);
  return shared_.met(shared_.faults.strike_request(origin::api, request.method, own_path(request.path)));
}

reply api::attempted(http_request const& request, std::optional<fault_plan> const& planned, instant until) {
  if (planned && before_commit(planned->what)) return reject_before_commit(request, planned->what);
  if (planned && planned->what == fault::delay) pause_(until);
  reply out;
  try {
    out = limited(request);
  } catch (std::exception const& problem) {
    out = {500, std::string("rubrica sandbox: ") + problem.what(), "text/plain", {}};
  }
  if (planned) spoil(out, planned->what);
  return out;
}

reply api::reject_before_commit(http_request const& request, fault kind) {
  reply out;
  switch (kind) {
  case fault::status_429: {
    out = text_reply(429, "Too many requests");
    locked const lock(shared_.mutex);
    add_quota(out, shared_.limiter.spent(shared_.now()));
    break;
  }
  case fault::status_503: out = html_reply(503, "503 Service Temporarily Unavailable", "nginx"); break;
  case fault::html_200: out = html_reply(200, "Login", "Entre com a sua conta para continuar."); break;
  case fault::reset_before_commit: out.end = ending::reset; break;
  default: out = rails_page(request, 500, "Internal Server Error", "Algo deu errado."); break;
  }
  return out;
}

seen_request api::finish(http_request const& request, reply& out, std::optional<fault_plan> const& planned, double seconds) {
  locked const lock(shared_.mutex);
  out.headers.emplace_back("X-Request-Id", shared_.request_ids.uuid());
  out.headers.emplace_back("X-Runtime", fmt::format("{:.6f}", seconds));
  // From the server's clock, so that X-Rate-Limit-Reset can be compared with it.
  out.headers.emplace_back("Date", http_date(shared_.now()));
  out.headers.emplace_back("Cache-Control", out.status < 400 ? "max-age=0, private, must-revalidate" : "no-cache");
  if (out.status < 300 && !out.body.empty()) {
    out.headers.emplace_back("Etag", "W/\"" + sha256_hex(out.body).substr(0, etag_digits) + '"');
  }
  for (auto const& [name, value] : fixed_headers) out.headers.emplace_back(name, value);
  seen_request seen = log_entry(request, out.status, out.end, origin::api, accounts_);
  router::match const to = is_below_base(request.path) ? router_.find(request.method, own_path(request.path)) : router::match();
  if (to.found != nullptr) seen.route = name_of(*to.found);
  if (planned) {
    seen.done = seen.done && !before_commit(planned->what);
    seen.played = to_string(planned->what);
  }
  tell(shared_, seen);
  return seen;
}

api::caller api::caller_of(http_request const& request) {
  caller one;
  std::vector<std::string> const tokens = given_tokens(request);
  for (std::string const& token : tokens) {
    if (one.account == nullptr) one.account = accounts_.of_token(token);
  }
  if (one.account == nullptr) {
    one.account = accounts_.of_oauth(request.header("Authorization"), request.header("X-Account-Key"));
    one.by_oauth = one.account != nullptr;
  }
  locked const lock(shared_.mutex);
  bool const by_access_token = one.account != nullptr && !one.by_oauth;
  one.quota = shared_.limiter.count(by_access_token ? one.account->account_key : sha256_hex(tokens.front()), shared_.now(),
                                    by_access_token);
  return one;
}

reply api::limited(http_request const& request) {
  caller const one = caller_of(request);
  reply out;
  if (!one.quota.allowed) {
    out = text_reply(429, "Too many requests");
  } else if (one.account == nullptr) {
    out = unauthorized_reply();
  } else {
    try {
      out = admitted(request, one);
    } catch (rejection const& refused) {
      out = refused.answer;
    }
  }
  bool const is_route_error = out.status == 404 && out.content_type != jsonapi_type;
  if (!is_route_error) add_quota(out, one.quota);
  return out;
}

reply api::admitted(http_request const& request, caller const& by) {
  account_switches off;
  {
    locked const lock(shared_.mutex);
    off = by.account->switches;
  }
  if (off.blocked) return forbidden_reply("Verificação de conta", "Conta bloqueada, entre em contato com ajuda@clicksign.com");
  // INFERRED title: it is not recorded.
  if (off.no_api_user) return forbidden_reply("Verificação", "E-mail do usuário da API não configurado");
  if (off.envelopes_off) return feature_off_reply();
  if (off.bulk_creation_missing && own_path(request.path) == "/envelope_bulk_creations") return no_route(request);
  return routed(request, by);
}

reply api::routed(http_request const& request, caller const& by) {
  if (!is_below_base(request.path)) return no_route(request);
  std::string const path = own_path(request.path);
  router::match const match = router_.find(request.method, path);
  return match.found == nullptr ? no_route(request) : handled(request, by, match, path);
}

reply api::handled(http_request const& request, caller const& by, router::match const& match, std::string const& path) {
  account_state& service = *by.account;
  call one{service, path, match.ids, {}, {}, {}, {}, by.by_oauth};
  one.query = request.query;
  one.asked = asked_includes(one, match.found->includes);
  route const& to = *match.found;
  if (!to.body_root.empty()) one.body = parse_body(request.body, std::string(to.body_root), (to.body & holds_file) != 0);
  locked const lock(service.mutex);
  catch_up(service);
  std::size_t const records = (to.body & adds_records) == 0 ? 0 : request.body.size() - file_in(one.body);
  if (records > 0) require_room_for(service, match.ids.front(), records);
  reply answer = apply_fieldsets(one, to.run(one));
  if (records > 0 && answer.status < 300) add_records(service, match.ids.front(), records);
  wake_poster(service);
  return answer;
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
