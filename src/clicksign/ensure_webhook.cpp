#include <rubrica/clicksign/ensure_webhook.hpp>

#include "clicksign/protocol/setup_advice.hpp"

#include <algorithm>
#include <optional>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {
namespace {

using events = std::vector<webhook::event_name>;

class webhook_setup {
public:
  webhook_setup(client const& client, std::string const& url, events const& wanted, call_options const& how)
      : webhooks_(client.webhooks()), url_(url), wanted_(wanted), how_(how) {}

  result<registered_webhook> run() const {
    auto known = find();
    if (!known) return std::move(known).error();
    if (*known) return complete(**std::move(known));
    auto created = create();
    if (created || !may_exist(created.error())) return created;
    known = find();
    // When the search finds nothing, the first error is more useful than the search's.
    return known && *known ? complete(**std::move(known)) : created;
  }

private:
  result<std::optional<registered_webhook>> find() const {
    for (auto& one : webhooks_.list({}, how_)) {
      if (!one) return std::move(one).error();
      if (one->endpoint == url_) return std::optional(*std::move(one));
    }
    return std::optional<registered_webhook>();
  }

  result<registered_webhook> create() const {
    new_webhook what;
    what.endpoint = url_;
    what.events = wanted_;
    what.status = webhook_status(webhook_status::active);
    return webhooks_.create(what, how_);
  }

  /// Another program was faster, or our own creation succeeded and its answer was lost.
  static bool may_exist(error_info const& error) { return error.code == errc::taken || error.effect == outcome::ambiguous; }

  result<registered_webhook> complete(registered_webhook known) const {
    events all = known.events;
    for (webhook::event_name const& one : wanted_) {
      if (std::find(all.begin(), all.end(), one) == all.end()) all.push_back(one);
    }
    webhook_changes changes;
    bool const lacks_events = all.size() != known.events.size();
    bool const is_off = known.status != webhook_status::active;
    if (lacks_events) changes.events = std::move(all);
    if (is_off) changes.status = webhook_status::active;
    if (lacks_events || is_off) return webhooks_.update(known.id, changes, how_);
    return known;
  }

  webhooks webhooks_;
  std::string const& url_;
  events const& wanted_;
  call_options const& how_;
};

} // namespace

result<registered_webhook> ensure_webhook(client const& client, std::string const& url, events const& wanted,
                                          call_options const& how) {
  if (url.empty()) return make_error(errc::invalid_argument, "the webhook's URL is empty");
  if (wanted.empty()) return make_error(errc::invalid_argument, "a webhook needs an event at least");
  auto ready = webhook_setup(client, url, wanted, how).run();
  if (!ready) return with_webhook_advice(std::move(ready).error());
  if (!ready->secret.empty()) return ready;
  return make_error(errc::protocol, "the webhook came without its secret", outcome::done);
}

result<registered_webhook> ensure_webhook(client const& client, secret const& url, events const& wanted,
                                          call_options const& how) {
  return ensure_webhook(client, std::string(url.reveal()), wanted, how);
}

} // namespace clicksign
RUBRICA_END_NAMESPACE
