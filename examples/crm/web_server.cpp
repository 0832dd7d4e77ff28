#include "web_server.hpp"

#include "pages/assets.hpp"
#include "pages/page_routes.hpp"

#include <exception>
#include <iostream>

namespace crm {
namespace {

constexpr char session_cookie[] = "crm_session";
constexpr std::size_t largest_request = 16u << 20; // a callback may be that large; forms have limits of their own

std::string cookie_of(httplib::Request const& request) {
  std::string const all = request.get_header_value("Cookie");
  std::string const wanted = std::string(session_cookie) + '=';
  for (std::size_t at = 0; at < all.size();) {
    auto const end = std::min(all.find(';', at), all.size());
    if (all.compare(at, wanted.size(), wanted) == 0) return all.substr(at + wanted.size(), end - at - wanted.size());
    at = all.find_first_not_of(' ', end + 1);
  }
  return {};
}

/// For a header: everything but letters and digits as `%XX` (RFC 5987).
std::string percent_encoded(std::string const& text) {
  constexpr char digits[] = "0123456789ABCDEF";
  std::string out;
  for (char const c : text) {
    auto const byte = static_cast<unsigned char>(c);
    bool const is_plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    if (is_plain)
      out += c;
    else
      out.append({'%', digits[byte >> 4], digits[byte & 15]});
  }
  return out;
}

void write(answer const& from, httplib::Response& to) {
  to.status = from.status;
  if (!from.location.empty()) to.set_header("Location", from.location);
  if (!from.file_name.empty()) {
    to.set_header("Content-Disposition", "attachment; filename*=UTF-8''" + percent_encoded(from.file_name));
  }
  to.set_content(from.body, from.type.c_str());
}

answer redirect(std::string const& location) {
  answer out;
  out.status = 303;
  out.location = location;
  return out;
}

/// A browser names the page that a form came from; programs need not.
bool comes_from_elsewhere(httplib::Request const& request) {
  if (request.get_header_value("Sec-Fetch-Site") == "cross-site") return true;
  std::string const origin = request.get_header_value("Origin");
  return !origin.empty() && origin != "http://" + request.get_header_value("Host") &&
         origin != "https://" + request.get_header_value("Host");
}

void harden(httplib::Response& response) {
  response.set_header("Content-Security-Policy", "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
                                                 "frame-ancestors 'none'");
  response.set_header("X-Content-Type-Options", "nosniff");
  response.set_header("X-Frame-Options", "DENY");
  response.set_header("Referrer-Policy", "same-origin");
  response.set_header("Cross-Origin-Opener-Policy", "same-origin");
  response.set_header("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
  if (!response.has_header("Cache-Control")) response.set_header("Cache-Control", "no-store");
}

/// What somebody who has signed in may see and do.
httplib::Server::Handler handler_of(app& of, page_route const& route) {
  return [&of, handle = route.handle, changes = std::string_view(route.method) == "POST"](httplib::Request const& request,
                                                                                          httplib::Response& response) {
    struct found {
      std::optional<login> who;
      std::optional<tenant> whose;
    };
    auto const known = of.tables.read([&](soci::session& at) {
      found out{login_of(at, cookie_of(request)), std::nullopt};
      if (out.who) out.whose = tenant_of(at, out.who->tenant);
      return out;
    });
    if (!known.whose) return write(redirect("/entrar"), response);
    visit const now{of, *known.whose, *known.who, request};
    bool const is_forged =
        changes && (comes_from_elsewhere(request) || !rubrica::constant_time_equal(now.field("csrf"), known.who->csrf));
    if (is_forged) return write(refused_form(now), response);
    write(handle(now), response);
  };
}

/// Signing in: a form without a session, so its origin alone says that it is ours.
void serve_login(httplib::Server& server, app& of) {
  server.Get("/entrar", [&of](httplib::Request const&, httplib::Response& response) { write(login_page(of), response); });
  server.Post("/entrar", [&of](httplib::Request const& request, httplib::Response& response) {
    std::string const wanted = request.get_param_value("empresa");
    auto const who = of.tables.write([&](soci::session& at) {
      bool const is_known = !comes_from_elsewhere(request) && tenant_of(at, wanted);
      return is_known ? std::optional(sign_in(at, wanted)) : std::nullopt;
    });
    if (!who) return write(redirect("/entrar"), response);
    // Behind https the cookie is to be Secure as well.
    response.set_header("Set-Cookie", std::string(session_cookie) + '=' + who->id + "; Path=/; HttpOnly; SameSite=Lax");
    write(redirect("/oportunidades"), response);
  });
  server.Get("/", [](httplib::Request const&, httplib::Response& response) { write(redirect("/oportunidades"), response); });
}

/// The providers' callbacks: the bytes as they came, stored before they are answered.
void serve_callbacks(httplib::Server& server, app& of) {
  server.Post("/api/rest/.*", [&of](httplib::Request const& request, httplib::Response& response) {
    auto const header = [&](std::string_view name) { return request.get_header_value(std::string(name).c_str()); };
    response.status = of.desk.engine().receive({request.target, header, request.body}).status;
  });
}

void serve_asset(httplib::Server& server, char const* path, char const* type, std::string_view content) {
  server.Get(path, [=](httplib::Request const&, httplib::Response& response) {
    response.set_header("Cache-Control", "max-age=300");
    response.set_content(content.data(), content.size(), type);
  });
}

} // namespace

void serve_pages(httplib::Server& server, app& of) {
  server.new_task_queue = [] { return new httplib::ThreadPool(32); }; // browsers keep idle connections, callbacks must not wait
  server.set_payload_max_length(largest_request);
  serve_login(server, of);
  serve_callbacks(server, of);
  serve_asset(server, "/estilo.css", "text/css; charset=utf-8", style_sheet);
  serve_asset(server, "/icone.svg", "image/svg+xml", icon);
  serve_asset(server, "/crm.js", "text/javascript; charset=utf-8", script);
  for (page_route const& route : page_routes()) {
    bool const changes = std::string_view(route.method) == "POST";
    changes ? server.Post(route.pattern, handler_of(of, route)) : server.Get(route.pattern, handler_of(of, route));
  }
  server.set_error_handler([](httplib::Request const& request, httplib::Response& response) {
    bool const is_for_a_person = request.method == "GET" && response.body.empty();
    if (is_for_a_person) response.set_content("Esta página não existe.", "text/plain; charset=utf-8");
  });
  server.set_post_routing_handler([](httplib::Request const&, httplib::Response& response) { harden(response); });
  server.set_exception_handler([](httplib::Request const& request, httplib::Response& response, std::exception_ptr) {
    // The exception's own words may repeat what somebody typed: neither the log nor the page has them.
    std::cerr << "rubrica-crm: no answer could be made to a request " << request.method << std::endl;
    response.status = 500;
    response.set_content("O CRM não conseguiu responder. Tente de novo.", "text/plain; charset=utf-8");
  });
}

} // namespace crm
