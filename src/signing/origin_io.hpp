#pragma once

#include <rubrica/core/result.hpp>
#include <rubrica/signing/origin.hpp>

#include <string>
#include <string_view>

// The metadata of a document, written. `origin_of` reads it back; the names of the members stand in origin.cpp only.

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// The metadata of a new document. Exported for the client's library only.
RUBRICA_EXPORT std::string to_metadata(document_origin const& origin);

/// The metadata with the changes. All other members stay as they are and where they are; what is new comes last. An empty text and
/// `null` are an object without members. Fails with `invalid_argument` when it is anything else than an object.
RUBRICA_EXPORT result<std::string> with_changes(std::string_view metadata, description_changes const& changes);

} // namespace signing
RUBRICA_END_NAMESPACE
