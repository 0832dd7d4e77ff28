#pragma once

#include <rubrica/core/open_enum.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

/// Where an envelope or a document is in its life (clicksign-rest §12.1). `closed` does not say that everybody signed: a
/// deadline closes what has at least one signature.
struct status : open_enum<status> {
  using open_enum::open_enum;
  static constexpr known draft{"draft"};
  static constexpr known running{"running"};
  static constexpr known canceled{"canceled"};
  static constexpr known closed{"closed"};
  static constexpr known all[] = {draft, running, canceled, closed};
};

} // namespace clicksign
RUBRICA_END_NAMESPACE
