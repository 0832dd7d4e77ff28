#include "faults/fault.hpp"

#include <rubrica/http/retry.hpp>

#include <algorithm>
#include <iterator>

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

int attempts_at(fault const& met, kind effect) {
  rubrica::http::retry_policy const policy;
  bool const harmless = effect == kind::read || effect == kind::change;
  switch (met.repeats) {
  case again::none: return 1;
  case again::harmless_ones: return harmless ? policy.attempts : 1;
  case again::all_but_messages:
    if (effect == kind::message) return 1;
    return met.code == errc::rate_limited ? 1 + policy.throttled_attempts : policy.attempts;
  }
  return 1;
}

} // namespace

expectation expected(fault const& met, operation const& by, bool may_repeat) {
  // A fault that lets no request through already affects the first request, which is a read.
  bool const meets_another = by.before > 0 && !met.reads_requests;
  kind const effect = meets_another ? kind::read : by.effect;
  auto const& right = met.accepted_as;
  bool const succeeds = met.left == trace::done || std::find(right.begin(), right.end(), by.answer) != right.end();
  bool const reads = effect == kind::read;
  int const others = meets_another ? 0 : by.before + (succeeds ? by.after : 0);
  int const attempts = others + (succeeds || !may_repeat ? 1 : attempts_at(met, effect));
  // libcurl itself repeats a GET, and nothing else, when its reused connection drops.
  int const by_libcurl = met.warm && reads && by.before == 0 ? 1 : 0;
  return {succeeds, met.code, effect_of(met.left, reads), attempts, met.reads_requests ? attempts + by_libcurl : 0};
}

namespace {

/// Whether the status is a refusal of the link, not of the file.
bool is_of_the_link(int status) {
  return status == 400 || status == 401 || status == 403 || status == 410;
}

bool passes(fault const& met) {
  constexpr int passing[] = {408, 429, 500, 502, 503, 504};
  bool const by_status = std::find(std::begin(passing), std::end(passing), met.status) != std::end(passing);
  return by_status || met.code == errc::connection_lost || met.code == errc::connect || met.code == errc::dns;
}

errc code_of_storage(int status) {
  if (status == 404) return errc::not_found;
  if (status == 429) return errc::rate_limited;
  if (status == 503) return errc::service_unavailable;
  return status >= 500 ? errc::server_error : errc::protocol;
}

} // namespace

expectation expected_of_download(fault const& met) {
  bool const is_file = (met.left == trace::done && !met.no_end) || met.begins_right;
  if (is_file) return {true, met.code, outcome::done, 1, 1};
  errc const code = met.status > 299 ? code_of_storage(met.status) : met.code;
  int attempts = is_of_the_link(met.status) ? 2 : 1;
  if (passes(met)) attempts = 1 + rubrica::http::retry_policy().throttled_attempts;
  return {false, code, met.no_end ? outcome::rejected : effect_of(met.left, true), attempts, met.reads_requests ? attempts : 0};
}

int links_asked_for(fault const& met) {
  bool const moved = met.code == errc::connect || met.code == errc::dns;
  if (moved) return expected_of_download(met).attempts;
  return is_of_the_link(met.status) ? 2 : 1;
}

} // namespace rubrica_test
