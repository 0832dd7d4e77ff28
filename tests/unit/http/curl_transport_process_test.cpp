// What the transport must not do to its process: signals, fork, exec.
#include "support/catch.hpp"
#include "support/clock/wait_until.hpp"
#include "support/http/http_calls.hpp"
#include "support/http/raw_server.hpp"
#include "support/http/tls_identity.hpp"
#include "support/process/descriptors.hpp"
#include "support/process/forked.hpp"

#include "http/curl/curl_engine.hpp"

#include <rubrica/clicksign/async_client.hpp>
#include <rubrica/http/curl_transport.hpp>

#include <csignal>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <future>
#include <vector>

namespace curl_transport_process_test {

using namespace rubrica_test;
namespace http = rubrica::http;

namespace {

bool same_mask(sigset_t const& a, sigset_t const& b) {
  for (int signal = 1; signal < NSIG; ++signal) {
    if (sigismember(&a, signal) != sigismember(&b, signal)) return false;
  }
  return true;
}

sigset_t current_mask() {
  sigset_t mask;
  pthread_sigmask(SIG_SETMASK, nullptr, &mask);
  return mask;
}

bool is_pending(int signal) {
  sigset_t pending;
  sigpending(&pending);
  return sigismember(&pending, signal) == 1;
}

template <class Work> int exit_code_of_child(Work const& work) {
  return rubrica_test::exit_code_of(rubrica_test::fork_child(work));
}

} // namespace

TEST_CASE("a server that resets while TLS is written to does not end the process", "[http][curl][socket]") {
  struct sigaction before {};
  sigaction(SIGPIPE, nullptr, &before);
  REQUIRE(before.sa_handler == SIG_DFL);
  sigset_t const mask = current_mask();

  test_authority const authority;
  tls_context_ptr const context = authority.server();
  raw_server server(
      [](connection& peer) {
        peer.read_some(100);
        peer.reset();
      },
      context.get());
  http::curl_options options;
  options.ca_file = authority.file();
  for (int i = 0; i < 20; ++i) {
    http::curl_transport transport(options);
    auto const got = transport.send(post(server.url(), std::string(4'000'000, 'x')), long_deadline());
    REQUIRE_FALSE(got);
    CHECK(got.error().code == rubrica::errc::connection_lost);
    CHECK(got.error().outcome == rubrica::outcome::ambiguous);
    CHECK(same_mask(mask, current_mask()));
    CHECK_FALSE(is_pending(SIGPIPE));
  }
  struct sigaction after {};
  sigaction(SIGPIPE, nullptr, &after);
  CHECK(after.sa_handler == SIG_DFL);
}

TEST_CASE("a SIGPIPE that the caller holds back stays pending", "[http][curl][socket]") {
  sigset_t pipe, before;
  sigemptyset(&pipe);
  sigaddset(&pipe, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &pipe, &before);
  pthread_kill(pthread_self(), SIGPIPE);
  raw_server server(always(answer(200, "ok")));
  http::curl_transport transport;
  CHECK(transport.send(get(server.url()), long_deadline()));
  CHECK(is_pending(SIGPIPE));
  timespec const no_wait{};
  CHECK(sigtimedwait(&pipe, nullptr, &no_wait) == SIGPIPE);
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

TEST_CASE("a forked child is told that the transport is the parent's, and leaves its connections alone",
          "[http][curl][socket][process]") {
  test_authority const authority;
  tls_context_ptr const context = authority.server();
  raw_server server(always(answer(200, "ok")), context.get());
  http::curl_options options;
  options.ca_file = authority.file();
  auto transport = std::make_unique<http::curl_transport>(options);
  REQUIRE(transport->send(get(server.url()), long_deadline()));
  CHECK(server.connections() == 1);

  CHECK(exit_code_of_child([&] {
          auto const answer = transport->send(get(server.url()), long_deadline());
          bool const told = !answer && answer.error().code == rubrica::errc::process_forked &&
                            answer.error().outcome == rubrica::outcome::not_sent;
          transport.reset();
          return told ? 0 : 1;
        }) == 0);
  CHECK(exit_code_of_child([&] { // with its own transport it works
          http::curl_transport own(options);
          return own.send(get(server.url()), long_deadline()) ? 0 : 1;
        }) == 0);
  CHECK(server.connections() == 2);
  CHECK(exit_code_of_child([&] {
          transport.reset(); // must not send close_notify on the parent's connection
          return 0;
        }) == 0);
  REQUIRE(transport->send(post(server.url()), long_deadline()));
  CHECK(server.connections() == 2);
}

TEST_CASE("a child that is forked while other threads call is told so, and never hangs",
          "[http][curl][socket][process][threads]") {
  raw_server server(always(answer(200, R"({"data":{"id":"e","type":"envelopes","attributes":{}}})")));
  rubrica::clicksign::client_options options;
  options.base_url = server.url("");
  options.token = rubrica::secret("t");
  rubrica::clicksign::client const client(options);
  rubrica::clicksign::async_client engine(client);
  http::curl_transport transport;
  std::atomic<bool> over{false};
  std::vector<std::future<void>> callers;
  for (int i = 0; i < 4; ++i) {
    callers.push_back(std::async(std::launch::async, [&] {
      while (!over) {
        static_cast<void>(client.envelopes().get(rubrica::envelope_id("e")));
        static_cast<void>(transport.send(get(server.url()), long_deadline()));
        engine.start(engine.envelopes().get(rubrica::envelope_id("e")), [](auto const&) {});
        // What a client that is created meanwhile needs from the process.
        static_cast<void>(http::quota_for("https://api.example", rubrica::secret("t"), 5));
      }
    }));
  }
  int hung = 0, wrong = 0;
  constexpr int forks = 200;
  for (int i = 0; i < forks; ++i) {
    int const code = exit_code_of_child([&] {
      alarm(30); // ends what hangs
      auto const is_told = [](auto const& answer) { return !answer && answer.error().code == rubrica::errc::process_forked; };
      bool told = is_told(client.envelopes().get(rubrica::envelope_id("e")));
      told = is_told(transport.send(get(server.url()), long_deadline())) && told;
      engine.start(engine.envelopes().get(rubrica::envelope_id("e")),
                   [&](auto const& answer) { told = is_told(answer) && told; });
      rubrica::clicksign::client_options closed = options;
      closed.base_url = "https://api.example/api/v3";
      rubrica::clicksign::client const own(closed);
      return told ? 0 : 1;
    });
    hung += code == -1 ? 1 : 0;
    wrong += code > 0 ? 1 : 0;
  }
  over = true;
  for (auto& one : callers) one.get();
  CHECK(hung == 0);
  CHECK(wrong == 0);
}

TEST_CASE("the engine's thread leaves the signals of its own faults to the program", "[http][curl][socket]") {
  std::promise<sigset_t> seen;
  class looking final : public http::async_transport {
  public:
    explicit looking(std::promise<sigset_t>& to) : to_(to) {}
    void start(http::request const&, http::context const&, completion done) override {
      to_.set_value(current_mask());
      done(http::response{200, {}, {}, {}});
    }
    void cancel(http::request const&) noexcept override {}

  private:
    std::promise<sigset_t>& to_;
  };
  sigset_t const mine = current_mask();
  http::engine_options options;
  options.custom = std::make_shared<looking>(seen);
  http::curl_engine engine(options, http::call_policy());
  CHECK(same_mask(mine, current_mask()));
  engine.start(get("http://127.0.0.1/"), long_deadline(), [](auto const&) {});
  sigset_t const blocked = seen.get_future().get();
  for (int fault : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP, SIGSYS}) {
    INFO(fault);
    CHECK(sigismember(&blocked, fault) == 0);
  }
  for (int of_the_program : {SIGTERM, SIGINT, SIGHUP, SIGCHLD, SIGALRM, SIGUSR1, SIGPIPE}) {
    INFO(of_the_program);
    CHECK(sigismember(&blocked, of_the_program) == 1);
  }
}

TEST_CASE("a connection is not handed on to a program that the process starts", "[http][curl][socket]") {
  raw_server server(always(answer(200, "ok")));
  http::curl_transport transport;
  REQUIRE(transport.send(get(server.url()), long_deadline()));
  auto const is_server = [&](int (*name_of)(int, sockaddr*, socklen_t*), int fd) { // a libcurl may have others, to wake itself
    sockaddr_in address{};
    socklen_t size = sizeof address;
    return name_of(fd, reinterpret_cast<sockaddr*>(&address), &size) == 0 && address.sin_family == AF_INET &&
           ntohs(address.sin_port) == server.port();
  };
  int connections = 0;
  for (int fd = 0; fd < 1024; ++fd) {
    if (!is_server(::getsockname, fd) && !is_server(::getpeername, fd)) continue;
    ++connections;
    CHECK((fcntl(fd, F_GETFD) & FD_CLOEXEC) != 0);
  }
  CHECK(connections >= 3); // the listener and both ends
}

TEST_CASE("transports that come and go leave no descriptors behind", "[http][curl][socket]") {
  raw_server server([](connection& peer) {
    peer.read_request();
    peer.reset();
  });
  {
    http::curl_transport transport;
    CHECK_FALSE(transport.send(get(server.url()), long_deadline()));
  }
  int const before = open_descriptors();
  for (int i = 0; i < 50; ++i) {
    http::curl_transport transport;
    CHECK_FALSE(transport.send(get(server.url()), long_deadline()));
    CHECK_FALSE(transport.send(post(server.url()), long_deadline()));
  }
  // The server closes its side independently.
  CHECK(rubrica_test::wait_until([&] { return open_descriptors() <= before; }));
}

} // namespace curl_transport_process_test
