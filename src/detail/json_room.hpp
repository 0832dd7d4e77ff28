#pragma once

#include <cstddef>
#include <limits>
#include <new>
#include <string>

namespace rubrica { inline namespace v0_1 { namespace detail {

/// Bytes on the stack for what grows during a parse: room_allocator takes from the innermost room of its thread what fits, and
/// the rest from the heap. Nothing comes back before the room goes, which must outlive all that took from it.
class json_room {
public:
  json_room() noexcept;
  ~json_room();
  json_room(json_room const&) = delete;
  json_room& operator=(json_room const&) = delete;

  static void* allocate(std::size_t bytes);
  static void deallocate(void* taken) noexcept;

private:
  // Two buffers that double up to a token of half a kilobyte, such as a signed URL, take three.
  static constexpr std::size_t size = 4u << 10;
  static constexpr std::size_t alignment = alignof(std::max_align_t);

  bool holds(void const* taken) const noexcept;

  json_room* outer_;
  std::size_t used_ = 0;
  alignas(std::max_align_t) unsigned char bytes_[size];
};

template <class T> struct room_allocator {
  using value_type = T;

  room_allocator() noexcept = default;
  template <class U> room_allocator(room_allocator<U> const&) noexcept {}

  T* allocate(std::size_t count) {
    if (count > std::numeric_limits<std::size_t>::max() / sizeof(T)) throw std::bad_alloc();
    return static_cast<T*>(json_room::allocate(count * sizeof(T)));
  }
  void deallocate(T* first, std::size_t) noexcept { json_room::deallocate(first); }

  friend bool operator==(room_allocator const&, room_allocator const&) noexcept { return true; }
  friend bool operator!=(room_allocator const&, room_allocator const&) noexcept { return false; }
};

using room_string = std::basic_string<char, std::char_traits<char>, room_allocator<char>>;

}}} // namespace rubrica::v0_1::detail
