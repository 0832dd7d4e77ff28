#pragma once

#include <rubrica/core/result.hpp>
#include <rubrica/signing/request.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// `invalid_request` with a problem for each part that a bulk creation cannot carry (clicksign-rest §10.8).
result<void> fits_bulk(request const& request);

} // namespace signing
RUBRICA_END_NAMESPACE
