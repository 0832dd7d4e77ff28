#pragma once

#include <rubrica/core/result.hpp>
#include <rubrica/signing/envelope_progress.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

// The rules of the signing process. Each returns success, or `errc::rule_refused` with its own name in `error_info::rule`.

/// `cancel_only_unsigned`: an envelope can be cancelled until somebody has signed a document that is not cancelled. An envelope
/// that is cancelled already may be cancelled again, which does nothing.
RUBRICA_EXPORT result<void> may_cancel(envelope_progress const& now);

/// `delete_only_cancelled`: a running envelope must be cancelled before it is deleted; a draft can be deleted at once.
RUBRICA_EXPORT result<void> may_delete(envelope_progress const& now);

/// `send_again_only_ended`: a record can be sent again, to the same or other signers, only when its former envelope is cancelled
/// or deleted. A null pointer means that there is none, or that it was deleted.
RUBRICA_EXPORT result<void> may_send_again(envelope_progress const* former);

/// `signed_is_final`: an envelope cannot be changed after somebody has signed a document that is not cancelled.
RUBRICA_EXPORT result<void> may_change(envelope_progress const& now);

/// `file_only_complete`: the signed file may be downloaded when everybody has signed every document that is not cancelled, and
/// ClickSign has the file ready. A deadline may close a document with part of the signatures; its file may not be downloaded.
RUBRICA_EXPORT result<void> may_download_signed(envelope_progress const& now, document_id const& document);

} // namespace signing
RUBRICA_END_NAMESPACE
