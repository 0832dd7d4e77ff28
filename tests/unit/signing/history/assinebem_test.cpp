#include "support/callbacks/event_sequences.hpp"
#include "support/catch.hpp"

#include <rubrica/assinebem/parse.hpp>

#include <type_traits>

namespace assinebem_test {

using namespace rubrica_test;
using namespace rubrica;
using signing::change;
using signing::document_status;
using signing::signer_status;

namespace {

assinebem::document_id const doc{"501"};

assinebem::callback called(std::string const& hint, std::string const& body) {
  return assinebem::parse(hint, body).value();
}

assinebem::callback viewed(std::string const& party, std::string const& when) {
  return called("parte_visualizou",
                R"({"id_externo_documento":501,"id_externo_contato":")" + party + R"(","dt_visualizado":")" + when + "\"}");
}
assinebem::callback signed_by(std::string const& party) {
  return called("parte_assinou", R"({"id_externo_documento":"501","id_externo_contato":")" + party +
                                     R"(","identificador_assinatura":"s-)" + party + "\"}");
}
assinebem::callback refused_by(std::string const& party, std::string const& why) {
  return called("parte_recusou", R"({"id_externo_documento":"501","id_externo_contato":")" + party + R"(","motivo_recusa":")" +
                                     why + R"(","descricao":"Valor errado"})");
}
assinebem::callback all_signed() {
  return called("documento_assinado", R"({"dados":{"documento":{"id_externo":"501"},"partes":[
    {"id_externo":71,"dt_criado":"01/03/2026 09:00:00","dt_visualizado":"02/03/2026 10:00:00","dt_assinado":"02/03/2026 10:05:00"},
    {"id_externo":"72","dt_criado":"01/03/2026 09:00:00","dt_visualizado":"","dt_assinado":null}]}})");
}
assinebem::callback invalidated() {
  return called("documento_invalidado", R"({"dados":{"documento":{"id_externo":"501","motivo":"Dados trocados"}}})");
}

history told_of(std::vector<assinebem::callback> const& callbacks) {
  history h;
  for (auto const& each : callbacks) h.apply(each);
  return h;
}

signer_status status_of(history const& h, std::string const& party) {
  for (auto const& one : h.document(doc).signers) {
    if (one.signer.text() == party) return one.status();
  }
  FAIL("nobody heard of this party");
  return {};
}

} // namespace

TEST_CASE("AssineBem: what stands in the place of a date is no signature", "[signing][history]") {
  for (char const* none : {"00/00/0000 00:00:00", "0000-00-00 00:00:00", "null", "-", "N/A", "0"}) {
    INFO(none);
    history h;
    h.apply(called("documento_assinado",
                   R"({"dados":{"documento":{"id_externo":"501"},"partes":[{"id_externo":"72","dt_visualizado":")" +
                       std::string(none) + R"(","dt_assinado":")" + none + R"("}]}})"));
    CHECK(status_of(h, "72") != signer_status::has_signed);
    CHECK(status_of(h, "72") != signer_status::viewed);
  }
}

TEST_CASE("AssineBem: a document that is refused once and signed in the end", "[signing][history]") {
  history h;
  auto const looked = h.apply(viewed("71", "02/03/2026 10:00:00"));
  REQUIRE(names(looked) == std::vector<std::string>{"signer_viewed 71"});
  CHECK(looked[0].document == doc);
  CHECK(looked[0].when.offset_assumed());
  CHECK(names(h.apply(refused_by("71", "Outro"))) == std::vector<std::string>{"signer_refused 71"});
  CHECK(h.document(doc).status() == document_status::running); // a refusal ends nothing
  CHECK(status_of(h, "71") == signer_status::refused);
  CHECK(h.apply(refused_by("71", "Ainda outro")).empty()); // known to have refused, but another line of history
  CHECK(names(h.apply(signed_by("71"))) == std::vector<std::string>{"signer_signed 71"});
  CHECK(status_of(h, "71") == signer_status::has_signed);
  CHECK(names(h.apply(all_signed())) == std::vector<std::string>{"all_signed", "closed"});
  CHECK(h.document(doc).status() == document_status::closed);
  CHECK(h.document(doc).document.provider() == callbacks::provider::assinebem);
  CHECK(status_of(h, "72") == signer_status::waiting); // somebody who only looks
  CHECK(h.apply(all_signed()).empty());
}

TEST_CASE("AssineBem: the last callback fills in what was lost, with times", "[signing][history]") {
  history h;
  CHECK(names(h.apply(all_signed())) == std::vector<std::string>{"all_signed", "closed", "signer_signed 71", "signer_viewed 71"});
  REQUIRE(h.timeline().size() == 3);
  CHECK(h.apply(signed_by("71")).empty());
  auto const lines = h.timeline();
  REQUIRE(lines.size() == 3);
  CHECK(lines[0].what == "document_viewed");
  CHECK(std::count_if(lines.begin(), lines.end(), [](auto const& one) {
          return one.what == "party_signed" && one.when.text() == "02/03/2026 10:05:00";
        }) == 1);
}

TEST_CASE("AssineBem: callbacks in every order make the same history", "[signing][history][property]") {
  std::vector<assinebem::callback> story{viewed("71", "02/03/2026 10:00:00"),
                                         refused_by("71", "Outro"),
                                         signed_by("71"),
                                         signed_by("72"),
                                         all_signed(),
                                         signed_by("71")};
  history const expected = told_of(story);
  std::vector<std::size_t> order{0, 1, 2, 3, 4, 5};
  int equal = 0;
  do {
    history h;
    std::size_t told = 0;
    for (std::size_t i : order) told += h.apply(story[i]).size();
    equal += h == expected && told == 6;
  } while (std::next_permutation(order.begin(), order.end()));
  CHECK(equal == 720);
}

TEST_CASE("AssineBem: a document that is invalidated and signed as well is a conflict", "[signing][history]") {
  history h;
  CHECK(names(h.apply(invalidated())) == std::vector<std::string>{"invalidated"});
  CHECK(h.document(doc).status() == document_status::invalidated);
  CHECK(h.timeline().at(0).note == "Dados trocados");
  auto const more = names(h.apply(all_signed()));
  CHECK(contains(more, "conflict"));
  CHECK(h.document(doc).status() == document_status::conflict);
}

TEST_CASE("AssineBem: a delegate signs instead", "[signing][history]") {
  history h;
  auto const callback = called("parte_delegou", R"({"id_externo_documento":"501","id_externo_delegador":"71",
    "id_externo_delegado":"80","parte_delegado":{"nome":"Caio Reis","email":"caio@rubrica.test"}})");
  CHECK(names(h.apply(callback)) == std::vector<std::string>{"signer_added 80", "signer_delegated 71"});
  CHECK(status_of(h, "71") == signer_status::delegated);
  CHECK(status_of(h, "80") == signer_status::waiting);
  auto const signing = h.apply(signed_by("80"));
  REQUIRE(signing.size() == 1);
  CHECK(signing[0].who == "Caio Reis");
}

TEST_CASE("AssineBem: a callback that names no document is told as a change, and makes no document", "[signing][history]") {
  history h;
  auto const checked = h.apply(called("status_parte", R"({"id_externo":"900","id_status_parte":2})"));
  REQUIRE(names(checked) == std::vector<std::string>{"data_checked"});
  CHECK(checked[0].subject == "900");
  CHECK(checked[0].document.empty());
  auto const filled = h.apply(called("parte_preencheu_dados", R"({"id_externo":"900","cpf":"111.444.777-35"})"));
  CHECK(names(filled) == std::vector<std::string>{"data_filled"});
  CHECK(h.documents().empty());
  CHECK(h.timeline().size() == 2);
  CHECK(h.to_json().find("444") == std::string::npos); // the CPF is not kept
  CHECK(h.apply(called("x", R"({"novo":1})")).empty());
  auto const back = history::from_json(h.to_json());
  REQUIRE(back);
  CHECK(*back == h);
}

TEST_CASE("one history holds the documents of both providers", "[signing][history]") {
  history h = told(seven_events());
  h.apply(all_signed());
  CHECK(h.documents().size() == 2);
  CHECK(h.documents()[0].document.provider() == callbacks::provider::assinebem);
  CHECK(h.documents()[1].document.provider() == callbacks::provider::clicksign);
}

// An AssineBem id cannot get into ClickSign's client by mistake.
static_assert(!std::is_convertible_v<signing::document_key, document_id>);
static_assert(!std::is_convertible_v<assinebem::document_id, document_id>);

TEST_CASE("a history keeps documents of one id apart by their providers", "[signing][history]") {
  clicksign::webhook::event event;
  event.name = clicksign::webhook::event_name::upload;
  event.document.emplace().key = document_id("501");
  history h;
  h.apply(event);
  auto const changes = h.apply(signed_by("71"));
  REQUIRE(names(changes) == std::vector<std::string>{"signer_signed 71"});
  CHECK(changes[0].document == doc);
  CHECK(changes[0].document != document_id("501"));
  CHECK(changes[0].document.clicksign() == nullptr);
  REQUIRE(changes[0].document.assinebem() != nullptr);
  CHECK(*changes[0].signer.assinebem() == assinebem::party_id("71"));
  CHECK(h.documents().size() == 2);
  CHECK(h.document(doc).anybody_signed());
  CHECK_FALSE(h.document(document_id("501")).anybody_signed());
  CHECK(*h.document(document_id("501")).document.clicksign() == document_id("501"));
  for (auto const& line : h.timeline()) CHECK(line.document.provider() == line.signer.provider());
}

TEST_CASE("a history that was saved before ids had a provider is read, and tells whose they are", "[signing][history]") {
  auto const read = history::from_json(R"({"format":"rubrica.history","version":1,"facts":[
    {"source":"assinebem","name":"party_signed","document":"501","signer":"71","detail":"party_signed:e99f"},
    {"source":"assinebem.document","name":"signer","document":"501","signer":"72"},
    {"source":"caller","name":"envelope","document":"501","detail":"env-1"},
    {"source":"clicksign","name":"sign","at":"2026-03-02T10:15:30.123-03:00","document":"501","signer":"ana"}]})");
  REQUIRE(read);
  CHECK(read->size() == 4);
  auto const there = read->document(doc);
  CHECK(there.signers.size() == 2);
  CHECK(there.signers[0].signer == assinebem::party_id("71"));
  CHECK(there.envelope.empty());
  auto const here = read->document(document_id("501"));
  CHECK(here.envelope == envelope_id("env-1"));
  CHECK(here.signers[0].signer == signer_id("ana"));
}

} // namespace assinebem_test
