#pragma once

#include "pages/visit.hpp"

#include <string>

namespace crm {

/// The form for a document's data, and for its file when it is a new one.
html document_form(visit const& of, std::string const& action, std::string const& back, document const& typed_in, bool is_new,
                   html const& mistake);
/// Name, type and description as they were typed.
document read_document(visit const& of);
/// What is wrong with them; empty when nothing is.
std::string mistake_in(document const& one);
/// Keeps the file of the form and names it in the document. `invalid_request` when it cannot be signed as it is.
rubrica::result<void> keep_upload(visit const& of, document& into);

} // namespace crm
