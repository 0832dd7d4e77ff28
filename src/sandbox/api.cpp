#include "sandbox/api.hpp"

#include "sandbox/body.hpp"
#include "sandbox/due.hpp"
#include "sandbox/pages.hpp"
#include "sandbox/text.hpp"

#include <httplib.h>

#include <exception>

namespace rubrica { inline namespace v0_1 { namespace sandbox {
namespace {

constexpr std::string_view base_path = "/api/v3";

/// The header wins over the query; INFERRED, nobody has sent two different ones.
std::string given_token(httplib::Request const& request) {
  std::string const header = request.get_header_value("Authorization");
  return header.empty() ? request.get_param_value("access_token") : header;
}

enum class caller { unknown, access_token, oauth_token };

/// `Bearer` is for OAuth tokens alone, which stand in the header only (clicksign-v3 §1.2).
caller caller_of(httplib::Request const& request, std::string const& token, world const& service) {
  std::string_view const oauth = service.options.oauth_token.reveal();
  if (!token.empty() && token == service.options.token.reveal()) return caller::access_token;
  if (oauth.empty() || request.get_header_value("Authorization") != "Bearer " + std::string(oauth)) return caller::unknown;
  // INFERRED: what a key of another account is answered with is not recorded.
  std::string const account = request.get_header_value("X-Account-Key");
  return account.empty() || account == service.account_key ? caller::oauth_token : caller::unknown;
}

std::string without_trailing_slash(std::string path) {
  while (path.size() > 1 && path.back() == '/') path.pop_back();
  return path;
}

reply no_route(httplib::Request const& request) {
  if (request.get_header_value("Accept").find("application/json") != std::string::npos) {
    return {404, R"({"status":404,"error":"Not Found"})", "application/json; charset=UTF-8", {}};
  }
  return {404,
          "<!DOCTYPE html>\n<html lang=\"pt-BR\">\n<head><meta charset=\"utf-8\"><title>404</title></head>\n"
          "<body><h1>404</h1><p>A página que você procura não existe.</p></body>\n</html>\n",
          "text/html; charset=UTF-8",
          {}};
}

/// Whether the token stands anywhere in the request.
bool carries(httplib::Request const& request, std::string_view token) {
  if (token.empty()) return false;
  auto const holds = [&](std::string const& text) { return text.find(token) != std::string::npos; };
  if (holds(request.target) || holds(request.body)) return true;
  for (auto const& header : request.headers) {
    if (holds(header.second)) return true;
  }
  return false;
}

} // namespace

seen_request noted(httplib::Request const& request, int status, origin where, server_options const& options) {
  seen_request seen;
  seen.method = request.method;
  seen.path = request.path;
  seen.status = status;
  seen.where = where;
  seen.had_authorization = request.has_header("Authorization");
  seen.carried_token = carries(request, options.token.reveal()) || carries(request, options.oauth_token.reveal());
  return seen;
}

reply api::answer(httplib::Request const& request) {
  reply out;
  try {
    out = limited(request, given_token(request));
  } catch (std::exception const& problem) {
    out = {500, std::string("rubrica sandbox: ") + problem.what(), "text/plain", {}};
  }
  finish(request, out);
  auto const& told = service_.options.on_exchange;
  if (told) told({request.method, request.target, request.body, out.status, out.body});
  return out;
}

void api::finish(httplib::Request const& request, reply& out) {
  locked const lock(service_.mutex);
  out.headers.emplace_back("X-Request-Id", service_.request_ids.uuid());
  // By the server's clock, so that X-Rate-Limit-Reset can be read against it.
  out.headers.emplace_back("Date", http_date(service_.now()));
  out.headers.emplace_back("Cache-Control", out.status < 400 ? "max-age=0, private, must-revalidate" : "no-cache");
  out.headers.emplace_back("Vary", "Accept");
  service_.api_requests.push_back(noted(request, out.status, origin::api, service_.options));
  service_.changed.notify_all();
}

reply api::limited(httplib::Request const& request, std::string const& token) {
  rate_limiter::verdict quota;
  {
    locked const lock(service_.mutex);
    quota = service_.limiter.count(token, service_.now());
  }
  caller const who = caller_of(request, token, service_);
  reply out;
  if (!quota.allowed) {
    out = text_reply(429, "Too many requests");
  } else if (who == caller::unknown) {
    out = unauthorized_reply();
  } else {
    try {
      out = routed(request, who == caller::oauth_token);
    } catch (rejection const& refused) {
      out = refused.answer;
    }
  }
  bool const is_route_error = out.status == 404 && out.content_type != jsonapi_type;
  if (quota.limit > 0 && !is_route_error) {
    out.headers.emplace_back("X-Rate-Limit", std::to_string(quota.limit));
    out.headers.emplace_back("X-Rate-Limit-Remaining", std::to_string(quota.remaining));
    out.headers.emplace_back("X-Rate-Limit-Reset", std::to_string(quota.reset));
  }
  return out;
}

reply api::routed(httplib::Request const& request, bool by_oauth) {
  if (request.path.compare(0, base_path.size(), base_path) != 0) return no_route(request);
  std::string const path = without_trailing_slash(request.path.substr(base_path.size()));
  router::match const match = router_.find(request.method, path);
  return match.found == nullptr ? no_route(request) : handled(request, match, path, by_oauth);
}

reply api::handled(httplib::Request const& request, router::match const& match, std::string const& path, bool by_oauth) {
  call one{service_, path, match.ids, {}, {}, {}, {}, by_oauth};
  one.query.insert(request.params.begin(), request.params.end());
  one.asked = asked_includes(one, match.found->includes);
  std::string const& root = match.found->body_root;
  if (!root.empty()) one.body = parse_body(request.body, root);
  locked const lock(service_.mutex);
  catch_up(service_);
  return shaped(one, match.found->run(one));
}

}}} // namespace rubrica::v0_1::sandbox
