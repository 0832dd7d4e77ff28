#include "crypto/hmac.hpp"
#include "workflow/engine_state.hpp"

#include <rubrica/workflow/label.hpp>

#include <algorithm>
#include <iterator>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace workflow {

std::string_view to_string(health_remedy value) {
  constexpr std::string_view names[] = {
      "none",           "give_settings", "give_token",   "unblock_account",  "check_address",
      "ask_about_plan", "look_later",    "set_api_user", "register_webhook", "switch_webhook_on",
      "add_events",     "give_secret",   "open_the_way", "give_callback_url"};
  return names[static_cast<std::size_t>(value)];
}

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
    check(health_topic::settings, !settings ? std::optional<error_info>(settings.error()) : std::nullopt,
          health_remedy::give_settings);
    if (settings) {
      if (auto client = of_.client_of(out_.tenant)) ask(*client, settings->callback_url);
    }
    if (auto looked = look_at_callbacks(); !looked) return std::move(looked).error();
    return std::move(out_);
  }

private:
  void check(health_topic::known topic, std::optional<error_info> const& why, health_remedy remedy) {
    check(topic, !why, remedy);
    out_.checks.back().error = why;
  }
  void check(health_topic::known topic, bool healthy, health_remedy remedy) {
    health_check one;
    one.name = topic.text;
    one.healthy = healthy;
    if (!healthy) one.advice = remedy;
    one.remedy = label(one.advice, language::english);
    out_.checks.push_back(std::move(one));
  }

  /// The list of webhooks needs a token, an API user and an account: one call tells of all three.
  void ask(clicksign::client const& client, secret const& url) {
    auto const all = client.webhooks().list().all();
    auto const why = all ? std::optional<error_info>() : std::optional<error_info>(all.error());
    bool const has_no_user = why && why->code == errc::api_user_missing;
    check(health_topic::token, has_no_user ? std::nullopt : why, remedy_of(why));
    bool const is_known = !why || has_no_user;
    if (is_known) check(health_topic::api_user, why, health_remedy::set_api_user);
    if (!all) return;
    if (!url.empty()) return look_at_webhook(*all, url);
    // An engine that receives callbacks must be called; another process may receive for one without routes.
    if (of_.options().routes != nullptr) check(health_topic::webhook, false, health_remedy::give_callback_url);
  }

  static health_remedy remedy_of(std::optional<error_info> const& why) {
    if (!why) return health_remedy::none;
    switch (why->code) {
    case errc::unauthorized: return health_remedy::give_token;
    case errc::account_blocked: return health_remedy::unblock_account;
    case errc::dns:
    case errc::connect:
    case errc::tls:
    case errc::not_found: return health_remedy::check_address;
    case errc::forbidden:
    case errc::forbidden_plan: return health_remedy::ask_about_plan;
    default: return health_remedy::look_later;
    }
  }

  void look_at_webhook(std::vector<webhook_endpoint> const& all, secret const& url) {
    auto const found =
        std::find_if(all.begin(), all.end(), [&](webhook_endpoint const& one) { return one.endpoint == url.reveal(); });
    if (found == all.end()) return check(health_topic::webhook, false, health_remedy::register_webhook);
    if (found->status != clicksign::webhook_status::active)
      return check(health_topic::webhook, false, health_remedy::switch_webhook_on);
    bool const has_all = std::all_of(std::begin(needed_events), std::end(needed_events), [&](event_name::known one) {
      return std::any_of(found->events.begin(), found->events.end(), [&](event_name const& each) { return each == one; });
    });
    check(health_topic::webhook, has_all, health_remedy::add_events);
    if (of_.options().routes != nullptr && !found->secret.empty()) {
      check(health_topic::secret, is_taken(url, found->secret, "Ping"), health_remedy::give_secret);
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
    check(health_topic::callbacks, !is_deaf, health_remedy::open_the_way);
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
