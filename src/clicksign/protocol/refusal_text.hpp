#pragma once

#include "clicksign/protocol/api_error.hpp"

#include <rubrica/core/result.hpp>
#include <rubrica/http/response.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

/// What the body of an answer tells that is not 2xx: `errors` first, then the texts beside them or instead of them, as `error`,
/// `message` or a list at the root, or the whole body when it is plain text. Bytes that are not UTF-8 are read as Windows-1252.
/// Web pages tell nothing. Fails only when memory runs out.
result<refusal> read_refusal(http::response const& answer);

} // namespace clicksign
RUBRICA_END_NAMESPACE
