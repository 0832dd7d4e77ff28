#include "pages/words.hpp"

#include <rubrica/signing/label.hpp>

namespace crm {

std::string date_of(rubrica::timestamp const& when) {
  auto const moment = when.at();
  if (!moment) return {};
  std::string const text = rubrica::timestamp(*moment).text(); // 2026-12-29T14:05:00.000-03:00
  return text.substr(8, 2) + '/' + text.substr(5, 2) + '/' + text.substr(0, 4);
}

std::string date_and_time_of(rubrica::timestamp const& when) {
  auto const moment = when.at();
  return moment ? date_and_time_of(*moment) : std::string();
}

std::string date_and_time_of(rubrica::instant when) {
  rubrica::timestamp const here(when);
  return date_of(here) + " às " + here.text().substr(11, 5);
}

std::string mobile_of(std::string const& digits) {
  if (digits.size() != 11) return digits;
  return "(" + digits.substr(0, 2) + ") " + digits.substr(2, 5) + "-" + digits.substr(7);
}

html explained(rubrica::error_info const& why) {
  html items;
  for (rubrica::problem const& one : why.problems) items += html("<li>{}</li>", spoken(one));
  return items.empty() ? html("<p>{}</p>", spoken(why)) : html("<p>{}</p><ul>{}</ul>", spoken(why), items);
}

} // namespace crm
