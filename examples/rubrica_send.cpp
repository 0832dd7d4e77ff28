// Sends files for signature from the command line. CLICKSIGN_TOKEN holds the access token; see `help` in send_arguments.hpp for
// the rest.
#include "help_and_version.hpp"
#include "send_arguments.hpp"

#include <rubrica/rubrica.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>

using json = nlohmann::ordered_json;

namespace {

enum exit_code { all_sent = 0, nothing_sent = 1, bad_arguments = 2, look_first = 3 };

template <class Ids> json list_of(Ids const& ids) {
  json out = json::array();
  for (auto const& id : ids) out.push_back(id.text());
  return out;
}

json json_of(rubrica::error_info const& error) {
  json problems = json::array();
  for (rubrica::problem const& one : error.problems) {
    auto const& detail = one.for_logs.empty() ? one.detail : one.for_logs; // stderr is a log
    problems.push_back(
        {{"code", one.code}, {"pointer", one.pointer}, {"detail", detail}, {"help", help_page(one, rubrica::language::english)}});
  }
  json const envelope = error.envelope_left_behind.empty() ? json() : json(error.envelope_left_behind);
  return {{"code", to_string(error.code)},
          {"message", error.message},
          {"outcome", to_string(error.outcome)},
          {"http_status", error.http_status},
          {"envelope_id", envelope},
          {"envelope_left_behind", envelope},
          {"help", help_page(error, rubrica::language::english)}, // below docs
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
  std::cout << line_of({{"envelope_id", sent.envelope.empty() ? json() : json(sent.envelope.text())},
                        {"key", sent.key},
                        {"job_id", sent.job.empty() ? json() : json(sent.job)},
                        {"document_ids", list_of(sent.documents)},
                        {"signer_ids", list_of(sent.signers)},
                        {"requests", requests},
                        {"notified", notified(sent)},
                        {"notification_error", sent.notification_error ? json_of(*sent.notification_error) : json()}})
            << std::endl;
}

void tell_in_words(sign::sent const& sent) {
  if (sent.envelope.empty())
    std::cout << "ClickSign creates the envelope; its name holds " << sent.reference << std::endl;
  else
    std::cout << "envelope " << sent.envelope.text() << " runs until " << sent.deadline.text() << std::endl;
  if (!sent.notification_error) return;
  std::cout << (notified(sent).is_null() ? "its signers may not have been called: " : "its signers were not called: ")
            << to_string(*sent.notification_error) << std::endl;
}

void tell(sign::resumed const& one, bool as_json) {
  json const envelope = one.envelope.empty() ? json() : json(one.envelope.text());
  if (as_json) {
    std::cout << line_of({{"key", one.key},
                          {"envelope_id", envelope},
                          {"state", to_string(one.state)},
                          {"notified", one.sent ? notified(*one.sent) : json(false)},
                          {"error", one.error ? json_of(*one.error) : json()}})
              << std::endl;
    return;
  }
  std::cout << one.key << ": " << to_string(one.state);
  if (!one.envelope.empty()) std::cout << ", envelope " << one.envelope.text();
  if (one.error) std::cout << ": " << to_string(*one.error);
  std::cout << std::endl;
}

int resume(sign::sender const& sender, arguments const& args) {
  auto const all = sender.resume(args.options);
  if (!all) return tell(all.error());
  bool is_open = false;
  for (sign::resumed const& one : *all) {
    tell(one, args.json);
    is_open = is_open || (one.state != sign::sending_state::sent && one.state != sign::sending_state::given_up);
  }
  return is_open ? look_first : all_sent;
}

int sweep(sign::sender const& sender, arguments const& args) {
  auto const removed = sender.sweep();
  if (!removed) return tell(removed.error());
  for (rubrica::envelope_id const& one : *removed) {
    if (args.json)
      std::cout << line_of({{"envelope_id", one.text()}, {"state", "removed"}}) << std::endl;
    else
      std::cout << "removed the draft " << one.text() << std::endl;
  }
  return all_sent;
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
  if (tells_help_or_version(argc, argv, "rubrica-send", std::string(usage) + help)) return all_sent;
  arguments args;
  if (!argument_reader(args).read(argc, argv)) return bad_arguments;
  auto const transport = std::make_shared<counting_transport>();
  rubrica::clicksign::client const client{
      {.base_url = args.base_url, .token = rubrica::secret{std::getenv("CLICKSIGN_TOKEN")}, .transport = transport}};
  std::shared_ptr<sign::journal> journal;
  if (!args.journal.empty()) {
    auto opened = sign::folder_journal::open(args.journal);
    if (!opened) return tell(opened.error());
    journal = *std::move(opened);
  }
  sign::sender const sender{client, journal};
  if (args.resume || args.sweep) {
    int const resumed = args.resume ? resume(sender, args) : all_sent;
    int const swept = args.sweep ? sweep(sender, args) : all_sent;
    return std::max(resumed, swept);
  }
  auto const sent = sender.send(args.request, args.options);
  if (!sent) return tell(sent.error());
  if (args.json)
    tell_as_json(*sent, transport->requests.load());
  else
    tell_in_words(*sent);
  return all_sent;
}
