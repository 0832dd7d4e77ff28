#include "support/catch.hpp"

#include "support/http/scripted_transport.hpp"
#include "support/sandbox/sandboxed.hpp"

#include <rubrica/clicksign/folder.hpp>

namespace folder_test {

using namespace rubrica;
using namespace rubrica::clicksign;
using rubrica_test::sandboxed;

TEST_CASE("folders lie in folders", "[clicksign][folders][socket]") {
  sandboxed box;
  auto const outer = box.client.folders().create({"Contratos", {}}).value();
  CHECK(outer.in_root);
  CHECK(outer.path.empty());
  auto const inner = box.client.folders().create({"2026", outer.id}).value();
  CHECK_FALSE(inner.in_root);
  CHECK(inner.path == "/Contratos");
  CHECK(box.client.folders().get(inner.id)->name == "2026");
  CHECK(box.client.folders().list().all()->size() == 2);
  folder_query query;
  query.in_root = true;
  auto const roots = box.client.folders().list(query).all().value();
  REQUIRE(roots.size() == 1);
  CHECK(roots[0].id == outer.id);
  CHECK(box.client.folders().rename(inner.id, "2027")->name == "2027");
  CHECK(box.client.folders().create({"", {}}).error().code == errc::invalid);
  CHECK(box.client.folders().create({"x", folder_id("none")}).error().code == errc::not_found);
}

TEST_CASE("an envelope is moved into a folder", "[clicksign][folders][socket]") {
  sandboxed box;
  auto const folder = box.client.folders().create({"Contratos", {}}).value();
  new_envelope request;
  request.name = "Contrato";
  auto const envelope = box.client.envelopes().create(request).value();
  CHECK(box.client.envelopes().move(envelope.id, folder.id));
  CHECK(box.client.envelopes().move(envelope.id, folder_id("none")).error().code == errc::not_found);
}

TEST_CASE("envelopes are listed with their folders", "[clicksign][folders][socket]") {
  sandboxed box;
  new_folder folder;
  folder.name = "Contratos";
  auto const around = box.client.folders().create(folder).value();
  new_envelope request;
  request.name = "Dentro";
  request.folder = around.id;
  auto const inside = box.client.envelopes().create(request).value();
  request.name = "Fora";
  request.folder = {};
  auto const outside = box.client.envelopes().create(request).value();
  envelope_query query;
  query.include_folder = true;
  query.sort = "name";
  auto const all = box.client.envelopes().list(query).all().value();
  REQUIRE(all.size() == 2);
  CHECK(all[0].id == inside.id);
  REQUIRE(find(all[0].related, "folder") != nullptr);
  CHECK(find(all[0].related, "folder")->id == around.id.text());
  CHECK(find(all[0].related, "folder")->attributes.find("\"name\":\"Contratos\"") != std::string::npos);
  CHECK(all[1].id == outside.id);
  CHECK(find(all[1].related, "folder") == nullptr);
}

TEST_CASE("an included folder is found by type and id, and entries without a type are dropped", "[clicksign][folders]") {
  auto const transport = std::make_shared<rubrica_test::scripted_transport>();
  transport->status(200, R"({"data":[
    {"id":"e1","type":"envelopes","attributes":{"name":"a"},"relationships":{"folder":{"data":{"type":"folders","id":"f1"}},
      "documents":{"links":{"self":"x"}},"tags":{"data":[{"type":"tags","id":"t1"},{"type":"tags","id":"t2"}]}}},
    {"id":"e2","type":"envelopes","attributes":{"name":"b"},"relationships":{"folder":{"data":null}}},
    {"id":"e3","type":"envelopes","attributes":{"name":"c"},"relationships":{"folder":{"data":{"type":"folders","id":"f9"}}}}],
    "included":[{"id":"f1","attributes":{"name":"no type"}},{"id":"f1","type":"folders","attributes":{"name":"Contratos"}}]})");
  client_options options;
  options.token = secret("t");
  options.transport = transport;
  envelope_query query;
  query.include_folder = true;
  query.fields = {"name", "status"};
  auto const all = client(options).envelopes().list(query).all().value();
  REQUIRE(all.size() == 3);
  REQUIRE(all[0].related.size() == 3);
  REQUIRE(find(all[0].related, "folder") != nullptr);
  CHECK(find(all[0].related, "folder")->id == "f1");
  CHECK(find(all[0].related, "folder")->attributes == R"({"name":"Contratos"})");
  CHECK(all[0].related[2].id == "t2");
  CHECK(all[1].related.empty());
  CHECK(find(all[2].related, "folder")->attributes.empty()); // named, not loaded
  CHECK(find(all[2].related, "documents") == nullptr);
  auto const url = transport->requests().at(0).url;
  CHECK(url.find("include=folder") != std::string::npos);
  CHECK(url.find("fields%5Benvelopes%5D=name%2Cstatus") != std::string::npos);
}

} // namespace folder_test
