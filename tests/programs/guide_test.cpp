// The first two of the numbered examples, run as README says, and receiving in each web framework that is on this machine.
#include "support/catch.hpp"

#include "programs/our_programs.hpp"
#include "support/callbacks/content_hmac.hpp"
#include "support/clock/wait_until.hpp"
#include "support/files/data.hpp"
#include "support/files/temporary_folder.hpp"
#include "support/http/raw_client.hpp"
#include "support/http/raw_server.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <stdexcept>
#include <string>

namespace guide_test {

using rubrica_test::process;
using rubrica_test::program;
using rubrica_test::run;

namespace {

constexpr char path[] = "/api/rest/clicksign/TOKEN-DA-EMPRESA";
std::map<std::string, std::string> const secret{{"CLICKSIGN_WEBHOOK_SECRET", "wh-s3cret"}};

int free_port() {
  rubrica_test::refusing_port const was_reserved;
  return was_reserved.number();
}

/// A program that is started in a folder.
std::vector<std::string> started_in(std::string const& folder, std::string const& command) {
  return {"/bin/sh", "-c", "cd '" + folder + "' && exec " + command};
}

/// The status with which the server on this port answers a callback; 0 while it does not listen yet.
int post(int port, std::string const& body, std::string const& hmac) {
  try {
    rubrica_test::raw_client peer(port);
    peer.send("POST " + std::string(path) +
              " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Type: application/json\r\n" +
              "content-hmac: " + hmac + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
    auto const answer = peer.read_to_end().bytes;
    return answer.size() < 12 ? 0 : std::stoi(answer.substr(9, 3));
  } catch (std::runtime_error const&) {
    return 0;
  }
}

std::ptrdiff_t lines_in(std::string const& text) {
  return std::count(text.begin(), text.end(), '\n');
}

} // namespace

TEST_CASE("README's two programs send to the simulator and hear of it", "[programs][process][socket]") {
  std::string const port = std::to_string(free_port());
  process receiver({program("guide_02_receive"), port}, secret);
  CHECK(receiver.read_line() == "listening on http://127.0.0.1:" + port + path);
  CHECK(rubrica_test::wait_until([&] { return post(std::stoi(port), "{}", "sha256=0") == 404; }));

  rubrica_test::simulator const box({"--webhook-url", "http://127.0.0.1:" + port + path, "--webhook-secret", "wh-s3cret"});
  auto const sent = run(started_in(RUBRICA_EXAMPLE_ASSETS, program("guide_01_send")),
                        {{"CLICKSIGN_URL", box.url()}, {"CLICKSIGN_TOKEN", rubrica_test::program_token}});
  CHECK(sent.status == 0);
  CHECK(sent.err.empty());
  CHECK(sent.out.find("is out for signature until ") != std::string::npos);
  std::set<std::string> const told{receiver.read_line(), receiver.read_line()}; // callbacks may overtake each other
  CHECK(told == std::set<std::string>{"signer_added A*** S***", "signer_added B*** L***"});
}

TEST_CASE("README's program says that there is no token, and that one is wrong", "[programs][process]") {
  CHECK(run({program("guide_01_send")}, {{"CLICKSIGN_TOKEN", ""}}).status == 2);
  rubrica_test::simulator const box;
  auto const refused = run(started_in(RUBRICA_EXAMPLE_ASSETS, program("guide_01_send")),
                           {{"CLICKSIGN_URL", box.url()}, {"CLICKSIGN_TOKEN", "another"}});
  CHECK(refused.status == 1);
  CHECK(refused.err.find("unauthorized") != std::string::npos);
}

TEST_CASE("a server of each framework stores a callback before it answers, and refuses a forged one",
          "[programs][process][socket]") {
  std::string const body = rubrica_test::data_file("webhooks/sign_v3.json");
  std::string const hmac = rubrica_test::content_hmac("wh-s3cret", body);
  for (char const* name : {"receive_beast", "receive_pistache", "receive_drogon", "receive_crow"}) {
    if (!std::filesystem::exists(program(name))) continue; // its framework is not on this machine
    INFO(name);
    rubrica_test::temporary_folder const folder;
    int const port = free_port();
    process server(started_in(folder.path(""), program(name) + " " + std::to_string(port)), secret);
    CHECK(server.read_line() == "listening on port " + std::to_string(port));
    CHECK(rubrica_test::wait_until([&] { return post(port, body, rubrica_test::content_hmac("another", body)) == 404; }));
    CHECK(folder.read("deliveries.jsonl").empty());
    CHECK(post(port, body, hmac) == 200);
    CHECK(post(port, std::string(1'000'000, ' ') + body, hmac) == 404);
    CHECK(lines_in(folder.read("deliveries.jsonl")) == 1);
  }
}

TEST_CASE("a CGI program stores a callback before it answers, and refuses a forged one", "[programs][process][file]") {
  std::string const body = rubrica_test::data_file("webhooks/sign_v3.json");
  rubrica_test::temporary_folder const folder;
  folder.write("body", body);
  auto const answer = [&](std::string const& hmac) {
    std::map<std::string, std::string> request = secret;
    request["REQUEST_URI"] = path;
    request["CONTENT_LENGTH"] = std::to_string(body.size());
    request["HTTP_CONTENT_HMAC"] = hmac;
    return run(started_in(folder.path(""), program("receive_cgi") + " < body"), request).out;
  };
  CHECK(answer("sha256=0") == "Status: 404\r\n\r\n");
  CHECK(lines_in(folder.read("deliveries.jsonl")) == 0);
  CHECK(answer(rubrica_test::content_hmac("wh-s3cret", body)) == "Status: 200\r\n\r\n");
  CHECK(lines_in(folder.read("deliveries.jsonl")) == 1);
}

} // namespace guide_test
