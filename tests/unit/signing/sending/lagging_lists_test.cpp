// Lists of ClickSign that do not show yet what was created moments ago.
#include "support/catch.hpp"

#include "support/signing/lossy_sandbox.hpp"
#include "support/signing/memory_journal.hpp"
#include "support/signing/requests.hpp"

#include <nlohmann/json.hpp>

#include <map>

namespace lagging_lists_test {

using namespace rubrica;
using namespace rubrica::signing;
using nlohmann::json;
using rubrica_test::loss;
using rubrica_test::lossy_sandbox;
using rubrica_test::memory_journal;
using std::chrono::seconds;

namespace {

/// The real transport, with lists that are behind by so much: of what was created through it.
class lagging_transport final : public http::transport {
public:
  lagging_transport(std::shared_ptr<rubrica::clock> time, std::chrono::steady_clock::duration lag)
      : time_(std::move(time)), lag_(lag) {}

  result<http::response> send(http::request const& request, http::context const& limits) override {
    auto answer = curl_.send(request, limits);
    if (!answer || answer->body.empty()) return answer;
    std::lock_guard const lock(mutex_);
    json body = json::parse(answer->body);
    if (request.verb == http::method::post) remember(body);
    if (request.verb == http::method::get && body["data"].is_array()) answer->body = without_recent(body).dump();
    return answer;
  }

  int hidden = 0; ///< records, in all lists

private:
  void remember(json const& value) {
    if (value.is_object() && value.contains("id")) created_.emplace(value["id"].get<std::string>(), time_->now());
    for (json const& each : value) {
      if (each.is_structured()) remember(each);
    }
  }
  json without_recent(json body) {
    json shown = json::array();
    for (json const& one : body["data"]) {
      auto const found = created_.find(one["id"].get<std::string>());
      bool const is_recent = found != created_.end() && time_->now() - found->second < lag_;
      if (is_recent) ++hidden;
      if (!is_recent) shown.push_back(one);
    }
    body["data"] = shown;
    body["meta"]["record_count"] = shown.size();
    return body;
  }

  std::shared_ptr<rubrica::clock> time_;
  std::chrono::steady_clock::duration lag_;
  http::curl_transport curl_;
  std::mutex mutex_;
  std::map<std::string, std::chrono::steady_clock::time_point> created_;
};

/// A process that was killed at its request of this number, and another whose lists are behind.
struct interrupted {
  interrupted(int request, loss last, std::chrono::steady_clock::duration lag)
      : world([this, request, last](http::request const&, int number) {
          if (number < request) return loss::none;
          journal->frozen = true;
          return number == request ? last : loss::refused;
        }),
        transport(std::make_shared<lagging_transport>(world.time, lag)) {
    static_cast<void>(sender(world.box.client, journal).send(rubrica_test::request_with_signers(2)));
    journal->crash();
  }

  std::vector<resumed> resume() {
    send_options options;
    options.on_progress = [this](progress const& one) { waited = waited || one.reason == wait_reason::list_behind; };
    auto chosen = rubrica_test::sandboxed::client_options(world.box.server, transport, world.time);
    return sender(clicksign::client(chosen), journal).resume(options).value();
  }

  lossy_sandbox world;
  std::shared_ptr<memory_journal> journal = std::make_shared<memory_journal>(world.time);
  std::shared_ptr<lagging_transport> transport;
  bool waited = false; ///< for a list
};

} // namespace

TEST_CASE("who goes on with a sending does not create again what a list does not show yet", "[signing][sending][socket]") {
  int hidden = 0;
  int waits = 0;
  for (loss last : {loss::request, loss::answer}) {
    for (int request = 1; request <= 6; ++request) {
      INFO("killed at request " << request << (last == loss::answer ? ", which arrived" : ""));
      interrupted by(request, last, seconds(12));
      auto const all = by.resume();
      REQUIRE(all.size() == 1);
      INFO((all[0].error ? to_string(*all[0].error) : ""));
      REQUIRE(all[0].sent);
      CHECK(rubrica_test::wrongs_of(by.world, *all[0].sent, 2) == std::vector<std::string>());
      hidden += by.transport->hidden;
      waits += by.waited ? 1 : 0;
    }
  }
  CHECK(hidden > 0);
  CHECK(waits > 0);
}

TEST_CASE("what no list shows after the quiescence is not there any more, and the draft is removed",
          "[signing][sending][socket]") {
  interrupted by(2, loss::request, std::chrono::hours(1));
  auto const all = by.resume();
  REQUIRE(all.size() == 1);
  REQUIRE(all[0].error);
  INFO(to_string(*all[0].error));
  CHECK(all[0].error->code == errc::protocol);
  CHECK(all[0].error->outcome == outcome::rejected);
  CHECK(by.waited);
  CHECK(by.world.envelopes() == 0);
}

} // namespace lagging_lists_test
