#include "pacto/moments.hpp"

#include "pacto/nodes.hpp"

#include <algorithm>
#include <iterator>

RUBRICA_BEGIN_NAMESPACE
namespace pacto {
namespace {

using std::chrono::minutes;

bool is_midnight(instant at, minutes offset) {
  constexpr std::chrono::hours day{24};
  return (at.time_since_epoch() + offset) % day == instant::duration::zero();
}

/// The day, `2026-11-20`, of a time that says no more than that; else empty.
std::string lone_day(timestamp const& at) {
  constexpr std::size_t length_of_date = 10;
  for (minutes const offset : {*at.offset(), brasilia_offset}) {
    if (is_midnight(*at.at(), offset)) return timestamp(*at.at(), offset).text().substr(0, length_of_date);
  }
  return {};
}

} // namespace

bool is_real(timestamp const& at) {
  constexpr std::chrono::hours twenty_years{24 * 365 * 20};
  return at.at() && *at.at() > instant(twenty_years);
}

bool says_when(timestamp const& at) {
  bool const may_be_utc = !at.offset_assumed(); // a day in UTC, as a number since 1970, is 21 o'clock at Brasilia
  return is_real(at) && lone_day(at).empty() && !(may_be_utc && is_midnight(*at.at(), minutes(0)));
}

bool is_of_access(std::string_view path) {
  constexpr std::string_view others[] = {"datacadastro", "datalancamento", "datapagamento"};
  std::string const name = plain(path.substr(path.rfind('.') + 1)); // npos + 1 is 0
  return std::find(std::begin(others), std::end(others), name) == std::end(others);
}

void join_hour(found<timestamp> const& hour, notification& out) {
  auto& at = out.fields.occurred_at;
  bool const is_own = at && (out.kind != notification_kind::access || is_of_access(at->path));
  if (is_own && says_when(at->value)) return;
  if (says_when(hour.value)) {
    at = hour;
    return;
  }
  std::string const day = is_own ? lone_day(at->value) : std::string();
  if (day.empty()) return;
  if (timestamp const joined(day + ' ' + hour.value.text()); joined.at()) at->value = joined;
}

} // namespace pacto
RUBRICA_END_NAMESPACE
