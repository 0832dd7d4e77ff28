#include "support/catch.hpp"

#include "fixture.hpp"

namespace memberships_test {

using namespace fixture;
using strings = std::vector<std::string>;

namespace {

constexpr char const* roles = "role deve estar em: admin, global, observer, downloader, member, guest @ /data/attributes/role";

json place(std::string const& user, json attributes = {{"role", "guest"}}) {
  return resource("memberships", std::move(attributes), relationship("user", "users", user));
}

} // namespace

TEST_CASE("the API's user is a member", "[sandbox][users][socket]") {
  account on;
  auto const all = on.get("/memberships").body["data"];
  REQUIRE(all.size() == 1);
  CHECK(all[0]["attributes"]["role"] == "admin");
  auto const me = on.get("/users/me").id();
  CHECK(on.get("/memberships?filter%5Buser.id%5D=" + me).body["data"] == all);
}

TEST_CASE("a member has what the service gives by default", "[sandbox][users][socket]") {
  account on;
  auto const ana = on.post("/users", colleague()).id();
  auto const made = on.post("/memberships", place(ana));
  CHECK(made.status == 201);
  json attributes = made.attributes();
  CHECK(attributes["created"] == attributes["modified"]);
  attributes.erase("created");
  attributes.erase("modified");
  CHECK(attributes == json{{"role", "guest"},
                           {"consumption_accessible", false},
                           {"tracking_accessible", false},
                           {"folder_management_accessible", true}});
  CHECK(made.body["data"]["links"]["self"] == on.sandbox.base_url() + "/memberships/" + made.id());
  auto const found = on.get("/memberships?filter%5Buser.id%5D=" + ana).body;
  REQUIRE(found["data"].size() == 1);
  CHECK(found["data"][0] == made.body["data"]);
  CHECK(on.get("/memberships?filter%5Brole%5D=guest").error()["code"] == "102");
  CHECK(on.get("/memberships/" + made.id()).status == 404);
}

TEST_CASE("a membership is told everything that it lacks or has wrong at once", "[sandbox][users][socket]") {
  account on;
  auto const empty = on.post("/memberships", resource("memberships", json::object()));
  CHECK(empty.status == 400);
  CHECK(empty.problems() ==
        strings{"role deve ser informado(a) @ /data/attributes/role", "user deve ser informado(a) @ /data/relationships/user"});
  // The documentation's own values are not in the server's list.
  for (char const* role : {"financial", "manager", ""}) {
    CHECK(on.post("/memberships", place("none", {{"role", role}})).problems() == strings{roles});
  }
  CHECK(on.post("/memberships", place("none", {{"role", "guest"}, {"tracking_accessible", "yes"}})).problems() ==
        strings{"tracking_accessible não está em um formato válido @ /data/attributes/tracking_accessible"});
  CHECK(on.post("/memberships", place("none")).status == 404);
}

TEST_CASE("a user is a member once", "[sandbox][users][socket]") {
  account on;
  auto const refused = on.post("/memberships", place(on.get("/users/me").id()));
  CHECK(refused.status == 422);
  CHECK(refused.error() == json{{"title", "já está em uso"},
                                {"detail", "user_id - já está em uso"},
                                {"code", "100"},
                                {"source", {{"pointer", "/data/attributes/user_id"}}},
                                {"status", "422"}});
}

TEST_CASE("a membership is changed by PUT, and PATCH is not allowed", "[sandbox][users][socket]") {
  account on;
  auto const ana = on.post("/users", colleague()).id();
  auto const id = on.post("/memberships", place(ana, {{"role", "guest"}, {"consumption_accessible", true}})).id();
  auto const path = "/memberships/" + id;
  auto const changed = on.put(path, change("memberships", id, {{"role", "observer"}, {"folder_management_accessible", false}}));
  CHECK(changed.status == 200);
  CHECK(changed.attributes()["role"] == "observer");
  CHECK(changed.attributes()["consumption_accessible"] == true);
  CHECK(changed.attributes()["folder_management_accessible"] == false);
  auto const wrong = on.put(path, change("memberships", id, {{"role", "owner"}, {"tracking_accessible", true}}));
  CHECK(wrong.status == 400);
  CHECK(wrong.problems() == strings{roles});
  CHECK(on.put(path, change("memberships", "other", {{"role", "guest"}})).status == 400);
  CHECK(on.put("/memberships/none", change("memberships", "none", {{"role", "guest"}})).status == 404);

  auto const refused = on.patch(path, change("memberships", id, {{"role", "admin"}}));
  CHECK(refused.status == 405);
  CHECK(refused.header("Allow") == "PUT, DELETE");
  auto const now = on.get("/memberships?filter%5Buser.id%5D=" + ana).body["data"][0]["attributes"];
  CHECK(now["role"] == "observer");
  CHECK(now["tracking_accessible"] == false);
}

TEST_CASE("a membership that is removed leaves the user", "[sandbox][users][socket]") {
  account on;
  auto const ana = on.post("/users", colleague()).id();
  auto const path = "/memberships/" + on.post("/memberships", place(ana)).id();
  CHECK(on.remove(path).status == 204);
  CHECK(on.remove(path).status == 404);
  CHECK(on.get("/users/" + ana).status == 200);
  CHECK(on.post("/memberships", place(ana)).status == 201);
}

} // namespace memberships_test
