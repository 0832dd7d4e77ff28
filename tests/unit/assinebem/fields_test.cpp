#include "fixtures.hpp"

namespace fields_test {

// Every member of every callback, as text and in the other forms that AssineBem may send.

TEST_CASE("a document_signed callback is read with all its fields", "[assinebem]") {
  auto const e = fixture<assinebem::document_signed>("document_signed");
  CHECK(e.document_id.text() == "a41f6c3e-77d0-4b6e-9a3b-5d1e2f0c9b10");
  REQUIRE(e.parties.size() == 2);
  CHECK(e.parties[0].party_id.text() == "00512");
  check_assumed(e.parties[0].created_at, "02/03/2026 09:00:01", 1772452801);
  check_assumed(e.parties[0].viewed_at, "02/03/2026 09:15:40", 1772453740);
  check_assumed(e.parties[0].signed_at, "02/03/2026 09:17:05", 1772453825);
  CHECK(e.parties[0].signature_id == "as-7f31");
  CHECK(e.parties[1].party_id.text() == "513");
  CHECK(e.parties[1].viewed_at.empty());
  CHECK(e.parties[1].signed_at.empty());
  CHECK(e.parties[1].signature_id.empty());
  auto const one = read<assinebem::document_signed>(R"({"dados":{"documento":{"id_externo":7},"partes":{"id_externo":8}}})");
  CHECK(one.document_id.text() == "7");
  REQUIRE(one.parties.size() == 1);
  CHECK(one.parties[0].party_id.text() == "8");
  CHECK(read<assinebem::document_signed>(R"({"dados":{"documento":{"id_externo":"7"},"partes":[]}})").parties.empty());
  for (char const* numbered : {R"({"1":{"id_externo":"2"},"3":{"id_externo":"4"}})",
                               R"("{\"1\":{\"id_externo\":\"2\"},\"3\":{\"id_externo\":\"4\"}}")"}) {
    auto const gaps = R"({"dados":{"documento":{"id_externo":"7"},"partes":)" + std::string(numbered) + "}}";
    auto const both = read<assinebem::document_signed>(gaps).parties;
    REQUIRE(both.size() == 2);
    CHECK(both[0].party_id.text() == "2");
    CHECK(both[1].party_id.text() == "4");
  }
  auto const odd = R"({"dados":{"documento":{"id_externo":"7"},"partes":[null,3,"x",[{"id_externo":1}],{"id_externo":"2"}]}})";
  REQUIRE(read<assinebem::document_signed>(odd).parties.size() == 1);
}

TEST_CASE("a party_status_changed callback is read with all its fields", "[assinebem]") {
  auto const e = fixture<assinebem::party_status_changed>("party_status_changed");
  CHECK(e.external_id.text() == "00512");
  CHECK(e.status == assinebem::party_status::invalid_data);
  using status = assinebem::party_status;
  auto const read_status = [](std::string const& value) {
    return read<assinebem::party_status_changed>(R"({"id_externo":4711,"id_status_parte":)" + value + "}").status;
  };
  CHECK(read_status("1") == status::not_validated);
  CHECK(read_status("2") == status::validated);
  CHECK(read_status("\"4\"") == status::in_review);
  CHECK(read_status("17").text() == "17");
  CHECK_FALSE(read_status("17").is_known());
  CHECK(read_status("null").empty());
  CHECK(read_status("[1]").empty());
}

TEST_CASE("a document_invalidated callback is read with all its fields", "[assinebem]") {
  auto const e = fixture<assinebem::document_invalidated>("document_invalidated");
  CHECK(e.document_id.text() == "8812");
  CHECK(e.reason == "Arquivo substituído pelo solicitante");
  CHECK(read<assinebem::document_invalidated>(R"({"dados":{"documento":{"id_externo":8812,"motivo":null}}})").reason.empty());
}

TEST_CASE("a party_signed callback is read with all its fields", "[assinebem]") {
  auto const e = fixture<assinebem::party_signed>("party_signed");
  CHECK(e.document_id.text() == "8812");
  CHECK(e.party_id.text() == "00512");
  CHECK(e.signature_id == "as-7f31");
  auto const numbers = read<assinebem::party_signed>(
      R"({"identificador_assinatura":99,"id_externo_contato":18446744073709551615,"id_externo_documento":0})");
  CHECK(numbers.signature_id == "99");
  CHECK(numbers.party_id.text() == "18446744073709551615");
  CHECK(numbers.document_id.empty()); // 0 is a placeholder
}

TEST_CASE("a party_refused callback is read with all its fields, and ends nothing", "[assinebem]") {
  auto const callback = assinebem::parse("", bytes_of("party_refused.json")).value();
  auto const& e = std::get<assinebem::party_refused>(callback.payload);
  CHECK(e.document_id.text() == "8812");
  CHECK(e.party_id.text() == "00512");
  CHECK(e.reason == "Valores incorretos");
  CHECK(e.description == "O desconto combinado não consta.");
  CHECK_FALSE(assinebem::is_terminal(callback.payload));
  auto const bare = read<assinebem::party_refused>(R"({"id_externo_documento":1,"id_externo_contato":2,"motivo_recusa":3})");
  CHECK(bare.reason == "3");
  CHECK(bare.description.empty());
}

TEST_CASE("a party_data_filled callback is read with all its fields", "[assinebem]") {
  auto const e = fixture<assinebem::party_data_filled>("party_data_filled");
  CHECK(e.external_id.text() == "8812");
  CHECK(e.cpf.reveal() == "390.533.447-05");
  CHECK(assinebem::cpf_digits(e.cpf).reveal() == "39053344705");
  CHECK(e.birth_date.reveal() == "17/11/1984");
  CHECK(e.description == "Preenchido no celular");
  auto const cpf = [](std::string const& value) {
    return read<assinebem::party_data_filled>(R"({"id_externo":1,"cpf":)" + value + "}").cpf.reveal();
  };
  CHECK(cpf("39053344705") == "39053344705");
  CHECK(cpf("191") == "00000000191");
  CHECK(cpf("\"191\"") == "191");
  CHECK(cpf("\"not a cpf\"") == "not a cpf");
  CHECK(cpf("null").empty());
  CHECK(read<assinebem::party_data_filled>(R"({"id_externo":1,"dt_nascimento":"01/02/1990"})").cpf.empty());
}

TEST_CASE("a party_delegated callback is read with all its fields", "[assinebem]") {
  auto const e = fixture<assinebem::party_delegated>("party_delegated");
  CHECK(e.document_id.text() == "8812");
  CHECK(e.delegator_id.text() == "00512");
  CHECK(e.delegate_id.text() == "00733");
  CHECK(e.delegate.name.reveal() == "Rita Moura");
  CHECK(e.delegate.cpf.reveal() == "390.533.447-05");
  CHECK(e.delegate.email.reveal() == "rita@example.test");
  CHECK(e.delegate.area_code.reveal() == "48");
  CHECK(e.delegate.phone.reveal() == "991234567");
  CHECK(e.delegate.slot_id == "slot-2");
  CHECK(e.delegate.party_label == "Fiadora");
  auto const numbers = read<assinebem::party_delegated>(R"({"id_externo_documento":1,"id_externo_delegador":2,
    "id_externo_delegado":3,"parte_delegado":{"nome":null,"cpf":191,"ddd":11,"telefone":11112222,"id_externo_slot":5}})");
  CHECK(numbers.delegator_id.text() == "2");
  CHECK(numbers.delegate_id.text() == "3");
  CHECK(numbers.delegate.name.empty());
  CHECK(numbers.delegate.cpf.reveal() == "00000000191");
  CHECK(numbers.delegate.area_code.reveal() == "11");
  CHECK(numbers.delegate.phone.reveal() == "11112222");
  CHECK(numbers.delegate.slot_id == "5");
  for (char const* same : {R"([{"nome":"Rita"}])", R"("{\"nome\":\"Rita\"}")", R"("[{\"nome\":\"Rita\"}]")"}) {
    CHECK(read<assinebem::party_delegated>(R"({"parte_delegado":)" + std::string(same) + "}").delegate.name.reveal() == "Rita");
  }
  for (char const* other : {"null", "[]", "\"x\"", "1", "true", R"([{"nome":"Rita"},{"nome":"Caio"}])"}) {
    CHECK(read<assinebem::party_delegated>(R"({"parte_delegado":)" + std::string(other) + "}").delegate.name.empty());
  }
}

TEST_CASE("a document_viewed callback is read with all its fields", "[assinebem]") {
  auto const e = fixture<assinebem::document_viewed>("document_viewed");
  CHECK(e.document_id.text() == "8812");
  CHECK(e.party_id.text() == "00512");
  check_assumed(e.viewed_at, "02/03/2026 23:59:59", 1772506799);
  auto const viewed = [](std::string const& value) {
    return read<assinebem::document_viewed>(R"({"dt_visualizado":)" + value + "}").viewed_at;
  };
  CHECK(viewed("null").empty());
  CHECK(viewed("\"\"").empty());
  CHECK(viewed("5").empty());
  CHECK(viewed("\"31/02/2026 10:00:00\"").text() == "31/02/2026 10:00:00");
  CHECK_FALSE(viewed("\"31/02/2026 10:00:00\"").at().has_value());
}

TEST_CASE("an attachment_sent callback is read with all its fields", "[assinebem]") {
  auto const e = fixture<assinebem::attachment_sent>("attachment_sent");
  CHECK(e.document_id.text() == "8812");
  CHECK(e.party_id.text() == "00512");
  REQUIRE(e.attachments.size() == 2);
  auto const& proof = e.attachments[0];
  CHECK(proof.name == "Comprovante");
  CHECK(proof.label == "Envie o comprovante de residência");
  CHECK(proof.required == true);
  CHECK(proof.position.text() == "2");
  CHECK_FALSE(proof.position.is_known());
  CHECK(proof.file_limit == 3);
  REQUIRE(proof.files.size() == 2);
  CHECK(proof.files[0].id == "901");
  CHECK(proof.files[0].document_party_id == "77");
  CHECK(proof.files[0].config_id == "15");
  CHECK(proof.files[0].status == assinebem::attachment_status::pending);
  CHECK(proof.files[0].name == "conta-de-luz.pdf");
  CHECK(proof.files[0].untrusted_path.reveal() == "../../anexos/901.pdf");
  check_assumed(proof.files[0].created_at, "02/03/2026 10:30:00", 1772458200);
  CHECK(proof.files[0].status_text == "Pendente");
  CHECK(proof.files[1].status == assinebem::attachment_status::approved);
  CHECK(e.attachments[1].required == false);
  CHECK(e.attachments[1].files.empty());
  CHECK_FALSE(e.attachments[1].file_limit.has_value());
}

TEST_CASE("attachments of a callback are read in other forms", "[assinebem]") {
  auto const one = read<assinebem::attachment_sent>(R"({"id_externo_documento":1,"id_externo_contato":2,"anexo":{
    "identificacao":5,"obrigatorio":true,"posicao":1,"limite_arquivos":4,"arquivos":{"id_documento_parte_anexo":901,
    "id_documento_parte":77,"id_doc_config_anexo":15,"id_status_doc_anexo":4}}})");
  REQUIRE(one.attachments.size() == 1);
  CHECK(one.attachments[0].name == "5");
  CHECK(one.attachments[0].required == true);
  CHECK(one.attachments[0].position.text() == "1");
  CHECK(one.attachments[0].file_limit == 4);
  REQUIRE(one.attachments[0].files.size() == 1);
  CHECK(one.attachments[0].files[0].id == "901");
  CHECK(one.attachments[0].files[0].document_party_id == "77");
  CHECK(one.attachments[0].files[0].config_id == "15");
  CHECK(one.attachments[0].files[0].status == assinebem::attachment_status::not_sent);
  auto const required = [](std::string const& value) {
    return read<assinebem::attachment_sent>(R"({"anexo":[{"obrigatorio":)" + value + "}]}").attachments.at(0).required;
  };
  CHECK(required("0") == false);
  CHECK(required("1") == true);
  CHECK(required("false") == false);
  CHECK_FALSE(required("2").has_value());
  CHECK_FALSE(required("\"sim\"").has_value());
  CHECK_FALSE(required("null").has_value());
  for (char const* none :
       {"null", "\"\"", R"("rg.pdf")", R"("{\"label\":\"x\"")", R"("\"[]\"")", R"("{\"label\":\"x\",\"label\":\"y\"}")"}) {
    CHECK(read<assinebem::attachment_sent>(R"({"anexo":)" + std::string(none) + "}").attachments.empty());
  }
  auto const quoted = read<assinebem::attachment_sent>(R"({"anexo":"[{\"label\":\"RG\",\"arquivos\":\"[{}]\"}]"})");
  REQUIRE(quoted.attachments.size() == 1);
  CHECK(quoted.attachments[0].label == "RG");
  CHECK(quoted.attachments[0].files.size() == 1);
}

} // namespace fields_test
