#include "signing/signed_file/pdf_time.hpp"

#include "text/ascii.hpp"

#include <fmt/format.h>

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace signing {

std::optional<instant> read_pdf_time(std::string_view text) {
  constexpr std::string_view mark = "D:";
  constexpr std::size_t to_minute = 12;
  constexpr std::size_t to_second = 14;
  if (detail::begins_with(text, mark)) text.remove_prefix(mark.size());
  auto const* const end = std::find_if_not(text.begin(), text.end(), &detail::is_digit);
  std::string_view const digits = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  if (digits.size() != to_minute && digits.size() != to_second) return std::nullopt;
  std::string offset;
  for (char const c : text.substr(digits.size())) {
    if (c != '\'') offset += c;
  }
  // `+03`, `-0300`, `Z`, and `Z00'00'`, which some programs write
  if (offset.empty() || offset.front() == 'Z') offset = "+0000";
  if (offset.size() == 3) offset += "00";
  if (offset.size() != 5) return std::nullopt;
  std::string_view const second = digits.size() == to_second ? digits.substr(to_minute, 2) : std::string_view("00");
  std::string const iso = fmt::format("{}-{}-{}T{}:{}:{}{}:{}", digits.substr(0, 4), digits.substr(4, 2), digits.substr(6, 2),
                                      digits.substr(8, 2), digits.substr(10, 2), second, offset.substr(0, 3), offset.substr(3));
  return timestamp(iso).at();
}

} // namespace signing
RUBRICA_END_NAMESPACE
