// What the transport must not do to the process that it lives in: signals, fork, exec.
#include "support/catch.hpp"
#include "support/descriptors.hpp"
#include "support/http_calls.hpp"
#include "support/raw_server.hpp"
#include "support/tls_identity.hpp"

#include <rubrica/http/curl_transport.hpp>

#include <csignal>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

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

int exit_code_of_child(std::function<int()> const& child) {
  pid_t const pid = fork();
  if (pid == 0) _exit(child());
  int status = 0;
  waitpid(pid, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

} // namespace

TEST_CASE("a server that resets while TLS is written to does not end the process") {
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
    auto const got = transport.send(post(server.url(), std::string(4'000'000, 'x')), patient());
    REQUIRE_FALSE(got);
    CHECK(got.error().code == rubrica::errc::connection_lost);
    CHECK(got.error().effect == rubrica::outcome::ambiguous);
    CHECK(same_mask(mask, current_mask()));
    CHECK_FALSE(is_pending(SIGPIPE));
  }
  struct sigaction after {};
  sigaction(SIGPIPE, nullptr, &after);
  CHECK(after.sa_handler == SIG_DFL);
}

TEST_CASE("a SIGPIPE that the caller holds back stays pending") {
  sigset_t pipe, before;
  sigemptyset(&pipe);
  sigaddset(&pipe, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &pipe, &before);
  pthread_kill(pthread_self(), SIGPIPE);
  raw_server server(always(answer(200, "ok")));
  http::curl_transport transport;
  CHECK(transport.send(get(server.url()), patient()));
  CHECK(is_pending(SIGPIPE));
  timespec const no_wait{};
  CHECK(sigtimedwait(&pipe, nullptr, &no_wait) == SIGPIPE);
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

TEST_CASE("a forked child makes its own connection and leaves the parent's alone") {
  test_authority const authority;
  tls_context_ptr const context = authority.server();
  raw_server server(always(answer(200, "ok")), context.get());
  http::curl_options options;
  options.ca_file = authority.file();
  auto transport = std::make_unique<http::curl_transport>(options);
  REQUIRE(transport->send(get(server.url()), patient()));
  CHECK(server.connections() == 1);

  CHECK(exit_code_of_child([&] {
          bool const fine = transport->send(get(server.url()), patient()).has_value();
          transport.reset();
          return fine ? 0 : 1;
        }) == 0);
  CHECK(server.connections() == 2);
  CHECK(exit_code_of_child([&] {
          transport.reset(); // must not say good-bye on the parent's connection
          return 0;
        }) == 0);
  REQUIRE(transport->send(post(server.url()), patient()));
  CHECK(server.connections() == 2);
}

TEST_CASE("a connection is not handed on to a program that the process starts") {
  raw_server server(always(answer(200, "ok")));
  http::curl_transport transport;
  REQUIRE(transport.send(get(server.url()), patient()));
  int connections = 0;
  for (int fd = 0; fd < 1024; ++fd) {
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    if (getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size) != 0 || address.ss_family != AF_INET) continue;
    ++connections;
    CHECK((fcntl(fd, F_GETFD) & FD_CLOEXEC) != 0);
  }
  CHECK(connections >= 3); // the listener and both ends
}

TEST_CASE("descriptors do not pile up") {
  raw_server server([](connection& peer) {
    peer.read_request();
    peer.reset();
  });
  {
    http::curl_transport transport;
    CHECK_FALSE(transport.send(get(server.url()), patient()));
  }
  int const before = open_descriptors();
  for (int i = 0; i < 50; ++i) {
    http::curl_transport transport;
    CHECK_FALSE(transport.send(get(server.url()), patient()));
    CHECK_FALSE(transport.send(post(server.url()), patient()));
  }
  // The server's side closes in its own time.
  for (int i = 0; i < 1000 && open_descriptors() > before; ++i) usleep(10'000);
  CHECK(open_descriptors() <= before);
}
