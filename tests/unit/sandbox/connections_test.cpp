#include "support/catch.hpp"

#include "fixture.hpp"
#include "support/clock/wait_until.hpp"
#include "support/http/raw_client.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <memory>

namespace connections_test {

using namespace fixture;
using rubrica_test::raw_client;

namespace {

std::string const get_list = "GET /api/v3/envelopes HTTP/1.1\r\nHost: x\r\nAuthorization: sandbox-token\r\n";

int port_of(rubrica::sandbox::server const& sandbox) {
  return std::stoi(sandbox.base_url().substr(std::string("http://127.0.0.1:").size()));
}

/// The number of complete answers in the bytes; each has a Content-Length.
std::size_t answers_in(std::string const& bytes) {
  std::size_t count = 0;
  for (std::size_t at = 0;;) {
    auto const end = bytes.find("\r\n\r\n", at);
    if (end == std::string::npos) return count;
    auto const length = bytes.find("Content-Length: ", at);
    at = end + 4 + (length < end ? std::stoul(bytes.substr(length + 16)) : 0);
    if (at > bytes.size()) return count;
    ++count;
  }
}

std::string status_line(std::string const& bytes) {
  return bytes.substr(0, bytes.find("\r\n"));
}

/// Many peers in one thread: each sends its next request when it has the answer to the last one.
class crowd {
public:
  crowd(int port, std::size_t size) : bytes_(size), answers_(size) {
    for (std::size_t i = 0; i < size; ++i) {
      int const fd = ::socket(AF_INET, SOCK_STREAM, 0);
      sockaddr_in address{};
      address.sin_family = AF_INET;
      address.sin_port = htons(static_cast<std::uint16_t>(port));
      address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
      REQUIRE(::connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
      polled_.push_back({fd, POLLIN, 0});
    }
  }
  ~crowd() {
    for (pollfd const& one : polled_) ::close(one.fd);
  }
  crowd(crowd const&) = delete;
  crowd& operator=(crowd const&) = delete;

  /// Runs until every peer has `rounds` answers; returns how many had none when the first one had all. On a busy machine packets and
  /// threads wait for each other, and the first is some rounds ahead of the last.
  std::size_t ask(std::size_t rounds) {
    std::fill(answers_.begin(), answers_.end(), 0);
    std::size_t done = 0;
    std::size_t without = 0;
    for (pollfd const& one : polled_) send_one(one.fd);
    while (done < answers_.size()) {
      REQUIRE(::poll(polled_.data(), polled_.size(), 30'000) > 0);
      for (std::size_t i = 0; i < polled_.size(); ++i) {
        if (polled_[i].revents == 0 || !take(i)) continue;
        if (++answers_[i] < rounds) {
          send_one(polled_[i].fd);
        } else if (++done == 1) {
          without = static_cast<std::size_t>(std::count(answers_.begin(), answers_.end(), 0));
        }
      }
    }
    return without;
  }

private:
  static void send_one(int fd) {
    std::string const request = get_list + "\r\n";
    REQUIRE(::send(fd, request.data(), request.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(request.size()));
  }

  bool take(std::size_t i) {
    std::array<char, 4096> buffer;
    auto const count = ::recv(polled_[i].fd, buffer.data(), buffer.size(), 0);
    REQUIRE(count > 0);
    bytes_[i].append(buffer.data(), static_cast<std::size_t>(count));
    if (answers_in(bytes_[i]) == 0) return false;
    REQUIRE(status_line(bytes_[i]) == "HTTP/1.1 200 OK");
    bytes_[i].clear();
    return true;
  }

  std::vector<pollfd> polled_;
  std::vector<std::string> bytes_;
  std::vector<std::size_t> answers_;
};

/// Both ends of every connection are in this process.
void allow_descriptors(rlim_t count) {
  rlimit limit{};
  REQUIRE(::getrlimit(RLIMIT_NOFILE, &limit) == 0);
  if (limit.rlim_cur >= count) return;
  REQUIRE(limit.rlim_max >= count);
  limit.rlim_cur = count;
  REQUIRE(::setrlimit(RLIMIT_NOFILE, &limit) == 0);
}

} // namespace

TEST_CASE("a thousand clients who keep their connections are served in turn", "[sandbox][server][socket]") {
  allow_descriptors(4096);
  account const on;
  crowd clients(port_of(on.sandbox), 1000);
  clients.ask(1);               // from here on all are accepted
  CHECK(clients.ask(10) <= 10); // of a thread for each client, all but its threads
  CHECK(on.sandbox.requests().size() == 11'000);
}

TEST_CASE("callbacks arrive while a thousand clients keep their connections", "[sandbox][server][socket]") {
  allow_descriptors(4096);
  receiver crm;
  auto options = unlimited();
  options.webhook_url = crm.url();
  account on(options);
  crowd clients(port_of(on.sandbox), 1000);
  clients.ask(1);
  start(on);
  on.sandbox.drain_webhooks();
  CHECK(crm.all().size() == 2);
}

TEST_CASE("a peer that sends half a request keeps no other client waiting", "[sandbox][server][socket]") {
  account on;
  std::vector<std::unique_ptr<raw_client>> slow;
  for (int i = 0; i < 100; ++i) {
    slow.push_back(std::make_unique<raw_client>(port_of(on.sandbox)));
    slow.back()->send(get_list);
  }
  CHECK(on.get("/envelopes").status == 200);
  for (auto& one : slow) one->send("Connection: close\r\n\r\n");
  for (auto& one : slow) CHECK(status_line(one->read_to_end().bytes) == "HTTP/1.1 200 OK");
}

TEST_CASE("an answer that is late by a fault keeps no other client waiting", "[sandbox][server][socket][clock]") {
  account on;
  rubrica::sandbox::fault_plan late;
  late.what = rubrica::sandbox::fault::delay;
  late.path = "/late";
  late.times = 0;
  late.delay = std::chrono::hours(1);
  REQUIRE(on.sandbox.add_fault(late));
  std::vector<std::unique_ptr<raw_client>> waiting;
  for (int i = 0; i < 100; ++i) {
    waiting.push_back(std::make_unique<raw_client>(port_of(on.sandbox)));
    waiting.back()->send("GET /api/v3/late HTTP/1.1\r\nAuthorization: sandbox-token\r\nConnection: close\r\n\r\n");
  }
  REQUIRE(rubrica_test::wait_until([&] { return on.sandbox.faults().at(0).struck >= 100; }));
  CHECK(on.get("/envelopes").status == 200);
  on.sandbox.advance(std::chrono::hours(1));
  for (auto& one : waiting) CHECK(status_line(one->read_to_end().bytes) == "HTTP/1.1 404 Not Found");
}

TEST_CASE("a request may come in pieces, with others and in chunks", "[sandbox][server][socket]") {
  account const on;
  std::string const body = resource("envelopes", {{"name", "Contrato"}}).dump();
  std::string const head = "POST /api/v3/envelopes HTTP/1.1\r\nauthorization: sandbox-token\r\n";
  SECTION("byte by byte") {
    raw_client peer(port_of(on.sandbox));
    std::string const all = head + "Connection: close\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
    for (char c : all) peer.send({&c, 1});
    CHECK(status_line(peer.read_to_end().bytes) == "HTTP/1.1 201 Created");
  }
  SECTION("three in one") {
    raw_client peer(port_of(on.sandbox));
    peer.send(get_list + "\r\n" + get_list + "\r\n" + get_list + "Connection: close\r\n\r\n");
    CHECK(answers_in(peer.read_to_end().bytes) == 3);
  }
  SECTION("in chunks, with a trailer") {
    raw_client peer(port_of(on.sandbox));
    peer.send(head + "Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\n" + body.substr(0, 5) + "\r\n");
    char size[16];
    std::snprintf(size, sizeof size, "%zx", body.size() - 5);
    peer.send(size + ("\r\n" + body.substr(5)) + "\r\n0\r\nTrailer: x\r\n\r\n");
    CHECK(status_line(peer.read_to_end().bytes) == "HTTP/1.1 201 Created");
  }
  SECTION("after 100 Continue") {
    raw_client peer(port_of(on.sandbox));
    peer.send(head + "Expect: 100-continue\r\nConnection: close\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n");
    peer.send(body);
    auto const got = peer.read_to_end().bytes;
    CHECK(got.find("HTTP/1.1 201 Created") != std::string::npos);
  }
  SECTION("of HTTP/1.0") {
    raw_client peer(port_of(on.sandbox));
    peer.send("GET /api/v3/envelopes HTTP/1.0\r\nAuthorization: sandbox-token\r\n\r\n");
    auto const got = peer.read_to_end();
    CHECK(status_line(got.bytes) == "HTTP/1.1 200 OK");
    CHECK(got.ending == raw_client::end::closed);
  }
  SECTION("the head alone") {
    raw_client peer(port_of(on.sandbox));
    peer.send("HEAD /api/v3/envelopes HTTP/1.1\r\nAuthorization: sandbox-token\r\nConnection: close\r\n\r\n");
    auto const got = peer.read_to_end().bytes;
    CHECK(got.substr(got.find("\r\n\r\n")) == "\r\n\r\n");
  }
}

TEST_CASE("a connection that sends no request is refused and ends", "[sandbox][server][socket]") {
  account on;
  std::string const start = "POST /api/v3/envelopes HTTP/1.1\r\n";
  std::vector<std::pair<std::string, std::string>> const cases{
      {"nonsense\r\n\r\n", "HTTP/1.1 400 Bad Request"},
      {"GET / HTTP/2.0\r\n\r\n", "HTTP/1.1 400 Bad Request"},
      {start + "no colon\r\n\r\n", "HTTP/1.1 400 Bad Request"},
      {start + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n", "HTTP/1.1 400 Bad Request"},
      {start + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", "HTTP/1.1 400 Bad Request"},
      {start + "Content-Length: -1\r\n\r\n", "HTTP/1.1 400 Bad Request"},
      {start + "Content-Length: 99999999999999999999999\r\n\r\n", "HTTP/1.1 400 Bad Request"},
      {start + "Transfer-Encoding: gzip\r\n\r\n", "HTTP/1.1 501 Not Implemented"},
      {start + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n", "HTTP/1.1 400 Bad Request"},
      {start + "Transfer-Encoding: chunked\r\n\r\nffffffff\r\n", "HTTP/1.1 413 Request Entity Too Large"},
      {start + "Content-Length: 99999999\r\n\r\n", "HTTP/1.1 413 Request Entity Too Large"},
      {"GET /" + std::string(100'000, 'a'), "HTTP/1.1 414 Request-URI Too Large"},
      {start + "X: " + std::string(100'000, 'a'), "HTTP/1.1 431 Request Header Fields Too Large"}};
  for (auto const& [bytes, expected] : cases) {
    CAPTURE(bytes.substr(0, 100));
    raw_client peer(port_of(on.sandbox));
    peer.send(bytes);
    CHECK(status_line(peer.read_to_end().bytes) == expected);
  }
  CHECK(on.get("/envelopes").status == 200);
}

} // namespace connections_test
