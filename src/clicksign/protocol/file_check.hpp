#pragma once

#include <rubrica/clicksign/document.hpp>
#include <rubrica/http/response.hpp>

#include <cstdint>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

/// Whether an answer with status 200 proves that so many bytes are all of the file: by its length or by chunks that came to their
/// end. A body that ends with its connection proves nothing, nor does one in another coding.
result<void> check_whole(http::response const& answer, std::uint64_t size);

/// What the kind of a file is told by.
inline constexpr std::size_t bytes_that_tell = 1024;

/// Whether the first bytes, at most `bytes_that_tell`, may be those of such a file. `filename` is the document's own: it says
/// what an original is. A signed file is a PDF, whatever was sent.
result<void> check_kind(document_file which, std::string_view filename, std::string_view first);

} // namespace clicksign
RUBRICA_END_NAMESPACE
