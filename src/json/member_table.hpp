#pragma once

#include "json/value_handler.hpp"

#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>

// How the members of a JSON object reach a struct. The table stands beside the model, in the model's namespace, and is found by
// argument-dependent lookup:
//
//   constexpr auto json_members(detail::tag<signer>) {
//     return detail::member_list({{"key", detail::member<&signer::key>}, {"group", detail::member<&signer::group>}});
//   }
//
// A model that no table describes has a reader of its own, a struct with a `value_handler` named `value`:
//
//   signer_reader json_reader(detail::tag<signer>);

RUBRICA_BEGIN_NAMESPACE
namespace detail {

/// Names a type in a call.
template <class T> struct tag {};

template <std::size_t Count> constexpr std::array<json_member, Count> member_list(json_member const (&members)[Count]) {
  std::array<json_member, Count> list{};
  for (std::size_t i = 0; i < Count; ++i) list[i] = members[i];
  return list;
}

/// The table of a model.
template <class T> inline constexpr auto members_of = json_members(tag<T>());

/// `handler_of<T>::value` reads a T.
template <class T, class = void> struct handler_of;

template <class T> target target_for(T& object) {
  return {&object, &handler_of<T>::value};
}

template <class T> T& as(void* object) {
  return *static_cast<T*>(object);
}

template <class Member> struct member_pointer;
template <class Owner, class Value> struct member_pointer<Value Owner::*> {
  using owner = Owner;
  using value = Value;
};

/// The member is read as its own type says.
template <auto Member> target member(void* owner) {
  return target_for(as<typename member_pointer<decltype(Member)>::owner>(owner).*Member);
}

/// The member is read by a reader other than that of its type, such as `text_or_number`.
template <auto Member, class Reader> target member_as(void* owner) {
  return {&(as<typename member_pointer<decltype(Member)>::owner>(owner).*Member), &Reader::value};
}

/// The member of this name; if there is none, the one with the name in lower case.
RUBRICA_EXPORT target find_member(member_table const& members, void* object, std::string_view key, std::size_t& hint);

template <auto const& Members> inline constexpr member_table table_of{Members.data(), Members.size()};

template <auto const& Members> target member_in(void* object, std::string_view key, std::size_t& hint) {
  return find_member(table_of<Members>, object, key, hint);
}

/// Reads a JSON object by a table.
template <auto const& Members> struct table_reader {
  static constexpr value_handler value = value_handler().on_members(table_of<Members>);
};

/// Members of a nested JSON object that belong to the same struct of ours.
template <auto const& Members> target same_owner(void* owner) {
  return {owner, &table_reader<Members>::value};
}

template <class T, class = void> inline constexpr bool has_table = false;
template <class T> inline constexpr bool has_table<T, std::void_t<decltype(json_members(tag<T>()))>> = true;
template <class T, class = void> inline constexpr bool has_reader = false;
template <class T> inline constexpr bool has_reader<T, std::void_t<decltype(json_reader(tag<T>()))>> = true;

template <class T> struct handler_of<T, std::enable_if_t<has_table<T>>> : table_reader<members_of<T>> {};
template <class T> struct handler_of<T, std::enable_if_t<has_reader<T>>> : decltype(json_reader(tag<T>())) {};

} // namespace detail
RUBRICA_END_NAMESPACE
