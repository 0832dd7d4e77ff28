#include "simulation/wire.hpp"

namespace simulation {

using namespace rubrica;

struct wire::sending {
  http::request request;
  std::string body;
  answered tell;
};

namespace {

http::response page(int status, std::string body) {
  http::response out;
  out.status = status;
  out.fields = {{"Content-Type", "text/html; charset=utf-8"}, {"Server", "nginx"}};
  out.body = std::move(body);
  return out;
}

} // namespace

void wire::send(http::request const& request, std::string body, answered tell) {
  auto const what = std::make_shared<sending>(sending{request, std::move(body), std::move(tell)});
  std::uint64_t fate = all_.chance.below(1000);
  auto const is = [&fate](unsigned share) {
    bool const hit = fate < share;
    fate = hit ? 0 : fate - share;
    return hit;
  };
  bool const cut = all_.now() < cut_until_;
  if (cut && all_.chance.coin()) return give(what, usual(), make_error(errc::connect));
  if (cut || is(how_.lost_request)) {
    all_.note("wire: lost");
    return break_connection(what);
  }
  if (is(how_.refused)) return give(what, usual(), make_error(errc::connect));
  if (is(how_.late_request)) {
    duration const late = delay();
    all_.note("wire: late by", late.count());
    arrive(what, late, all_.chance.coin());
    return break_connection(what);
  }
  if (is(how_.lost_answer)) {
    all_.note("wire: answer lost");
    arrive(what, usual(), false);
    return break_connection(what);
  }
  if (is(how_.late_answer)) return arrive(what, usual() + delay(), true);
  if (is(how_.slow)) return arrive(what, all_.chance.between(std::chrono::seconds(1), std::chrono::seconds(20)), true);
  if (is(how_.gateway)) return gateway(what);
  if (is(how_.garbage)) return garbage(what);
  if (is(how_.throttled)) {
    http::response out = page(429, "Too many requests");
    if (all_.chance.coin()) out.fields.push_back({"Retry-After", std::to_string(all_.chance.below(20))});
    return give(what, usual(), std::move(out));
  }
  arrive(what, usual(), true);
}

void wire::arrive(std::shared_ptr<sending> const& what, duration after, bool answers) {
  all_.after(after, [this, what, answers] {
    http::response answer = to_.answer(what->request, what->body);
    all_.note("server:", http::to_string(what->request.verb), path_of(what->request), answer.status);
    if (answers) give(what, usual(), std::move(answer));
  });
}

void wire::give(std::shared_ptr<sending> const& what, duration after, result<http::response> answer) {
  all_.after(after, [what, answer = std::move(answer)]() mutable {
    if (what->tell) std::exchange(what->tell, nullptr)(std::move(answer));
  });
}

/// Half of the clients see a reset, the others hear nothing.
void wire::break_connection(std::shared_ptr<sending> const& what) {
  if (all_.chance.coin()) give(what, all_.chance.between(duration(1000), duration(2'000'000)), make_error(errc::connection_lost));
}

void wire::gateway(std::shared_ptr<sending> const& what) {
  static constexpr int statuses[] = {500, 502, 503, 504};
  int const status = statuses[all_.chance.below(4)];
  std::uint64_t const fate = all_.chance.below(3);
  all_.note("wire: gateway", status, fate);
  if (fate == 1) arrive(what, usual(), false);
  if (fate == 2) arrive(what, delay(), false);
  give(what, usual(), page(status, "<html><body>" + std::to_string(status) + "</body></html>"));
}

void wire::garbage(std::shared_ptr<sending> const& what) {
  bool const arrives = all_.chance.coin();
  all_.note("wire: garbage", arrives);
  if (arrives) {
    // A success in an unknown form stands for a request that has arrived before it.
    all_.after(usual(), [this, what] {
      to_.answer(what->request, what->body);
      give(what, usual(), page(200, "<html><body>Aguarde</body></html>"));
    });
    return;
  }
  give(what, usual(), page(200, "<html><body>Entre com a sua conta</body></html>"));
}

} // namespace simulation
