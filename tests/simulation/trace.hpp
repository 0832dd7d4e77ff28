#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

namespace simulation {

/// Everything that happens in a run: always as a hash, and as text when somebody wants to read it.
class trace {
public:
  explicit trace(bool keeps_text) : keeps_text_(keeps_text) {}

  /// One line: texts and whole numbers.
  template <class... Parts> void note(std::int64_t at, Parts const&... parts) {
    add(at);
    (add(parts), ...);
    if (keeps_text_) text_ += '\n';
  }

  [[nodiscard]] std::uint64_t hash() const { return hash_; }
  [[nodiscard]] std::string const& text() const { return text_; }

private:
  template <class Part> void add(Part const& part) {
    if constexpr (std::is_arithmetic_v<Part> || std::is_enum_v<Part>) {
      mix(static_cast<std::uint64_t>(part));
      if (keeps_text_) text_.append(std::to_string(static_cast<std::int64_t>(part))).append(" ");
    } else {
      std::string_view const words(part);
      for (char const c : words) mix(static_cast<unsigned char>(c));
      if (keeps_text_) text_.append(words).append(" ");
    }
  }
  void mix(std::uint64_t value) { hash_ = (hash_ ^ value) * 0x100000001B3; }

  bool keeps_text_;
  std::uint64_t hash_ = 0xCBF29CE484222325;
  std::string text_;
};

} // namespace simulation
