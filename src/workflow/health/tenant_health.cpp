#include "crypto/hmac.hpp"
#include "workflow/engine_state.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

bool tenant_health::healthy() const {
  return std::all_of(checks.begin(), checks.end(), [](health_check const& one) { return one.healthy; });
}

namespace {

using clicksign::webhook_endpoint;
using clicksign::webhook::event_name;
using soci::into;
using soci::use;

// Without these a history does not learn who signed, or how it ended.
constexpr event_name::known needed_events[] = {event_name::sign,       event_name::refusal, event_name::close,
                                               event_name::auto_close, event_name::cancel,  event_name::document_closed,
                                               event_name::deadline};

/// Looks at one tenant.
class examination {
public:
  examination(engine::state const& of, std::string const& tenant) : of_(of) { out_.tenant = tenant; }

  result<tenant_health> run() {
    auto settings = of_.settings_of(out_.tenant);
    check("settings", !settings ? std::optional<error_info>(settings.error()) : std::nullopt,
          "Make the function for tenants give this tenant's token and address.");
    if (settings) {
      if (auto client = of_.client_of(out_.tenant)) ask(*client, settings->callback_url);
    }
    if (auto looked = look_at_callbacks(); !looked) return std::move(looked).error();
    return std::move(out_);
  }

private:
  void check(std::string name, std::optional<error_info> const& why, std::string_view remedy) {
    health_check one;
    one.name = std::move(name);
    one.healthy = !why;
    one.error = why;
    if (why) one.remedy = remedy;
    out_.checks.push_back(std::move(one));
  }
  void check(std::string name, bool healthy, std::string_view remedy) {
    health_check one;
    one.name = std::move(name);
    one.healthy = healthy;
    if (!healthy) one.remedy = remedy;
    out_.checks.push_back(std::move(one));
  }

  /// The list of webhooks needs a token, an API user and an account: one call tells of all three.
  void ask(clicksign::client const& client, secret const& url) {
    auto const all = client.webhooks().list().all();
    auto const why = all ? std::optional<error_info>() : std::optional<error_info>(all.error());
    bool const has_no_user = why && why->code == errc::api_user_missing;
    check("token", has_no_user ? std::nullopt : why, remedy_of(why));
    bool const is_known = !why || has_no_user;
    if (is_known) check("api_user", why, "Set the e-mail of the API user in ClickSign under Configurações > API.");
    if (all && !url.empty()) look_at_webhook(*all, url);
  }

  static std::string_view remedy_of(std::optional<error_info> const& why) {
    if (!why) return {};
    switch (why->code) {
    case errc::unauthorized:
      return "Generate an access token in ClickSign under Configurações > API, and give it to the tenant whole; the test environment "
             "has tokens of its own.";
    case errc::account_blocked: return "The account is blocked: its owner must write to ajuda@clicksign.com.";
    case errc::dns:
    case errc::connect:
    case errc::tls:
    case errc::not_found: return "Check the base URL of the tenant and the way to it: the API did not answer there.";
    case errc::forbidden:
    case errc::forbidden_plan: return "The account may not do this: ask ClickSign about its plan.";
    default: return "ClickSign cannot answer just now: look again in some minutes.";
    }
  }

  void look_at_webhook(std::vector<webhook_endpoint> const& all, secret const& url) {
    auto const found =
        std::find_if(all.begin(), all.end(), [&](webhook_endpoint const& one) { return one.endpoint == url.reveal(); });
    if (found == all.end())
      return check("webhook", false,
                   "Register the tenant's URL with clicksign::ensure_webhook: the account has no such webhook.");
    if (found->status != clicksign::webhook_status::active)
      return check("webhook", false, "Switch the webhook on with clicksign::ensure_webhook.");
    bool const has_all = std::all_of(std::begin(needed_events), std::end(needed_events), [&](event_name::known one) {
      return std::any_of(found->events.begin(), found->events.end(), [&](event_name const& each) { return each == one; });
    });
    check("webhook", has_all, "Add the events that are missing to the webhook with clicksign::ensure_webhook.");
    if (of_.options().routes != nullptr && !found->secret.empty()) {
      check("secret", is_taken(url, found->secret, "Ping"),
            "Give the webhook's secret, as clicksign::ensure_webhook returns it, to the tenant's route.");
    }
  }

  /// Whether the router takes a callback that is signed with this secret. It keeps nothing.
  [[nodiscard]] bool is_taken(secret const& url, secret const& key, std::string_view body) const {
    detail::digest digest;
    if (!detail::hmac_sha256(key.reveal(), body, digest)) return false;
    std::string_view path = url.reveal();
    auto const scheme = path.find("://");
    auto const slash = scheme == std::string_view::npos ? scheme : path.find('/', scheme + 3);
    if (slash == std::string_view::npos) return false;
    path.remove_prefix(slash);
    callbacks::incoming request;
    request.path = path;
    request.body = body;
    request.headers = [&](std::string_view name) {
      constexpr std::string_view wanted = "content-hmac";
      bool const is_it = std::equal(name.begin(), name.end(), wanted.begin(), wanted.end(),
                                    [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b; });
      return is_it ? "sha256=" + detail::hex(digest) : std::string();
    };
    return static_cast<bool>(of_.options().routes->receive(request));
  }

  /// A tenant without anything that runs has nothing to hear of.
  result<void> look_at_callbacks() {
    auto const on = of_.database();
    if (!on) return on.error();
    auto const waits = (*on)->read([&](connection& at) -> result<bool> {
      long long last = 0;
      soci::indicator has_last = soci::i_null;
      at.sql() << "SELECT last_callback_at FROM rubrica_tenants WHERE tenant = :tenant", use(out_.tenant, "tenant"),
          into(last, has_last);
      out_.last_callback.reset();
      if (at.sql().got_data() && has_last == soci::i_ok) out_.last_callback = instant(std::chrono::milliseconds(last));
      long long oldest = 0;
      soci::indicator has_oldest = soci::i_null;
      at.sql() << "SELECT min(submitted_at) FROM rubrica_submissions WHERE tenant = :tenant AND state = 'running'",
          use(out_.tenant, "tenant"), into(oldest, has_oldest);
      constexpr long long hour = 3'600'000;
      return has_oldest == soci::i_ok && oldest < at.now() - hour;
    });
    if (!waits) return waits.error();
    bool const is_deaf = *waits && !out_.last_callback;
    check("callbacks", !is_deaf,
          "No callback has ever come though submissions run: see that ClickSign reaches the registered URL.");
    return {};
  }

  engine::state const& of_;
  tenant_health out_;
};

} // namespace

result<tenant_health> engine::health(std::string const& tenant) const {
  return examination(*state_, tenant).run();
}

} // namespace workflow
RUBRICA_END_NAMESPACE
