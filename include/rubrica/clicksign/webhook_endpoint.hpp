#pragma once

#include <rubrica/clicksign/pending_call.hpp>
#include <rubrica/clicksign/webhook/event_name.hpp>
#include <rubrica/core/export.hpp>
#include <rubrica/core/field.hpp>
#include <rubrica/core/id.hpp>
#include <rubrica/core/secret.hpp>
#include <rubrica/core/timestamp.hpp>

#include <optional>
#include <string>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

/// Whether ClickSign calls a webhook.
struct webhook_status : open_enum<webhook_status> {
  using open_enum::open_enum;
  static constexpr known active{"active"};
  static constexpr known inactive{"inactive"};
  static constexpr known all[] = {active, inactive};
};

/// An address that ClickSign calls when something happens (clicksign-rest §14.1). It belongs to the account, not to an envelope:
/// every client of the account sees it, and it gets the events of all envelopes.
struct webhook_endpoint {
  webhook_id id{};
  std::string endpoint{};   ///< the URL that is called; unique in the account
  rubrica::secret secret{}; ///< key of the callbacks' signatures: pass it to `webhook::verify`
  webhook_status status{};
  std::vector<webhook::event_name> events{};
  timestamp created_at{};
  timestamp updated_at{};
  std::string raw{}; ///< attributes that this version does not know, as a JSON object; or empty
};

/// A webhook to register. ClickSign creates the secret.
struct new_webhook_endpoint {
  std::string endpoint{};
  std::vector<webhook::event_name> events{}; ///< at least one
  std::optional<webhook_status> status{};    ///< none: ClickSign's default, active
};

/// Attributes to change; absent ones stay as they are.
struct webhook_endpoint_changes {
  field<std::string> endpoint{};
  field<std::vector<webhook::event_name>> events{}; ///< the whole list: events that are not in it are no longer sent
  field<webhook_status> status{};
};

/// Which webhooks to list.
struct webhook_endpoint_query {
  std::optional<webhook_status> status{};
  clicksign::paging paging{};
};

/// `/webhooks`. A set-up program needs only `ensure_webhook`.
template <class Mode> class RUBRICA_EXPORT basic_webhooks : public resource_base {
public:
  using resource_base::resource_base;
  template <class T> using reply = typename Mode::template reply<T>;
  template <class T> using list_of = typename Mode::template list<T>;

  /// `errc::taken` when the account has a webhook with this endpoint already.
  reply<webhook_endpoint> create(new_webhook_endpoint const& request, call_options const& options = {}) const;
  /// `errc::not_found` for an id that this account does not have.
  reply<webhook_endpoint> get(webhook_id const& id, call_options const& options = {}) const;
  /// The account's webhooks.
  [[nodiscard]] list_of<webhook_endpoint> list(webhook_endpoint_query const& query = {}, call_options const& options = {}) const;
  /// Changes what is given.
  reply<webhook_endpoint> update(webhook_id const& id, webhook_endpoint_changes const& changes,
                                 call_options const& options = {}) const;
  /// ClickSign calls this address no more.
  reply<void> remove(webhook_id const& id, call_options const& options = {}) const;
};

using webhooks = basic_webhooks<blocking>;

} // namespace clicksign
RUBRICA_END_NAMESPACE
