#pragma once

#include <rubrica/clicksign/document_event.hpp>
#include <rubrica/clicksign/event_query.hpp>
#include <rubrica/clicksign/pending_call.hpp>
#include <rubrica/clicksign/status.hpp>
#include <rubrica/clicksign/webhook/event.hpp>
#include <rubrica/core/export.hpp>
#include <rubrica/core/field.hpp>
#include <rubrica/core/id.hpp>
#include <rubrica/core/secret.hpp>
#include <rubrica/core/timestamp.hpp>

#include <cstdint>
#include <optional>
#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

/// Links to the document's files (`links.files`). Each is valid for five minutes and opens the file for whoever has it, hence
/// `secret`; empty when ClickSign has no such file (yet).
struct document_files {
  secret original{};    ///< as it was sent
  secret signed_file{}; ///< `signed`: with all signatures; available some seconds after the document is closed
  secret zipped{};      ///< `ziped`: original, signed and attachments
};

/// A file in an envelope (clicksign-rest §6).
struct document {
  document_id id{};
  std::string filename{};
  clicksign::status status{};
  document_files files{};
  std::string metadata{};        ///< JSON object; comes back in callbacks
  std::string source_template{}; ///< JSON object of a document made from a template; `null` otherwise
  bool migrated = false;
  timestamp created_at{};
  timestamp updated_at{};
  std::string raw{}; ///< attributes that this version does not know, as a JSON object; or empty
};

/// A template to fill in (clicksign-rest §6.4).
struct template_source {
  template_id key{};
  /// JSON object: for each variable a text, a list of objects for a loop, or a table. A missing variable becomes blank.
  /// `to_json(template_data)` writes it.
  std::string data = "{}";
};

/// A document to create, from one source: a local file, bytes in memory, a template, another document or a URL.
struct new_document {
  std::string filename{}; ///< with its extension: .pdf, .doc, .docx, .jpg, .jpeg, .png or .txt; of a template .docx
  /// The file to read while it is sent: a regular file, in UTF-8. `errc::file_error` when it is something else (a FIFO, a folder,
  /// a device) or changes while it is read; `errc::invalid_argument` with a pointer when path or name are not UTF-8.
  std::string path{};
  std::string bytes{};
  std::string metadata{}; ///< JSON object; empty: none
  std::optional<template_source> source_template{};
  document_id duplicate_of{}; ///< a finished document: its original, without signatures, is taken
  /// Where ClickSign fetches the file. Known only from the official Ruby library, which does not describe it
  /// (clicksign-rest §6.1).
  std::string content_url{};
};

/// Attributes to change; absent ones stay as they are.
struct document_changes {
  field<std::string> metadata{};     ///< JSON object that replaces the old one
  field<clicksign::status> status{}; ///< `cancelled` or `closed`, of a running document: see `cancel` and `close`
};

/// Which documents of an envelope to list. Texts must match as a whole.
struct document_query {
  std::optional<clicksign::status> status{};
  std::optional<std::string> filename{};
  clicksign::paging paging{};
};

/// Which of a document's files.
enum class document_file { original, signed_file, zipped };

/// A file that was saved.
struct download {
  std::uint64_t size = 0;
  std::string sha256{}; ///< 64 hexadecimal digits
};

/// `/envelopes/{envelope_id}/documents`
template <class Mode> class RUBRICA_EXPORT basic_documents : public resource_base {
public:
  using resource_base::resource_base;
  template <class T> using reply = typename Mode::template reply<T>;
  template <class T> using list_of = typename Mode::template list<T>;

  /// Adds a file to a draft. A file on disk is encoded while it is sent, so memory does not grow with its size. Sent once only,
  /// like `envelopes().create`. ClickSign accepts 10 MB for each file and 100 MB for each envelope. `errc::invalid_argument` and
  /// nothing is sent: more than one source, or a template whose document has a name that does not end in .docx.
  reply<document> create(envelope_id const& envelope, new_document const& request, call_options const& options = {}) const;
  /// `errc::not_found` for an id that this envelope does not have. The links in `files` are valid for five minutes.
  reply<document> get(envelope_id const& envelope, document_id const& id, call_options const& options = {}) const;
  /// The documents of the envelope.
  [[nodiscard]] list_of<document> list(envelope_id const& envelope, document_query const& query = {},
                                       call_options const& options = {}) const;
  /// Changes what is given. `errc::not_found`, or `errc::invalid` with ClickSign's sentence.
  reply<document> update(envelope_id const& envelope, document_id const& id, document_changes const& changes,
                         call_options const& options = {}) const;
  /// Ends a running document without signatures. When none of its documents runs any more, the envelope ends too.
  reply<document> cancel(envelope_id const& envelope, document_id const& id, call_options const& options = {}) const;
  /// Ends a running document with the signatures it has.
  reply<document> close(envelope_id const& envelope, document_id const& id, call_options const& options = {}) const;
  /// Only in a draft: `errc::not_draft` otherwise.
  reply<void> remove(envelope_id const& envelope, document_id const& id, call_options const& options = {}) const;
  /// The history of the document. ClickSign does not promise an order.
  [[nodiscard]] list_of<webhook::event> events(envelope_id const& envelope, document_id const& id, event_query const& query = {},
                                               call_options const& options = {}) const;

  /// Adds the evidence of a token to the history. Sent once only.
  reply<webhook::event> add_event(envelope_id const& envelope, document_id const& id, new_token_event const& request,
                                  call_options const& options = {}) const;
  /// Adds a picture to the history. Sent once only.
  reply<webhook::event> add_event(envelope_id const& envelope, document_id const& id, new_image_event const& request,
                                  call_options const& options = {}) const;

  /// Saves a file of the document under the path (UTF-8). It is written in the same folder under another name, synced and
  /// renamed, so a file of that name is always complete; temporary files of a killed process are removed. `errc::not_ready` when
  /// ClickSign has no such file yet, which `call_options::wait_for_file` waits for; `retry_after` says when to ask again. A download
  /// that an `async_client` makes writes on that client's thread.
  ///
  /// A file is saved only when it is proven to be the right one: status 200, the announced length or the last chunk reached, no
  /// content coding, and the first bytes of a PDF (signed), a ZIP (zipped) or the type that the original's name says. Anything
  /// else is `errc::protocol`, more than `call_options::max_file_bytes` is `errc::too_large`, and a link that leads into an
  /// internal network or to a host that is not in `client_options::storage_hosts` is `errc::address_refused`. `errc::file_error`
  /// with `outcome::done`: the file is there and complete, but may not survive a power failure, because its folder could not be
  /// synced.
  ///
  /// It makes several calls one after the other. One deadline covers all of them with their retries and waits:
  /// `call_options::timeout`, or `client_options::upload_timeout`. When
  /// the storage fails (5xx, 408, 429, a lost or refused connection), it is asked again until the deadline, at most
  /// `retry_policy::throttled_attempts` times, with a fresh link when the old one may be the cause.
  reply<clicksign::download> download(envelope_id const& envelope, document_id const& id, std::string const& path,
                                      document_file which = document_file::signed_file, call_options const& options = {}) const;
};

using documents = basic_documents<blocking>;

} // namespace clicksign
RUBRICA_END_NAMESPACE
