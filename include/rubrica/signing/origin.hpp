#pragma once

#include <rubrica/clicksign/document.hpp>
#include <rubrica/clicksign/webhook/event.hpp>
#include <rubrica/core/field.hpp>
#include <rubrica/signing/request.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// Where a document at ClickSign comes from: what rubrica writes into its metadata, which comes back in each callback.
///
/// These are members of the metadata's JSON object; ClickSign and other programs may add their own. Empty values are not written.
///
/// | member | JSON | of |
/// |---|---|---|
/// | `rubrica_key` | text | `key` |
/// | `rubrica_file` | number | `file` |
/// | `rubrica_digest` | text | `digest` |
/// | `record_kind`, `record_id` | texts | `record` |
/// | `type`, `description`, `name` | texts | the members of the same name |
struct document_origin {
  std::string key{};                 ///< `sent::key`, the same for all documents of one sending; never empty when it was read
  std::optional<std::size_t> file{}; ///< index in `request::files`; nothing when the metadata does not say it
  std::string digest{};              ///< of the request: the same key with another one is refused
  signing::record record{};
  std::string type{};
  std::string description{};
  std::string name{}; ///< the name to show, when `describe` gave another one than the file's
};

/// What `describe` is to say about a document from now on; absent members stay as they are, `null` removes what was said.
struct description_changes {
  field<std::string> type{};
  field<std::string> description{};
  /// The name to show. ClickSign cannot rename a file (clicksign-rest §6.6): its pages and messages keep the old name. This one is
  /// kept in the metadata, and `origin_of` gives it back.
  field<std::string> name{};
};

/// The origin of a document whose metadata has this text. Nothing when rubrica did not write it: no JSON object, none with a
/// `rubrica_key`, or one that names a member twice, so that it is unknown which of them counts. The object may also come inside a
/// JSON string, as some callbacks have it. A value of another kind than the table says counts as absent.
RUBRICA_EXPORT std::optional<document_origin> origin_of(std::string_view metadata);
RUBRICA_EXPORT std::optional<document_origin> origin_of(clicksign::document const& document);
/// Also nothing when the callback is not about a document.
RUBRICA_EXPORT std::optional<document_origin> origin_of(clicksign::webhook::event const& callback);

} // namespace signing
RUBRICA_END_NAMESPACE
