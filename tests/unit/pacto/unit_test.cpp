#include "fixtures.hpp"

#include "crypto/hmac.hpp"

#include <set>

namespace unit_test {

using pacto::disposition;

namespace {

std::string hash_of(std::string const& bytes) {
  rubrica::detail::digest digest{};
  REQUIRE(rubrica::detail::sha256(bytes, digest));
  return rubrica::detail::hex(digest);
}

} // namespace

TEST_CASE("Pacto: the notification of an inactive unit is recognised and dropped", "[pacto]") {
  pacto::unit unit = praia();
  unit.active = false;
  auto const n = read(bytes_of("access_flat"), unit);
  CHECK(n.disposition == disposition::dropped_inactive_unit);
  CHECK(n.kind == pacto::notification_kind::access);
  CHECK(n.fields.client_code->value == "8842");
  CHECK(n.key_is_natural);
  CHECK(read("{}", unit).disposition == disposition::dropped_inactive_unit);
}

TEST_CASE("Pacto: a notification of another unit is kept apart", "[pacto]") {
  pacto::unit unit = praia();
  std::string const body = bytes_of("access_flat");
  CHECK(read(body, unit).disposition == disposition::accepted);
  unit.chave = rubrica::secret("a1b2c3d4e5f60718293a4b5c6d7e8f90");
  CHECK(read(body, unit).disposition == disposition::accepted); // the case of the digits does not matter
  CHECK(read(R"({"evento":"acesso"})", unit).disposition == disposition::accepted);
  CHECK(read(R"({"evento":"acesso","chave":"not a key"})", unit).disposition == disposition::quarantined_unit);
  unit.company_code = "4";
  CHECK(read(body, unit).disposition == disposition::quarantined_unit);
  unit.company_code = "3";
  CHECK(read(body, unit).disposition == disposition::accepted);
  unit.chave = rubrica::secret("a1b2c3d4e5f60718293a4b5c6d7e8f91");
  CHECK(read(body, unit).disposition == disposition::quarantined_unit);
}

TEST_CASE("Pacto: the name of the company tells the unit when nothing else does", "[pacto]") {
  pacto::unit unit = praia();
  unit.company_name = "Unidade Praia";
  CHECK(read(bytes_of("access_flat"), unit).disposition == disposition::accepted);
  unit.company_name = "UNIDADE CENTRO";
  CHECK(read(bytes_of("access_flat"), unit).disposition == disposition::quarantined_unit);
  unit.company_code = "3";
  CHECK(read(bytes_of("access_flat"), unit).disposition == disposition::accepted);
}

TEST_CASE("Pacto: a chave is found in each of its places", "[pacto]") {
  std::string const key(32, 'a');
  pacto::arrival from;
  from.chave = key;
  CHECK(pacto::parse(from, "{}").value().chave.reveal() == key);
  std::string const target = "/hook?chave=" + key;
  from = {};
  from.target = target;
  CHECK(pacto::parse(from, "{}").value().chave.reveal() == key);
  CHECK(read(R"({"chave":")" + key + "\"}").chave.reveal() == key);
  CHECK(read(R"({"empresa":{"chave":")" + key + "\"}}").chave.reveal() == key);
  CHECK(read(R"({"chave":")" + key + "b\"}").chave.empty());
  CHECK(pacto::is_chave(key));
  CHECK(pacto::is_chave("0123456789abcdefABCDEF0123456789"));
  CHECK_FALSE(pacto::is_chave(std::string(31, 'a')));
  CHECK_FALSE(pacto::is_chave(std::string(31, 'a') + "g"));
}

TEST_CASE("Pacto: the secret of the URL is compared", "[pacto]") {
  CHECK(pacto::url_secret_matches(praia(), "kq7-very-long-secret"));
  for (char const* other : {"", "kq7-very-long-secre", "kq7-very-long-secret2", "Kq7-very-long-secret"}) {
    CHECK_FALSE(pacto::url_secret_matches(praia(), other));
  }
  CHECK_FALSE(pacto::url_secret_matches(pacto::unit(), ""));
}

TEST_CASE("Pacto: a notification has a natural key of its parts", "[pacto]") {
  auto const access = read(bytes_of("access_flat"), praia());
  CHECK(access.natural_key == "praia|access|3|8842|2026-03-02T06:05:09.000-03:00");
  CHECK(access.key_is_natural);
  auto const contract = read(bytes_of("contract_wrapped"), praia());
  CHECK(contract.natural_key == "praia|contract|3|5107|" + hash_of(contract.fields.products->value));
  auto const payment = read(bytes_of("payment_structure"), praia(), "payment");
  CHECK(payment.natural_key == "praia|payment|3|9901");
  std::string const spaced = R"({ "evento":"notificarPagamento", "recibo":"9901", "empresa":{"codigo":"3"} })";
  CHECK(read(spaced, praia()).natural_key == payment.natural_key);
}

TEST_CASE("Pacto: the hash of the body is the key without all parts or without certainty", "[pacto]") {
  std::string const guessed = bytes_of("payment_structure");
  CHECK(read(guessed, praia()).natural_key == "praia|payment|sha256|" + hash_of(guessed));
  CHECK_FALSE(read(guessed, praia()).key_is_natural);
  struct {
    char const* body;
    char const* kind;
  } const cases[] = {{R"({"evento":"acesso","empresa":1,"codigoCliente":2})", "access"},
                     {R"({"evento":"pagamento","recibo":2})", "payment"},
                     {R"({"evento":"contrato","empresa":1,"codigoContrato":2})", "contract"},
                     {R"({"evento":"cadastro","empresa":1})", "registration"},
                     {R"({"evento":"vendaAvulsa","empresa":1})", "one_off_sale"},
                     {R"({"evento":"notificarOutra"})", "notificaroutra"},
                     {"{}", "unknown"}};
  for (auto const& one : cases) {
    CHECK(read(one.body, praia()).natural_key == "praia|" + std::string(one.kind) + "|sha256|" + hash_of(one.body));
  }
}

TEST_CASE("Pacto: one body from five routes makes five keys", "[pacto]") {
  std::string const body = R"({"codigoCliente":8842,"nome":"Ana"})";
  std::set<std::string> keys;
  for (char const* hint : {"notificarCadastro", "notificarContrato", "notificarVendaAvulsa", "notificarPagamento",
                           "notificarAcesso", "aniversario", "vencimento", ""}) {
    keys.insert(read(body, praia(), hint).natural_key);
  }
  CHECK(keys.size() == 8);
  pacto::arrival from;
  for (char const* target : {"/h/notificarAcesso", "/h?evento=notificarPagamento"}) {
    from.target = target;
    keys.insert(pacto::parse(from, body, praia()).value().natural_key);
  }
  CHECK(keys.size() == 8); // the place of the name is not part of it
}

TEST_CASE("Pacto: a code is the same however it is spelled, and a placeholder is none", "[pacto]") {
  auto const key = [](std::string const& receipt) {
    return read(R"({"evento":"notificarPagamento","empresa":1,"recibo":)" + receipt + "}", praia()).natural_key;
  };
  for (char const* same : {"991", "991.0", "9.91e2", R"("991")", R"(" 991 ")", R"("991.0")", "9910e-1"}) {
    INFO(same);
    CHECK(key(same) == "praia|payment|1|991");
  }
  CHECK(key(R"("000991")") == "praia|payment|1|000991");
  CHECK(key("991.5") == "praia|payment|1|991.5");
  for (char const* none : {"0", "0.0", "-0", "null", "\"\"", R"("null")", R"("NULL")", R"("0000")", R"("0.00")", R"("-")",
                           R"(" ")", R"("undefined")", R"("00000000-0000-0000-0000-000000000000")", "false", "[]"}) {
    INFO(none);
    auto const n = read(R"({"evento":"notificarPagamento","empresa":1,"recibo":)" + std::string(none) + "}", praia());
    CHECK_FALSE(n.key_is_natural);
    CHECK_FALSE(n.fields.receipt_code.has_value());
    CHECK(n.natural_key.rfind("praia|payment|sha256|", 0) == 0);
  }
  CHECK_FALSE(read(R"({"evento":"pagamento","empresa":0,"recibo":7})", praia()).key_is_natural);
  // After a placeholder the next possible place of the code is used.
  CHECK(read(R"({"evento":"pagamento","empresa":1,"recibo":0,"codigoRecibo":7})", praia()).natural_key == "praia|payment|1|7");
}

TEST_CASE("Pacto: an access has one key for one moment, and none for a date before all dates", "[pacto]") {
  auto const key = [](std::string const& moment) {
    return read(R"({"evento":"acesso","empresa":1,"codigoCliente":55,"dataRegistro":)" + moment + "}", praia()).natural_key;
  };
  for (char const* same : {R"("Nov 20, 2026 6:05:00 AM")", R"("20/11/2026 06:05")", R"("2026-11-20T09:05:00Z")", "1795165500000",
                           R"("1795165500000")", "1795165500", R"("20 de novembro de 2026 06:05")"}) {
    INFO(same);
    CHECK(key(same) == "praia|access|1|55|2026-11-20T06:05:00.000-03:00");
  }
  for (char const* none : {R"("0001-01-01T00:00:00")", R"("01/01/1970 00:00:00")", "0", R"("00/00/0000")", R"("soon")"}) {
    INFO(none);
    CHECK(key(none).rfind("praia|access|sha256|", 0) == 0);
  }
}

TEST_CASE("Pacto: two accesses of one client on one day have two keys", "[pacto]") {
  auto const access = [](std::string const& times) {
    return read(R"({"evento":"acesso","empresa":1,"codigoCliente":55,)" + times + "}", praia());
  };
  // With the hour beside the date it is the moment that the two make.
  for (char const* same :
       {R"("dataRegistro":"20/11/2026","hora":"06:05")", R"("hora":"6h05","data":"20/11/2026 00:00:00")",
        R"("dataHora":"2026-11-20T00:00:00-03:00","HORA":" 06:05:00 ")", R"("dataRegistro":1795143600000,"horaAcesso":"06:05")",
        R"("dados":{"dataRegistro":"2026-11-20","hora":"06:05"})", R"("dataRegistro":"20/11/2026","hora":"20/11/2026 06:05")",
        R"("dataRegistro":"20/11/2026","dataHora":1795165500000)", R"("dataCadastro":"01/02/2020","hora":"2026-11-20T09:05:00Z")",
        R"("dataCadastro":"01/02/2020 10:00","dataHoraEntrada":"20/11/2026 06:05")",
        R"("dataRegistro":"20/11/2026 06:05","hora":"09:30")"}) {
    INFO(same);
    auto const n = access(same);
    CHECK(n.natural_key == "praia|access|1|55|2026-11-20T06:05:00.000-03:00");
    CHECK(n.fields.occurred_at->value.at() == rubrica::timestamp("2026-11-20T06:05:00-03:00").at());
  }
  // Without it, or with a time of something else, the body alone can tell.
  for (char const* day :
       {R"("dataRegistro":"20/11/2026")", R"("data":"2026-11-20T00:00:00-03:00")", R"("dataRegistro":1795143600000)",
        R"("dataRegistro":1795132800000)", R"("dataRegistro":"20/11/2026","hora":"soon")",
        R"("dataRegistro":"20/11/2026","hora":"00:00:00")", R"("dataRegistro":"20/11/2026","hora":null)",
        R"("dataRegistro":"20/11/2026","hora":"Jan 1, 1970 6:05:00 AM")", R"("dataCadastro":"01/02/2020")",
        R"("dataCadastro":"01/02/2020","hora":"06:05")", R"("dataCadastro":"01/02/2020 10:00:00")",
        R"("dataLancamento":1772442309000)", R"("dados":{"dataPagamento":"01/02/2020 10:00:00"})"}) {
    INFO(day);
    CHECK_FALSE(access(day).key_is_natural);
    CHECK(access(day).natural_key != access(std::string(day) + R"(,"catraca":2)").natural_key);
  }
}

TEST_CASE("Pacto: a notification that contradicts itself has no key of its parts", "[pacto]") {
  std::string const body = R"({"evento":"pagamento","empresa":1,"recibo":2,"valor":5,"VALOR":6})";
  CHECK(read(body, praia()).natural_key == "praia|payment|sha256|" + hash_of(body));
  pacto::unit unit = praia();
  unit.company_code = "1";
  CHECK(read(R"({"evento":"pagamento","empresa":1,"Empresa":2,"recibo":2})", unit).disposition ==
        disposition::quarantined_members);
  CHECK(read(R"({"evento":"pagamento","empresa":3,"recibo":2,"Recibo":1})", unit).disposition == disposition::quarantined_unit);
  unit.active = false;
  CHECK(read(body, unit).disposition == disposition::dropped_inactive_unit);
}

TEST_CASE("Pacto: keys of different units do not collide", "[pacto]") {
  std::string const body = R"({"evento":"pagamento","recibo":2,"empresa":1,"chave":"A1B2C3D4E5F60718293A4B5C6D7E8F90"})";
  pacto::unit odd;
  odd.name = "a|b\\";
  CHECK(read(body, odd).natural_key == "a\\|b\\\\|payment|1|2");
  std::string const by_chave = read(body).natural_key;
  CHECK(by_chave == hash_of("a1b2c3d4e5f60718293a4b5c6d7e8f90").substr(0, 16) + "|payment|1|2");
  CHECK(read(R"({"evento":"pagamento","recibo":2,"empresa":1})").natural_key == "|payment|1|2");
}

} // namespace unit_test
