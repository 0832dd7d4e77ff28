// Posts callbacks of ClickSign, AssineBem and Pacto to a receiver: what one starts with when writing one. `usage` in
// trigger/arguments.hpp says how.
#include "help_and_version.hpp"
#include "trigger/clicksign_story.hpp"
#include "trigger/other_bodies.hpp"
#include "trigger/post.hpp"

#include <rubrica/http/curl_transport.hpp>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <memory>
#include <random>
#include <set>
#include <thread>

using trigger::json;

namespace {

enum exit_code { all_taken = 0, not_all_taken = 1, bad_arguments = 2 };

int complain(std::string const& why) {
  std::cerr << "rubrica-trigger: " << why << '\n';
  return bad_arguments;
}

std::string line_of(json const& value) {
  return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

/// The body of each kind. The simulator writes ClickSign's when the first is asked for.
class bodies {
public:
  json of(trigger::kind const& one) {
    if (one.provider == trigger::provider::assinebem) return trigger::assinebem_body(one.name, ids_);
    if (one.provider == trigger::provider::pacto) return trigger::pacto_body(one.name, ids_);
    if (!story_) story_ = std::make_unique<trigger::clicksign_story>();
    return story_->body_of(one.name);
  }

private:
  trigger::run_ids const ids_{};
  std::unique_ptr<trigger::clicksign_story> story_{};
};

rubrica::result<std::vector<trigger::post>> new_posts(trigger::arguments const& given) {
  bodies all;
  std::vector<trigger::post> out;
  for (trigger::kind const& one : given.kinds) {
    json body = all.of(one);
    for (auto const& [path, value] : given.changes) {
      if (!trigger::set_value(body, path, value))
        return rubrica::make_error(rubrica::errc::invalid_argument, one.full_name() + " has no place " + path);
    }
    out.push_back(made_of(one, line_of(body), given));
  }
  return out;
}

rubrica::result<std::vector<trigger::post>> stored_posts(trigger::arguments const& given) {
  std::ifstream file(given.replay, std::ios::binary);
  if (!file) return rubrica::make_error(rubrica::errc::file_error, "the file of --replay cannot be read");
  std::vector<trigger::post> out;
  for (std::string line; std::getline(file, line);) {
    if (line.empty()) continue;
    auto const stored = rubrica::callbacks::delivery::from_json(line);
    if (!stored) return stored.error();
    out.push_back(made_of(*stored, given));
  }
  return out;
}

/// In the order in which they are sent.
std::vector<trigger::post> in_order(std::vector<trigger::post> const& once, trigger::arguments const& given) {
  std::vector<trigger::post> out;
  for (trigger::post const& one : once) out.insert(out.end(), static_cast<std::size_t>(given.repeat), one);
  if (given.shuffle) std::shuffle(out.begin(), out.end(), std::mt19937(std::random_device{}()));
  return out;
}

/// Sends all, and tells of each; the number of those that were not taken.
int send(std::vector<trigger::post> const& all, std::chrono::milliseconds pause) {
  rubrica::http::curl_transport transport;
  std::set<std::string> seen;
  int failures = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i > 0) std::this_thread::sleep_for(pause);
    trigger::post const& one = all[i];
    rubrica::http::request request;
    request.verb = rubrica::http::method::post;
    request.url = one.url;
    request.fields = one.fields;
    request.body = one.body;
    rubrica::http::context limits;
    limits.deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    auto const answer = transport.send(request, limits);
    json line{
        {"kind", one.kind}, {"status", answer ? json(answer->status) : json()}, {"duplicate", !seen.insert(one.body).second}};
    if (!answer) line["error"] = to_string(answer.error().code);
    std::cout << line_of(line) << std::endl;
    if (!answer || answer->status < 200 || answer->status > 299) ++failures;
  }
  return failures;
}

void list() {
  for (trigger::kind const& one : trigger::kinds()) std::cout << one.full_name() << "  " << one.text << '\n';
}

/// Receivers refuse what is not signed, so that is said before they do.
void warn_of_unsigned(trigger::arguments const& given) {
  bool const any = std::any_of(given.kinds.begin(), given.kinds.end(),
                               [](trigger::kind const& one) { return one.provider == trigger::provider::clicksign; });
  if (any && !given.bad_signature && given.secret_of(trigger::provider::clicksign).empty())
    std::cerr << "rubrica-trigger: without a secret, ClickSign's callbacks are not signed\n";
}

int run(trigger::arguments const& given) {
  auto const once = given.replay.empty() ? new_posts(given) : stored_posts(given);
  if (!once) return complain(once.error().message);
  warn_of_unsigned(given);
  return send(in_order(*once, given), given.delay) == 0 ? all_taken : not_all_taken;
}

} // namespace

int main(int argc, char** argv) {
  if (tells_help_or_version(argc, argv, "rubrica-trigger", trigger::usage)) return all_taken;
  if (argc == 2 && argv[1] == std::string_view("--list")) return list(), all_taken;
  trigger::argument_reader arguments;
  if (!arguments.read(argc, argv)) {
    std::cerr << "rubrica-trigger: " << arguments.problem << '\n' << trigger::usage;
    return bad_arguments;
  }
  try {
    return run(arguments.out);
  } catch (std::exception const& problem) {
    return complain(problem.what());
  }
}
