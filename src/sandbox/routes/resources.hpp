#pragma once

#include "sandbox/http/reply.hpp"
#include "sandbox/service/account_state.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

// Records as JSON:API resource objects, with the members in the order of the service's samples.
json envelope_resource(account_state const& service, envelope const& one);
json folder_resource(account_state const& service, folder const& one);
json document_resource(account_state const& service, envelope const& owner, document const& one);
json signer_resource(account_state const& service, envelope const& owner, signer const& one);
json requirement_resource(account_state const& service, envelope const& owner, requirement const& one);
json event_resource(event const& one);

/// `{"data": …}`
reply data_reply(int status, json resource);

} // namespace sandbox
RUBRICA_END_NAMESPACE
