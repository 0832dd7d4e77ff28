#include "fixtures.hpp"

#include <vector>

namespace kind_test {

using pacto::confidence;
using pacto::disposition;
using pacto::kind_source;
using pacto::notification_kind;

namespace {

pacto::notification arrived(pacto::arrival const& arrival, std::string const& body = R"({"foo":"bar"})") {
  return pacto::parse(arrival, body).value();
}

pacto::arrival at_target(std::string_view target) {
  pacto::arrival from;
  from.target = target;
  return from;
}

std::string guess(std::string const& body) {
  auto const n = read(body);
  CHECK(n.confidence == (n.kind.empty() ? confidence::none : confidence::likely));
  CHECK(n.source == (n.kind.empty() ? kind_source::none : kind_source::structure));
  CHECK(n.disposition == disposition::quarantined_kind);
  return std::string(to_string(n.kind));
}

} // namespace

TEST_CASE("Pacto: the kind is known by five names in all their spellings", "[pacto]") {
  struct {
    notification_kind::known kind;
    char const* ours;
    std::vector<std::string> spellings;
  } const cases[] = {
      {notification_kind::registration, "registration", {"notificarCadastro", "cadastro", "CADASTRO", "notificar_cadastro"}},
      {notification_kind::contract, "contract", {"notificarContrato", "contrato", "Notificar-Contrato"}},
      {notification_kind::one_off_sale, "one_off_sale", {"notificarVendaAvulsa", "vendaAvulsa", "venda_avulsa", "Venda Avulsa"}},
      {notification_kind::payment, "payment", {"notificarPagamento", "pagamento"}},
      {notification_kind::access, "access", {"notificarAcesso", "acesso", "NOTIFICAR ACESSO"}},
  };
  for (auto const& one : cases) {
    CHECK(to_string(notification_kind(one.kind)) == one.ours);
    std::vector<std::string> hints = one.spellings;
    hints.push_back(one.ours);
    hints.push_back("/hooks/" + one.spellings[0] + "/");
    for (std::string const& hint : hints) {
      INFO(hint);
      auto const n = read("{}", {}, hint);
      CHECK(n.kind == one.kind);
      CHECK(n.source == kind_source::route);
      CHECK(n.confidence == confidence::certain);
      CHECK(n.disposition == disposition::accepted);
      CHECK(n.event_name.empty()); // the hint is ours
    }
    for (std::string const& spelling : one.spellings) {
      auto const n = read(R"({"evento":")" + spelling + R"("})");
      CHECK(n.kind == one.kind);
      CHECK(n.source == kind_source::name_field);
      CHECK(n.event_name == spelling);
    }
  }
}

TEST_CASE("Pacto: the name of the kind is found in each of its places", "[pacto]") {
  auto const suffix = arrived(at_target("/pacto/T0KEN/notificarPagamento?x=1"));
  CHECK(suffix.kind == notification_kind::payment);
  CHECK(suffix.source == kind_source::url_suffix);
  CHECK(suffix.event_name == "notificarPagamento");
  for (char const* key : {"evento", "event", "tipo", "acao", "metodo", "Evento"}) {
    auto const n = arrived(at_target("/pacto/T0KEN?a=b&" + std::string(key) + "=notificar%43adastro#x"));
    CHECK(n.kind == notification_kind::registration);
    CHECK(n.source == kind_source::query_parameter);
  }
  for (char const* key :
       {"evento", "event", "tipo", "acao", "metodo", "notificacao", "tipoNotificacao", "tipo_evento", "operacao"}) {
    auto const n = read(R"({"x":1,")" + std::string(key) + R"(":"notificarContrato"})");
    CHECK(n.kind == notification_kind::contract);
    CHECK(n.source == kind_source::name_field);
    CHECK(n.confidence == confidence::certain);
  }
  auto const wrapped = read(R"({"chave":"x","notificarAcesso":{"matricula":"1"}})");
  CHECK(wrapped.kind == notification_kind::access);
  CHECK(wrapped.source == kind_source::wrapper_key);
  CHECK(wrapped.event_name == "notificarAcesso");
  CHECK(wrapped.fields.registration_number->path == "notificarAcesso.matricula");
  CHECK(read(R"({"vendaAvulsa":{"valor":1}})").source == kind_source::wrapper_key);
}

TEST_CASE("Pacto: a later place of the name confirms or contradicts the first", "[pacto]") {
  pacto::arrival arrival = at_target("/hook/notificarAcesso?evento=acesso");
  arrival.route_hint = "access";
  auto const same = arrived(arrival, R"({"evento":"notificarAcesso"})");
  CHECK(same.confidence == confidence::certain);
  CHECK(same.source == kind_source::route);
  CHECK(same.conflicting_kind.empty());
  for (auto const& conflict :
       {arrived(arrival, R"({"evento":"notificarContrato"})"), arrived(arrival, R"({"notificarContrato":{}})")}) {
    CHECK(conflict.kind == notification_kind::access);
    CHECK(conflict.conflicting_kind == notification_kind::contract);
    CHECK(conflict.confidence == confidence::conflict);
    CHECK(conflict.disposition == disposition::quarantined_kind);
    CHECK_FALSE(conflict.key_is_natural);
  }
  CHECK(arrived(at_target("/a/acesso?tipo=pagamento")).conflicting_kind == notification_kind::payment);
}

TEST_CASE("Pacto: a name in two spellings of its member is heard twice", "[pacto]") {
  for (char const* body : {R"({"Evento":"notificarPagamento","EVENTO":"notificarContrato","recibo":1})",
                           R"({"tipo_evento":"pagamento","x":1,"tipoEvento":"Contrato"})"}) {
    INFO(body);
    auto const n = read(body);
    CHECK(n.kind == notification_kind::payment);
    CHECK(n.conflicting_kind == notification_kind::contract);
    CHECK(n.confidence == confidence::conflict);
    CHECK(n.disposition == disposition::quarantined_kind);
    CHECK_FALSE(n.key_is_natural);
  }
  for (char const* body : {R"({"evento":"notificarPagamento","EVENTO":"notificarReserva"})",
                           R"({"EVENTO":"estorno","evento":"notificarPagamento"})"}) {
    INFO(body);
    CHECK(read(body).disposition == disposition::quarantined_members);
    CHECK(read(body).conflicting_members.size() == 1);
  }
  for (char const* body :
       {R"({"evento":"notificarPagamento","EVENTO":"pagamento"})", R"({"evento":null,"EVENTO":"pagamento","Evento":""})",
        R"({"evento":"pagamento","tipo":"PIX","TIPO":"DINHEIRO"})"}) {
    INFO(body);
    CHECK(read(body).disposition == disposition::accepted);
    CHECK(read(body).conflicting_members.empty());
  }
}

TEST_CASE("Pacto: a name that is not one of the five is an unknown kind", "[pacto]") {
  auto const sixth = read(R"({"evento":"notificarReserva","recibo":1})");
  CHECK(sixth.kind.text() == "notificarReserva");
  CHECK_FALSE(sixth.kind.is_known());
  CHECK(to_string(sixth.kind) == "unknown");
  CHECK(sixth.event_name == "notificarReserva");
  CHECK(sixth.confidence == confidence::none);
  CHECK(sixth.disposition == disposition::quarantined_kind);
  CHECK(read(R"({"tipo":"MENSAL","recibo":1})").kind == notification_kind::payment);
  CHECK(read("{}", {}, "whatever").kind.empty());
  CHECK(read(R"({"evento":null})").kind.empty());
  CHECK(read(R"({"evento":5})").kind.empty());
}

TEST_CASE("Pacto: members may make the kind likely without a name", "[pacto]") {
  CHECK(guess(bytes_of("payment_structure")) == "payment");
  CHECK(guess(R"({"reciboNumero":1})") == "payment");
  CHECK(guess(R"({"contratoCodigo":1,"produtos":[]})") == "contract");
  CHECK(guess(R"({"contrato":{"codigo":1},"nome":"x"})") == "contract");
  CHECK(guess(R"({"vendaAvulsaCodigo":1})") == "one_off_sale");
  CHECK(guess(R"({"produtos":[{"valor":1}],"nome":"x"})") == "one_off_sale");
  CHECK(guess(R"({"acessoData":1})") == "access");
  CHECK(guess(R"({"catraca":1})") == "access");
  CHECK(guess(R"({"dataHoraEntrada":1})") == "access");
  CHECK(guess(R"({"tipo_checkin":1})") == "access");
  CHECK(guess(R"({"nome":"x","cpf":"1","email":"e","matricula":"7","empresa":{"codigo":1}})") == "registration");
  CHECK(guess(R"({"dados":{"nome":"x","telefone":"1"},"versao":2})") == "registration");
  CHECK(guess(R"({"dados":{"recibo":1},"dadosextra":{"contrato":1}})") == "payment");
}

TEST_CASE("Pacto: overlapping or strange members are an unknown kind", "[pacto]") {
  CHECK(guess(R"({"recibo":1,"contrato":2})") == "unknown");
  CHECK(guess(R"({"catraca":1,"recibo":2})") == "unknown");
  CHECK(guess(R"({"nome":"x","cpf":"1","saldo":3})") == "unknown");
  CHECK(guess(R"({"nome":"x"})") == "unknown");
  CHECK(guess(R"({"foo":"bar"})") == "unknown");
  CHECK(guess("{}") == "unknown");
}

TEST_CASE("Pacto: sources, confidences and dispositions have their names", "[pacto]") {
  CHECK(to_string(kind_source::none) == "none");
  CHECK(to_string(kind_source::route) == "route");
  CHECK(to_string(kind_source::url_suffix) == "url_suffix");
  CHECK(to_string(kind_source::query_parameter) == "query_parameter");
  CHECK(to_string(kind_source::name_field) == "name_field");
  CHECK(to_string(kind_source::wrapper_key) == "wrapper_key");
  CHECK(to_string(kind_source::structure) == "structure");
  CHECK(to_string(confidence::none) == "none");
  CHECK(to_string(confidence::conflict) == "conflict");
  CHECK(to_string(confidence::likely) == "likely");
  CHECK(to_string(confidence::certain) == "certain");
  CHECK(to_string(disposition::accepted) == "accepted");
  CHECK(to_string(disposition::quarantined_kind) == "quarantined_kind");
  CHECK(to_string(disposition::quarantined_unit) == "quarantined_unit");
  CHECK(to_string(disposition::quarantined_members) == "quarantined_members");
  CHECK(to_string(disposition::dropped_inactive_unit) == "dropped_inactive_unit");
}

} // namespace kind_test
