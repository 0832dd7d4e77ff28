// A ClickSign of your own on the loopback interface: run it, point a client at the URL that it prints.
//
//   rubrica-sandbox --port 8080 --token sandbox-token --webhook-url http://127.0.0.1:9000/clicksign --webhook-secret s3cret
//   curl -H 'Authorization: sandbox-token' http://127.0.0.1:8080/api/v3/envelopes
//   curl -d '{"signer_id":"…"}' http://127.0.0.1:8080/__sandbox/sign

#include <rubrica/sandbox/server.hpp>

#include <charconv>
#include <csignal>
#include <cstdint>
#include <exception>
#include <iostream>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace {

constexpr char const* usage =
    "usage: rubrica-sandbox --port N --token T [--oauth-token T] [--rate-limit N] [--webhook-url URL --webhook-secret S] [--seed N]\n";

template <class Number> bool read_number(std::string_view text, Number largest, Number& out) {
  auto const [end, problem] = std::from_chars(text.data(), text.data() + text.size(), out);
  return problem == std::errc() && end == text.data() + text.size() && out >= 0 && out <= largest;
}

bool read_option(std::string_view name, std::string_view value, rubrica::sandbox::server_options& options) {
  if (name == "--port") return read_number(value, 65535, options.port);
  if (name == "--rate-limit") return read_number(value, 1'000'000, options.rate_limit);
  if (name == "--seed") return read_number(value, std::numeric_limits<std::uint64_t>::max(), options.seed);
  if (value.empty()) return false;
  if (name == "--token") return options.token = rubrica::secret(value), true;
  if (name == "--oauth-token") return options.oauth_token = rubrica::secret(value), true;
  if (name == "--webhook-url") return options.webhook_url = value, true;
  if (name == "--webhook-secret") return options.webhook_secret = rubrica::secret(value), true;
  return false;
}

std::optional<rubrica::sandbox::server_options> read_options(int argc, char** argv) {
  rubrica::sandbox::server_options options;
  bool has_port = false;
  bool has_token = false;
  bool has_url = false;
  bool has_secret = false;
  for (int i = 1; i < argc; i += 2) {
    std::string_view const name = argv[i];
    if (i + 1 == argc) {
      std::cerr << "rubrica-sandbox: " << name << " needs a value\n";
      return std::nullopt;
    }
    if (!read_option(name, argv[i + 1], options)) {
      std::cerr << "rubrica-sandbox: cannot use " << name << '\n';
      return std::nullopt;
    }
    has_port = has_port || name == "--port";
    has_token = has_token || name == "--token";
    has_url = has_url || name == "--webhook-url";
    has_secret = has_secret || name == "--webhook-secret";
  }
  if (has_port && has_token && has_url == has_secret) return options;
  std::cerr << "rubrica-sandbox: "
            << (has_port && has_token ? "--webhook-url and --webhook-secret go together" : "--port and --token are needed")
            << '\n';
  return std::nullopt;
}

int serve(rubrica::sandbox::server_options options, sigset_t const& stop_signals) {
  rubrica::sandbox::server const server(std::move(options));
  std::cout << "rubrica-sandbox listening on " << server.base_url() << " (files on " << server.storage_url() << ")" << std::endl;
  int received = 0;
  return sigwait(&stop_signals, &received) == 0 ? 0 : 1;
}

} // namespace

int main(int argc, char** argv) {
  auto options = read_options(argc, argv);
  if (!options) {
    std::cerr << usage;
    return 2;
  }
  // Blocked before the server makes threads, which inherit this: the signals then wait for sigwait.
  sigset_t stop_signals;
  sigemptyset(&stop_signals);
  sigaddset(&stop_signals, SIGTERM);
  sigaddset(&stop_signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &stop_signals, nullptr);
  try {
    return serve(std::move(*options), stop_signals);
  } catch (std::exception const& problem) {
    std::cerr << "rubrica-sandbox: " << problem.what() << '\n';
    return 1;
  }
}
