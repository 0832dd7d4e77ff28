#include "support/catch.hpp"

#include "support/http/scripted_transport.hpp"
#include "support/sandbox/sandboxed.hpp"

#include <rubrica/clicksign/async_client.hpp>
#include <rubrica/clicksign/future.hpp>

namespace user_test {

using namespace rubrica;
using namespace rubrica::clicksign;
using rubrica_test::sandboxed;

namespace {

new_user colleague(std::string email = "ana@rubrica.test") {
  new_user out;
  out.name = "Ana Souza";
  out.email = std::move(email);
  out.phone_number = "11966666666";
  return out;
}

} // namespace

TEST_CASE("a user is created, read and found", "[clicksign][users][socket]") {
  sandboxed box;
  auto const made = box.client.users().create(colleague()).value();
  for (user const& one : {made, box.client.users().get(made.id).value()}) {
    CHECK(one.id == made.id);
    CHECK(one.name == "Ana Souza");
    CHECK(one.email == "ana@rubrica.test");
    CHECK(one.phone_number == "11966666666");
    CHECK(one.created_at.at().has_value());
    CHECK(one.updated_at.at().has_value());
    CHECK(one.raw.empty());
  }
  CHECK(box.client.users().list().all()->size() == 2);
  user_query query;
  query.email = "ana@rubrica.test";
  auto const found = box.client.users().list(query).all().value();
  REQUIRE(found.size() == 1);
  CHECK(found[0].id == made.id);
  CHECK(box.client.users().get(user_id("none")).error().code == errc::not_found);
}

TEST_CASE("users are found by their group", "[clicksign][users][socket]") {
  sandboxed box;
  auto const made = box.client.users().create(colleague()).value();
  auto const sales = box.client.groups().create({"Vendas"}).value();
  REQUIRE(box.client.groups().add_users(sales.id, {made.id}));
  user_query query;
  query.group = sales.id;
  auto const found = box.client.users().list(query).all().value();
  REQUIRE(found.size() == 1);
  CHECK(found[0].id == made.id);
  query.email = "api@rubrica.test";
  CHECK(box.client.users().list(query).all()->empty());
}

TEST_CASE("the client's own user is told", "[clicksign][users][socket]") {
  sandboxed box;
  auto const me = box.client.users().me().value();
  CHECK(box.client.users().get(me.id)->email == me.email);
  auto options = sandboxed::client_options(box.server);
  options.token = secret("wrong");
  CHECK(client(options).users().me().error().code == errc::unauthorized);
}

TEST_CASE("a refused user is told why, without the address", "[clicksign][users][socket][secrets][rule8]") {
  sandboxed box;
  box.client.users().create(colleague()).value();
  auto const taken = box.client.users().create(colleague()).error();
  CHECK(taken.code == errc::taken);
  CHECK(taken.outcome == outcome::rejected);
  REQUIRE(taken.problems.size() == 1);
  CHECK(taken.problems[0].pointer == "/data/attributes/email");
  auto const foreign = box.client.users().create(colleague("ana@other.test")).error();
  CHECK(foreign.code == errc::forbidden);
  CHECK(foreign.http_status == 403);
  CHECK(box.client.users().create(new_user()).error().code == errc::invalid);
  for (auto const& error : {taken, foreign}) CHECK(to_string(error).find("ana@") == std::string::npos);
}

TEST_CASE("account resources go through the engine too", "[clicksign][users][socket]") {
  sandboxed box;
  async_client async(box.client);
  auto const made = start_future(async, async.users().create(colleague())).get().value();
  auto const team = start_future(async, async.groups().create({"Vendas"})).get().value();
  CHECK(start_future(async, async.groups().add_users(team.id, {made.id})).get());
  new_membership place;
  place.user = made.id;
  place.role = membership_role::guest;
  CHECK(start_future(async, async.memberships().create(place)).get()->role == membership_role::guest);
  CHECK(start_future(async, async.memberships().list()).get()->total == 2);
  auto const folder = box.client.folders().create({"Contratos", {}}).value();
  CHECK(start_future(async, async.access_control_lists().create(folder.id, team.id)).get());
  CHECK(start_future(async, async.access_control_lists().remove(folder.id, team.id)).get());
  CHECK(start_future(async, async.oauth_accounts().list()).get().error().code == errc::unauthorized);
}

TEST_CASE("a refusal that repeats a user's name and phone does not tell them", "[clicksign][users][secrets][rule8]") {
  auto const transport = std::make_shared<rubrica_test::scripted_transport>();
  transport->status(422, R"({"errors":[{"title":"Zuleide Prado","detail":"Zuleide Prado, (85) 3222-1100","code":"100"}]})");
  client_options options;
  options.token = secret("t0ken");
  options.transport = transport;
  new_user request;
  request.name = "Zuleide Prado";
  request.email = "zuleide@acme.example";
  request.phone_number = "(85) 3222-1100";
  auto const refused = client(options).users().create(request);
  REQUIRE_FALSE(refused);
  std::string const told = to_string(refused.error()) + refused.error().problems.at(0).title;
  CHECK(told.find("Zuleide") == std::string::npos);
  CHECK(told.find("3222") == std::string::npos);
}

} // namespace user_test
