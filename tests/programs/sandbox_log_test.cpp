// What rubrica-sandbox writes with --log, and what --fault KIND=P does, as their users see it.
#include "support/catch.hpp"

#include "programs/our_programs.hpp"
#include "support/files/temporary_folder.hpp"

#include <nlohmann/json.hpp>

#include <csignal>
#include <sstream>
#include <string>
#include <vector>

namespace sandbox_log_test {

using nlohmann::json;
using rubrica_test::last_line;
using rubrica_test::run;
using rubrica_test::send;
using rubrica_test::simulator;
using rubrica_test::temporary_folder;

namespace {

std::string const pdf = std::string(RUBRICA_EXAMPLE_ASSETS) + "/contrato.pdf";
std::string const ana = "Ana Souza <ana.canary@acme.example>";

std::vector<json> lines_of(std::string const& text) {
  std::vector<json> all;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) all.push_back(json::parse(line));
  return all;
}

} // namespace

TEST_CASE("rubrica-sandbox writes each request into its log before the answer, and at its end what was activated",
          "[programs][process][file][secrets]") {
  temporary_folder const folder;
  std::string const log = folder.write("requests.jsonl", "from the last run\n");
  simulator box({"--log", log, "--fault", "commit_then_reset,method=POST,path=/envelopes/*/signers"});
  auto const sent = send({pdf, "--signer", ana, "--base-url", box.url(), "--quiescence", "0", "--json"});
  REQUIRE(sent.status == 0);
  auto const told = json::parse(last_line(sent.out));

  auto const running = lines_of(folder.read("requests.jsonl"));
  REQUIRE(running.size() == told["requests"].get<std::size_t>());
  CHECK(running[0]["method"] == "POST");
  CHECK(running[0]["route"] == "/envelopes");
  CHECK(running[0]["status"] == 201);
  CHECK(running[0]["done"] == true);
  CHECK(running[0]["fault"].is_null());
  CHECK(running[0]["where"] == "api");
  CHECK(running[0]["at"].get<std::string>().size() == 29);
  int lost = 0;
  for (json const& one : running) {
    if (one["fault"].is_null()) continue;
    ++lost;
    CHECK(one["route"] == "/envelopes/{envelope_id}/signers");
    CHECK(one["fault"] == "commit_then_reset");
    CHECK(one["status"].is_null());
    CHECK(one["done"] == true);
  }
  CHECK(lost == 1);

  box.server.send_signal(SIGTERM);
  CHECK(box.server.finish().status == 0);
  auto const whole = lines_of(folder.read("requests.jsonl"));
  REQUIRE(whole.size() == running.size() + 1);
  CHECK(whole.back() == json{{"activated", {{told["key"].get<std::string>(), 1}}}, {"drafts", 0}});
  std::string const text = folder.read("requests.jsonl");
  for (char const* secret : {"t0ken", "canary", "Souza", "contrato"}) CHECK(text.find(secret) == std::string::npos);
  CHECK(text.find(told["envelope_id"].get<std::string>()) == std::string::npos);
}

TEST_CASE("rubrica-sandbox loses the given share of all answers to what writes", "[programs][process][file]") {
  temporary_folder const folder;
  simulator box({"--log", folder.path("log"), "--fault", "commit-then-reset=1", "--seed", "1"});
  auto const end = send({pdf, "--signer", ana, "--base-url", box.url(), "--timeout", "1"});
  CHECK(end.status == 3);
  box.server.send_signal(SIGINT);
  CHECK(box.server.finish().status == 0);
  for (json const& one : lines_of(folder.read("log"))) {
    if (!one.contains("method")) continue;
    INFO(one);
    CHECK(one["status"].is_null() == (one["method"] != "GET"));
    CHECK((one["method"] != "POST" || one["done"] == true)); // a second DELETE does nothing
  }
}

TEST_CASE("rubrica-sandbox says which log and which fault it cannot use", "[programs][process][file]") {
  temporary_folder const folder;
  auto const attempt = [](std::vector<std::string> more) {
    more.insert(more.begin(), {rubrica_test::program("rubrica-sandbox"), "--port", "0", "--token", "t"});
    return run(std::move(more));
  };
  auto const nowhere = attempt({"--log", folder.path("missing/log")});
  CHECK(nowhere.status == 1);
  CHECK(nowhere.err.find("--log") != std::string::npos);
  CHECK(attempt({"--log", ""}).status == 2);
  for (char const* share : {"commit-then-reset=5", "commit-then-reset=-0.1", "commit-then-reset=", "commit-then-reset=many"}) {
    auto const refused = attempt({"--fault", share});
    CHECK(refused.status == 2);
    CHECK(refused.err.find("share of a fault") != std::string::npos);
  }
  auto const help = run({rubrica_test::program("rubrica-sandbox"), "--help"}).out;
  for (char const* part : {"commit-then-reset=0.05", "--log FILE", "emptied", "\"activated\""})
    CHECK(help.find(part) != std::string::npos);
}

TEST_CASE("rubrica-sandbox says so at its end when its log is not complete", "[programs][process][file]") {
  simulator box({"--log", "/dev/full"});
  box.server.send_signal(SIGTERM);
  auto const end = box.server.finish();
  CHECK(end.status == 1);
  CHECK(end.err.find("not complete") != std::string::npos);
}

} // namespace sandbox_log_test
