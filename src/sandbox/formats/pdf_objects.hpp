#pragma once

#include <rubrica/core/export.hpp>

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {

/// Objects of a PDF as they are written one after another, and the table of their places.
class pdf_objects {
public:
  /// `before` bytes of the file stand before them.
  explicit pdf_objects(std::size_t before) : before_(before) {}

  void add(int number, std::string_view body);
  /// The objects, the table and the trailer. `trailer` is what it says besides the size.
  [[nodiscard]] std::string finish(int size, std::string_view trailer) &&;

private:
  std::size_t before_;
  std::string text_;
  std::map<int, std::size_t> places_;
};

/// The operators that draw these lines with the font /F1.
std::string page_text(std::vector<std::string> const& lines);

/// What is found in a PDF without following its tables.
struct pdf_outline {
  int next_number = 1; ///< of an object that can be added
  std::optional<int> catalog{};
  std::string catalog_dictionary{}; ///< empty: it is not a plain object
  std::optional<int> pages{};
  std::string pages_dictionary{};     ///< empty: it is not a plain object
  std::optional<std::size_t> table{}; ///< of the last revision
};

pdf_outline outline_of(std::string_view pdf);

/// The dictionary with one page more; nothing when it is not written as expected.
std::optional<std::string> with_page(std::string dictionary, int page);
/// The dictionary with another entry, in front of its end.
std::string with_entry(std::string dictionary, std::string_view entry);

} // namespace sandbox
RUBRICA_END_NAMESPACE
