#pragma once

#include <rubrica/core/error.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

// Shared by all targets: how they split their input, and how they check that something holds.

/// libFuzzer calls it with each input, replay.cpp with each file of the corpus.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size);

namespace rubrica_fuzz {

/// Ends the process, and so the search, when a property does not hold.
inline void require(bool holds, char const* sentence) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", sentence);
  std::abort();
}

inline std::string_view text_of(std::uint8_t const* data, std::size_t size) {
  return size == 0 ? std::string_view() : std::string_view(reinterpret_cast<char const*>(data), size);
}

/// Removes the last byte, which chooses among a target's settings. It is the last one so that a file of tests/data, which ends
/// in a line break, is a valid input.
inline std::size_t take_choice(std::string_view& input) {
  if (input.empty()) return 0;
  auto const last = static_cast<unsigned char>(input.back());
  input.remove_suffix(1);
  return last;
}

/// Removes and returns the part before the first mark, or everything.
inline std::string_view take_until(std::string_view& input, char mark) {
  std::size_t const end = std::min(input.find(mark), input.size());
  std::string_view const part = input.substr(0, end);
  input.remove_prefix(std::min(end + 1, input.size()));
  return part;
}

/// Separates several texts in one input; no JSON text contains it.
inline constexpr char record_separator = '\x1E';

inline std::vector<std::string_view> records_of(std::string_view input, std::size_t most) {
  std::vector<std::string_view> records;
  while (records.size() < most && (records.empty() || !input.empty())) records.push_back(take_until(input, record_separator));
  return records;
}

inline std::string_view trimmed(std::string_view json) {
  std::size_t const first = std::min(json.find_first_not_of(" \t\r\n"), json.size());
  return json.substr(first, json.find_last_not_of(" \t\r\n") + 1 - first); // npos + 1 is 0, and first is then the end
}

/// Checks the error of a parser: one of its codes, a sentence, and if there is a place, one inside the text.
inline void require_explained(rubrica::error_info const& error, std::initializer_list<rubrica::errc> allowed,
                              std::string_view text) {
  require(std::find(allowed.begin(), allowed.end(), error.code) != allowed.end(), "the error has one of the documented codes");
  require(!error.message.empty() && !to_string(error).empty(), "the error has a sentence");
  require(error.outcome == rubrica::outcome::not_sent && error.http_status == 0, "nothing was sent");
  auto const may_break = [](char c) { return c == '\n' || c == '%'; }; // a form escapes its line breaks
  auto const lines = static_cast<int>(std::count_if(text.begin(), text.end(), may_break)) + 1;
  require((error.line == 0) == (error.column == 0), "a place has a line and a column, or there is none");
  require(error.line >= 0 && error.line <= lines, "the line exists");
  require(error.column >= 0 && error.column <= static_cast<int>(text.size()) + 1, "the column exists");
}

} // namespace rubrica_fuzz
