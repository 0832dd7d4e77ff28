// The engine on your own database: what is submitted is sent once, callbacks are stored before they are answered, and your tables
// hear of each change once and in order.
// prints: submitted: new
// prints: the same id again: not new
// prints: cancel: allowed
// prints: signing signer_signed
// prints: state finished
// prints: file kept
// prints: purged: 0
#include <rubrica/callbacks/router.hpp>
#include <rubrica/sandbox/server.hpp>
#include <rubrica/workflow/engine.hpp>

#include <filesystem>
#include <iostream>

namespace flow = rubrica::workflow;
using rubrica::secret;

namespace {

flow::submission contract() {
  flow::submission one;
  one.tenant = "acme";
  one.id = "OP-1207/contrato"; // yours: the same id twice is one submission and one envelope
  one.request.files = {{.path = "contrato.pdf"}};
  one.request.signers = {{.name = "Ana Souza", .email = "ana@acme.com.br"}};
  return one;
}

void show(flow::change const& change) {
  std::cout << change.kind.text() << ' ' << (change.signing ? std::string(change.signing->kind.text()) : std::string())
            << (change.state ? to_string(*change.state) : "") << (change.file.empty() ? "" : "kept") << '\n';
}

} // namespace

int main() {
  rubrica::sandbox::server clicksign{{.rate_limit = 0, .webhook_secret = secret{"s3cret"}}};
  auto const folder = std::filesystem::temp_directory_path() / "rubrica-guide-engine";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  rubrica::callbacks::route const route{.tenant = "acme", .path_token = secret{"8f1c2e"}, .secrets = {secret{"s3cret"}}};
  auto const address = rubrica::callbacks::registration_url("https://crm.example", route).value();

  // [engine]
  auto const routes = std::make_shared<rubrica::callbacks::router>();
  routes->add(route).value(); // one for each tenant
  flow::engine engine{
      {.store = flow::open_store("sqlite3://" + (folder / "crm.db").string()).value(), // or postgresql://, mysql://
       .tenants = [&](std::string const&) -> rubrica::result<flow::tenant_settings> {
         return flow::tenant_settings{clicksign.client_options(), address}; // yours: the tenant's token, and where it is called
       },
       .routes = routes,
       .files = flow::open_folder_files((folder / "signed").string()).value()}};
  // [/engine]

  // [submit]
  auto const first = engine.submit(contract()).value(); // durable when it returns
  std::cout << "submitted: " << (first.is_new ? "new" : "not new") << '\n';
  auto const again = engine.submit(contract()).value();
  std::cout << "the same id again: " << (again.is_new ? "new" : "not new") << '\n';
  // [/submit]

  // [work]
  engine.work({.for_at_most = std::chrono::seconds{30}, .until_idle = true}).value(); // on any number of threads and machines
  // [/work]

  // [page]
  auto const page = engine.find("acme", "OP-1207/contrato").value(); // all that a page of your CRM shows
  for (auto const& one : page.actions) std::cout << one.name << ": " << (one.allowed ? "allowed" : one.why_not) << '\n';
  // [/page]

  clicksign.sign(page.signers[0].id.text()).value();
  clicksign.drain_webhooks();
  for (auto const& callback : clicksign.deliveries()) {
    auto const header = [&](std::string_view name) { return name == "Content-Hmac" ? callback.hmac : std::string(); };
    // [receive]
    auto const reply = engine.receive({.path = "/api/rest/clicksign/8f1c2e", .headers = header, .body = callback.body});
    if (reply.status != 200) return std::cerr << reply.reason << '\n', 1; // 200: stored; 503: the database is away, come again
    // [/receive]
  }
  engine.work({.for_at_most = std::chrono::seconds{30}, .until_idle = true}).value();

  // [changes]
  std::int64_t last = 0; // yours: kept in the same transaction as what you do with a change
  for (auto const& change : engine.changes({.after = last}).value()) {
    show(change);
    last = change.position;
  }
  // [/changes]

  // [forget]
  engine.forget("acme", "OP-1207/contrato")
      .value(); // names, addresses, numbers, callbacks and files of one submission that is over
  auto const ninety_days_ago = std::chrono::system_clock::now() - std::chrono::hours{24 * 90};
  std::cout << "purged: " << engine.purge(ninety_days_ago).value() << '\n'; // the same for all that was over before
  // [/forget]
  std::filesystem::remove_all(folder);
}
