#include "clicksign/protocol/answers.hpp"

#include "clicksign/protocol/session.hpp"
#include "clicksign/protocol/unknowns.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

target resource_member(resource_object const& read, std::string_view key, std::size_t& hint) {
  if (key == "type") return target_for(*read.type);
  if (key != "relationships") return detail::find_member(read.shape->handler->members, read.model, key, hint);
  return read.shape->others != nullptr ? target{&read.shape->others(read.model), &relationships_reader::value} : target{};
}

bool complete(session const& session, std::string_view type, void* model, model_shape const& shape, included_records& included) {
  std::string_view unknown;
  if (shape.raw != nullptr) {
    std::string& raw = shape.raw(model);
    if (!raw.empty()) raw += '}'; // opened by the first unknown attribute
    unknown = raw;
  }
  if (shape.others != nullptr && !included.attach(shape.others(model))) return false;
  if (session.observer() != nullptr) tell_unknown(*session.observer(), type, unknown, {model, shape.handler});
  return true;
}

} // namespace clicksign
RUBRICA_END_NAMESPACE
