#include "faults/fault.hpp"

#include "support/files/gzip.hpp"

namespace rubrica_test {
namespace {

using rubrica::errc;
using namespace std::string_literals;

using rows = std::vector<fault>;
using server = std::function<void(scene const&)>;

// ---- behaviour of servers ----

/// Reads the next request that the row is about. Other requests of its method are answered, each on its own connection; so is a
/// request that only warms a connection up.
bool next(scene const& now) {
  while (auto const request = now.peer.read_request()) {
    if (request->target.find("/warm-up") != std::string::npos) {
      now.peer.write(answer(200, "{}"));
    } else if (auto const right = now.by.answer_to_another(*request)) {
      now.peer.write(answer(200, *right, "Connection: close\r\n"));
    } else {
      return true;
    }
  }
  return false;
}

/// Gives each request the answer that the function makes from the right body.
server each(std::function<std::string(std::string const& good)> text) {
  return [text = std::move(text)](scene const& now) {
    while (next(now) && now.peer.write(text(now.good))) {
    }
  };
}
server each(std::string text) {
  return each([text = std::move(text)](std::string const&) { return text; });
}

/// Sends this after the first request and closes the connection.
server once(std::function<std::string(std::string const& good)> text) {
  return [text = std::move(text)](scene const& now) {
    if (next(now)) now.peer.write(text(now.good));
  };
}
server once(std::string text) {
  return once([text = std::move(text)](std::string const&) { return text; });
}

/// Sends the beginning, and then the same data for ever.
server endless(std::string beginning, std::string more) {
  return [=](scene const& now) {
    if (!next(now) || !now.peer.write(beginning)) return;
    while (now.peer.write(more)) {
    }
  };
}

/// The announced length is that of a right answer, but only the first half of its body is sent.
std::string half(std::string const& good) {
  std::string const whole = answer(200, good);
  return whole.substr(0, whole.size() - good.size() / 2);
}

std::string with_length(std::size_t announced, std::string const& body) {
  return "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(announced) + "\r\n\r\n" + body;
}

std::string problem(std::string const& detail) {
  return R"({"errors":[{"code":"x","title":"x","detail":")" + detail + "\"}]}";
}

// ---- rows ----

fault at(place where, char const* name, errc code, again repeats = again::none) {
  fault out{name, code, trace::none, repeats};
  out.where = where;
  out.reads_requests = false;
  return out;
}

/// The connection ends before there is an answer.
fault lost(char const* name, server serve) {
  return {name, errc::connection_lost, trace::unknown, again::harmless_ones, std::move(serve)};
}
fault lost_unread(char const* name, server serve) {
  fault out = lost(name, std::move(serve));
  out.reads_requests = false;
  return out;
}
fault lost_when_warm(char const* name, server serve) {
  fault out = lost(name, std::move(serve));
  out.warm = true;
  return out;
}

/// An answer that is invalid for every operation.
fault broken(char const* name, errc code, server serve) {
  return {name, code, trace::unknown, again::none, std::move(serve)};
}

/// A complete answer with status 200 that the operation cannot use, unless it expects one of these shapes.
fault useless(char const* name, std::string const& body, std::vector<shape> accepted_as = {}) {
  fault out = broken(name, errc::protocol, each(answer(200, body)));
  out.status = 200;
  out.empty = body.empty();
  out.accepted_as = std::move(accepted_as);
  return out;
}

fault refused(int status, char const* name, errc code, std::string const& body, std::string const& fields = {}) {
  fault out{std::to_string(status) + " " + name, code, trace::refused, again::none, each(answer(status, body, fields))};
  out.status = status;
  return out;
}
fault throttled(char const* name, std::string const& fields) {
  fault out = refused(429, name, errc::rate_limited, "Too many requests", fields);
  out.repeats = again::all_but_messages;
  return out;
}
fault failed(int status, char const* name, errc code, std::string const& body, again repeats = again::harmless_ones) {
  fault out = refused(status, name, code, body);
  out.left = trace::unknown;
  out.repeats = repeats;
  return out;
}

fault fine(char const* name, server serve) {
  return {name, errc::protocol, trace::done, again::none, std::move(serve)};
}

fault silent(char const* name, server serve) {
  fault out = broken(name, errc::timeout, std::move(serve));
  out.silent = true;
  return out;
}

// ---- the table ----

rows on_the_way() {
  server const closes = [](scene const&) {};
  // At the very beginning a reset might look like a refused connection.
  server const resets = [](scene const& now) {
    now.peer.read_some(1);
    now.peer.reset();
  };
  server const hears_and_closes = [](scene const& now) { now.peer.read_some(); };
  server const hears_and_resets = [](scene const& now) {
    now.peer.read_some();
    now.peer.reset();
  };
  server const speaks_http = [](scene const& now) {
    now.peer.read_some();
    now.peer.write(answer(200, "{}"));
  };
  auto no_handshake = [](char const* name, server serve) {
    fault out = at(place::not_tls, name, errc::tls);
    out.serve = std::move(serve);
    return out;
  };
  fault leaves_after_handshake = lost_unread("TLS, and the end after the handshake", closes);
  fault resets_after_request = lost("TLS, and a reset after the request", [](scene const& now) {
    if (next(now)) now.peer.reset();
  });
  leaves_after_handshake.where = resets_after_request.where = place::here_over_tls;
  return {
      at(place::refused_port, "nobody listens", errc::connect, again::all_but_messages),
      at(place::unknown_name, "the name is not found", errc::dns, again::all_but_messages),
      at(place::self_signed, "TLS that nobody vouches for", errc::tls),
      at(place::expired, "TLS that has expired", errc::tls),
      at(place::other_name, "TLS of another host", errc::tls),
      at(place::other_authority, "TLS of another authority", errc::tls),
      at(place::tls_1_1, "TLS 1.1", errc::tls),
      no_handshake("HTTP where TLS should be", speaks_http),
      no_handshake("the end inside the handshake", hears_and_closes),
      no_handshake("a reset inside the handshake", hears_and_resets),
      leaves_after_handshake,
      resets_after_request,
      lost_unread("the end before the request is read", closes),
      lost_unread("a reset at the first byte", resets),
  };
}

rows on_the_way_back() {
  auto const closes = [](scene const& now) { next(now); };
  auto const resets = [](scene const& now) {
    if (next(now)) now.peer.reset();
  };
  fault without_end = fine("HTTP/1.0 without a length", once([](auto const& good) { return "HTTP/1.0 200 OK\r\n\r\n" + good; }));
  without_end.no_end = true; // JSON shows by itself whether it is complete; a file does not
  return {
      lost_unread("the end inside the request", [](scene const& now) { now.peer.read_some(40); }),
      lost_unread("a reset inside the request",
                  [](scene const& now) {
                    now.peer.read_some(40);
                    now.peer.reset();
                  }),
      lost("the end after the request", closes),
      lost("a reset after the request", resets),
      lost_when_warm("the end after the request, on a kept connection", closes),
      lost_when_warm("a reset after the request, on a kept connection", resets),
      lost("half a status line", once("HTTP/1.1 2"s)),
      lost("half a head", once("HTTP/1.1 200 OK\r\nContent-Ty"s)),
      lost("half a body", once(half)),
      lost("half a body and a reset",
           [](scene const& now) {
             if (next(now) && now.peer.write(half(now.good))) now.peer.reset();
           }),
      lost("a length that is too long", once([](auto const& good) { return with_length(good.size() + 50, good); })),
      lost("half a chunk", once("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n20\r\n{\"data\""s)),
      lost("chunks without an end", once("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n"s)),
      lost("a chunk whose size is no number",
           once("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n"s)),
      lost("100 Continue and the end", once("HTTP/1.1 100 Continue\r\n\r\n"s)),
      lost("101 Switching Protocols and the end", once("HTTP/1.1 101 Switching Protocols\r\n\r\n"s)),
      fine("100 Continue before the answer",
           each([](auto const& good) { return "HTTP/1.1 100 Continue\r\n\r\n" + answer(200, good); })),
      fine("100 twice and 103 before the answer", each([](auto const& good) {
             return "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" +
                    answer(200, good);
           })),
      without_end,
  };
}

rows too_much() {
  static std::string const bomb = gzip_of_zeros(std::size_t{64} << 20);
  rows out{
      broken("a gzip bomb", errc::too_large, each(answer(200, bomb, "Content-Encoding: gzip\r\n"))),
      broken("a body without end", errc::too_large, endless("HTTP/1.1 200 OK\r\n\r\n", std::string(65536, ' '))),
  };
  for (fault& one : out) one.large = true;
  out.push_back(broken("fields without end", errc::too_large, endless("HTTP/1.1 200 OK\r\n", "a: b\r\n")));
  out.push_back(broken("a field without end", errc::too_large, endless("HTTP/1.1 200 OK\r\nX: ", std::string(4096, 'x'))));
  out.push_back(broken("103 without end", errc::too_large, endless("", "HTTP/1.1 103 Early Hints\r\n\r\n")));
  return out;
}

rows no_answers(std::string const& elsewhere) {
  rows out{
      broken("another protocol", errc::protocol, once("220 smtp.example ESMTP\r\n\r\n"s)),
      broken("a page without a head", errc::protocol, once("<html>maintenance</html>\r\n\r\n"s)),
      broken("gzip that is none", errc::protocol, each(answer(200, "this is not gzip", "Content-Encoding: gzip\r\n"))),
      useless("200 and a page", "<html>maintenance</html>"),
      useless("200 and nothing", "", {shape::nothing, shape::any_json}),
      useless("200 and null", "null", {shape::nothing, shape::any_json}),
      useless("200 and an empty object", "{}", {shape::nothing, shape::any_json}),
      useless("200 and a list of errors", problem("algo deu errado"), {shape::any_json}),
      useless("200 and another type", R"({"data":{"id":"1","type":"surprises","attributes":{}}})",
              {shape::nothing, shape::any_json}),
      useless("200 and a list of another type", R"({"data":[{"id":"1","type":"surprises","attributes":{}}]})",
              {shape::nothing, shape::any_json, shape::any_list}),
      useless("200 and JSON that is too deep", std::string(100, '[') + std::string(100, ']')),
      useless("200 and text that is not UTF-8", "{\"data\":\"caf\xE9\"}"),
  };
  auto cut = useless("200 and half of the JSON", "");
  cut.empty = false;
  cut.begins_right = true;
  cut.serve = each([](auto const& good) { return answer(200, good.substr(0, good.size() / 2)); });
  auto short_length = useless("a length that is too short", "");
  short_length.empty = false;
  short_length.begins_right = true;
  short_length.serve = once([](auto const& good) { return with_length(good.size() / 2, good); });
  auto empty = useless("204", "", {shape::nothing, shape::any_json, shape::resource_unless_204});
  empty.serve = each("HTTP/1.1 204 No Content\r\n\r\n"s);
  empty.status = 204;
  out.insert(out.end(), {cut, short_length, empty});
  for (int status : {301, 302, 303, 304, 307, 308}) {
    fault leads_away = refused(status, "and another place", errc::protocol, "", "Location: " + elsewhere + "\r\n");
    if (status == 303 || status == 304) leads_away.left = trace::unknown; // the others prove that nothing was done here
    out.push_back(leads_away);
  }
  return out;
}

rows refusals() {
  auto early = refused(401, "before the body was read", errc::unauthorized, "");
  early.reads_requests = false;
  early.serve = [](scene const& now) {
    std::string head;
    while (head.find("\r\n\r\n") == std::string::npos) {
      std::string const more = now.peer.read_some();
      if (more.empty()) return;
      head += more;
    }
    now.peer.write(answer(401, problem("Access Token inv\\u00e1lido"), "Connection: close\r\n"));
    now.peer.hang();
  };
  return {
      refused(400, "and a reason", errc::invalid, problem("name deve ser informado(a)")),
      refused(401, "and a reason", errc::unauthorized, problem("Access Token inv\\u00e1lido")),
      early,
      refused(403, "for lack of a user", errc::api_user_missing, problem("E-mail do usu\\u00e1rio da API n\\u00e3o configurado")),
      refused(403, "by the plan", errc::forbidden_plan, problem("A conta n\\u00e3o possui acesso a essa funcionalidade")),
      refused(403, "of a blocked account", errc::account_blocked, problem("Conta bloqueada, entre em contato")),
      refused(403, "outside a draft", errc::not_draft, problem("envelope n\\u00e3o est\\u00e1 com status draft")),
      refused(403, "after a signature", errc::already_signed, problem("J\\u00e1 assinou um documento")),
      refused(403, "and a page", errc::forbidden, "<html>forbidden</html>"),
      refused(404, "and a page", errc::not_found, "<html>not here</html>"),
      refused(404, "and a reason", errc::not_found, problem("Registro n\\u00e3o encontrado")),
      refused(405, "and nothing", errc::not_found, ""),
      refused(409, "and a reason", errc::invalid, problem("conflito")),
      refused(413, "and a page", errc::invalid, "<html>too large</html>"),
      refused(417, "without an expectation", errc::protocol, ""),
      refused(422, "and a reason", errc::invalid, problem("documentation - inv\\u00e1lido")),
      refused(422, "for what is taken", errc::taken, problem("endpoint - j\\u00e1 est\\u00e1 em uso")),
      refused(422, "while the file is processed", errc::not_ready, problem("documento n\\u00e3o est\\u00e1 dispon\\u00edvel")),
      throttled("and a text", ""),
      throttled("and a wait", "Retry-After: 3\r\n"),
      throttled("and the end of the window", "X-Rate-Limit: 50\r\nX-Rate-Limit-Remaining: 0\r\nX-Rate-Limit-Reset: 1\r\n"),
  };
}

rows failures() {
  auto function_is_off = failed(503, "and a reason", errc::service_unavailable, problem("Servi\\u00e7o indispon\\u00edvel"));
  function_is_off.left = trace::refused;
  return {
      failed(408, "and nothing", errc::timeout, ""),
      failed(500, "and JSON", errc::server_error, "{}"),
      failed(501, "and nothing", errc::server_error, "", again::none),
      failed(502, "and a page", errc::server_error, "<html>bad gateway</html>"),
      failed(503, "and a page", errc::service_unavailable, "<html>maintenance</html>"),
      function_is_off,
      failed(504, "and nothing", errc::server_error, ""),
  };
}

rows endings() {
  auto const waits_after = [](std::function<std::string(std::string const&)> text) {
    return [text = std::move(text)](scene const& now) {
      if (!next(now) || !now.peer.write(text(now.good))) return;
      now.peer.hang();
    };
  };
  auto const drips = [](scene const& now) {
    if (!next(now) || !now.peer.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")) return;
    while (now.peer.write(" ") && now.peer.pause(std::chrono::milliseconds(20))) {
    }
  };
  auto const cancels_and_waits = [](scene const& now) {
    now.cancelled = true;
    now.peer.hang();
  };
  fault no_handshake = silent("silence inside the handshake", [](scene const& now) { now.peer.hang(); });
  fault cancelled_handshake = broken("cancelled inside the handshake", errc::cancelled, cancels_and_waits);
  for (fault* one : {&no_handshake, &cancelled_handshake}) {
    one->left = trace::none;
    one->where = place::not_tls;
    one->reads_requests = false;
  }
  return {
      silent("silence", waits_after([](auto const&) { return ""s; })),
      silent("silence inside the head", waits_after([](auto const&) { return "HTTP/1.1 200 OK\r\nContent"s; })),
      silent("silence inside the body", waits_after(half)),
      silent("a server that drips", drips),
      no_handshake,
      cancelled_handshake,
      broken("cancelled before the answer", errc::cancelled,
             [=](scene const& now) {
               if (next(now)) cancels_and_waits(now);
             }),
      broken("cancelled inside the body", errc::cancelled,
             [=](scene const& now) {
               if (next(now) && now.peer.write(half(now.good))) cancels_and_waits(now);
             }),
  };
}

} // namespace

std::vector<fault> all_faults(std::string const& elsewhere) {
  rows out = endings(); // first, because they wait
  for (rows const& some : {too_much(), on_the_way(), on_the_way_back(), no_answers(elsewhere), refusals(), failures()})
    out.insert(out.end(), some.begin(), some.end());
  return out;
}

} // namespace rubrica_test
