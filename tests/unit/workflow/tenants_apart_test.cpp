// Each statement on a tenant's rows names the tenant; the few that are for all of them are listed here.
#include "support/callbacks/content_hmac.hpp"
#include "support/catch.hpp"
#include "support/workflow/inbox_world.hpp"
#include "support/workflow/pages_world.hpp"
#include "support/workflow/source_statements.hpp"
#include "support/workflow/statement_trace.hpp"
#include "text/ascii.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <regex>
#include <set>

namespace tenants_apart_test {

using namespace rubrica;
using namespace rubrica::workflow;
using rubrica::detail::begins_with;
using rubrica_test::callback_text;
using rubrica_test::every_database;
using rubrica_test::happened;
using rubrica_test::inbox_world;
using rubrica_test::pages_world;
using rubrica_test::sqlite_database;
using rubrica_test::statement_trace;
using rubrica_test::statements_in;
using rubrica_test::story_of;

namespace {

/// How a statement begins, and why it is for all tenants.
struct exception {
  std::string_view begin;
  std::string_view why;
};

constexpr exception for_all_tenants[] = {
    {"SELECT CASE WHEN EXISTS (SELECT 1 FROM rubrica_submissions WHERE noticed = 0)", "a worker asks whether there is any work"},
    {"SELECT tenant, id, due_at FROM rubrica_submissions WHERE noticed = 0", "tenants learn of their new rows"},
    {"SELECT tenant FROM rubrica_tenants WHERE due_at", "whose turn it is"},
    {"SELECT 1 FROM rubrica_deliveries WHERE state = 'new'", "a worker asks whether there is any callback"},
    {"SELECT number, tenant, delivery_key, received_at, delivery FROM rubrica_deliveries WHERE state = 'new'",
     "callbacks are understood in their order"},
    {"SELECT number FROM rubrica_changes WHERE position IS NULL", "positions are one series for all tenants"},
    {"UPDATE rubrica_changes SET position = :position WHERE number", "positions are one series for all tenants"},
    {"SELECT position, tenant, id, change_key, recorded_at, told FROM rubrica_changes WHERE position",
     "a consumer may read all tenants' changes"},
    {"SELECT tenant, id FROM rubrica_submissions WHERE forgotten_at IS NULL", "purge looks for what is old"},
    {"SELECT tenant, number FROM rubrica_deliveries WHERE id = ''", "purge looks for what is old"},
    {"SELECT tenant, number FROM rubrica_changes WHERE id = ''", "purge looks for what is old"},
    {"SELECT tenant, subject FROM rubrica_histories WHERE subject", "purge looks for what is old"},
    {"SELECT count(*) FROM rubrica_", "metrics count"},
    {"SELECT min(submitted_at) FROM rubrica_submissions WHERE state = 'waiting'", "metrics: age of the oldest"},
    {"SELECT received_at FROM rubrica_deliveries WHERE state = 'new'", "metrics: age of the oldest"},
    {"SELECT state, many FROM rubrica_counts", "metrics count"},
    {"SELECT tenant, last_callback_at, taken_over FROM rubrica_tenants", "metrics tell of each tenant"},
};

// What they hold is no tenant's.
std::set<std::string> const shared_tables{"rubrica_schema", "rubrica_positions", "rubrica_permits"};

std::ptrdiff_t times(std::string const& text, std::regex const& what) {
  return std::distance(std::sregex_iterator(text.begin(), text.end(), what), std::sregex_iterator());
}

/// The tables of tenants that a statement names, as often as it does.
std::vector<std::string> tables_of(std::string const& statement) {
  static std::regex const table("\\b(?:FROM|INTO|UPDATE|JOIN) (rubrica_[a-z_]+)");
  std::vector<std::string> out;
  for (std::sregex_iterator at(statement.begin(), statement.end(), table), end; at != end; ++at) {
    if (shared_tables.count((*at)[1]) == 0) out.push_back((*at)[1]);
  }
  return out;
}

bool names_the_tenant(std::string const& statement) {
  static std::regex const inserts("INSERT (?:OR IGNORE )?INTO rubrica_[a-z_]+ \\(tenant, .*VALUES \\(:tenant, .*");
  if (begins_with(statement, "INSERT")) return std::regex_match(statement, inserts);
  static std::regex const condition("\\btenant = :tenant\\w*");
  auto const where = statement.find(" WHERE ");
  return where != std::string::npos &&
         times(statement.substr(where), condition) == static_cast<std::ptrdiff_t>(tables_of(statement).size());
}

exception const* exception_of(std::string const& statement) {
  auto const* const found = std::find_if(std::begin(for_all_tenants), std::end(for_all_tenants),
                                         [&](exception const& one) { return begins_with(statement, one.begin); });
  return found == std::end(for_all_tenants) ? nullptr : found;
}

/// What the test does to the tables itself.
void beside(rubrica_test::workflow_tables const& tables, std::string const& statement) {
  statement_trace::pause const none;
  tables.execute(statement);
}

void add_submission(inbox_world const& world, std::string const& id) {
  statement_trace::pause const none;
  world.add_submission(id, "key-1", "waiting");
  world.execute("UPDATE rubrica_submissions SET state = 'running', due_at = NULL, noticed = 1 WHERE id = '" + id + "'");
  world.add_document(id, "doc-1");
}

/// What was heard of documents, before and after a submission is known that they belong to.
void hear(std::string const& address) {
  inbox_world world(address);
  for (std::string const& body : story_of("doc-1")) world.clicksign(body);
  world.clicksign(callback_text(happened("sign", 1, {"ana"}), "running", "doc-2"));
  world.clicksign("no JSON");
  world.clicksign("no JSON either, " + std::string(300'000, 'x'));
  world.clicksign(R"({"event":{"name":"envelope_activation_failed","data":{}},"envelope":{"key":"e-1"}})");
  world.clicksign(R"({"event":{"name":"tomorrow","data":{"x":1}}})");
  world.understand();
  add_submission(world, "heard");
  world.write([](connection& at) { return adopt_histories(at, "acme", "heard", 1, {document_id("doc-1")}); }).value();
  beside(world, "UPDATE rubrica_tenants SET last_callback_at = NULL");
  world.clicksign(callback_text(happened("sign", 4, {"ana"}), "running", "doc-3", "key-1")); // known by its sending
  world.understand();
  // One that cannot be read, and one that the database refuses.
  world.clicksign(callback_text(happened("sign", 2, {"bia"}), "running", "doc-2"));
  beside(world, "UPDATE rubrica_deliveries SET delivery = '-' WHERE state = 'new'");
  world.understand();
  for (auto const& one : world.changes()) {
    if (!one.delivery.empty()) static_cast<void>(world.engine.delivery("acme", one.delivery));
    if (!one.delivery.empty()) world.engine.replay("acme", one.delivery).value();
  }
  world.engine.replay("acme").value();
  world.understand();
  CHECK_FALSE(world.changes("acme").empty());
  beside(world, "CREATE TRIGGER refuse BEFORE UPDATE ON rubrica_deliveries WHEN new.state = 'done' BEGIN "
                "SELECT RAISE(ABORT, 'refused'); END");
  world.clicksign(callback_text(happened("sign", 3, {"bia"}), "running", "doc-2"));
  world.understand();
  beside(world, "DROP TRIGGER refuse");
}

/// A callback about a submission that was forgotten meanwhile.
void hear_too_late(std::string const& address, std::string const& document) {
  inbox_world world(address);
  world.clicksign(callback_text(happened("sign", 9, {"ana"}), "running", document));
  world.understand();
}

void finish(pages_world& world, std::string const& id) {
  auto const page = world.view(id);
  for (std::size_t i = 0; i < page.signers.size(); ++i) world.sign(page, i);
  world.wake(id);
  world.work();
}

/// Submissions that are sent, looked at, acted on, and end in each way.
void send(pages_world& world) {
  for (std::string const id : {"signed", "cancelled", "without file", "stalled"}) world.send(id);
  world.engine.submit(world.submission("signed")).value();
  world.pass(std::chrono::minutes(2)); // ClickSign takes one in a minute
  world.act(action::remind, "signed");
  finish(world, "signed");
  world.act(action::download, "signed");
  world.act(action::cancel, "cancelled");
  world.act(action::send_again, "cancelled");
  world.act(action::cancel, "cancelled");
  world.act(action::remove, "cancelled");
  beside(world, "UPDATE rubrica_submissions SET lease_until = 1, due_at = 1 WHERE id = 'stalled'");
  beside(world, "UPDATE rubrica_tenants SET due_at = 1");
  world.work();
  world.engine.submit(world.submission("of a later version")).value();
  beside(world, "UPDATE rubrica_submissions SET state = 'later' WHERE id = 'of a later version'");
  world.work();
  beside(world, "DELETE FROM rubrica_submissions WHERE id = 'of a later version'");
  std::filesystem::remove_all(world.folder.path("signed"));
  finish(world, "without file");
  beside(world, "UPDATE rubrica_submissions SET failures = 50 WHERE id = 'without file'");
  world.wake("without file");
  world.work();
  std::filesystem::create_directories(world.options.files->scratch_folder());
}

void ask_and_erase(pages_world& world, std::string const& address) {
  world.changes();
  world.engine.find("acme", "signed").value();
  world.engine.metrics().value();
  world.engine.health("acme").value();
  auto const document = world.view("cancelled").documents.at(0).id.text();
  world.engine.forget("acme", "cancelled").value();
  hear_too_late(address, document);
  auto const later = std::chrono::system_clock::now() + std::chrono::hours(24);
  while (world.engine.purge(later).value() > 0) {
  }
}

/// All that the engine does.
std::set<std::string> statements_of_a_life() {
  statement_trace const trace;
  auto const on = sqlite_database();
  pages_world world(on);
  hear(on.address);
  send(world);
  ask_and_erase(world, on.address);
  std::set<std::string> out;
  for (std::string const& one : trace.statements()) {
    bool const is_known =
        begins_with(one, "SELECT ") || begins_with(one, "INSERT ") || begins_with(one, "UPDATE ") || begins_with(one, "DELETE ");
    if (is_known && one.find("rubrica_") != std::string::npos) out.insert(one);
  }
  return out;
}

std::string text_of(soci::row const& row, std::size_t column) {
  if (row.get_indicator(column) == soci::i_null) return "NULL";
  switch (row.get_properties(column).get_data_type()) {
  case soci::dt_string: return row.get<std::string>(column);
  case soci::dt_integer: return std::to_string(row.get<int>(column));
  case soci::dt_long_long: return std::to_string(row.get<long long>(column));
  default: throw std::logic_error("a column of a type that the tables do not have");
  }
}

/// All that the tables have of a tenant.
std::string rows_of(rubrica_test::workflow_tables const& tables, std::string const& tenant) {
  std::string out;
  for (std::string const table :
       {"submissions", "contents", "documents", "tenants", "deliveries", "delivery_parts", "histories", "changes", "counts"}) {
    tables
        .write([&](connection& at) -> result<void> {
          soci::rowset<soci::row> const rows =
              (at.sql().prepare << "SELECT * FROM rubrica_" + table + " WHERE tenant = '" + tenant + "' ORDER BY 1, 2, 3");
          for (soci::row const& row : rows) {
            out += "\n" + table;
            for (std::size_t i = 0; i < row.size(); ++i) out += " | " + row.get_properties(i).get_name() + "=" + text_of(row, i);
          }
          return {};
        })
        .value();
  }
  return out;
}

/// The same for both tenants: a submission that runs, one that was never sent, and callbacks about documents of the same ids.
void begin(pages_world& world, inbox_world& inbox) {
  for (std::string const tenant : {"acme", "beta"}) {
    world.send("OP-1", 2, tenant);
    for (std::string const& body : story_of("doc-1")) inbox.clicksign(body, tenant);
    inbox.clicksign("no JSON", tenant);
    inbox.clicksign(callback_text(happened("sign", 1, {"ana"}), "running", std::string(300'000, 'd')), tenant);
  }
  inbox.understand();
  world.changes();
}

} // namespace

TEST_CASE("whatever is done for one tenant leaves the rows of another one with the same ids as they were",
          "[workflow][socket][file]") {
  for (auto const& on : every_database()) {
    INFO(on.name);
    pages_world world(on);
    inbox_world inbox(on.address);
    begin(world, inbox);
    auto const before = rows_of(world, "beta");
    CHECK(std::count(before.begin(), before.end(), '\n') > 10);
    world.pass(std::chrono::minutes(2)); // ClickSign takes one in a minute
    world.act(action::remind);
    world.act(action::cancel);
    world.act(action::send_again);
    finish(world, "OP-1");
    CHECK(world.act(action::download).documents.at(0).file == file_state::kept);
    world.engine.submit(world.submission("OP-2")).value();
    world.work();
    for (std::string const& body : story_of("doc-1")) inbox.clicksign(body);
    inbox.clicksign(callback_text(happened("sign", 2, {"bia"}), "running", "doc-2"));
    inbox.engine.replay("acme").value();
    inbox.understand();
    world.engine.health("acme").value();
    world.changes();
    world.engine.forget("acme", "OP-1").value();
    CHECK(rows_of(world, "beta") == before);
    CHECK(world.engine.find("beta", "OP-1").value().state == submission_state::running);
  }
}

TEST_CASE("each statement of the engine on a tenant's rows names the tenant, but for those that are listed",
          "[workflow][socket][file]") {
  auto const met = statements_of_a_life();
  std::set<std::string_view> used;
  for (std::string const& one : met) {
    if (tables_of(one).empty() || names_the_tenant(one)) continue;
    if (auto const* known = exception_of(one)) {
      used.insert(known->begin);
      continue;
    }
    FAIL_CHECK("without its tenant: " << one);
  }
  for (exception const& one : for_all_tenants) {
    INFO(one.begin << ": " << one.why);
    CHECK(used.count(one.begin) == 1);
  }
  for (std::string const& begin : statements_in(std::filesystem::path(RUBRICA_TEST_DATA) / "../../src/workflow")) {
    INFO("not met in this test, so not looked at: " << begin);
    CHECK(std::any_of(met.begin(), met.end(), [&](std::string const& one) { return begins_with(one, begin); }));
  }
}

TEST_CASE("a statement without its tenant would be noticed", "[workflow]") {
  CHECK(names_the_tenant("SELECT state FROM rubrica_submissions WHERE tenant = :tenant AND id = :id"));
  CHECK_FALSE(names_the_tenant("SELECT state FROM rubrica_submissions WHERE id = :id"));
  CHECK_FALSE(names_the_tenant("UPDATE rubrica_submissions SET tenant = :tenant WHERE id = :id"));
  CHECK_FALSE(
      names_the_tenant("DELETE FROM rubrica_contents WHERE tenant = :tenant AND id IN (SELECT id FROM rubrica_submissions)"));
  CHECK(names_the_tenant("INSERT INTO rubrica_histories (tenant, subject) VALUES (:tenant, :subject)"));
  CHECK_FALSE(names_the_tenant("INSERT INTO rubrica_histories (subject) VALUES (:subject)"));
  CHECK(exception_of("SELECT state FROM rubrica_submissions WHERE id = :id") == nullptr);
}

} // namespace tenants_apart_test
