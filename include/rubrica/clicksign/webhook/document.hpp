#pragma once

#include <rubrica/clicksign/status.hpp>
#include <rubrica/clicksign/webhook/event_name.hpp>
#include <rubrica/clicksign/webhook/payloads.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign::webhook {

/// One line of a document's history: an event without its document.
struct past_event {
  event_name name{};
  timestamp occurred_at{};
  payload data = unknown_event{};
};

/// Links to the files, valid for about five minutes (wire: `document.downloads`). They are absolute URLs of the storage host
/// (relative paths in ClickSign's documentation). Fetch them without the access token: whoever has them can use them.
struct downloads {
  secret original_file_url{};
  secret signed_file_url{}; ///< only after closing
  secret zipped_file_url{}; ///< only after closing; wire: `ziped_file_url`
};

/// The template that a document was made from (wire: `document.template`).
struct template_used {
  std::string key{};
  std::string data{}; ///< the values that were filled in, as JSON text
};

/// The document as it was when ClickSign wrote the callback (clicksign-callbacks §6.4).
struct document_snapshot {
  document_id key{}; ///< API v3: the document's id. No callback names the envelope
  std::string account_key{};
  std::string path{}; ///< API v3: `/<envelope's name>/<file name>`
  std::string filename{};
  clicksign::status status{}; ///< `closed` does not say that everybody signed
  timestamp uploaded_at{};
  timestamp updated_at{};
  timestamp finished_at{};
  timestamp deadline{};
  std::optional<bool> auto_close{};
  clicksign::locale locale{};
  std::string metadata{}; ///< the value given at creation: JSON text of an object, or the string itself
  std::optional<bool> sequence_enabled{};
  std::string signable_group{};                  ///< number or text on the wire
  std::optional<std::int64_t> remind_interval{}; ///< days
  std::optional<bool> block_after_refusal{};
  std::optional<bool> preview{};
  webhook::downloads downloads{};
  std::optional<template_used> made_from{}; ///< wire: `template`
  std::vector<signer> signers{};
  std::vector<past_event> events{}; ///< the whole history, oldest first
  std::string attachments{};        ///< JSON text; only ever seen as `[]`
  std::string self{};               ///< wire: `links.self`
};

} // namespace clicksign::webhook
RUBRICA_END_NAMESPACE
