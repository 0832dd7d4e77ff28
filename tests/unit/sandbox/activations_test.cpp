#include "support/catch.hpp"

#include "fixture.hpp"
#include "support/clock/wait_until.hpp"

#include <future>
#include <mutex>

namespace activations_test {

using namespace fixture;
using rubrica::sandbox::fault;
using rubrica::sandbox::seen_request;

namespace {

/// A draft that could be activated; an empty key: a document without one.
std::string ready(account& on, std::string const& key) {
  auto const id = on.envelope();
  json file = pdf();
  if (!key.empty()) file["metadata"] = {{"rubrica_key", key}};
  auto const document = on.post("/envelopes/" + id + "/documents", resource("documents", file)).id();
  on.link(id, document, on.signer(id));
  return id;
}

answer make(account& on) {
  return on.post("/envelopes", resource("envelopes", {{"name", "Contrato"}}));
}

/// What `on_request` was told.
class told {
public:
  explicit told(rubrica::sandbox::server_options options = unlimited()) : on(listening(std::move(options))) {}

  std::vector<seen_request> all() {
    std::lock_guard const lock(mutex_);
    return all_;
  }
  seen_request last() { return all().back(); }

private:
  rubrica::sandbox::server_options listening(rubrica::sandbox::server_options options) {
    options.on_request = [this](seen_request const& one) {
      std::lock_guard const lock(mutex_);
      all_.push_back(one);
    };
    return options;
  }
  std::mutex mutex_;
  std::vector<seen_request> all_;

public:
  account on; // after what its threads use
};

} // namespace

TEST_CASE("activated envelopes are counted by the key in their documents, whatever became of them", "[sandbox][server][socket]") {
  account on;
  CHECK(on.sandbox.activations().by_key.empty());
  for (char const* key : {"aaaa", "aaaa", "bbbb", ""}) on.activate(ready(on, key));
  auto const gone = ready(on, "cccc");
  ready(on, "dddd");
  CHECK(on.remove("/envelopes/" + gone).status == 204);
  auto const closed = ready(on, "eeee");
  on.activate(closed);
  auto const document = on.get("/envelopes/" + closed + "/documents").body["data"][0]["id"].get<std::string>();
  on.patch("/envelopes/" + closed + "/documents/" + document, change("documents", document, {{"status", "canceled"}}));
  CHECK(on.status("/envelopes/" + closed) == "canceled");

  auto const seen = on.sandbox.activations();
  CHECK(seen.by_key == std::map<std::string, std::size_t>{{"aaaa", 2}, {"bbbb", 1}, {"eeee", 1}});
  CHECK(seen.without_key == 1);
  CHECK(seen.drafts == 1);
  CHECK(on.control("activated").body ==
        json{{"activated", {{"aaaa", 2}, {"bbbb", 1}, {"eeee", 1}, {"without_key", 1}}}, {"drafts", 1}});
}

TEST_CASE("each request is told with its route, and no id is in that", "[sandbox][server][socket]") {
  told crm;
  auto const made = start(crm.on);
  crm.on.get(made.document_path() + "?reader=ana");
  CHECK(crm.last().route == "/envelopes/{envelope_id}/documents/{document_id}");
  CHECK(crm.last().method == "GET");
  CHECK(crm.last().status == 200);
  CHECK(crm.last().done);
  CHECK(crm.last().played.empty());
  CHECK(crm.last().at <= crm.on.sandbox.now());
  crm.on.get("/envelopes/" + made.id + "/nothing/of/ana@acme.example");
  CHECK(crm.last().route.empty());
  CHECK(crm.last().status == 404);
  CHECK_FALSE(crm.last().done);
  crm.on.get("/users/me");
  CHECK(crm.last().route == "/users/me");
  crm.on.headers = {{"Authorization", "wrong"}};
  crm.on.get("/envelopes");
  CHECK(crm.last().status == 401);
  CHECK_FALSE(crm.last().done);
  CHECK(crm.on.control("requests").body["requests"].back()["route"] == "/envelopes");
  CHECK(crm.all().size() == crm.on.sandbox.requests().size());
}

TEST_CASE("a request that a fault met is told with what was done all the same", "[sandbox][server][socket]") {
  struct row {
    fault what;
    int status;
    bool done;
  };
  for (row const& one :
       {row{fault::status_500, 500, false}, row{fault::html_200, 200, false}, row{fault::reset_before_commit, 0, false},
        row{fault::commit_then_reset, 0, true}, row{fault::truncated, 201, true}}) {
    told crm;
    crm.on.sandbox.next_answer(one.what);
    make(crm.on);
    INFO(to_string(one.what));
    CHECK(crm.last().status == one.status);
    CHECK(crm.last().done == one.done);
    CHECK(crm.last().played == to_string(one.what));
    CHECK(crm.on.get("/envelopes").body["meta"]["record_count"] == (one.done ? 1 : 0));
  }
}

TEST_CASE("a request whose answer is kept back is told when it has its effect", "[sandbox][server][socket][threads][clock]") {
  told crm;
  crm.on.sandbox.add_fault(rubrica::sandbox::read_fault_plan("commit-then-timeout,delay=3600000").value()).value();
  auto late = std::async(std::launch::async, [&] { make(crm.on); });
  CHECK(rubrica_test::wait_until([&] { return !crm.all().empty(); }));
  CHECK(crm.last().done);
  CHECK(crm.on.sandbox.activations().drafts == 1);
  crm.on.sandbox.advance(std::chrono::hours(1));
  late.get();
}

TEST_CASE("a file's request is told as one to the storage", "[sandbox][server][socket]") {
  told crm;
  auto const envelope = crm.on.envelope();
  auto const document = crm.on.document(envelope);
  std::string const url =
      crm.on.get("/envelopes/" + envelope + "/documents/" + document).body["data"]["links"]["files"]["original"];
  fetch(url);
  CHECK(crm.last().where == rubrica::sandbox::origin::storage);
  CHECK(crm.last().route.empty());
  CHECK(crm.last().done);
  CHECK(crm.last().status == 200);
}

TEST_CASE("a server that was stopped answers nobody, and still knows what was sent", "[sandbox][server][socket]") {
  account on;
  on.activate(ready(on, "aaaa"));
  on.sandbox.stop();
  CHECK(on.get("/envelopes").status == 0);
  CHECK(on.sandbox.activations().by_key.at("aaaa") == 1);
  CHECK(on.sandbox.requests().size() == 6);
  on.sandbox.stop();
}

} // namespace activations_test
