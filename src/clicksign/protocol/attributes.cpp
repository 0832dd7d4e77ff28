#include "clicksign/protocol/attributes.hpp"

#include <fmt/format.h>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

void write_value(detail::json_writer& out, double value) {
  out.number(fmt::format("{}", value + 0.0)); // no minus before a zero
}

} // namespace clicksign
RUBRICA_END_NAMESPACE
