#pragma once

#include "signing/preflight/findings.hpp"
#include "text/nearest.hpp"

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

// Values for which the service has a fixed list (clicksign-rest §5.1, §7.1, §8).

RUBRICA_BEGIN_NAMESPACE
namespace signing {

/// Words that people use for a value of the list, in Portuguese or in the user interface; none unless the set defines them.
template <class Set> std::vector<text::synonym> synonyms_of() {
  return {};
}
template <> std::vector<text::synonym> synonyms_of<clicksign::role>();
template <> std::vector<text::synonym> synonyms_of<clicksign::authentication>();
template <> std::vector<text::synonym> synonyms_of<clicksign::channel>();
template <> std::vector<text::synonym> synonyms_of<clicksign::locale>();

/// Adds a finding when the service is known to refuse the value. It suggests what was probably meant, and never repeats what was
/// written.
template <class Set>
void check_listed(open_enum<Set> const& value, std::string pointer, preflight_rule::known rule, std::string_view noun,
                  findings& out) {
  if (value.is_known() || value.is_unlisted()) return;
  std::vector<std::string_view> list;
  for (auto const& one : Set::all) list.push_back(one.text);
  std::string_view const meant = text::nearest(value.text(), list, synonyms_of<Set>());
  std::string const hint = meant.empty() ? std::string() : fmt::format(" Is \"{}\" meant?", meant);
  out.add(std::move(pointer), rule,
          fmt::format("ClickSign has no such {}.{} One that is new goes out with unlisted().", noun, hint));
}

} // namespace signing
RUBRICA_END_NAMESPACE
