#include "clicksign/protocol/unknowns.hpp"

#include "json/member_names.hpp"

#include <string>

RUBRICA_BEGIN_NAMESPACE
namespace clicksign {
namespace {

using kind = http::unknown_notice::what;

/// ClickSign's names are in snake case; anything else may be a value in the place of a name and is not reported.
bool is_name(std::string_view text) {
  constexpr std::size_t longest = 60;
  constexpr std::size_t most_digits = 3; // `sha256`; a CPF has eleven, a phone number ten
  if (text.empty() || text.size() > longest || (text[0] >= '0' && text[0] <= '9')) return false;
  std::size_t digits = 0;
  for (char c : text) {
    bool const digit = c >= '0' && c <= '9';
    digits += digit ? 1 : 0;
    if (!digit && !(c >= 'a' && c <= 'z') && c != '_') return false;
  }
  return digits <= most_digits;
}

} // namespace

void tell_unknown(http::observer& observer, std::string_view type, std::string_view raw, detail::target model) {
  if (auto const names = detail::member_names(raw)) {
    for (std::string const& name : *names) {
      std::string const where = std::string(type) + "." + (is_name(name) ? name : "(no name)");
      observer.unknown({kind::field, where});
    }
  }
  detail::unknown_values found{std::string(type)};
  found.look_in(model);
  for (std::string place : found.places()) {
    constexpr std::string_view wrapper = ".attributes.";
    auto const at = place.find(wrapper);
    if (at != std::string::npos) place.replace(at, wrapper.size(), ".");
    observer.unknown({kind::value, place});
  }
}

} // namespace clicksign
RUBRICA_END_NAMESPACE
