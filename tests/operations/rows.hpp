#pragma once

#include "operations/operation.hpp"
#include "operations/values.hpp"

// Shared by the files of rows.

namespace rubrica_test {

using rows = std::vector<operation>;

rows rows_of_envelopes();
rows rows_of_documents();
rows rows_of_people();
rows rows_of_requirements();
rows rows_of_folders_and_templates();
rows rows_of_webhooks();
rows rows_of_users();
rows rows_of_groups();
rows rows_of_terms();
rows rows_of_calls_in_other_ways();

using rubrica::http::method;

inline constexpr char const* id = values::id;

template <class T> std::optional<rubrica::error_info> failure(rubrica::result<T> const& got) {
  if (got) return std::nullopt;
  return got.error();
}

rubrica::clicksign::new_envelope an_envelope();
rubrica::clicksign::new_document a_document_in_memory();
rubrica::clicksign::new_document a_document_of_a_template();
rubrica::clicksign::new_signer a_signer();

} // namespace rubrica_test
