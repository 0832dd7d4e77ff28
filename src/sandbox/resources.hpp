#pragma once

#include "sandbox/reply.hpp"
#include "sandbox/world.hpp"

namespace rubrica { inline namespace v0_1 { namespace sandbox {

// Records as JSON:API resource objects, with the members in the order of the service's samples.
json envelope_resource(world const& service, envelope const& one);
json document_resource(world const& service, envelope const& owner, document const& one);
json signer_resource(world const& service, envelope const& owner, signer const& one);
json requirement_resource(world const& service, envelope const& owner, requirement const& one);
json folder_resource(world const& service, folder const& one);
json event_resource(event const& one);

/// `{"data": …}`
reply data_reply(int status, json resource);

}}} // namespace rubrica::v0_1::sandbox
