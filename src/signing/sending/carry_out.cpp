#include "signing/sending/carry_out.hpp"

#include "clicksign/protocol/flow.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace signing {

using clicksign::pending_call;

namespace {

/// The call for the page at a position.
template <class Resource, class Query>
auto paged(Resource resource, envelope_id envelope, Query query, clicksign::call_options options) {
  return clicksign::all_pages([=](std::string const& from) {
    Query page = query;
    page.paging.from = from;
    return resource.list(envelope, page, options);
  });
}

} // namespace

pending_call<std::vector<clicksign::envelope>> call_maker::operator()(calls::list_envelopes const&) const {
  clicksign::envelope_query query;
  query.name = wanted().envelope.name;
  return clicksign::all_pages([envelopes = at_.envelopes(), query, options = options_](std::string const& from) {
    clicksign::envelope_query page = query;
    page.paging.from = from;
    return envelopes.list(page, options);
  });
}

pending_call<std::vector<clicksign::document>> call_maker::operator()(calls::look_into const& one) const {
  return paged(at_.documents(), one.envelope, clicksign::document_query(), options_);
}

pending_call<clicksign::envelope> call_maker::operator()(calls::create_envelope const&) const {
  return at_.envelopes().create(wanted().envelope, options_);
}

pending_call<clicksign::envelope> call_maker::operator()(calls::get_envelope const&) const {
  return at_.envelopes().get(of_.envelope(), options_);
}

pending_call<clicksign::envelope> call_maker::operator()(calls::activate_envelope const&) const {
  return at_.envelopes().activate(of_.envelope(), options_);
}

pending_call<void> call_maker::operator()(calls::remove_envelope const& one) const {
  return at_.envelopes().remove(one.envelope, options_);
}

pending_call<std::vector<clicksign::document>> call_maker::operator()(calls::list_documents const&) const {
  return paged(at_.documents(), of_.envelope(), clicksign::document_query(), options_);
}

pending_call<clicksign::document> call_maker::operator()(calls::create_document const& one) const {
  return at_.documents().create(of_.envelope(), wanted().documents[one.index], options_);
}

pending_call<void> call_maker::operator()(calls::remove_document const& one) const {
  return at_.documents().remove(of_.envelope(), one.document, options_);
}

pending_call<std::vector<clicksign::signer>> call_maker::operator()(calls::list_signers const&) const {
  return paged(at_.signers(), of_.envelope(), clicksign::signer_query(), options_);
}

pending_call<clicksign::signer> call_maker::operator()(calls::create_signer const& one) const {
  return at_.signers().create(of_.envelope(), wanted().signers[one.index], options_);
}

pending_call<void> call_maker::operator()(calls::remove_signer const& one) const {
  return at_.signers().remove(of_.envelope(), one.signer, options_);
}

pending_call<std::vector<clicksign::watcher>> call_maker::operator()(calls::list_watchers const&) const {
  return paged(at_.watchers(), of_.envelope(), clicksign::watcher_query(), options_);
}

pending_call<clicksign::watcher> call_maker::operator()(calls::create_watcher const& one) const {
  return at_.watchers().create(of_.envelope(), wanted().watchers[one.index], options_);
}

pending_call<void> call_maker::operator()(calls::remove_watcher const& one) const {
  return at_.watchers().remove(of_.envelope(), one.watcher, options_);
}

pending_call<std::vector<clicksign::requirement>> call_maker::operator()(calls::list_requirements const& one) const {
  clicksign::requirement_query const pair{of_.documents()[one.document], of_.signers()[one.signer], {}, {}};
  return paged(at_.requirements(), of_.envelope(), pair, options_);
}

pending_call<std::vector<result<clicksign::requirement>>> call_maker::operator()(calls::create_requirements const& one) const {
  std::vector<clicksign::bulk_operation> operations;
  for (std::size_t index : one.which) {
    operations.push_back(with_ids(wanted().requirements[index], of_.documents(), of_.signers()));
  }
  return at_.bulk_requirements().apply(of_.envelope(), operations, options_);
}

pending_call<void> call_maker::operator()(calls::remove_requirement const& one) const {
  return at_.requirements().remove(of_.envelope(), one.requirement, options_);
}

pending_call<clicksign::notification> call_maker::operator()(calls::notify const&) const {
  return at_.notifications().notify(of_.envelope(), *wanted().notification, options_);
}

} // namespace signing
RUBRICA_END_NAMESPACE
