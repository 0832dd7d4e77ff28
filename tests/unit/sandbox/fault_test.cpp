#include "support/catch.hpp"

#include "fixture.hpp"
#include "support/clock/wait_until.hpp"
#include "support/http/raw_client.hpp"

#include <rubrica/core/failure.hpp>

#include <future>

namespace fault_test {

using namespace fixture;
using namespace std::chrono_literals;
using rubrica::errc;
using rubrica::sandbox::fault;
using rubrica::sandbox::fault_plan;
using rubrica::sandbox::read_fault_plan;
using rubrica_test::raw_client;

namespace {

int port_of(std::string const& url) {
  return std::stoi(url.substr(url.rfind(':') + 1));
}

std::string request_text(std::string const& method, std::string const& path, std::string const& body) {
  return method + " /api/v3" + path +
         " HTTP/1.1\r\nHost: sandbox\r\nAuthorization: sandbox-token\r\nConnection: close\r\nContent-Length: " +
         std::to_string(body.size()) + "\r\n\r\n" + body;
}

/// What the peer sees of one request on a connection of its own.
raw_client::received exchange(account& on, std::string const& method, std::string const& path, std::string const& body = {}) {
  raw_client peer(port_of(origin_of(on.sandbox.base_url())));
  peer.send(request_text(method, path, body));
  return peer.read_to_end();
}

std::string new_envelope() {
  return resource("envelopes", {{"name", "Contrato"}}).dump();
}

std::size_t envelopes_in(account& on) {
  return on.get("/envelopes").body["meta"]["record_count"];
}

fault_plan plan_of(char const* text) {
  return read_fault_plan(text).value();
}

std::string unusable_member(char const* text) {
  auto const read = read_fault_plan(text);
  if (read) return "usable";
  CHECK(read.error().code == errc::invalid_argument);
  std::string const& message = read.error().message;
  auto const end = message.find(" of a fault");
  auto const begin = message.find_last_of(" (", end - 1);
  return message.substr(begin + 1, end - begin - 1);
}

std::size_t body_size(std::string const& bytes) {
  return bytes.size() - bytes.find("\r\n\r\n") - 4;
}

std::size_t content_length(std::string const& bytes) {
  return std::stoul(bytes.substr(bytes.find("Content-Length: ") + 16));
}

} // namespace

TEST_CASE("a reset before the effect reaches the peer as one, and nothing was done", "[sandbox][faults][socket]") {
  account on;
  on.sandbox.next_answer(fault::reset_before_commit);
  auto const seen = exchange(on, "POST", "/envelopes", new_envelope());
  CHECK(seen.ending == raw_client::end::reset);
  CHECK(seen.bytes.empty());
  CHECK(on.sandbox.requests().at(0).status == 0);
  CHECK(on.sandbox.requests().at(0).played == "reset_before_commit");
  CHECK(envelopes_in(on) == 0);
  CHECK(on.sandbox.requests().at(1).played.empty());
}

TEST_CASE("a reset after the effect leaves the effect", "[sandbox][faults][socket]") {
  account on;
  on.sandbox.next_answer(fault::commit_then_reset);
  auto const seen = exchange(on, "POST", "/envelopes", new_envelope());
  CHECK(seen.ending == raw_client::end::reset);
  CHECK(seen.bytes.empty());
  CHECK(on.sandbox.requests().at(0).status == 0);
  CHECK(envelopes_in(on) == 1);
}

TEST_CASE("a reset ends its own connection, not its neighbours", "[sandbox][faults][socket][threads]") {
  account on;
  CHECK(on.get("/envelopes").status == 200); // the client keeps its connection
  on.sandbox.add_fault(plan_of("commit_then_reset,method=POST,times=8")).value();
  std::vector<std::future<raw_client::received>> peers;
  for (int i = 0; i < 8; ++i) {
    peers.push_back(std::async(std::launch::async, [&] { return exchange(on, "POST", "/envelopes", new_envelope()); }));
  }
  for (auto& peer : peers) CHECK(peer.get().ending == raw_client::end::reset);
  CHECK(envelopes_in(on) == 8);
}

TEST_CASE("a truncated answer promises its whole length", "[sandbox][faults][socket]") {
  account on;
  on.sandbox.next_answer(fault::truncated);
  auto const seen = exchange(on, "POST", "/envelopes", new_envelope());
  CHECK(seen.ending == raw_client::end::closed);
  CHECK(seen.bytes.rfind("HTTP/1.1 201 ", 0) == 0);
  CHECK(body_size(seen.bytes) == content_length(seen.bytes) / 2);
  CHECK(envelopes_in(on) == 1);
}

TEST_CASE("an answer without a body that is cut does not come at all", "[sandbox][faults][socket]") {
  account on;
  auto const id = on.envelope();
  on.sandbox.next_answer(fault::truncated);
  CHECK(exchange(on, "DELETE", "/envelopes/" + id).ending == raw_client::end::reset);
  CHECK(on.get("/envelopes/" + id).status == 404);
}

TEST_CASE("a fault puts a status or a page in place of an answer", "[sandbox][faults][socket]") {
  rubrica::sandbox::server_options options;
  options.rate_limit = 1000;
  account on(options);
  auto const meet = [&](fault kind) {
    on.sandbox.next_answer(kind);
    return on.post("/envelopes", resource("envelopes", {{"name", "Contrato"}}));
  };
  auto const limited = meet(fault::status_429);
  CHECK(limited.status == 429);
  CHECK(limited.text == "Too many requests");
  CHECK(limited.header("X-Rate-Limit") == "1000");
  CHECK(limited.header("X-Rate-Limit-Remaining") == "0");
  CHECK(std::stoll(limited.header("X-Rate-Limit-Reset")) % 10 == 0);
  auto const broken = meet(fault::status_500);
  CHECK(broken.status == 500);
  CHECK(broken.header("Content-Type") == "text/html; charset=UTF-8");
  CHECK(meet(fault::status_503).status == 503);
  auto const page = meet(fault::html_200);
  CHECK(page.status == 200);
  CHECK(page.header("Content-Type") == "text/html; charset=UTF-8");
  CHECK(page.text.find("<html") != std::string::npos);
  on.headers.emplace("Accept", "application/json");
  CHECK(meet(fault::status_500).text == R"({"status":500,"error":"Internal Server Error"})");
  CHECK(envelopes_in(on) == 0);
}

TEST_CASE("a late answer has had its effect, and comes when the clock says so", "[sandbox][faults][socket][threads][clock]") {
  account on;
  on.sandbox.add_fault(plan_of("commit_then_timeout,method=POST,delay=3600000")).value();
  auto late = std::async(std::launch::async, [&] { return exchange(on, "POST", "/envelopes", new_envelope()); });
  CHECK(rubrica_test::wait_until([&] { return !on.sandbox.requests().empty(); }));
  CHECK(envelopes_in(on) == 1);
  CHECK(late.wait_for(0s) == std::future_status::timeout);
  on.sandbox.advance(1h);
  CHECK(late.get().bytes.rfind("HTTP/1.1 201 ", 0) == 0);
}

TEST_CASE("a delayed request has no effect before its time", "[sandbox][faults][socket][threads][clock]") {
  account on;
  on.sandbox.add_fault(plan_of("delay,method=POST,delay=3600000")).value();
  auto late = std::async(std::launch::async, [&] { return exchange(on, "POST", "/envelopes", new_envelope()); });
  CHECK(rubrica_test::wait_until([&] { return on.sandbox.faults().empty(); }));
  CHECK(envelopes_in(on) == 0);
  on.sandbox.advance(1h);
  CHECK(late.get().bytes.rfind("HTTP/1.1 201 ", 0) == 0);
  CHECK(envelopes_in(on) == 1);
}

TEST_CASE("a server that stops does not wait for late answers", "[sandbox][faults][socket]") {
  auto on = std::make_unique<account>();
  on->sandbox.add_fault(plan_of("commit_then_timeout,delay=86400000")).value();
  raw_client peer(port_of(origin_of(on->sandbox.base_url())));
  peer.send(request_text("GET", "/envelopes", ""));
  CHECK(rubrica_test::wait_until([&] { return !on->sandbox.requests().empty(); }));
  on.reset();
  CHECK(peer.read_to_end().ending != raw_client::end::silent);
}

TEST_CASE("a fault plan hits the requests that it names, as often as it says, and the first that fits goes first",
          "[sandbox][faults][socket]") {
  account on;
  on.sandbox.add_fault(plan_of("500,method=POST,path=/envelopes,times=2")).value();
  on.sandbox.add_fault(plan_of("503,path=/envelopes/*/signers")).value();
  on.sandbox.add_fault(plan_of("html_200,path=/envelopes*")).value();
  CHECK(on.post("/envelopes/", resource("envelopes", {{"name", "A"}})).status == 500);
  CHECK(on.get("/envelopes/x/signers").status == 503);
  CHECK(on.get("/envelopes/x/signers?page[size]=1").header("Content-Type").find("text/html") == 0); // the third plan
  CHECK(on.get("/envelopes/x/signers").status == 404);
  auto const waiting = on.sandbox.faults();
  REQUIRE(waiting.size() == 1);
  CHECK(waiting[0].plan.what == fault::status_500);
  CHECK(waiting[0].plan.times == 2);
  CHECK(waiting[0].struck == 1);
  CHECK(on.post("/envelopes", resource("envelopes", {{"name", "A"}})).status == 500);
  CHECK(on.post("/envelopes", resource("envelopes", {{"name", "A"}})).status == 201);
  CHECK(on.sandbox.faults().empty());
}

TEST_CASE("the share of requests that a fault hits is drawn by the seed", "[sandbox][faults][socket]") {
  auto const statuses = [](std::uint64_t seed) {
    auto options = unlimited();
    options.seed = seed;
    options.faults.push_back(plan_of("500,share=0.25,times=0"));
    account on(options);
    std::string all;
    for (int i = 0; i < 200; ++i) all += on.get("/envelopes").status == 500 ? 'x' : '.';
    CHECK(on.sandbox.faults().size() == 1);
    on.sandbox.clear_faults();
    CHECK(on.get("/envelopes").status == 200);
    return all;
  };
  std::string const once = statuses(7);
  auto const struck = std::count(once.begin(), once.end(), 'x');
  CHECK(struck > 25);
  CHECK(struck < 80);
  CHECK(statuses(7) == once);
  CHECK(statuses(8) != once);
}

TEST_CASE("a fault plan is read from text", "[sandbox][faults]") {
  auto const plan = plan_of("commit_then_reset,method=POST,path=/envelopes,times=2,share=0.5,delay=250,where=storage");
  CHECK(plan.what == fault::commit_then_reset);
  CHECK(plan.method == "POST");
  CHECK(plan.path == "/envelopes");
  CHECK(plan.times == 2);
  CHECK(plan.share == 0.5);
  CHECK(plan.delay == 250ms);
  CHECK(plan.where == rubrica::sandbox::origin::storage);
  CHECK(plan_of("webhook_lose,event=sign").event == "sign");
  for (char const* spelling :
       {"429", "500", "503", "html_200", "truncated", "reset_before_commit", "commit_then_reset", "commit_then_timeout", "delay",
        "webhook_lose", "webhook_duplicate", "webhook_reorder", "webhook_delay"}) {
    CHECK(to_string(plan_of(spelling).what) == spelling);
  }
}

TEST_CASE("a fault plan that cannot be used is refused with the name of its bad part", "[sandbox][faults][socket]") {
  CHECK(unusable_member("") == "what");
  CHECK(unusable_member("502") == "what");
  CHECK(unusable_member("500,colour=red") == "colour");
  CHECK(unusable_member("500,times=-1") == "times");
  CHECK(unusable_member("500,times=2x") == "times");
  CHECK(unusable_member("500,times=") == "times");
  for (char const* share : {"500,share=1.5", "500,share=-0.5", "500,share=0.-5", "500,share=half", "500,share=", "500,share=101%",
                            "500,share=%", "500,share=0,5", "500,share=0x1", "500,share= 1", "500=5",
                            "500=", "commit-then-reset=nan", "reset-before-commit=1.1,times=1"}) {
    INFO(share);
    CHECK(unusable_member(share) == (std::string(share) == "500,share=0,5" ? "5" : "share"));
  }
  for (char const* method :
       {"500,method=WRITE", "500,method=post", "500,method=POST|", "500,method=|POST", "500,method=POST PUT"})
    CHECK(unusable_member(method) == "method");
  CHECK(unusable_member("commit-and-reset=0.5") == "what");
  CHECK(unusable_member("=0.5") == "what");
  CHECK(unusable_member("webhook-lose=0.5,method=POST") == "method");
  CHECK(unusable_member("delay,delay=86400001") == "delay");
  CHECK(unusable_member("500,where=moon") == "where");
  CHECK(unusable_member("500,event=sign") == "event");
  CHECK(unusable_member("webhook_lose,method=POST") == "method");
  CHECK(unusable_member("webhook_lose,path=/") == "path");
  CHECK(unusable_member("webhook_lose,where=storage") == "where");
  rubrica::sandbox::server_options options;
  options.faults.push_back(fault_plan());
  options.faults.back().times = -1;
  CHECK_THROWS_AS(rubrica::sandbox::server(options), rubrica::failure);
}

TEST_CASE("faults are planned, listed and removed by controls over HTTP", "[sandbox][faults][socket]") {
  account on;
  CHECK(on.control("fault", {{"what", "503"}, {"path", "/envelopes"}, {"times", 2}, {"share", 1}, {"delay", 0}}).status == 200);
  CHECK(on.control("fault").body["faults"] == json::array({{{"what", "503"},
                                                            {"method", ""},
                                                            {"path", "/envelopes"},
                                                            {"event", ""},
                                                            {"where", "api"},
                                                            {"times", 2},
                                                            {"share", 1.0},
                                                            {"delay", 0},
                                                            {"struck", 0}}}));
  CHECK(on.get("/envelopes").status == 503);
  CHECK(on.control("fault").body["faults"][0]["struck"] == 1);
  CHECK(on.control("requests").body["requests"][0]["played"] == "503");
  CHECK(account::read(on.client.Delete("/__sandbox/fault")).status == 200);
  CHECK(on.get("/envelopes").status == 200);
  CHECK(on.control("fault", {{"what", "503"}, {"colour", "red"}}).body["error"]["code"] == "colour");
  CHECK(on.control("fault", {{"what", "503"}, {"times", -1}}).status == 422);
  CHECK(on.control("fault", {{"times", 1}}).body["error"]["code"] == "what");
  CHECK(on.control("fault").body["faults"].empty());
}

TEST_CASE("a fault can hit the storage of files", "[sandbox][faults][socket]") {
  account on;
  auto const envelope = on.envelope();
  auto const document = on.document(envelope);
  std::string const url = on.get("/envelopes/" + envelope + "/documents/" + document).body["data"]["links"]["files"]["original"];
  auto const fetch = [&](char const* plan) {
    on.sandbox.add_fault(plan_of(plan)).value();
    raw_client peer(port_of(on.sandbox.storage_url()));
    peer.send("GET " + target_of(url) + " HTTP/1.1\r\nHost: files\r\nConnection: close\r\n\r\n");
    return peer.read_to_end();
  };
  CHECK(fetch("500,where=storage").bytes.find("InternalError") != std::string::npos);
  CHECK(fetch("503,where=storage").bytes.find("ServiceUnavailable") != std::string::npos);
  CHECK(fetch("429,where=storage").bytes.find("SlowDown") != std::string::npos);
  CHECK(fetch("html_200,where=storage").bytes.find("text/html") != std::string::npos);
  CHECK(fetch("commit_then_reset,where=storage").ending == raw_client::end::reset);
  auto const cut = fetch("truncated,where=storage");
  CHECK(cut.ending == raw_client::end::closed);
  CHECK(content_length(cut.bytes) == tiny_pdf.size());
  CHECK(body_size(cut.bytes) == tiny_pdf.size() / 2);
  CHECK(on.sandbox.storage_requests().back().played == "truncated");
  CHECK(fetch("500,path=/nothing").bytes.find(tiny_pdf) != std::string::npos);
}

namespace {

struct called {
  receiver crm;
  account on;
  running made;

  explicit called(char const* plan) : on(calling(crm)), made(start(on)) {
    on.sandbox.drain_webhooks();
    on.sandbox.add_fault(plan_of(plan)).value();
    on.sandbox.sign(made.signers[0]).value();
    on.sandbox.drain_webhooks();
  }

  static rubrica::sandbox::server_options calling(receiver const& at) {
    auto options = unlimited();
    options.webhook_url = at.url();
    return options;
  }
  /// The callbacks of the signature, as they arrived.
  std::vector<std::string> events() {
    std::vector<std::string> names;
    auto const all = crm.all();
    for (std::size_t i = 2; i < all.size(); ++i) names.push_back(json::parse(all[i].body)["event"]["name"]);
    return names;
  }
};

using strings = std::vector<std::string>;

} // namespace

TEST_CASE("a fault can lose a callback", "[sandbox][faults]") {
  called once("webhook_lose,event=sign");
  CHECK(once.events() == strings{"signature_started", "auto_close", "document_closed"});
  auto const all = once.on.sandbox.deliveries();
  auto const lost = std::find_if(all.begin(), all.end(), [](auto const& one) { return one.event == "sign"; });
  REQUIRE(lost != all.end());
  CHECK(lost->attempts == 0);
  CHECK(lost->status == 0);
}

TEST_CASE("a fault can deliver a callback twice", "[sandbox][faults]") {
  called once("webhook_duplicate,event=sign");
  CHECK(once.events() == strings{"signature_started", "sign", "sign", "auto_close", "document_closed"});
  auto const all = once.crm.all();
  CHECK(all[3].body == all[4].body);
}

TEST_CASE("a fault can deliver a callback after the next one", "[sandbox][faults]") {
  called once("webhook_reorder,event=sign");
  CHECK(once.events() == strings{"signature_started", "auto_close", "sign", "document_closed"});
}

TEST_CASE("a reordered callback that nothing follows comes all the same, later", "[sandbox][faults][clock]") {
  called once("webhook_reorder,event=document_closed,delay=3600000");
  CHECK(once.events() == strings{"signature_started", "sign", "auto_close"});
  once.on.sandbox.advance(1h);
  once.on.sandbox.drain_webhooks();
  CHECK(once.events() == strings{"signature_started", "sign", "auto_close", "document_closed"});
}

TEST_CASE("a fault can delay one callback, and not the others", "[sandbox][faults][clock]") {
  called once("webhook_delay,event=sign,delay=3600000");
  CHECK(once.events() == strings{"signature_started", "auto_close", "document_closed"});
  once.on.sandbox.advance(1h);
  once.on.sandbox.drain_webhooks();
  CHECK(once.events().back() == "sign");
}

} // namespace fault_test
