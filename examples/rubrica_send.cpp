// Sends files for signature from the command line. CLICKSIGN_TOKEN holds the access token; See `help` below for the rest.
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
    "                    [--message M] [--base-url URL] [--timeout SECONDS] [--quiescence SECONDS] [--json]\n"
    "       rubrica-send --help\n";

constexpr char help[] =
    "\n"
    "Sends the files to the signers with ClickSign. CLICKSIGN_TOKEN holds the access token.\n"
    "\n"
    "  --timeout SECONDS     for everything together; 600 unless given\n"
    "  --quiescence SECONDS  how long after a lost answer the request may still arrive: only then it is looked for; 120 unless\n"
    "                        given. With a shorter timeout the sending is given up instead\n"
    "  --json                one line: envelope_id, document_ids, signer_ids, requests, notified (true; false; null: not known),\n"
    "                        notification_error (null, or as below)\n"
    "\n"
    "exit codes:\n"
    "  0  sent: the envelope runs. See `notified` for whether its signers were called\n"
    "  1  not sent, and nothing is left at ClickSign\n"
    "  2  the arguments cannot be used\n"
    "  3  not known, or something is left: look at ClickSign before sending again\n"
    "\n"
    "With 1 and 3 standard error has one line of JSON: code, message, outcome (not_sent, rejected, ambiguous), http_status,\n"
    "errors, and envelope_left_behind (null, or the id of what is left; envelope_id is the same). Of a draft whose id is not\n"
    "known, the message says how its name ends.\n";

enum exit_code { all_sent = 0, nothing_sent = 1, bad_arguments = 2, look_first = 3 };

struct arguments {
  sign::request request;
  std::string base_url = rubrica::clicksign::production_url;
  sign::send_options options;
  bool json = false;
};

/// A whole number of seconds above `least`.
bool read_seconds(std::string_view value, int least, std::chrono::milliseconds& out) {
  int seconds = 0;
  auto const [end, error] = std::from_chars(value.data(), value.data() + value.size(), seconds);
  if (error != std::errc() || end != value.data() + value.size() || seconds < least) return false;
  out = std::chrono::seconds(seconds);
  return true;
}

/// False, with a line on standard error, when the arguments are not valid.
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
      if (!read_seconds(argv[++i], 1, out.options.timeout)) {
        std::cerr << "rubrica-send: --timeout takes a number of seconds\n" << usage;
        return false;
      }
    } else if (option == "--quiescence") {
      if (!read_seconds(argv[++i], 0, out.options.quiescence)) {
        std::cerr << "rubrica-send: --quiescence takes a number of seconds\n" << usage;
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

json json_of(rubrica::error_info const& error) {
  json problems = json::array();
  for (rubrica::problem const& one : error.problems) {
    auto const& detail = one.for_logs.empty() ? one.detail : one.for_logs; // stderr is a log
    problems.push_back({{"code", one.code}, {"pointer", one.pointer}, {"detail", detail}});
  }
  json const envelope = error.envelope_left_behind.empty() ? json() : json(error.envelope_left_behind);
  return {{"code", to_string(error.code)},
          {"message", error.message},
          {"outcome", to_string(error.outcome)},
          {"http_status", error.http_status},
          {"envelope_id", envelope},
          {"envelope_left_behind", envelope},
          {"errors", problems}};
}

std::string line_of(json const& value) {
  return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

/// Whether the signers were notified; null: unknown.
json notified(sign::sent const& sent) {
  bool const in_doubt = sent.notification_error && sent.notification_error->outcome == rubrica::outcome::ambiguous;
  return in_doubt ? json() : json(sent.notified);
}

int tell(rubrica::error_info const& error) {
  std::cerr << line_of(json_of(error)) << std::endl;
  bool const nothing_left = error.outcome == rubrica::outcome::not_sent || error.outcome == rubrica::outcome::rejected;
  return nothing_left && error.envelope_left_behind.empty() ? nothing_sent : look_first;
}

void tell_as_json(sign::sent const& sent, int requests) {
  std::cout << line_of({{"envelope_id", sent.envelope.text()},
                        {"document_ids", list_of(sent.documents)},
                        {"signer_ids", list_of(sent.signers)},
                        {"requests", requests},
                        {"notified", notified(sent)},
                        {"notification_error", sent.notification_error ? json_of(*sent.notification_error) : json()}})
            << std::endl;
}

void tell_in_words(sign::sent const& sent) {
  std::cout << "envelope " << sent.envelope.text() << " runs until " << sent.deadline.text() << std::endl;
  if (!sent.notification_error) return;
  std::cout << (notified(sent).is_null() ? "its signers may not have been called: " : "its signers were not called: ")
            << to_string(*sent.notification_error) << std::endl;
}

/// Counts the requests that go over the network.
class counting_transport final : public rubrica::http::transport {
public:
  rubrica::result<rubrica::http::response> send(rubrica::http::request const& request,
                                                rubrica::http::context const& limits) override {
    ++requests;
    return curl_.send(request, limits);
  }
  std::atomic<int> requests{0};

private:
  rubrica::http::curl_transport curl_{{.user_agent = "rubrica-send"}};
};

} // namespace

int main(int argc, char** argv) {
  if (argc == 2 && argv[1] == std::string_view("--help")) {
    std::cout << usage << help;
    return all_sent;
  }
  arguments args;
  if (!read_arguments(argc, argv, args)) return bad_arguments;
  auto const transport = std::make_shared<counting_transport>();
  rubrica::clicksign::client const client{
      {.base_url = args.base_url, .token = rubrica::secret{std::getenv("CLICKSIGN_TOKEN")}, .transport = transport}};
  auto const sent = sign::sender{client}.send(args.request, args.options);
  if (!sent) return tell(sent.error());
  if (args.json)
    tell_as_json(*sent, transport->requests.load());
  else
    tell_in_words(*sent);
  return all_sent;
}
