#pragma once

#include "text/plain.hpp"
#include "json/json_writer.hpp"

#include <rubrica/core/error.hpp>
#include <rubrica/core/field.hpp>
#include <rubrica/core/open_enum.hpp>
#include <rubrica/core/personal.hpp>
#include <rubrica/core/timestamp.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// How values of models are written as attributes: one overload for each kind of value.

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {

inline void write_value(detail::json_writer& out, std::string const& value) {
  out.string(value);
}
inline void write_value(detail::json_writer& out, bool value) {
  out.boolean(value);
}
inline void write_value(detail::json_writer& out, int value) {
  out.integer(value);
}
/// As RFC 3339; `unreadable` checked before that it can be parsed.
inline void write_value(detail::json_writer& out, timestamp const& value) {
  out.string(normalized(value).value_or(value).text());
}
/// Normalised: ClickSign takes a pasted no-break space for a letter.
inline void write_value(detail::json_writer& out, personal const& value) {
  out.string(text::plain(value.reveal()));
}
template <class Set> void write_value(detail::json_writer& out, open_enum<Set> const& value) {
  out.string(value.text());
}
/// The shortest number that is read back as the same value, with a point in every locale. What is not finite makes the output
/// invalid.
void write_value(detail::json_writer& out, double value);
template <class T> void write_value(detail::json_writer& out, std::vector<T> const& list) {
  out.begin_array();
  for (T const& one : list) write_value(out, one);
  out.end_array();
}

inline void write_attribute(detail::json_writer& out, std::string_view name, personal const& value) {
  out.key(name);
  write_value(out, value);
}

/// Writes the attribute when there is a value.
template <class T> void write_attribute(detail::json_writer& out, std::string_view name, std::optional<T> const& value) {
  if (!value) return;
  out.key(name);
  write_value(out, *value);
}

/// Writes the attribute unless it is absent; null is written as null.
template <class T> void write_attribute(detail::json_writer& out, std::string_view name, field<T> const& value) {
  if (value.is_absent()) return;
  out.key(name);
  if (value.is_null())
    out.null();
  else
    write_value(out, *value.value());
}

inline void write_given(detail::json_writer& out, std::string_view name, personal const& value) {
  if (!value.empty()) write_attribute(out, name, value);
}

/// An argument that cannot be sent, with its rule, a sentence and its place in the caller's request.
inline error_info refused_argument(std::string rule, std::string_view sentence, std::string pointer) {
  error_info error = make_error(errc::invalid_argument, sentence);
  error.problems.push_back({std::move(rule), "preflight", std::string(sentence), std::move(pointer)});
  return error;
}

/// Why a timestamp cannot be sent; nothing when it can.
inline std::optional<error_info> unreadable(timestamp const& moment, std::string_view name) {
  if (normalized(moment)) return std::nullopt;
  return refused_argument(std::string(name.substr(name.rfind('/') + 1)) + "_form",
                          "The date cannot be read, or there is no such day.", '/' + std::string(name));
}

} // namespace clicksign
RUBRICA_END_NAMESPACE
