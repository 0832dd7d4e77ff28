#include <rubrica/callbacks/route.hpp>

#include "callbacks/path_form.hpp"
#include "text/ascii.hpp"

RUBRICA_BEGIN_NAMESPACE
namespace callbacks {
namespace {

using detail::begins_with;

/// https, or http to this machine; with a host, without query, fragment and blanks.
bool is_base(std::string_view base) {
  std::size_t const end_of_scheme = base.find("://");
  if (end_of_scheme == std::string_view::npos || base.find_first_of("?# \t\r\n\"<>\\") != std::string_view::npos) return false;
  std::string_view const scheme = base.substr(0, end_of_scheme);
  std::string_view const authority = base.substr(end_of_scheme + 3, base.find('/', end_of_scheme + 3) - end_of_scheme - 3);
  if (scheme == "https") return !authority.empty();
  std::string_view const host = authority.substr(0, authority.find(':'));
  return scheme == "http" && (host == "localhost" || host == "127.0.0.1" || begins_with(authority, "[::1]"));
}

} // namespace

std::string_view to_string(provider value) noexcept {
  switch (value) {
  case provider::clicksign: return "clicksign";
  case provider::assinebem: return "assinebem";
  case provider::pacto: return "pacto";
  }
  return "unknown";
}

result<secret> registration_url(std::string_view base, route const& route, std::string_view hint) {
  std::string_view const form = route.path.empty() ? usual_form(route.provider) : std::string_view(route.path);
  if (!is_base(base)) return make_error(errc::invalid_argument, "the base must be an https URL without a query");
  if (!is_path_form(form)) return make_error(errc::invalid_argument, "the path must have one segment {TOKEN}");
  if (!is_path_segment(route.path_token.reveal())) return make_error(errc::invalid_argument, "no usable path token");
  if (!hint.empty() && !(has_hint(form) && is_path_segment(hint))) {
    return make_error(errc::invalid_argument, "the path has no segment {HINT}, or the hint cannot stand in a URL");
  }
  while (!base.empty() && base.back() == '/') base.remove_suffix(1);
  return secret(std::string(base) + fill_in(form, route.path_token.reveal(), hint));
}

} // namespace callbacks
RUBRICA_END_NAMESPACE
