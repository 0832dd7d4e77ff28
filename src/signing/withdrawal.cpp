#include <rubrica/signing/withdrawal.hpp>

#include "signing/sending/doubt.hpp"

#include <rubrica/signing/rules.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace signing {
namespace {

using clicksign::call_options;
using clicksign::client;
using clicksign::status;

result<void> cancel_documents(client const& client, envelope_progress const& now, withdrawal& out, call_options const& options) {
  for (document_standing const& document : now.documents) {
    if (document.status != status::running) continue;
    auto cancelled = client.documents().cancel(now.envelope, document.id, options);
    if (!cancelled) return std::move(cancelled).error();
    out.cancelled.push_back(document.id);
  }
  return {};
}

/// Deletes a draft; ClickSign keeps every other envelope.
result<void> delete_envelope(client const& client, envelope_id const& envelope, withdrawal& out, call_options const& options) {
  auto deleted = client.envelopes().remove(envelope, options);
  if (deleted) {
    out.deleted = true;
    return {};
  }
  if (deleted.error().code != errc::not_draft) return std::move(deleted).error();
  out.not_possible.emplace_back("ClickSign deletes drafts only: the cancelled envelope stays in its list.");
  return {};
}

result<void> cancel_running(client const& client, envelope_progress const& now, withdrawal& out, call_options const& options) {
  if (auto cancelled = cancel_documents(client, now, out, options); !cancelled) return cancelled;
  if (out.cancelled.empty()) return {};
  // A signer may sign in between, so the result is read, not assumed.
  auto after = fetch_progress(client, now.envelope, options);
  if (!after) return std::move(after).error();
  out.signed_meanwhile = !now.anybody_signed() && after->anybody_signed();
  return {};
}

result<void> withdraw_what_is_there(client const& client, envelope_id const& envelope, withdrawal& out,
                                    call_options const& options) {
  auto now = fetch_progress(client, envelope, options);
  if (!now) return std::move(now).error();
  if (now->everybody_signed()) {
    out.left_complete = true;
    return {};
  }
  if (auto cancelled = cancel_running(client, *now, out, options); !cancelled) return cancelled;
  return delete_envelope(client, envelope, out, options);
}

} // namespace

result<withdrawal> cancel(client const& client, envelope_id const& envelope, call_options const& options) {
  auto now = fetch_progress(client, envelope, options);
  if (!now) return std::move(now).error();
  if (auto allowed = may_cancel(*now); !allowed) return std::move(allowed).error();
  withdrawal out;
  if (now->status == status::draft) {
    if (auto deleted = delete_envelope(client, envelope, out, options); !deleted) return std::move(deleted).error();
    return out;
  }
  if (auto cancelled = cancel_running(client, *now, out, options); !cancelled) return std::move(cancelled).error();
  return out;
}

result<withdrawal> remove(client const& client, envelope_id const& envelope, call_options const& options) {
  auto now = client.envelopes().get(envelope, options);
  if (!now) return std::move(now).error();
  envelope_progress seen;
  seen.status = now->status;
  if (auto allowed = may_delete(seen); !allowed) return std::move(allowed).error();
  withdrawal out;
  if (auto deleted = delete_envelope(client, envelope, out, options); !deleted) return std::move(deleted).error();
  return out;
}

result<withdrawal> withdraw(client const& client, envelope_id const& envelope, call_options const& options) {
  withdrawal out;
  auto done = withdraw_what_is_there(client, envelope, out, options);
  if (done) return out;
  if (!is_gone(done.error())) return std::move(done).error();
  // The missing record may be a document while the envelope still exists.
  auto there = client.envelopes().get(envelope, options);
  if (there || !is_gone(there.error())) return std::move(done).error();
  out.gone = out.deleted = true;
  return out;
}

result<clicksign::envelope> update_unsigned(client const& client, envelope_id const& envelope,
                                            clicksign::envelope_changes const& changes, call_options const& options) {
  auto now = fetch_progress(client, envelope, options);
  if (!now) return std::move(now).error();
  if (auto allowed = may_change(*now); !allowed) return std::move(allowed).error();
  return client.envelopes().update(envelope, changes, options);
}

namespace {

using download_rule = result<void> (*)(envelope_progress const&, document_id const&);

result<clicksign::download> download_when(download_rule allows, client const& client, envelope_id const& envelope,
                                          document_id const& document, std::string const& path, call_options const& options) {
  auto now = fetch_progress(client, envelope, options);
  if (!now) return std::move(now).error();
  if (auto allowed = allows(*now, document); !allowed) return std::move(allowed).error();
  return client.documents().download(envelope, document, path, clicksign::document_file::signed_file, options);
}

} // namespace

result<clicksign::download> download_signed(client const& client, envelope_id const& envelope, document_id const& document,
                                            std::string const& path, call_options const& options) {
  return download_when(&may_download_signed, client, envelope, document, path, options);
}

result<clicksign::download> download_partial(client const& client, envelope_id const& envelope, document_id const& document,
                                             std::string const& path, call_options const& options) {
  return download_when(&may_download_partial, client, envelope, document, path, options);
}

} // namespace signing
RUBRICA_END_NAMESPACE
