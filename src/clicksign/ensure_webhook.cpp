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
  webhook_setup(client const& client, std::string const& url, events const& wanted, call_options const& options)
      : webhooks_(client.webhooks()), url_(url), wanted_(wanted), options_(options) {}

  result<webhook_endpoint> run() const {
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
  result<std::optional<webhook_endpoint>> find() const {
    for (auto& one : webhooks_.list({}, options_)) {
      if (!one) return std::move(one).error();
      if (one->endpoint == url_) return std::optional(*std::move(one));
    }
    return std::optional<webhook_endpoint>();
  }

  result<webhook_endpoint> create() const {
    new_webhook_endpoint request;
    request.endpoint = url_;
    request.events = wanted_;
    request.status = webhook_status(webhook_status::active);
    return webhooks_.create(request, options_);
  }

  /// Another program was faster, or our own creation succeeded and its answer was lost.
  static bool may_exist(error_info const& error) { return error.code == errc::taken || error.outcome == outcome::ambiguous; }

  result<webhook_endpoint> complete(webhook_endpoint known) const {
    events all = known.events;
    for (webhook::event_name const& one : wanted_) {
      if (std::find(all.begin(), all.end(), one) == all.end()) all.push_back(one);
    }
    webhook_endpoint_changes changes;
    bool const lacks_events = all.size() != known.events.size();
    bool const is_off = known.status != webhook_status::active;
    if (lacks_events) changes.events = std::move(all);
    if (is_off) changes.status = webhook_status::active;
    if (lacks_events || is_off) return webhooks_.update(known.id, changes, options_);
    return known;
  }

  webhooks webhooks_;
  std::string const& url_;
  events const& wanted_;
  call_options const& options_;
};

} // namespace

result<webhook_endpoint> ensure_webhook(client const& client, std::string const& url, events const& wanted,
                                        call_options const& options) {
  if (url.empty()) return make_error(errc::invalid_argument, "the webhook's URL is empty");
  if (wanted.empty()) return make_error(errc::invalid_argument, "a webhook needs an event at least");
  auto ready = webhook_setup(client, url, wanted, options).run();
  if (!ready) return with_webhook_advice(std::move(ready).error());
  if (!ready->secret.empty()) return ready;
  return make_error(errc::protocol, "the webhook came without its secret", outcome::done);
}

result<webhook_endpoint> ensure_webhook(client const& client, secret const& url, events const& wanted,
                                        call_options const& options) {
  return ensure_webhook(client, std::string(url.reveal()), wanted, options);
}

} // namespace clicksign
RUBRICA_END_NAMESPACE
