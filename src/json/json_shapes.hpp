#pragma once

#include "json/identifier.hpp"
#include "json/json_bind.hpp"
#include "json/json_names.hpp"
#include "json/json_token.hpp"
#include "json/json_unknown.hpp"

#include <rubrica/core/id.hpp>
#include <rubrica/core/open_enum.hpp>
#include <rubrica/core/personal.hpp>
#include <rubrica/core/secret.hpp>
#include <rubrica/core/timestamp.hpp>

#include <charconv>
#include <cstdint>
#include <limits>
#include <optional>
#include <type_traits>
#include <vector>

// Shapes of the types that models are made of. A model of its own is described by a table:
//
//   struct signer_table {
//     using owner = signer;
//     static constexpr json_member list[] = {{"key", at<&signer::key>}, {"group", at<&signer::group>}};
//   };
//   template <> struct table_of<signer> { using type = signer_table; };

RUBRICA_BEGIN_NAMESPACE
namespace detail {

struct json_member {
  std::string_view key;
  slot (*to)(void* owner);
};

/// Names the table of a struct. Specialised beside each table.
template <class T> struct table_of;

template <class T, class = void> struct shape_of;

constexpr shape object_shape(slot (*begin)(void*), slot (*member)(void*, std::string_view, std::size_t&)) {
  shape s;
  s.begin_object = begin;
  s.member = member;
  return s;
}

constexpr shape array_shape(slot (*begin)(void*), slot (*element)(void*)) {
  shape s;
  s.begin_array = begin;
  s.element = element;
  return s;
}

constexpr shape scalar_shape(void (*string)(void*, std::string_view), void (*number)(void*, std::string_view) = nullptr,
                             void (*boolean)(void*, bool) = nullptr) {
  shape s;
  s.string = string;
  s.number = number;
  s.boolean = boolean;
  return s;
}

constexpr shape capture_shape(std::string& (*kept)(void*)) {
  shape s;
  s.capture = kept;
  return s;
}

template <class T> slot slot_for(T& object) {
  return {&object, &shape_of<T>::value};
}

template <class T> T& as(void* object) {
  return *static_cast<T*>(object);
}

// ---- members of structs ----

template <class Member> struct member_pointer;
template <class Owner, class Value> struct member_pointer<Value Owner::*> {
  using owner = Owner;
  using value = Value;
};

/// The member goes where its own type says.
template <auto Member> slot at(void* owner) {
  return slot_for(as<typename member_pointer<decltype(Member)>::owner>(owner).*Member);
}

/// The member is read by a shape other than that of its type, such as `text_or_number`.
template <auto Member, class Shape> slot at_as(void* owner) {
  return {&(as<typename member_pointer<decltype(Member)>::owner>(owner).*Member), &Shape::value};
}

template <class Table> slot exact_member_in(void* object, std::string_view key, std::size_t& hint) {
  constexpr std::size_t count = sizeof(Table::list) / sizeof(Table::list[0]);
  // Members come in the same order nearly always, so the search begins behind the last hit; one object may be read by two
  // tables, and then the last hit may have been in the other one, which may be longer.
  std::size_t const first = hint < count ? hint : 0;
  for (std::size_t step = 0; step < count; ++step) {
    std::size_t const index = first + step < count ? first + step : first + step - count;
    if (same_name(Table::list[index].key, key)) {
      hint = index + 1 < count ? index + 1 : 0;
      return Table::list[index].to(object);
    }
  }
  return {};
}

/// The member of this name; where there is none, the one that has it in lower case.
template <class Table> slot member_in(void* object, std::string_view key, std::size_t& hint) {
  slot const found = exact_member_in<Table>(object, key, hint);
  if (found.how != nullptr) return found;
  lower_name const lower(key);
  return lower.changed() ? exact_member_in<Table>(object, lower.view(), hint) : found;
}

constexpr shape with_unknowns(shape known, void (*unknowns)(void*, unknown_values&)) {
  known.unknowns = unknowns;
  return known;
}

template <class Table> void unknowns_in(void* object, unknown_values& out) {
  for (json_member const& one : Table::list) out.look(one.key, one.to(object));
}

/// A JSON object read by a table.
template <class Table> struct table_shape {
  static slot begin(void* object) { return {object, &value}; }
  static constexpr shape value = with_unknowns(object_shape(&begin, &member_in<Table>), &unknowns_in<Table>);
};

/// Members of a nested JSON object that belong to the same struct of ours.
template <class Table> slot same_owner(void* owner) {
  return {owner, &table_shape<Table>::value};
}

template <class T> struct shape_of<T, std::void_t<typename table_of<T>::type>> : table_shape<typename table_of<T>::type> {};

// ---- scalars ----

template <class T> void assign_text(void* object, std::string_view text) {
  as<T>(object) = T(text);
}

template <> struct shape_of<std::string> {
  static void assign(void* object, std::string_view text) { as<std::string>(object).assign(text); }
  static constexpr shape value = scalar_shape(&assign);
};

template <class T>
inline constexpr bool is_made_from_text =
    std::is_same_v<T, personal> || std::is_same_v<T, timestamp> || std::is_same_v<T, secret>;

template <class T> struct shape_of<T, std::enable_if_t<std::is_class_v<T> && is_made_from_text<T>>> {
  static constexpr shape value = scalar_shape(&assign_text<T>);
};

template <class Set> void unknown_text(void* object, unknown_values& out) {
  Set const& value = as<Set>(object);
  if (!value.empty() && !value.is_known()) out.found();
}

/// The constant that the text stands for, in whatever case and spelling; an unknown text stays as it is.
template <class Set> Set constant_of(std::string_view text) {
  Set written(text);
  if (written.is_known() || text.empty()) return written;
  Set usual{std::string_view(usual_spelling(text))};
  return usual.is_known() ? usual : written;
}

template <class Set> void assign_constant(void* object, std::string_view text) {
  as<Set>(object) = constant_of<Set>(text);
}

template <class Set> struct shape_of<Set, std::enable_if_t<std::is_base_of_v<open_enum<Set>, Set>>> {
  static constexpr shape value = with_unknowns(scalar_shape(&assign_constant<Set>), &unknown_text<Set>);
};

template <class Kind> struct shape_of<id<Kind>> { static constexpr shape value = scalar_shape(&assign_text<id<Kind>>); };

template <> struct shape_of<bool> {
  static void assign(void* object, bool flag) { as<bool>(object) = flag; }
  static constexpr shape value = scalar_shape(nullptr, nullptr, &assign);
};

/// Whole numbers in each way in which JSON writes them: `12`, `12.0`, `1.2e1`, also as text. What is no whole number or does not
/// fit leaves the value as it was.
template <class T> bool read_number(std::string_view text, T& out) {
  if constexpr (std::is_integral_v<T>) {
    auto const read = whole_number(text);
    if (!read || *read < (std::numeric_limits<T>::min)() || *read > (std::numeric_limits<T>::max)()) return false;
    out = static_cast<T>(*read);
    return true;
  } else {
    auto const read = double_of(text);
    if (read) out = static_cast<T>(*read);
    return read.has_value();
  }
}

/// Numbers, also when they come as text.
template <class T> struct shape_of<T, std::enable_if_t<std::is_arithmetic_v<T>>> {
  static void assign(void* object, std::string_view text) { read_number(text, as<T>(object)); }
  static constexpr shape value = scalar_shape(&assign, &assign);
};

template <class T> struct shape_of<std::optional<T>, std::enable_if_t<std::is_arithmetic_v<T> && !std::is_same_v<T, bool>>> {
  static void assign(void* object, std::string_view text) {
    T read{};
    if (read_number(text, read)) as<std::optional<T>>(object) = read;
  }
  static constexpr shape value = scalar_shape(&assign, &assign);
};

/// Text that may come as a number: ids and codes.
template <class T> struct text_or_number {
  static void number(void* object, std::string_view text) { as<T>(object) = T(std::string_view(id_of_number(text))); }
  static constexpr shape value = scalar_shape(&assign_text<T>, &number);
};

/// Any value, kept as JSON text.
struct raw_json {
  static std::string& kept(void* object) {
    as<std::string>(object).clear();
    return as<std::string>(object);
  }
  static constexpr shape value = capture_shape(&kept);
};

// ---- optional and vector ----

template <class T> struct shape_of<std::optional<T>, std::enable_if_t<!std::is_arithmetic_v<T> || std::is_same_v<T, bool>>> {
  static constexpr shape const& inner = shape_of<T>::value;
  static T* fill(void* object) { return &as<std::optional<T>>(object).emplace(); }

  static void null(void* object) { as<std::optional<T>>(object).reset(); }
  // What the inner shape lacks is asked for here and not when the shape is made: with UndefinedBehaviorSanitizer, g++ does not
  // take a comparison of function addresses for a constant.
  static void boolean(void* object, bool flag) {
    if (inner.boolean != nullptr) inner.boolean(fill(object), flag);
  }
  static void number(void* object, std::string_view text) {
    if (inner.number != nullptr) inner.number(fill(object), text);
  }
  static void string(void* object, std::string_view text) {
    if (inner.string != nullptr) inner.string(fill(object), text);
  }
  static slot begin_object(void* object) { return inner.begin_object != nullptr ? inner.begin_object(fill(object)) : slot{}; }
  static slot begin_array(void* object) { return inner.begin_array != nullptr ? inner.begin_array(fill(object)) : slot{}; }

  static void unknowns(void* object, unknown_values& out) {
    auto& held = as<std::optional<T>>(object);
    if (held && inner.unknowns != nullptr) inner.unknowns(&*held, out);
  }

  static constexpr shape value =
      with_unknowns({&null, &boolean, &number, &string, &begin_object, nullptr, &begin_array}, &unknowns);
};

template <class T> struct shape_of<std::vector<T>> {
  static slot begin(void* object) {
    as<std::vector<T>>(object).clear();
    return {object, &value};
  }
  static slot element(void* object) {
    auto& list = as<std::vector<T>>(object);
    if (list.capacity() == 0) list.reserve(at_first);
    return slot_for(list.emplace_back());
  }

  static void unknowns(void* object, unknown_values& out) {
    if (shape_of<T>::value.unknowns == nullptr) return;
    for (T& one : as<std::vector<T>>(object)) shape_of<T>::value.unknowns(&one, out);
  }

  // Growing from one costs three allocations for four elements; most lists are that short.
  static constexpr std::size_t at_first = 4;
  static constexpr shape value = with_unknowns(array_shape(&begin, &element), &unknowns);
};

} // namespace detail
RUBRICA_END_NAMESPACE
