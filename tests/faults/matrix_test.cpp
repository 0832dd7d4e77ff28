// Every fault against every operation, over real sockets: how the operation ends, what is known about its effect, how often it
// was tried and how many requests the server saw. `expected` is the only place with the rules.
#include "support/catch.hpp"

#include "faults/faulty_server.hpp"
#include "operations/values.hpp"
#include "support/clock/skipping_clock.hpp"
#include "support/files/temporary_folder.hpp"
#include "support/process/run_in_threads.hpp"

#include <fmt/format.h>

#include <mutex>

namespace matrix_test {

using namespace rubrica;
using namespace rubrica_test;
using std::chrono::milliseconds;

namespace {

/// Much more than needed. Calls that end only by their deadline begin with a short one and get more time until their request has
/// been sent.
constexpr milliseconds patience = std::chrono::minutes(8);
constexpr milliseconds impatience{300};

/// Counts attempts, and separately those for files of the storage service; skips each wait when it is notified of it.
class attempt_counter final : public http::observer {
public:
  explicit attempt_counter(std::shared_ptr<skipping_clock> time) : time_(std::move(time)) {}

  void request_started(http::request_notice const& notice) noexcept override {
    if (notice.route == "storage")
      ++downloads;
    else if (notice.route != "warm-up")
      ++attempts;
  }
  void retry(http::wait_notice const& notice) noexcept override { time_->skip(notice.wait); }
  void quota_wait(http::wait_notice const& notice) noexcept override { time_->skip(notice.wait); }

  std::atomic<int> attempts{0};
  std::atomic<int> downloads{0};

private:
  std::shared_ptr<skipping_clock> time_;
};

struct trial {
  std::shared_ptr<skipping_clock> time = std::make_shared<skipping_clock>();
  std::shared_ptr<attempt_counter> counter = std::make_shared<attempt_counter>(time);
  std::shared_ptr<cancel_flag> flag = std::make_shared<cancel_flag>(false);

  clicksign::client client(std::string const& url, identities const& known, bool may_repeat) const {
    clicksign::client_options options;
    options.base_url = url + "/api/v3";
    options.token = secret(values::token);
    options.ca_file = known.trusted();
    options.quota = std::make_shared<http::quota>(0);
    options.observer = counter;
    options.clock = time;
    if (!may_repeat) options.retry.attempts = 1;
    return clicksign::client(options);
  }
  clicksign::call_options options(milliseconds timeout) const { return {timeout, flag, {}, http::priority::interactive}; }
};

void warm_up(clicksign::client const& client) {
  clicksign::raw_request warm;
  warm.path = "/warm-up";
  warm.route = "warm-up";
  client.raw().send(warm).value();
}

/// The difference from the expectation; empty when there is none.
std::string difference(expectation const& right, std::optional<error_info> const& error, int attempts, int requests) {
  std::string out;
  if (right.succeeds != !error) out += error ? " fails with " + to_string(*error) : " succeeds";
  if (error && error->code != right.code) out += fmt::format(" code {} not {}", to_string(error->code), to_string(right.code));
  if (error && error->outcome != right.outcome)
    out += fmt::format(" effect {} not {}", to_string(error->outcome), to_string(right.outcome));
  if (attempts != right.attempts) out += fmt::format(" {} attempts not {}", attempts, right.attempts);
  if (requests != right.requests) out += fmt::format(" {} requests not {}", requests, right.requests);
  return out;
}

std::string try_operation(identities const& known, fault const& met, operation const& by, bool may_repeat) {
  for (milliseconds timeout = met.silent ? impatience : patience;; timeout *= 2) {
    trial const now;
    faulty_server const server(known, met, by, good_body(by), now.flag);
    auto const client = now.client(server.url(), known, may_repeat);
    if (met.warm) warm_up(client);
    auto const error = by.run(client, now.options(timeout));
    if (met.silent && !server.was_reached() && timeout < patience) continue;
    return difference(expected(met, by, may_repeat), error, now.counter->attempts, server.requests());
  }
}

/// An API whose documents link to a file on another server.
raw_server::handler names_file(std::string const& link) {
  return always(answer(200, R"({"data":{"id":"d","type":"documents","links":{"files":{"signed":")" + link + "\"}}}}"));
}

std::string try_download(identities const& known, fault const& met) {
  for (milliseconds timeout = met.silent ? impatience : patience;; timeout *= 2) {
    trial const now;
    temporary_folder const folder;
    faulty_server const storage(known, met, {}, values::file_bytes(), now.flag);
    raw_server const api(names_file(storage.url() + "/file?" + values::link_query));
    auto const got = now.client(api.url(""), known, true)
                         .documents()
                         .download(envelope_id("e"), document_id("d"), folder.path("signed.pdf"),
                                   clicksign::document_file::signed_file, now.options(timeout));
    if (met.silent && !storage.was_reached() && timeout < patience) continue;
    auto const error = got ? std::nullopt : std::optional(got.error());
    auto const right = expected_of_download(met);
    std::string out = difference(right, error, now.counter->downloads, storage.requests());
    if (now.counter->attempts != links_asked_for(met))
      out += fmt::format(" asks {} times for the link", now.counter->attempts.load());
    if (folder.files() != (got ? 1 : 0)) out += fmt::format(" leaves {} files", folder.files());
    if (storage.has_seen(values::token)) out += " gives the token away";
    return out;
  }
}

/// Collects the names of failed cases from several threads.
class complaints {
public:
  void add(std::string const& where, std::string const& text) {
    if (text.empty()) return;
    std::lock_guard<std::mutex> const lock(mutex_);
    all_.push_back(where + ":" + text);
  }
  void report() const {
    for (std::string const& one : all_) FAIL_CHECK(one);
  }

private:
  std::mutex mutex_;
  std::vector<std::string> all_;
};

constexpr std::size_t threads = 24; // most of them wait

} // namespace

TEST_CASE("each fault ends each operation as its row says", "[faults][socket][threads]") {
  raw_server const elsewhere(always(answer(200, "{}")));
  auto const faults = all_faults(elsewhere.url("/steal"));
  auto const& operations = all_operations();
  REQUIRE(faults.size() >= 40);
  REQUIRE(operations.size() >= 8);
  identities const known;
  complaints wrong;
  run_in_threads(threads, faults.size() * operations.size(), [&](std::size_t i) {
    fault const& met = faults[i / operations.size()];
    operation const& by = operations[i % operations.size()];
    std::string const where = met.name + " x " + by.name;
    if (met.repeats != again::none) wrong.add(where + ", once", try_operation(known, met, by, false));
    wrong.add(where, try_operation(known, met, by, true));
  });
  wrong.report();
  CHECK(elsewhere.connections() == 0);
}

TEST_CASE("each fault of the storage service ends a download as its row says", "[faults][socket][file][threads]") {
  raw_server const elsewhere(always(answer(200, "{}")));
  identities const known;
  complaints wrong;
  std::vector<fault> faults;
  for (fault const& one : all_faults(elsewhere.url("/steal"))) {
    if (!one.large && !one.warm) faults.push_back(one); // a file may be large, and is fetched over its own connection
  }
  run_in_threads(threads, faults.size(),
                 [&](std::size_t i) { wrong.add(faults[i].name + " x download", try_download(known, faults[i])); });
  wrong.report();
  CHECK(elsewhere.connections() == 0);
}

} // namespace matrix_test
