#pragma once

#include <rubrica/core/open_enum.hpp>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

/// The state of an envelope or a document (clicksign-rest §12.1). `closed` does not mean that everybody signed: a deadline
/// closes a document that has at least one signature.
struct status : open_enum<status> {
  using open_enum::open_enum;
  static constexpr known draft{"draft"};
  static constexpr known running{"running"};
  static constexpr known cancelled{"canceled"};
  static constexpr known closed{"closed"};
  static constexpr known all[] = {draft, running, cancelled, closed};
};

} // namespace clicksign
RUBRICA_END_NAMESPACE
