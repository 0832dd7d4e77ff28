#pragma once

#include <rubrica/clicksign/client.hpp>

#include <string>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

/// Makes sure that ClickSign calls the URL for these events, and gives the webhook with its secret.
///
/// The account's webhook for exactly this URL is looked for on all pages of the list. Events that it lacks are added and it is
/// switched on; events that it has beyond these stay, for others may rely on them. Without one it is created. When another
/// program creates it at the same moment, or the answer to the creation is lost, it is looked for once more. Calling this
/// twice makes one webhook, so a program may call it at each start.
///
/// The address holds the path's token, so it is best kept as the `secret` that `callbacks::registration_url` gives:
///
///     auto const url = callbacks::registration_url("https://crm.example", route);
///     auto const registered = clicksign::ensure_webhook(client, url.value(), {clicksign::webhook::event_name::sign});
///     route.secrets = {registered.value().secret};
///
/// It is usually the first call of a new program. When the access token is wrong, the base URL is not the API's, the account's
/// API user has no e-mail or the address is refused, the message says which step of setting up is missing.
///
/// `call_options::timeout` bounds each of the calls that this takes: two, when there is something to do.
RUBRICA_EXPORT result<registered_webhook> ensure_webhook(client const& client, secret const& url,
                                                         std::vector<webhook::event_name> const& events,
                                                         call_options const& how = {});
/// The same for an address that is no secret.
RUBRICA_EXPORT result<registered_webhook> ensure_webhook(client const& client, std::string const& url,
                                                         std::vector<webhook::event_name> const& events,
                                                         call_options const& how = {});

} // namespace clicksign
RUBRICA_END_NAMESPACE
