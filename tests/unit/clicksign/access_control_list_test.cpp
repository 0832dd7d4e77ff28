#include "support/catch.hpp"

#include "support/http/raw_server.hpp"
#include "support/sandbox/sandboxed.hpp"

namespace access_control_list_test {

using namespace rubrica;
using namespace rubrica::clicksign;
using rubrica_test::raw_server;
using rubrica_test::sandboxed;

TEST_CASE("a group gets access to a folder and loses it", "[clicksign][groups][socket]") {
  sandboxed box;
  auto const folder = box.client.folders().create({"Contratos", {}}).value();
  auto const team = box.client.groups().create({"Vendas"}).value();
  auto const access = box.client.access_control_lists();
  auto const made = access.create(folder.id, team.id).value();
  CHECK_FALSE(made.id.empty());
  REQUIRE(find(made.related, "folder") != nullptr);
  CHECK(find(made.related, "folder")->id == folder.id.text());
  REQUIRE(find(made.related, "group") != nullptr);
  CHECK(find(made.related, "group")->id == team.id.text());
  CHECK(access.create(folder.id, team.id).error().code == errc::taken);
  CHECK(access.remove(folder.id, team.id));
  CHECK(access.remove(folder.id, team.id).error().code == errc::not_found);
  CHECK(access.create(folder_id("none"), team.id).error().code == errc::not_found);
  CHECK(access.create(folder.id, group_id("none")).error().code == errc::not_found);
}

TEST_CASE("folder and group are named in the body, of a DELETE too", "[clicksign][groups][socket]") {
  raw_server server([](rubrica_test::connection& peer) {
    while (auto const request = peer.read_request()) {
      peer.write(request->method == "POST"
                     ? rubrica_test::answer(201, R"({"data":{"id":"a1","type":"access_control_lists","relationships":{}}})")
                     : "HTTP/1.1 204 No Content\r\n\r\n");
    }
  });
  client_options options;
  options.base_url = server.url("/api/v3");
  options.token = secret("t0ken");
  client const client(options);
  auto const made = client.access_control_lists().create(folder_id("f1"), group_id("g1")).value();
  CHECK(made.id == access_control_list_id("a1"));
  CHECK(made.created_at.text().empty());
  REQUIRE(client.access_control_lists().remove(folder_id("f1"), group_id("g1")));
  REQUIRE(server.requests().size() == 2);
  CHECK(server.requests()[0].method == "POST");
  CHECK(server.requests()[1].method == "DELETE");
  for (auto const& one : server.requests()) {
    CHECK(one.target == "/api/v3/access_control_lists");
    CHECK(one.field("Content-Type") == "application/vnd.api+json");
    CHECK(one.body == R"({"data":{"type":"access_control_lists","attributes":{},"relationships":{)"
                      R"("folder":{"data":{"type":"folders","id":"f1"}},"group":{"data":{"type":"groups","id":"g1"}}}}})");
  }
}

} // namespace access_control_list_test
