#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>

namespace crm {

/// Markup. A text becomes part of it only escaped, so that nobody's name is ever read as a tag.
class html {
public:
  html() = default;
  /// Our own literal, in which each `{}` stands for the next value: `html("<td>{}</td>", name)`.
  template <std::size_t N, class... Values> explicit html(char const (&literal)[N], Values const&... values) {
    fill(std::string_view(literal, N - 1), {part(values)...});
  }

  html& operator+=(html const& more) {
    text_ += more.text_;
    return *this;
  }
  [[nodiscard]] std::string const& text() const { return text_; }
  [[nodiscard]] bool empty() const { return text_.empty(); }

private:
  static std::string part(html const& markup) { return markup.text_; }
  static std::string part(std::string_view text);
  static std::string part(long long number) { return std::to_string(number); }
  static std::string part(int number) { return std::to_string(number); }

  void fill(std::string_view literal, std::initializer_list<std::string> values);

  std::string text_;
};

/// A text that somebody typed, which may be written from right to left: it stands by itself, whatever is around it.
inline html typed(std::string_view text) {
  return html("<bdi dir=\"auto\">{}</bdi>", text);
}

} // namespace crm
