#include "json/json_parse.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace detail {

#ifdef RUBRICA_HAVE_SIMDJSON
bool has_simdjson() noexcept {
  return true;
}
#else
bool has_simdjson() noexcept {
  return false;
}

result<void> parse_with_simdjson(std::string_view text, json_handler& handler, json_limits const& limits) {
  return parse_with_nlohmann(text, handler, limits);
}
#endif

json_limits limits_of_stored() {
  json_limits limits;
  limits.bytes = 200u << 20;
  limits.string_bytes = 160u << 20;
  limits.depth = 16;
  limits.duplicate_keys = false;
  return limits;
}

result<void> parse_json(std::string_view text, json_handler& handler, json_limits const& limits) {
  return parse_with_simdjson(text, handler, limits);
}

} // namespace detail
RUBRICA_END_NAMESPACE
