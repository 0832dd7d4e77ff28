#include "support/catch.hpp"

#include "support/files/temporary_folder.hpp"
#include "support/http/paths.hpp"
#include "support/http/scripted_transport.hpp"
#include "support/sandbox/sandboxed.hpp"

#include "clicksign/protocol/upload_body.hpp"

#include <rubrica/http/curl_transport.hpp>

#include <nlohmann/json.hpp>

namespace document_test {

using namespace rubrica;
using namespace rubrica::clicksign;
using rubrica_test::sandboxed;
using rubrica_test::unlimited;

namespace {

envelope_id make_envelope(client const& client) {
  new_envelope request;
  request.name = "Contrato";
  return client.envelopes().create(request)->id;
}

/// Everything that the body gives out, read in pieces of one size.
std::string read_all(http::body_source const& source, std::size_t piece) {
  auto reader = source.open().value();
  std::string out;
  std::string buffer(piece, '\0');
  for (;;) {
    std::size_t const got = reader(buffer.data(), buffer.size()).value();
    if (got == 0) return out;
    out.append(buffer, 0, got);
  }
}

std::string bytes_of(std::size_t size) {
  std::string out(size, '\0');
  unsigned state = 7;
  for (char& c : out) c = static_cast<char>((state = state * 1664525u + 1013904223u) >> 24);
  return out;
}

} // namespace

TEST_CASE("a document made from memory and one made from a file are the same", "[clicksign][documents][socket][file]") {
  rubrica_test::temporary_folder const folder;
  sandboxed box;
  auto const envelope = make_envelope(box.client);
  std::string const bytes = "%PDF-1.4 " + bytes_of(100'000);
  new_document request;
  request.filename = "Contrato \"final\".pdf";
  request.metadata = R"({"id":7,"nested":{"a":"b"}})";
  request.bytes = bytes;
  auto const from_memory = box.client.documents().create(envelope, request).value();
  request.bytes.clear();
  request.path = folder.write("x.pdf", bytes);
  auto const from_file = box.client.documents().create(envelope, request).value();
  for (document const& one : {from_memory, from_file}) {
    CHECK(one.filename == "Contrato \"final\".pdf");
    CHECK(one.status == status::draft);
    CHECK(nlohmann::json::parse(one.metadata)["nested"]["a"] == "b");
    CHECK(one.source_template == "null");
    CHECK_FALSE(one.files.original.empty());
    CHECK(one.files.signed_file.empty());
    CHECK(one.created_at.at().has_value());
    auto const saved =
        box.client.documents().download(envelope, one.id, folder.path("back.pdf"), document_file::original).value();
    CHECK(saved.size == bytes.size());
    CHECK(saved.sha256.size() == 64);
    CHECK(folder.read("back.pdf") == bytes);
  }
  CHECK(box.client.documents().list(envelope).all()->size() == 2);
}

TEST_CASE("an upload's body is valid JSON of the length that was announced, for every size and piece", "[clicksign][documents]") {
  for (std::size_t size : {0u, 1u, 2u, 3u, 4u, 12287u, 12288u, 12289u, 40000u}) {
    new_document request;
    request.filename = "a.docx";
    request.metadata = R"({"k":1})";
    request.bytes = bytes_of(size);
    auto const source =
        body_with_file("documents", {request.filename, request.path, request.bytes}, [&](detail::json_writer& out) {
          out.key("metadata");
          out.json(request.metadata);
        }).value();
    for (std::size_t piece : {1u, 7u, 4096u, 65536u}) {
      if (piece == 1 && size > 5) continue;
      std::string const text = read_all(source, piece);
      REQUIRE(text.size() == source.size);
      auto const attributes = nlohmann::json::parse(text)["data"]["attributes"];
      std::string const content = attributes["content_base64"];
      std::string const prefix = "data:application/vnd.openxmlformats-officedocument.wordprocessingml.document;base64,";
      REQUIRE(content.substr(0, prefix.size()) == prefix);
      CHECK(content.size() - prefix.size() == (size + 2) / 3 * 4);
      CHECK(content.find('=') >= content.size() - 2);
    }
  }
}

TEST_CASE("a document that cannot be uploaded is refused before anything is sent", "[clicksign][documents][socket][file]") {
  rubrica_test::temporary_folder const folder;
  sandboxed box;
  auto const envelope = make_envelope(box.client);
  box.server.forget_requests();
  new_document request;
  request.filename = "a.exe";
  request.bytes = "x";
  CHECK(box.client.documents().create(envelope, request).error().code == errc::invalid_argument);
  request.filename = "a.pdf";
  request.bytes.clear();
  request.path = folder.path("missing.pdf");
  auto const missing = box.client.documents().create(envelope, request).error();
  CHECK(missing.code == errc::file_error);
  CHECK(missing.outcome == outcome::not_sent);
  CHECK(missing.message.find("missing.pdf") == std::string::npos);
  request.path = folder.path(".");
  CHECK(box.client.documents().create(envelope, request).error().code == errc::file_error);
  CHECK(box.server.requests().empty());
}

TEST_CASE("the progress of an upload is reported up to the last byte", "[clicksign][documents][socket]") {
  sandboxed box;
  auto const envelope = make_envelope(box.client);
  new_document request;
  request.filename = "a.pdf";
  request.bytes = bytes_of(300'000);
  std::uint64_t last = 0;
  std::uint64_t total = 0;
  call_options options;
  options.on_upload = [&](std::uint64_t sent, std::uint64_t of) {
    CHECK(sent >= last);
    last = sent;
    total = of;
  };
  CHECK(box.client.documents().create(envelope, request, options));
  CHECK(total > 400'000);
  CHECK(last == total);
}

TEST_CASE("a document is read, and removed from a draft", "[clicksign][documents][socket]") {
  sandboxed box;
  auto const draft = rubrica_test::make_draft(box.client);
  auto const read = box.client.documents().get(draft.envelope.id, draft.document.id).value();
  CHECK(read.id == draft.document.id);
  CHECK(read.filename == draft.document.filename);
  CHECK(read.status == status::draft);
  CHECK(read.created_at.text() == draft.document.created_at.text());
  CHECK(box.client.documents().remove(draft.envelope.id, draft.document.id));
  CHECK(box.client.documents().get(draft.envelope.id, draft.document.id).error().code == errc::not_found);
  CHECK(box.client.documents().list(draft.envelope.id).all()->empty());
}

TEST_CASE("a running document is cancelled or closed, once", "[clicksign][documents][socket]") {
  sandboxed box;
  auto const draft = rubrica_test::make_draft(box.client);
  auto documents = box.client.documents();
  CHECK(documents.cancel(draft.envelope.id, draft.document.id).error().code == errc::invalid);
  CHECK(box.client.envelopes().activate(draft.envelope.id));
  CHECK(documents.remove(draft.envelope.id, draft.document.id).error().code == errc::not_draft);
  CHECK(documents.cancel(draft.envelope.id, draft.document.id)->status == status::cancelled);
  CHECK(documents.cancel(draft.envelope.id, draft.document.id).error().code == errc::invalid);
  CHECK(box.client.envelopes().get(draft.envelope.id)->status == status::cancelled);

  auto const other = rubrica_test::make_draft(box.client);
  CHECK(box.client.envelopes().activate(other.envelope.id));
  CHECK(documents.close(other.envelope.id, other.document.id)->status == status::closed);
}

TEST_CASE("the history of a document is read as events", "[clicksign][documents][socket]") {
  sandboxed box;
  auto const draft = rubrica_test::make_draft(box.client);
  CHECK(box.client.envelopes().activate(draft.envelope.id));
  CHECK(box.server.sign(draft.signer.id.text()));
  auto const events = box.client.documents().events(draft.envelope.id, draft.document.id).all().value();
  webhook::signed_event const* signature = nullptr;
  for (auto const& one : events) {
    CHECK(one.name.is_known());
    CHECK_FALSE(one.id.empty());
    CHECK(one.occurred_at.at().has_value());
    if (auto const* found = std::get_if<webhook::signed_event>(&one.data)) signature = found;
  }
  REQUIRE(signature != nullptr);
  CHECK(signature->signer.key == draft.signer.id);
  CHECK(signature->signer.name == "Ana Souza");
}

TEST_CASE("a download is complete or not there, and takes no token to the storage",
          "[clicksign][documents][socket][file][clock]") {
  rubrica_test::temporary_folder const folder;
  auto server = unlimited();
  server.signed_files_ready_after = std::chrono::minutes(1);
  sandboxed box(server);
  auto const draft = rubrica_test::make_draft(box.client);
  CHECK(box.client.envelopes().activate(draft.envelope.id));
  CHECK(box.server.sign(draft.signer.id.text()));
  auto fetch = [&] { return box.client.documents().download(draft.envelope.id, draft.document.id, folder.path("signed.pdf")); };

  auto const early = fetch();
  REQUIRE_FALSE(early);
  CHECK(early.error().code == errc::not_ready);
  CHECK(folder.files() == 0);

  box.server.advance(std::chrono::minutes(2));
  auto const saved = fetch().value();
  CHECK(folder.read("signed.pdf").size() == saved.size);
  CHECK(folder.files() == 1);
  CHECK_FALSE(box.server.storage_requests().empty());
  for (auto const& one : box.server.storage_requests()) {
    CHECK_FALSE(one.had_authorization);
    CHECK_FALSE(one.carried_token);
  }
  CHECK(box.client.documents().download(draft.envelope.id, draft.document.id, folder.path("all.zip"), document_file::zipped));
  CHECK(folder.read("all.zip").substr(0, 2) == "PK");
}

TEST_CASE("a link that expired between two calls is asked for again", "[clicksign][documents][socket][file][clock]") {
  rubrica_test::temporary_folder const folder;
  // Once, six minutes pass between reading the document and fetching its file.
  class slow_reader final : public http::transport {
  public:
    result<http::response> send(http::request const& request, http::context const& limits) override {
      auto answer = curl_.send(request, limits);
      bool const is_document =
          rubrica_test::is_about(request, "/api/v3/envelopes/") && rubrica_test::is_about(request, "/documents/");
      if (is_document && box != nullptr && !waited) {
        waited = true;
        box->server.advance(std::chrono::minutes(6));
      }
      return answer;
    }
    sandboxed* box = nullptr;
    bool waited = false;

  private:
    http::curl_transport curl_;
  };
  auto const transport = std::make_shared<slow_reader>();
  sandboxed box(unlimited(), transport);
  auto const draft = rubrica_test::make_draft(box.client);
  transport->box = &box;
  CHECK(box.client.documents().download(draft.envelope.id, draft.document.id, folder.path("o.pdf"), document_file::original));
  CHECK(transport->waited);
  CHECK(box.server.storage_requests().size() == 2);
  CHECK(folder.read("o.pdf") == "%PDF-1.4 contrato");
}

TEST_CASE("a download into a folder that is not there fails before anything is asked", "[clicksign][documents][socket][file]") {
  rubrica_test::temporary_folder const folder;
  sandboxed box;
  auto const draft = rubrica_test::make_draft(box.client);
  box.server.forget_requests();
  auto const error = box.client.documents().download(draft.envelope.id, draft.document.id, folder.path("no/such/x.pdf")).error();
  CHECK(error.code == errc::file_error);
  CHECK(box.server.requests().empty());
}

TEST_CASE("a finished document is duplicated without its signatures", "[clicksign][documents][socket][file]") {
  rubrica_test::temporary_folder const folder;
  sandboxed box;
  auto const draft = rubrica_test::make_draft(box.client);
  new_document copy;
  copy.filename = "copia.pdf";
  copy.duplicate_of = draft.document.id;
  auto const envelope = make_envelope(box.client);
  CHECK(box.client.documents().create(envelope, copy).error().code == errc::invalid); // not finished yet
  CHECK(box.client.envelopes().activate(draft.envelope.id));
  CHECK(box.server.sign(draft.signer.id.text()));
  auto const made = box.client.documents().create(envelope, copy).value();
  CHECK(made.filename == "copia.pdf");
  CHECK(made.status == status::draft);
  CHECK(box.client.documents().download(envelope, made.id, folder.path("c.pdf"), document_file::original));
}

TEST_CASE("two sources at once are refused before anything is sent", "[clicksign][documents][socket]") {
  sandboxed box;
  box.server.forget_requests();
  new_document request;
  request.filename = "a.docx";
  request.bytes = "x";
  request.duplicate_of = document_id("d");
  CHECK(box.client.documents().create(envelope_id("e"), request).error().code == errc::invalid_argument);
  request.bytes.clear();
  request.source_template = template_source{template_id("t"), "{}"};
  CHECK(box.client.documents().create(envelope_id("e"), request).error().code == errc::invalid_argument);
  CHECK(box.server.requests().empty());
}

TEST_CASE("a document is made of a template or a URL under ClickSign's names", "[clicksign][documents]") {
  auto const transport = std::make_shared<rubrica_test::scripted_transport>();
  // The first is turned away once, and is sent again: nothing was done.
  transport->status(429, {}, {{"Retry-After", "0"}}).status(404).status(404);
  client_options options;
  options.token = secret("t");
  options.retry.throttled_base_delay = std::chrono::milliseconds(0);
  options.transport = transport;
  client const client(options);
  new_document request;
  request.filename = "contrato.docx";
  request.metadata = R"({"k":1})";
  request.source_template = template_source{template_id("t-1"), R"({"nome":"ACME","itens":[{"n":"x"}]})"};
  static_cast<void>(client.documents().create(envelope_id("e"), request));
  request.source_template.reset();
  request.content_url = "https://exemplo.com.br/contrato.docx";
  static_cast<void>(client.documents().create(envelope_id("e"), request));
  auto const attributes = [&](std::size_t i) {
    return nlohmann::json::parse(std::get<std::string>(transport->requests().at(i).body))["data"]["attributes"];
  };
  REQUIRE(transport->requests().size() == 3);
  CHECK(attributes(0) == attributes(1));
  CHECK(attributes(1) == nlohmann::json::parse(R"({"filename":"contrato.docx","metadata":{"k":1},
    "template":{"key":"t-1","data":{"nome":"ACME","itens":[{"n":"x"}]}}})"));
  CHECK(attributes(2)["content_url"] == "https://exemplo.com.br/contrato.docx");
}

TEST_CASE("metadata of a document is changed", "[clicksign][documents][socket]") {
  sandboxed box;
  auto const draft = rubrica_test::make_draft(box.client);
  document_changes changes;
  changes.metadata = R"({"a":[1,2]})";
  auto const changed = box.client.documents().update(draft.envelope.id, draft.document.id, changes).value();
  CHECK(nlohmann::json::parse(changed.metadata)["a"] == nlohmann::json::parse("[1,2]"));
  changes.metadata = "not JSON";
  CHECK(box.client.documents().update(draft.envelope.id, draft.document.id, changes).error().code == errc::invalid_argument);
}

} // namespace document_test
