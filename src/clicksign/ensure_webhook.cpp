#include <rubrica/clicksign/ensure_webhook.hpp>

#include "clicksign/protocol/flow.hpp"
#include "clicksign/protocol/setup_advice.hpp"

#include <algorithm>
#include <optional>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {
namespace {

using events = std::vector<webhook::event_name>;
using found_webhook = std::optional<webhook_endpoint>;

/// Another program was faster, or our own creation succeeded and its answer was lost.
bool may_exist(error_info const& error) {
  return error.code == errc::taken || error.outcome == outcome::ambiguous;
}

/// The calls for one URL; copied into each of them.
class webhook_setup {
public:
  webhook_setup(shared_session const& session, secret url, events wanted, call_options options)
      : webhooks_(session), url_(std::move(url)), wanted_(std::move(wanted)), options_(std::move(options)) {}

  pending_call<webhook_endpoint> run() const {
    return then(find(), [self = *this](found_webhook& known) { return known ? self.complete(*known) : self.create(); });
  }

private:
  pending_call<found_webhook> find() const {
    return flow_of([self = *this] {
      auto const found = std::make_shared<found_webhook>();
      auto const list = [self](std::string const& from) {
        webhook_endpoint_query query;
        query.paging.from = from;
        return self.webhooks_.list(query, self.options_);
      };
      auto const take = [self, found](std::vector<webhook_endpoint>& items) {
        auto const one =
            std::find_if(items.begin(), items.end(), [&](auto const& each) { return each.endpoint == self.url_.reveal(); });
        if (one != items.end()) *found = std::move(*one);
        return !*found;
      };
      return then(walk_pages<webhook_endpoint>(list, take), [found] { return result<found_webhook>(std::move(*found)); });
    });
  }

  pending_call<webhook_endpoint> create() const {
    new_webhook_endpoint request;
    request.endpoint = url_.reveal();
    request.events = wanted_;
    request.status = webhook_status(webhook_status::active);
    return after(webhooks_.create(request, options_),
                 [self = *this](result<webhook_endpoint> const& created) { return self.find_after(created); });
  }

  /// When the search finds nothing, the first error is more useful than the search's.
  pending_call<webhook_endpoint> find_after(result<webhook_endpoint> const& created) const {
    if (created || !may_exist(created.error())) return ended(created);
    return after(find(), [self = *this, created](result<found_webhook> known) {
      return known && *known ? self.complete(**known) : ended(created);
    });
  }

  pending_call<webhook_endpoint> complete(webhook_endpoint const& known) const {
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
    return ended(result<webhook_endpoint>(known));
  }

  basic_webhooks<deferred> webhooks_;
  secret url_;
  events wanted_;
  call_options options_;
};

pending_call<webhook_endpoint> ensuring(shared_session const& session, secret const& url, events const& wanted,
                                        call_options const& options) {
  auto const refused = [](std::string_view why) {
    return ended(result<webhook_endpoint>(make_error(errc::invalid_argument, why)));
  };
  if (url.reveal().empty()) return refused("the webhook's URL is empty");
  if (wanted.empty()) return refused("a webhook needs an event at least");
  auto const ready = webhook_setup(session, url, wanted, options).run();
  return after(ready, [](result<webhook_endpoint> made) -> result<webhook_endpoint> {
    if (!made) return with_webhook_advice(std::move(made).error());
    if (!made->secret.empty()) return made;
    return make_error(errc::protocol, "the webhook came without its secret", outcome::done);
  });
}

} // namespace

result<webhook_endpoint> ensure_webhook(client const& client, secret const& url, events const& wanted,
                                        call_options const& options) {
  return run_flow<blocking>(*client.shared(), ensuring(client.shared(), url, wanted, options));
}

result<webhook_endpoint> ensure_webhook(client const& client, std::string const& url, events const& wanted,
                                        call_options const& options) {
  return ensure_webhook(client, secret(url), wanted, options);
}

result<webhook_endpoint> ensure_webhook(client const& client, char const* url, events const& wanted,
                                        call_options const& options) {
  return ensure_webhook(client, secret(url), wanted, options);
}

pending_call<webhook_endpoint> ensure_webhook(async_client const& async, secret const& url, events const& wanted,
                                              call_options const& options) {
  return ensuring(async.shared(), url, wanted, options);
}

pending_call<webhook_endpoint> ensure_webhook(async_client const& async, std::string const& url, events const& wanted,
                                              call_options const& options) {
  return ensuring(async.shared(), secret(url), wanted, options);
}

pending_call<webhook_endpoint> ensure_webhook(async_client const& async, char const* url, events const& wanted,
                                              call_options const& options) {
  return ensuring(async.shared(), secret(url), wanted, options);
}

} // namespace clicksign
RUBRICA_END_NAMESPACE
