#pragma once

#include <rubrica/core/result.hpp>
#include <rubrica/signing/standing.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

// The rules of the signing process. Each answers success, or `errc::rule_refused` with its own name in `error_info::rule`.

/// `cancel_only_unsigned`: an envelope can be cancelled as long as nobody has signed what is not cancelled yet. What is
/// cancelled already may be cancelled again, which does nothing.
RUBRICA_EXPORT result<void> may_cancel(standing const& now);

/// `delete_only_cancelled`: what runs must be cancelled before it is deleted; a draft can be deleted at once.
RUBRICA_EXPORT result<void> may_delete(standing const& now);

/// `send_again_only_ended`: a record is sent again, with the same or other signers, only when its former envelope is
/// cancelled or deleted. A null pointer: there is none, or it was deleted.
RUBRICA_EXPORT result<void> may_send_again(standing const* former);

/// `signed_is_final`: nothing about an envelope changes after somebody signed what is not cancelled.
RUBRICA_EXPORT result<void> may_change(standing const& now);

/// `file_only_complete`: the signed file is offered when everybody has signed all that is not cancelled, and ClickSign has
/// the file ready. A deadline may close a document with part of the signatures: such a file is not offered.
RUBRICA_EXPORT result<void> may_download_signed(standing const& now, document_id const& document);

} // namespace signing
RUBRICA_END_NAMESPACE
