// Programs that reserve what they send at a place that they share, in virtual time.
#include "support/catch.hpp"

#include "quota_simulation.hpp"

#include <rubrica/http/permit_source.hpp>

#include <algorithm>

namespace permit_source_test {

using namespace rubrica;
using namespace rubrica::http;
using namespace rubrica_test;
using namespace std::chrono;

namespace {

class shared_book final : public permit_source {
public:
  result<permits> reserve(std::int64_t window, int wanted, int limit) override {
    ++asked;
    if (is_away) return make_error(errc::connect, "nobody answers", outcome::not_sent);
    int& used = used_[window];
    int const granted = std::clamp(limit - used, 0, wanted);
    used += granted;
    return permits{granted, std::max(0, limit - used)};
  }

  bool is_away = false;
  int asked = 0;

private:
  std::map<std::int64_t, int> used_;
};

struct shared_account {
  std::shared_ptr<shared_book> book = std::make_shared<shared_book>();
  quota_simulation world;

  program worker(int threads) { return {world, threads, std::make_shared<quota>(50, book, ++seed)}; }
  std::uint32_t seed = 0;
};

} // namespace

TEST_CASE("workers that share permits are never turned away and use the windows up", "[http][quota]") {
  for (int workers : {1, 2, 4}) {
    for (int threads : {2, 20}) {
      for (auto skew : {milliseconds(0), milliseconds(3700), milliseconds(9990), milliseconds(-3'600'000)}) {
        CAPTURE(workers, threads, skew.count());
        shared_account account;
        account.world.skew = skew;
        std::vector<std::unique_ptr<program>> programs;
        for (int i = 0; i < workers; ++i) programs.push_back(std::make_unique<program>(account.worker(threads)));
        account.world.run(minutes(5));
        // Before the first answer a worker does not know the server's clock.
        CHECK(account.world.turned_away() <= (skew.count() == 0 ? 0 : workers * threads));
        bool const can_fill = workers * threads >= 8;
        if (can_fill) CHECK(used_part(account.world, 50) >= 0.95);
        for (auto const& one : programs) CHECK(one->failed() == 0);
      }
    }
  }
}

TEST_CASE("workers that share permits get equal shares, and ask in blocks", "[http][quota]") {
  shared_account account;
  std::vector<std::unique_ptr<program>> programs;
  for (int i = 0; i < 4; ++i) programs.push_back(std::make_unique<program>(account.worker(10)));
  account.world.run(minutes(10));
  int most = 0;
  int least = 1'000'000;
  int sum = 0;
  for (auto const& one : programs) {
    most = std::max(most, one->succeeded());
    least = std::min(least, one->succeeded());
    sum += one->succeeded();
  }
  CAPTURE(most, least, sum, account.book->asked);
  CHECK(most <= 2 * least);
  CHECK(account.book->asked < sum);
}

TEST_CASE("a worker that is idle leaves the windows to the others", "[http][quota]") {
  shared_account account;
  program const busy = account.worker(20);
  program const rare = account.worker(1);
  account.world.run(minutes(5));
  CHECK(account.world.turned_away() == 0);
  CHECK(used_part(account.world, 50) >= 0.95);
}

TEST_CASE("nothing is sent while the place of the permits is away, and all goes on afterwards", "[http][quota]") {
  shared_account account;
  account.book->is_away = true;
  program const one = account.worker(5);
  account.world.run(seconds(30));
  CHECK(one.succeeded() == 0);
  CHECK(account.book->asked <= 5 * 31); // once a second for each call
  account.book->is_away = false;
  account.world.run(minutes(1));
  CHECK(one.succeeded() > 200);
  CHECK(one.failed() == 0);
}

TEST_CASE("workers that share make room for a program that does not", "[http][quota]") {
  shared_account account;
  program const one = account.worker(10);
  program const two = account.worker(10);
  program const stranger(account.world, 10);
  account.world.run(minutes(10));
  CAPTURE(account.world.turned_away(), stranger.succeeded(), one.succeeded(), two.succeeded());
  CHECK(one.failed() + two.failed() + stranger.failed() == 0);
  CHECK(stranger.succeeded() > 300);
  CHECK(one.succeeded() > 300);
  CHECK(used_part(account.world, 50) >= 0.90);
}

} // namespace permit_source_test
