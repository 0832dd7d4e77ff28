#pragma once

#include "kinds.hpp"

#include <rubrica/core/secret.hpp>

#include <charconv>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace trigger {

inline constexpr char usage[] =
    R"(usage: rubrica-trigger --list
       rubrica-trigger KIND… --url URL [options]
       rubrica-trigger --replay FILE --url URL [--token T] [--repeat N] [--delay SECONDS] [--shuffle]
       rubrica-trigger --help | --version

Posts callbacks to a receiver, as the providers do. KIND is one of --list (clicksign.sign, or sign alone), clicksign, assinebem or
pacto for all of that provider, or all. Three events that ClickSign's documentation does not list can be posted too:
tracking_notification_error, envelope_activated, envelope_activation_failed.

  --url URL            https, or http on this machine. {PROVIDER} and {HINT} in it become the provider and the kind of each post:
                       http://127.0.0.1:8080/api/rest/{PROVIDER}/TOKEN/{HINT}. ClickSign has no hint: its segment is left out
  --secret S           ClickSign's bodies are signed with it (Content-Hmac); AssineBem's have it as ASSINEBEM-SECURITY-TOKEN
  --secret-file FILE   the same from the first line of a file
  --set PATH=VALUE     changes the body before it is signed: --set document.key=… --set event.data.signer.email=ana@acme.example.
                       VALUE is JSON, or else a text; may be given often; bodies without the path get it
  --repeat N           posts each callback N times, with the same bytes
  --delay SECONDS      waits between two posts
  --shuffle            posts in another order
  --bad-signature      signs with another secret
  --replay FILE        posts stored deliveries instead, one a line as delivery::to_json writes them, with their bytes and headers.
                       A URL without a path gets the stored one, with --token in place of the token that was not stored

Without --secret the environment's CLICKSIGN_WEBHOOK_SECRET and ASSINEBEM_SECURITY_TOKEN count, each for its provider.
Each post gives a line of JSON; duplicate says that its bytes were posted before:
  {"kind":"clicksign.sign","status":200,"duplicate":false}
The exit code is 0 when every answer was 2xx, 1 when one was not, 2 for arguments that cannot be used.
)";

struct arguments {
  std::vector<kind> kinds;
  std::string url;
  std::optional<rubrica::secret> secret;
  std::vector<std::pair<std::string, std::string>> changes; ///< path and value
  int repeat = 1;
  std::chrono::milliseconds delay{0};
  bool shuffle = false;
  bool bad_signature = false;
  std::string replay;
  std::string token;

  /// What signs this provider's callbacks; empty: they are not signed.
  rubrica::secret secret_of(provider one) const {
    if (one == provider::pacto) return {};
    if (secret) return *secret;
    char const* const name = one == provider::clicksign ? "CLICKSIGN_WEBHOOK_SECRET" : "ASSINEBEM_SECURITY_TOKEN";
    char const* const value = std::getenv(name);
    return rubrica::secret(value == nullptr ? "" : value);
  }
};

/// Reads the arguments of a run that posts; `problem` says what is wrong with them.
class argument_reader {
public:
  std::string problem;
  arguments out;

  bool read(int argc, char** argv) {
    for (int i = 1; i < argc && problem.empty(); ++i) {
      std::string_view const word = argv[i];
      if (word == "--shuffle")
        out.shuffle = true;
      else if (word == "--bad-signature")
        out.bad_signature = true;
      else if (word.substr(0, 2) != "--")
        add_kinds(word);
      else if (i + 1 == argc)
        problem = std::string(word) + " needs a value";
      else
        read_option(word, argv[++i]);
    }
    if (problem.empty()) check();
    return problem.empty();
  }

private:
  void add_kinds(std::string_view word) {
    auto found = kinds_named(word);
    if (found.empty()) problem = "there is no kind " + std::string(word) + "; see --list";
    for (kind& one : found) out.kinds.push_back(std::move(one));
  }

  void read_option(std::string_view name, std::string const& value) {
    if (name == "--url")
      out.url = value;
    else if (name == "--secret")
      take_secret(value);
    else if (name == "--secret-file")
      read_secret_file(value);
    else if (name == "--set")
      add_change(value);
    else if (name == "--repeat")
      read_number(value, 1, 1'000'000, out.repeat);
    else if (name == "--delay")
      read_delay(value);
    else if (name == "--replay")
      out.replay = value;
    else if (name == "--token")
      out.token = value;
    else
      problem = "unknown option " + std::string(name);
  }

  void take_secret(std::string_view value) {
    if (value.empty()) problem = "the secret is empty";
    out.secret = rubrica::secret(value);
  }

  void read_secret_file(std::string const& path) {
    std::ifstream file(path);
    std::string line;
    if (!std::getline(file, line))
      problem = "the file of --secret-file cannot be read";
    else
      take_secret(line);
  }

  void add_change(std::string const& text) {
    auto const equals = text.find('=');
    if (equals == std::string::npos || equals == 0)
      problem = "--set takes PATH=VALUE";
    else
      out.changes.emplace_back(text.substr(0, equals), text.substr(equals + 1));
  }

  template <class Number> void read_number(std::string const& text, Number least, Number most, Number& into) {
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), into);
    if (error != std::errc() || end != text.data() + text.size() || into < least || into > most)
      problem = text + " is no number that can be used here";
  }

  void read_delay(std::string const& text) {
    double seconds = 0;
    read_number(text, 0.0, 3600.0, seconds);
    out.delay = std::chrono::milliseconds(static_cast<int>(seconds * 1000));
  }

  void check() {
    bool const makes = !out.kinds.empty();
    bool const changes_bodies = out.secret || out.bad_signature || !out.changes.empty();
    if (out.url.empty())
      problem = "--url is needed";
    else if (makes == !out.replay.empty())
      problem = "either KIND or --replay, please";
    else if (!makes && changes_bodies)
      problem = "--replay posts what was stored: no --secret, --bad-signature or --set";
    else if (makes && !out.token.empty())
      problem = "--token goes with --replay";
  }
};

} // namespace trigger
