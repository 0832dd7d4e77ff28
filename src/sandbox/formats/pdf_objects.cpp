#include "sandbox/formats/pdf_objects.hpp"

#include "text/ascii.hpp"

#include <fmt/format.h>

#include <charconv>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

constexpr int largest_number = 8'388'607; // of an object, by ISO 32000 annex C

/// The number that follows the last such word.
std::optional<int> number_after_last(std::string_view text, std::string_view word) {
  std::size_t const at = text.rfind(word);
  if (at == std::string_view::npos) return std::nullopt;
  std::string_view const rest = detail::trimmed(text.substr(at + word.size(), 40));
  int value = 0;
  bool const read = std::from_chars(rest.data(), rest.data() + rest.size(), value).ec == std::errc();
  if (!read || value < 0) return std::nullopt;
  return value;
}

/// The dictionary of the last plain object of that number.
std::string dictionary_of(std::string_view pdf, int number) {
  std::string const begin = fmt::format("{} 0 obj", number);
  std::size_t at = pdf.rfind(begin);
  while (at != std::string_view::npos && at > 0 && detail::is_digit(pdf[at - 1])) at = pdf.rfind(begin, at - 1);
  if (at == std::string_view::npos) return {};
  std::string_view const rest = pdf.substr(at + begin.size());
  std::string_view const body = detail::trimmed(rest.substr(0, rest.find("endobj")));
  bool const is_dictionary = detail::begins_with(body, "<<") && body.size() >= 4 && body.substr(body.size() - 2) == ">>";
  return is_dictionary ? std::string(body) : std::string();
}

} // namespace

void pdf_objects::add(int number, std::string_view body) {
  places_[number] = before_ + text_.size();
  text_ += fmt::format("{} 0 obj\n{}\nendobj\n", number, body);
}

std::string pdf_objects::finish(int size, std::string_view trailer) && {
  std::size_t const table = before_ + text_.size();
  text_ += "xref\n0 1\n0000000000 65535 f \n";
  for (auto first = places_.begin(); first != places_.end();) {
    auto last = first;
    std::string rows;
    for (int number = first->first; last != places_.end() && last->first == number; ++last, ++number) {
      rows += fmt::format("{:010} 00000 n \n", last->second);
    }
    text_ += fmt::format("{} {}\n{}", first->first, std::distance(first, last), rows);
    first = last;
  }
  text_ += fmt::format("trailer\n<< /Size {}{} >>\nstartxref\n{}\n%%EOF\n", size, trailer, table);
  return std::move(text_);
}

std::string page_text(std::vector<std::string> const& lines) {
  std::string text = "BT /F1 12 Tf 14 TL 72 770 Td";
  for (std::string const& line : lines) {
    std::string escaped;
    for (char c : line) {
      if (c == '(' || c == ')' || c == '\\') escaped += '\\';
      escaped += c;
    }
    text += fmt::format(" ({}) Tj T*", escaped);
  }
  return text + " ET";
}

pdf_outline outline_of(std::string_view pdf) {
  pdf_outline out;
  out.next_number = number_after_last(pdf, "/Size").value_or(0);
  if (out.next_number < 1 || out.next_number > largest_number) out.next_number = 1'000'000; // above those of any small file
  if (auto const table = number_after_last(pdf, "startxref")) out.table = static_cast<std::size_t>(*table);
  out.catalog = number_after_last(pdf, "/Root");
  if (out.catalog) out.catalog_dictionary = dictionary_of(pdf, *out.catalog);
  out.pages = number_after_last(out.catalog_dictionary, "/Pages");
  if (out.pages) out.pages_dictionary = dictionary_of(pdf, *out.pages);
  return out;
}

std::optional<std::string> with_page(std::string dictionary, int page) {
  constexpr std::string_view count_key = "/Count";
  std::size_t const kids = dictionary.find("/Kids");
  std::size_t const end = kids == std::string::npos ? kids : dictionary.find(']', kids);
  auto const count = number_after_last(dictionary, count_key);
  if (end == std::string::npos || !count) return std::nullopt;
  std::size_t const digits = dictionary.find_first_of("0123456789", dictionary.rfind(count_key));
  std::size_t const digits_end = dictionary.find_first_not_of("0123456789", digits);
  std::string const kid = fmt::format(" {} 0 R", page);
  std::string const more = std::to_string(*count + 1);
  if (digits > end) { // the later place first, so that the other one stays where it is
    dictionary.replace(digits, digits_end - digits, more);
    dictionary.insert(end, kid);
  } else {
    dictionary.insert(end, kid);
    dictionary.replace(digits, digits_end - digits, more);
  }
  return dictionary;
}

std::string with_entry(std::string dictionary, std::string_view entry) {
  dictionary.insert(dictionary.size() - 2, fmt::format(" {} ", entry));
  return dictionary;
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
