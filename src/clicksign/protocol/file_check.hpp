#pragma once

#include <rubrica/clicksign/document.hpp>
#include <rubrica/http/response.hpp>

#include <cstdint>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

/// Whether an answer with status 200 proves that `size` bytes are the whole file: by its length, or by a final chunk. A body that
/// ends with the connection, or with a content coding, proves nothing.
result<void> check_whole(http::response const& answer, std::uint64_t size);

/// How many bytes are needed to tell the kind of a file.
inline constexpr std::size_t bytes_that_tell = 1024;

/// Whether the first bytes, at most `bytes_that_tell`, may be those of such a file. `filename` is the document's own: it gives
/// the kind of an original. A signed file is always a PDF.
result<void> check_kind(document_file which, std::string_view filename, std::string_view first);

} // namespace clicksign
RUBRICA_END_NAMESPACE
