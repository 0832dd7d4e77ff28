#pragma once

#include "sandbox/accounts/accounts.hpp"
#include "sandbox/server/api.hpp"
#include "simulation/world.hpp"

#include <rubrica/core/result.hpp>
#include <rubrica/http/request.hpp>
#include <rubrica/http/response.hpp>

#include <map>
#include <memory>
#include <set>
#include <string>

namespace simulation {

inline constexpr char const* base_url = "http://127.0.0.1:9/api/v3";
inline constexpr char const* access_token = "canary-token-9f31c2";
inline constexpr char const* callback_secret = "canary-webhook-51be77";

/// The bytes of a request's body as the network gets them.
rubrica::result<std::string> body_of(rubrica::http::request const& request);

/// ClickSign: the simulator's own code, called with the bytes of a request, on the world's clock.
class service {
public:
  struct options {
    int quota = 0;
    std::chrono::milliseconds document_ready_after{0};
    bool tells_events = false;
    /// A list by name gives all envelopes: how ClickSign compares names is not known for sure.
    bool ignores_name = false;
    /// A list may be behind by so much: it does not show what was created since.
    duration longest_lag{0};
  };
  service(world& all, options chosen);

  rubrica::http::response answer(rubrica::http::request const& request, std::string const& body);

  [[nodiscard]] rubrica::sandbox::account_state& account() { return *accounts_.at(0); }
  [[nodiscard]] std::shared_ptr<machine_clock> const& clock() const { return clock_; }
  [[nodiscard]] bool is_limited() const { return shared_.limiter.enabled(); }
  /// No rate limit from now on, and lists that show all, so that who looks at the end need not wait.
  void come_to_rest() {
    shared_.limiter = rubrica::sandbox::rate_limiter(0);
    longest_lag_ = duration(0);
  }
  /// How many calls to its signers each envelope got.
  [[nodiscard]] std::map<std::string, int> const& notifications() const { return notifications_; }
  /// What another person did on ClickSign's pages; never ours to touch.
  void create_foreign_draft(std::string const& name);
  [[nodiscard]] std::set<std::string> const& foreign() const { return foreign_; }

private:
  service(world& all, options chosen, rubrica::sandbox::server_options const& own);
  std::string bytes_of(rubrica::http::request const& request, std::string const& body) const;
  void observe(rubrica::sandbox::http_request const& request, int status);
  void hide_recent(std::string& body);

  world& all_;
  options const chosen_;
  duration longest_lag_ = chosen_.longest_lag;
  std::shared_ptr<machine_clock> clock_;
  rubrica::sandbox::server_state shared_;
  rubrica::sandbox::accounts accounts_;
  rubrica::sandbox::api api_;
  std::map<std::string, int> notifications_;
  std::set<std::string> foreign_;
};

} // namespace simulation
