#include "support/catch.hpp"

#include "fixture.hpp"

namespace groups_test {

using namespace fixture;
using strings = std::vector<std::string>;

namespace {

json named(std::string const& name) {
  return resource("groups", {{"name", name}});
}

std::string group_of(account& on, std::string const& name = "Vendas") {
  return on.post("/groups", named(name)).id();
}

std::size_t size_of(account& on, std::string const& group) {
  return on.get("/users?filter%5Bgroups.key%5D=" + group).body["data"].size();
}

json access(std::string const& folder, std::string const& group) {
  json links = relationship("folder", "folders", folder);
  links.update(relationship("group", "groups", group));
  return resource("access_control_lists", json::object(), links);
}

} // namespace

TEST_CASE("a group is created, renamed, listed and removed", "[sandbox][groups][socket]") {
  account on;
  auto const made = on.post("/groups", named("Vendas"));
  CHECK(made.status == 201);
  CHECK(made.body["data"]["links"]["self"] == on.sandbox.base_url() + "/groups/" + made.id());
  std::string const path = "/groups/" + made.id();
  CHECK(on.get(path).body == made.body);
  auto const renamed = on.patch(path, change("groups", made.id(), {{"name", "Compras"}}));
  CHECK(renamed.status == 200);
  CHECK(renamed.attributes()["name"] == "Compras");
  auto const other = group_of(on, "Arquivo");
  auto const sorted = on.get("/groups?sort=name").body["data"];
  REQUIRE(sorted.size() == 2);
  CHECK(sorted[0]["id"] == other);
  CHECK(on.get("/groups?sort=-name").body["data"][0]["id"] == made.id());
  CHECK(on.get("/groups?filter%5Bname%5D=Compras").body["meta"]["record_count"] == 1);
  CHECK(on.get("/groups?filter%5Bname%5D=Vendas").body["meta"]["record_count"] == 0);
  CHECK(on.remove(path).status == 204);
  CHECK(on.get(path).status == 404);
}

TEST_CASE("a group needs a name", "[sandbox][groups][socket]") {
  account on;
  CHECK(on.post("/groups", resource("groups", {{"users", json::array()}})).problems() ==
        strings{"name deve ser informado(a) @ /data/attributes/name", "users não está disponível @ /data/attributes/users"});
  auto const blank = on.post("/groups", named(" "));
  CHECK(blank.status == 422);
  CHECK(blank.problems() == strings{"name - não pode ficar em branco @ /data/attributes/name"});
}

TEST_CASE("users come into a group and leave it", "[sandbox][groups][socket]") {
  account on;
  auto const group = group_of(on);
  auto const ana = on.post("/users", colleague()).id();
  auto const bia = on.post("/users", colleague("bia@rubrica.test")).id();
  std::string const path = "/groups/" + group + "/relationships/users";
  auto const both = json{{"data", {identifier("users", ana), identifier("users", bia)}}};
  auto const added = on.post(path, both);
  CHECK(added.status == 204);
  CHECK(added.text.empty());
  CHECK(on.post(path, both).status == 204);
  CHECK(size_of(on, group) == 2);
  CHECK(on.remove(path, {{"data", {identifier("users", ana)}}}).status == 204);
  CHECK(on.remove(path, {{"data", {identifier("users", ana)}}}).status == 204);
  CHECK(size_of(on, group) == 1);
  CHECK(on.remove(path).status == 400); // without its body
  CHECK(size_of(on, group) == 1);
}

TEST_CASE("a list of users that is none changes nothing", "[sandbox][groups][socket]") {
  account on;
  auto const group = group_of(on);
  auto const ana = on.post("/users", colleague()).id();
  std::string const path = "/groups/" + group + "/relationships/users";
  CHECK(on.post(path, {{"data", identifier("users", ana)}}).problems() == strings{"data não está em um formato válido @ /data"});
  auto const wrong = on.post(path, {{"data", {identifier("users", ana), {{"type", "groups"}}, 7}}});
  CHECK(wrong.status == 400);
  CHECK(wrong.problems() == strings{"type deve estar em: users @ /data/1/type", "id deve ser informado(a) @ /data/1/id",
                                    "type deve ser informado(a) @ /data/2/type", "id deve ser informado(a) @ /data/2/id"});
  auto const unknown = on.post(path, {{"data", {identifier("users", ana), identifier("users", "none")}}});
  CHECK(unknown.status == 404);
  CHECK(unknown.error()["detail"] == "O registro identificado por none não pôde ser encontrado");
  CHECK(size_of(on, group) == 0);
  CHECK(on.post("/groups/none/relationships/users", {{"data", json::array()}}).status == 404);
}

TEST_CASE("a group gets access to a folder, once, and loses it", "[sandbox][groups][socket]") {
  account on;
  auto const group = group_of(on);
  auto const folder = on.post("/folders", resource("folders", {{"name", "Contratos"}})).id();
  auto const made = on.post("/access_control_lists", access(folder, group));
  CHECK(made.status == 201);
  CHECK(made.body["data"]["type"] == "access_control_lists");
  CHECK(made.body["data"]["relationships"]["folder"]["data"] == identifier("folders", folder));
  CHECK(made.body["data"]["relationships"]["group"]["data"] == identifier("groups", group));
  CHECK(on.post("/access_control_lists", access(folder, group)).status == 422);
  CHECK(on.remove("/access_control_lists", access(folder, group)).status == 204);
  CHECK(on.remove("/access_control_lists", access(folder, group)).status == 404);
  CHECK(on.post("/access_control_lists", access(folder, group)).status == 201);
  CHECK(on.get("/access_control_lists").status == 404);
}

TEST_CASE("access needs a folder and a group that exist", "[sandbox][groups][socket]") {
  account on;
  auto const group = group_of(on);
  auto const folder = on.post("/folders", resource("folders", {{"name", "Contratos"}})).id();
  CHECK(on.post("/access_control_lists", resource("access_control_lists", json::object())).problems() ==
        strings{"folder deve ser informado(a) @ /data/relationships/folder",
                "group deve ser informado(a) @ /data/relationships/group"});
  CHECK(on.post("/access_control_lists", access("none", group)).status == 404);
  CHECK(on.post("/access_control_lists", access(folder, "none")).status == 404);
  CHECK(on.remove("/access_control_lists").status == 400); // without its body
}

TEST_CASE("a group that is removed takes its access along", "[sandbox][groups][socket]") {
  account on;
  auto const group = group_of(on);
  auto const other = group_of(on, "Compras");
  auto const folder = on.post("/folders", resource("folders", {{"name", "Contratos"}})).id();
  on.post("/access_control_lists", access(folder, group));
  on.post("/access_control_lists", access(folder, other));
  CHECK(on.remove("/groups/" + group).status == 204);
  CHECK(on.remove("/access_control_lists", access(folder, group)).status == 404);
  CHECK(on.remove("/access_control_lists", access(folder, other)).status == 204);
}

} // namespace groups_test
