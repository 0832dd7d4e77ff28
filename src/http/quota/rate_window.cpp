#include "http/quota/rate_window.hpp"

#include <algorithm>

RUBRICA_BEGIN_NAMESPACE
namespace http {
namespace {

using std::chrono::duration_cast;
using std::chrono::seconds;

constexpr seconds window_length{10};
constexpr seconds longest_pause{300};
constexpr std::int64_t most_believed = 1'000'000; // a larger limit is an error of the header

std::int64_t window_of(server_clock::unix_time shown) {
  return shown / window_length;
}

server_clock::unix_time begin_of(std::int64_t window) {
  return window * window_length;
}

bool is_web_page(response const& answer) {
  auto const* const type = find(answer.fields, "Content-Type");
  return type != nullptr && type->rfind("text/html", 0) == 0;
}

} // namespace

void rate_window::advance(local_time now, std::chrono::system_clock::time_point calendar) {
  if (!server_.is_set()) server_.assume(now, calendar);
  enter(now);
  closed_ = now < closed_until_;
}

void rate_window::enter(local_time now) {
  auto const shown = server_.earliest(now);
  std::int64_t const window = window_of(shown);
  // A new estimate of the server's clock may be some milliseconds behind the last one; that is not another window.
  bool const wavers = window == window_ - 1 && begin_of(window_) - shown < seconds(1);
  if (window == window_ || wavers) return;
  expected_others_ = window == window_ + 1 ? expect_others() : 0;
  window_ = window;
  ours_.begin_at(window);
  others_ = 0;
  full_ = false;
  earlier_ = in_flight_;
  if (share_) share_->enter(window_, server_.when(begin_of(window_)));
}

// The previous window shows how much other programs with this token will probably use of this one. Up to half of it is left to
// them, so that two programs get equal shares and neither blocks the other; more, as long as there are still refusals.
int rate_window::expect_others() const {
  int const half = limit_ / 2;
  // Those who share say what they use; only a refusal shows that somebody else sends too.
  if (share_) return full_ ? std::min(expected_others_ + (limit_ + 9) / 10, half) : expected_others_ / 2;
  bool const contended = full_ && others_ > 0;
  if (!contended) return std::min(others_, std::max(half, expected_others_));
  return expected_others_ < half ? half : std::min(expected_others_ + (limit_ + 9) / 10, limit_ - 1);
}

int rate_window::used() const {
  return used_by_us() + others_;
}

int rate_window::room() const {
  if (full_ || closed_) return 0;
  if (share_) return share_->room(used_by_us());
  return std::max(0, limit_ - used_by_us() - std::max(others_, expected_others_));
}

int rate_window::to_share() const {
  // A request that was sent at the end of one window may be counted in the next.
  int const margin = limit_ >= 10 ? std::max(1, limit_ / 25) : 0;
  return std::max(1, limit_ - margin - expected_others_);
}

rate_window::local_time rate_window::begin_of_next(std::int64_t ahead) const {
  auto const begin = server_.when(begin_of(window_ + 1));
  return std::max(begin, closed_until_) + (ahead - 1) * window_length;
}

rate_window::sent_request rate_window::send(local_time now) {
  ++in_flight_;
  return {window_, std::max(window_, window_of(server_.latest(now))), now};
}

void rate_window::settle(sent_request const& request) {
  --in_flight_;
  if (request.window != window_) --earlier_;
}

void rate_window::lost(sent_request const& request, bool arrived) {
  settle(request);
  if (arrived) ours_.add(request.window, request.last_window);
}

void rate_window::answered(sent_request const& request, local_time received, response const& answer,
                           std::chrono::system_clock::time_point now) {
  settle(request);
  rate_headers const said = read_rate_headers(answer);
  // The only proof that a server has no limit. (ClickSign's page for an unknown route has no such headers either, nor has the page
  // of a proxy before it.)
  if (!said.names_limit && answer.status >= 200 && answer.status < 300 && !is_web_page(answer)) limit_ = 0;
  if (said.limit && *said.limit > 0 && *said.limit <= most_believed) limit_ = static_cast<int>(*said.limit);

  // The reset is the end of the window that counted this request, so it tells which window that was.
  auto const date = date_of(answer, now);
  std::int64_t counted_in = request.window;
  std::int64_t last_counted_in = request.last_window;
  if (said.reset) {
    std::int64_t const window = *said.reset / window_length.count() - 1;
    seconds const shown = date ? seconds(*date) : duration_cast<seconds>(server_.earliest(received));
    bool const plausible = seconds(*said.reset) > shown - window_length && seconds(*said.reset) <= shown + 2 * window_length;
    if (plausible) counted_in = last_counted_in = window;
  }
  int const before = ours_.most();
  bool const was_set = learn_time(request, received, date, counted_in);
  enter(received);
  // This machine slept, or its clock was wrong: what it thought to have sent in another window may have been counted in this one.
  if (was_set) ours_.restart(before);
  // What a refusal counted for is only known where it names its window: another server on the way may have sent it.
  if (answer.status != 429 || !said.reset) ours_.add(counted_in, last_counted_in);
  if (counted_in != window_) return;
  if (answer.status == 429) turned_away(received, answer, said, now);
  if (said.limit && said.remaining)
    others_ = std::max(others_, limit_ - static_cast<int>(std::min<std::int64_t>(*said.remaining, limit_)) - ours_.in_first() -
                                    in_flight_);
}

bool rate_window::learn_time(sent_request const& request, local_time received, std::optional<std::int64_t> date,
                             std::int64_t window) {
  bool was_set = false;
  if (share_ && (date || window != request.window)) share_->know_the_clock();
  if (date) was_set = server_.learn(request.at, received, seconds(*date), seconds(*date + 1));
  // The same for the other figure: the request was counted while the server's clock was in that window.
  if (window != request.window) was_set |= server_.learn(request.at, received, begin_of(window), begin_of(window + 1));
  return was_set;
}

void rate_window::turned_away(local_time received, response const& answer, rate_headers const& said,
                              std::chrono::system_clock::time_point now) {
  // There is room left, so the 429 came from the limit of one endpoint.
  if (said.remaining && *said.remaining > 0) return;
  full_ = true;
  others_ = std::max(others_, limit_ - ours_.in_first() - in_flight_);
  if (find(answer.fields, "Retry-After") == nullptr) return;
  // It closes the account for all calls of the process: a wait much longer than a window is not believed, and the end of the
  // window counts instead. If the wait is real, one call in each window gets a 429 again.
  auto const asked = requested_wait(answer, now);
  if (asked && *asked <= longest_pause) closed_until_ = std::max(closed_until_, received + *asked);
}

} // namespace http
RUBRICA_END_NAMESPACE
