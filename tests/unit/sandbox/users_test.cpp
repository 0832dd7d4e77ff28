#include "support/catch.hpp"

#include "fixture.hpp"

namespace users_test {

using namespace fixture;
using strings = std::vector<std::string>;

TEST_CASE("the API's own user is there from the beginning", "[sandbox][users][socket]") {
  account on;
  auto const me = on.get("/users/me");
  CHECK(me.status == 200);
  CHECK(me.body["data"]["type"] == "users");
  CHECK(me.body["data"]["links"]["self"] == on.sandbox.base_url() + "/users/" + me.id());
  CHECK(on.get("/users/" + me.id()).body == me.body);
  auto const all = on.get("/users").body;
  REQUIRE(all["data"].size() == 1);
  CHECK(all["data"][0] == me.body["data"]);
  CHECK(all["meta"]["record_count"] == 1);
}

TEST_CASE("a user is created, shown and found by the e-mail address", "[sandbox][users][socket]") {
  account on;
  auto const made = on.post("/users", colleague());
  CHECK(made.status == 201);
  CHECK(made.attributes()["name"] == "Ana Souza");
  CHECK(made.attributes()["email"] == "ana@rubrica.test");
  CHECK(made.attributes()["phone_number"] == "11966666666");
  CHECK(made.attributes()["created"] == made.attributes()["modified"]);
  CHECK(on.get("/users/" + made.id()).body == made.body);
  auto const found = on.get("/users?filter%5Bemail%5D=ana%40rubrica.test").body;
  REQUIRE(found["data"].size() == 1);
  CHECK(found["data"][0]["id"] == made.id());
  CHECK(found["links"]["first"].get<std::string>().find("filter%5Bemail%5D=ana%40rubrica.test&") != std::string::npos);
  CHECK(on.get("/users").body["meta"]["record_count"] == 2);
  CHECK(on.get("/users?filter%5Bname%5D=Ana").error()["code"] == "102");
  CHECK(on.get("/users/none").status == 404);
}

TEST_CASE("users are found by their group", "[sandbox][users][socket]") {
  account on;
  auto const ana = on.post("/users", colleague()).id();
  auto const group = on.post("/groups", resource("groups", {{"name", "Vendas"}})).id();
  CHECK(on.get("/users?filter%5Bgroups.key%5D=" + group).body["data"].empty());
  on.post("/groups/" + group + "/relationships/users", {{"data", {identifier("users", ana)}}});
  auto const found = on.get("/users?filter%5Bgroups.key%5D=" + group).body["data"];
  REQUIRE(found.size() == 1);
  CHECK(found[0]["id"] == ana);
  CHECK(on.get("/users?filter%5Bgroups.key%5D=none").body["data"].empty());
  CHECK(on.get("/users?filter%5Bgroups.key%5D=").body["data"].size() == 2);
}

TEST_CASE("a user is told everything that it lacks or has wrong at once", "[sandbox][users][socket]") {
  account on;
  auto const empty = on.post("/users", resource("users", {{"phone", "11"}}));
  CHECK(empty.status == 400);
  CHECK(empty.problems() == strings{"name deve ser informado(a) @ /data/attributes/name",
                                    "email deve ser informado(a) @ /data/attributes/email",
                                    "phone_number deve ser informado(a) @ /data/attributes/phone_number",
                                    "phone não está disponível @ /data/attributes/phone"});
  auto const wrong = on.post("/users", resource("users", {{"name", " "}, {"email", "ana"}, {"phone_number", "+5511"}}));
  CHECK(wrong.status == 422);
  CHECK(wrong.problems() == strings{"name - não pode ficar em branco @ /data/attributes/name",
                                    "email - inválido @ /data/attributes/email",
                                    "phone_number - inválido @ /data/attributes/phone_number"});
}

TEST_CASE("a user with an address of another domain is forbidden", "[sandbox][users][socket]") {
  account on;
  for (char const* email : {"ana@other.test", "ana@sub.rubrica.test"}) {
    auto const refused = on.post("/users", colleague(email));
    CHECK(refused.status == 403);
    CHECK(refused.error() == json{{"code", "forbidden"},
                                  {"status", 403},
                                  {"title", "Não autorizado"},
                                  {"detail", "O domínio do usuário a ser criado precisa ser o mesmo da conta solicitante."}});
  }
  CHECK(on.post("/users", colleague("ana@RUBRICA.test")).status == 201);
}

TEST_CASE("a second user with the same address is refused", "[sandbox][users][socket]") {
  account on;
  on.post("/users", colleague());
  auto const again = on.post("/users", colleague("Ana@rubrica.test"));
  CHECK(again.status == 422);
  CHECK(again.error() == json{{"title", "O e-mail informado já está em uso. Tente outro"},
                              {"detail", "email - O e-mail informado já está em uso. Tente outro"},
                              {"code", "100"},
                              {"source", {{"pointer", "/data/attributes/email"}}},
                              {"status", "422"}});
}

TEST_CASE("users are neither changed nor removed", "[sandbox][users][socket]") {
  account on;
  auto const path = "/users/" + on.get("/users/me").id();
  CHECK(on.remove(path).status == 404);
  CHECK(on.patch(path, resource("users", json::object())).header("Content-Type").find("text/html") == 0);
}

} // namespace users_test
