#pragma once

#include "json/json_parse.hpp"

#include <string>

namespace rubrica_test {

/// Writes down the events that it receives.
struct recorder final : rubrica::detail::json_handler {
  std::string heard;

  void null() override { heard += "null;"; }
  void boolean(bool value) override { heard += value ? "true;" : "false;"; }
  void number(std::string_view text) override { note('#', text); }
  void string(std::string_view text) override { note('"', text); }
  void begin_object() override { heard += "{"; }
  void key(std::string_view text) override { note(':', text); }
  void end_object() override { heard += "}"; }
  void begin_array() override { heard += "["; }
  void end_array() override { heard += "]"; }

private:
  void note(char kind, std::string_view text) {
    heard += kind;
    heard += std::to_string(text.size());
    heard += '=';
    heard += text;
    heard += ';';
  }
};

/// The results of both producers of events for a text.
struct agreement {
  bool accepted = false;
  std::string difference{}; ///< empty when result, events and error are the same
};

inline agreement compare_producers(std::string const& text, rubrica::detail::json_limits const& limits) {
  recorder slow;
  recorder fast;
  auto const by_nlohmann = rubrica::detail::parse_with_nlohmann(text, slow, limits);
  auto const by_simdjson = rubrica::detail::parse_with_simdjson(text, fast, limits);
  if (by_nlohmann.has_value() != by_simdjson.has_value()) {
    return {by_simdjson.has_value(), by_nlohmann ? "only simdjson refuses" : "only nlohmann refuses"};
  }
  if (!by_nlohmann) return {false, to_string(by_nlohmann.error()) == to_string(by_simdjson.error()) ? "" : "other errors"};
  return {true, slow.heard == fast.heard ? "" : slow.heard + " / " + fast.heard};
}

inline rubrica::detail::json_limits strict_limits() {
  rubrica::detail::json_limits limits;
  limits.duplicate_keys = false;
  return limits;
}

/// Limits that differ from round to round.
inline rubrica::detail::json_limits varied_limits(int round) {
  rubrica::detail::json_limits limits;
  limits.duplicate_keys = round % 5 == 0;
  limits.depth = round % 7 == 0 ? 4 : 64;
  return limits;
}

} // namespace rubrica_test
