#include <rubrica/signing/help_page.hpp>

#include <rubrica/signing/preflight_rule.hpp>
#include <rubrica/signing/process_rule.hpp>

#include <fmt/format.h>

RUBRICA_BEGIN_NAMESPACE
namespace {

std::string page_of(std::string_view name, language language) {
  return fmt::format("guide/{}/errors/{}", language == rubrica::language::portuguese ? "pt" : "en", name);
}

} // namespace

std::string help_page(error_info const& error, language language) {
  bool const has_rule = signing::process_rule(error.rule).is_known();
  return page_of(has_rule ? std::string_view(error.rule) : to_string(error.code), language);
}

std::string help_page(problem const& one, language language) {
  if (!signing::preflight_rule(one.code).is_known()) return {};
  return page_of(one.code, language);
}

RUBRICA_END_NAMESPACE
