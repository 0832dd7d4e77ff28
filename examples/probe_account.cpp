// Asks a ClickSign sandbox account the questions that its documentation leaves open (docs/wire-uncertainties.md), and prints one
// line of JSON for each answer. CLICKSIGN_TOKEN holds the access token; no token, name or address is printed.
#include <rubrica/rubrica.hpp>

#include <nlohmann/json.hpp>

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace http = rubrica::http;
using json = nlohmann::ordered_json;

namespace {

constexpr char usage[] = "usage: probe_account [--base-url URL] [--burst]\n";

/// One answer, of any status.
struct answer {
  int status = 0;
  http::headers fields;
  json body;
  bool is_json = false;

  /// The service's error messages, without the values.
  [[nodiscard]] json problems() const {
    json list = json::array();
    for (json const& one : body.is_object() ? body.value("errors", json::array()) : json::array()) {
      list.push_back({{"status", one.value("status", json())}, {"detail", one.value("detail", json())}});
    }
    return list;
  }
};

class account {
public:
  account(std::string base_url, rubrica::secret token) : base_url_(std::move(base_url)), token_(std::move(token)) {}

  answer send(http::method verb, std::string const& path, json const& body = {}) { return send(verb, path, body, token_); }

  /// Waits when the account's quota is used up: the sandbox allows 20 requests in ten seconds.
  answer send(http::method verb, std::string const& path, json const& body, rubrica::secret const& authorization) {
    for (;;) {
      answer got = send_once(verb, path, body, authorization);
      if (got.status != 429) return got;
      std::this_thread::sleep_for(std::chrono::seconds(10));
    }
  }

  answer send_once(http::method verb, std::string const& path, json const& body, rubrica::secret const& authorization) {
    http::request request;
    request.verb = verb;
    request.url = base_url_ + path;
    request.fields = {{"Accept", "application/vnd.api+json"}};
    request.authorization = authorization;
    if (!body.is_null()) {
      request.body = body.dump();
      request.fields.push_back({"Content-Type", "application/vnd.api+json"});
    }
    http::context limits;
    limits.deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    auto const got = curl_.send(request, limits);
    if (!got) {
      std::cerr << "probe_account: " << to_string(got.error()) << '\n';
      std::exit(1);
    }
    answer out{got->status, got->fields, json::parse(got->body, nullptr, false), false};
    out.is_json = !out.body.is_discarded();
    if (!out.is_json) out.body = json();
    return out;
  }

  [[nodiscard]] rubrica::secret const& token() const { return token_; }

private:
  std::string base_url_;
  rubrica::secret token_;
  http::curl_transport curl_{http::curl_options{.user_agent = "rubrica-probe"}};
};

void say(std::string_view question, json const& found) {
  std::cout << json{{"question", question}, {"answer", found}}.dump(-1, ' ', false, json::error_handler_t::replace) << std::endl;
}

json field(answer const& from, std::string_view name) {
  std::string const* value = http::find(from.fields, name);
  return value != nullptr ? json(*value) : json();
}

json rate_fields(answer const& from) {
  json out;
  for (char const* name : {"Date", "Retry-After", "X-Rate-Limit", "X-Rate-Limit-Remaining", "X-Rate-Limit-Reset",
                           "X-RateLimit-Remaining", "X-RateLimit-Reset"}) {
    out[name] = field(from, name);
  }
  return out;
}

json resource(std::string_view type, json const& attributes, std::string const& id = {}) {
  json data{{"type", type}, {"attributes", attributes}};
  if (!id.empty()) data["id"] = id;
  return {{"data", data}};
}

std::string id_of(answer const& created) {
  return created.is_json ? created.body.value(json::json_pointer("/data/id"), std::string()) : std::string();
}

/// A draft that is always deleted at the end.
class draft {
public:
  draft(account& with, json const& attributes)
      : with_(with), made(with.send(http::method::post, "/envelopes", resource("envelopes", attributes))), id(id_of(made)) {}
  ~draft() {
    if (!id.empty()) with_.send(http::method::del, "/envelopes/" + id);
  }
  draft(draft const&) = delete;
  draft& operator=(draft const&) = delete;

private:
  account& with_;

public:
  answer const made;
  std::string const id;
};

std::string unique_name() {
  return "rubrica-probe-" + std::to_string(std::chrono::system_clock::now().time_since_epoch().count());
}

void ask_about_requests(account& with) {
  auto const first = with.send(http::method::get, "/envelopes?page%5Bsize%5D=1");
  say("rate_limit", rate_fields(first));
  auto const first_link = json::json_pointer("/links/first");
  say("page_size_default", with.send(http::method::get, "/envelopes").body.value(first_link, json()));
  auto const large = with.send(http::method::get, "/envelopes?page%5Bsize%5D=51");
  say("page_size_51", {{"status", large.status}, {"first", large.body.value(first_link, json())}});
  rubrica::secret const bearer("Bearer " + std::string(with.token().reveal()));
  say("bearer", with.send(http::method::get, "/envelopes?page%5Bsize%5D=1", {}, bearer).status);
  say("two_tokens", with.send(http::method::get, "/envelopes?page%5Bsize%5D=1&access_token=wrong").status);
  auto const nowhere = with.send(http::method::get, "/no_such_route");
  say("unknown_route",
      {{"status", nowhere.status}, {"type", field(nowhere, "Content-Type")}, {"quota", field(nowhere, "X-Rate-Limit")}});
  for (char const* route : {"/users/me", "/groups", "/template_fields", "/oauth2/accounts", "/templates", "/memberships"}) {
    auto const found = with.send(http::method::get, route);
    say(std::string("route ") + route, {{"status", found.status}, {"problems", found.problems()}});
  }
  auto const included = with.send(http::method::get, "/envelopes?include=folder&page%5Bsize%5D=1");
  json shapes = json::array();
  for (json const& one : included.body.is_object() ? included.body.value("included", json::array()) : json::array()) {
    json names = json::array();
    json const attributes = one.value("attributes", json::object());
    for (auto const& item : attributes.items()) names.push_back(item.key());
    shapes.push_back({{"type", one.value("type", json())}, {"attributes", names}});
  }
  say("include_folder", {{"status", included.status}, {"included", shapes}});
}

void ask_about_names(account& with, std::string const& name) {
  int const count_of_exact = [&] {
    for (int tries = 1; tries <= 5; ++tries) {
      auto const found = with.send(http::method::get, "/envelopes?filter%5Bname%5D=" + name);
      if (found.body.is_object() && !found.body.value("data", json::array()).empty()) return tries;
      std::this_thread::sleep_for(std::chrono::seconds(1));
    }
    return 0;
  }();
  auto const part = with.send(http::method::get, "/envelopes?filter%5Bname%5D=rubrica-probe");
  say("filter_name", {{"seconds_until_listed", count_of_exact == 0 ? json() : json(count_of_exact - 1)},
                      {"a_part_of_the_name_finds", part.body.is_object() ? part.body.value("data", json::array()).size() : 0}});
}

void ask_about_drafts(account& with) {
  std::string const name = unique_name();
  draft const one(with, {{"name", name}});
  if (one.id.empty()) {
    say("envelope_defaults", {{"status", one.made.status}, {"problems", one.made.problems()}});
    return;
  }
  json defaults = one.made.body["data"]["attributes"];
  for (char const* known : {"name", "created", "modified"}) defaults.erase(known);
  say("envelope_defaults", defaults);
  ask_about_names(with, name);
  {
    draft const twin(with, {{"name", name}});
    say("same_name_twice", {{"status", twin.made.status}, {"problems", twin.made.problems()}});
  }
  std::string const path = "/envelopes/" + one.id;
  auto const late =
      with.send(http::method::patch, path, resource("envelopes", {{"deadline_at", "2099-01-01T00:00:00.000-03:00"}}, one.id));
  say("late_deadline", {{"status", late.status}, {"problems", late.problems()}});
  auto const activated = with.send(http::method::patch, path, resource("envelopes", {{"status", "running"}}, one.id));
  say("activate_empty", {{"status", activated.status}, {"problems", activated.problems()}});
  json const removal{{"op", "remove"}, {"ref", {{"type", "requirements"}, {"id", "00000000-0000-4000-8000-000000000000"}}}};
  auto const bulk = with.send(http::method::post, path + "/bulk_requirements", {{"atomic:operations", json::array({removal})}});
  say("bulk_requirements", {{"status", bulk.status}, {"body", bulk.body}});
}

/// Uses up the current window, with reads only.
void ask_about_excess(account& with) {
  for (int i = 0; i < 200; ++i) {
    auto const got = with.send_once(http::method::get, "/envelopes?page%5Bsize%5D=1", {}, with.token());
    if (got.status != 429) continue;
    say("rate_limited",
        {{"after", i}, {"fields", rate_fields(got)}, {"type", field(got, "Content-Type")}, {"is_json", got.is_json}});
    return;
  }
  say("rate_limited", "200 calls in a row were all answered");
}

bool is_harmless(std::string_view url) {
  return url.rfind(rubrica::clicksign::sandbox_url, 0) == 0 || url.rfind("http://127.0.0.1:", 0) == 0;
}

} // namespace

int main(int argc, char** argv) {
  std::string base_url = rubrica::clicksign::sandbox_url;
  bool burst = false;
  for (int i = 1; i < argc; ++i) {
    std::string_view const option = argv[i];
    if (option == "--burst") {
      burst = true;
    } else if (option == "--base-url" && i + 1 < argc) {
      base_url = argv[++i];
    } else {
      std::cerr << usage;
      return 2;
    }
  }
  char const* const token = std::getenv("CLICKSIGN_TOKEN");
  if (token == nullptr || *token == '\0' || !is_harmless(base_url)) {
    std::cerr << "probe_account: needs CLICKSIGN_TOKEN and ClickSign's sandbox (or a simulator on 127.0.0.1)\n" << usage;
    return 2;
  }
  account with(std::move(base_url), rubrica::secret(token));
  auto const access = with.send(http::method::get, "/envelopes?page%5Bsize%5D=1");
  say("access", {{"status", access.status},
                 {"problems", access.problems()},
                 {"envelopes", access.is_json ? access.body.value(json::json_pointer("/meta/record_count"), json()) : json()}});
  if (access.status != 200) return 1;
  ask_about_requests(with);
  ask_about_drafts(with);
  if (burst) ask_about_excess(with);
}
