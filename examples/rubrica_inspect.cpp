// Describes a callback, from a file or from standard input, in one line of JSON. Pacto's batches give one line for each
// notification. `problem` says why a person must look at a callback, which callbacks::router would put into quarantine.
//
// With --signatures FILE is a finished PDF: a line says whether it is as it was signed, and another one describes each signature.
#include "help_and_version.hpp"
#include "signature_lines.hpp"

#include <rubrica/assinebem/parse.hpp>
#include <rubrica/clicksign/webhook/diagnose.hpp>
#include <rubrica/clicksign/webhook/parse.hpp>
#include <rubrica/pacto/parse.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>

namespace webhook = rubrica::clicksign::webhook;
using json = nlohmann::ordered_json;

namespace {

constexpr char usage[] = "usage: rubrica-inspect [--provider clicksign|assinebem|pacto] [--route HINT]\n"
                         "                       [--secret S --hmac HEADER [--api-token T]] [--reveal] FILE|-\n"
                         "       rubrica-inspect --signatures [--trust CERTIFICATES.PEM] [--reveal] FILE.PDF\n"
                         "       rubrica-inspect --help | --version\n";
constexpr char help[] =
    "\n"
    "Describes a callback, from a file or from standard input (-), in one line of JSON; a batch of Pacto gives a line for each\n"
    "notification. Members that do not apply are null.\n"
    "\n"
    "  --provider P     whose callback it is: clicksign, assinebem or pacto; else the first that understands it\n"
    "  --route HINT     the last part of the path that it came to, by which AssineBem and Pacto tell some callbacks apart\n"
    "  --secret S       the webhook's secret, and\n"
    "  --hmac HEADER    the value of Content-Hmac: `verified` says whether they fit the body, and `mismatch` the likely cause when not\n"
    "  --api-token T    the access token, to find out whether it was taken for the secret\n"
    "  --reveal         shows what else is masked: words with an e-mail address in them\n"
    "  --signatures     FILE is a finished PDF: a line says whether it is as it was signed, and one describes each signature\n"
    "  --trust FILE     certificates whose signatures are trusted; nobody unless given\n"
    "\n"
    "exit codes: 0 described, 1 not understood (a line of JSON on standard error), 2 the arguments cannot be used\n";
constexpr std::size_t largest = 16u << 20;

struct arguments {
  std::string provider; // empty: the first one that understands the body
  std::string route;
  std::optional<std::string> secret;
  std::optional<std::string> hmac;
  std::string api_token;
  std::string file;
  std::string trust; // empty: nobody
  bool signatures = false;
  bool reveal = false;
};

/// The member that an option with a value sets; null: there is no such option.
std::string* value_of(std::string const& option, arguments& out) {
  if (option == "--provider") return &out.provider;
  if (option == "--route") return &out.route;
  if (option == "--trust") return &out.trust;
  if (option == "--api-token") return &out.api_token;
  if (option == "--secret") return &out.secret.emplace();
  return option == "--hmac" ? &out.hmac.emplace() : nullptr;
}

/// Reads the arguments; returns what is wrong with them, or nothing.
std::string read_arguments(int argc, char** argv, arguments& out) {
  for (int i = 1; i < argc; ++i) {
    std::string const option = argv[i];
    bool const is_option = option.size() > 1 && option[0] == '-';
    if (option == "--reveal" || option == "--signatures") {
      (option == "--reveal" ? out.reveal : out.signatures) = true;
    } else if (!is_option) {
      if (!out.file.empty() || option.empty()) return "one FILE, please";
      out.file = option;
    } else if (std::string* const value = value_of(option, out); value == nullptr) {
      return "unknown option " + option;
    } else if (++i == argc) {
      return option + " needs a value";
    } else {
      *value = argv[i];
    }
  }
  bool const known =
      out.provider.empty() || out.provider == "clicksign" || out.provider == "assinebem" || out.provider == "pacto";
  if (!known) return "no such provider";
  if (out.secret.has_value() != out.hmac.has_value()) return "--secret and --hmac go together";
  if (!out.api_token.empty() && !out.secret) return "--api-token goes with --secret and --hmac";
  if (out.secret && out.secret->empty()) return "the secret is empty";
  if (!out.trust.empty() && !out.signatures) return "--trust goes with --signatures";
  return out.file.empty() ? "no FILE" : "";
}

rubrica::result<std::string> read_bytes(std::string const& name) {
  std::ifstream file;
  if (name != "-") file.open(name, std::ios::binary);
  std::istream& in = name == "-" ? std::cin : file;
  std::string bytes;
  char part[65536];
  while (in && bytes.size() <= largest) { // with one byte too many the parser refuses the body
    in.read(part, sizeof part);
    bytes.append(part, static_cast<std::size_t>(in.gcount()));
  }
  if (in.bad() || (name != "-" && !file.is_open()))
    return rubrica::make_error(rubrica::errc::file_error, "the file cannot be read");
  return bytes;
}

/// Shows ids and names as they are, unless they contain an e-mail address.
class printer {
public:
  explicit printer(bool reveal) : reveal_(reveal) {}

  json text(std::string_view value) const {
    if (value.empty()) return nullptr;
    bool const personal = value.find('@') != std::string_view::npos;
    return personal && !reveal_ ? rubrica::personal(value).masked() : std::string(value);
  }

private:
  bool reveal_;
};

/// The members that every provider has, most of them absent.
json blank(std::string_view provider) {
  return {{"provider", provider},     {"kind", nullptr},         {"name", nullptr},           {"known", false},
          {"verified", nullptr},      {"document_key", nullptr}, {"acceptance_key", nullptr}, {"occurred_at", nullptr},
          {"signers", json::array()}, {"status", nullptr},       {"problem", nullptr}};
}

/// Whether the signature fits, and the likely cause when it does not.
void tell_of_signature(json& out, arguments const& args, std::string const& bytes) {
  rubrica::secret const key(*args.secret);
  out["verified"] = webhook::verify(bytes, *args.hmac, key).has_value();
  auto const cause = webhook::diagnose(bytes, *args.hmac, key, rubrica::secret(args.api_token));
  out["mismatch"] = out["verified"] == true ? json() : json(message(cause));
}

rubrica::result<json> inspect_clicksign(arguments const& args, std::string const& bytes) {
  auto const event = webhook::parse(webhook::unverified_body(bytes));
  if (!event) return event.error();
  printer const print(args.reveal);
  json out = blank("clicksign");
  out["kind"] = kind(event->data);
  out["name"] = print.text(event->name.text());
  out["known"] = event->name.is_known();
  if (args.secret) tell_of_signature(out, args, bytes);
  if (event->document) {
    out["document_key"] = print.text(event->document->key.text());
    out["status"] = print.text(event->document->status.text());
  }
  if (event->acceptance) {
    out["acceptance_key"] = print.text(event->acceptance->key);
    out["status"] = print.text(event->acceptance->status.text());
  }
  if (!is_told(*event)) out["problem"] = std::string("subject ").append(to_string(event->subject));
  out["occurred_at"] = print.text(event->occurred_at.text());
  for (webhook::signer const* one : signers_of(event->data)) out["signers"].push_back(print.text(one->key.text()));
  return out;
}

rubrica::result<json> inspect_assinebem(arguments const& args, std::string const& bytes) {
  namespace assinebem = rubrica::assinebem;
  auto const callback = assinebem::parse(args.route, bytes);
  if (!callback) return callback.error();
  printer const print(args.reveal);
  json out = blank("assinebem");
  out["kind"] = kind(callback->payload);
  out["name"] = print.text(wire_name(callback->payload));
  out["known"] = !std::holds_alternative<assinebem::unknown>(callback->payload);
  out["occurred_at"] = print.text(occurred_at(callback->payload).text());
  if (auto const* changed = std::get_if<assinebem::party_status_changed>(&callback->payload)) {
    out["status"] = print.text(changed->status.text());
  }
  if (!is_told(callback->payload)) out["problem"] = out["known"] == true ? "subject absent" : "unknown kind";
  out["document_id"] = print.text(document_of(callback->payload).text());
  out["party_id"] = print.text(party_of(callback->payload).text());
  return out;
}

json shown(rubrica::pacto::notification const& notification, printer const& print) {
  json out = blank("pacto");
  out["kind"] = to_string(notification.kind);
  out["name"] = print.text(notification.kind.empty() ? std::string_view(notification.event_name) : notification.kind.text());
  out["known"] = notification.kind.is_known();
  if (auto const& at = notification.fields.occurred_at) out["occurred_at"] = print.text(at->value.text());
  if (notification.disposition != rubrica::pacto::disposition::accepted) out["problem"] = to_string(notification.disposition);
  out["confidence"] = to_string(notification.confidence);
  out["natural_key"] = print.text(notification.natural_key);
  return out;
}

/// One object, or an array of them for a batch.
rubrica::result<json> inspect_pacto(arguments const& args, std::string const& bytes) {
  rubrica::pacto::arrival arrival;
  arrival.route_hint = args.route;
  auto const all = rubrica::pacto::parse_batch(arrival, bytes);
  if (!all) return all.error();
  printer const print(args.reveal);
  json list = json::array();
  for (auto const& one : *all) list.push_back(shown(one, print));
  return list.size() == 1 ? list.front() : list;
}

bool is_known(json const& shown) {
  if (shown.is_object()) return shown["known"] == true;
  return std::any_of(shown.begin(), shown.end(), [](json const& one) { return one["known"] == true; });
}

/// Without `--provider`: the first provider that recognises the body. ClickSign's bodies name themselves, so ClickSign's refusal
/// is reported last.
rubrica::result<json> inspect_any(arguments const& args, std::string const& bytes) {
  auto clicksign = inspect_clicksign(args, bytes);
  if (clicksign) return clicksign;
  auto assinebem = inspect_assinebem(args, bytes);
  if (assinebem && is_known(*assinebem)) return assinebem;
  auto pacto = inspect_pacto(args, bytes);
  if (pacto && is_known(*pacto)) return pacto;
  bool const undecided = !assinebem && assinebem.error().code == rubrica::errc::ambiguous_payload;
  return undecided ? assinebem.error() : clicksign.error();
}

rubrica::result<json> inspect(arguments const& args) {
  if (args.signatures) return signature_lines(args.reveal).of(args.file, args.trust);
  auto const bytes = read_bytes(args.file);
  if (!bytes) return bytes.error();
  if (args.provider == "clicksign") return inspect_clicksign(args, *bytes);
  if (args.provider == "assinebem") return inspect_assinebem(args, *bytes);
  if (args.provider == "pacto") return inspect_pacto(args, *bytes);
  return inspect_any(args, *bytes);
}

json number_or_null(int value) {
  return value > 0 ? json(value) : json();
}

std::string line_of(json const& value) {
  return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

} // namespace

int main(int argc, char** argv) {
  if (tells_help_or_version(argc, argv, "rubrica-inspect", std::string(usage) + help)) return 0;
  arguments args;
  if (auto const wrong = read_arguments(argc, argv, args); !wrong.empty()) {
    std::cerr << "rubrica-inspect: " << wrong << '\n' << usage;
    return 2;
  }
  auto const found = inspect(args);
  if (!found) {
    auto const& error = found.error();
    std::cerr << line_of({{"code", to_string(error.code)},
                          {"message", error.message},
                          {"line", number_or_null(error.line)},
                          {"column", number_or_null(error.column)}})
              << std::endl;
    return 1;
  }
  for (json const& one : found->is_array() ? *found : json::array({*found})) std::cout << line_of(one) << std::endl;
  return 0;
}
