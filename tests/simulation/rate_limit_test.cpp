// How well many sendings use the account's rate limit: in windows of the simulator's time, which passes only while somebody waits.
#include "support/catch.hpp"

#include "support/http/inline_transport.hpp"
#include "support/signing/requests.hpp"

#include "simulation/service.hpp"

#include <rubrica/signing/sender.hpp>

#include <algorithm>
#include <map>
#include <mutex>
#include <numeric>
#include <optional>
#include <thread>
#include <vector>

namespace rate_limit_test {

using namespace rubrica;
using rubrica::signing::send_all_options;
using rubrica::signing::send_options;
using rubrica::signing::sender;
using std::chrono::seconds;

namespace {

constexpr int places = 50; // in a window
constexpr seconds window{10};

/// The world's time for real threads. Only a thread that has nothing to do but to wait lets it pass; threads have no time of their
/// own, so while a pacer is set the others' waiting does not count.
class shared_clock final : public rubrica::clock {
public:
  shared_clock(simulation::world& all, std::mutex& mutex) : all_(all), mutex_(mutex) {}

  std::chrono::steady_clock::time_point now() const override {
    std::lock_guard const lock(mutex_);
    return time_.now();
  }
  std::chrono::system_clock::time_point calendar() const override {
    std::lock_guard const lock(mutex_);
    return time_.calendar();
  }
  void wait(std::chrono::steady_clock::time_point until, cancel_flag const*) override {
    std::lock_guard const lock(mutex_);
    bool const counts = pacer_ == std::thread::id() || pacer_ == std::this_thread::get_id();
    if (!counts || until <= time_.now()) return;
    all_.at(time_.moment_of(until), [] {});
    all_.step();
  }
  void paced_by(std::thread::id thread) {
    std::lock_guard const lock(mutex_);
    pacer_ = thread;
  }

private:
  simulation::world& all_;
  std::mutex& mutex_;
  simulation::machine_clock time_{all_, std::chrono::hours(1), simulation::duration(0)};
  std::thread::id pacer_;
};

/// ClickSign at no distance; it counts what each window got.
class counting_service final : public http::transport {
public:
  result<http::response> send(http::request const& request, http::context const&) override {
    auto const body = simulation::body_of(request).value();
    std::lock_guard const lock(mutex);
    auto answer = service_.answer(request, body);
    ++used[all.now() / window];
    if (answer.status == 429) ++refusals;
    return answer;
  }

  std::mutex mutex;
  simulation::world all{7, false};
  std::map<std::int64_t, int> used; ///< requests in each window
  int refusals = 0;

private:
  static simulation::service::options limited() {
    simulation::service::options out;
    out.quota = places;
    return out;
  }
  simulation::service service_{all, limited()};
};

/// How long the calls of a person's sending took, which is what they waited for their places.
class person_s_calls final : public http::observer {
public:
  explicit person_s_calls(std::shared_ptr<shared_clock> time) : time_(std::move(time)) {}
  void call_started(http::call_notice const&) noexcept override { time_->paced_by(std::this_thread::get_id()); }
  void call_finished(http::end_notice const& one) noexcept override {
    std::lock_guard const lock(mutex_);
    took.push_back(one.duration);
  }
  std::vector<std::chrono::microseconds> took;

private:
  std::shared_ptr<shared_clock> time_;
  std::mutex mutex_;
};

} // namespace

TEST_CASE("many sendings use the whole rate limit, are never turned away, and let a person's sending pass",
          "[simulation][sending][clock][threads]") {
  auto const service = std::make_shared<counting_service>();
  clicksign::client_options options;
  options.base_url = simulation::base_url;
  options.token = secret(simulation::access_token);
  auto const time = std::make_shared<shared_clock>(service->all, service->mutex);
  options.clock = time;
  options.transport = service;
  options.async_transport = std::make_shared<rubrica_test::inline_transport>(service);
  options.quota = std::make_shared<http::quota>(places);
  sender const many{clicksign::client(options)};
  auto const watched = std::make_shared<person_s_calls>(time);
  options.observer = watched;
  sender const person{clicksign::client(options)};

  int ended = 0;
  std::optional<bool> is_sent;
  send_all_options how;
  how.on_end = [&](std::size_t, result<signing::sent> const&) {
    if (++ended < 100 || is_sent) return;
    time->paced_by(std::this_thread::get_id());
    bool const must_wait = options.quota->usage(*time).used == places; // nothing is left of this window
    if (must_wait) is_sent = person.send(rubrica_test::request_with_signers(3)).has_value();
    time->paced_by({});
  };
  auto const all = many.send_all({200, rubrica_test::request_with_signers(3)}, how);

  CHECK(std::all_of(all.begin(), all.end(), [](auto const& one) { return one && one->notified; }));
  CHECK(is_sent == true);
  CHECK(service->refusals == 0);
  int requests = 0;
  for (auto const& [number, count] : service->used) requests += count;
  CHECK(requests == 201 * (4 + 1 + 3));
  // All windows but the last, in which the work ends.
  auto const last = service->used.rbegin();
  int const offered = static_cast<int>(last->first - service->used.begin()->first) * places;
  INFO(requests - last->second << " of " << offered);
  CHECK((requests - last->second) * 100 >= offered * 98);
  CHECK(watched->took.size() == 4 + 1 + 3);
  auto const waited = std::accumulate(watched->took.begin(), watched->took.end(), std::chrono::microseconds(0));
  CHECK(waited.count() > 0);
  // All its places are in the next window, none in the one after; when that begins is known to a second, by the `Date` of answers.
  CHECK(waited.count() < std::chrono::microseconds(window + seconds(1)).count());
}

} // namespace rate_limit_test
