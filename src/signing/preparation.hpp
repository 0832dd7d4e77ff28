#pragma once

#include <rubrica/clicksign/client.hpp>
#include <rubrica/signing/preflight.hpp>
#include <rubrica/signing/send_options.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// With the name that it has when it is sent with a key of the caller's. An envelope is found by its name, and the first file may be
/// called otherwise at the next attempt.
request named_for_key(request of);

/// Everything that can be found without the network.
result<checked_request> prepare(clicksign::client const& client, request const& request, send_options const& options,
                                bool has_journal);

/// For who cannot make a bulk creation: it is one call that blocks, and nothing tells when it is done.
result<void> refuse_bulk(send_options const& options);

/// Its plan, under the key of the options or a new one.
plan plan_of(checked_request checked, send_options const& options);

/// Whether the request may take the place of the envelope that it names. Fails with `not_sent`: only that envelope is read.
clicksign::pending_call<void> may_replace(clicksign::client const& client, envelope_id const& former,
                                          send_options const& options);

} // namespace signing
RUBRICA_END_NAMESPACE
