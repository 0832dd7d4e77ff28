// Asks a ClickSign sandbox account the questions that its documentation leaves open (docs/wire-uncertainties.md), and prints one
// line of JSON for each answer. CLICKSIGN_TOKEN holds the access token; no token, name or address is printed. With `--running`
// it also makes two envelopes that run, with this address as their signers, and cancels them: they stay in the account. It asks
// for no message, but a bulk creation may send one.
#include "help_and_version.hpp"
#include "probe_requirements.hpp"
#include "probe_session.hpp"

#include <vector>

using namespace probe;

namespace {

constexpr char usage[] = "usage: probe_account [--base-url URL] [--burst] [--running EMAIL]\n"
                         "       probe_account --help | --version\n"
                         "CLICKSIGN_TOKEN holds the access token of a test account. One line of JSON for each question.\n"
                         "  --base-url URL   ClickSign's sandbox, or a simulator on 127.0.0.1\n"
                         "  --burst          also asks until the rate limit is met\n"
                         "  --running EMAIL  also asks with envelopes that run, whose signer is called there\n";

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
  if (tells_help_or_version(argc, argv, "probe_account", usage)) return 0;
  std::string base_url = rubrica::clicksign::sandbox_url;
  bool burst = false;
  std::string email;
  for (int i = 1; i < argc; ++i) {
    std::string_view const option = argv[i];
    if (option == "--burst") {
      burst = true;
    } else if (option == "--base-url" && i + 1 < argc) {
      base_url = argv[++i];
    } else if (option == "--running" && i + 1 < argc) {
      email = argv[++i];
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
  ask_about_requirements(with);
  ask_about_bulk_creations(with);
  if (!email.empty()) ask_with_running_envelopes(with, email);
  if (burst) ask_about_excess(with);
}
