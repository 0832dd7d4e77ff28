#pragma once

#include <rubrica/signing/sending.hpp>
#include <rubrica/signing/sent.hpp>

#include <optional>
#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// What became of an interrupted sending.
struct resumed {
  std::string key{};
  sending_state state = sending_state::open; ///< `open` and `giving_up`: it could not be finished now; resume again later
  envelope_id envelope{};
  std::optional<signing::sent> sent{};
  std::optional<error_info> error{};
};

} // namespace signing
RUBRICA_END_NAMESPACE
