#pragma once

#include "json/json_shapes.hpp"

// Shapes for the oddities of ClickSign's callbacks (clicksign-callbacks §9).

RUBRICA_BEGIN_NAMESPACE
namespace detail {

/// One text or an array of texts, as `sign_as` comes. Empty texts say nothing and are left out.
template <class T> struct one_or_many {
  static void append(void* object, std::string_view text) {
    if (text.empty()) return;
    auto& list = as<std::vector<T>>(object);
    if (list.capacity() == 0) list.reserve(shape_of<std::vector<T>>::at_first);
    if constexpr (std::is_base_of_v<open_enum<T>, T>)
      list.push_back(constant_of<T>(text));
    else
      list.emplace_back(text);
  }
  static slot begin(void* object) {
    as<std::vector<T>>(object).clear();
    return {object, &value};
  }
  static slot element(void* object) { return {object, &item}; }

  static constexpr shape item = scalar_shape(&append);
  static constexpr shape value{nullptr, nullptr, nullptr, &append, nullptr, nullptr, &begin, &element, nullptr, nullptr};
};

inline void nothing(void*) {}

/// A text stays as it is, null leaves the member empty, everything else is kept as JSON text.
struct text_or_json {
  static constexpr shape value{&nothing, nullptr, nullptr, &assign_text<std::string>, nullptr,
                               nullptr,  nullptr, nullptr, &raw_json::kept,           nullptr};
};

/// Any value as JSON text; null leaves the member empty.
struct json_unless_null {
  static constexpr shape value{&nothing, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, &raw_json::kept, nullptr};
};

/// The envelope as an object with `key` or `id`, or only its id.
struct envelope_reference {
  static void text(void* object, std::string_view id) { as<envelope_id>(object) = envelope_id(id); }
  static slot begin(void* object) { return {object, &value}; }
  static slot member(void* object, std::string_view key, std::size_t&) {
    return key == "key" || key == "id" ? slot{object, &text_or_number<envelope_id>::value} : slot{};
  }
  static constexpr shape value{nullptr, nullptr, &text, &text, &begin, &member, nullptr, nullptr, nullptr, nullptr};
};

/// A member of a struct inside the owner.
template <auto Outer, auto Inner> slot inside(void* owner) {
  return slot_for(as<typename member_pointer<decltype(Outer)>::owner>(owner).*Outer.*Inner);
}

} // namespace detail
RUBRICA_END_NAMESPACE
