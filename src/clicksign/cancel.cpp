#include <rubrica/clicksign/document.hpp>
#include <rubrica/clicksign/envelope.hpp>

#include "clicksign/protocol/session.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {
namespace {

error_info draft_is_removed() {
  error_info error = make_error(errc::rule_refused, "a draft is removed, not cancelled");
  error.rule = "draft_is_removed";
  return error;
}

} // namespace

template <class Mode> result<envelope> basic_envelopes<Mode>::cancel(envelope_id const& id, call_options const& options) const {
  documents const all(session_);
  document_query running;
  running.status = status(status::running);
  // The whole list is read before the first is cancelled: a list that shrinks while it is paged would skip some.
  auto const left = all.list(id, running, options).all();
  if (!left) return left.error();
  for (document const& one : *left) {
    if (auto cancelled = all.cancel(id, one.id, options); !cancelled) return std::move(cancelled).error();
  }
  auto now = envelopes(session_).get(id, options);
  if (now && now->status == status::draft) return draft_is_removed();
  return now;
}

template result<envelope> basic_envelopes<blocking>::cancel(envelope_id const&, call_options const&) const;
template result<envelope> basic_envelopes<deferred>::cancel(envelope_id const&, call_options const&) const;

} // namespace clicksign
RUBRICA_END_NAMESPACE
