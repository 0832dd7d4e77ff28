#pragma once

#include "text/ascii.hpp"
#include "json/identifier.hpp"
#include "json/json_reader.hpp"
#include "json/json_token.hpp"
#include "json/member_table.hpp"
#include "json/unknown_values.hpp"

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

// Readers of the types that models are made of.

RUBRICA_BEGIN_NAMESPACE
namespace detail {

// ---- scalars ----

template <class T> void assign_text(void* object, std::string_view text) {
  as<T>(object) = T(text);
}

template <> struct handler_of<std::string> {
  static void assign(void* object, std::string_view text) { as<std::string>(object).assign(text); }
  static constexpr value_handler value = value_handler().on_string(&assign);
};

template <class T> inline constexpr bool is_made_from_text = std::is_same_v<T, personal> || std::is_same_v<T, secret>;

template <class T> struct handler_of<T, std::enable_if_t<std::is_class_v<T> && is_made_from_text<T>>> {
  static constexpr value_handler value = value_handler().on_string(&assign_text<T>);
};

template <class Set> void unknown_text(void* object, unknown_values& out) {
  Set const& value = as<Set>(object);
  if (!value.empty() && !value.is_known()) out.found();
}

/// The constant for the text, in any case and spelling; an unknown text stays as it is.
template <class Set> Set constant_of(std::string_view text) {
  Set written(text);
  if (written.is_known() || text.empty()) return written;
  Set usual{std::string_view(usual_spelling(text))};
  return usual.is_known() ? usual : written;
}

template <class Set> void assign_constant(void* object, std::string_view text) {
  as<Set>(object) = constant_of<Set>(text);
}

template <class Set> struct handler_of<Set, std::enable_if_t<std::is_base_of_v<open_enum<Set>, Set>>> {
  static constexpr value_handler value = value_handler().on_string(&assign_constant<Set>).on_unknowns(&unknown_text<Set>);
};

/// Without blanks around it, which would make another id of it.
template <class Kind> struct handler_of<id<Kind>> {
  static void assign(void* object, std::string_view text) { as<id<Kind>>(object) = id<Kind>(trimmed(text)); }
  static constexpr value_handler value = value_handler().on_string(&assign);
};

/// A time, also as the number of seconds or milliseconds since 1970; any other number is none.
template <> struct handler_of<timestamp> {
  static void number(void* object, std::string_view text) {
    timestamp const read(id_of_number(text));
    if (read.at()) as<timestamp>(object) = read;
  }
  static constexpr value_handler value = value_handler().on_string(&assign_text<timestamp>).on_number(&number);
};

template <> struct handler_of<bool> {
  static void assign(void* object, bool flag) { as<bool>(object) = flag; }
  static constexpr value_handler value = value_handler().on_boolean(&assign);
};

/// Integers in all spellings of JSON: `12`, `12.0`, `1.2e1`, also as strings. Anything else, or a number that does not fit,
/// leaves the value unchanged.
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

/// Numbers, also as strings.
template <class T> struct handler_of<T, std::enable_if_t<std::is_arithmetic_v<T>>> {
  static void assign(void* object, std::string_view text) { read_number(text, as<T>(object)); }
  static constexpr value_handler value = value_handler().on_string(&assign).on_number(&assign);
};

template <class T> struct handler_of<std::optional<T>, std::enable_if_t<std::is_arithmetic_v<T> && !std::is_same_v<T, bool>>> {
  static void assign(void* object, std::string_view text) {
    T read{};
    if (read_number(text, read)) as<std::optional<T>>(object) = read;
  }
  static constexpr value_handler value = value_handler().on_string(&assign).on_number(&assign);
};

/// Text that may come as a number: ids and codes.
template <class T> struct text_or_number {
  static void number(void* object, std::string_view text) { as<T>(object) = T(std::string_view(id_of_number(text))); }
  static constexpr value_handler value = value_handler(handler_of<T>::value).on_number(&number);
};

/// Any value, kept as JSON text.
struct raw_json {
  static std::string& kept(void* object) {
    as<std::string>(object).clear();
    return as<std::string>(object);
  }
  static constexpr value_handler value = value_handler().on_capture(&kept);
};

// ---- optional and vector ----

template <class T> struct handler_of<std::optional<T>, std::enable_if_t<!std::is_arithmetic_v<T> || std::is_same_v<T, bool>>> {
  static constexpr value_handler const& inner = handler_of<T>::value;
  static T* fill(void* object) { return &as<std::optional<T>>(object).emplace(); }

  static void null(void* object) { as<std::optional<T>>(object).reset(); }
  // What the inner handler lacks is asked for here and not when this one is made: with UndefinedBehaviorSanitizer, g++ does not
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
  static target begin_object(void* object) {
    return inner.begin_object != nullptr || inner.members.first != nullptr ? object_of(inner, fill(object)) : target{};
  }
  static target begin_array(void* object) { return inner.begin_array != nullptr ? inner.begin_array(fill(object)) : target{}; }

  static void unknowns(void* object, unknown_values& out) {
    auto& held = as<std::optional<T>>(object);
    if (held) out.look_in({&*held, &inner});
  }

  static constexpr value_handler value = value_handler()
                                             .on_null(&null)
                                             .on_boolean(&boolean)
                                             .on_number(&number)
                                             .on_string(&string)
                                             .on_object(&begin_object)
                                             .on_array(&begin_array)
                                             .on_unknowns(&unknowns);
};

template <class T> struct handler_of<std::vector<T>> {
  static target begin(void* object) {
    as<std::vector<T>>(object).clear();
    return {object, &value};
  }
  static target element(void* object) {
    auto& list = as<std::vector<T>>(object);
    if (list.capacity() == 0) list.reserve(at_first);
    return target_for(list.emplace_back());
  }

  static void unknowns(void* object, unknown_values& out) {
    for (T& one : as<std::vector<T>>(object)) out.look_in(target_for(one));
  }

  // Growing from one element costs three allocations for four elements; most lists are that short.
  static constexpr std::size_t at_first = 4;
  static constexpr value_handler value = value_handler().on_array(&begin).on_element(&element).on_unknowns(&unknowns);
};

} // namespace detail
RUBRICA_END_NAMESPACE
