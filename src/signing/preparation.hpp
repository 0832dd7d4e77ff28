#pragma once

#include <rubrica/clicksign/client.hpp>
#include <rubrica/signing/preflight.hpp>
#include <rubrica/signing/send_options.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// A request that was checked, and what it takes the place of.
struct prepared_request {
  checked_request checked;
  envelope_id replaces;
};

/// Everything that can be found without the network.
result<prepared_request> prepare(clicksign::client const& client, request const& request, send_options const& options,
                                 bool has_journal);

/// Its plan, under the key of the options or a new one.
plan plan_of(prepared_request prepared, send_options const& options);

/// Whether the request may take the place of the envelope that it names. Fails with `not_sent`: only that envelope is read.
clicksign::pending_call<void> may_replace(clicksign::client const& client, envelope_id const& former,
                                          send_options const& options);

} // namespace signing
RUBRICA_END_NAMESPACE
