#include "sandbox/http/faults.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <locale>
#include <sstream>
#include <utility>

RUBRICA_BEGIN_NAMESPACE
namespace sandbox {
namespace {

using std::chrono::milliseconds;

constexpr std::pair<fault, std::string_view> fault_names[] = {{fault::status_429, "429"},
                                                              {fault::status_500, "500"},
                                                              {fault::status_503, "503"},
                                                              {fault::html_200, "html_200"},
                                                              {fault::truncated, "truncated"},
                                                              {fault::reset_before_commit, "reset_before_commit"},
                                                              {fault::commit_then_reset, "commit_then_reset"},
                                                              {fault::commit_then_timeout, "commit_then_timeout"},
                                                              {fault::delay, "delay"},
                                                              {fault::webhook_lose, "webhook_lose"},
                                                              {fault::webhook_duplicate, "webhook_duplicate"},
                                                              {fault::webhook_reorder, "webhook_reorder"},
                                                              {fault::webhook_delay, "webhook_delay"}};

constexpr milliseconds long_delay{30'000};
constexpr milliseconds reorder_delay{1'000};
constexpr milliseconds longest_delay{24 * 3600 * 1000};
constexpr int most_times = 1'000'000'000;

error_info unusable(std::string_view member) {
  return make_error(errc::invalid_argument, std::string(member) + " of a fault");
}

bool read_whole(std::string_view text, int& out) {
  auto const [end, problem] = std::from_chars(text.data(), text.data() + text.size(), out);
  return problem == std::errc() && end == text.data() + text.size();
}

bool read_share(std::string_view text, double& out) {
  bool const percent = !text.empty() && text.back() == '%';
  if (percent) text.remove_suffix(1);
  if (text.empty() || text.find_first_not_of("0123456789.e-") != std::string_view::npos) return false;
  // Older standard libraries have from_chars for integers only, and strtod follows the program's locale.
  std::istringstream in{std::string(text)};
  in.imbue(std::locale::classic());
  if (!(in >> out) || in.peek() != std::istringstream::traits_type::eof()) return false;
  if (percent) out /= 100;
  return true;
}

bool read_fault(std::string_view text, fault& out) {
  std::string wanted(text);
  std::replace(wanted.begin(), wanted.end(), '-', '_');
  for (auto const& [kind, spelling] : fault_names) {
    if (spelling == wanted) return out = kind, true;
  }
  return false;
}

/// Calls `each` with each method in `POST|PATCH`, until one returns true.
template <class Each> bool any_method(std::string_view list, Each each) {
  while (true) {
    auto const bar = std::min(list.find('|'), list.size());
    if (each(list.substr(0, bar))) return true;
    if (bar == list.size()) return false;
    list.remove_prefix(bar + 1);
  }
}

bool is_unknown_method(std::string_view method) {
  constexpr std::string_view known[] = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};
  return std::find(std::begin(known), std::end(known), method) == std::end(known);
}

bool read_origin(std::string_view text, origin& out) {
  if (text != "api" && text != "storage") return false;
  out = text == "api" ? origin::api : origin::storage;
  return true;
}

bool read_delay(std::string_view text, milliseconds& out) {
  int count = 0;
  if (!read_whole(text, count)) return false;
  out = milliseconds(count);
  return true;
}

bool needs_delay(fault kind) {
  return kind == fault::commit_then_timeout || kind == fault::delay || kind == fault::webhook_delay;
}

/// `*` in the pattern matches any text.
bool fits_pattern(std::string_view pattern, std::string_view text) {
  auto const star = pattern.find('*');
  if (star == std::string_view::npos) return pattern == text;
  if (text.substr(0, star) != pattern.substr(0, star)) return false;
  for (std::size_t rest = star; rest <= text.size(); ++rest) {
    if (fits_pattern(pattern.substr(star + 1), text.substr(rest))) return true;
  }
  return false;
}

bool fits_or_any(std::string_view pattern, std::string_view text) {
  return pattern.empty() || fits_pattern(pattern, text);
}

bool is_listed_or_any(std::string_view list, std::string_view method) {
  return list.empty() || any_method(list, [method](std::string_view one) { return one == method; });
}

} // namespace

std::string_view to_string(fault kind) {
  for (auto const& [one, spelling] : fault_names) {
    if (one == kind) return spelling;
  }
  return {};
}

bool befalls_callbacks(fault kind) {
  return kind == fault::webhook_lose || kind == fault::webhook_duplicate || kind == fault::webhook_reorder ||
         kind == fault::webhook_delay;
}

bool before_commit(fault kind) {
  return kind == fault::status_429 || kind == fault::status_500 || kind == fault::status_503 || kind == fault::html_200 ||
         kind == fault::reset_before_commit;
}

result<void> set_member(fault_plan& plan, std::string_view member, std::string_view value) {
  bool read = true;
  if (member == "what") {
    read = read_fault(value, plan.what);
  } else if (member == "method") {
    plan.method = value;
  } else if (member == "path") {
    plan.path = value;
  } else if (member == "event") {
    plan.event = value;
  } else if (member == "where") {
    read = read_origin(value, plan.where);
  } else if (member == "times") {
    read = read_whole(value, plan.times);
  } else if (member == "share") {
    read = read_share(value, plan.share);
  } else {
    read = member == "delay" && read_delay(value, plan.delay);
  }
  if (!read) return unusable(member);
  return {};
}

result<void> usable(fault_plan const& plan) {
  bool const of_callbacks = befalls_callbacks(plan.what);
  if (to_string(plan.what).empty()) return unusable("what");
  if (plan.times < 0 || plan.times > most_times) return unusable("times");
  if (!(plan.share >= 0 && plan.share <= 1)) return unusable("share");
  if (plan.delay < milliseconds(0) || plan.delay > longest_delay) return unusable("delay");
  if (of_callbacks && !plan.method.empty()) return unusable("method");
  if (!plan.method.empty() && any_method(plan.method, is_unknown_method)) return unusable("method");
  if (of_callbacks && !plan.path.empty()) return unusable("path");
  if (of_callbacks && plan.where != origin::api) return unusable("where");
  if (!of_callbacks && !plan.event.empty()) return unusable("event");
  return {};
}

namespace {

/// Both sides of the first `=`.
std::pair<std::string_view, std::string_view> halves(std::string_view text) {
  auto const equals = std::min(text.find('='), text.size());
  return {text.substr(0, equals), text.substr(std::min(equals + 1, text.size()))};
}

/// `commit_then_reset`, or `commit-then-reset=0.05`.
result<void> set_what(fault_plan& plan, std::string_view text) {
  auto const [what, share] = halves(text);
  auto set = set_member(plan, "what", what);
  if (!set || what.size() == text.size()) return set;
  plan.times = 0;
  if (!befalls_callbacks(plan.what)) plan.method = writing_methods;
  return set_member(plan, "share", share);
}

result<void> set_member(fault_plan& plan, std::string_view text) {
  auto const [member, value] = halves(text);
  return set_member(plan, member, value);
}

} // namespace

result<fault_plan> read_fault_plan(std::string_view text) {
  fault_plan plan;
  auto comma = std::min(text.find(','), text.size());
  auto set = set_what(plan, text.substr(0, comma));
  while (set && comma < text.size()) {
    text.remove_prefix(comma + 1);
    comma = std::min(text.find(','), text.size());
    set = set_member(plan, text.substr(0, comma));
  }
  if (set) set = usable(plan);
  if (!set) return set.error();
  return plan;
}

template <class Accepts> std::optional<fault_plan> fault_board::match(Accepts accepts) {
  for (auto it = waiting_.begin(); it != waiting_.end(); ++it) {
    if (!accepts(it->plan) || (it->plan.share < 1 && draws_.fraction() >= it->plan.share)) continue;
    ++it->struck;
    fault_plan plan = it->plan;
    if (plan.times != 0 && it->struck >= plan.times) waiting_.erase(it);
    if (plan.delay == milliseconds(0) && needs_delay(plan.what)) plan.delay = long_delay;
    if (plan.delay == milliseconds(0) && plan.what == fault::webhook_reorder) plan.delay = reorder_delay;
    return plan;
  }
  return std::nullopt;
}

std::optional<fault_plan> fault_board::strike_request(origin where, std::string const& method, std::string const& path) {
  return match([&](fault_plan const& plan) {
    return !befalls_callbacks(plan.what) && plan.where == where && is_listed_or_any(plan.method, method) &&
           fits_or_any(plan.path, path);
  });
}

std::optional<fault_plan> fault_board::strike_callback(std::string const& event) {
  return match(
      [&](fault_plan const& plan) { return befalls_callbacks(plan.what) && (plan.event.empty() || plan.event == event); });
}

} // namespace sandbox
RUBRICA_END_NAMESPACE
