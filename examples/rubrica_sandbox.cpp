// A ClickSign simulator on the loopback interface: run it, and point a client at the URL that it prints.
//
//   rubrica-sandbox --port 8080 --token sandbox-token --webhook-url http://127.0.0.1:9000/clicksign --webhook-secret s3cret
//   curl -H 'Authorization: sandbox-token' http://127.0.0.1:8080/api/v3/envelopes
//   curl -d '{"signer_id":"…"}' http://127.0.0.1:8080/__sandbox/sign
//   curl -d '{"what":"commit_then_reset","method":"POST","path":"/envelopes"}' http://127.0.0.1:8080/__sandbox/fault

#include "help_and_version.hpp"
#include "request_log.hpp"

#include <rubrica/sandbox/server.hpp>

#include <sys/resource.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <csignal>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <iostream>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

constexpr char const* usage = R"(usage: rubrica-sandbox --port N --token T [options]
       rubrica-sandbox --help | --version

  --token T            an access token; each one is an account with records and a quota of its own
  --oauth-token T      what `Authorization: Bearer T` opens: the account that X-Account-Key names, or the first one
  --rate-limit N       requests of an account in 10 s, 20 unless given; 0: no limit
  --seed N             for ids and faults that repeat from run to run
  --fault PLAN         lets something go wrong; may be given often
  --log FILE           writes a line of JSON for each request: see below
  --bulk-creation-after N  milliseconds between the answer to a bulk creation and its envelope (1000)

of the account of the last --token before them, or of the first one:
  --webhook-url URL    where its callbacks go; with it
  --webhook-secret S   what they are signed with
  --switch NAME        what it is refused, or where the sources about the service disagree; may be given often

NAME is a member of rubrica::sandbox::account_switches, which documents it:
  refused to it   blocked no_api_user no_templates envelopes_off
  who signs what  strict_pairs every_signer_on_every_document
  requirements    bulk_operations_fail_alone
  bulk creations  bulk_creation_... forbidden unavailable missing tells_envelope singular_type source_in_document refuses_group
                  at_once stays_draft fails

PLAN is a fault with the part of all writing requests (of all callbacks) that meet it, 0 to 1: 'commit-then-reset=0.05'.
Or a fault and what it meets: 'commit_then_reset,method=POST,path=/envelopes,times=2'
  of requests    429 500 503 html_200 truncated reset_before_commit commit_then_reset commit_then_timeout delay
  of callbacks   webhook_lose webhook_duplicate webhook_reorder webhook_delay
  method=POST    their method, or POST|PATCH   path=/envelopes/*   their path below /api/v3; * is any text
  where=storage  where the files lie           event=sign          the callbacks' event
  times=2        so many of them (1); 0: all   share=0.2           of those that fit, by the seed
  delay=500      milliseconds
'FAULT=P' is short for 'FAULT,method=POST|PUT|PATCH|DELETE,times=0,share=P'.

FILE is emptied first. A request is in it before the first byte of its answer is sent:
  {"at":"2026-11-29T12:00:00.123-03:00","method":"POST","route":"/envelopes/{envelope_id}/documents","status":201,"done":true,
   "fault":null,"where":"api"}
status is null when a fault closed the connection instead, done says whether the request had its effect all the same, fault names
the fault; route is null beyond the API. No id, no name, no token is in it. When the program is told to stop, one line more says
how many envelopes were activated, by the key (rubrica_key) in their documents' metadata, and how many drafts are left:
  {"activated":{"KEY":1,"without_key":2},"drafts":0}

For people, in a browser: http://127.0.0.1:N/conta shows the account, with links to the pages on which signers sign.

While it runs, below http://127.0.0.1:N/__sandbox/ and in JSON:
  POST sign {signer_id}, refuse {signer_id, reason, comment}, delegate {signer_id, name, email, phone_number},
       bounce {signer_id, details}, advance {seconds}, reset_requests,
       answer_acceptance {acceptance_term_id, answer: accepted, refused or undeliverable},
       sign_auto_signature_term {auto_signature_term_id},
       fault {what, method, path, where, event, times, share, delay} or {plan: PLAN},
       switches {account: 0, NAME: true, …} (0 is the first --token)
  GET state, clock, requests, deliveries, notifications, fault, signing_certificates,
      activated (what the last line of --log says)
  DELETE fault
)";

/// An account without a secret, to find out later whether one was given.
rubrica::sandbox::account nameless() {
  rubrica::sandbox::account one;
  one.webhook_secret = rubrica::secret();
  return one;
}

/// The arguments, account by account.
struct arguments {
  rubrica::sandbox::server_options server;
  std::string log;
  std::vector<rubrica::sandbox::account> accounts{nameless()};
  bool has_port = false;
  std::size_t tokens = 0;

  rubrica::sandbox::account& last() { return accounts.back(); }
};

template <class Number> bool read_number(std::string_view text, Number largest, Number& out) {
  auto const [end, problem] = std::from_chars(text.data(), text.data() + text.size(), out);
  return problem == std::errc() && end == text.data() + text.size() && out >= 0 && out <= largest;
}

bool read_milliseconds(std::string_view text, std::chrono::milliseconds& out) {
  int count = 0;
  if (!read_number(text, 3'600'000, count)) return false;
  out = std::chrono::milliseconds(count);
  return true;
}

bool read_switch(std::string_view name, rubrica::sandbox::account_switches& out) {
  auto const set = rubrica::sandbox::set_switch(out, name);
  if (!set) std::cerr << "rubrica-sandbox: " << set.error().message << '\n';
  return set.has_value();
}

bool read_fault(std::string_view text, arguments& out) {
  auto plan = rubrica::sandbox::read_fault_plan(text);
  if (!plan) {
    std::cerr << "rubrica-sandbox: " << plan.error().message << '\n';
    return false;
  }
  out.server.faults.push_back(*std::move(plan));
  return true;
}

bool read_token(std::string_view value, arguments& out) {
  if (out.tokens++ > 0) out.accounts.push_back(nameless());
  out.last().token = rubrica::secret(value);
  return true;
}

bool read_option(std::string_view name, std::string_view value, arguments& out) {
  if (name == "--port") return read_number(value, 65535, out.server.port);
  if (name == "--rate-limit") return read_number(value, 1'000'000, out.server.rate_limit);
  if (name == "--seed") return read_number(value, std::numeric_limits<std::uint64_t>::max(), out.server.seed);
  if (name == "--bulk-creation-after") return read_milliseconds(value, out.server.bulk_creation_after);
  if (value.empty()) return false;
  if (name == "--fault") return read_fault(value, out);
  if (name == "--log") return out.log = value, true;
  if (name == "--token") return read_token(value, out);
  if (name == "--oauth-token") return out.server.oauth_token = rubrica::secret(value), true;
  if (name == "--switch") return read_switch(value, out.last().switches);
  if (name == "--webhook-url") return out.last().webhook_url = value, true;
  if (name == "--webhook-secret") return out.last().webhook_secret = rubrica::secret(value), true;
  return false;
}

char const* missing(arguments const& read) {
  if (!read.has_port || read.tokens == 0) return "--port and --token are needed";
  for (auto const& one : read.accounts) {
    if (one.webhook_url.empty() != one.webhook_secret.empty()) return "--webhook-url and --webhook-secret go together";
  }
  return nullptr;
}

/// What the server is told of the accounts.
rubrica::sandbox::server_options options_of(arguments read) {
  rubrica::sandbox::account& first = read.accounts.front();
  read.server.token = first.token;
  read.server.webhook_url = first.webhook_url;
  read.server.webhook_secret = first.webhook_secret;
  read.server.switches = first.switches;
  read.accounts.erase(read.accounts.begin());
  read.server.more_accounts = std::move(read.accounts);
  return std::move(read.server);
}

std::optional<arguments> read_options(int argc, char** argv) {
  arguments read;
  for (int i = 1; i < argc; i += 2) {
    std::string_view const name = argv[i];
    if (i + 1 == argc) {
      std::cerr << "rubrica-sandbox: " << name << " needs a value\n";
      return std::nullopt;
    }
    if (!read_option(name, argv[i + 1], read)) {
      std::cerr << "rubrica-sandbox: cannot use " << name << '\n';
      return std::nullopt;
    }
    read.has_port = read.has_port || name == "--port";
  }
  if (char const* problem = missing(read)) {
    std::cerr << "rubrica-sandbox: " << problem << '\n';
    return std::nullopt;
  }
  return read;
}

/// Many shells allow only 1,024 file descriptors; a thousand clients need more.
void allow_many_connections() {
  constexpr rlim_t wanted = 10'000;
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= wanted) return;
  limit.rlim_cur = std::min(wanted, limit.rlim_max);
  if (setrlimit(RLIMIT_NOFILE, &limit) != 0) std::cerr << "rubrica-sandbox: no more descriptors are allowed\n";
}

int complain(std::string const& why) {
  std::cerr << "rubrica-sandbox: " << why << '\n';
  return 1;
}

/// The page of the account, in a browser.
std::string pages_of(rubrica::sandbox::server const& server) {
  std::string const api = server.base_url();
  return api.substr(0, api.find('/', api.find("://") + 3)) + "/conta";
}

int serve(arguments given, sigset_t const& stop_signals) {
  request_log log;
  bool const logs = !given.log.empty();
  if (logs && !log.open(given.log)) return complain("the file of --log cannot be written");
  if (logs) given.server.on_request = [&log](rubrica::sandbox::seen_request const& seen) { log.add(seen); };
  rubrica::sandbox::server server(options_of(std::move(given)));
  std::cout << "rubrica-sandbox listening on " << server.base_url() << " (files on " << server.storage_url()
            << ", pages for people on " << pages_of(server) << ")" << std::endl;
  int received = 0;
  if (sigwait(&stop_signals, &received) != 0) return complain("no signal can be waited for");
  server.stop(); // first, so that no request comes after the last line
  if (logs && !log.end(server.activations())) return complain("the file of --log is not complete");
  return 0;
}

} // namespace

int main(int argc, char** argv) {
  if (tells_help_or_version(argc, argv, "rubrica-sandbox", usage)) return 0;
  auto options = read_options(argc, argv);
  if (!options) {
    std::cerr << usage;
    return 2;
  }
  // Blocked before the server starts threads, which inherit the mask: sigwait then receives these signals.
  sigset_t stop_signals;
  sigemptyset(&stop_signals);
  sigaddset(&stop_signals, SIGTERM);
  sigaddset(&stop_signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &stop_signals, nullptr);
  allow_many_connections();
  try {
    return serve(std::move(*options), stop_signals);
  } catch (std::exception const& problem) {
    return complain(problem.what());
  }
}
