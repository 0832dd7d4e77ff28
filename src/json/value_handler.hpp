#pragma once

#include <rubrica/core/export.hpp>

#include <cstddef>
#include <string>
#include <string_view>

RUBRICA_BEGIN_NAMESPACE
namespace detail {

struct value_handler;
class unknown_values;

/// The destination of the next JSON value: an object and its handler. An empty target, `{}`, ignores the value.
struct target {
  void* object;
  value_handler const* handler;
};

/// A member of a JSON object, and where its value goes.
struct json_member {
  std::string_view key;
  target (*to)(void* owner);
};

/// The members of an object that have a name; what looks them up is the same for all tables.
struct member_table {
  json_member const* first = nullptr;
  std::size_t count = 0;
};

/// How JSON values reach an object of one type. Kinds of values that the handler does not name are ignored: a value of the wrong
/// type counts as absent, because a callback must not be lost because of one field.
///
///   static constexpr value_handler value = value_handler().on_string(&assign).on_number(&assign);
struct value_handler {
  void (*null)(void*) = nullptr;
  void (*boolean)(void*, bool) = nullptr;
  void (*number)(void*, std::string_view) = nullptr;
  void (*string)(void*, std::string_view) = nullptr;
  target (*begin_object)(void*) = nullptr; ///< the target whose `member` is asked for its keys
  target (*member)(void*, std::string_view key, std::size_t& hint) = nullptr;
  member_table members{};                                 ///< instead of the two above
  target (*other)(void*, std::string_view key) = nullptr; ///< of the object with `members`: a member that the table does not name
  target (*begin_array)(void*) = nullptr;                 ///< the target whose `element` is asked for each item
  target (*element)(void*) = nullptr;
  std::string& (*capture)(void*) = nullptr;           ///< other kinds of values are appended here as JSON text
  void (*captured)(void*) = nullptr;                  ///< the text of `capture` is complete
  void (*unknowns)(void*, unknown_values&) = nullptr; ///< reports values in the object for which there is no constant

  // One of the above, by its name. Before its users, because clang asks for that in a constant expression.
  template <class Call> constexpr value_handler with(Call value_handler::*name, Call call) const {
    value_handler copy = *this;
    copy.*name = call;
    return copy;
  }
  constexpr value_handler on_null(decltype(null) call) const { return with(&value_handler::null, call); }
  constexpr value_handler on_boolean(decltype(boolean) call) const { return with(&value_handler::boolean, call); }
  constexpr value_handler on_number(decltype(number) call) const { return with(&value_handler::number, call); }
  constexpr value_handler on_string(decltype(string) call) const { return with(&value_handler::string, call); }
  constexpr value_handler on_object(decltype(begin_object) call) const { return with(&value_handler::begin_object, call); }
  constexpr value_handler on_member(decltype(member) call) const { return with(&value_handler::member, call); }
  constexpr value_handler on_members(member_table table) const { return with(&value_handler::members, table); }
  constexpr value_handler on_other(decltype(other) call) const { return with(&value_handler::other, call); }
  constexpr value_handler on_array(decltype(begin_array) call) const { return with(&value_handler::begin_array, call); }
  constexpr value_handler on_element(decltype(element) call) const { return with(&value_handler::element, call); }
  constexpr value_handler on_capture(decltype(capture) call) const { return with(&value_handler::capture, call); }
  constexpr value_handler on_captured(decltype(captured) call) const { return with(&value_handler::captured, call); }
  constexpr value_handler on_unknowns(decltype(unknowns) call) const { return with(&value_handler::unknowns, call); }
};

/// The target whose members are asked for when an object begins; an empty one ignores the object.
inline target object_of(value_handler const& handler, void* object) {
  if (handler.begin_object != nullptr) return handler.begin_object(object);
  return handler.members.first != nullptr ? target{object, &handler} : target{};
}

} // namespace detail
RUBRICA_END_NAMESPACE
