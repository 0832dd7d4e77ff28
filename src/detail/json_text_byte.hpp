#pragma once

#include "detail/json_room.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <cstring>
#include <cwchar>
#include <iterator>
#include <memory>
#include <new>
#include <string>
#include <type_traits>
#include <utility>

// nlohmann's lexer keeps each token as it stands in the text, in a std::vector of what the text's iterator points to. That
// vector grows from nothing in every parse, and nobody can hand it an allocator: ten allocations for a callback. A byte of a
// type of ours has a std::allocator of ours, as [namespace.std] allows.

namespace rubrica { inline namespace v0_1 { namespace detail {

enum class text_byte : unsigned char {};

/// Goes through a text byte by byte.
class text_cursor {
public:
  using iterator_category = std::input_iterator_tag;
  using value_type = text_byte;
  using difference_type = std::ptrdiff_t;
  using pointer = void;
  using reference = text_byte;

  explicit text_cursor(char const* at) noexcept : at_(at) {}

  text_byte operator*() const noexcept { return static_cast<text_byte>(*at_); }
  text_cursor& operator++() noexcept { return ++at_, *this; }
  text_cursor operator++(int) noexcept { return text_cursor(at_++); }
  friend bool operator==(text_cursor a, text_cursor b) noexcept { return a.at_ == b.at_; }
  friend bool operator!=(text_cursor a, text_cursor b) noexcept { return a.at_ != b.at_; }

private:
  char const* at_;
};

}}} // namespace rubrica::v0_1::detail

namespace std {

template <> struct char_traits<rubrica::detail::text_byte> {
  using char_type = rubrica::detail::text_byte;
  using int_type = int;
  using off_type = streamoff;
  using pos_type = streampos;
  using state_type = mbstate_t;

  static constexpr int_type eof() noexcept { return EOF; }
  static constexpr int_type not_eof(int_type c) noexcept { return c == EOF ? 0 : c; }
  static constexpr int_type to_int_type(char_type c) noexcept { return static_cast<int_type>(c); }
  static constexpr char_type to_char_type(int_type c) noexcept { return static_cast<char_type>(c); }
  static constexpr bool eq_int_type(int_type a, int_type b) noexcept { return a == b; }
  static constexpr bool eq(char_type a, char_type b) noexcept { return a == b; }
  static constexpr bool lt(char_type a, char_type b) noexcept { return a < b; }
  static void assign(char_type& to, char_type const& from) noexcept { to = from; }
  static char_type* assign(char_type* to, size_t count, char_type c) { return fill_n(to, count, c), to; }
  static char_type* copy(char_type* to, char_type const* from, size_t count) { return copy_n(from, count, to), to; }
  static char_type* move(char_type* to, char_type const* from, size_t count) {
    return static_cast<char_type*>(memmove(to, from, count));
  }
  static int compare(char_type const* a, char_type const* b, size_t count) { return memcmp(a, b, count); }
  static size_t length(char_type const* text) { return strlen(reinterpret_cast<char const*>(text)); }
  static char_type const* find(char_type const* text, size_t count, char_type const& c) {
    return static_cast<char_type const*>(memchr(text, to_int_type(c), count));
  }
};

/// Takes from the room of the parse that runs.
template <> struct allocator<rubrica::detail::text_byte> {
  using value_type = rubrica::detail::text_byte;
  using pointer = value_type*;
  using const_pointer = value_type const*;
  using reference = value_type&;
  using const_reference = value_type const&;
  using size_type = size_t;
  using difference_type = ptrdiff_t;
  using propagate_on_container_move_assignment = true_type;
  using is_always_equal = true_type;
  template <class T> struct rebind { using other = allocator<T>; };

  allocator() noexcept = default;
  template <class T> allocator(allocator<T> const&) noexcept {}

  pointer allocate(size_type count, void const* = nullptr) { return room().allocate(count); }
  void deallocate(pointer first, size_type count) noexcept { room().deallocate(first, count); }
  pointer address(reference one) const noexcept { return std::addressof(one); }
  const_pointer address(const_reference one) const noexcept { return std::addressof(one); }
  size_type max_size() const noexcept { return static_cast<size_type>(-1) / 2; }
  template <class T, class... Args> void construct(T* at, Args&&... args) {
    ::new (static_cast<void*>(at)) T(std::forward<Args>(args)...);
  }
  template <class T> void destroy(T* at) { at->~T(); }

  friend bool operator==(allocator const&, allocator const&) noexcept { return true; }
  friend bool operator!=(allocator const&, allocator const&) noexcept { return false; }

private:
  using room = rubrica::detail::room_allocator<value_type>;
};

} // namespace std
