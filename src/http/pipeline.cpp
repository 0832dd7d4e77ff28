#include "http/pipeline.hpp"

#include <algorithm>
#include <charconv>
#include <ctime>

namespace rubrica { inline namespace v0_1 { namespace http {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

std::optional<std::int64_t> whole_number(std::string const* text) {
  if (text == nullptr) return std::nullopt;
  std::int64_t value = 0;
  auto const [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
  if (error != std::errc() || end != text->data() + text->size() || value < 0) return std::nullopt;
  return value;
}

/// Seconds since 1970 of an HTTP date (RFC 9110 §5.6.7, the form that servers must send).
std::optional<std::int64_t> http_date(std::string const* text) {
  if (text == nullptr) return std::nullopt;
  std::tm parts{};
  char const* end = strptime(text->c_str(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
  if (end == nullptr || *end != '\0') return std::nullopt;
  return static_cast<std::int64_t>(timegm(&parts));
}

bool is_failure_worth_repeating(int status) {
  return status == 429 || status == 500 || status == 502 || status == 503 || status == 504;
}

/// Whether the attempt may have had its effect.
bool is_open(result<response> const& answer) {
  return answer ? answer->status >= 500 : answer.error().effect == outcome::ambiguous;
}

bool may_repeat(request const& what, result<response> const& answer) {
  if (!what.repeatable) return false;
  if (!answer) {
    switch (answer.error().code) {
    case errc::dns:
    case errc::connect:
    case errc::connection_lost: return answer.error().effect == outcome::not_sent || is_idempotent(what.verb);
    default: return false;
    }
  }
  if (answer->status == 429) return true;
  return is_idempotent(what.verb) && is_failure_worth_repeating(answer->status);
}

} // namespace

std::optional<milliseconds> requested_wait(response const& answer, std::chrono::system_clock::time_point now) {
  constexpr std::int64_t longest = 3600;
  std::int64_t const local = std::chrono::duration_cast<seconds>(now.time_since_epoch()).count();
  std::int64_t const theirs = http_date(find(answer.fields, "Date")).value_or(local);
  if (std::string const* after = find(answer.fields, "Retry-After")) {
    if (auto const wait = whole_number(after)) return seconds(std::min(*wait, longest));
    if (auto const date = http_date(after)) return seconds(std::clamp<std::int64_t>(*date - theirs, 0, longest));
  }
  for (auto const* name : {"X-Rate-Limit-Reset", "X-RateLimit-Reset"}) {
    if (auto const reset = whole_number(find(answer.fields, name))) {
      // One second more, because both figures are cut to whole seconds.
      return seconds(std::clamp<std::int64_t>(*reset - theirs + 1, 0, longest));
    }
  }
  return std::nullopt;
}

pipeline::pipeline(std::shared_ptr<transport> transport, std::shared_ptr<clock> clock, retry_policy policy)
    : transport_(std::move(transport)), clock_(std::move(clock)), policy_(policy), random_(std::random_device{}()) {}

milliseconds pipeline::back_off(int attempt) const {
  auto const ceiling = std::min(policy_.base_delay * (std::int64_t{1} << std::min(attempt, 20)), policy_.longest_delay);
  std::lock_guard const lock(mutex_);
  return milliseconds(std::uniform_int_distribution<std::int64_t>(0, ceiling.count())(random_));
}

result<response> pipeline::send(request const& what, context const& how) const {
  bool may_be_deleted = false;
  for (int attempt = 0;; ++attempt) {
    result<response> answer = transport_->send(what, how);
    // What an earlier attempt deleted before its answer was lost is gone: that is what was asked for.
    if (may_be_deleted && answer && answer->status == 404) answer->status = 204;
    may_be_deleted = may_be_deleted || (what.verb == method::del && is_open(answer));
    if (attempt + 1 >= policy_.attempts || !may_repeat(what, answer)) return answer;
    auto wait = back_off(attempt);
    if (answer) wait = requested_wait(*answer, clock_->calendar()).value_or(wait);
    auto const until = clock_->now() + wait;
    if (until >= how.deadline) return answer;
    clock_->wait(until, how.cancelled.get());
    if (how.cancelled != nullptr && how.cancelled->load()) return answer;
  }
}

}}} // namespace rubrica::v0_1::http
