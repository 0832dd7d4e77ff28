// What a storage service, a network and a folder can do to a download.
#include "support/catch.hpp"
#include "support/clock/manual_clock.hpp"
#include "support/files/gzip.hpp"
#include "support/files/temporary_folder.hpp"
#include "support/http/raw_server.hpp"
#include "support/http/scripted_transport.hpp"
#include "support/http/tls_identity.hpp"

#include <rubrica/clicksign/async_client.hpp>
#include <rubrica/clicksign/future.hpp>
#include <rubrica/http/curl_transport.hpp>

#include <fmt/format.h>

namespace download_test {

using namespace rubrica;
using namespace rubrica::clicksign;
using namespace rubrica_test;

namespace {

std::string document_with(std::string const& link, std::string const& kind = "signed", std::string const& filename = "a.pdf") {
  return fmt::format(
      R"({{"data":{{"id":"d","type":"documents","links":{{"files":{{"{}":"{}"}}}},"attributes":{{"filename":"{}"}}}}}})", kind,
      link, filename);
}

/// An API that names a file elsewhere.
raw_server::handler names_file(std::string const& link) {
  return always(answer(200, document_with(link)));
}

client_options options_for(std::string const& base_url) {
  client_options options;
  options.base_url = base_url;
  options.token = secret("t");
  options.retry.base_delay = std::chrono::milliseconds(1);
  options.retry.throttled_base_delay = std::chrono::milliseconds(1);
  return options;
}

result<download> fetch(client const& from, std::string const& path, call_options const& options = {}) {
  return from.documents().download(envelope_id("e"), document_id("d"), path, document_file::signed_file, options);
}

/// The same by a client, or by the engine of one.
result<download> fetch_by(bool engine, client const& from, std::string const& path, call_options const& options = {}) {
  if (!engine) return fetch(from, path, options);
  async_client async(from);
  auto const described =
      async.documents().download(envelope_id("e"), document_id("d"), path, document_file::signed_file, options);
  return start_future(async, described).get();
}

std::string const pdf = "%PDF-1.7\n" + std::string(5000, 'x') + "\n%%EOF\n";

std::string head(std::string const& status, std::string const& fields) {
  return "HTTP/1.1 " + status + "\r\n" + fields + "\r\n";
}
std::string chunk(std::string const& bytes) {
  return fmt::format("{:x}\r\n{}\r\n", bytes.size(), bytes);
}

struct ending {
  const char* name;
  std::string bytes;
  std::optional<errc> code; ///< nothing: the file is saved
};

std::vector<ending> endings() {
  std::string const length = fmt::format("Content-Length: {}\r\n", pdf.size());
  std::string const encoded = gzip(pdf);
  return {
      {"a length", head("200 OK", length) + pdf, std::nullopt},
      {"a length of HTTP/1.0", "HTTP/1.0 200 OK\r\n" + length + "\r\n" + pdf, std::nullopt},
      {"chunks", head("200 OK", "Transfer-Encoding: chunked\r\n") + chunk(pdf) + "0\r\n\r\n", std::nullopt},
      {"a length that was not reached", head("200 OK", length) + pdf.substr(0, 4000), errc::connection_lost},
      {"chunks without their end", head("200 OK", "Transfer-Encoding: chunked\r\n") + chunk(pdf), errc::connection_lost},
      {"a cut chunk", head("200 OK", "Transfer-Encoding: chunked\r\n") + chunk(pdf).substr(0, 3000), errc::connection_lost},
      {"no length", head("200 OK", "Content-Type: application/pdf\r\n") + pdf, errc::protocol},
      {"no length, closed", head("200 OK", "Connection: close\r\n") + pdf.substr(0, 3000), errc::protocol},
      {"no length of HTTP/1.0", "HTTP/1.0 200 OK\r\n\r\n" + pdf, errc::protocol},
      {"two lengths", head("200 OK", "Content-Length: 9999\r\n" + length) + pdf, errc::protocol},
      {"a part that nobody asked for",
       head("206 Partial Content", fmt::format("Content-Range: bytes 0-{}/99999\r\n", pdf.size() - 1) + length) + pdf,
       errc::protocol},
      {"another success", head("203 Non-Authoritative", length) + pdf, errc::protocol},
      {"no content", head("204 No Content", ""), errc::protocol},
      {"an empty file", head("200 OK", "Content-Length: 0\r\n"), errc::protocol},
      {"a web page", answer(200, "<!doctype html><title>Login</title>", "Content-Type: text/html\r\n"), errc::protocol},
      {"JSON", answer(200, R"({"error":"x"})"), errc::protocol},
      {"gzip", head("200 OK", fmt::format("Content-Encoding: gzip\r\nContent-Length: {}\r\n", encoded.size())) + encoded,
       errc::protocol},
      {"a coding that is a lie", head("200 OK", "Content-Encoding: gzip\r\n" + length) + pdf, errc::protocol},
      {"a redirect", head("302 Found", "Location: http://127.0.0.1:9/\r\nContent-Length: 0\r\n"), errc::protocol},
  };
}

void check_endings(client_options options, SSL_CTX* tls) {
  temporary_folder const folder;
  for (ending const& one : endings()) {
    INFO(one.name);
    raw_server const storage(
        [&one](connection& peer) {
          if (!peer.read_request()) return;
          peer.write(one.bytes);
          peer.cut();
        },
        tls);
    raw_server const api(names_file(storage.url("/f")), tls);
    options.base_url = api.url("");
    auto const got = fetch(client(options), folder.path("signed.pdf"));
    REQUIRE(got.has_value() == !one.code.has_value());
    if (got) {
      CHECK(folder.read("signed.pdf") == pdf);
      std::filesystem::remove(folder.path("signed.pdf"));
    } else {
      CHECK(got.error().code == *one.code);
      CHECK(got.error().outcome == outcome::rejected);
    }
    CHECK(folder.files() == 0);
  }
}

} // namespace

TEST_CASE("a file is saved only when its answer proves that it is whole", "[clicksign][files][socket][file]") {
  check_endings(options_for(""), nullptr);
}

TEST_CASE("over TLS, too, a file is saved only when its answer proves that it is whole", "[clicksign][files][socket][file]") {
  test_authority const authority;
  tls_context_ptr const context = authority.server();
  auto options = options_for("");
  options.ca_file = authority.file();
  check_endings(options, context.get());
}

TEST_CASE("a file that is larger than the caller's limit is not saved", "[clicksign][files][socket][file]") {
  temporary_folder const folder;
  std::string const bomb = gzip(std::string(20'000'000, 'x'));
  for (bool chunked : {false, true}) {
    raw_server const storage([&](connection& peer) {
      if (!peer.read_request()) return;
      peer.write(chunked ? head("200 OK", "Transfer-Encoding: chunked\r\n") : head("200 OK", "Content-Length: 90000000000\r\n"));
      while (peer.write(chunked ? chunk(pdf) : pdf)) {
      }
    });
    raw_server const api(names_file(storage.url("/f")));
    call_options options;
    options.max_file_bytes = 100'000;
    auto const got = fetch(client(options_for(api.url(""))), folder.path("signed.pdf"), options);
    REQUIRE_FALSE(got);
    CHECK(got.error().code == errc::too_large);
    CHECK(folder.files() == 0);
  }
  raw_server const storage(always(answer(200, bomb, "Content-Encoding: gzip\r\n")));
  raw_server const api(names_file(storage.url("/f")));
  call_options options;
  options.max_file_bytes = 1'000'000;
  CHECK_FALSE(fetch(client(options_for(api.url(""))), folder.path("signed.pdf"), options));
  raw_server const exact(always(answer(200, pdf)));
  raw_server const other(names_file(exact.url("/f")));
  options.max_file_bytes = pdf.size();
  CHECK(fetch(client(options_for(other.url(""))), folder.path("signed.pdf"), options));
  options.max_file_bytes = pdf.size() - 1;
  CHECK(fetch(client(options_for(other.url(""))), folder.path("signed.pdf"), options).error().code == errc::too_large);
  CHECK(call_options().max_file_bytes == 200'000'000);
}

TEST_CASE("a transport without a limit of its own does not lead past the caller's", "[clicksign][files][file]") {
  temporary_folder const folder;
  auto const transport = std::make_shared<scripted_transport>();
  transport->status(200, document_with("https://storage.example/f"));
  transport->then([](http::request const& request) -> result<http::response> {
    for (;;) {
      if (auto taken = request.sink(pdf); !taken) return taken.error();
    }
  });
  auto options = options_for("https://api.example/api/v3");
  options.transport = transport;
  call_options limits;
  limits.max_file_bytes = 50'000;
  CHECK(fetch(client(options), folder.path("signed.pdf"), limits).error().code == errc::too_large);
}

TEST_CASE("a storage that is in trouble is asked again within the time of the call", "[clicksign][files][socket][file]") {
  temporary_folder const folder;
  for (int status : {408, 429, 500, 502, 503, 504}) {
    INFO(status);
    std::atomic<int> asked{0};
    raw_server const storage([&](connection& peer) {
      while (peer.read_request())
        peer.write(++asked <= 5 ? answer(status, "<Error><Code>SlowDown</Code></Error>") : answer(200, pdf));
    });
    raw_server const api(names_file(storage.url("/f")));
    CHECK(fetch(client(options_for(api.url(""))), folder.path("signed.pdf")));
    CHECK(asked == 6);
    CHECK(api.requests().size() == 1);
  }
}

TEST_CASE("a refused connection of the storage is tried again with a fresh link", "[clicksign][files][socket][file]") {
  temporary_folder const folder;
  refusing_port const nobody;
  raw_server const storage(always(answer(200, pdf)));
  std::atomic<int> asked{0};
  raw_server const api([&](connection& peer) {
    while (peer.read_request()) peer.write(answer(200, document_with(++asked <= 3 ? nobody.url("/f") : storage.url("/f"))));
  });
  CHECK(fetch(client(options_for(api.url(""))), folder.path("signed.pdf")));
  CHECK(asked == 4);
}

TEST_CASE("a link that the storage does not take any more is replaced once in a row", "[clicksign][files][socket][file]") {
  temporary_folder const folder;
  for (int status : {400, 401, 403, 410}) {
    INFO(status);
    raw_server const storage([&](connection& peer) {
      while (auto const request = peer.read_request())
        peer.write(request->target == "/1" ? answer(status, "<Error><Code>ExpiredToken</Code></Error>") : answer(200, pdf));
    });
    std::atomic<int> asked{0};
    raw_server const api([&](connection& peer) {
      while (peer.read_request()) peer.write(answer(200, document_with(storage.url("/" + std::to_string(++asked)))));
    });
    CHECK(fetch(client(options_for(api.url(""))), folder.path("signed.pdf")));
    CHECK(asked == 2);
  }
  raw_server const storage(always(answer(403, "<Error/>")));
  raw_server const api(names_file(storage.url("/f")));
  CHECK(fetch(client(options_for(api.url(""))), folder.path("signed.pdf")).error().http_status == 403);
  CHECK(storage.requests().size() == 2);
}

TEST_CASE("one deadline bounds all requests and waits of a download", "[clicksign][files][file][clock]") {
  temporary_folder const folder;
  // Each request takes three of the ten seconds.
  class slow final : public http::transport {
  public:
    explicit slow(std::shared_ptr<manual_clock> time) : time_(std::move(time)) {}
    result<http::response> send(http::request const& request, http::context const& limits) override {
      deadlines.push_back(limits.deadline);
      time_->advance(std::chrono::seconds(3));
      if (time_->now() >= limits.deadline) return make_error(errc::timeout);
      if (request.sink) return http::response{503, {}, {}};
      return http::response{200, {}, document_with("https://storage.example/f")};
    }
    std::vector<std::chrono::steady_clock::time_point> deadlines;

  private:
    std::shared_ptr<manual_clock> time_;
  };
  for (bool of_the_call : {true, false}) {
    auto const time = std::make_shared<manual_clock>();
    auto const transport = std::make_shared<slow>(time);
    auto options = options_for("https://api.example/api/v3");
    options.transport = transport;
    options.clock = time;
    options.upload_timeout = std::chrono::seconds(10);
    auto const begin = time->now();
    call_options limits;
    if (of_the_call) limits.timeout = std::chrono::seconds(10);
    CHECK_FALSE(fetch(client(options), folder.path("signed.pdf"), limits));
    CHECK(transport->deadlines.size() >= 3);
    for (auto const deadline : transport->deadlines) CHECK(deadline <= begin + std::chrono::seconds(10));
    CHECK(time->now() <= begin + std::chrono::seconds(13)); // the last request began within the time
  }
}

TEST_CASE("a link into an internal network is refused before anything is sent there", "[clicksign][files][file]") {
  temporary_folder const folder;
  for (const char* host :
       {"127.0.0.1", "10.1.2.3", "169.254.169.254", "[::1]", "[fd00::1]", "[::ffff:10.0.0.1]", "localhost", "2130706433"}) {
    INFO(host);
    auto const transport = std::make_shared<scripted_transport>();
    transport->status(200, document_with(fmt::format("https://{}/f?X-Amz-Signature=CANARY", host)));
    auto options = options_for("https://api.example/api/v3");
    options.transport = transport;
    auto const got = fetch(client(options), folder.path("signed.pdf"));
    REQUIRE_FALSE(got);
    CHECK(got.error().code == errc::address_refused);
    CHECK(to_string(got.error()).find("CANARY") == std::string::npos);
    CHECK(to_string(got.error()).find(host) == std::string::npos);
    CHECK(transport->requests().size() == 1);
    CHECK(folder.files() == 0);
  }
}

TEST_CASE("the address that a storage name leads to is left to the transport, unless the API itself is internal",
          "[clicksign][files][file]") {
  temporary_folder const folder;
  bool const by_engine = GENERATE(false, true);
  for (std::string const& peer : {std::string(), std::string("203.0.113.7"), std::string("10.0.0.7")}) {
    auto const transport = std::make_shared<scripted_transport>();
    transport->then([&](auto const&) -> result<http::response> {
      http::response answer{200, {}, document_with("https://storage.example/f")};
      answer.peer = peer;
      return answer;
    });
    transport->status(404);
    auto options = options_for("https://api.example/api/v3");
    options.transport = transport;
    CHECK_FALSE(fetch_by(by_engine, client(options), folder.path("signed.pdf")));
    REQUIRE(transport->requests().size() == 2);
    CHECK(transport->requests()[1].outside_only == (peer != "10.0.0.7"));
  }
}

TEST_CASE("the engine saves a file as the client does, through the failures of its storage", "[clicksign][files][socket][file]") {
  temporary_folder const folder;
  std::atomic<int> asked{0};
  raw_server const storage([&](connection& peer) {
    while (peer.read_request()) {
      int const turn = asked++ % 4;
      if (turn == 0) peer.write(answer(403, "<Error/>")); // an old link
      if (turn == 1) peer.write(answer(503, ""));
      if (turn == 2) return; // and one that is lost
      if (turn == 3) peer.write(answer(200, pdf));
    }
  });
  raw_server const api(names_file(storage.url("/f")));
  bool const by_engine = GENERATE(false, true);
  auto const saved = fetch_by(by_engine, client(options_for(api.url(""))), folder.path("signed.pdf"));
  REQUIRE(saved);
  CHECK(saved->size == pdf.size());
  CHECK(folder.read("signed.pdf") == pdf);
  CHECK(folder.files() == 1);
  CHECK(asked == 4);
  CHECK(api.requests().size() == 2); // a fresh link for the old one
}

TEST_CASE("a file that is not there yet is waited for within the deadline", "[clicksign][files][file][clock]") {
  temporary_folder const folder;
  bool const by_engine = GENERATE(false, true);
  auto const time = std::make_shared<manual_clock>();
  auto const transport = std::make_shared<scripted_transport>();
  auto options = options_for("https://api.example/api/v3");
  options.clock = time;
  options.transport = transport;
  call_options waiting;
  waiting.wait_for_file = true;
  waiting.timeout = std::chrono::hours(1);
  auto const begin = time->now();
  SECTION("it comes") {
    for (int i = 0; i < 6; ++i) transport->status(200, document_with(""));
    transport->status(200, document_with("https://storage.example/f"));
    transport->then([](http::request const& request) -> result<http::response> {
      CHECK(request.sink(pdf));
      return http::response{200, {{"Content-Length", std::to_string(pdf.size())}}, {}, {}};
    });
    CHECK(fetch_by(by_engine, client(options), folder.path("signed.pdf")).error().retry_after.count() > 0); // asked not to wait
    CHECK(time->now() == begin);
    CHECK(fetch_by(by_engine, client(options), folder.path("signed.pdf"), waiting));
    CHECK(folder.read("signed.pdf") == pdf);
    CHECK(time->now() - begin == std::chrono::seconds(1 + 2 + 4 + 8 + 10)); // it asks less and less often
  }
  SECTION("it does not come") {
    for (int i = 0; i < 6; ++i) transport->status(200, document_with(""));
    waiting.timeout = std::chrono::seconds(16);
    auto const got = fetch_by(by_engine, client(options), folder.path("signed.pdf"), waiting);
    CHECK(got.error().code == errc::not_ready);
    CHECK(got.error().retry_after.count() > 0);
    CHECK(got.error().outcome == outcome::rejected);
    CHECK(time->now() - begin == std::chrono::seconds(1 + 2 + 4 + 8));
    CHECK(folder.files() == 0);
  }
}

TEST_CASE("a list of storage hosts lets no other host through", "[clicksign][files][file]") {
  temporary_folder const folder;
  auto const ask = [&](std::string const& link) {
    auto const transport = std::make_shared<scripted_transport>();
    transport->status(200, document_with(link)).status(404);
    auto options = options_for("https://api.example/api/v3");
    options.transport = transport;
    options.storage_hosts = {"files.example", "Other.Example"};
    auto const got = fetch(client(options), folder.path("signed.pdf"));
    return got.error().code;
  };
  for (const char* link : {"https://files.example/f", "https://FILES.example:8443/f", "https://other.example/f"})
    CHECK(ask(link) == errc::not_found);
  for (const char* link : {"https://evil.example/f", "https://files.example.evil/f", "https://afiles.example/f",
                           "https://evil.example/files.example", "https://evil.example#files.example"}) {
    INFO(link);
    CHECK(ask(link) == errc::address_refused);
  }
  for (const char* link : {"https://files.example@evil.example/f", "https://evil.example\\\\@files.example/f"})
    CHECK(ask(link) != errc::not_found);
}

} // namespace download_test
