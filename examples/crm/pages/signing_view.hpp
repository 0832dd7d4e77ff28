#pragma once

#include "pages/visit.hpp"

namespace crm {

// The parts of a document's page. The view is null when the document was never sent.

/// What keeps it, or went wrong with the last button.
html problems_of(rubrica::workflow::view const& from);
/// Type, description, file, validity, message.
html facts_of(document const& one, rubrica::workflow::view const* from);
/// All that can be done, and why the rest cannot.
html buttons_of(visit const& of, document const& one, rubrica::workflow::view const* from, bool is_set_up);
/// Who is to sign, and who has.
html signers_of(rubrica::workflow::view const& from);
/// What happened, in order.
html history_of(rubrica::workflow::view const& from);

} // namespace crm
