#pragma once

#include "json/model_handlers.hpp"

// Readers for irregular values in ClickSign's callbacks (clicksign-callbacks §9).

RUBRICA_BEGIN_NAMESPACE
namespace clicksign::webhook {

using detail::as;
using detail::json_member;
using detail::member;
using detail::member_as;
using detail::member_in;
using detail::member_list;
using detail::members_of;
using detail::same_owner;
using detail::target;
using detail::target_for;
using detail::text_or_number;
using detail::value_handler;

/// One string or an array of strings, like `sign_as`. Empty strings are left out.
template <class T> struct one_or_many {
  static void append(void* object, std::string_view text) {
    if (text.empty()) return;
    auto& list = as<std::vector<T>>(object);
    if (list.capacity() == 0) list.reserve(detail::handler_of<std::vector<T>>::at_first);
    if constexpr (std::is_base_of_v<open_enum<T>, T>)
      list.push_back(detail::constant_of<T>(text));
    else
      list.emplace_back(text);
  }
  static target begin(void* object) {
    as<std::vector<T>>(object).clear();
    return {object, &value};
  }
  static target element(void* object) { return {object, &item}; }

  static constexpr value_handler item = value_handler().on_string(&append);
  static constexpr value_handler value = value_handler().on_string(&append).on_array(&begin).on_element(&element);
};

inline void nothing(void*) {}

/// A string stays as it is, null leaves the member empty, everything else is kept as JSON text.
struct text_or_json {
  static constexpr value_handler value =
      value_handler().on_null(&nothing).on_string(&detail::assign_text<std::string>).on_capture(&detail::raw_json::kept);
};

/// Any value as JSON text; null leaves the member empty.
struct json_unless_null {
  static constexpr value_handler value = value_handler().on_null(&nothing).on_capture(&detail::raw_json::kept);
};

/// Read as any T, for a member that has a better source: it counts only where that says nothing.
template <class T> struct unless_given {
  static void string(void* object, std::string_view text) {
    if (as<T>(object).empty()) detail::handler_of<T>::value.string(object, text);
  }
  static void number(void* object, std::string_view text) {
    if (as<T>(object).empty()) detail::handler_of<T>::value.number(object, text);
  }
  static constexpr value_handler value = value_handler().on_string(&string).on_number(&number);
};

/// The envelope as an object with `key` or `id`, or only its id. A placeholder says nothing.
struct envelope_reference {
  static void text(void* object, std::string_view id) {
    if (!detail::is_placeholder(id)) as<envelope_id>(object) = envelope_id(detail::trimmed(id));
  }
  static target begin(void* object) { return {object, &value}; }
  static target member(void* object, std::string_view key, std::size_t&) {
    return key == "key" || key == "id" ? target{object, &only_id} : target{};
  }
  static constexpr value_handler only_id = value_handler().on_number(&text).on_string(&text);
  static constexpr value_handler value = only_id.on_object(&begin).on_member(&member);
};

/// A member of a struct inside the owner.
template <auto Outer, auto Inner> target inside(void* owner) {
  return target_for(as<typename detail::member_pointer<decltype(Outer)>::owner>(owner).*Outer.*Inner);
}

} // namespace clicksign::webhook
RUBRICA_END_NAMESPACE
