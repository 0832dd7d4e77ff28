#pragma once

#include <rubrica/clicksign/async_client.hpp>

#include <string>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// What became of an envelope that was to be cancelled or deleted. ClickSign cancels each document separately and deletes only
/// drafts (clicksign-rest §5.7, §5.8), so not all of it may be possible.
struct withdrawal {
  std::vector<document_id> cancelled{};    ///< documents that were cancelled by this call
  bool deleted = false;                    ///< nothing of it is left at ClickSign
  bool gone = false;                       ///< it did not exist any more; `deleted` is true too
  bool left_complete = false;              ///< everybody had signed: it was not changed
  bool signed_meanwhile = false;           ///< somebody signed between the check and the cancellation
  std::vector<std::string> not_possible{}; ///< one sentence for each step that the service does not support
};

/// Cancels every running document, while nobody has signed (rule `cancel_only_unsigned`).
RUBRICA_EXPORT result<withdrawal> cancel(clicksign::client const& client, envelope_id const& envelope,
                                         clicksign::call_options const& options = {});

/// Deletes what was cancelled (rule `delete_only_cancelled`), or a draft. A cancelled envelope stays visible at ClickSign: the
/// service deletes drafts only, and `not_possible` says so.
RUBRICA_EXPORT result<withdrawal> remove(clicksign::client const& client, envelope_id const& envelope,
                                         clicksign::call_options const& options = {});

/// For records that are deleted in the CRM. Until everybody has signed, the envelope is cancelled and deleted as far as
/// ClickSign allows, whether or not some have signed; after that it is not changed. When the envelope does not exist, or
/// disappears meanwhile, the result is a success with `gone`; an id of another account looks the same.
RUBRICA_EXPORT result<withdrawal> withdraw(clicksign::client const& client, envelope_id const& envelope,
                                           clicksign::call_options const& options = {});

/// Changes an envelope, while nobody has signed (rule `signed_is_final`).
RUBRICA_EXPORT result<clicksign::envelope> update_unsigned(clicksign::client const& client, envelope_id const& envelope,
                                                           clicksign::envelope_changes const& changes,
                                                           clicksign::call_options const& options = {});

/// Saves the signed file, when each of the document's signers has signed it and ClickSign has it ready (rule
/// `file_only_complete`). ClickSign needs some seconds after the last signature: `call_options::wait_for_file` waits for it within
/// the download's deadline; otherwise `retry_after` of the error says when to ask again, and is 0 when asking again does not help.
RUBRICA_EXPORT result<clicksign::download> download_signed(clicksign::client const& client, envelope_id const& envelope,
                                                           document_id const& document, std::string const& path,
                                                           clicksign::call_options const& options = {});

/// Saves the file of a document that has ended, with the signatures that it has, which may be a part of them only (rule
/// `partial_file_only_ended`). It waits for the file like `download_signed`.
RUBRICA_EXPORT result<clicksign::download> download_partial(clicksign::client const& client, envelope_id const& envelope,
                                                            document_id const& document, std::string const& path,
                                                            clicksign::call_options const& options = {});

// The same, to be started: `async.start(withdraw(async, id), done)`. Each makes the calls of its namesake, one after the other.

[[nodiscard]] RUBRICA_EXPORT clicksign::pending_call<withdrawal> cancel(clicksign::async_client const& async,
                                                                        envelope_id const& envelope,
                                                                        clicksign::call_options const& options = {});
[[nodiscard]] RUBRICA_EXPORT clicksign::pending_call<withdrawal> remove(clicksign::async_client const& async,
                                                                        envelope_id const& envelope,
                                                                        clicksign::call_options const& options = {});
[[nodiscard]] RUBRICA_EXPORT clicksign::pending_call<withdrawal> withdraw(clicksign::async_client const& async,
                                                                          envelope_id const& envelope,
                                                                          clicksign::call_options const& options = {});
[[nodiscard]] RUBRICA_EXPORT clicksign::pending_call<clicksign::envelope> update_unsigned(
    clicksign::async_client const& async, envelope_id const& envelope, clicksign::envelope_changes const& changes,
    clicksign::call_options const& options = {});
[[nodiscard]] RUBRICA_EXPORT clicksign::pending_call<clicksign::download> download_signed(
    clicksign::async_client const& async, envelope_id const& envelope, document_id const& document, std::string const& path,
    clicksign::call_options const& options = {});
[[nodiscard]] RUBRICA_EXPORT clicksign::pending_call<clicksign::download> download_partial(
    clicksign::async_client const& async, envelope_id const& envelope, document_id const& document, std::string const& path,
    clicksign::call_options const& options = {});

} // namespace signing
RUBRICA_END_NAMESPACE
