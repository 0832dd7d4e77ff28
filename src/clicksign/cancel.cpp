#include <rubrica/clicksign/document.hpp>
#include <rubrica/clicksign/envelope.hpp>

#include "clicksign/protocol/flow.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {
namespace {

error_info draft_is_removed() {
  error_info error = make_error(errc::rule_refused, "a draft is removed, not cancelled");
  error.rule = "draft_is_removed";
  return error;
}

pending_call<envelope> cancelling(shared_session const& session, envelope_id const& id, call_options const& options) {
  basic_documents<deferred> const all(session);
  auto const running = [=](std::string const& from) {
    document_query query;
    query.status = status(status::running);
    query.paging.from = from;
    return all.list(id, query, options);
  };
  auto const cancel = [=](document const& one) { return all.cancel(id, one.id, options); };
  // The whole list is read before the first is cancelled: a list that shrinks while it is paged would skip some.
  return then(all_pages(running), [=](std::vector<document>& left) {
    return then(for_each(std::move(left), cancel), [=] {
      return then(basic_envelopes<deferred>(session).get(id, options), [](envelope& now) -> result<envelope> {
        if (now.status == status::draft) return draft_is_removed();
        return std::move(now);
      });
    });
  });
}

} // namespace

template <class Mode>
typename Mode::template reply<envelope> basic_envelopes<Mode>::cancel(envelope_id const& id, call_options const& options) const {
  return run_flow<Mode>(*session_, cancelling(session_, id, options));
}

template result<envelope> basic_envelopes<blocking>::cancel(envelope_id const&, call_options const&) const;
template pending_call<envelope> basic_envelopes<deferred>::cancel(envelope_id const&, call_options const&) const;

} // namespace clicksign
RUBRICA_END_NAMESPACE
