#pragma once

#include "sandbox/http/errors.hpp"
#include "sandbox/routes/router.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

/// The record of that id; rejects with 404 when there is none.
template <class Record> Record& known(std::vector<std::unique_ptr<Record>> const& records, std::string const& id) {
  Record* found = find_by_id(records, id);
  if (found == nullptr) reject_unknown(id);
  return *found;
}

template <class Record> Record& known(record_list<Record> const& records, std::string const& id) {
  Record* found = records.find(id);
  if (found == nullptr) reject_unknown(id);
  return *found;
}

// The records of the path's ids; each rejects with 404 when there is none.
envelope& envelope_of(call& request);
document& document_of(call& request, envelope& owner);
signer& signer_of(call& request, envelope& owner);
requirement& requirement_of(call& request, envelope& owner);

void require_folder(account_state const& service, std::string const& id);

void require_draft(envelope const& one);
/// The same for requirements, whose status code outside a draft is uncertain.
void require_draft_for_requirements(envelope const& one);
/// Draft or running.
void require_open(envelope const& one);

} // namespace sandbox
RUBRICA_END_NAMESPACE
