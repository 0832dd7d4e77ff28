#include "faults/fault.hpp"

#include <rubrica/http/retry.hpp>

#include <algorithm>

namespace rubrica_test {
namespace {

using rubrica::errc;
using rubrica::outcome;

outcome effect_of(trace left, bool reads) {
  switch (left) {
  case trace::none: return outcome::not_sent;
  case trace::refused: return outcome::rejected;
  case trace::unknown: return reads ? outcome::rejected : outcome::ambiguous;
  case trace::done: return outcome::done;
  }
  return outcome::done;
}

int attempts_at(fault const& met, kind what) {
  rubrica::http::retry_policy const policy;
  bool const harmless = what == kind::read || what == kind::change;
  switch (met.repeats) {
  case again::none: return 1;
  case again::harmless_ones: return harmless ? policy.attempts : 1;
  case again::all_but_messages:
    if (what == kind::message) return 1;
    return met.code == errc::rate_limited ? 1 + policy.throttled_attempts : policy.attempts;
  }
  return 1;
}

} // namespace

expectation expected(fault const& met, operation const& by, bool may_repeat) {
  // What lets no request through is met by the first of several already, which is a read.
  bool const meets_another = by.before > 0 && !met.reads_requests;
  kind const what = meets_another ? kind::read : by.what;
  auto const& right = met.accepted_as;
  bool const succeeds = met.left == trace::done || std::find(right.begin(), right.end(), by.answer) != right.end();
  bool const reads = what == kind::read;
  int const others = meets_another ? 0 : by.before + (succeeds ? by.after : 0);
  int const attempts = others + (succeeds || !may_repeat ? 1 : attempts_at(met, what));
  // libcurl itself repeats a GET, and nothing else, whose kept connection drops.
  int const by_libcurl = met.warm && reads && by.before == 0 ? 1 : 0;
  return {succeeds, met.code, effect_of(met.left, reads), attempts, met.reads_requests ? attempts + by_libcurl : 0};
}

expectation expected_of_download(fault const& met) {
  bool const is_file = met.left == trace::done || (met.status >= 200 && met.status <= 299 && !met.empty);
  if (is_file) return {true, met.code, outcome::done, 1, 1};
  errc code = met.code;
  if (met.status > 299) code = met.status == 404 ? errc::not_found : errc::protocol;
  int attempts = 1;
  if (met.code == errc::connection_lost) attempts = rubrica::http::retry_policy().attempts;
  if (met.status == 403) attempts = 2; // the link may have been too old
  return {false, code, effect_of(met.left, true), attempts, met.reads_requests ? attempts : 0};
}

} // namespace rubrica_test
