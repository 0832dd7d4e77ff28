#include "support/catch.hpp"

#include "support/http/raw_server.hpp"
#include "support/sandbox/sandboxed.hpp"

namespace membership_test {

using namespace rubrica;
using namespace rubrica::clicksign;
using rubrica_test::raw_server;
using rubrica_test::sandboxed;

namespace {

user_id colleague(sandboxed const& box) {
  return box.client.users().create({"Ana Souza", "ana@rubrica.test", "11966666666"}).value().id;
}

new_membership of(user_id user, membership_role role = membership_role::guest) {
  new_membership out;
  out.user = std::move(user);
  out.role = std::move(role);
  return out;
}

} // namespace

TEST_CASE("a membership is created with the service's own access, or with the one that is asked for",
          "[clicksign][users][socket]") {
  sandboxed box;
  auto const ana = colleague(box);
  auto const plain = box.client.memberships().create(of(ana)).value();
  CHECK(plain.role == membership_role::guest);
  CHECK_FALSE(plain.consumption);
  CHECK_FALSE(plain.tracking);
  CHECK(plain.folder_management);
  CHECK(plain.created_at.at().has_value());
  CHECK(plain.updated_at.at().has_value());
  CHECK(plain.raw.empty());
  CHECK(plain.related.empty());
  REQUIRE(box.client.memberships().remove(plain.id));
  auto asked = of(ana, membership_role::observer);
  asked.consumption = true;
  asked.folder_management = false;
  auto const made = box.client.memberships().create(asked).value();
  CHECK(made.role == membership_role::observer);
  CHECK(made.consumption);
  CHECK_FALSE(made.tracking);
  CHECK_FALSE(made.folder_management);
  CHECK(box.client.memberships().list().all()->size() == 2);
  membership_query query;
  query.user = ana;
  auto const found = box.client.memberships().list(query).all().value();
  REQUIRE(found.size() == 1);
  CHECK(found[0].id == made.id);
}

TEST_CASE("a change of a membership leaves what it does not name", "[clicksign][users][socket]") {
  sandboxed box;
  auto const made = box.client.memberships().create(of(colleague(box))).value();
  membership_changes changes;
  changes.tracking = true;
  auto const seeing = box.client.memberships().update(made.id, changes).value();
  CHECK(seeing.role == membership_role::guest);
  CHECK(seeing.tracking);
  CHECK(seeing.folder_management);
  changes = {};
  changes.role = membership_role::admin;
  auto const promoted = box.client.memberships().update(made.id, changes).value();
  CHECK(promoted.role == membership_role::admin);
  CHECK(promoted.tracking);
  CHECK(box.count("PUT", made.id.text()) == 2);
  CHECK(box.count("PATCH", made.id.text()) == 0);
}

TEST_CASE("a refused membership is told why", "[clicksign][users][socket]") {
  sandboxed box;
  auto const ana = colleague(box);
  auto const made = box.client.memberships().create(of(ana)).value();
  auto const taken = box.client.memberships().create(of(ana)).error();
  CHECK(taken.code == errc::taken);
  REQUIRE(taken.problems.size() == 1);
  CHECK(taken.problems[0].pointer == "/data/attributes/user_id");
  membership_changes changes;
  changes.role = membership_role::financial; // the documentation's, not the server's
  auto const refused = box.client.memberships().update(made.id, changes).error();
  CHECK(refused.code == errc::invalid);
  REQUIRE(refused.problems.size() == 1);
  CHECK(refused.problems[0].detail == "role deve estar em: admin, global, observer, downloader, member, guest");
  CHECK(box.client.memberships().create(of({})).error().code == errc::invalid);
  CHECK(box.client.memberships().remove(membership_id("none")).error().code == errc::not_found);
}

TEST_CASE("a role that the library does not know is kept and sent", "[clicksign][users][socket][rule4]") {
  raw_server server(rubrica_test::always(
      rubrica_test::answer(200, R"({"data":{"id":"m1","type":"memberships","attributes":{"role":"auditor","seat":7},)"
                                R"("relationships":{"user":{"data":{"type":"users","id":"u1"}}}}})")));
  client_options options;
  options.base_url = server.url("/api/v3");
  options.token = secret("t0ken");
  membership_changes changes;
  changes.role = membership_role("auditor");
  changes.consumption = null;
  auto const changed = client(options).memberships().update(membership_id("m1"), changes).value();
  CHECK(changed.role.text() == "auditor");
  CHECK_FALSE(changed.role.is_known());
  CHECK(changed.raw == R"({"seat":7})");
  REQUIRE(find(changed.related, "user") != nullptr);
  CHECK(find(changed.related, "user")->id == "u1");
  auto const seen = server.requests().at(0);
  CHECK(seen.method == "PUT");
  CHECK(seen.target == "/api/v3/memberships/m1");
  CHECK(seen.body ==
        R"({"data":{"type":"memberships","id":"m1","attributes":{"role":"auditor","consumption_accessible":null}}})");
}

} // namespace membership_test
