#pragma once

#include <rubrica/clicksign/async_client.hpp>

#include <string>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

/// Makes sure that ClickSign calls the URL for these events, and returns the webhook with its secret.
///
/// It searches all pages of the list for the account's webhook with exactly this URL. It adds missing events and switches the
/// webhook on; additional events stay, because other programs may need them. When there is no such webhook, it creates one. When
/// another program creates it at the same moment, or the answer to the creation is lost, it searches once more. Two calls create
/// only one webhook, so a program may call this at each start.
///
/// The address contains the path's token, so keep it as the `secret` that `callbacks::registration_url` returns:
///
///     auto const url = callbacks::registration_url("https://crm.example", route);
///     auto const registered = clicksign::ensure_webhook(client, url.value(), {clicksign::webhook::event_name::sign});
///     route.secrets = {registered.value().secret};
///
/// It is usually the first call of a new program. When the access token is wrong, the base URL is not the API's, the account's
/// API user has no e-mail or the address is refused, the message says which step of setting up is missing.
///
/// `call_options::timeout` limits each of the calls that this makes: two, when there is something to change.
RUBRICA_EXPORT result<webhook_endpoint> ensure_webhook(client const& client, secret const& url,
                                                       std::vector<webhook::event_name> const& events,
                                                       call_options const& options = {});
/// The same for an address that is not secret.
RUBRICA_EXPORT result<webhook_endpoint> ensure_webhook(client const& client, std::string const& url,
                                                       std::vector<webhook::event_name> const& events,
                                                       call_options const& options = {});
RUBRICA_EXPORT result<webhook_endpoint> ensure_webhook(client const& client, char const* url,
                                                       std::vector<webhook::event_name> const& events,
                                                       call_options const& options = {});

/// The same, to be started: `async.start(ensure_webhook(async, url, events), done)`.
[[nodiscard]] RUBRICA_EXPORT pending_call<webhook_endpoint> ensure_webhook(async_client const& async, secret const& url,
                                                                           std::vector<webhook::event_name> const& events,
                                                                           call_options const& options = {});
[[nodiscard]] RUBRICA_EXPORT pending_call<webhook_endpoint> ensure_webhook(async_client const& async, std::string const& url,
                                                                           std::vector<webhook::event_name> const& events,
                                                                           call_options const& options = {});
[[nodiscard]] RUBRICA_EXPORT pending_call<webhook_endpoint> ensure_webhook(async_client const& async, char const* url,
                                                                           std::vector<webhook::event_name> const& events,
                                                                           call_options const& options = {});

} // namespace clicksign
RUBRICA_END_NAMESPACE
