#include "support/catch.hpp"

#include "support/http/raw_server.hpp"
#include "support/http/scripted_transport.hpp"
#include "support/sandbox/sandboxed.hpp"

namespace group_test {

using namespace rubrica;
using namespace rubrica::clicksign;
using rubrica_test::raw_server;
using rubrica_test::sandboxed;

TEST_CASE("a group is created, read, renamed, listed and removed", "[clicksign][groups][socket]") {
  sandboxed box;
  auto const made = box.client.groups().create({"Vendas"}).value();
  auto const read = box.client.groups().get(made.id).value();
  for (group const& one : {made, read}) {
    CHECK(one.id == made.id);
    CHECK(one.name == "Vendas");
    CHECK(one.created_at.at().has_value());
    CHECK(one.updated_at.at().has_value());
    CHECK(one.raw.empty());
  }
  CHECK(box.client.groups().rename(made.id, "Compras")->name == "Compras");
  auto const other = box.client.groups().create({"Arquivo"}).value();
  group_query query;
  query.sort = "-name";
  auto const all = box.client.groups().list(query).all().value();
  REQUIRE(all.size() == 2);
  CHECK(all[0].id == made.id);
  query.name = "Arquivo";
  auto const found = box.client.groups().list(query).all().value();
  REQUIRE(found.size() == 1);
  CHECK(found[0].id == other.id);
  CHECK(box.client.groups().create({""}).error().code == errc::invalid);
  CHECK(box.client.groups().remove(made.id));
  CHECK(box.client.groups().get(made.id).error().code == errc::not_found);
}

TEST_CASE("users are put into a group and taken out of it", "[clicksign][groups][socket]") {
  sandboxed box;
  auto const sales = box.client.groups().create({"Vendas"}).value();
  auto const ana = box.client.users().create({"Ana Souza", "ana@rubrica.test", "11966666666"}).value();
  auto const me = box.client.users().me().value();
  user_query query;
  query.group = sales.id;
  auto const size = [&] { return box.client.users().list(query).all()->size(); };
  CHECK(box.client.groups().add_users(sales.id, {ana.id, me.id}));
  CHECK(box.client.groups().add_users(sales.id, {ana.id}));
  CHECK(size() == 2);
  CHECK(box.client.groups().remove_users(sales.id, {ana.id}));
  CHECK(box.client.groups().remove_users(sales.id, {ana.id}));
  CHECK(size() == 1);
  CHECK(box.client.groups().add_users(sales.id, {user_id("none")}).error().code == errc::not_found);
  CHECK(box.client.groups().add_users(sales.id, {}));
  CHECK(box.client.groups().remove_users(group_id("none"), {ana.id}).error().code == errc::not_found);
  CHECK(size() == 1);
}

TEST_CASE("users are named in the body, of a DELETE too", "[clicksign][groups][socket]") {
  raw_server server(rubrica_test::always("HTTP/1.1 204 No Content\r\n\r\n"));
  client_options options;
  options.base_url = server.url("/api/v3");
  options.token = secret("t0ken");
  client const client(options);
  group_id const group("g1");
  REQUIRE(client.groups().add_users(group, {user_id("u1"), user_id("u2")}));
  REQUIRE(client.groups().remove_users(group, {user_id("u1")}));
  REQUIRE(server.requests().size() == 2);
  auto const added = server.requests()[0];
  CHECK(added.method == "POST");
  CHECK(added.body == R"({"data":[{"type":"users","id":"u1"},{"type":"users","id":"u2"}]})");
  auto const removed = server.requests()[1];
  CHECK(removed.method == "DELETE");
  CHECK(removed.body == R"({"data":[{"type":"users","id":"u1"}]})");
  for (auto const& one : {added, removed}) {
    CHECK(one.target == "/api/v3/groups/g1/relationships/users");
    CHECK(one.field("Content-Type") == "application/vnd.api+json");
  }
}

TEST_CASE("an id that cannot be written is refused before anything is sent", "[clicksign][groups]") {
  auto const transport = std::make_shared<rubrica_test::scripted_transport>();
  client_options options;
  options.token = secret("t");
  options.transport = transport;
  client const client(options);
  user_id const bad("\xE9");
  CHECK(client.groups().add_users(group_id("g"), {bad}).error().code == errc::invalid_argument);
  CHECK(client.groups().remove_users(group_id("g"), {bad}).error().code == errc::invalid_argument);
  CHECK(client.groups().remove_users(group_id("g/../u"), {user_id("u")}).error().code == errc::invalid_argument);
  CHECK(client.envelopes().move(envelope_id("e"), folder_id("\xE9")).error().code == errc::invalid_argument);
  CHECK(client.access_control_lists().remove(folder_id("\xE9"), group_id("g")).error().code == errc::invalid_argument);
  CHECK(transport->requests().empty());
}

} // namespace group_test
