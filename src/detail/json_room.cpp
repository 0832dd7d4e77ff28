#include "detail/json_room.hpp"

#include <functional>
#include <new>

namespace rubrica { inline namespace v0_1 { namespace detail {
namespace {

thread_local json_room* innermost = nullptr;

} // namespace

json_room::json_room() noexcept : outer_(innermost) {
  innermost = this;
}

json_room::~json_room() {
  innermost = outer_;
}

bool json_room::holds(void const* taken) const noexcept {
  std::less<void const*> const before;
  return !before(taken, bytes_) && before(taken, bytes_ + size);
}

void* json_room::allocate(std::size_t bytes) {
  json_room* const room = innermost;
  if (room == nullptr || bytes > size - room->used_) return ::operator new(bytes);
  void* const taken = room->bytes_ + room->used_;
  room->used_ += (bytes + alignment - 1) / alignment * alignment;
  return taken;
}

void json_room::deallocate(void* taken) noexcept {
  if (innermost == nullptr || !innermost->holds(taken)) ::operator delete(taken);
}

}}} // namespace rubrica::v0_1::detail
