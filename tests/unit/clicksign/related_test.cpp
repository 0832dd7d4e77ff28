#include "support/catch.hpp"

#include "support/http/scripted_transport.hpp"
#include "support/sandbox/sandboxed.hpp"

#include <rubrica/clicksign/related.hpp>

namespace related_test {

using namespace rubrica;
using namespace rubrica::clicksign;

namespace {

result<envelope> read(std::string const& body) {
  auto const transport = std::make_shared<rubrica_test::scripted_transport>();
  transport->status(200, body);
  client_options options;
  options.token = secret("t");
  options.transport = transport;
  return client(options).envelopes().get(envelope_id("e"));
}

} // namespace

TEST_CASE("the first record of a name is found", "[clicksign][lists]") {
  std::vector<related> const all{
      {"folder", "folders", "f", {}}, {"messages", "messages", "m1", {}}, {"messages", "messages", "m2", {}}};
  REQUIRE(find(all, "messages") != nullptr);
  CHECK(find(all, "messages")->id == "m1");
  CHECK(find(all, "folder")->type == "folders");
  CHECK(find(all, "Folder") == nullptr);
  CHECK(find({}, "folder") == nullptr);
}

TEST_CASE("relationships name one record, several or none, and included ones bring their attributes", "[clicksign][lists]") {
  auto const one = read(R"({"data":{"id":"e","type":"envelopes","attributes":{"name":"x"},"relationships":{
      "folder":{"links":{"self":"http://x"},"data":{"type":"folders","id":"f"}},
      "documents":{"data":[{"type":"documents","id":"d1"},{"id":"d2","type":"documents"}]},
      "signers":{"data":[]},"owner":{"data":null},"requirements":{"links":{"self":"http://y"}}}},
      "included":[{"type":"documents","id":"d2","attributes":{"filename":"a.pdf"}},{"type":"folders","id":"other","attributes":{}},
                  {"id":"f","attributes":{"name":"without a type"}}]})")
                       .value();
  std::vector<std::string> named;
  for (related const& record : one.related) named.push_back(record.name + " " + record.type + " " + record.id);
  CHECK(named == std::vector<std::string>{"folder folders f", "documents documents d1", "documents documents d2"});
  CHECK(find(one.related, "folder")->attributes.empty());
  CHECK(one.related.at(2).attributes == R"({"filename":"a.pdf"})");
}

TEST_CASE("the folder of an envelope is loaded where it is asked for", "[clicksign][lists][socket]") {
  rubrica_test::sandboxed box;
  new_folder folder;
  folder.name = "Contratos";
  auto const into = box.client.folders().create(folder).value();
  auto const draft = rubrica_test::make_draft(box.client);
  CHECK(box.client.envelopes().move(draft.envelope.id, into.id));
  envelope_query query;
  query.include_folder = true;
  auto const listed = box.client.envelopes().list(query).all().value().at(0);
  auto const* found = find(listed.related, "folder");
  REQUIRE(found != nullptr);
  CHECK(found->id == into.id.text());
  CHECK(found->attributes.find("\"Contratos\"") != std::string::npos);
}

} // namespace related_test
