#include "fixtures.hpp"

namespace fields_test {

namespace {

template <class T> void check(std::optional<pacto::found<T>> const& field, T const& value, std::string const& path) {
  REQUIRE(field.has_value());
  CHECK(field->value == value);
  CHECK(field->path == path);
}

std::string amount(std::string const& value) {
  auto const field = read(R"({"valor":)" + value + "}").fields.amount;
  return field ? to_string(field->value) : "none";
}

std::string time_of(std::string const& value) {
  auto const field = read(R"({"dataHora":)" + value + "}").fields.occurred_at;
  if (!field) return "none";
  auto const seconds = std::chrono::duration_cast<std::chrono::seconds>(field->value.at()->time_since_epoch()).count();
  return std::to_string(seconds) + (field->value.offset_assumed() ? " assumed" : "");
}

} // namespace

TEST_CASE("Pacto: a flat access notification is read", "[pacto]") {
  std::string const body = bytes_of("access_flat");
  auto const n = read(body);
  CHECK(n.kind == pacto::notification_kind::access);
  CHECK(n.source == pacto::kind_source::name_field);
  CHECK(n.confidence == pacto::confidence::certain);
  CHECK(n.event_name == "notificarAcesso");
  CHECK(n.chave.reveal() == "A1B2C3D4E5F60718293A4B5C6D7E8F90");
  CHECK(n.company_code == "3");
  CHECK(n.company_name == "UNIDADE PRAIA");
  check<std::string>(n.fields.client_code, "8842", "codigoCliente");
  check<std::string>(n.fields.registration_number, "000771", "matricula");
  check<rubrica::personal>(n.fields.client_name, "RITA MOURA", "nome");
  REQUIRE(n.fields.occurred_at.has_value());
  CHECK(n.fields.occurred_at->value.text() == "02/03/2026 06:05:09");
  CHECK(n.fields.occurred_at->value.offset_assumed());
  CHECK(n.fields.occurred_at->path == "dataRegistro");
  CHECK_FALSE(n.fields.amount.has_value());
  CHECK(n.fields.extra.empty());
  CHECK(n.payload == body);
  CHECK(n.raw == body);
  CHECK_FALSE(n.from_latin_1);
}

TEST_CASE("Pacto: a wrapped contract notification is read", "[pacto]") {
  auto const n = read(bytes_of("contract_wrapped"));
  CHECK(n.kind == pacto::notification_kind::contract);
  CHECK(n.chave.reveal() == "a1b2c3d4e5f60718293a4b5c6d7e8f90");
  CHECK(n.company_code == "3");
  CHECK(n.company_name.empty());
  check<std::string>(n.fields.client_code, "8842", "notificarContrato.cliente.codigo");
  check<rubrica::personal>(n.fields.client_name, "RITA MOURA", "notificarContrato.cliente.nome");
  check<rubrica::personal>(n.fields.phone, "(48) 99123-4567", "notificarContrato.telefones[0]");
  check<rubrica::personal>(n.fields.email, "rita@example.test", "notificarContrato.cliente.email");
  check<rubrica::personal>(n.fields.cpf, "39053344705", "notificarContrato.cliente.cpf");
  check<std::string>(n.fields.contract_code, "5107", "notificarContrato.contrato.codigo");
  check<std::string>(n.fields.plan, "Anual Livre", "notificarContrato.contrato.descricaoPlano");
  check(n.fields.amount, pacto::decimal{119900, 2}, "notificarContrato.valorTotal");
  REQUIRE(n.fields.occurred_at.has_value());
  CHECK(n.fields.occurred_at->value == rubrica::timestamp("2026-03-02T06:05:09.000-03:00"));
  CHECK_FALSE(n.fields.occurred_at->value.offset_assumed());
  REQUIRE(n.fields.products.has_value());
  CHECK(n.fields.products->path == "notificarContrato.produtos");
  CHECK(n.fields.products->value.find("ADESAO") != std::string::npos);
}

TEST_CASE("Pacto: a payment notification without a name is read", "[pacto]") {
  auto const n = read(bytes_of("payment_structure"));
  check<std::string>(n.fields.receipt_code, "9901", "recibo");
  check<std::string>(n.fields.client_code, "12", "pessoa.codigo");
  CHECK(n.company_code == "3");
  CHECK(n.company_name.empty());
  check(n.fields.amount, pacto::decimal{9990, 2}, "valor");
  CHECK(n.fields.occurred_at->path == "dataPagamento");
}

TEST_CASE("Pacto: one key may hold a code or a word", "[pacto]") {
  CHECK(read(R"({"empresa":"UNIDADE PRAIA"})").company_name == "UNIDADE PRAIA");
  CHECK(read(R"({"empresa":"UNIDADE PRAIA"})").company_code.empty());
  CHECK(read(R"({"empresa":"7"})").company_code == "7");
  CHECK_FALSE(read(R"({"cliente":"RITA MOURA"})").fields.client_code.has_value());
  CHECK(read(R"({"cliente":"8842"})").fields.client_code->value == "8842");
  CHECK(read(R"({"contrato":"C-12/2026"})").fields.contract_code->value == "C-12/2026");
  CHECK(read(R"({"plano":{"descricao":"Anual"}})").fields.plan->path == "plano.descricao");
}

TEST_CASE("Pacto: a field is taken from the first of its paths, whatever the order of the payload", "[pacto]") {
  auto const n = read(R"({"cliente":{"codigo":2},"codigoCliente":1,"dados":{"codigoCliente":3}})");
  CHECK(n.fields.client_code->value == "1");
  CHECK(read(R"({"dados":{"codigoCliente":3},"cliente":{"codigo":2}})").fields.client_code->value == "3");
  CHECK(read(R"({"valor":"?","valorTotal":5})").fields.amount->path == "valorTotal");
  CHECK(read(R"({"contrato":{"nome":"Anual"},"cliente":{"nome":"Rita"}})").fields.client_name->path == "cliente.nome");
  CHECK(read(R"({"Codigo_Cliente":4})").fields.client_code->path == "Codigo_Cliente");
}

TEST_CASE("Pacto: a member in two spellings has a value when both have the same", "[pacto]") {
  using list = std::vector<std::string>;
  auto const conflicts = [](std::string const& members) {
    auto const n = read(R"({"evento":"pagamento",)" + members + "}");
    bool const is_clear = n.conflicting_members.empty();
    CHECK(n.disposition == (is_clear ? pacto::disposition::accepted : pacto::disposition::quarantined_members));
    return n.conflicting_members;
  };
  CHECK(conflicts(R"("RECIBO":1,"recibo":2)") == list{"RECIBO"});
  CHECK(conflicts(R"("recibo":1,"Recibo":"one")") == list{"recibo"});
  CHECK(conflicts(R"("valor":"?","VALOR":5)") == list{"VALOR"});
  CHECK(conflicts(R"("dados":{"recibo":1},"DADOS":{"recibo":2})") == list{"dados.recibo"});
  CHECK(conflicts(R"("nome":"Ana","NOME":"Bia","codigo_cliente":1,"codigoCliente":2)") == list{"codigo_cliente", "nome"});
  CHECK(conflicts(R"("dataHora":"20/11/2026 06:05","data_hora":"20/11/2026 07:05")") == list{"dataHora"});
  CHECK(conflicts(R"("data":"20/11/2026","hora":"06:05","HORA":"07:05")") == list{"hora"});
  CHECK(conflicts(R"("produtos":[{"codigo":1}],"Produtos":[{"codigo":2}])") == list{"produtos"});
  CHECK(conflicts(R"("chave":"a","CHAVE":"b")") == list{"chave"});
  CHECK_FALSE(read(R"({"RECIBO":1,"recibo":2,"codigoRecibo":3})").fields.receipt_code.has_value());
  for (char const* same : {R"("recibo":991,"RECIBO":"991","Recibo":991.0)", R"("recibo":null,"RECIBO":1)",
                           R"("recibo":0,"RECIBO":1)", R"("valor":"10,0","VALOR":10.00)",
                           R"("data":"20/11/2026 06:05","Data":1795165500000)", R"("dados":{"recibo":1},"DADOS":{"valor":2})",
                           R"("produtos":[ 1],"Produtos":[1])", R"("foo":1,"FOO":2)", R"("nome":"Ana","NOME":"Ana")"}) {
    INFO(same);
    CHECK(conflicts(same).empty());
  }
  CHECK(read(R"({"recibo":null,"RECIBO":1})").fields.receipt_code->path == "RECIBO");
}

TEST_CASE("Pacto: amounts are exact", "[pacto]") {
  CHECK(amount("1199") == "1199");
  CHECK(amount("1199.5") == "1199.5");
  CHECK(amount("0.1") == "0.1");
  CHECK(amount("-0.05") == "-0.05");
  CHECK(amount("1199.005") == "1199.005");
  CHECK(amount("1e3") == "1000");
  CHECK(amount("1.1995E+3") == "1199.5");
  CHECK(amount("1.199005e2") == "119.9005");
  CHECK(amount("1.50e1") == "15.0");
  CHECK(amount("-5e-2") == "-0.05");
  CHECK(amount("0e9") == "0");
  CHECK(amount("\"1199.00\"") == "1199.00");
  CHECK(amount("\"1.199,00\"") == "1199.00");
  CHECK(amount("\"1,199.00\"") == "1199.00");
  CHECK(amount("\"R$ 1.199,00\"") == "1199.00");
  CHECK(amount("\"12.345.678\"") == "12345678");
  CHECK(amount("\"12,345,678\"") == "12345678");
  CHECK(amount("\"99,9\"") == "99.9");
  CHECK(amount("\"-99,90\"") == "-99.90");
  for (char const* other :
       {"\"1.199\"", "\"1,199\"", "\"\"", "\"x\"", "\"1.1.1\"", "\"1..2\"", "\"1,2.\"", "\",5\"", "\"5,\"", "\"1.19,00\"",
        "\"12345678901234567890\"", "null", "true", "{}", "[]", "1e19", "1e-10", "\"1e3\"", "\"0,1234567890\""}) {
    INFO(other);
    CHECK(amount(other) == "none");
  }
  CHECK(to_string(pacto::decimal{5, 3}) == "0.005");
  CHECK(to_string(pacto::decimal{-5, 0}) == "-5");
  CHECK(pacto::decimal{1, 0} != pacto::decimal{10, 1});
}

TEST_CASE("Pacto: times are read in all three forms", "[pacto]") {
  CHECK(time_of("1772442309000") == "1772442309");
  CHECK(time_of("\"1772442309000\"") == "1772442309");
  CHECK(time_of("1772442309") == "1772442309");
  CHECK(time_of("\"02/03/2026 06:05:09\"") == "1772442309 assumed");
  CHECK(time_of("\"02/03/2026 06:05\"") == "1772442300 assumed");
  CHECK(time_of("\"02/03/2026\"") == "1772420400 assumed");
  CHECK(time_of("\"2026-03-02T06:05:09-03:00\"") == "1772442309");
  CHECK(time_of("\"2026-03-02T09:05:09Z\"") == "1772442309");
  CHECK(time_of("\"2026-03-02 06:05:09\"") == "1772442309 assumed");
  for (char const* same : {"1772442309000.0", "1.772442309E12", "1772442309.0", "1.772442309e9"})
    CHECK(time_of(same) == "1772442309");
  for (char const* same : {"20260302060509", "\"20260302060509\"", "\"02032026060509\""}) {
    CHECK(time_of(same) == "1772442309 assumed");
  }
  CHECK(time_of("\"202603020605\"") == "1772442300 assumed");
  for (char const* other : {"946684800000", "17724423090000", "177244230", "\"ontem\"", "null", "5", "1.5", "{}",
                            "\"32/01/2026\"", "123456789012345"}) {
    INFO(other);
    CHECK(time_of(other) == "none");
  }
}

TEST_CASE("Pacto: the aliases of a unit come first and may add fields", "[pacto]") {
  pacto::unit unit = praia();
  unit.aliases = {{"client_code", {"aluno.id", "aluno.codigo"}},
                  {"turma", {"aula.turma"}},
                  {"turma", {"turma"}},
                  {"event_name", {"meta.acontecimento"}}};
  auto const n = read(R"({"codigoCliente":1,"aluno":{"codigo":2},"turma":"B","meta":{"acontecimento":"acesso"}})", unit);
  CHECK(n.fields.client_code->value == "2");
  CHECK(n.fields.client_code->path == "aluno.codigo");
  REQUIRE(n.fields.extra.size() == 1);
  CHECK(n.fields.extra[0].field == "turma");
  CHECK(n.fields.extra[0].text.value.reveal() == "B");
  CHECK(n.fields.extra[0].text.path == "turma");
  CHECK(n.kind == pacto::notification_kind::access);
  CHECK(read(R"({"codigoCliente":1})", unit).fields.client_code->value == "1");
}

TEST_CASE("Pacto: the default aliases can be read", "[pacto]") {
  auto const all = pacto::default_aliases();
  CHECK(all.size() == 17);
  for (auto const& each : all) CHECK_FALSE(each.paths.empty());
}

TEST_CASE("Pacto: any value is found by its path", "[pacto]") {
  auto const n = read(bytes_of("contract_wrapped"));
  CHECK(json_at(n, "notificarContrato.contrato") == R"({"codigo":5107,"descricaoPlano":"Anual Livre"})");
  CHECK(json_at(n, "notificarContrato.telefones[1]") == R"("48 3333-2222")");
  CHECK(json_at(n, "notificarContrato.produtos[1].produto") == R"("ADESAO")");
  CHECK(json_at(n, "notificarContrato.dataLancamento") == "1772442309000");
  CHECK_FALSE(json_at(n, "notificarcontrato.contrato").has_value());
  CHECK_FALSE(json_at(n, "nothing").has_value());
  CHECK_FALSE(json_at(n, "").has_value());
  auto const odd = read(R"({"a":null,"b":true,"c":[],"d":{}})");
  CHECK(json_at(odd, "a") == "null");
  CHECK(json_at(odd, "b") == "true");
  CHECK(json_at(odd, "c") == "[]");
  CHECK(json_at(odd, "d") == "{}");
}

TEST_CASE("Pacto: a name that is too long hides no member behind it", "[pacto]") {
  std::string const longer(300, 'k');
  auto const n = read(R"({")" + longer + R"(":1,"valor":5,"x":{")" + longer + R"(":{"y":1},"z":2}})");
  CHECK(n.fields.amount.has_value());
  CHECK(json_at(n, "x.z") == "2");
}

} // namespace fields_test
