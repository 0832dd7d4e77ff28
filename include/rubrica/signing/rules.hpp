#pragma once

#include <rubrica/core/result.hpp>
#include <rubrica/signing/envelope_progress.hpp>
#include <rubrica/signing/process_rule.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

// The rules of the signing process. Each returns success, or `errc::rule_refused` with its own name in `error_info::rule`,
// which is one of `process_rule`.

/// `cancel_only_unsigned`: an envelope can be cancelled until somebody has signed a document that is not cancelled. An envelope
/// that is cancelled already may be cancelled again, which does nothing.
RUBRICA_EXPORT result<void> may_cancel(envelope_progress const& now);

/// `delete_only_cancelled`: a running envelope must be cancelled before it is deleted; a draft can be deleted at once.
RUBRICA_EXPORT result<void> may_delete(envelope_progress const& now);

/// `send_again_only_ended`: a record can be sent again, to the same or other signers, only when its former envelope is cancelled,
/// deleted, or has ended without all signatures, as at its deadline (`envelope_progress::ended_incomplete`). Whoever has signed a
/// part of it signs again then. A null pointer means that there is none, or that it was deleted.
RUBRICA_EXPORT result<void> may_send_again(envelope_progress const* former);

/// `signed_is_final`: an envelope cannot be changed after somebody has signed a document that is not cancelled.
RUBRICA_EXPORT result<void> may_change(envelope_progress const& now);

/// `describe_only_unsigned`: type, description and name of a document can be changed until somebody has signed this document.
RUBRICA_EXPORT result<void> may_describe(document_standing const& document);

/// `file_only_complete`: the signed file may be downloaded when each of this document's signers has signed it, and ClickSign has
/// the file ready; what is still to be signed in other documents does not matter. A deadline may close a document with part of the
/// signatures; its file is no complete one: see `may_download_partial`.
RUBRICA_EXPORT result<void> may_download_signed(envelope_progress const& now, document_id const& document);

/// `partial_file_only_ended`: the file with the signatures that there are may be downloaded when no more can come: the document is
/// closed, somebody has signed it, and ClickSign has the file ready. Ask for it only where a partly signed file is of use; that it
/// is complete is what `may_download_signed` says.
RUBRICA_EXPORT result<void> may_download_partial(envelope_progress const& now, document_id const& document);

/// `replace_only_unsigned`: a signer can be replaced while the envelope runs and the signer has signed nothing in it, and has
/// something to sign in a document that runs.
RUBRICA_EXPORT result<void> may_replace(envelope_progress const& now, signer_id const& signer);

} // namespace signing
RUBRICA_END_NAMESPACE
