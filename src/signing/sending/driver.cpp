#include "signing/sending/driver.hpp"

#include "clicksign/protocol/session.hpp"
#include "signing/sending/mailbox.hpp"
#include "signing/sending/make_call.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

RUBRICA_BEGIN_NAMESPACE
namespace signing {
namespace {

using std::chrono::milliseconds;
using time_point = run::time_point;

/// How long at most a raised flag, or a clock that does not move by itself, is not looked at.
constexpr milliseconds glance{50};

} // namespace

class driver::state {
public:
  explicit state(clicksign::client const& client)
      : clock_(client.clock()), at_(client.shared()), runner_(client.shared()->shared_runner()) {}

  void begin(run& one) { runs_.push_back(&one); }

  /// Until one has ended at least.
  void go_on() {
    while (std::none_of(runs_.begin(), runs_.end(), [](run const* one) { return one->has_ended(); })) {
      for (run* one : runs_) {
        while (auto call = one->next()) start(*one, *call);
      }
      wait();
    }
  }
  run* take_ended() {
    auto const one = std::find_if(runs_.begin(), runs_.end(), [](run const* each) { return each->has_ended(); });
    if (one == runs_.end()) return nullptr;
    run* ended = *one;
    runs_.erase(one);
    return ended;
  }

private:
  void start(run& one, machine::start const& wanted) noexcept {
    std::shared_ptr<answer_letter> waiting;
    try {
      waiting = std::make_shared<answer_letter>(one, wanted.call);
      clicksign::completion<calls::any_reply> told([waiting, box = box_](result<calls::any_reply> answer) {
        waiting->answer = std::move(answer);
        box->post(waiting);
      });
      make_call(runner_, at_, one, wanted, on_upload_of(one, wanted.call), std::move(told));
    } catch (...) { // a completion that was made has heard of it
      bool const is_told = waiting != nullptr && waiting.use_count() > 1;
      if (!is_told) one.answered(wanted.call, nothing_sent());
    }
  }

  upload_function on_upload_of(run& one, calls::any const& call) {
    auto const* document = std::get_if<calls::create_document>(&call);
    if (document == nullptr || !one.options().on_progress) return {};
    return [told = std::make_shared<upload_letter>(one, document->index), box = box_](std::uint64_t bytes, std::uint64_t total) {
      told->bytes = bytes;
      told->total = total;
      if (!told->is_posted.exchange(true)) box->post(told);
    };
  }

  void wait() {
    bool in_flight = false;
    std::optional<time_point> wake;
    for (run const* one : runs_) {
      if (one->has_ended()) return;
      in_flight = in_flight || one->waits_for_answers();
      if (one->wake() && (!wake || *one->wake() < *wake)) wake = one->wake();
    }
    if (!in_flight) return sleep(wake);
    milliseconds patience = glance;
    if (wake) patience = std::clamp(std::chrono::ceil<milliseconds>(*wake - clock_->now()), milliseconds(0), glance);
    for (auto one = box_->take(patience); one != nullptr;) {
      auto next = std::move(one->next); // an opened letter may be posted again
      one->open();
      one = std::move(next);
    }
  }

  void sleep(std::optional<time_point> wake) {
    if (!wake) return;
    auto const flag = runs_.front()->options().cancelled;
    // Runs may have flags of their own, and a clock watches one.
    time_point const until = runs_.size() == 1 ? *wake : std::min(*wake, clock_->now() + 10 * glance);
    clock_->wait(until, flag.get());
  }

  std::shared_ptr<clock> clock_;
  call_maker::resources at_;
  std::shared_ptr<clicksign::call_runner> runner_;
  std::shared_ptr<mailbox> box_ = std::make_shared<mailbox>();
  std::vector<run*> runs_;
};

driver::driver(clicksign::client const& client) : state_(std::make_unique<state>(client)) {}
driver::~driver() = default;

void driver::carry_out(run& one) {
  state_->begin(one);
  state_->go_on();
  state_->take_ended();
}

void driver::carry_out(int at_once, std::function<std::unique_ptr<run>()> const& next, std::function<void(run&)> const& ended) {
  std::vector<std::unique_ptr<run>> all;
  bool has_more = true;
  while (has_more || !all.empty()) {
    while (has_more && static_cast<int>(all.size()) < std::max(at_once, 1)) {
      auto one = next();
      has_more = one != nullptr;
      if (!has_more) break;
      state_->begin(*one);
      all.push_back(std::move(one));
    }
    if (all.empty()) return;
    state_->go_on();
    while (run* one = state_->take_ended()) {
      ended(*one);
      all.erase(std::find_if(all.begin(), all.end(), [one](auto const& each) { return each.get() == one; }));
    }
  }
}

} // namespace signing
RUBRICA_END_NAMESPACE
