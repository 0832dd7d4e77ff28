// Sends files for signature from the command line. CLICKSIGN_TOKEN holds the access token.
#include "signer_argument.hpp"

#include <rubrica/rubrica.hpp>

#include <nlohmann/json.hpp>

#include <atomic>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace sign = rubrica::signing;
using json = nlohmann::ordered_json;

namespace {

constexpr char usage[] =
    "usage: rubrica-send FILE... --signer 'NAME <EMAIL>[;phone=P][;auth=email|sms|whatsapp][;role=R][;group=N]'...\n"
    "                    [--message M] [--base-url URL] [--timeout SECONDS] [--json]\n";

struct arguments {
  sign::request request;
  std::string base_url = rubrica::clicksign::production_url;
  int timeout_seconds = 60;
  bool json = false;
};

/// False, and a line on standard error, when the arguments cannot be used.
bool read_arguments(int argc, char** argv, arguments& out) {
  for (int i = 1; i < argc; ++i) {
    std::string_view const option = argv[i];
    if (option == "--json") {
      out.json = true;
    } else if (option.substr(0, 2) != "--") {
      out.request.files.push_back({.path = std::string(option)});
    } else if (i + 1 == argc) {
      std::cerr << "rubrica-send: " << option << " needs a value\n" << usage;
      return false;
    } else if (option == "--message") {
      out.request.message = argv[++i];
    } else if (option == "--base-url") {
      out.base_url = argv[++i];
    } else if (option == "--timeout") {
      std::string_view const value = argv[++i];
      auto const [end, error] = std::from_chars(value.data(), value.data() + value.size(), out.timeout_seconds);
      if (error != std::errc() || end != value.data() + value.size() || out.timeout_seconds <= 0) {
        std::cerr << "rubrica-send: --timeout takes a number of seconds\n" << usage;
        return false;
      }
    } else if (option == "--signer") {
      auto signer = read_signer(argv[++i]);
      if (!signer) {
        std::cerr << "rubrica-send: a signer is written 'NAME <EMAIL>;phone=P;auth=A;role=R;group=N'\n" << usage;
        return false;
      }
      out.request.signers.push_back(*std::move(signer));
    } else {
      std::cerr << "rubrica-send: unknown option " << option << '\n' << usage;
      return false;
    }
  }
  return true;
}

template <class Ids> json list_of(Ids const& ids) {
  json out = json::array();
  for (auto const& id : ids) out.push_back(id.text());
  return out;
}

void print_error(rubrica::error_info const& error) {
  json problems = json::array();
  for (rubrica::problem const& one : error.errors) {
    problems.push_back({{"code", one.code}, {"pointer", one.pointer}, {"detail", one.detail}});
  }
  json const envelope = error.envelope_left_behind.empty() ? json() : json(error.envelope_left_behind);
  std::cerr << json{{"code", name(error.code)},         {"message", error.message}, {"outcome", name(error.effect)},
                    {"http_status", error.http_status}, {"envelope_id", envelope},  {"errors", problems}}
                   .dump(-1, ' ', false, json::error_handler_t::replace)
            << std::endl;
}

/// Counts what really goes over the network.
class counting_transport final : public rubrica::http::transport {
public:
  rubrica::result<rubrica::http::response> send(rubrica::http::request const& what, rubrica::http::context const& how) override {
    ++requests;
    return curl_.send(what, how);
  }
  std::atomic<int> requests{0};

private:
  rubrica::http::curl_transport curl_{{.user_agent = "rubrica-send"}};
};

} // namespace

int main(int argc, char** argv) {
  arguments args;
  if (!read_arguments(argc, argv, args)) return 2;
  auto const transport = std::make_shared<counting_transport>();
  rubrica::clicksign::client const client{
      {.base_url = args.base_url, .token = rubrica::secret{std::getenv("CLICKSIGN_TOKEN")}, .transport = transport}};
  // A person waits: after a lost answer it looks sooner than a service should. At worst a draft, which notifies nobody, stays.
  std::chrono::seconds const timeout(args.timeout_seconds);
  auto const sent = sign::sender{client}.send(args.request, {.timeout = timeout, .quiescence = timeout / 6});
  if (!sent) {
    print_error(sent.error());
    return 1;
  }
  if (args.json) {
    std::cout << json{{"envelope_id", sent->envelope.text()},
                      {"document_ids", list_of(sent->documents)},
                      {"signer_ids", list_of(sent->signers)},
                      {"requests", transport->requests.load()}}
                     .dump()
              << std::endl;
  } else {
    std::cout << "envelope " << sent->envelope.text() << " runs until " << sent->deadline.text() << std::endl;
  }
  if (sent->notification_error) {
    rubrica::error_info error = *sent->notification_error;
    error.envelope_left_behind = sent->envelope.text();
    print_error(error);
    return 1;
  }
  return 0;
}
