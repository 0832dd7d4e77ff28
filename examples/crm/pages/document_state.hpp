#pragma once

#include "pages/html.hpp"
#include "pages/visit.hpp"

#include <string>

namespace crm {

/// `Aguardando assinaturas` in its colour, with the number of signatures and the end of the validity.
html badge_of(document const& one);

/// Why the document cannot be sent now; empty when it can. `is_set_up`: the tenant has a token and a webhook.
std::string why_not_send(document const& one, bool is_set_up);
/// Why name, type and description can no longer be changed; empty when they can.
std::string why_not_edit(document const& one);

/// Whether the tenant's integration with ClickSign is complete.
bool is_set_up(soci::session& at, std::string const& tenant);

/// A link that looks like a button, or, with a reason, a button that cannot be pressed and says why. `about` tells whoever hears the
/// page which document is meant.
html button_to(std::string const& address, char const* text, std::string const& about, std::string const& why_not = {});

} // namespace crm
