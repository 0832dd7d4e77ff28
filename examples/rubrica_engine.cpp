// rubrica-engine: the workflow engine on a database, from the command line, so that it can be tried, killed and stalled.
// One JSON line for each thing that is told.
#include "help_and_version.hpp"
#include "signer_argument.hpp"

#include <rubrica/workflow/engine.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace flow = rubrica::workflow;
using nlohmann::json;

namespace {

constexpr char usage[] =
    "usage: rubrica-engine --store ADDRESS submit FILE... --id ID --signer 'NAME <EMAIL>;...'... [--message M] [--name N]\n"
    "       rubrica-engine --store ADDRESS work [--until-idle] [--for SECONDS] [--files FOLDER]\n"
    "       rubrica-engine --store ADDRESS changes [--after POSITION] [--limit N]\n"
    "       rubrica-engine --store ADDRESS find ID\n"
    "       rubrica-engine --store ADDRESS act ID remind|cancel|remove|withdraw|send_again|download\n"
    "       rubrica-engine --store ADDRESS forget ID [--files FOLDER]\n"
    "       rubrica-engine --store ADDRESS metrics|health\n"
    "       rubrica-engine --help | --version\n"
    "\n"
    "ADDRESS: sqlite3://FILE, postgresql://... or mysql://...; the tables are made when they are not there.\n"
    "CLICKSIGN_TOKEN holds the access token: work and health need it.\n"
    "  --tenant NAME        whose submission it is; main unless given\n"
    "  --base-url URL       where ClickSign is; its production unless given\n"
    "  --quiescence SECONDS how long after a lost answer a request may still arrive; 120 unless given\n"
    "  --send-timeout SECONDS  for one attempt to send; 180 unless given\n"
    "  --look-after SECONDS when to ask about a running submission that was silent; 21600 unless given\n"
    "\n"
    "Exit codes: 0 done, 1 an error (told as a line with `error`), 2 wrong arguments.\n";

struct arguments {
  std::vector<std::string> words{};
  std::map<std::string, std::string> options{};
  std::vector<rubrica::signing::signer> signers{};
  bool until_idle = false;

  [[nodiscard]] std::string option(std::string const& name, std::string const& otherwise = {}) const {
    auto const found = options.find(name);
    return found == options.end() ? otherwise : found->second;
  }
  [[nodiscard]] std::chrono::milliseconds seconds(std::string const& name, double otherwise) const {
    auto const text = option(name);
    return std::chrono::milliseconds(static_cast<std::int64_t>(1000 * (text.empty() ? otherwise : std::stod(text))));
  }
};

/// Those that take one value.
bool is_option(std::string_view name) {
  constexpr std::string_view all[] = {"store", "tenant",  "base-url", "quiescence", "send-timeout", "look-after", "files",
                                      "for",   "message", "name",     "id",         "after",        "limit"};
  return std::find(std::begin(all), std::end(all), name) != std::end(all);
}

/// Reads the command line. What is wrong is told on standard error.
bool read(int count, char** values, arguments& out) {
  auto const refuse = [](std::string const& why) {
    std::cerr << "rubrica-engine: " << why << '\n';
    return false;
  };
  for (int i = 1; i < count; ++i) {
    std::string const word = values[i];
    if (word.rfind("--", 0) != 0) {
      out.words.push_back(word);
    } else if (word == "--until-idle") {
      out.until_idle = true;
    } else if (word != "--signer" && !is_option(word.substr(2))) {
      return refuse("unknown option " + word);
    } else if (++i == count) {
      return refuse(word + " needs a value");
    } else if (word == "--signer") {
      auto signer = read_signer(values[i]);
      if (!signer) return refuse("a signer is written 'NAME <EMAIL>;phone=P;auth=A,A;role=R;group=N', each once");
      out.signers.push_back(*std::move(signer));
    } else {
      out.options[word.substr(2)] = values[i];
    }
  }
  if (out.words.empty()) return refuse("nothing to do");
  return out.options.count("store") > 0 || refuse("no --store");
}

json error_of(rubrica::error_info const& error) {
  return {{"code", to_string(error.code)}, {"message", to_string(error)}, {"outcome", to_string(error.outcome)}};
}

void tell(json const& line) {
  std::cout << line.dump(-1, ' ', false, json::error_handler_t::replace) << std::endl;
}

int failed(rubrica::error_info const& error) {
  tell({{"error", error_of(error)}});
  return 1;
}

std::int64_t milliseconds(rubrica::instant at) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch()).count();
}

int submit(flow::engine& engine, arguments const& given) {
  flow::submission one;
  one.tenant = given.option("tenant", "main");
  one.id = given.option("id");
  for (std::size_t i = 1; i < given.words.size(); ++i) {
    rubrica::signing::file file;
    file.path = given.words[i];
    one.request.files.push_back(file);
  }
  one.request.signers = given.signers;
  one.request.message = given.option("message");
  one.request.name = given.option("name");
  auto const stored = engine.submit(one);
  if (!stored) return failed(stored.error());
  tell({{"id", one.id}, {"new", stored->is_new}, {"state", to_string(stored->state)}});
  return 0;
}

rubrica::cancel_flag* stop_flag = nullptr;

int work(flow::engine& engine, arguments const& given) {
  flow::work_options how;
  how.until_idle = given.until_idle;
  how.for_at_most = given.seconds("for", 10);
  how.cancelled = std::make_shared<rubrica::cancel_flag>(false);
  how.on_work = [](flow::work_note const& note) {
    json line = {{"tenant", note.tenant}, {"id", note.id}, {"what", note.what}, {"state", note.state}};
    if (!note.error.empty()) line["error"] = note.error;
    tell(line);
  };
  stop_flag = how.cancelled.get();
  for (int signal : {SIGINT, SIGTERM}) std::signal(signal, [](int) { stop_flag->store(true); });
  auto const done = engine.work(how);
  if (!done) return failed(done.error());
  tell({{"sent", done->sent},
        {"looked", done->looked},
        {"acted", done->acted},
        {"kept", done->kept},
        {"callbacks", done->callbacks},
        {"failed", done->failed}});
  return 0;
}

int changes(flow::engine& engine, arguments const& given) {
  flow::changes_query query;
  query.after = std::stoll(given.option("after", "0"));
  query.limit = std::stoi(given.option("limit", "100"));
  auto const told = engine.changes(query);
  if (!told) return failed(told.error());
  for (flow::change const& one : *told) {
    json line = {{"position", one.position}, {"tenant", one.tenant}, {"id", one.id},
                 {"kind", one.kind.text()},  {"key", one.key},       {"at", milliseconds(one.at)}};
    if (one.state) line["state"] = to_string(*one.state);
    if (one.action) line["action"] = to_string(*one.action);
    if (one.signing) line["change"] = one.signing->kind.text();
    if (!one.document.empty()) line["document"] = one.document;
    if (!one.file.empty()) line["file"] = one.file;
    if (!one.delivery.empty()) line["delivery"] = one.delivery;
    if (one.error) line["error"] = error_of(*one.error);
    tell(line);
  }
  return 0;
}

json document_of(flow::document_view const& one) {
  json out = {
      {"document", one.id.text()}, {"name", one.name}, {"state", to_string(one.state.status())}, {"file", to_string(one.file)}};
  if (!one.reference.empty()) out["reference"] = one.reference;
  if (!one.sha256.empty()) out["sha256"] = one.sha256;
  if (!one.verdict.empty()) out["verdict"] = one.verdict;
  return out;
}

int find(flow::engine& engine, arguments const& given) {
  auto const view = engine.find(given.option("tenant", "main"), given.words.at(1));
  if (!view) return failed(view.error());
  json line = {{"id", view->id},
               {"attempt", view->attempt},
               {"state", to_string(view->state)},
               {"envelope_id", view->envelope.text()},
               {"documents", json::array()},
               {"actions", json::object()},
               {"timeline", view->timeline.size()}};
  for (auto const& document : view->documents) line["documents"].push_back(document_of(document));
  for (auto const& one : view->actions) line["actions"][one.name] = one.allowed ? json(true) : json(one.why_not);
  if (view->last_error) line["last_error"] = error_of(*view->last_error);
  if (view->notification_error) line["notification_error"] = error_of(*view->notification_error);
  tell(line);
  return 0;
}

int act(flow::engine& engine, arguments const& given) {
  auto const what = flow::action_from(given.words.at(2));
  if (!what) return failed(what.error());
  auto const recorded = engine.act(given.option("tenant", "main"), given.words.at(1), *what);
  if (!recorded) return failed(recorded.error());
  tell({{"id", given.words.at(1)}, {"action", to_string(*what)}});
  return 0;
}

int forget(flow::engine& engine, arguments const& given) {
  auto const done = engine.forget(given.option("tenant", "main"), given.words.at(1));
  if (!done) return failed(done.error());
  tell({{"id", given.words.at(1)}, {"forgotten", true}});
  return 0;
}

int metrics(flow::engine& engine, arguments const&) {
  auto const now = engine.metrics();
  if (!now) return failed(now.error());
  std::cout << to_prometheus(*now);
  return 0;
}

int health(flow::engine& engine, arguments const& given) {
  auto const now = engine.health(given.option("tenant", "main"));
  if (!now) return failed(now.error());
  for (auto const& check : now->checks) {
    json line = {{"check", check.name}, {"healthy", check.healthy}};
    if (!check.remedy.empty()) line["remedy"] = check.remedy;
    tell(line);
  }
  return now->healthy() ? 0 : 1;
}

flow::engine_options options_of(arguments const& given, flow::store const& store) {
  flow::engine_options out;
  out.store = store;
  out.quiescence = given.seconds("quiescence", 120);
  out.send_timeout = given.seconds("send-timeout", 180);
  out.look_after = given.seconds("look-after", 21'600);
  if (auto const folder = given.option("files"); !folder.empty()) out.files = flow::folder_files(folder);
  char const* const token = std::getenv("CLICKSIGN_TOKEN");
  flow::tenant_settings settings;
  settings.clicksign.token = rubrica::secret(std::string(token == nullptr ? "" : token));
  if (auto const url = given.option("base-url"); !url.empty()) settings.clicksign.base_url = url;
  out.tenants = [settings](std::string const&) -> rubrica::result<flow::tenant_settings> { return settings; };
  return out;
}

int run(arguments const& given) {
  std::map<std::string, std::pair<std::size_t, int (*)(flow::engine&, arguments const&)>> const commands = {
      {"submit", {2, submit}}, {"work", {1, work}},     {"changes", {1, changes}}, {"find", {2, find}},
      {"act", {3, act}},       {"forget", {2, forget}}, {"metrics", {1, metrics}}, {"health", {1, health}}};
  auto const command = commands.find(given.words.front());
  if (command == commands.end() || given.words.size() < command->second.first) {
    std::cerr << usage;
    return 2;
  }
  auto const store = flow::open_store(given.option("store"));
  if (!store) return failed(store.error());
  flow::engine engine(options_of(given, *store));
  return command->second.second(engine, given);
}

} // namespace

int main(int count, char** values) {
  if (tells_help_or_version(count, values, "rubrica-engine", usage)) return 0;
  arguments given;
  try {
    if (!read(count, values, given)) {
      std::cerr << usage;
      return 2;
    }
    return run(given);
  } catch (rubrica::failure const& why) {
    return failed(why.error());
  } catch (std::logic_error const&) { // a number that is none
    std::cerr << usage;
    return 2;
  }
}
