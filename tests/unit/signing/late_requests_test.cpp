// Requests that arrive long after they seemed to be lost.
#include "support/catch.hpp"

#include "support/signing/lossy_sandbox.hpp"
#include "support/signing/requests.hpp"

#include <mutex>

namespace late_requests_test {

using namespace rubrica;
using namespace rubrica::signing;
using rubrica_test::loss;
using rubrica_test::lossy_sandbox;
using std::chrono::milliseconds;
using wrongs = std::vector<std::string>;

namespace {

/// Some changing requests are late, each by the same time; a client that waits for them sees them arrive.
class late_world {
public:
  late_world(unsigned seed, milliseconds delay) : random_(seed), delay_(delay) {
    world.time->on_wait = [this] { arrive(); };
  }

  lossy_sandbox world{[this](http::request const& request, int) { return choose(request); }};
  int late = 0;

private:
  loss choose(http::request const& request) {
    bool const is_read = request.verb == http::method::get;
    if (is_read || late == 2 || random_() % 5 != 0) return loss::none;
    ++late;
    std::lock_guard const lock(mutex_);
    due_.push_back(world.time->now() + delay_);
    return loss::late_request;
  }

  void arrive() {
    std::size_t count = 0;
    {
      std::lock_guard const lock(mutex_);
      while (!due_.empty() && due_.front() <= world.time->now()) {
        due_.erase(due_.begin());
        ++count;
      }
    }
    if (count > 0) world.transport->deliver_late(count);
  }

  std::mt19937 random_;
  milliseconds delay_;
  std::mutex mutex_;
  std::vector<std::chrono::steady_clock::time_point> due_;
};

} // namespace

TEST_CASE("a late request that comes within the quiescence, or up to twice as late, does no harm", "[signing][sending]") {
  // Reading before the activation corrects what arrived after the first look.
  int disturbed = 0;
  for (unsigned seed = 1; seed <= 120; ++seed) {
    late_world one(seed, milliseconds(1000 + seed % 9 * 1000)); // 1 to 9 seconds
    send_options options;
    options.quiescence = std::chrono::seconds(5);
    auto const sent = sender(one.world.box.client).send(rubrica_test::request_with_signers(2), options);
    one.world.transport->deliver_late();
    INFO("seed " << seed);
    if (one.late > 0) ++disturbed;
    CHECK(sent);
    CHECK(rubrica_test::wrongs_of(one.world, sent, 2) == wrongs());
  }
  CHECK(disturbed > 60);
}

TEST_CASE("requirements that are there twice are removed before the activation", "[signing][sending][socket]") {
  bool held = false;
  lossy_sandbox* here = nullptr;
  lossy_sandbox world([&](http::request const& request, int) {
    bool const is_late = !held && rubrica_test::is_about(request, "bulk_requirements");
    held = held || is_late;
    return is_late ? loss::late_request : loss::none;
  });
  here = &world;
  send_options options;
  options.on_progress = [&](progress const& one) {
    if (one.step == step::requirements_set) here->transport->deliver_late();
  };
  auto const sent = sender(world.box.client).send(rubrica_test::request_with_signers(2), options);
  REQUIRE(sent);
  CHECK(rubrica_test::wrongs_of(world, sent, 2) == wrongs());
}

TEST_CASE("an envelope that cannot be made equal to its plan is given up, and not activated", "[signing][sending][socket]") {
  // Somebody takes a signer away after the requirements were set, while their lost answer makes the sender wait; then it looks.
  lossy_sandbox* here = nullptr;
  lossy_sandbox world([](http::request const& request, int) {
    return rubrica_test::is_about(request, "bulk_requirements") ? loss::answer : loss::none;
  });
  here = &world;
  send_options options;
  std::string envelope;
  options.on_progress = [&](progress const& one) {
    if (one.step == step::envelope_created) envelope = one.id;
    if (one.reason != wait_reason::lost_answer) return;
    auto const client = here->witness();
    client.signers().remove(envelope_id(envelope), client.signers().list(envelope_id(envelope)).all()->at(0).id).value();
  };
  auto const sent = sender(world.box.client).send(rubrica_test::request_with_signers(2), options);
  REQUIRE_FALSE(sent);
  CHECK(sent.error().outcome == outcome::rejected);
  CHECK(world.envelopes() == 0);
}

} // namespace late_requests_test
