// Bodies that are produced while they are sent, and answers that go to a sink.
#include "support/catch.hpp"
#include "support/http/http_calls.hpp"
#include "support/http/raw_server.hpp"
#include "support/process/peak_memory.hpp"

#include <rubrica/http/curl_transport.hpp>

#include <algorithm>
#include <stdexcept>

namespace curl_transport_bodies_test {

using namespace rubrica_test;
namespace http = rubrica::http;
using rubrica::errc;
using rubrica::outcome;
using rubrica::result;

namespace {

char byte_at(std::uint64_t position) {
  return static_cast<char>('a' + (position * 7 + position / 1000) % 26);
}

// `after` is asked once `limit` bytes are out.
http::body_source source_of(std::uint64_t size, int* opened = nullptr, std::uint64_t limit = ~std::uint64_t{0},
                            std::function<result<std::size_t>()> after = {}) {
  return {size, [=]() -> result<http::body_reader> {
            if (opened != nullptr) ++*opened;
            return http::body_reader([=, sent = std::uint64_t{0}](char* buffer, std::size_t room) mutable -> result<std::size_t> {
              if (sent >= limit) return after();
              std::size_t const count = std::min<std::uint64_t>({room, size - sent, limit - sent});
              for (std::size_t i = 0; i < count; ++i) buffer[i] = byte_at(sent + i);
              sent += count;
              return count;
            });
          }};
}

bool is_right(std::string const& body, std::uint64_t size) {
  if (body.size() != size) return false;
  for (std::uint64_t i = 0; i < size; ++i) {
    if (body[i] != byte_at(i)) return false;
  }
  return true;
}

std::string pattern(std::uint64_t size) {
  std::string text(size, '\0');
  for (std::uint64_t i = 0; i < size; ++i) text[i] = byte_at(i);
  return text;
}

rubrica::error_info upload_failure(http::body_source source) {
  raw_server server(always(answer(200, "ok")));
  http::curl_transport transport;
  http::request request = post(server.url());
  request.body = std::move(source);
  auto const got = transport.send(request, long_deadline());
  REQUIRE_FALSE(got);
  CHECK(server.requests().empty());
  return got.error();
}

} // namespace

TEST_CASE("a body from a source arrives byte for byte, with its length and without Expect", "[http][curl][socket]") {
  constexpr std::uint64_t size = 7'000'003;
  raw_server server(always(answer(200, "ok")));
  http::curl_transport transport;
  int opened = 0;
  std::vector<std::uint64_t> progress;
  http::request request = post(server.url());
  request.body = source_of(size, &opened);
  http::context limits = long_deadline();
  limits.on_upload = [&](std::uint64_t sent, std::uint64_t total) {
    CHECK(total == size);
    progress.push_back(sent);
  };
  REQUIRE(transport.send(request, limits));

  raw_request const seen = server.requests().at(0);
  CHECK(is_right(seen.body, size));
  CHECK(seen.field("Content-Length") == std::to_string(size));
  CHECK_FALSE(seen.has_field("Expect"));
  CHECK_FALSE(seen.has_field("Transfer-Encoding"));
  CHECK(opened == 1);
  REQUIRE_FALSE(progress.empty());
  CHECK(std::is_sorted(progress.begin(), progress.end()));
  CHECK(progress.back() == size);
}

TEST_CASE("the memory of a transfer does not grow with the body in either direction", "[http][curl][socket][memory]") {
  constexpr std::uint64_t size = 64 << 20;
  raw_server server([](connection& peer) {
    std::uint64_t left = size;
    std::string head;
    while (head.find("\r\n\r\n") == std::string::npos) head += peer.read_some(1);
    while (left > 0) left -= peer.skip(left);
    peer.write("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n");
    std::string const piece(65536, 'x');
    for (left = size; left > 0; left -= piece.size()) peer.write(piece);
  });
  http::curl_transport transport;
  http::request request = post(server.url());
  request.body = source_of(size);
  request.max_response_bytes = size;
  std::uint64_t got = 0;
  request.sink = [&](std::string_view bytes) -> result<void> {
    got += bytes.size();
    return {};
  };
  std::size_t const before = restart_peak_memory_kib();
  REQUIRE(transport.send(request, long_deadline()));
  CHECK(got == size);
  CHECK(peak_memory_kib() < before + 4 * 1024);
}

TEST_CASE("a source that fails midway gives its own error, and the call is ambiguous", "[http][curl][socket]") {
  auto const error = upload_failure(source_of(5'000'000, nullptr, 1'000'000, []() -> result<std::size_t> {
    return rubrica::make_error(errc::file_error, "the disk is gone");
  }));
  CHECK(error.code == errc::file_error);
  CHECK(error.message == rubrica::make_error(errc::file_error, "the disk is gone").message);
  CHECK(error.outcome == outcome::ambiguous);
}

TEST_CASE("a source that throws, ends early or gives too much ends the call", "[http][curl][socket][rule2]") {
  auto const throwing = [](auto request) { return [request]() -> result<std::size_t> { throw request; }; };
  for (auto const& after :
       {std::function<result<std::size_t>()>(throwing(std::runtime_error("x"))),
        std::function<result<std::size_t>()>(throwing(42)), std::function<result<std::size_t>()>([] { return std::size_t{0}; }),
        std::function<result<std::size_t>()>([] { return std::size_t{1} << 40; })}) {
    auto const error = upload_failure(source_of(5'000'000, nullptr, 100'000, after));
    CHECK(error.code == errc::file_error);
    CHECK(error.outcome == outcome::ambiguous);
  }
}

TEST_CASE("a source that cannot be opened leaves everything unsent", "[http][curl][socket]") {
  auto const failing = upload_failure({10, []() -> result<http::body_reader> { return rubrica::make_error(errc::file_error); }});
  CHECK(failing.code == errc::file_error);
  CHECK(failing.outcome == outcome::not_sent);
  auto const throwing = upload_failure({10, []() -> result<http::body_reader> { throw std::runtime_error("x"); }});
  CHECK(throwing.code == errc::file_error);
  CHECK(throwing.outcome == outcome::not_sent);
  CHECK(upload_failure({10, {}}).code == errc::invalid_argument);
  auto const empty = upload_failure({10, []() -> result<http::body_reader> { return http::body_reader(); }});
  CHECK(empty.code == errc::invalid_argument);
  CHECK(empty.outcome == outcome::not_sent);
}

TEST_CASE("a progress callback that throws ends the call", "[http][curl][socket][rule2]") {
  raw_server server(always(answer(200, "ok")));
  http::curl_transport transport;
  http::context limits = long_deadline();
  limits.on_upload = [](std::uint64_t, std::uint64_t) { throw std::runtime_error("x"); };
  auto const got = transport.send(post(server.url()), limits);
  REQUIRE_FALSE(got);
  CHECK(got.error().outcome == outcome::ambiguous);
}

TEST_CASE("a server may refuse before the whole body is there", "[http][curl][socket]") {
  raw_server server([](connection& peer) {
    peer.read_some(1000);
    peer.write(answer(413, "too much", "Connection: close\r\n"));
    peer.hang();
  });
  http::curl_transport transport;
  http::request request = post(server.url());
  request.body = source_of(20'000'000);
  auto const got = transport.send(request, long_deadline());
  REQUIRE(got);
  CHECK(got->status == 413);
}

TEST_CASE("a sink gets the bytes of a 2xx answer, unpacked by nobody", "[http][curl][socket]") {
  constexpr std::uint64_t size = 3'000'001;
  raw_server server(always(answer(200, pattern(size))));
  http::curl_transport transport;
  http::request request = get(server.url());
  std::string got;
  request.sink = [&](std::string_view bytes) -> result<void> {
    got.append(bytes);
    return {};
  };
  auto const received = transport.send(request, long_deadline());
  REQUIRE(received);
  CHECK(received->body.empty());
  CHECK(is_right(got, size));
  CHECK(server.requests().at(0).field("Accept-Encoding") == "identity");

  request.max_response_bytes = size - 1;
  auto const limited = transport.send(request, long_deadline());
  REQUIRE_FALSE(limited);
  CHECK(limited.error().code == errc::too_large);
}

TEST_CASE("an error's answer goes to memory, up to 1 MiB, and never to the sink", "[http][curl][socket]") {
  raw_server small(always(answer(403, "<Error>expired</Error>")));
  raw_server large(always(answer(500, std::string((1 << 20) + 1, 'x'))));
  http::curl_transport transport;
  http::request request = get(small.url());
  request.sink = [](std::string_view) -> result<void> { throw std::logic_error("not for the sink"); };
  auto const got = transport.send(request, long_deadline());
  REQUIRE(got);
  CHECK(got->status == 403);
  CHECK(got->body == "<Error>expired</Error>");
  request.url = large.url();
  auto const refused = transport.send(request, long_deadline());
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == errc::too_large);
}

TEST_CASE("a sink that fails or throws ends the call", "[http][curl][socket]") {
  raw_server server(always(answer(200, std::string(1'000'000, 'x'))));
  http::curl_transport transport;
  http::request request = get(server.url());
  int calls = 0;
  request.sink = [&](std::string_view) -> result<void> {
    ++calls;
    return rubrica::make_error(errc::file_error, "the disk is full");
  };
  auto const failed = transport.send(request, long_deadline());
  REQUIRE_FALSE(failed);
  CHECK(failed.error().code == errc::file_error);
  CHECK(failed.error().message == rubrica::make_error(errc::file_error, "the disk is full").message);
  CHECK(calls == 1);
  request.sink = [](std::string_view) -> result<void> { throw std::runtime_error("x"); };
  auto const threw = transport.send(request, long_deadline());
  REQUIRE_FALSE(threw);
  CHECK(threw.error().code == errc::file_error);
}

} // namespace curl_transport_bodies_test
