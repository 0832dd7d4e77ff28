// Callbacks changed by spreadsheets, gateways and other versions: each is read, or refused with a code.
#include "fixtures.hpp"

#include <set>
#include <vector>

namespace delivered_test {

namespace {

constexpr char usual[] = R"({"id_externo_documento":"77","id_externo_contato":"88","dt_visualizado":"20/11/2026 10:05:33"})";

void check_usual(std::string const& body) {
  INFO(body);
  auto const read = assinebem::parse("", body);
  REQUIRE(read.has_value());
  auto const* viewed = std::get_if<assinebem::document_viewed>(&read->payload);
  REQUIRE(viewed != nullptr);
  CHECK(viewed->document_id.text() == "77");
  CHECK(viewed->party_id.text() == "88");
  CHECK(viewed->viewed_at.at() == rubrica::timestamp("2026-11-20T10:05:33-03:00").at());
  CHECK(read->raw == body);
  CHECK(is_told(read->payload));
}

std::string key_of(std::string const& body, std::string const& hint = "") {
  return deduplication_key(assinebem::parse(hint, body).value());
}

std::string viewed_at(std::string const& moment) {
  return R"({"id_externo_documento":77,"id_externo_contato":88,"dt_visualizado":")" + moment + "\"}";
}

std::string signed_with(std::string const& document) {
  return R"({"id_externo_documento":)" + document + R"(,"id_externo_contato":88,"identificador_assinatura":"s-1"})";
}

} // namespace

TEST_CASE("a callback of AssineBem is read in other encodings, cases and wrappers", "[assinebem]") {
  check_usual(usual);
  check_usual(std::string("\xEF\xBB\xBF") + usual);
  check_usual("[" + std::string(usual) + "]");
  check_usual(R"({"ID_EXTERNO_DOCUMENTO":"77","ID_EXTERNO_CONTATO":"88","DT_VISUALIZADO":"20/11/2026 10:05:33"})");
  check_usual(R"({"idExternoDocumento":77,"IdExternoContato":88.0,"dtVisualizado":" 20/11/2026 10:05:33"})");
  check_usual("id_externo_documento=77&id_externo_contato=88&dt_visualizado=20%2F11%2F2026+10%3A05%3A33");
  for (char const* name : {"payload", "body", "data", "dados"}) {
    check_usual("{\"" + std::string(name) + "\":" + usual + "}");
    check_usual("{\"" + std::string(name) +
                R"(":"{\"id_externo_documento\":\"77\",\"id_externo_contato\":\"88\",)"
                R"(\"dt_visualizado\":\"20/11/2026 10:05:33\"}"})");
  }
  std::string wide = "\xFF\xFE";
  for (char const* c = usual; *c != '\0'; ++c) wide += std::string(1, *c) + '\0';
  check_usual(wide);
  CHECK(kind_of("[" + std::string(usual) + "," + usual + "]") == "ambiguous_payload");
  CHECK(kind_of(R"({"id_externo":1,"cpf":1,"ID_EXTERNO":2})") == "malformed"); // two parsers would see two kinds
}

TEST_CASE("ISO-8859-1 of AssineBem's is read where it is not UTF-8, and said so", "[assinebem]") {
  std::string const body = "{\"id_externo\":\"1\",\"cpf\":\"01234567890\",\"descricao\":\"Preenchido por Jos\xE9\"}";
  auto const read = assinebem::parse("", body).value();
  CHECK(read.from_latin_1);
  CHECK(std::get<assinebem::party_data_filled>(read.payload).description == "Preenchido por Jos\xC3\xA9");
  CHECK(read.raw == body);
  CHECK_FALSE(assinebem::parse("", usual).value().from_latin_1);
}

TEST_CASE("the moments of AssineBem are read however they are written, and are one for its repeats", "[assinebem]") {
  std::set<std::string> keys;
  for (char const* same : {"1/2/2026 9:05:00", "01/02/2026 09:05:00", " 01/02/2026 09:05", "2026-02-01 09:05:00",
                           "2026-02-01T12:05:00Z", "01/02/2026 9:05:00 AM"}) {
    INFO(same);
    CHECK(read<assinebem::document_viewed>(viewed_at(same)).viewed_at.at().has_value());
    keys.insert(key_of(viewed_at(same)));
  }
  CHECK(keys.size() == 1);
  CHECK(read<assinebem::document_viewed>(viewed_at("20/11/2026 10:05:33.123")).viewed_at.at() ==
        rubrica::timestamp("2026-11-20T13:05:33.123Z").at());
  CHECK(read<assinebem::document_viewed>(viewed_at("21/10/2018 00:30:00")).viewed_at.offset_assumed());
}

TEST_CASE("a number that lost its zero is a CPF again, and an id stays what it is", "[assinebem]") {
  auto const filled = read<assinebem::party_data_filled>(R"({"id_externo":1,"cpf":1234567890,"dt_nascimento":"03/02/1984"})");
  CHECK(filled.cpf.reveal() == "01234567890");
  CHECK(filled.external_id.text() == "1");
  CHECK(key_of(signed_with("77")) == key_of(signed_with("77.0")));
  CHECK(key_of(signed_with("77")) == key_of(signed_with("\"77\"")));
  CHECK(key_of(signed_with("77")) != key_of(signed_with("\"077\"")));
}

TEST_CASE("a CPF is the same in every spelling of a JSON number", "[assinebem]") {
  auto const cpf = [](std::string const& number) {
    INFO(number);
    auto const delegated =
        read<assinebem::party_delegated>(R"({"id_externo_documento":1,"parte_delegado":{"cpf":)" + number + "}}");
    auto const filled = read<assinebem::party_data_filled>(R"({"id_externo":1,"cpf":)" + number + "}").cpf;
    CHECK(delegated.delegate.cpf == filled);
    return filled.reveal();
  };
  for (char const* same : {"1234567890", "1234567890.0", "1.23456789e9", "1234567890.00", "12345678900e-1"}) {
    CHECK(cpf(same) == "01234567890");
  }
  CHECK(cpf("52998224725.0") == "52998224725");
  CHECK(cpf("5.2998224725E10") == "52998224725");
  CHECK(cpf("191.0") == "00000000191");
}

TEST_CASE("blanks around an id or a code of AssineBem's are not part of it", "[assinebem]") {
  for (char const* same : {"\" 77 \"", "\"77 \"", "\"\\t77\\n\""}) {
    INFO(same);
    CHECK(read<assinebem::party_signed>(signed_with(same)).document_id.text() == "77");
    CHECK(key_of(signed_with(same)) == key_of(signed_with("77")));
  }
  auto const spaced = read<assinebem::party_signed>(
      R"({"id_externo_documento":" 7 ","id_externo_contato":" 8","identificador_assinatura":"s-1 "})");
  CHECK(spaced.party_id.text() == "8");
  CHECK(spaced.signature_id == "s-1");
  auto const checked = [](std::string const& status) { return R"({"id_externo":" 7","id_status_parte":)" + status + "}"; };
  CHECK(read<assinebem::party_status_changed>(checked("\" 2 \"")).status == assinebem::party_status::validated);
  CHECK(key_of(checked("\" 2 \"")) == key_of(checked("2")));
  CHECK(key_of(R"({"anexo":[{"arquivos":[{"id_documento_parte_anexo":" 1 "}]}]})") ==
        key_of(R"({"anexo":[{"arquivos":[{"id_documento_parte_anexo":1}]}]})"));
}

TEST_CASE("a time of AssineBem's may be a number since 1970", "[assinebem]") {
  auto const at = [](std::string const& number) {
    return read<assinebem::document_viewed>(R"({"dt_visualizado":)" + number + "}").viewed_at;
  };
  for (char const* same : {"1795165500", "1795165500000", "1795165500000.0", "1.7951655E12", "\"1795165500000\"",
                           "20261120060500", "\"20112026060500\""}) {
    INFO(same);
    CHECK(at(same).at() == rubrica::timestamp("2026-11-20T06:05:00-03:00").at());
  }
  for (char const* none : {"5", "1.5", "202620111005"}) CHECK(at(none).empty());
}

TEST_CASE("callbacks whose ids are placeholders are not one, and are for a person", "[assinebem]") {
  std::set<std::string> keys;
  int place = 0;
  for (char const* none : {"0", "null", "\"\"", "\"null\"", "\"0000\"", "0.0", "\"-\""}) {
    INFO(none);
    auto const body = signed_with(none) + std::string(static_cast<std::size_t>(place++), ' ');
    auto const read = assinebem::parse("", body).value();
    CHECK(document_of(read.payload).empty());
    CHECK_FALSE(is_told(read.payload));
    keys.insert(deduplication_key(read));
  }
  CHECK(keys.size() == 7);
  // Nine routes may get the same empty body.
  keys.clear();
  for (char const* hint : {"", "parte_assinou", "parte_recusou", "documento_assinado", "status_parte"}) {
    keys.insert(key_of(R"({"novo":1})", hint));
  }
  CHECK(keys.size() == 5);
}

TEST_CASE("a callback of AssineBem that lacks one of its kind's ids is for a person", "[assinebem]") {
  struct {
    char const* hint;
    std::vector<std::string> ids;
    char const* more;
  } const kinds[] = {
      {"parte_assinou", {"id_externo_documento", "id_externo_contato"}, R"("identificador_assinatura":"s")"},
      {"parte_recusou", {"id_externo_documento", "id_externo_contato"}, R"("motivo_recusa":"m")"},
      {"parte_visualizou", {"id_externo_documento", "id_externo_contato"}, R"("dt_visualizado":"20/11/2026 10:05:33")"},
      {"parte_anexo", {"id_externo_documento", "id_externo_contato"}, R"("anexo":[])"},
      {"parte_delegou", {"id_externo_documento", "id_externo_delegador", "id_externo_delegado"}, R"("parte_delegado":{})"},
      {"status_parte", {"id_externo"}, R"("id_status_parte":2)"},
      {"parte_preencheu_dados", {"id_externo"}, R"("cpf":"1")"},
  };
  for (auto const& one : kinds) {
    INFO(one.hint);
    auto const told_with = [&](std::string const& lacking, std::string const& instead) {
      std::string body = "{";
      for (std::string const& id : one.ids) body += "\"" + id + "\":" + (id == lacking ? instead : "7") + ",";
      auto const read = assinebem::parse(one.hint, body + one.more + "}").value();
      CHECK(wire_name(read.payload) == one.hint);
      return is_told(read.payload);
    };
    CHECK(told_with("", ""));
    for (std::string const& id : one.ids) {
      for (char const* none : {"0", "null", "\"null\"", "\" \""}) {
        INFO(id << " is " << none);
        CHECK_FALSE(told_with(id, none));
      }
    }
  }
  CHECK_FALSE(is_told(assinebem::party_status_changed{assinebem::external_id("7"), {}})); // of nothing
  CHECK_FALSE(is_told(assinebem::party_status_changed{}));
}

} // namespace delivered_test
