#pragma once

#include "simulation/service.hpp"

#include <rubrica/core/result.hpp>

namespace simulation {

/// How often the network fails, in thousandths of all requests, and for how long it can hold a request back.
struct weather {
  unsigned refused = 0;      ///< no connection
  unsigned lost_request = 0; ///< it never arrives
  unsigned late_request = 0; ///< it arrives long after the client has given it up
  unsigned lost_answer = 0;
  unsigned late_answer = 0;
  unsigned slow = 0;      ///< some seconds, but in time
  unsigned gateway = 0;   ///< 500, 502, 503 or 504 in place of the answer; the request may arrive or not, now or later
  unsigned garbage = 0;   ///< a 200 with something else in it; the request may arrive or not
  unsigned throttled = 0; ///< a 429 from the gateway
  duration usual{40'000};
  duration longest_delay{0};
};

/// The path and the query below the API's base.
inline std::string_view path_of(rubrica::http::request const& request) {
  return std::string_view(request.url).substr(std::string_view(base_url).size());
}

/// The network between the machines and ClickSign. It never delivers a request twice, because TCP does not.
class wire {
public:
  using answered = std::function<void(rubrica::result<rubrica::http::response>)>;

  wire(world& all, service& to, weather how) : all_(all), to_(to), how_(how) {}

  /// The request leaves now. `tell` may be called late or never.
  void send(rubrica::http::request const& request, std::string body, answered tell);
  void calm() { how_ = weather(); }
  /// Nothing gets through until then.
  void cut_until(duration until) { cut_until_ = until; }

private:
  struct sending;
  void arrive(std::shared_ptr<sending> const& what, duration after, bool answers);
  void give(std::shared_ptr<sending> const& what, duration after, rubrica::result<rubrica::http::response> answer);
  void break_connection(std::shared_ptr<sending> const& what);
  void gateway(std::shared_ptr<sending> const& what);
  void garbage(std::shared_ptr<sending> const& what);
  duration usual() { return all_.chance.between(duration(500), how_.usual); }
  duration delay() { return all_.chance.between(duration(1000), how_.longest_delay); }

  world& all_;
  service& to_;
  weather how_;
  duration cut_until_{0};
};

} // namespace simulation
